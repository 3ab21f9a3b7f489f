"""One line that says what to do next; it follows what is selected, picked and active."""

from collections.abc import Callable
from dataclasses import dataclass

from workbench.config.scheme import Scheme
from workbench.tui.actions import MOST_DIGITS
from workbench.tui.widgets.rows import cells, one_line


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
    tour: bool = False
    """Whether the guided tour is offered."""


Key = Callable[[str], str]
"""Action name → the key to show."""


def hint(now: Situation, key: Key, scheme: Scheme, width: int) -> str:
    """The next step, in one line of about `width` cells."""
    if now.articles == 0:
        return (
            f"{key('compare.articles')} adds the first article, or paste it · "
            f"{key('app.help')} help · {key('app.quit')} quits"
        )
    if now.in_list and not now.active:
        return (
            f"{key('compare.claims')} back to the article · {key('compare.link')} links both "
            f"passages · {key('compare.new_claim')} makes a claim"
        )
    if now.in_list:
        return _in_list(key, scheme)
    if now.selecting:
        return (
            f"{key('compare.open')} highlights it · {key('compare.link')} links it with the other "
            f"article · x adds a fragment · Esc drops it"
        )
    if now.picked:
        return (
            f"{key('compare.new_claim')} makes a claim of what is picked · {key('compare.link')} "
            f"links both passages · {key('compare.pick')} unpicks"
        )
    return _resting(now, key, scheme, width)


def _in_list(key: Key, scheme: Scheme) -> str:
    return (
        f"{key('compare.open')} opens the claim · {digits(scheme)} verdict · "
        f"{key('compare.delete')} deletes · {key('compare.claims')} back to the article"
    )


def _resting(now: Situation, key: Key, scheme: Scheme, width: int) -> str:
    if now.on_mark and not now.mark_has_claim:
        return (
            f"{key('compare.pick')} picks the mark · {key('compare.new_claim')} makes a claim of it"
            f" · {key('compare.delete')} deletes it"
        )
    if now.active and not now.judged:
        return f"Your verdict? {legend(scheme, width - 15)}"
    if now.active and not now.rationale:
        return f"{key('compare.rationale')} writes the rationale of your verdict"
    if now.active:
        return (
            f"{key('compare.evidence')} evidence · {key('compare.comment')} comment · "
            f"{key('compare.omission')} omission · {key('compare.next_claim')} next claim · "
            f"{key('app.help')} help"
        )
    if now.on_mark:
        return (
            f"{key('compare.open')} opens the claim of this mark · {key('compare.other_end')} goes "
            f"to what it is linked to · {key('app.help')} help"
        )
    if now.articles == 1:
        return (
            f"Only one article: {key('compare.articles')}, or paste, adds a second report · "
            f"v selects · {key('compare.open')} highlights · {key('app.help')} help"
        )
    if now.tour:
        return (
            f"New here? {key('app.tour')} starts a guided tour · v selects · "
            f"{key('compare.open')} highlights · {key('app.help')} help"
        )
    return (
        f"v or Shift+arrows select · {key('compare.open')} highlights · {key('compare.link')} "
        f"links both sentences · {key('app.help')} help"
    )


def digits(scheme: Scheme) -> str:
    """The digits that are labels: `1…4`."""
    count = min(MOST_DIGITS, len(scheme.verdicts))
    return "1" if count == 1 else f"1…{count}"


def legend(scheme: Scheme, width: int) -> str:
    """What the digits mean, in at most `width` cells: long labels are cut if need be."""
    labels = scheme.verdicts[:MOST_DIGITS]
    for room in range(40, 3, -1):
        line = " · ".join(
            f"{digit} {label.glyph} {one_line(label.label, room)}"
            for digit, label in enumerate(labels, start=1)
        )
        if cells(line) <= width:
            return line
    return " · ".join(f"{digit} {label.glyph}" for digit, label in enumerate(labels, start=1))
