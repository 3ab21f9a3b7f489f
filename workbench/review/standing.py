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
from workbench.domain.verdict import Verdict

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

    At the blind stage those of blind passes that are independent; else each reviewer's last word,
    which is the open verdict before the blind one.
    """
    chosen: dict[str, Verdict] = {}
    for verdict in verdicts:
        if stage == "blind" and (verdict.round != "blind" or verdict.after_discussion):
            continue
        if verdict.by not in chosen or verdict.round == "open":
            chosen[verdict.by] = verdict
    return tuple(chosen[name] for name in sorted(chosen))


def standings(
    record: Record, rules: ReviewRules, stage: Stage = "discussed", *, case: str | None = None
) -> tuple[Standing, ...]:
    """Where every claim stands that is not void, in the order of the record.

    Who is to judge a claim: those it is assigned to; without assignments the reviewers of the
    rules; without those, everybody who judged or submitted something in the case. A reviewer whose
    pass an adjudicator closed is no longer waited for.
    """
    given: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in record.verdicts:
        given[verdict.claim].append(verdict)
    waited = _Waited(record, rules)
    result = []
    for claim in record.claims:
        if claim.state == "void" or (case is not None and claim.case != case):
            continue
        verdicts = counting(given[claim.id], stage)
        everybody = {verdict.by for verdict in verdicts} | waited(claim)
        result.append(Standing(claim, verdicts, tuple(sorted(everybody))))
    return tuple(result)


class _Waited:
    """Who is waited for, claim by claim."""

    def __init__(self, record: Record, rules: ReviewRules) -> None:
        self._assigned: dict[str, set[str]] = defaultdict(set)
        for item in record.assignments:
            self._assigned[item.claim].add(item.reviewer)
        self._rules = rules
        self._taking_part = participants(record)
        self._closed: dict[str, set[str]] = defaultdict(set)
        for over in record.passes:
            if over.closed_by:
                self._closed[over.case].add(over.reviewer)

    def __call__(self, claim: Claim) -> set[str]:
        names = self._assigned.get(claim.id) or set(
            self._rules.reviewers or self._taking_part.get(claim.case, ())
        )
        return names - self._closed.get(claim.case, set())


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
