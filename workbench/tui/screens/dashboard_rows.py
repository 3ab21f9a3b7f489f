"""The rows of the dashboard: bars, scales with intervals, a matrix of labels."""

from typing import TYPE_CHECKING

from workbench.config.scheme import Scheme
from workbench.config.words import _
from workbench.text.clusters import safe_line
from workbench.tui.bench import joined
from workbench.tui.widgets.rows import Part, Row, cells
from workbench.workspace import queries
from workbench.workspace.figures import FigureRow

if TYPE_CHECKING:
    from workbench.workspace.team import CaseProgress, PairReport, ReviewerProgress, StageReport

_NAME = 34
_BAR = 24
_SCALE = 21
_COLUMN = 6
_ROOMY = 96
"""Cells from which names, scales and bars have all their room."""
_SHORT_NAME, _SHORT_SCALE = 19, 11


def _name_room(width: int) -> int:
    return _NAME if width >= _ROOMY else _SHORT_NAME


def padded(text: str, width: int) -> str:
    """A text in exactly `width` cells."""
    shown = safe_line(text, max(1, width - 1))
    return shown + " " * (width - cells(shown))


def bar(share: float, width: int = _BAR) -> str:
    """A bar: filled to a share of 0 to 1."""
    filled = round(min(1.0, max(0.0, share)) * width)
    return "█" * filled + "░" * (width - filled)


def case_row(case: "CaseProgress", width: int) -> Row:
    """How far a case is."""
    said = joined(
        (
            _("{claims} claims").format(claims=case.claims),
            _("{judged} judged by all").format(judged=case.judged),
            _("{adjudicated} decided").format(adjudicated=case.adjudicated),
            _("{published} published").format(published=case.published),
        )
    )
    return ((f" {padded(case.case, _name_room(width))}", "bold"), (said, ""))


def reviewer_row(person: "ReviewerProgress", here: bool, width: int) -> Row:
    """How far a reviewer is: counts only, no label."""
    share = person.judged / person.expected if person.expected else 0.0
    state = _("{current} pass").format(current=person.current)
    if person.closed_by:
        state = _("closed by {name}").format(name=person.closed_by)
    elif person.submitted:
        state = "submitted"
    return (
        (f"   {padded(person.reviewer, _name_room(width) - 2)}", ""),
        (bar(share), "key"),
        (f" {person.judged}/{person.expected}  ", ""),
        (safe_line(state, 30), "dim"),
        (_(" · here now") if here else "", "accent"),
    )


def figure_row(row: FigureRow, width: int) -> Row:
    """A figure with its place on a scale from 0 to 1, or why it has none."""
    figure = row.figure
    name = padded(row.name, _NAME)
    if figure.value is None:
        return ((f"   {name}", ""), (safe_line(figure.reason, max(8, width - _NAME - 4)), "dim"))
    ends = figure.interval
    interval = f"  {ends[0]:.2f} – {ends[1]:.2f}" if ends else ""
    return (
        (f"   {name}", ""),
        (f"{figure.value:6.3f} ", "bold"),
        (scale(figure.value, ends, _SCALE if width >= _ROOMY else _SHORT_SCALE), "key"),
        (interval, ""),
        (f"  n {figure.n}", "dim"),
    )


def scale(value: float, ends: tuple[float, float] | None, size: int = _SCALE) -> str:
    """A scale from 0 to 1 with a dot, and a line where the interval lies."""
    marks = ["·"] * size

    def place(number: float) -> int:
        return round(min(1.0, max(0.0, number)) * (size - 1))

    if ends is not None:
        first, last = place(ends[0]), place(ends[1])
        marks[first : last + 1] = ["─"] * (last + 1 - first)
    marks[place(value)] = "●"
    return "".join(marks)


def pair_head(width: int) -> Row:
    """What the columns of the pairs are."""
    names = ("percent", "kappa", "alpha", "AC1", "spans", "links", "B³")
    head = "".join(f"{name:>8}" for name in names)
    return ((" " * (_name_room(width) + 3), ""), (head, "dim"))


def pair_row(pair: "PairReport", width: int) -> Row:
    """Two reviewers: the main figures; – where undefined."""
    verdicts, marks = pair.verdicts, pair.marks
    figures = (
        verdicts.percent, verdicts.kappa, verdicts.alpha, verdicts.ac1,
        marks.spans_overlap, marks.links, marks.b_cubed,
    )  # fmt: skip
    shown = ("–" if figure.value is None else f"{figure.value:.2f}" for figure in figures)
    numbers = "".join(f"{item:>8}" for item in shown)
    return ((f"   {padded(' · '.join(pair.reviewers), _name_room(width))}", ""), (numbers, ""))


def matrix_head(labels: tuple[str, ...], scheme: Scheme, __: int) -> Row:
    """The labels' glyphs above the columns."""
    parts: list[Part] = [(" " * (_NAME + 3), "")]
    for label in labels:
        glyph = queries.label_of(scheme, label).glyph
        parts += [
            (" " * (_COLUMN - 3), ""),
            (f" {glyph} ", queries.tone(scheme, label)),
        ]
    return tuple(parts)


def matrix_row(
    label: str, stage: "StageReport", labels: tuple[str, ...], scheme: Scheme, _: int
) -> Row:
    """How often a label met each other label on one claim."""
    found = queries.label_of(scheme, label)
    parts: list[Part] = [
        ("   ", ""),
        (f" {found.glyph} ", queries.tone(scheme, label)),
        (f" {padded(found.label, _NAME - 4)}", ""),
    ]
    for other in labels:
        count = len(met(stage, label, other))
        same = label == other
        parts.append((f"{count or '·':>{_COLUMN}}", "bold" if count and not same else "dim"))
    return tuple(parts)


def met(stage: "StageReport", one: str, two: str) -> tuple[str, ...]:
    """The claims on which two labels met."""
    return stage.confusion.get((one, two)) or stage.confusion.get((two, one)) or ()


def label_row(label: str, counts: tuple[int, int], scheme: Scheme, __: int) -> Row:
    """How often a label was given, as a bar; counts are (this label, the most frequent one)."""
    count, most = counts
    found = queries.label_of(scheme, label)
    return (
        ("   ", ""),
        (f" {found.glyph} ", queries.tone(scheme, label)),
        (f" {padded(found.label, _NAME - 4)}", ""),
        (bar(count / most if most else 0.0), "key"),
        (f" {count}", ""),
    )


def share_row(name: str, counts: dict[str, int], scheme: Scheme, width: int) -> Row:
    """One reviewer's verdicts as a bar cut by label, each part with its glyph and number."""
    total = sum(counts.values())
    parts: list[Part] = [(f"   {padded(name, _NAME)}", "")]
    room = max(_BAR, width - _NAME - 16)
    for label, count in counts.items():
        if count:
            said = f" {queries.label_of(scheme, label).glyph} {count} "
            wide = max(len(said), round(room * count / total))
            parts.append((f"{said:<{wide}}", queries.tone(scheme, label)))
    parts.append((f" {total}", "dim"))
    return tuple(parts)
