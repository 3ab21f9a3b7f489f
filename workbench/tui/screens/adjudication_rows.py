"""How a claim that waits for its final verdict is drawn: verdicts side by side."""

from itertools import zip_longest

from workbench.config.words import _
from workbench.domain.review import Adjudication
from workbench.domain.verdict import Verdict
from workbench.text.clusters import safe_line
from workbench.tui.actions import first_key
from workbench.tui.bench import Bench, joined
from workbench.tui.widgets.rows import Part, Row, cells, one_line, wrapped
from workbench.tui.wording import count_of, local_time
from workbench.workspace import queries
from workbench.workspace.team import DocketItem

_LEAST_COLUMN = 24
_GAP = 2
_RATIONALE_ROWS = 6
_SOURCES = 3


def item_row(bench: Bench, item: DocketItem, width: int) -> Row:
    """One claim in one row: final label, who gave what, the words."""
    scheme, claim = bench.scheme, item.standing.claim
    label = item.final.label if item.final else None
    glyph = queries.label_of(scheme, label).glyph if label else "·"
    votes = "".join(
        queries.label_of(scheme, verdict.label).glyph for verdict in item.standing.verdicts
    )
    head = f" {votes:<6} "
    tail = _("in conflict ") if claim.id in bench.disputes.claims else ""
    room = max(8, width - 4 - cells(head) - cells(tail))
    return (
        (f" {glyph} ", queries.tone(scheme, label)),
        (head, "dim"),
        (tail, "warning"),
        (safe_line(claim.text, room), ""),
    )


def item_details(bench: Bench, item: DocketItem, width: int) -> list[Row]:
    """The claim, how it was decided, and all verdicts side by side."""
    claim = item.standing.claim
    rows: list[Row] = [((line, "bold"),) for line in wrapped(claim.text, width, 2)]
    if item.final is not None:
        rows += provenance_rows(bench, item.final, width)
    if claim.id in bench.disputes.claims:
        key = first_key("compare.conflicts", bench.keys)
        said = _("changed by several at once: {key} in the articles settles it").format(key=key)
        rows.append(((one_line(said, width), "warning"),))
    if item.standing.missing:
        who = safe_line(", ".join(item.standing.missing), max(8, width - 18))
        rows.append(((_("not judged yet by {who}").format(who=who), "warning"),))
    rows += _beside(bench, item.standing.verdicts, width)
    rows += _rest(bench, item, width)
    return rows


def provenance_rows(bench: Bench, final: Adjudication, width: int) -> list[Row]:
    """The final verdict, where it came from, who gave it."""
    label = queries.label_of(bench.scheme, final.label) if final.label else None
    name = label.label if label else "unresolved"
    how = joined((final.provenance, _("by {by}").format(by=final.by), local_time(final.at)))
    head: Row = (
        (f" {label.glyph if label else '·'} ", queries.tone(bench.scheme, final.label)),
        (f" {name}", "bold"),
        (f"  {safe_line(how, max(8, width - cells(name) - 6))}", "dim"),
    )
    return [head, *(((f"    {line}", ""),) for line in wrapped(final.note, width - 4, 2))]


def _beside(bench: Bench, verdicts: tuple[Verdict, ...], width: int) -> list[Row]:
    """Verdicts in columns, as many beside each other as fit."""
    fit = max(1, min(len(verdicts), (width + _GAP) // (_LEAST_COLUMN + _GAP)))
    column = max(8, (width + _GAP) // fit - _GAP)
    rows: list[Row] = []
    for start in range(0, len(verdicts), fit):
        columns = [_column(bench, verdict, column) for verdict in verdicts[start : start + fit]]
        empty: Row = (("", ""),)
        rows += [
            tuple(part for cell in beside for part in _padded(cell, column))
            for beside in zip_longest(*columns, fillvalue=empty)
        ]
    return rows


def _padded(row: Row, width: int) -> list[Part]:
    taken = sum(cells(text) for text, _ in row)
    return [*row, (" " * (max(0, width - taken) + _GAP), "")]


def _column(bench: Bench, verdict: Verdict, width: int) -> list[Row]:
    """One reviewer: name, label, confidence, rationale, sources."""
    scheme = bench.scheme
    label = queries.label_of(scheme, verdict.label)
    share = "" if verdict.confidence is None else f" {verdict.confidence * 100:g} %"
    late = _(" after discussion") if verdict.after_discussion else ""
    rows: list[Row] = [
        ((safe_line(verdict.by, width), "accent"),),
        (
            (f" {label.glyph} ", queries.tone(scheme, verdict.label)),
            (f" {safe_line(label.label + share + late, max(4, width - 4))}", "bold"),
        ),
    ]
    words = verdict.rationale or _("no rationale")
    look = "" if verdict.rationale else "dim"
    rows += [((line, look),) for line in wrapped(words, width, _RATIONALE_ROWS)]
    cited = [source for id in verdict.evidence if (source := bench.view.evidence.find(id))]
    for source in cited[:_SOURCES]:
        name = f"{source.stance}: {source.title or source.url or source.quote}"
        rows.append(((safe_line(name, width), "dim"),))
    if len(cited) > _SOURCES:
        rows.append(((_("+{count} more sources").format(count=len(cited) - _SOURCES), "dim"),))
    return rows


def _rest(bench: Bench, item: DocketItem, width: int) -> list[Row]:
    """Evidence that nobody cites, and the last comments."""
    claim = item.standing.claim.id
    cited = {id for verdict in item.standing.verdicts for id in verdict.evidence}
    other = [source for source in bench.view.evidence.by("claim", claim) if source.id not in cited]
    comments = bench.view.comments.by("claim", claim)
    rows: list[Row] = []
    if other:
        names = ", ".join(source.title or source.url or source.quote for source in other)
        line = _("not cited: {sources}: {names}").format(
            sources=count_of(len(other), "source"), names=names
        )
        rows.append(((safe_line(line, width), "dim"),))
    rows += [((safe_line(f"{item.by}: {item.text}", width), ""),) for item in comments[-2:]]
    if len(comments) > 2:
        rows.append(
            (
                (
                    _("{count} earlier comments: Enter opens the claim").format(
                        count=len(comments) - 2
                    ),
                    "dim",
                ),
            )
        )
    return rows
