"""What the dashboard lists: progress, figures, labels, pairs, each with what is behind it."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from workbench.config.scheme import Scheme
from workbench.config.words import _
from workbench.tui.bench import joined
from workbench.tui.screens.dashboard_rows import (
    case_row,
    figure_row,
    label_row,
    matrix_head,
    matrix_row,
    met,
    pair_head,
    pair_row,
    reviewer_row,
    share_row,
)
from workbench.tui.screens.list_screen import Entry
from workbench.tui.widgets.rows import Row
from workbench.tui.wording import count_of
from workbench.workspace import figures, queries
from workbench.workspace.figures import Behind, FigureRow

if TYPE_CHECKING:
    from workbench.workspace.team import (
        AgreementReport,
        CaseProgress,
        PairReport,
        ReviewerProgress,
        StageReport,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """What a row of the dashboard stands for."""

    behind: Behind | None = None
    """What Enter lists."""
    person: "ReviewerProgress | None" = None
    figure: FigureRow | None = None
    pair: "PairReport | None" = None


def progress_entries(
    cases: "tuple[CaseProgress, ...]", here: Collection[tuple[str, str]]
) -> list[Entry[Line]]:
    """Each case and its reviewers; `here` are the (reviewer, case) that are open now."""
    rows: list[Entry[Line]] = []
    for case in cases:
        rows.append(Entry(f"case {case.case}", Line(), partial(case_row, case)))
        for person in case.reviewers:
            there = (person.reviewer, case.case) in here
            row = partial(reviewer_row, person, there)
            rows.append(
                Entry(
                    f"person {case.case} {person.reviewer}",
                    Line(person=person),
                    row,
                )
            )
        counted = {person.reviewer for person in case.reviewers}
        others = sorted(name for name, open_ in here if open_ == case.case and name not in counted)
        if others:
            said = _("   here now too: {names}").format(names=", ".join(others))
            rows.append(_heading(f"here {case.case}", said, "dim"))
    return rows


def agreement_entries(report: "AgreementReport", scheme: Scheme) -> list[Entry[Line]]:
    """The stages, that of now first."""
    rows: list[Entry[Line]] = []
    for stage in figures.stages(report):
        name = stage.stage
        rows.append(_heading(f"{name} gap", ""))
        rows.append(_heading(name, _stage_title(stage)))
        for row in figures.figure_rows(stage.verdicts, stage.marks):
            line = Line(figures.behind(row.key, stage), figure=row)
            rows.append(Entry(f"{name} {row.key}", line, partial(figure_row, row)))
        rows += _labels(stage, scheme)
        rows += _pairs(stage)
    return rows


def _stage_title(stage: "StageReport") -> str:
    verdicts = stage.verdicts
    return joined(
        (
            _(" Agreement, {stage}").format(stage=figures.STAGE_NAMES[stage.stage]),
            count_of(len(stage.reviewers), "reviewer"),
            _("{agree} agree, {disagree} disagree, {incomplete} incomplete").format(
                agree=len(verdicts.agreeing),
                disagree=len(verdicts.disagreeing),
                incomplete=len(verdicts.incomplete),
            ),
        )
    )


def _labels(stage: "StageReport", scheme: Scheme) -> list[Entry[Line]]:
    """How often each label was given, by whom, and with which others it met."""
    name, given = stage.stage, stage.distribution
    labels = tuple(dict.fromkeys(label for shares in given.values() for label in shares))
    counts = {label: sum(len(shares[label]) for shares in given.values()) for label in labels}
    if not any(counts.values()):
        return []
    most = max(counts.values())
    rows = [_heading(f"{name} labels", _(" Verdicts given"))]
    for label in labels:
        claims = tuple(dict.fromkeys(id for shares in given.values() for id in shares[label]))
        behind = _behind(scheme, label, _("Claims with this verdict"), claims)
        row = partial(label_row, label, (counts[label], most), scheme)
        rows.append(Entry(f"{name} label {label}", Line(behind), row))
    for person, shares in given.items():
        sizes = {label: len(ids) for label, ids in shares.items()}
        sections = tuple(
            (queries.label_of(scheme, label).label, ids) for label, ids in shares.items() if ids
        )
        line = Line(Behind(f"the verdicts of {person}", sections))
        row = partial(share_row, person, sizes, scheme)
        rows.append(Entry(f"{name} share {person}", line, row))
    return rows + _matrix(stage, labels, scheme)


def _matrix(stage: "StageReport", labels: tuple[str, ...], scheme: Scheme) -> list[Entry[Line]]:
    if not stage.confusion:
        return []
    name = stage.stage
    title = _(" Which verdicts two reviewers gave to one claim")
    head = Entry(
        f"{name} columns",
        Line(),
        partial(matrix_head, labels, scheme),
        heading=True,
    )
    rows = [_heading(f"{name} matrix", title), head]
    for label in labels:
        sections = tuple(
            (_("with {label}").format(label=queries.label_of(scheme, other).label), claims)
            for other in labels
            if other != label and (claims := met(stage, label, other))
        )
        line = Line(Behind(queries.label_of(scheme, label).label, sections))
        row = partial(matrix_row, label, stage, labels, scheme)
        rows.append(Entry(f"{name} matrix {label}", line, row))
    return rows


def _pairs(stage: "StageReport") -> list[Entry[Line]]:
    if not stage.pairs:
        return []
    name = stage.stage
    rows = [
        _heading(f"{name} pairs", _(" Pair by pair")),
        Entry(f"{name} pair head", Line(), pair_head, heading=True),
    ]
    for pair in stage.pairs:
        line = Line(figures.behind("verdicts", pair), pair=pair)
        rows.append(Entry(f"{name} {' / '.join(pair.reviewers)}", line, partial(pair_row, pair)))
    return rows


def _behind(scheme: Scheme, label: str, title: str, claims: tuple[str, ...]) -> Behind:
    sections = ((title, claims),) if claims else ()
    return Behind(queries.label_of(scheme, label).label, sections)


def _heading(id: str, title: str, look: str = "accent") -> Entry[Line]:
    row: Row = ((title, look),)
    return Entry(id, Line(), lambda __: row, heading=True)
