"""`@name` in comments, and what waits in a reviewer's inbox."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.domain.record import Record
from workbench.domain.reviewer import cleaned

ItemKind = Literal["mention", "reply", "comment", "assigned", "adjudicated", "corrected"]


@dataclass(frozen=True, slots=True)
class InboxItem:
    """Something that somebody else did and that concerns the reviewer."""

    kind: ItemKind
    id: str
    """Of the comment, assignment, adjudication or correction."""
    claim: str
    text: str
    by: str
    at: str


def mentions(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The reviewers that a comment mentions, in order, each once.

    Case does not matter, and names may hold spaces and dots: of the known names the longest fits.
    An `@` inside a word (an e-mail address) is none.
    """
    known = {cleaned(name).casefold(): name for name in names if name.strip()}
    if not known or "@" not in text:
        return ()
    longest = sorted(known, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)@({'|'.join(map(re.escape, longest))})(?!\w)")
    found = (known[match[1]] for match in pattern.finditer(cleaned(text).casefold()))
    return tuple(dict.fromkeys(found))


def people(record: Record) -> frozenset[str]:
    """Everybody who did something in the record, or was asked to."""
    signed = (
        record.spans,
        record.links,
        record.claims,
        record.verdicts,
        record.evidence,
        record.comments,
        record.passes,
        record.adjudications,
    )
    names = {item.by for items in signed for item in items}
    names.update(item.reviewer for item in record.assignments)
    names.update(item.reviewer for item in record.passes)
    return frozenset(names - {""})


def inbox(record: Record, reviewer: str, *, since: str = "") -> tuple[InboxItem, ...]:
    """What concerns a reviewer, newest first.

    Mentions, replies to own comments, comments on own claims, assignments, and what became of
    claims that the reviewer judged. A comment appears once, as the first of these that it is.

    Args:
        record: what the view leaves of it: nothing withheld reaches an inbox.
        reviewer: whose inbox.
        since: UTC time; only what came later.
    """
    items = [*_comments(record, reviewer), *_work(record, reviewer)]
    others = [item for item in items if item.by != reviewer and item.at > since]
    return tuple(sorted(others, key=lambda item: (item.at, item.id), reverse=True))


def _comments(record: Record, reviewer: str) -> Iterable[InboxItem]:
    own_comments = {comment.id for comment in record.comments if comment.by == reviewer}
    own_claims = {claim.id for claim in record.claims if claim.by == reviewer}
    # All names are tried, so that `@ann lee` does not reach `ann`.
    names = people(record) | {reviewer}
    for comment in record.comments:
        kind: ItemKind
        if reviewer in mentions(comment.text, names):
            kind = "mention"
        elif comment.reply_to in own_comments:
            kind = "reply"
        elif comment.claim in own_claims:
            kind = "comment"
        else:
            continue
        yield InboxItem(kind, comment.id, comment.claim, comment.text, comment.by, comment.at)


def _work(record: Record, reviewer: str) -> Iterable[InboxItem]:
    words = {claim.id: claim.text for claim in record.claims}
    for item in record.assignments:
        if item.reviewer == reviewer and item.claim in words:
            yield InboxItem("assigned", item.id, item.claim, words[item.claim], item.by, item.at)
    judged = {verdict.claim for verdict in record.verdicts if verdict.by == reviewer}
    for final in record.adjudications:
        if final.claim in judged:
            text = f"{final.label or 'unresolved'} ({final.provenance}): {final.note}"
            yield InboxItem("adjudicated", final.id, final.claim, text, final.by, final.at)
    for note in record.corrections:
        if note.claim in judged:
            yield InboxItem("corrected", note.id, note.claim, note.text, note.by, note.at)
