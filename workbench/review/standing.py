"""Where each claim stands: who was to judge it, who did, and whether they agree.

Disagreement and incompleteness are told apart: a claim on which somebody's verdict is still missing
is no disagreement.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.config.review_rules import ReviewRules
from workbench.domain.claim import Claim
from workbench.domain.record import Record
from workbench.domain.review import Assignment, Pass
from workbench.domain.verdict import Verdict, recency

Stage = Literal["blind", "discussed"]
"""`blind`: independent verdicts of blind passes; `discussed`: where everybody stands now."""

Status = Literal["agree", "disagree", "incomplete"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One claim with the verdicts that count at a stage."""

    claim: Claim
    verdicts: tuple[Verdict, ...]
    """One per reviewer, in order of their names."""
    expected: tuple[str, ...]
    """Who is to judge it, in order."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Who has not judged it yet."""
        given = {verdict.by for verdict in self.verdicts}
        return tuple(name for name in self.expected if name not in given)

    @property
    def labels(self) -> frozenset[str]:
        """The different labels given."""
        return frozenset(verdict.label for verdict in self.verdicts)

    @property
    def status(self) -> Status:
        """Different labels are a disagreement, whoever is missing; else a missing one decides."""
        if len(self.labels) > 1:
            return "disagree"
        return "incomplete" if self.missing or not self.verdicts else "agree"


def counting(verdicts: Iterable[Verdict], stage: Stage = "discussed") -> tuple[Verdict, ...]:
    """The verdicts on one claim that count: one per reviewer, in order of their names.

    At the blind stage those of blind passes that are independent; else each reviewer's last word.
    """
    chosen: dict[str, Verdict] = {}
    for verdict in verdicts:
        if stage == "blind" and (verdict.round != "blind" or verdict.after_discussion):
            continue
        if verdict.by not in chosen or recency(verdict) > recency(chosen[verdict.by]):
            chosen[verdict.by] = verdict
    return tuple(chosen[name] for name in sorted(chosen))


def standing(
    claim: Claim,
    verdicts: Iterable[Verdict],
    rules: ReviewRules,
    stage: Stage = "discussed",
    *,
    assignments: Iterable[Assignment] = (),
    passes: Iterable[Pass] = (),
    taking_part: Iterable[str] = (),
) -> Standing:
    """Where one claim stands.

    Who is to judge it: those it is assigned to; without assignments the reviewers of the rules;
    without those, everybody who takes part in the case. A reviewer whose pass an adjudicator closed
    is no longer waited for, nor is somebody who may not review, or no longer.

    Args:
        claim: the claim.
        verdicts: all on it.
        rules: the review rules.
        stage: which verdicts count.
        assignments: of this claim; others are looked over.
        passes: over the claim's case; others are looked over.
        taking_part: who judged or submitted something in the case (`participants`).
    """
    given = counting(verdicts, stage)
    assigned = {item.reviewer for item in assignments if item.claim == claim.id}
    closed = {item.reviewer for item in passes if item.closed_by and item.case == claim.case}
    asked = (assigned or set(rules.reviewers) or set(taking_part)) - closed
    waited = {name for name in asked if rules.may_review(name)}
    return Standing(claim, given, tuple(sorted({verdict.by for verdict in given} | waited)))


def standings(
    record: Record, rules: ReviewRules, stage: Stage = "discussed", *, case: str | None = None
) -> tuple[Standing, ...]:
    """Where every claim stands that is not void, in the order of the record; see `standing`."""
    given: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in record.verdicts:
        given[verdict.claim].append(verdict)
    assigned: dict[str, list[Assignment]] = defaultdict(list)
    for item in record.assignments:
        assigned[item.claim].append(item)
    over: dict[str, list[Pass]] = defaultdict(list)
    for round_ in record.passes:
        over[round_.case].append(round_)
    taking_part = participants(record)
    return tuple(
        standing(
            claim,
            given[claim.id],
            rules,
            stage,
            assignments=assigned[claim.id],
            passes=over[claim.case],
            taking_part=taking_part.get(claim.case, ()),
        )
        for claim in record.claims
        if claim.state != "void" and case in (None, claim.case)
    )


def participants(record: Record) -> dict[str, set[str]]:
    """Case → who judged something in it, or has a pass over it."""
    case_of = {claim.id: claim.case for claim in record.claims}
    result: dict[str, set[str]] = defaultdict(set)
    for verdict in record.verdicts:
        if verdict.claim in case_of:
            result[case_of[verdict.claim]].add(verdict.by)
    for item in record.passes:
        result[item.case].add(item.reviewer)
    return dict(result)
