"""How far everybody is, and what to do next. Counts only: no label is told, so blind stays blind.

Give `progress` the whole record; give `next_steps` what the view leaves of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.config.review_rules import ReviewRules
from workbench.config.scheme import Scheme
from workbench.domain.record import Record
from workbench.domain.review import Pass
from workbench.domain.verdict import PassName
from workbench.review.adjudication import still_blind
from workbench.review.passes import is_over, judges_blind, pass_of
from workbench.review.standing import Standing, standings
from workbench.review.workflow import resolved


@dataclass(frozen=True, slots=True)
class ReviewerProgress:
    """How far one reviewer is with one case."""

    reviewer: str
    case: str
    judged: int
    """Claims judged, of those expected."""
    expected: int
    """Claims that are waited for."""
    current: PassName
    """The pass that the reviewer is in."""
    submitted: str = ""
    closed_by: str = ""


@dataclass(frozen=True, slots=True)
class CaseProgress:
    """How far a case is."""

    case: str
    claims: int
    """Those that are not void."""
    judged: int
    """Claims that everybody judged who is waited for."""
    adjudicated: int
    """Claims with a final verdict, published ones included."""
    published: int
    reviewers: tuple[ReviewerProgress, ...]


StepKind = Literal["judge", "rationale", "submit", "adjudicate", "publish", "wait", "done"]


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next."""

    kind: StepKind
    case: str
    claim: str | None
    """The claim that it is about, if it is one."""
    text: str
    """One line for the reviewer."""


def progress(record: Record, rules: ReviewRules) -> tuple[CaseProgress, ...]:
    """Count what is done, case by case in order of their names."""
    grouped: dict[str, list[Standing]] = defaultdict(list)
    for article in record.articles:
        grouped.setdefault(article.case, [])
    for standing in standings(record, rules):
        grouped[standing.claim.case].append(standing)
    final = {item.claim for item in record.adjudications if item.label is not None}
    return tuple(
        CaseProgress(
            case,
            len(items),
            sum(bool(item.verdicts) and not item.missing for item in items),
            sum(item.claim.id in final for item in items),
            sum(item.claim.state == "published" for item in items),
            _reviewers(case, items, record.passes, rules),
        )
        for case, items in sorted(grouped.items())
    )


def _reviewers(
    case: str, items: list[Standing], passes: Iterable[Pass], rules: ReviewRules
) -> tuple[ReviewerProgress, ...]:
    expected: dict[str, int] = defaultdict(int)
    judged: dict[str, int] = defaultdict(int)
    for item in items:
        for name in item.expected:
            expected[name] += 1
        for verdict in item.verdicts:
            judged[verdict.by] += 1
    here = [item for item in passes if item.case == case]
    over = {item.reviewer: item for item in here if is_over(item)}
    return tuple(
        ReviewerProgress(
            name,
            case,
            judged[name],
            expected[name],
            pass_of(here, case, name, rules),
            over[name].submitted if name in over else "",
            over[name].closed_by if name in over else "",
        )
        for name in sorted(expected.keys() | over.keys())
    )


def next_steps(
    record: Record, reviewer: str, rules: ReviewRules, scheme: Scheme, *, case: str
) -> tuple[Step, ...]:
    """What this person can do next in a case, most useful first; never empty.

    Claims to judge come first (priority, due date, age), then missing rationales, submission, and
    for adjudicators what waits for a decision or for publication.
    """
    items = sorted(standings(record, rules, case=case), key=_urgency)
    here = tuple(item for item in record.passes if item.case == case)
    steps = [*_judging(items, reviewer, scheme, rules)]
    submitted = any(
        is_over(item) for item in record.passes if (item.case, item.reviewer) == (case, reviewer)
    )
    if items and not steps and rules.may_review(reviewer) and not submitted:
        steps.append(Step("submit", case, None, "All claims are judged: submit your pass"))
    undecided = [item for item in items if item.claim.state in ("open", "in_review")]
    held_up = {
        item.claim.id: blind for item in undecided if (blind := still_blind(item, here, rules))
    }
    sees = not judges_blind(here, case, reviewer, rules)
    if sees and rules.may_adjudicate(reviewer):
        to_decide = [item for item in items if item.claim.id not in held_up]
        steps.extend(_deciding(to_decide, record, reviewer, rules))
    if steps:
        return tuple(steps)
    missing = {name for item in undecided for name in item.missing}
    waiting = sorted(missing.union(*held_up.values()) - {reviewer})
    if waiting:
        return (Step("wait", case, None, f"Waiting for {', '.join(waiting)}"),)
    text = "Nothing left to do in this case" if items else "No claims yet: highlight and link"
    return (Step("done", case, None, text),)


def _judging(
    items: list[Standing], reviewer: str, scheme: Scheme, rules: ReviewRules
) -> Iterable[Step]:
    if not rules.may_review(reviewer):
        return
    lacking = []
    explained = {label.id for label in scheme.verdicts if label.rationale}
    for item in items:
        claim, own = item.claim, [v for v in item.verdicts if v.by == reviewer]
        if claim.state in ("adjudicated", "published"):
            continue
        if not own and (reviewer in item.expected or not item.expected):
            yield Step("judge", claim.case, claim.id, f"Give your verdict: {claim.text}")
        elif own and not own[0].rationale.strip() and own[0].label in explained:
            lacking.append(Step("rationale", claim.case, claim.id, f"Say why: {claim.text}"))
    yield from lacking


def _deciding(
    items: list[Standing], record: Record, reviewer: str, rules: ReviewRules
) -> Iterable[Step]:
    """What waits for a decision, then what this person may publish."""
    decided = []
    adjudications = defaultdict(list)
    for adjudication in record.adjudications:
        adjudications[adjudication.claim].append(adjudication)
    for item in items:
        claim = item.claim
        final = resolved(adjudications[claim.id])
        if claim.state == "published":
            continue
        if final is not None:
            if rules.publish_needs < 2 or final.by != reviewer:
                decided.append(Step("publish", claim.case, claim.id, f"Publish: {claim.text}"))
        elif item.status != "incomplete":
            how = "they disagree" if item.status == "disagree" else "they agree"
            yield Step("adjudicate", claim.case, claim.id, f"Adjudicate, {how}: {claim.text}")
    yield from decided


def _urgency(item: Standing) -> tuple[int, str]:
    return -item.claim.priority, item.claim.due or "9999"
