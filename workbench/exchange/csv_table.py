"""Claims as one flat table: opens in a spreadsheet, and comes back as claims.

UTF-8 with a byte order mark, because spreadsheets take a file without one for another encoding. A
cell that a spreadsheet would run as a formula gets an apostrophe (OWASP, CSV injection).
"""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from workbench.domain.claim import Claim, Omission
from workbench.domain.errors import BadInput
from workbench.domain.ids import derived_id, is_id
from workbench.domain.record import Record
from workbench.domain.span import Span
from workbench.exchange.claims import Dossiers, label_text
from workbench.exchange.incoming import Incoming
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.rest import count_rest
from workbench.exchange.source import Source

COLUMNS = (
    "claim_id", "case", "claim", "claimant", "stated_on", "stated_at", "tags", "priority", "due",
    "state", "published", "verdict", "provenance", "rationale", "verdicts", "evidence", "spans",
    "links", "silent_articles", "corrections", "comments", "by", "at",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_JOINT = " | "


def safe_cell(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) or _guarded(text) else text


def plain_cell(text: str) -> str:
    """What `safe_cell` was given."""
    return text[1:] if _guarded(text) else text


def _guarded(text: str) -> bool:
    return text.startswith("'") and text.lstrip("'").startswith(_FORMULA)


def write(
    record: Record,
    options: ExportOptions,
    out: BinaryIO,
    tally: Tally,
    progress: Progress | None,
) -> None:
    """Write a heading and one row a claim."""
    dossiers = Dossiers(record)
    out.write(b"\xef\xbb\xbf")
    text = io.TextIOWrapper(out, "utf-8", "replace", newline="", write_through=True)
    try:
        rows = csv.writer(text)
        rows.writerow(COLUMNS)
        for done, claim in enumerate(record.claims, 1):
            rows.writerow(safe_cell(cell) for cell in _cells(dossiers, claim, options))
            if progress and (done % 1000 == 0 or done == len(record.claims)):
                progress(done, len(record.claims))
    finally:
        text.detach()
    _count_losses(dossiers, options, tally)


def _cells(dossiers: Dossiers, claim: Claim, options: ExportOptions) -> Iterator[str]:
    final = dossiers.final(claim, options.reviewer)
    yield from (
        claim.id, claim.case, claim.text, claim.claimant, claim.stated_on, claim.stated_at,
        ", ".join(claim.tags), str(claim.priority), claim.due, claim.state, claim.published,
    )  # fmt: skip
    yield "" if final.label is None else label_text(options.scheme, final.label)
    yield final.provenance
    yield final.rationale
    yield _JOINT.join(
        f"{item.by}: {label_text(options.scheme, item.label)} ({item.round})"
        for item in dossiers.verdicts(claim)
    )
    yield _JOINT.join(
        " ".join(filter(None, (item.stance, item.title, item.url, item.quote)))
        for item in dossiers.evidence(claim)
    )
    yield _JOINT.join(_span(dossiers, span) for span in dossiers.spans_of(claim))
    yield _JOINT.join(
        f"{_words(dossiers, link.source)} [{link.relation}] {_words(dossiers, link.target)}"
        for link in dossiers.links_of(claim)
        if link.source in dossiers.spans and link.target in dossiers.spans
    )
    yield ", ".join(_omission(dossiers, item) for item in dossiers.omissions(claim))
    yield _JOINT.join(f"{item.at[:10]} {item.text}" for item in dossiers.corrections(claim))
    yield _JOINT.join(f"{item.by}: {item.text}" for item in dossiers.comments(claim))
    yield claim.by
    yield claim.at


def _omission(dossiers: Dossiers, omission: Omission) -> str:
    past = dossiers.of_omission(omission).removeprefix(", ")
    return f"{omission.article} ({past})" if past else omission.article


def _span(dossiers: Dossiers, span: Span) -> str:
    where = ",".join(f"{start}-{end}" for start, end in span.fragments)
    return f"{span.article}{_state(dossiers, span)} {where}: {dossiers.words(span)}"


def _words(dossiers: Dossiers, span: str) -> str:
    found = dossiers.spans[span]
    return f"{dossiers.words(found)}{_state(dossiers, found)}"


def _state(dossiers: Dossiers, span: Span) -> str:
    state = dossiers.state_of(span)
    return f" ({state})" if state else ""


_HELD = {
    "articles": "",
    "spans": "",
    "links": "",
    "claims": "*",
    "verdicts": "rationale round by",
    "evidence": "quote title url stance",
    "omissions": "",
    "comments": "by",
    "corrections": "at",
    "adjudications": "note by",
}


def _count_losses(dossiers: Dossiers, options: ExportOptions, tally: Tally) -> None:
    record = dossiers.record
    shown = {span.id for claim in record.claims for span in dossiers.spans_of(claim)}
    carried = {link for claim in record.claims for link in claim.links}
    tally.add("spans", "they belong to no claim", len(record.spans) - len(shown))
    loose = sum(link.id not in carried for link in record.links)
    tally.add("links", "they belong to no claim", loose)
    tally.add("current places of passages", "their articles lost them", dossiers.gone())
    tally.add("article texts", "the table holds quotes only", len(record.articles))
    single = sum(
        bool(item.rationale) and item.rationale not in rationale
        for claim in record.claims
        for rationale in [dossiers.final(claim, options.reviewer).rationale]
        for item in dossiers.verdicts(claim)
    )
    tally.add("rationales of verdicts", "the table has that of the final one", single)
    count_rest(record, tally, _HELD)


def read(source: Source, incoming: Incoming) -> None:
    """Take the claims of a table with at least the column `claim`; other columns are optional.

    Raises:
        BadInput: if there is no such column, a row is too long, or a priority is no number.
    """
    text, name = source.text(), source.name
    # No cell is longer than the file, which is here as a whole anyway.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    first: dict[str, tuple[int, Claim]] = {}
    try:
        heading = [cell.strip().lower() for cell in next(rows)]
        if "claim" not in heading:
            raise BadInput(
                "the table has no column 'claim'",
                where=f"{name}:1",
                hint="its first row names the columns, separated by commas",
            )
        line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                where = f"{name}:{line}"
                claim = _claim(heading, row, where)
                if not _repeats(claim, first, line, incoming, where):
                    incoming.take_claim(claim, where)
            line = rows.line_num + 1
    except csv.Error as error:
        raise BadInput(f"this is not CSV: {error}", where=f"{name}:{rows.line_num}") from None
    skipped = [column for column in heading if column not in _READ and column]
    if skipped:
        incoming.warn(f"columns passed over: {', '.join(skipped)}", f"{name}:1")


_READ = COLUMNS[:9]


def _repeats(
    claim: Claim, first: dict[str, tuple[int, Claim]], line: int, incoming: Incoming, where: str
) -> bool:
    """Whether an earlier row says just the same.

    Raises:
        BadInput: if an earlier row has the same claim with other data.
    """
    number, known = first.setdefault(claim.id, (line, claim))
    if known is claim:
        return False
    if known != claim:
        raise BadInput(
            f"the claim of line {number} stands here again, with other data",
            where=where,
            hint="leave one of them out, or give each a claim_id of its own",
        )
    incoming.warn("rows that repeat a claim, taken once", where)
    return True


def _claim(heading: list[str], row: list[str], where: str) -> Claim:
    if len(row) > len(heading):
        raise BadInput(
            f"the row has {len(row)} cells, the heading {len(heading)}",
            where=where,
            hint="put a cell with commas into quotes",
        )
    cells = dict(zip(heading, (plain_cell(cell) for cell in row), strict=False))
    text = cells.get("claim", "")
    if not text.strip():
        raise BadInput("the cell 'claim' is empty", where=where)
    priority = cells.get("priority", "").strip() or "0"
    if not priority.removeprefix("-").isdecimal() or len(priority) > 6:
        raise BadInput(f"the priority {priority[:20]!r} is not a whole number", where=where)
    if (given := cells.get("claim_id", "").strip()) and not is_id(given):
        raise BadInput(f"{given[:40]!r} is not an id (13 letters and digits)", where=where)
    case = cells.get("case", "")
    return Claim(
        id=given or derived_id("claim", case, text),
        text=text,
        case=case,
        claimant=cells.get("claimant", ""),
        stated_on=cells.get("stated_on", ""),
        stated_at=cells.get("stated_at", ""),
        priority=int(priority),
        due=cells.get("due", ""),
        tags=tuple(filter(None, (tag.strip() for tag in cells.get("tags", "").split(",")))),
    )
