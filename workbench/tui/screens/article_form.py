"""The form for what is known about an article; guesses have a `~` until somebody confirms them."""

from collections.abc import Iterable

from workbench.config.words import _
from workbench.domain import ids
from workbench.domain.article import Article
from workbench.tui.bench import Bench, Draft
from workbench.tui.screens.form import Field, Form, Line
from workbench.workspace.commands import Command, EditArticle
from workbench.workspace.opened import Edits

META = (
    ("title", "Title", ""),
    ("source", "Source", "who published it"),
    ("author", "Author", ""),
    ("published", "Published", "2025-05-14, 2025-05 or 2025"),
    ("url", "URL", "where it stands"),
    ("language", "Language", "en, de, pt-BR …"),
)
"""(field, label, hint) in the order of the forms."""


class ArticleForm(Form):
    """Title, source, author, date, address, language, notes."""

    kind = "article"
    first_field = "title"

    def __init__(self, bench: Bench, article: Article) -> None:
        super().__init__(bench, article.id)
        self._article = article

    def heading(self) -> str:
        """Which article, and what a `~` means."""
        guessed = _("; ~ was guessed, saving confirms it") if self._article.guessed else ""
        return _("About {id}{guessed}").format(id=self._article.id, guessed=guessed)

    def fields(self) -> Iterable[Field]:
        """What can be known about an article."""
        article = self._article
        for name, label, hint in META:
            guessed = "~" if name in article.guessed else ""
            yield Line(name, f"{guessed}{_(label)}", getattr(article, name), hint)
        yield Line("notes", "Notes", article.notes, several=True)

    def edits(self) -> Edits:
        """What is recorded of the article."""
        return {("articles", ids.derived_id("article", self._article.id)): self._article}

    def steps(self, values: Draft) -> tuple[Command, ...]:
        """Change what differs, and confirm what was guessed."""
        article = self._article
        given = {
            name: value
            for name, value in values.items()
            if value != self._given[name] or name in article.guessed
        }
        return (EditArticle(article=article.id, **given),) if given else ()
