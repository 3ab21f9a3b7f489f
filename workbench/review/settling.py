"""Settling a conflict: which of the values that stand side by side may stay, and who says so."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from workbench.config.review_rules import ReviewRules
from workbench.config.scheme import Scheme
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput, NotPermitted
from workbench.domain.record import DECISIONS, Conflict, ConflictValue
from workbench.domain.review import Adjudication
from workbench.review.roles import check_adjudicator
from workbench.review.workflow import STEPS

_PROSE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "articles": frozenset({"title", "source", "author", "notes"}),
        "spans": frozenset({"note"}),
        "links": frozenset({"note"}),
        "claims": frozenset({"text", "claimant", "stated_at"}),
        "evidence": frozenset({"quote", "title", "locator", "note"}),
        "omissions": frozenset({"note"}),
        "comments": frozenset({"text"}),
        "corrections": frozenset({"text"}),
    }
)
"""Table → fields in people's words, of which one can be made from several by hand."""
_OWN = MappingProxyType(
    {"verdicts": "by", "evidence": "by", "comments": "by", "omissions": "by", "passes": "reviewer"}
)
"""Tables whose records belong to a person → the field that says to whom."""
_OF_CLAIM = frozenset({"claims", "verdicts", "adjudications", "evidence", "omissions"})
"""Tables whose records change with a correction once their claim is published."""
_DECIDED = frozenset({"adjudicated", "published", "void"})
_SHOWN = 40


def is_prose(conflict: Conflict) -> bool:
    """Whether a new text may be written from those in conflict."""
    return conflict.field in _PROSE.get(conflict.table, ())


def chosen(conflict: Conflict, keep: object) -> ConflictValue | None:
    """The value that is kept, the latest of equal ones; None for a text made by hand.

    For `*`, null is the delete, and anything else the record.

    Raises:
        BadInput: if it is none of those in conflict, and the field is none for a new text.
    """
    if conflict.field == "*":
        return next(item for item in conflict.values if (item.value is None) == (keep is None))
    wanted = _plain(keep)
    found = next((item for item in conflict.values if _plain(item.value) == wanted), None)
    if found is not None or (is_prose(conflict) and isinstance(keep, str) and keep.strip()):
        return found
    known = dict.fromkeys(_plain(item.value) for item in conflict.values)
    raise BadInput(
        f"{_plain(keep)[:_SHOWN]} is none of the values of {conflict.field!r} in conflict",
        where=conflict.id,
        hint=f"keep one of: {', '.join(item[:_SHOWN] for item in known)}",
    )


def check_settling(
    conflict: Conflict,
    keep: object,
    record: Any,
    claim: Claim | None,
    final: Adjudication | None,
    by: str,
    rules: ReviewRules,
) -> None:
    """Make sure that somebody may settle a conflict, and so.

    Args:
        conflict: with its values.
        keep: the value that is to stay.
        record: that it is about, as it is shown.
        claim: that the record is or belongs to, if any.
        final: the claim's final verdict, if it has one with a label.
        by: who settles it.
        rules: the review rules.

    Raises:
        NotPermitted: if the role is missing, or a published claim would not stay so.
        BadInput: if a claim would be decided without a final verdict.
    """
    if conflict.table == "adjudications":
        check_adjudicator(by, rules, "settle a final verdict")
    owner = getattr(record, _OWN.get(conflict.table, ""), by)
    if owner != by and by not in rules.adjudicators:
        raise NotPermitted(f"this is {owner}'s", where=conflict.id, hint=f"{owner} settles it")
    if conflict.table != "claims" or claim is None:
        return
    if conflict.field == "*" and keep is None and claim.is_public:
        raise NotPermitted(
            "a published claim is not deleted", where=claim.id, hint="set its state to void"
        )
    if conflict.field in ("state", "published"):
        _check_state(conflict, keep, final, by, rules)


def _check_state(
    conflict: Conflict, keep: object, final: Adjudication | None, by: str, rules: ReviewRules
) -> None:
    values = {item.value for item in conflict.values if isinstance(item.value, str)}
    if conflict.field == "published" or values & _DECIDED:
        check_adjudicator(by, rules, "settle the state of a claim that was decided")
    if conflict.field == "published":
        return
    state = keep or "open"
    if state not in STEPS:
        raise BadInput(f"{keep!r} is no state of a claim", where=conflict.id)
    if "published" in values and state not in ("published", "void"):
        raise NotPermitted(
            "a published claim stays published",
            where=conflict.id,
            hint="change it by a correction, or make it void",
        )
    if state in ("adjudicated", "published") and final is None:
        raise BadInput(
            "the claim has no final verdict", where=conflict.id, hint="adjudicate it first"
        )


def check_label(
    conflict: Conflict, label: str | None, claim: Claim | None, scheme: Scheme, *, published: bool
) -> None:
    """Make sure that the label of the decision that stays can stand.

    Raises:
        UnknownLabel: if the scheme has no such verdict.
        BadInput: if a published claim would have no final verdict.
    """
    if label is not None:
        scheme.verdict(label)
    elif published and conflict.table == "adjudications":
        raise BadInput(
            "a published claim needs a final verdict",
            where=claim.id if claim is not None else conflict.id,
            hint="keep the one with a label, or make the claim void",
        )


def asks_correction(conflict: Conflict, keep: ConflictValue | None, *, published: bool) -> bool:
    """Whether settling changes what a published claim shows, and so needs a correction."""
    if not published or conflict.table not in _OF_CLAIM:
        return False
    return keep is None or keep.dot != conflict.values[0].dot


def is_decision(conflict: Conflict) -> bool:
    """Whether one side of it is kept as a whole, with all that was decided in it."""
    return conflict.table in DECISIONS and conflict.field != "*" and ":" not in conflict.field


def _plain(value: object) -> str:
    """As JSON, because in Python `True == 1`."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
