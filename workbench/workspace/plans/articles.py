"""What is known about articles."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workbench.domain.article import Article
from workbench.domain.errors import BadInput
from workbench.workspace.commands import EditArticle
from workbench.workspace.desk import Desk, Plan, change, create
from workbench.workspace.plans.claims import check_date

META = ("title", "source", "author", "published", "url", "language", "notes")


def edit_article(command: EditArticle, desk: Desk) -> Plan:
    """Change or confirm what is known about an article."""
    old = desk.articles.get(command.article)
    given = {name: getattr(command, name) for name in META if getattr(command, name) is not None}
    if not given:
        raise BadInput("say what to change", where=old.id, hint=f"fields: {', '.join(META)}")
    recorded = desk.view.article_record(old.id)
    if recorded is not None:
        return Plan(change(recorded, confirmed(recorded, given)), old.id)
    signed = replace(old, by=desk.reviewer, at=desk.now)
    text = desk.articles.text(old.version)
    return Plan((create(confirmed(signed, given)),), old.id, (), (text,))


def confirmed(article: Article, given: Mapping[str, str]) -> Article:
    """The article with these values, which count as confirmed.

    Raises:
        BadInput: if the date of publication is none.
    """
    check_date(given.get("published", ""), "published")
    values: dict[str, Any] = dict(given)
    return replace(article, **values, guessed=article.guessed - set(given))
