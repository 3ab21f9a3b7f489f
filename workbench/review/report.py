"""The agreement report of a workspace: verdicts, spans, links, claims; overall and pair by pair.

Blind and discussed figures stand apart. Every figure has the ids behind it, so that a reader gets
from a number to the claims it comes from. Importing this module imports numpy.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from workbench.config.review_rules import ReviewRules
from workbench.config.scheme import Scheme
from workbench.domain.record import Record
from workbench.review.bootstrap import Bootstrap
from workbench.review.mark_figures import MarkFigures
from workbench.review.mark_overall import PairMarks
from workbench.review.marks import Marks, ground_of, marks_of
from workbench.review.standing import Stage, standings
from workbench.review.verdict_figures import (
    Confusion,
    VerdictFigures,
    VerdictTable,
    pair_verdicts,
)

Tell = Callable[[int, int], None]
"""Told how many pairs are done, of how many."""


@dataclass(frozen=True, slots=True)
class PairReport:
    """Two reviewers side by side."""

    reviewers: tuple[str, str]
    verdicts: VerdictFigures
    """`kappa` is Cohen's."""
    confusion: Confusion
    marks: MarkFigures


@dataclass(frozen=True, slots=True)
class StageReport:
    """All figures of one stage."""

    stage: Stage
    reviewers: tuple[str, ...]
    verdicts: VerdictFigures
    """Over all reviewers; `kappa` is Fleiss'."""
    confusion: Confusion
    """Pairs of labels given to one claim, in the order of the scheme → claims."""
    marks: MarkFigures
    """Means over pairs; alpha_U and the relation's alpha over all reviewers."""
    pairs: tuple[PairReport, ...]
    distribution: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Reviewer → label → claims, labels in the order of the scheme."""


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Agreement before and after discussion."""

    blind: StageReport | None
    """None if there was no blind pass."""
    discussed: StageReport
    """Where everybody stands now."""
    notes: tuple[str, ...] = field(default=())
    """What a reader of the figures has to know, one line each."""


def report(
    record: Record,
    scheme: Scheme,
    rules: ReviewRules | None = None,
    *,
    case: str | None = None,
    bootstrap: Bootstrap | None = None,
    tell: Tell | None = None,
) -> AgreementReport:
    """Compute every figure of agreement.

    Args:
        record: what the asking reviewer may see (what the view holds).
        scheme: gives the labels' order and ranks, and which relations have a direction.
        rules: the review rules.
        case: only this case.
        bootstrap: how to draw intervals; None draws none.
        tell: told about progress, pair by pair.
    """
    rules = rules or ReviewRules()
    stages: list[Stage] = ["discussed"]
    if rules.blind != "off" or any(verdict.round == "blind" for verdict in record.verdicts):
        stages.insert(0, "blind")
    tables = {stage: _table(record, scheme, rules, stage, case) for stage in stages}
    ground = ground_of(record, scheme)
    marks = {stage: marks_of(record, ground, rules, stage, case) for stage in stages}
    todo = sum(len(_pairs(tables[stage], marks[stage])) for stage in stages)
    done = 0

    compare = PairMarks(bootstrap)

    def step() -> None:
        nonlocal done
        done += 1
        if tell is not None:
            tell(done, todo)

    made = {
        stage: _stage(stage, tables[stage], (marks[stage], compare), bootstrap, step)
        for stage in stages
    }
    return AgreementReport(made.get("blind"), made["discussed"], _notes(tables["discussed"], rules))


def _table(
    record: Record, scheme: Scheme, rules: ReviewRules, stage: Stage, case: str | None
) -> VerdictTable:
    return VerdictTable.of(standings(record, rules, stage, case=case), scheme)


def _pairs(table: VerdictTable, marks: Marks) -> list[tuple[str, str]]:
    return list(combinations(sorted({*table.reviewers, *marks.reviewers}), 2))


def _stage(
    stage: Stage,
    table: VerdictTable,
    marked: tuple[Marks, PairMarks],
    bootstrap: Bootstrap | None,
    step: Callable[[], None],
) -> StageReport:
    marks, compare = marked
    found = []
    for first, second in _pairs(table, marks):
        verdicts = pair_verdicts(table, first, second, bootstrap)
        found.append(((first, second), *verdicts, compare(marks, first, second)))
        step()
    alone, together = compare.figures(marks, [pair[-1] for pair in found])
    pairs = (
        PairReport(names, verdicts, confusion, figures)
        for (names, verdicts, confusion, _), figures in zip(found, alone, strict=True)
    )
    return StageReport(
        stage,
        tuple(sorted({*table.reviewers, *marks.reviewers})),
        table.overall(bootstrap),
        table.confusion(),
        together,
        tuple(pairs),
        table.distribution(),
    )


def _notes(table: VerdictTable, rules: ReviewRules) -> tuple[str, ...]:
    notes = []
    if rules.blind == "off":
        notes.append("No blind pass: reviewers saw each other's verdicts before they judged.")
    if rules.blind != "all":
        notes.append(
            "Spans, links and claims were seen by all: their figures may tell who repeated "
            "a mark, not who agrees."
        )
    if table.foreign:
        names = ", ".join(table.foreign)
        notes.append(f"Not in the scheme, counted as labels of their own: {names}.")
    return tuple(notes)
