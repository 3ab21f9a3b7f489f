"""The life of a claim: open, in review, adjudicated, published, void.

A published claim changes only together with a correction: a dated note that is exported. What
counts is a change of the claim, of the spans and links that carry it, and of the verdicts, evidence
and omissions on it; that spans are found again in a new version of their article is none. Where
publishing needs more than one person, so does a new label: the claim waits to be published again.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from workbench.config.review_rules import ReviewRules
from workbench.domain.claim import Claim, Correction, WorkflowState
from workbench.domain.errors import BadInput, NeedsCorrection, NotPermitted
from workbench.domain.review import Adjudication
from workbench.domain.verdict import Evidence, Verdict
from workbench.review.roles import check_adjudicator
from workbench.review.standing import counting

SOURCES = 2
"""Publishing with fewer sources is warned about (two independent ones are the usual standard)."""

STEPS: Mapping[WorkflowState, tuple[WorkflowState, ...]] = MappingProxyType(
    {
        "open": ("in_review", "adjudicated", "void"),
        "in_review": ("open", "adjudicated", "void"),
        "adjudicated": ("published", "in_review", "open", "void"),
        "published": ("void",),
        "void": ("open",),
    }
)
"""The states that a claim may go to from each state."""


def transition(
    claim: Claim,
    to: WorkflowState,
    by: str,
    rules: ReviewRules,
    *,
    verdicts: Iterable[Verdict] = (),
    adjudications: Iterable[Adjudication] = (),
    evidence: Iterable[Evidence] = (),
) -> tuple[str, ...]:
    """Check that somebody may move a claim to another state.

    Args:
        claim: as it is.
        to: the new state.
        by: who moves it.
        rules: the review rules.
        verdicts: those on the claim.
        adjudications: those of the claim.
        evidence: the claim's.

    Returns:
        Warnings, one line each.

    Raises:
        NotPermitted: if the step does not exist, the role is missing, or the rules ask for more
            people before publishing.
        BadInput: if there is no final verdict to rest on.
    """
    _check_step(claim, to)
    if not _may_withdraw(claim, to, by):
        _check_role(claim, to, by, rules)
    if to not in ("adjudicated", "published"):
        return ()
    final = resolved(adjudications)
    if final is None:
        raise BadInput("the claim has no final verdict", where=claim.id, hint="adjudicate it first")
    if to == "adjudicated":
        return ()
    _check_eyes(claim, final, by, rules, counting(verdicts))
    return _source_warnings(evidence)


def resolved(adjudications: Iterable[Adjudication]) -> Adjudication | None:
    """The last adjudication, if it has a label."""
    last = max(adjudications, key=lambda item: item.at, default=None)
    return last if last is not None and last.label is not None else None


def state_after(
    claim: Claim, old: str | None, new: str | None, rules: ReviewRules
) -> WorkflowState:
    """The state that a final verdict gives to a claim.

    Args:
        claim: as it is.
        old: the label of the final verdict that is replaced; None if there is none.
        new: the label of the final verdict; None if it says that there is none.
        rules: the review rules.
    """
    if claim.state == "published":
        if old == new or rules.publish_needs < 2:
            return "published"
        return "in_review" if new is None else "adjudicated"
    if new is None:
        return "in_review" if claim.state == "adjudicated" else claim.state
    return "adjudicated" if claim.state in ("open", "in_review") else claim.state


def check_edit(claim: Claim, correction: str = "") -> None:
    """Make sure that a claim, or what belongs to it, may be changed.

    Args:
        claim: as it is.
        correction: the note that goes with the change.

    Raises:
        NotPermitted: if the claim is void.
        NeedsCorrection: if it is published, and there is no note.
    """
    if claim.state == "void":
        raise NotPermitted("the claim is void", where=claim.id, hint="open it again first")
    if claim.is_public and not correction.strip():
        raise NeedsCorrection(
            "a published claim changes only by a correction",
            where=claim.id,
            hint="say in a correction note what was wrong",
        )


def check_drop(
    claim: Claim, adjudications: Iterable[Adjudication], by: str, rules: ReviewRules, what: str
) -> None:
    """Make sure that somebody may delete a claim or merge it into another (`what`).

    Args:
        claim: as it is.
        adjudications: all of the claim, also those that somebody may not see.
        by: who drops it.
        rules: the review rules.
        what: for example "delete".

    Raises:
        NotPermitted: if it is published, or decided and `by` is no adjudicator.
    """
    if claim.is_public:
        raise NotPermitted(
            f"a published claim can't be {what}d", where=claim.id, hint="set its state to void"
        )
    if claim.state in ("adjudicated", "void") or any(adjudications):
        check_adjudicator(by, rules, f"{what} a claim that is decided")


def correct(claim: Claim, text: str, *, id: str, by: str, at: str) -> Correction:
    """The dated note that goes with a change of a published claim.

    Raises:
        BadInput: if the note is empty, or the claim is not published.
    """
    if not claim.is_public:
        raise BadInput(
            f"the claim is {claim.state.replace('_', ' ')}, not published",
            where=claim.id,
            hint="change it without a correction",
        )
    if not text.strip():
        raise BadInput("a correction needs a note", where=claim.id, hint="say what was wrong")
    return Correction(id, claim.id, text.strip(), by, at)


def _check_step(claim: Claim, to: WorkflowState) -> None:
    if to in STEPS[claim.state]:
        return
    if claim.state == "published":
        raise NotPermitted(
            "a published claim stays published",
            where=claim.id,
            hint="change it by a correction, or make it void",
        )
    ways = ", ".join(STEPS[claim.state])
    raise NotPermitted(
        f"a claim that is {claim.state} can't become {to}", where=claim.id, hint=f"it can: {ways}"
    )


def _may_withdraw(claim: Claim, to: WorkflowState, by: str) -> bool:
    """Whether this is a reviewer withdrawing an own claim, or moving it in and out of review."""
    early = claim.state in ("open", "in_review")
    return early and (to in ("open", "in_review") or (to == "void" and claim.by == by))


def _check_role(claim: Claim, to: WorkflowState, by: str, rules: ReviewRules) -> None:
    what = {
        "adjudicated": "adjudicate a claim",
        "published": "publish a claim",
        "void": "make a claim void",
    }.get(to, f"take back a claim that is {claim.state}")
    check_adjudicator(by, rules, what)


def _check_eyes(
    claim: Claim,
    final: Adjudication,
    by: str,
    rules: ReviewRules,
    verdicts: tuple[Verdict, ...],
) -> None:
    """With more than one person needed, who publishes is not who adjudicated."""
    needed = rules.publish_needs
    if needed > 1 and final.by == by:
        raise NotPermitted(
            f"you adjudicated this claim, and publishing needs {needed} people",
            where=claim.id,
            hint="another adjudicator has to publish it",
        )
    behind = {by, final.by} | {item.by for item in verdicts if item.label == final.label}
    if len(behind) < needed:
        raise NotPermitted(
            f"publishing needs {needed} people behind {final.label!r}, there are {len(behind)}",
            where=claim.id,
            hint="ask for more verdicts",
        )


def _source_warnings(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    count = sum(item.stance != "context" for item in evidence)
    if count >= SOURCES:
        return ()
    return (f"published with {count or 'no'} source{'s' * (count != 1)}; {SOURCES} are usual",)
