"""Articles and claims as a sequence: what a listener needs, in the order of the text.

Nothing here draws. Everything is asked of the view: what a blind pass withholds is not heard.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput, UnknownId, UnknownLabel, WorkbenchError
from workbench.domain.numbers import whole
from workbench.domain.span import Link, Range, Span
from workbench.domain.verdict import Evidence
from workbench.exchange.passages import standing, stands, words
from workbench.text.lines import paragraphs_from
from workbench.text.segment import sentences_in
from workbench.workspace import queries
from workbench.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ClaimName:
    """A claim where it is only named."""

    number: int
    """Its place among the claims of its case, oldest first, from 1."""
    id: str
    text: str
    verdict: str
    """The label by which it is shown; empty while there is none."""


@dataclass(frozen=True, slots=True)
class LinkHeard:
    """A link from the end at which it is met."""

    id: str
    quote: str
    """The words at this end."""
    article: str
    """Title of the article at this end, and whether it still says so."""
    relation: str
    """In words, read from this end."""
    facets: tuple[str, ...]
    other_quote: str
    other_article: str


@dataclass(frozen=True, slots=True)
class MarkHeard:
    """A span of an article."""

    number: int
    """Its place in the article, from 1."""
    id: str
    fragments: tuple[Range, ...]
    quote: str
    label: str
    note: str
    by: str
    claims: tuple[ClaimName, ...]
    links: tuple[LinkHeard, ...]


@dataclass(frozen=True, slots=True)
class PassageHeard:
    """A sentence, with the marks that begin in it."""

    start: int
    end: int
    """`[start, end)` in code points, without the blanks around it."""
    begins_paragraph: bool
    text: str
    announced: str
    """The text with `[mark 1]` where a mark begins and `[end 1]` where it ends."""
    marks: tuple[MarkHeard, ...]


@dataclass(frozen=True, slots=True)
class ArticleHeard:
    """An article with all its marks."""

    id: str
    title: str
    case: str
    source: str
    author: str
    published: str
    url: str
    guessed: tuple[str, ...]
    """Names of the fields above that nobody has confirmed."""
    passages: tuple[PassageHeard, ...]
    elsewhere: int
    """Marks of the article that this version of its text does not show."""


@dataclass(frozen=True, slots=True)
class VerdictHeard:
    """What somebody gave."""

    by: str
    round: str
    label: str
    confidence: float | None
    rationale: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Something that somebody said."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class OmissionHeard:
    """That an article says nothing of a claim, as somebody found."""

    by: str
    title: str
    """The article's."""
    current: bool
    """Whether it was signed for the version that the article has now."""


@dataclass(frozen=True, slots=True)
class ClaimHeard:
    """A claim with all that is said of it."""

    name: ClaimName
    case: str
    state: str
    claimant: str
    stated: tuple[str, ...]
    """When and where it was said."""
    tags: tuple[str, ...]
    passages: tuple[Signed, ...]
    """The words that carry it; `by` is the article's title, and whether it still says so."""
    links: tuple[LinkHeard, ...]
    omissions: tuple[OmissionHeard, ...]
    verdicts: tuple[VerdictHeard, ...]
    final: str
    """The final label and where it came from; empty before."""
    evidence: tuple[Evidence, ...]
    comments: tuple[Signed, ...]
    corrections: tuple[Signed, ...]


class Linear:
    """Turns the records of a workspace into a sequence."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._view = workspace.view
        self._scheme = workspace.scheme
        self._numbers: dict[str, dict[str, int]] = {}

    # Articles

    def article(self, id: str) -> ArticleHeard:
        """An article, passage by passage.

        Raises:
            UnknownId: if there is no such article.
            BadInput: if it can't be read.
        """
        article = self._workspace.articles.get(id)
        text = self._workspace.articles.text(article.version)
        spans = self._view.spans.by("article", article.id)
        shown = [span for span in spans if stands(span, article)]
        shown.sort(key=lambda span: (span.start, -span.end, span.id))
        marks = [self._mark(number, span) for number, span in enumerate(shown, start=1)]
        return ArticleHeard(
            article.id,
            article.title,
            article.case,
            article.source,
            article.author,
            article.published,
            article.url,
            tuple(sorted(article.guessed)),
            tuple(_passages(text, marks)),
            len(spans) - len(shown),
        )

    def _mark(self, number: int, span: Span) -> MarkHeard:
        claims = queries.claims_of_span(self._view, span.id)
        links = self._view.links.by("span", span.id)
        return MarkHeard(
            number,
            span.id,
            span.fragments,
            self._words(span),
            self._category(span.label),
            span.note,
            span.by,
            tuple(self.name(claim) for claim in claims),
            tuple(heard for link in links if (heard := self.link(link, span.id)) is not None),
        )

    def _category(self, label: str | None) -> str:
        if label is None:
            return ""
        try:
            return self._scheme.span_label(label).label
        except UnknownLabel:
            return label

    def link(self, link: Link, here: str) -> LinkHeard | None:
        """The link as met at the span `here`; None if an end of it is gone or withheld."""
        forward = here == link.source
        near = self._view.spans.find(here)
        far = self._view.spans.find(link.target if forward else link.source)
        if near is None or far is None:
            return None
        facets = (link.aspect, link.voice, link.certainty)
        return LinkHeard(
            link.id,
            self._words(near),
            self._place(near),
            self._relation(link.relation, forward=forward),
            tuple(facet for facet in facets if facet),
            self._words(far),
            self._place(far),
        )

    def _relation(self, relation: str, *, forward: bool) -> str:
        try:
            found = self._scheme.relation(relation)
        except UnknownLabel:
            return relation
        return found.label if forward or not found.inverse else found.inverse

    def _title(self, article: str) -> str:
        try:
            return self._workspace.articles.get(article).title
        except BadInput:
            return article

    def _place(self, span: Span) -> str:
        """Title of the span's article, and whether the span is still in it."""
        try:
            article = self._workspace.articles.get(span.article)
        except BadInput:
            return span.article
        return ", ".join(filter(None, (article.title, standing(span, article))))

    def _words(self, span: Span) -> str:
        if len(span.fragments) < 2:
            return span.quote
        try:
            return words(span, self._workspace.articles.text(span.version))
        except WorkbenchError:
            return span.quote

    # Claims

    def claims(self, case: str) -> list[Claim]:
        """The claims of a case, in the order of their numbers."""
        return self._view.claims.by("case", case)

    def claim_named(self, wanted: str, case: str | None) -> Claim:
        """The claim of that number in the case, or of that id.

        Raises:
            UnknownId: if there is none.
            BadInput: if a number is given, there are several cases and none is named.
        """
        if not wanted.isdecimal():
            return self._view.claims.get(wanted)
        claims = self.claims(self._workspace.case_named(case))
        number = whole(wanted)
        if number is None or not 1 <= number <= len(claims):
            raise UnknownId(f"there is no claim {wanted}", hint=f"there are {len(claims)}")
        return claims[number - 1]

    def name(self, claim: Claim) -> ClaimName:
        """A claim with its number and the verdict that it is shown with."""
        if claim.case not in self._numbers:
            claims = self.claims(claim.case)
            self._numbers[claim.case] = {item.id: place for place, item in enumerate(claims, 1)}
        shown = queries.shown_verdict(self._view, claim.id, self._workspace.reviewer)
        verdict = self._label(shown) if shown else ""
        number = self._numbers[claim.case].get(claim.id, 0)
        return ClaimName(number, claim.id, claim.text, verdict)

    def claim(self, claim: Claim) -> ClaimHeard:
        """A claim with all that hangs on it and may be seen."""
        view = self._view
        links = queries.links_of_claim(view, claim)
        return ClaimHeard(
            self.name(claim),
            claim.case,
            claim.state,
            claim.claimant,
            tuple(part for part in (claim.stated_on, claim.stated_at) if part),
            claim.tags,
            tuple(
                Signed(self._place(span), self._words(span))
                for span in queries.spans_of_claim(view, claim)
            ),
            tuple(heard for link in links if (heard := self.link(link, link.source)) is not None),
            tuple(
                OmissionHeard(item.by, self._title(item.article), queries.is_current(view, item))
                for item in view.omissions.by("claim", claim.id)
            ),
            tuple(
                VerdictHeard(
                    item.by, item.round, self._label(item.label), item.confidence, item.rationale
                )
                for item in view.verdicts.by("claim", claim.id)
            ),
            self._final(claim),
            tuple(view.evidence.by("claim", claim.id)),
            _said(view.comments.by("claim", claim.id)),
            _said(view.corrections.by("claim", claim.id)),
        )

    def _final(self, claim: Claim) -> str:
        final = self._view.adjudications.by("claim", claim.id)
        if not final:
            return ""
        label, how = final[-1].label, final[-1].provenance
        words = self._label(label) if label else ""
        by = f" by {final[-1].by}" if how == "adjudicated" else ""
        return ", ".join(part for part in (words, f"{how}{by}", final[-1].note) if part)

    def _label(self, label: str) -> str:
        return queries.label_of(self._scheme, label).label


def _said(items: Iterable[object]) -> tuple[Signed, ...]:
    return tuple(Signed(item.by, item.text) for item in items)  # type: ignore[attr-defined]


def _passages(text: str, marks: list[MarkHeard]) -> Iterator[PassageHeard]:
    """The sentences; each takes the marks that begin in it or in the blanks after it."""
    places = [
        (start, end, nth == 0)
        for paragraph in paragraphs_from(text, 0)
        for nth, (start, end) in enumerate(sentences_in(text, *paragraph))
    ]
    edges = sorted(_edges(marks))
    at = 0
    for place, (start, end, begins) in enumerate(places):
        until = places[place + 1][0] if place + 1 < len(places) else len(text) + 1
        first = at
        while at < len(edges) and _belongs_before(edges[at], until):
            at += 1
        here = edges[first:at]
        begun = tuple(marks[edge.mark - 1] for edge in here if edge.begins_mark)
        yield PassageHeard(
            start, end, begins, text[start:end], _announced(text, start, end, here), begun
        )


@dataclass(frozen=True, slots=True, order=True)
class _Edge:
    """A place in the text where something is announced."""

    offset: int
    begins: bool
    """Ends come before beginnings at the same place."""
    mark: int
    begins_mark: bool
    words: str


def _edges(marks: Iterable[MarkHeard]) -> Iterator[_Edge]:
    for mark in marks:
        last = len(mark.fragments) - 1
        for place, (start, end) in enumerate(mark.fragments):
            first = place == 0
            words = f"mark {mark.number}" if first else f"mark {mark.number} goes on"
            yield _Edge(start, True, mark.number, first, f"[{words}]")
            words = f"end {mark.number}" if place == last else f"mark {mark.number} pauses"
            yield _Edge(end, False, mark.number, False, f"[{words}]")


def _belongs_before(edge: _Edge, until: int) -> bool:
    return edge.offset < until or (edge.offset == until and not edge.begins)


def _announced(text: str, start: int, end: int, edges: Iterable[_Edge]) -> str:
    parts: list[str] = []
    at = start
    for edge in edges:
        place = min(max(edge.offset, at), end)
        parts.append(text[at:place])
        parts.append(f" {edge.words} ")
        at = place
    parts.append(text[at:end])
    return " ".join("".join(parts).split())
