"""The articles by case: which two are shown, what is known about them, which files changed."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from workbench.config.words import _
from workbench.domain.article import Article
from workbench.domain.errors import BadInput, WorkbenchError
from workbench.tui.actions import bindings
from workbench.tui.bench import Bench, joined
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.compare_articles import fitted
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.screens.undoing import Undoing
from workbench.tui.widgets.rows import Row, one_line, wrapped
from workbench.tui.wording import count_of
from workbench.workspace.changes import Changes
from workbench.workspace.commands import MoveArticle
from workbench.workspace.similar import Near

_DESCRIBED_FROM = 64
"""Cells from which source and date have room beside the title."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What to show now: an article in a pane, a case, or a span."""

    article: str = ""
    side: int | None = None
    """0 left, 1 right; None is the pane that has the keyboard."""
    case: str = ""
    span: str = ""


class ArticlesScreen(ListScreen[Article, Shown | None]):
    """Enter, 1 and 2 choose what is shown; a adds, e describes, m moves, v versions, H health."""

    scope = "articles"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("open", "show"),
        ("left", "left"),
        ("right", "right"),
        ("add", "add"),
        ("edit", "data"),
        ("move", "move"),
        ("compare", "new version"),
        ("versions", "versions"),
        ("anchors", "spans"),
        ("cases", "cases"),
    )

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._undoing = Undoing(self)
        self._similar: Mapping[str, tuple[Near, ...]] = {}

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {
            **super().handlers(),
            "articles.left": lambda: self.show_in(0),
            "articles.right": lambda: self.show_in(1),
            "articles.add": self.add,
            "articles.edit": self.edit,
            "articles.move": self.move,
            "articles.compare": self.compare,
            "articles.versions": self.versions,
            "articles.anchors": self.anchors,
            "articles.cases": self.cases,
            "articles.undo": self._undoing.undo,
            "articles.redo": self._undoing.redo,
        }

    def on_mount(self) -> None:
        """Show the list at once; which articles are nearly the same is found meanwhile."""
        super().on_mount()
        self._compare_all()

    def take(self, changes: Changes) -> None:
        """List anew; new articles may be like others."""
        super().take(changes)
        if changes.of("articles"):
            self._compare_all()

    def _compare_all(self) -> None:
        self.in_background(self._find_similar, "similar", exclusive=True)

    async def _find_similar(self) -> None:
        found = await asyncio.to_thread(self.bench.workspace.articles.similar.find)
        if found != self._similar:
            self._similar = found
            self.reload()

    # What is listed

    def heading(self) -> str:
        """How many there are."""
        articles = sum(not entry.heading for entry in self.shown)
        cases = sum(entry.heading for entry in self.shown)
        return joined((count_of(articles, "article"), count_of(cases, "case")))

    def nothing(self) -> str:
        """What to do."""
        return _("No articles yet: a adds one, from a file or from pasted text.")

    def entries(self) -> Sequence[Entry[Article]]:
        """Under a heading for each case."""
        library = self.bench.workspace.articles
        by_case: dict[str, list[Article]] = {case: [] for case in library.cases()}
        for article in library.all():
            if article.case in by_case:
                by_case[article.case].append(article)
        rows: list[Entry[Article]] = []
        for case, articles in by_case.items():
            if not articles:
                continue
            title = f"{case} ({count_of(len(articles), 'article')})"
            rows.append(
                Entry(
                    f"case {case}",
                    articles[0],
                    partial(_case_row, title),
                    heading=True,
                )
            )
            rows += [Entry(item.id, item, partial(self._row, item)) for item in articles]
        return rows

    def _row(self, article: Article, width: int) -> Row:
        places = [
            "●" if side < len(self.bench.shown) and self.bench.shown[side] == article.id else "·"
            for side in (0, 1)
        ]
        spans = count_of(len(self.bench.view.spans.by("article", article.id)), "span")
        flags = "".join(f"  {flag}" for flag in self._flags(article))
        room = max(8, width - 16 - len(flags))
        about = _described(article) if room >= _DESCRIBED_FROM else ""
        title = fitted(article.title, room * 3 // 5 if about else room)
        rest = fitted(about, room - room * 3 // 5 - 2) if about else ""
        return (
            (f" {''.join(places)} ", "accent"),
            (title, "bold"),
            (f"  {rest}" if rest else "", "dim"),
            (f"  {spans:>9}", "dim"),
            (flags, "warning"),
        )

    def _flags(self, article: Article) -> list[str]:
        changed = article.id in self.bench.changed
        odd, trouble = self._oddities(article)
        flags = (
            (_("no text"), bool(trouble)),
            (_("changed on disk"), changed),
            (_("file can't be read"), article.id in self.bench.unreadable),
            (_("near duplicate"), bool(self._similar.get(article.id))),
        )
        return [flag for flag, on in (*flags, (_("odd characters"), bool(odd))) if on]

    def _oddities(self, article: Article) -> tuple[tuple[str, ...], str]:
        """What is odd in the text, and why there is none, if so."""
        try:
            return self.bench.workspace.articles.oddities(article), ""
        except WorkbenchError as error:
            return (), str(error)

    def detail_rows(self, item: Article, width: int) -> list[Row]:
        """All that is known about the article; guesses have a `~`."""
        library = self.bench.workspace.articles
        odd, trouble = self._oddities(item)
        count = len(library.text(item.version)) if not trouble else 0
        size = _("{count:,} characters").format(count=count)
        rows: list[Row] = [((line, "bold"),) for line in wrapped(item.title, width, 2)]
        rows += [((one_line(line, width), "dim"),) for line in _facts(item, size) if line]
        for near in self._similar.get(item.id, ()):
            title = self.bench.title_of(near.article)
            words = _("Nearly the same as “{title}” ({share:.0%} of the words)").format(
                title=title, share=near.share
            )
            rows += [((line, "warning"),) for line in wrapped(words, width, 2)]
        for warning in (*odd, *((trouble,) if trouble else ())):
            rows += [((line, "warning"),) for line in wrapped(warning, width, 2)]
        if item.id in self.bench.changed:
            words = _("The file holds another text now: V compares both, and takes it")
            rows.append(((words, "warning"),))
        if item.id in self.bench.unreadable:
            words = self.bench.unreadable[item.id]
            rows += [((line, "warning"),) for line in wrapped(words, width, 2)]
        if item.notes:
            rows += [((line, ""),) for line in wrapped(item.notes, width, 3)]
        return rows

    # What the keys do

    def chosen(self, item: Article) -> None:
        """Show the article in the pane that has the keyboard."""
        self.dismiss(Shown(item.id))

    def show_in(self, side: int) -> None:
        """Show the article on the left or on the right."""
        if self.current is not None:
            self.dismiss(Shown(self.current.id, side))

    def add(self) -> None:
        """Open the form for a new article."""
        from workbench.tui.screens.add_article import AddArticleForm

        case = self.current.case if self.current else self.bench.case
        self.app.push_screen(AddArticleForm(self.bench, case), self._added)

    def _added(self, article: str | None) -> None:
        if article is not None:
            self.reload(go_to=article)

    def edit(self) -> None:
        """Open what is known about the article."""
        if self.current is not None:
            from workbench.tui.screens.article_form import ArticleForm

            self.app.push_screen(ArticleForm(self.bench, self.current))

    def move(self) -> None:
        """Ask which case the article belongs to."""
        article = self.current
        if article is None:
            return
        from workbench.tui.screens.words_form import WordsForm

        def named(case: str | None) -> None:
            if case:
                self.ask_for(MoveArticle(article=article.id, case=case))

        known = ", ".join(self.bench.workspace.articles.cases())
        question = _("Move to which case? There are: {known}; another name makes a new one").format(
            known=known
        )
        form = WordsForm(self.bench, f"move {article.id}", question, article.case)
        self.app.push_screen(form, named)

    def compare(self) -> None:
        """Compare the recorded text with what the file holds now."""
        if self.current is not None:
            from workbench.tui.screens.diff import open_waiting

            open_waiting(self, self.current.id)

    def versions(self) -> None:
        """Show the versions that are kept."""
        if self.current is not None:
            from workbench.tui.screens.article_versions import VersionsScreen

            self.app.push_screen(VersionsScreen(self.bench, self.current.id))

    def anchors(self) -> None:
        """Show how the spans of the article came through its versions."""
        if self.current is None:
            raise BadInput("there is no article to look at", hint="a adds one")
        from workbench.tui.screens.anchors import AnchorsScreen

        self.app.push_screen(AnchorsScreen(self.bench, self.current.id), self._span_chosen)

    def _span_chosen(self, span: str | None) -> None:
        if span is not None:
            self.dismiss(Shown(span=span))

    def cases(self) -> None:
        """Show the cases."""
        from workbench.tui.screens.cases import CasesScreen

        self.app.push_screen(CasesScreen(self.bench), self._case_chosen)

    def _case_chosen(self, case: str | None) -> None:
        if case is not None:
            self.dismiss(Shown(case=case))
        else:
            self.reload()


def _case_row(title: str, width: int) -> Row:
    return ((f" {one_line(title, max(1, width - 2))}", "accent"),)


def _described(article: Article) -> str:
    return joined(_shown(article, name) for name in ("source", "published"))


def _shown(article: Article, name: str) -> str:
    value = str(getattr(article, name))
    return f"~{value}" if value and name in article.guessed else value


def _facts(article: Article, size: str) -> tuple[str, ...]:
    about = ("source", "author", "published", "language")
    return (
        joined(_shown(article, name) for name in about),
        _shown(article, "url"),
        joined((article.id, article.path, size, article.extractor)),
    )
