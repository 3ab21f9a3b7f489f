"""`workbench articles`: what there is to compare."""

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.cli import output
from workbench.cli.opening import open_workspace, report_problems
from workbench.domain.article import Article
from workbench.workspace.revisions import Noticed
from workbench.workspace.similar import Near
from workbench.workspace.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the choice of a case and of the form."""
    parser.add_argument("--case", help="only the articles of this case")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """List the articles; 3 if a file in `seeds/` can't be read."""
    with open_workspace(args) as workspace:
        workspace.load()
        workspace.require_articles()
        case = workspace.case_named(args.case) if args.case else None
        similar = workspace.articles.similar.find()
        noticed = workspace.revisions.look()
        rows = [
            _row(workspace, article, similar.get(article.id, ()), noticed)
            for article in workspace.articles.all(case)
        ]
        if args.json:
            output.value(rows)
        else:
            _print(rows, similar)
        return 3 if report_problems(workspace, noticed) else 0


def _row(
    workspace: Workspace, article: Article, similar: Sequence[Near], noticed: Noticed
) -> dict[str, Any]:
    """What is known about an article."""
    return {
        "id": article.id,
        "case": article.case,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "published": article.published,
        "url": article.url,
        "language": article.language,
        "guessed": sorted(article.guessed),
        "path": article.path,
        "version": article.version,
        "characters": len(workspace.articles.text(article.version)),
        "spans": len(workspace.view.spans.by("article", article.id)),
        "changed_on_disk": article.id in noticed.changed,
        "unreadable_on_disk": article.id in noticed.unreadable,
        "similar": [{"id": near.article, "share": round(near.share, 3)} for near in similar],
    }


def _of_file(row: Mapping[str, Any]) -> str:
    """What is to be said of an article's file, behind its title."""
    if row["unreadable_on_disk"]:
        return " (file can't be read)"
    return " (changed on disk)" if row["changed_on_disk"] else ""


def _print(rows: Sequence[Mapping[str, Any]], similar: Mapping[str, Sequence[Near]]) -> None:
    output.table(
        ("id", "case", "characters", "spans", "title"),
        [
            (
                row["id"],
                row["case"],
                str(row["characters"]),
                str(row["spans"]),
                f"{row['title']}{_of_file(row)}",
            )
            for row in rows
        ],
    )
    for row in rows:
        for near in similar.get(row["id"], ()):
            output.line(f"note: {row['id']} is {near}")
