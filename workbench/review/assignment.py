"""Who is asked to judge which claim: by hand, by case, or evenly."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from workbench.config.review_rules import ReviewRules
from workbench.domain import ids
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput
from workbench.domain.review import Assignment
from workbench.review.roles import check_reviewer


def assign(claim: str, reviewer: str, rules: ReviewRules, *, by: str, at: str) -> Assignment:
    """Ask one reviewer to judge one claim; asking twice writes the same record.

    Raises:
        UnknownReviewer: if the rules name the reviewers and this is none of them.
    """
    check_reviewer(reviewer, rules)
    return Assignment(ids.derived_id("assignment", claim, reviewer), claim, reviewer, by, at)


def assign_case(
    claims: Iterable[Claim],
    case: str,
    reviewer: str,
    rules: ReviewRules,
    *,
    existing: Iterable[Assignment] = (),
    by: str,
    at: str,
) -> tuple[Assignment, ...]:
    """Ask one reviewer to judge every claim of a case that is not void; only what is new.

    Raises:
        UnknownReviewer: if the rules name the reviewers and this is none of them.
    """
    check_reviewer(reviewer, rules)
    known = {item.claim for item in existing if item.reviewer == reviewer}
    return tuple(
        assign(claim.id, reviewer, rules, by=by, at=at)
        for claim in claims
        if claim.case == case and claim.state != "void" and claim.id not in known
    )


def assign_evenly(
    claims: Sequence[str],
    reviewers: Sequence[str],
    per_claim: int,
    rules: ReviewRules,
    *,
    existing: Iterable[Assignment] = (),
    by: str,
    at: str,
) -> tuple[Assignment, ...]:
    """Spread claims over reviewers so that each claim has `per_claim` of them.

    The same input gives the same result. Loads differ by at most one if nothing was assigned
    before; else each claim goes to those with the least to do. Among those, reviewers who share few
    claims are put together, so that every two of them can be compared.

    Args:
        claims: ids, in order; each counted once.
        reviewers: who takes part; empty takes those of the rules.
        per_claim: how many reviewers each claim needs, those it has included.
        rules: the review rules.
        existing: assignments there are, which count as load and are kept.
        by: who assigns.
        at: UTC time.

    Returns:
        The new assignments only.

    Raises:
        UnknownReviewer: if somebody is no reviewer.
        BadInput: if nobody takes part, or fewer than `per_claim`.
    """
    names = sorted(set(reviewers or rules.reviewers))
    for name in names:
        check_reviewer(name, rules)
    if not 1 <= per_claim <= len(names):
        raise BadInput(
            f"{per_claim} reviewers per claim can't be had from {len(names)}",
            hint="name more reviewers, or ask for fewer per claim",
        )
    spread = _Spread(names, existing)
    return tuple(
        assign(claim, name, rules, by=by, at=at)
        for claim in dict.fromkeys(claims)
        for name in spread.fill(claim, per_claim)
    )


class _Spread:
    """Loads, and who shares how many claims with whom."""

    def __init__(self, names: list[str], existing: Iterable[Assignment]) -> None:
        self._names = names
        self._load: Counter[str] = Counter()
        self._shared: Counter[tuple[str, str]] = Counter()
        self._on: dict[str, list[str]] = defaultdict(list)
        for item in existing:
            if item.reviewer not in self._on[item.claim]:
                self._add(item.claim, item.reviewer)

    def fill(self, claim: str, wanted: int) -> list[str]:
        """Choose reviewers for a claim until it has as many as wanted."""
        chosen = []
        while len(self._on[claim]) < wanted:
            free = [name for name in self._names if name not in self._on[claim]]
            name = min(free, key=lambda name: (self._load[name], self._together(claim, name), name))
            self._add(claim, name)
            chosen.append(name)
        return chosen

    def _together(self, claim: str, name: str) -> int:
        return sum(self._shared[name, other] for other in self._on[claim])

    def _add(self, claim: str, name: str) -> None:
        for other in self._on[claim]:
            self._shared[name, other] += 1
            self._shared[other, name] += 1
        self._on[claim].append(name)
        self._load[name] += 1
