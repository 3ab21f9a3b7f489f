"""`workbench articles`: what there is to compare."""

import argparse

from workbench.cli import output
from workbench.cli.opening import open_workspace, report_problems


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
        found = workspace.articles.all(case)
        similar = workspace.articles.similar.find()
        rows = []
        for article in found:
            changed = workspace.articles.changed(article.id)
            rows.append(
                {
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
                    "changed_on_disk": changed is not None,
                    "similar": [
                        {"id": near.article, "share": round(near.share, 3)}
                        for near in similar.get(article.id, ())
                    ],
                }
            )
        if args.json:
            output.value(rows)
        else:
            output.table(
                ("id", "case", "characters", "spans", "title"),
                [
                    (
                        str(row["id"]),
                        str(row["case"]),
                        str(row["characters"]),
                        str(row["spans"]),
                        f"{row['title']}{' (changed on disk)' if row['changed_on_disk'] else ''}",
                    )
                    for row in rows
                ],
            )
            for article in found:
                for near in similar.get(article.id, ()):
                    output.line(f"note: {article.id} is {near}")
        return 3 if report_problems(workspace) else 0
