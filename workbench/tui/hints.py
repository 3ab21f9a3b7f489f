"""One line that says what to do next; it follows what is selected, picked and active."""

from collections.abc import Callable
from dataclasses import dataclass

from workbench.config.scheme import Scheme
from workbench.config.words import _
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
    judges: bool = True
    """Whether verdicts are mine to give."""
    tour: bool = False
    """Whether the guided tour is offered."""


Key = Callable[[str], str]
"""Action name → the key to show."""


def hint(now: Situation, key: Key, scheme: Scheme, width: int) -> str:
    """The next step, in one line of about `width` cells."""
    if now.articles == 0:
        return _(
            "{articles} adds the first article, or paste it · {help} help · {quit} quits"
        ).format(articles=key("compare.articles"), help=key("app.help"), quit=key("app.quit"))
    if now.in_list and not now.active:
        return _(
            "{claims} back to the article · {link} links both passages · {new_claim} makes a claim"
        ).format(
            claims=key("compare.claims"),
            link=key("compare.link"),
            new_claim=key("compare.new_claim"),
        )
    if now.in_list:
        return _in_list(key, scheme) if now.judges else _in_list_of_others(key)
    if now.selecting:
        return _(
            "{open} highlights it · {link} links it with the other article · {add} adds "
            "a fragment · {drop} drops it"
        ).format(
            open=key("compare.open"),
            link=key("compare.link"),
            add=key("pane.add_fragment"),
            drop=key("pane.drop"),
        )
    if now.picked:
        return _(
            "{new_claim} makes a claim of what is picked · {link} links both "
            "passages · {pick} unpicks"
        ).format(
            new_claim=key("compare.new_claim"), link=key("compare.link"), pick=key("compare.pick")
        )
    return _resting(now, key, scheme, width)


def _in_list(key: Key, scheme: Scheme) -> str:
    return _(
        "{open} opens the claim · {digits} verdict · {delete} deletes · {claims} "
        "back to the article"
    ).format(
        open=key("compare.open"),
        digits=digits(scheme),
        delete=key("compare.delete"),
        claims=key("compare.claims"),
    )


def _in_list_of_others(key: Key) -> str:
    return _(
        "{open} opens the claim · {adjudication} decides · {delete} deletes · {claims} "
        "back to the article"
    ).format(
        open=key("compare.open"),
        adjudication=key("compare.adjudication"),
        delete=key("compare.delete"),
        claims=key("compare.claims"),
    )


def _resting(now: Situation, key: Key, scheme: Scheme, width: int) -> str:
    if now.on_mark and not now.mark_has_claim:
        return _(
            "{pick} picks the mark · {new_claim} makes a claim of it · {delete} deletes it"
        ).format(
            pick=key("compare.pick"),
            new_claim=key("compare.new_claim"),
            delete=key("compare.delete"),
        )
    if now.active:
        return _on_active(now, key, scheme, width)
    if now.on_mark:
        return _(
            "{open} opens the claim of this mark · {other_end} goes to what it is "
            "linked to · {help} help"
        ).format(open=key("compare.open"), other_end=key("compare.other_end"), help=key("app.help"))
    return _beginning(now, key)


def _on_active(now: Situation, key: Key, scheme: Scheme, width: int) -> str:
    if not now.judges:
        return _(
            "{adjudication} decides on claims · {evidence} evidence · {comment} comment · "
            "{next_claim} next claim · {help} help"
        ).format(
            adjudication=key("compare.adjudication"),
            evidence=key("compare.evidence"),
            comment=key("compare.comment"),
            next_claim=key("compare.next_claim"),
            help=key("app.help"),
        )
    if not now.judged:
        return _("Your verdict? {legend}").format(legend=legend(scheme, width - 15))
    if not now.rationale:
        return _("{rationale} writes the rationale of your verdict").format(
            rationale=key("compare.rationale")
        )
    return _(
        "{evidence} evidence · {comment} comment · {omission} omission · "
        "{next_claim} next claim · {help} help"
    ).format(
        evidence=key("compare.evidence"),
        comment=key("compare.comment"),
        omission=key("compare.omission"),
        next_claim=key("compare.next_claim"),
        help=key("app.help"),
    )


def _beginning(now: Situation, key: Key) -> str:
    if now.articles == 1:
        return _(
            "Only one article: {articles}, or paste, adds a second report · {select} "
            "selects · {open} highlights · {help} help"
        ).format(
            articles=key("compare.articles"),
            select=key("pane.toggle_select"),
            open=key("compare.open"),
            help=key("app.help"),
        )
    if now.tour:
        return _(
            "New here? {tour} starts a guided tour · {select} selects · {open} highlights · "
            "{help} help"
        ).format(
            tour=key("app.tour"),
            select=key("pane.toggle_select"),
            open=key("compare.open"),
            help=key("app.help"),
        )
    return _(
        "{select} or Shift+arrows select · {open} highlights · {link} links both sentences · "
        "{help} help"
    ).format(
        select=key("pane.toggle_select"),
        open=key("compare.open"),
        link=key("compare.link"),
        help=key("app.help"),
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
