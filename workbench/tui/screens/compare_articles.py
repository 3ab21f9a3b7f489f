"""What the two panes show: articles, marks, the links of the active claim; which one is meant."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from workbench.config.words import _
from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.errors import WorkbenchError
from workbench.domain.span import Range, Span
from workbench.tui.actions import first_key
from workbench.tui.bench import joined
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.pane_words import no_text, nothing
from workbench.tui.widgets.article_pane import ArticlePane
from workbench.tui.widgets.pane_marks import Mark
from workbench.tui.widgets.rows import Row, cells, one_line
from workbench.tui.widgets.text_rows import TextRows
from workbench.tui.wording import relation_of
from workbench.workspace.changes import Changes

if TYPE_CHECKING:
    from workbench.tui.screens.compare import CompareScreen


class ArticlesController:
    """Keeps both panes true to the articles and the records."""

    def __init__(self, screen: "CompareScreen") -> None:
        self._screen = screen
        self._bench = screen.bench
        self._articles: list[Article] = []
        self._last_side = 0
        self._in_step = False
        self._last_mark: str | None = None
        self._troubles: dict[str, str] = {}
        """Article → why its text can't be shown."""

    def handlers(self) -> Handlers:
        """The actions of this subject."""
        return {
            "compare.other_article": self.go_to_other,
            "compare.claims": self.claims_and_back,
            "compare.scroll_in_step": self.toggle_step,
            "compare.reading_mode": self.toggle_reading,
        }

    # What is shown

    @property
    def panes(self) -> tuple[ArticlePane, ArticlePane]:
        """Left and right."""
        return self._screen.left, self._screen.right

    @property
    def pane(self) -> ArticlePane:
        """The pane that keys mean: the one with the keyboard, or that had it last."""
        return self.panes[self._last_side]

    @property
    def other_pane(self) -> ArticlePane:
        """The other one."""
        return self.panes[1 - self._last_side]

    def article_in(self, pane: ArticlePane) -> Article | None:
        """The article that a pane shows."""
        side = self.panes.index(pane)
        return self._articles[side] if side < len(self._articles) else None

    @property
    def shown(self) -> list[Article]:
        """The articles in the panes, left first."""
        return self._articles

    def show(self, ids: list[str]) -> None:
        """Show these articles (two, one or none), where the cursors were if they are the same."""
        before = self._articles
        if ids != self._bench.shown:
            self._bench.suggestion = None
        self._bench.shown = ids
        self._troubles = {}
        self._articles = [self._readable(id) for id in ids]
        for side, pane in enumerate(self.panes):
            article = self._articles[side] if side < len(self._articles) else None
            same = side < len(before) and article is not None and _same(before[side], article)
            self._show_in(pane, article, same=same)
        self._screen.set_class(len(self._articles) < 2, "-single")
        self._show_heads()
        self._show_links()

    def _readable(self, id: str) -> Article:
        """The article; in no version if its text can't be read, so that no mark stands in it."""
        article = self._bench.workspace.articles.get(id)
        try:
            self._bench.workspace.articles.text(article.version)
        except WorkbenchError as error:
            self._troubles[id] = str(error)
            return replace(article, version="")
        return article

    def _show_in(self, pane: ArticlePane, article: Article | None, *, same: bool) -> None:
        marks = self._marks(article)
        pane.selectable = article is not None
        if article is None:
            key = first_key("compare.articles", self._bench.keys)
            pane.show(nothing(len(self._articles), key))
        elif article.id in self._troubles:
            key = first_key("compare.articles", self._bench.keys)
            pane.show(no_text(self._troubles[article.id], key))
        elif same:
            pane.set_marks(marks)
        else:
            text = self._bench.workspace.articles.text(article.version)
            pane.show(text, marks, dim=leftovers(text))

    @property
    def _tabbed(self) -> bool:
        return self._screen.has_class("-tabbed") and len(self._articles) > 1

    def layout_changed(self) -> None:
        """Side by side or tabbed: the heads differ."""
        self._show_heads()
        self._show_tab(self._last_side)

    def _marks(self, article: Article | None) -> list[Mark]:
        if article is None or not self._bench.loaded:
            return []
        from workbench.tui.marks import marks_of

        return marks_of(self._bench, article)

    def _show_heads(self) -> None:
        for side, name in enumerate(_HEADS):
            article = self._articles[side] if side < len(self._articles) else None
            place = f"{side + 1}/2 " if self._tabbed else ""
            self._screen.query_one(name, TextRows).show(partial(head_rows, article, place))

    def take(self, changes: Changes) -> None:
        """Draw the marks that changed."""
        from workbench.workspace import queries

        if changes.of("articles"):
            self.show(self._bench.shown)
        self.redraw(queries.touched_spans(self._bench.view, changes))

    def redraw(self, spans: set[str]) -> None:
        """Draw some marks anew, or take them away."""
        from workbench.tui.marks import belongs, mark_of

        view = self._bench.view
        for side, article in enumerate(self._articles):
            found = [span for id in spans if (span := view.spans.find(id)) is not None]
            here = [mark_of(self._bench, span) for span in found if belongs(span, article)]
            pane = self.panes[side]
            pane.put_marks(here)
            pane.drop_marks(spans - {mark.id for mark in here})
        self._show_links()

    def redraw_claims(self, *claims: str | None) -> None:
        """Draw the marks of some claims anew."""
        if not self._bench.loaded:
            return
        from workbench.workspace import queries

        view = self._bench.view
        found = [claim for id in claims if id and (claim := view.claims.find(id)) is not None]
        self.redraw({span.id for claim in found for span in queries.spans_of_claim(view, claim)})

    # The links of the active claim

    def _show_links(self) -> None:
        claim = self._bench.active_claim
        self._screen.link_gutter.set_links(self._pairs(claim) if claim else ())

    def _pairs(self, claim: Claim) -> list[tuple[int, int, str]]:
        from workbench.workspace import queries

        view, scheme = self._bench.view, self._bench.scheme
        pairs = []
        for link in queries.links_of_claim(view, claim):
            ends = self._ends(link.source, link.target)
            if ends is not None:
                glyph = relation_of(scheme, link.relation).glyph
                pairs.append((ends[0].start, ends[1].start, glyph))
        return pairs

    def _ends(self, source: str, target: str) -> tuple[Span, Span] | None:
        """Two linked spans, the one in the left article first; None if they don't lie in both."""
        if len(self._articles) < 2:
            return None
        from workbench.tui.marks import belongs

        first, second = (self._bench.view.spans.find(id) for id in (source, target))
        if first is None or second is None:
            return None
        left, right = self._articles
        if belongs(first, left) and belongs(second, right):
            return first, second
        if belongs(second, left) and belongs(first, right):
            return second, first
        return None

    def reveal(self, claim: str | None) -> None:
        """Bring the passages of a claim into view, in both panes."""
        found = self._bench.view.claims.find(claim) if claim else None
        if found is None:
            return
        from workbench.tui.marks import belongs
        from workbench.workspace import queries

        spans = queries.spans_of_claim(self._bench.view, found)
        for side, article in enumerate(self._articles):
            here = [span for span in spans if belongs(span, article)]
            if here and not self.panes[side].selection:
                span = here[-1] if side and self._one_article else here[0]
                self.panes[side].go_to(span.start, centre=True)

    def show_in_other(self, article: str) -> None:
        """Show another article in the pane that has not the keyboard, the only one if alone."""
        shown = list(self._bench.shown)
        if len(shown) < 2:
            shown.append(article)
        else:
            shown[1 - self._last_side] = article
        self.show(shown)

    @property
    def _one_article(self) -> bool:
        """Whether both panes show the same article."""
        return len({article.id for article in self._articles}) < len(self._articles)

    def go_to_span(self, span: Span, *, beside: bool = False) -> bool:
        """Put the cursor on a span, in the pane that shows its article; False if none does.

        Args:
            span: where to go.
            beside: if both panes show the article, whether the pane that keys mean stays.
        """
        from workbench.tui.marks import belongs

        sides = [self._last_side, 1 - self._last_side]
        for side in reversed(sides) if beside else sides:
            if side < len(self._articles) and belongs(span, self._articles[side]):
                self.panes[side].go_to(span.start, centre=True)
                self.panes[side].focus()
                return True
        return False

    # Which pane is meant

    def focus_went_to(self, pane: ArticlePane) -> None:
        """Remember which pane had the keyboard last."""
        self._last_side = self.panes.index(pane)
        self._show_tab(self._last_side)
        self.show_focus()

    def go_to_other(self) -> None:
        """Give the keyboard to the other article; from the claims, back to the article."""
        if self._screen.claims.has_focus:
            self.pane.focus()
        elif len(self._articles) > 1:
            self._show_tab(1 - self._last_side)
            self.other_pane.focus()
        else:
            key = first_key("compare.articles", self._bench.keys)
            self._screen.say(
                _("There is no other article in view: {key} chooses or adds one").format(key=key)
            )

    def _show_tab(self, side: int) -> None:
        """Where only one article fits, show the one of this side.

        A class on the screen restyles all of it, so it is left alone while both are in view.
        """
        if self._tabbed:
            self._screen.set_class(side == 1, "-right")

    def show_focus(self) -> None:
        """Let the head of the pane that has the keyboard stand out."""
        for name, pane in zip(_HEADS, self.panes, strict=True):
            self._screen.query_one(name, TextRows).set_class(pane.has_focus, "-focused")

    def claims_and_back(self) -> None:
        """Give the keyboard to the claims list, or back."""
        (self.pane if self._screen.claims.has_focus else self._screen.claims).focus()

    # Ways to look

    def toggle_reading(self) -> None:
        """Dim all but the marks, or stop doing so."""
        on = not self.pane.reading_mode
        for pane in self.panes:
            pane.reading_mode = on
        self._screen.say("Reading mode: only marks stand out" if on else "Reading mode off")

    def toggle_step(self) -> None:
        """Let the other article follow, or stop doing so."""
        self._in_step = not self._in_step
        self._screen.say("Both articles scroll in step" if self._in_step else "Scrolls apart")
        if self._in_step:
            self.follow(self.pane)

    def follow(self, leader: ArticlePane) -> None:
        """Let the other pane follow the one that has the keyboard."""
        if not self._in_step or leader is not self.pane or len(self._articles) < 2:
            return
        from workbench.tui.scroll_sync import Steps

        left, right = self.panes
        steps = Steps(self._shared(), len(left.text), len(right.text))
        if leader is left:
            right.scroll_to_offset(steps.to_right(left.top_offset))
        else:
            left.scroll_to_offset(steps.to_left(right.top_offset))

    def show_partner(self, pane: ArticlePane) -> None:
        """When the cursor comes upon a mark, bring what it is linked to into view beside it."""
        mark = pane.mark_under_cursor if self._bench.loaded else None
        if mark == self._last_mark:
            return
        self._last_mark = mark
        if mark is None or pane is not self.pane or self._in_step or len(self._articles) < 2:
            return
        view = self._bench.view
        for link in view.links.by("span", mark):
            ends = self._ends(link.source, link.target)
            if ends is not None:
                there, here = ends[1 - self._last_side], ends[self._last_side]
                partner = here if there.id == mark else there
                self.other_pane.bring_into_view(partner.start, centre=True)
                return

    def _shared(self) -> list[tuple[int, int]]:
        """Where linked passages begin in both articles."""
        if not self._bench.loaded:
            return []
        view = self._bench.view
        pairs = set()
        for span in view.spans.by("article", self._articles[0].id):
            for link in view.links.by("span", span.id):
                ends = self._ends(link.source, link.target)
                if ends is not None:
                    pairs.add((ends[0].start, ends[1].start))
        return sorted(pairs)


def _same(first: Article, second: Article) -> bool:
    """Whether two records are of the same text of the same article."""
    return (first.id, first.version) == (second.id, second.version)


_MOST_RECOGNISED = 100_000
"""Code points up to which boilerplate is looked for before the first paint (2 ms for 4,000)."""
_HEADS = ("#left-head", "#right-head")
_LEFTOVERS = frozenset({"boilerplate", "headline_repeat"})


def leftovers(text: str) -> list[Range]:
    """The boilerplate of an article, which is drawn dim; a large text is taken as it is."""
    if len(text) > _MOST_RECOGNISED:
        return []
    from workbench.text.structure import recognise

    return [(b.start, b.end) for b in recognise(text).blocks if b.kind in _LEFTOVERS]


def head_rows(article: Article | None, place: str, width: int) -> list[Row]:
    """Title, and below it source, author and date; what was only guessed has a `~`."""
    if article is None:
        return [((" —", "dim"),), (("", ""),)]
    return [
        ((f" {place}", "dim"), (one_line(article.title, width - 1 - len(place)), "bold")),
        ((f" {one_line(described(article), width - 1)}", "dim"),),
    ]


def described(article: Article) -> str:
    """Source, author and date of an article in one line; guesses have a `~`."""
    named = [(field, getattr(article, field)) for field in ("source", "author", "published")]
    parts = [f"{'~' if field in article.guessed else ''}{value}" for field, value in named if value]
    return joined(parts) or article.path


def fitted(text: str, width: int) -> str:
    """The text padded with blanks to a width."""
    shown = one_line(text, width)
    return shown + " " * (width - cells(shown))
