"""The dated notes without which nothing changes that a published claim rests on."""

from collections.abc import Iterable

from workbench.domain.claim import Claim
from workbench.review.workflow import check_edit, correct
from workbench.store.operations import Op
from workbench.workspace.desk import Desk, create


def correction(claim: Claim, note: str, changes: bool, desk: Desk) -> tuple[Op, ...]:
    """The dated note that a change of a published claim needs; nothing for other claims.

    Raises:
        NotPermitted: if the claim is void.
        NeedsCorrection: if it is published, and there is no note.
    """
    if not changes:
        return ()
    check_edit(claim, note)
    if not claim.is_public:
        return ()
    return (create(correct(claim, note, id=desk.new_id(), by=desk.reviewer, at=desk.now)),)


def corrections(claims: Iterable[Claim], note: str, changes: bool, desk: Desk) -> tuple[Op, ...]:
    """The same for what several claims rest on; those that are void do not hold it back.

    Raises:
        NeedsCorrection: if one of the claims is published, and there is no note.
    """
    return tuple(
        op
        for claim in claims
        if claim.state != "void"
        for op in correction(claim, note, changes, desk)
    )
