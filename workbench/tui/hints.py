"""One line that says what to do next; it follows what is selected, picked and active."""

from collections.abc import Callable
from dataclasses import dataclass

from workbench.config.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Situation:
    """What the next step depends on."""

    articles: int
    loaded: bool
    in_list: bool
    selecting: bool
    on_mark: bool
    mark_has_claim: bool
    picked: int
    """Spans and links."""
    active: bool
    judged: bool
    """Whether the active claim has a verdict of mine."""
    rationale: bool


Key = Callable[[str], str]
"""Action name → the key to show."""


def hint(now: Situation, key: Key, scheme: Scheme) -> str:
    """The next step, in one line."""
    if now.articles == 0:
        return f"No articles: put text files into seeds/ and start again · {key('app.quit')} quits"
    if now.in_list:
        return (
            f"{key('compare.open')} opens the claim · {digits(scheme)} verdict · "
            f"{key('compare.delete')} deletes · {key('compare.claims')} back to the article"
        )
    if now.selecting:
        return (
            f"{key('compare.open')} highlights the selection · {key('compare.link')} links it with "
            f"the other article · x adds a fragment · Esc drops it"
        )
    if now.picked:
        return (
            f"{key('compare.new_claim')} makes a claim of the {now.picked} picked · "
            f"{key('compare.link')} links both passages · {key('compare.pick')} unpicks"
        )
    return _resting(now, key, scheme)


def _resting(now: Situation, key: Key, scheme: Scheme) -> str:
    if now.on_mark and not now.mark_has_claim:
        return (
            f"{key('compare.pick')} picks the mark · {key('compare.new_claim')} makes a claim of it"
            f" · {key('compare.delete')} deletes it"
        )
    if now.active and not now.judged:
        return f"Your verdict on the active claim: {legend(scheme)}"
    if now.active and not now.rationale:
        return f"{key('compare.rationale')} writes the rationale of your verdict"
    if now.active:
        return (
            f"{key('compare.evidence')} evidence · {key('compare.comment')} comment · "
            f"{key('compare.omission')} omission · {key('compare.next_claim')} next claim · "
            f"{key('app.help')} help"
        )
    return (
        f"v or Shift+arrows select · {key('compare.open')} highlights · {key('compare.link')} "
        f"links both sentences · {key('app.help')} help"
    )


def digits(scheme: Scheme) -> str:
    """The digits that are labels: `1…4`."""
    count = min(9, len(scheme.verdicts))
    return "1" if count == 1 else f"1…{count}"


def legend(scheme: Scheme) -> str:
    """What the digits mean."""
    return "  ".join(
        f"{digit} {label.glyph} {label.label}"
        for digit, label in enumerate(scheme.verdicts[:9], start=1)
    )
