"""A case as one drawing (SVG): whole articles side by side, their marks, the links between them.

Letters stand on a grid of cells, as on the screen; every row says how long it is drawn, so that a
reader's font can't move the marks off their words. Nothing is loaded from outside.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.span import Link, Span
from workbench.text.clusters import safe_line, safe_text
from workbench.text.wrap import Rows, wrap
from workbench.workspace import queries
from workbench.workspace.linear import ClaimName, Linear, LinkHeard
from workbench.workspace.workspace import Workspace

FILLS = {
    "plain": "#eee49b",
    "scale": "#6ac899",
    "good": "#87a3fa",
    "unsure": "#bfc0c2",
    "mixed": "#c695bf",
    "bad": "#fb974a",
}
"""Tone of a verdict → what is laid under the words: the light theme's colours."""
_DASHES = {"plain": "", "scale": "8 2", "good": "", "unsure": "1 3", "mixed": "5 3", "bad": "12 2"}
"""Tone → the line below the words, so that nothing rests on colour alone; none is a full line."""

_CELLS = 64
_CELL, _ROW = 7.2, 17.0
_SIZE = 12
_MARGIN, _GAP = 24.0, 96.0
_TEXT, _SOFT, _LINE, _PAGE = "#1a1a1a", "#55555d", "#382b8a", "#ffffff"


@dataclass(frozen=True, slots=True)
class _Column:
    """An article with its place on the page."""

    article: Article
    rows: Rows
    left: float
    top: float
    """Where the first row of the text begins."""

    @property
    def bottom(self) -> float:
        return self.top + len(self.rows) * _ROW

    def place(self, offset: int) -> tuple[float, float]:
        """The middle of the left edge of what stands at an offset."""
        row, cell = self.rows.cell_of(offset)
        return self.left + cell * _CELL, self.top + row * _ROW + _ROW / 2


def draw(workspace: Workspace, articles: Sequence[str], claim: Claim | None = None) -> str:
    """Draw articles with what connects them, as far as this reviewer may see it.

    Args:
        workspace: whose.
        articles: their ids, from left to right.
        claim: only its marks and links; None draws all.

    Raises:
        UnknownId: if there is no such article.
        BadInput: if an article can't be read.
    """
    return _Drawing(workspace, articles, claim).whole()


class _Drawing:
    def __init__(self, workspace: Workspace, articles: Sequence[str], claim: Claim | None) -> None:
        self._view = workspace.view
        self._workspace = workspace
        self._linear = Linear(workspace)
        self._claim = claim
        self._columns = {
            column.article.id: column
            for place, id in enumerate(articles)
            for column in [self._column(place, workspace.articles.get(id))]
        }
        self._spans = {span.id: span for span in self._chosen_spans()}
        self._links = list(self._chosen_links())
        self._claims = self._chosen_claims()

    def _column(self, place: int, article: Article) -> _Column:
        text = self._workspace.articles.text(article.version)
        left = _MARGIN + place * (_CELLS * _CELL + _GAP)
        title = len(wrap(article.title, _CELLS))
        return _Column(article, wrap(text, _CELLS), left, _MARGIN + (title + 2) * _ROW)

    def _chosen_spans(self) -> Iterator[Span]:
        if self._claim is not None:
            found = queries.spans_of_claim(self._view, self._claim)
        else:
            found = [s for id in self._columns for s in self._view.spans.by("article", id)]
        for span in found:
            column = self._columns.get(span.article)
            if column and span.version == column.article.version and span.state != "orphan":
                yield span

    def _chosen_links(self) -> Iterator[Link]:
        if self._claim is not None:
            found = queries.links_of_claim(self._view, self._claim)
        else:
            found = [link for id in self._spans for link in self._view.links.by("span", id)]
        for link in {link.id: link for link in found}.values():
            if link.source in self._spans and link.target in self._spans:
                yield link

    def _chosen_claims(self) -> list[ClaimName]:
        if self._claim is not None:
            return [self._linear.name(self._claim)]
        found = {
            claim.id: claim
            for span in self._spans
            for claim in queries.claims_of_span(self._view, span)
        }
        return sorted(map(self._linear.name, found.values()), key=lambda name: name.number)

    # The parts

    def whole(self) -> str:
        bottom = max((column.bottom for column in self._columns.values()), default=_MARGIN)
        below = list(self._below(bottom + 2 * _ROW))
        count = max(1, len(self._columns))
        width = 2 * _MARGIN + count * _CELLS * _CELL + (count - 1) * _GAP
        height = bottom + (len(below) + 3) * _ROW
        title = " · ".join(column.article.title for column in self._columns.values())
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:g}" '
            f'height="{height:g}" viewBox="0 0 {width:g} {height:g}" font-family="monospace" '
            f'font-size="{_SIZE}" fill="{_TEXT}">',
            f"<title>{_words(title)}</title>",
            f"<desc>{_words(' '.join(self._said()))}</desc>",
            f'<rect width="{width:g}" height="{height:g}" fill="{_PAGE}"/>',
            *(part for column in self._columns.values() for part in self._article(column)),
            *(part for link in self._links for part in self._link(link)),
            *below,
            "</svg>",
        ]
        return "\n".join(parts) + "\n"

    def _said(self) -> Iterator[str]:
        """The claims and links in words, for those who do not see the drawing."""
        for claim in self._claims:
            yield f"Claim {claim.number}: {claim.text}, {claim.verdict or 'no verdict'}."
        for link in self._links:
            heard = self._heard(link)
            if heard is not None:
                yield f"“{heard.quote}” {heard.relation} “{heard.other_quote}”."

    def _heard(self, link: Link) -> LinkHeard | None:
        return self._linear.link(link, link.source)

    def _article(self, column: _Column) -> Iterator[str]:
        article, left = column.article, column.left
        head = wrap(article.title, _CELLS)
        y = _MARGIN + _SIZE
        for line in _lines(head):
            yield _text(left, y, line, 'font-weight="bold"')
            y += _ROW
        about = ", ".join(filter(None, (article.source, article.author, article.published)))
        yield _text(left, y, safe_line(about or article.id, _CELLS), f'fill="{_SOFT}"')
        spans = [span for span in self._spans.values() if span.article == article.id]
        for span in sorted(spans, key=lambda item: (item.start, -item.end)):
            yield from self._mark(column, span)
        for row, line in enumerate(_lines(column.rows)):
            if line.strip():
                length = column.rows.row_cells(row) * _CELL
                y = column.top + row * _ROW + _SIZE
                yield _text(left, y, line, f'textLength="{length:g}"')

    def _mark(self, column: _Column, span: Span) -> Iterator[str]:
        claims = queries.claims_of_span(self._view, span.id)
        names = [self._linear.name(claim) for claim in claims]
        tone = self._tone(claims)
        said = "; ".join(f"{name.number} {name.verdict or 'no verdict'}" for name in names)
        yield f"<g><title>{_words(said or 'a mark without a claim')}</title>"
        for x, y, wide in _boxes(column, span):
            yield (
                f'<rect x="{x:g}" y="{y + 1:g}" width="{wide:g}" height="{_ROW - 2:g}" '
                f'fill="{FILLS[tone]}" fill-opacity="0.75"/>'
            )
            dash = f' stroke-dasharray="{_DASHES[tone]}"' if _DASHES[tone] else ""
            yield (
                f'<path d="M{x:g},{y + _ROW - 1:g} h{wide:g}" stroke="{_TEXT}"{dash} fill="none"/>'
            )
        if names:
            x, y = column.place(span.start)
            numbers = ",".join(str(name.number) for name in names)
            yield _text(x, y - _ROW / 2 + 1, numbers, f'font-size="8" fill="{_LINE}"')
        yield "</g>"

    def _tone(self, claims: Iterable[Claim]) -> str:
        shown = [
            queries.tone(
                self._workspace.scheme,
                queries.shown_verdict(self._view, claim.id, self._workspace.reviewer),
            )
            for claim in claims
        ]
        return max(shown, key=list(FILLS).index, default="plain")

    def _link(self, link: Link) -> Iterator[str]:
        source, target = self._spans[link.source], self._spans[link.target]
        one, other = self._columns[source.article], self._columns[target.article]
        if one.left > other.left:
            one, other, source, target = other, one, target, source
        right = one.left + _CELLS * _CELL
        begin = (right + 4, one.place(source.start)[1])
        beside = right + 4 if one is other else other.left - 4
        end = (beside, other.place(target.start)[1])
        bend = begin[0] + _GAP / 2 if one is other else (begin[0] + end[0]) / 2
        heard = self._heard(link)
        words = heard.relation if heard is not None else link.relation
        yield (
            f'<path d="M{begin[0]:g},{begin[1]:g} C{bend:g},{begin[1]:g} {bend:g},{end[1]:g} '
            f'{end[0]:g},{end[1]:g}" fill="none" stroke="{_LINE}" stroke-width="1.5">'
            f"<title>{_words(words)}</title></path>"
        )
        middle = (begin[1] + end[1]) / 2 - 3
        yield _text(
            bend, middle, words,
            f'font-size="10" text-anchor="middle" stroke="{_PAGE}" stroke-width="4" '
            f'paint-order="stroke" fill="{_LINE}"',
        )  # fmt: skip

    def _below(self, top: float) -> Iterator[str]:
        """The claims, numbered as in the texts."""
        cells = len(self._columns) * _CELLS
        y = top
        for claim in self._claims:
            label = queries.shown_verdict(self._view, claim.id, self._workspace.reviewer)
            found = queries.label_of(self._workspace.scheme, label) if label else None
            verdict = f"{found.glyph} {found.label}" if found else "no verdict"
            rows = wrap(f"{claim.number}. {' '.join(claim.text.split())} — {verdict}", cells)
            for line in _lines(rows):
                yield _text(_MARGIN, y, line, "")
                y += _ROW


def _boxes(column: _Column, span: Span) -> Iterator[tuple[float, float, float]]:
    """(left, top, width) of each piece of a row that the span covers."""
    rows = column.rows
    for start, end in span.fragments:
        for row in rows.touched((start, end)):
            first = max(start, rows.starts[row])
            last = min(end, rows.ends[row])
            if first >= last:
                continue
            begin = rows.cell_of(first)[1]
            until = rows.cell_of(last)[1] if last < rows.ends[row] else rows.row_cells(row)
            yield (
                column.left + begin * _CELL, column.top + row * _ROW, (until - begin) * _CELL,
            )  # fmt: skip


def _lines(rows: Rows) -> Iterator[str]:
    for start, end in zip(rows.starts, rows.ends, strict=True):
        yield safe_text(rows.text[start:end])


def _text(x: float, y: float, words: str, attributes: str) -> str:
    preserved = f'x="{x:g}" y="{y:g}" xml:space="preserve" {attributes}'.rstrip()
    return f"<text {preserved}>{escape(safe_text(words))}</text>"


def _words(text: str) -> str:
    return escape(safe_line(text))
