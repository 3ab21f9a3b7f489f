"""Highlighting, picking and linking passages, and walking along links."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.config.words import _
from workbench.domain.article import Article
from workbench.domain.errors import BadInput, WorkbenchError
from workbench.domain.span import Range, Span, quote_of
from workbench.tui.marks import belongs
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.widgets.article_pane import ArticlePane
from workbench.workspace import queries
from workbench.workspace.changes import Outcome
from workbench.workspace.commands import AddSpan, LinkSpans, NewSpan

if TYPE_CHECKING:
    from workbench.tui.screens.compare import CompareScreen
    from workbench.tui.screens.relation_picker import Choice


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in an article: a span that is there, or ranges to make one of."""

    article: Article
    fragments: tuple[Range, ...]
    quote: str
    span: str | None
    """The span, if there is one with exactly these fragments."""


class LinkingController:
    """What Enter, Space, L and p do in the articles."""

    def __init__(self, screen: "CompareScreen") -> None:
        self._screen = screen
        self._bench = screen.bench
        self._walk: tuple[str, int] = ("", 0)
        """The span whose links are walked along, and which end comes next."""

    def handlers(self) -> Handlers:
        """The actions of this subject."""
        return {
            "compare.open": self.open,
            "compare.pick": self.pick,
            "compare.link": self.link,
            "compare.other_end": self.go_to_other_end,
        }

    def open(self) -> None:
        """Highlight the selection; on a mark, open its claim; in the list, open the claim."""
        if self._screen.claims.has_focus:
            self._screen.claiming.open_card()
            return
        pane = self._screen.articles.pane
        if pane.selection:
            self._highlight(pane)
        elif not pane.selectable:
            self._screen.say_no_article()
        else:
            self._open_mark(pane.mark_under_cursor)

    def _highlight(self, pane: ArticlePane) -> None:
        passage = self._selected(pane)
        if passage is None:
            return
        pane.drop_selection()
        if passage.span is not None:
            self.set_picked((passage.span,), ())
            self._screen.say(_("That is highlighted already; it is picked now"))
            return
        self._screen.ask_for(add_span(passage), then=self._made_spans)

    def _made_spans(self, outcomes: list[Outcome]) -> None:
        self.set_picked([outcome.id for outcome in outcomes if outcome.id], ())
        self._warn_about(outcomes)

    def _open_mark(self, mark: str | None) -> None:
        if mark is None:
            self._screen.say(
                _("Nothing is selected here, and there is no mark: v begins a selection")
            )
            return
        claims = queries.claims_of_span(self._bench.view, mark)
        if not claims:
            self.set_picked((mark,), ())
            self._screen.say(
                _("No claim rests on this span yet: it is picked, c makes a claim of it")
            )
            return
        active = next((c for c in claims if c.id == self._bench.active), claims[0])
        self._screen.activate(active.id)
        self._screen.claiming.open_card()

    def pick(self) -> None:
        """Pick the mark under the cursor, or unpick it."""
        mark = self._screen.articles.pane.mark_under_cursor
        if mark is None:
            self._screen.say(_("There is no mark under the cursor to pick"))
            return
        picked = self._bench.picked.spans
        if mark in picked:
            del picked[mark]
        else:
            picked[mark] = None
        self._screen.articles.redraw({mark})
        self._screen.show_status()

    def set_picked(self, spans: Sequence[str], links: Sequence[str]) -> None:
        """Add to what is picked."""
        self._bench.picked.spans.update(dict.fromkeys(spans))
        self._bench.picked.links.update(dict.fromkeys(links))
        self._screen.articles.redraw(set(spans))
        self._screen.show_status()

    # Linking

    def link(self) -> None:
        """Show both passages and ask for the relation."""
        try:
            ends = self._both_passages()
        except WorkbenchError as error:
            self._screen.warn(error)
            return
        from workbench.tui.screens.relation_picker import RelationPicker

        def chosen(choice: "Choice | None") -> None:
            if choice is not None:
                self._link(ends[::-1] if choice.swapped else ends, choice)

        self._screen.app.push_screen(RelationPicker(self._bench, ends), chosen)

    def _both_passages(self) -> tuple[Passage, Passage]:
        left, right = (self.passage(pane) for pane in self._screen.articles.panes)
        if left.article.id == right.article.id and left.fragments == right.fragments:
            raise BadInput("both panes show the same passage, which can't be linked to itself")
        return left, right

    def _link(self, ends: tuple[Passage, ...], choice: "Choice") -> None:
        source, target = (span_or_new(passage) for passage in ends)
        step = LinkSpans(
            source=source,
            target=target,
            relation=choice.relation,
            aspect=choice.aspect,
            voice=choice.voice,
            certainty=choice.certainty,
        )

        def done(outcomes: list[Outcome]) -> None:
            link = self._bench.view.links.get(str(outcomes[0].id))
            self.set_picked([link.source, link.target], [link.id])
            self._warn_about(outcomes)

        self._screen.ask_for(step, then=done)
        for pane in self._screen.articles.panes:
            pane.drop_selection()

    def _warn_about(self, outcomes: list[Outcome]) -> None:
        for outcome in outcomes:
            for warning in outcome.warnings:
                self._screen.warn(warning)

    # Passages

    def passage(self, pane: ArticlePane) -> Passage:
        """What a pane shows: the selection, else the mark, else the sentence under the cursor.

        Raises:
            BadInput: if it shows no article, or there is nothing but blanks.
        """
        found = self._selected(pane) or self._marked(pane) or self._sentence(pane)
        if found is None:
            raise BadInput(
                "there is no sentence to link in one of the panes",
                hint="put the cursor on one, or select what you mean",
            )
        return found

    def _selected(self, pane: ArticlePane) -> Passage | None:
        article = self._screen.articles.article_in(pane)
        if article is None or not pane.selection:
            return None
        return self._at(article, pane.selection)

    def _marked(self, pane: ArticlePane) -> Passage | None:
        mark = pane.mark_under_cursor
        article = self._screen.articles.article_in(pane)
        span = self._bench.view.spans.find(mark) if mark and self._bench.loaded else None
        if span is None or article is None:
            return None
        return Passage(article, span.fragments, span.quote, span.id)

    def _sentence(self, pane: ArticlePane) -> Passage | None:
        from workbench.text.segment import sentence_after, sentence_at

        article = self._screen.articles.article_in(pane)
        if article is None:
            return None
        text = pane.text
        found = sentence_at(text, pane.cursor) or sentence_after(text, pane.cursor)
        return self._at(article, (found,)) if found else None

    def _at(self, article: Article, fragments: tuple[Range, ...]) -> Passage:
        if not article.version:
            raise BadInput("the text of this article can't be read", where=article.id)
        text = self._bench.workspace.articles.text(article.version)
        same = self._own_span(article, fragments)
        return Passage(article, fragments, quote_of(text, fragments), same.id if same else None)

    def _own_span(self, article: Article, fragments: tuple[Range, ...]) -> Span | None:
        """A span of mine with exactly these fragments."""
        if not self._bench.loaded:
            return None
        for span in self._bench.view.spans.by("article", article.id):
            if span.fragments == fragments and span.by == self._bench.reviewer:
                return span if belongs(span, article) else None
        return None

    # Walking along links

    def go_to_other_end(self) -> None:
        """Go to what the mark under the cursor is linked to; again: to the next end."""
        mark = self._screen.articles.pane.mark_under_cursor
        start, turn = self._walk
        if mark is None:
            self._screen.say(_("There is no mark under the cursor, so no link to follow"))
            return
        view = self._bench.view
        arrived = self._arrived_from(start, mark)
        origin = start if arrived else mark
        ends = self._ends_of(origin)
        if not ends:
            self._screen.say(_("Nothing is linked to this span: L links it"))
            return
        turn = turn + 1 if arrived else 0
        self._walk = (origin, turn)
        target = view.spans.get(ends[turn % len(ends)])
        if not self._screen.articles.go_to_span(target, beside=True):
            self._show_elsewhere(target)

    def _arrived_from(self, start: str, mark: str) -> bool:
        """Whether the cursor stands where the last step led, with more ends to see from there."""
        ends = self._ends_of(start) if start else []
        return mark in ends and len(ends) > 1

    def _ends_of(self, span: str) -> list[str]:
        links = self._bench.view.links.by("span", span)
        ends = [link.target if link.source == span else link.source for link in links]
        return [end for end in dict.fromkeys(ends) if self._bench.view.spans.find(end)]

    def _show_elsewhere(self, span: Span) -> None:
        """Show a span of an article that is in neither pane, in place of the other article."""
        articles = self._screen.articles
        side = articles.panes.index(articles.pane)
        shown = list(self._bench.shown)
        shown[1 - side : 2 - side] = [span.article]
        articles.show(shown)
        if not articles.go_to_span(span):
            self._screen.say(_("The other end stands in another version of its article"))


def add_span(passage: Passage) -> AddSpan:
    """The command that highlights a passage."""
    return AddSpan(article=passage.article.id, fragments=passage.fragments)


def span_or_new(passage: Passage) -> str | NewSpan:
    """The span of a passage, or what makes one of it in the same step."""
    if passage.span is not None:
        return passage.span
    return NewSpan(article=passage.article.id, fragments=passage.fragments)
