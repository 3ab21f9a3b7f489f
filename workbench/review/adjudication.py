"""From several verdicts to the final one: the queue, merging by rule, deciding by hand."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.config.review_rules import ReviewRules
from workbench.config.scheme import Scheme
from workbench.domain import ids
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput, NotPermitted
from workbench.domain.record import Record
from workbench.domain.review import Adjudication, Pass, Provenance
from workbench.domain.verdict import recency
from workbench.review.passes import pass_of
from workbench.review.roles import check_adjudicator
from workbench.review.standing import Standing, standings
from workbench.review.workflow import check_edit, correct, resolved, transition

__all__ = [
    "MergeRule",
    "Outcome",
    "QueueItem",
    "Result",
    "adjudicate",
    "check_edit",
    "correct",
    "merge",
    "queue",
    "resolved",
    "results",
    "settle",
    "settle_all",
    "transition",
]

MergeRule = Literal["unanimous", "majority", "threshold"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule makes of the verdicts on a claim."""

    label: str | None
    """None if the rule gives no result."""
    provenance: Provenance
    reason: str
    """For people, for example `2 of 3 supported`."""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A claim that waits for its final verdict."""

    standing: Standing
    kind: Literal["disagreement", "unanimous"]
    evidence: tuple[str, ...]
    """Ids of all evidence on the claim, whoever added it."""
    comments: tuple[str, ...]
    last: Adjudication | None = None
    """An adjudication that left it unresolved."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a claim that a reviewer had judged."""

    claim: str
    own: str
    """The label that the reviewer gave last."""
    final: str | None
    changed: bool
    provenance: Provenance
    note: str
    by: str
    at: str


def queue(record: Record, rules: ReviewRules, *, case: str | None = None) -> tuple[QueueItem, ...]:
    """Claims to adjudicate: disagreements first, then unanimous ones to confirm.

    Within each kind by priority (high first), due date, and age. Incomplete claims are not in it.
    """
    final = {item.claim: item for item in record.adjudications}
    evidence = _by_claim((item.claim, item.id) for item in record.evidence)
    comments = _by_claim((item.claim, item.id) for item in record.comments)
    items = []
    for standing in standings(record, rules, case=case):
        claim, last = standing.claim, final.get(standing.claim.id)
        settled = last is not None and last.label is not None
        if settled or claim.state == "published" or standing.status == "incomplete":
            continue
        items.append(
            QueueItem(
                standing,
                "disagreement" if standing.status == "disagree" else "unanimous",
                tuple(evidence[claim.id]),
                tuple(comments[claim.id]),
                last,
            )
        )
    return tuple(sorted(items, key=_urgency))


def merge(standing: Standing, rule: MergeRule, threshold: float = 2 / 3) -> Outcome:
    """Merge the verdicts on a claim by rule.

    Args:
        standing: the claim with the verdicts that count.
        rule: `unanimous`; `majority` wants more than half; `threshold` wants that share.
        threshold: the share, over a half and up to 1.

    Returns:
        Equal verdicts are unanimous under every rule. Unresolved while somebody's verdict is
        missing, and wherever the rule gives no result.
    """
    tally = Counter(verdict.label for verdict in standing.verdicts)
    total = tally.total()
    if standing.missing or not total:
        who = ", ".join(standing.missing) or "anybody"
        return Outcome(None, "unresolved", f"not judged by {who} yet")
    (label, count), *others = sorted(tally.items(), key=lambda item: (-item[1], item[0]))
    if not others:
        return Outcome(label, "unanimous", f"all {total} {label}" if total > 1 else f"1 {label}")
    shares = ", ".join(f"{number} {name}" for name, number in [(label, count), *others])
    wanted = {"unanimous": total, "majority": total / 2, "threshold": threshold * total}[rule]
    enough = count > wanted if rule == "majority" else count >= wanted - 1e-9
    if enough:
        return Outcome(label, "majority", f"{count} of {total} {label}")
    return Outcome(None, "unresolved", shares)


def settle(
    standing: Standing,
    rule: MergeRule,
    passes: Iterable[Pass],
    rules: ReviewRules,
    *,
    by: str,
    at: str,
    correction: str = "",
) -> Adjudication:
    """The final verdict of a claim by rule.

    Raises:
        NotPermitted: if `by` is no adjudicator, a blind pass still runs, the claim is void, or is
            published and there is no correction.
        BadInput: if the rule gives no result.
    """
    _check(standing, passes, rules, by, correction)
    outcome = merge(standing, rule, rules.threshold)
    if outcome.label is None:
        raise BadInput(
            f"no result by {rule}: {outcome.reason}",
            where=standing.claim.id,
            hint="decide by hand, with a note",
        )
    return _final(standing, outcome, by, at)


def settle_all(
    items: Iterable[Standing],
    rule: MergeRule,
    passes: Iterable[Pass],
    rules: ReviewRules,
    *,
    by: str,
    at: str,
) -> tuple[Adjudication, ...]:
    """Settle those claims for which the rule gives a result; the others are left as they are.

    Raises:
        NotPermitted: if `by` is no adjudicator.
    """
    check_adjudicator(by, rules, "adjudicate")
    known = tuple(passes)
    settled = []
    for standing in items:
        if (
            standing.claim.is_public
            or standing.claim.state == "void"
            or still_blind(standing, known, rules)
        ):
            continue
        outcome = merge(standing, rule, rules.threshold)
        if outcome.label is not None:
            settled.append(_final(standing, outcome, by, at))
    return tuple(settled)


def adjudicate(
    standing: Standing,
    label: str | None,
    note: str,
    passes: Iterable[Pass],
    rules: ReviewRules,
    scheme: Scheme,
    *,
    by: str,
    at: str,
    correction: str = "",
) -> Adjudication:
    """The final verdict of a claim by hand; `None` leaves it unresolved, on record.

    Raises:
        NotPermitted: if `by` is no adjudicator, a blind pass still runs, the claim is void, or is
            published and there is no correction.
        BadInput: without a note.
        UnknownLabel: if the scheme has no such verdict.
    """
    _check(standing, passes, rules, by, correction)
    if label is not None:
        scheme.verdict(label)
    if not note.strip():
        raise BadInput(
            "deciding by hand needs a note", where=standing.claim.id, hint="say why, in a line"
        )
    outcome = Outcome(label, "unresolved" if label is None else "adjudicated", note.strip())
    return _final(standing, outcome, by, at)


def results(record: Record, reviewer: str) -> tuple[Result, ...]:
    """What became of the claims that a reviewer judged, newest first.

    Take the record from the view, which withholds results while one's pass is blind.
    """
    mine = sorted((item for item in record.verdicts if item.by == reviewer), key=recency)
    own = {verdict.claim: verdict.label for verdict in mine}
    found = [
        Result(
            item.claim,
            own[item.claim],
            item.label,
            item.label != own[item.claim],
            item.provenance,
            item.note,
            item.by,
            item.at,
        )
        for item in record.adjudications
        if item.claim in own
    ]
    return tuple(sorted(found, key=lambda result: result.at, reverse=True))


def _check(
    standing: Standing, passes: Iterable[Pass], rules: ReviewRules, by: str, correction: str
) -> None:
    check_adjudicator(by, rules, "adjudicate")
    check_edit(standing.claim, correction)
    blind = still_blind(standing, tuple(passes), rules)
    if blind:
        raise NotPermitted(
            f"the blind pass of {', '.join(blind)} still runs",
            where=standing.claim.id,
            hint="wait for it, or close it",
        )


def still_blind(
    standing: Standing, passes: tuple[Pass, ...], rules: ReviewRules
) -> tuple[str, ...]:
    """Whose blind pass has to end before the claim can be decided.

    Who judged it and may not review any more submits nothing, so is not waited for.
    """
    if rules.blind == "off":
        return ()
    case = standing.claim.case
    return tuple(
        name
        for name in standing.expected
        if rules.may_review(name) and pass_of(passes, case, name, rules) == "blind"
    )


def _final(standing: Standing, outcome: Outcome, by: str, at: str) -> Adjudication:
    return Adjudication(
        ids.derived_id("adjudication", standing.claim.id),
        standing.claim.id,
        outcome.label,
        outcome.provenance,
        outcome.reason,
        tuple(verdict.id for verdict in standing.verdicts),
        by,
        at,
    )


def _by_claim(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for claim, id_ in pairs:
        grouped[claim].append(id_)
    return grouped


def _urgency(item: QueueItem) -> tuple[bool, int, str]:
    claim: Claim = item.standing.claim
    return item.kind == "unanimous", -claim.priority, claim.due or "9999"
