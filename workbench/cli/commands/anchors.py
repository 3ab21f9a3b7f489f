"""`workbench anchors`: how the spans came through the revisions of their articles."""

import argparse
from collections import Counter

from workbench.cli import output
from workbench.cli.opening import open_workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the choice and the form."""
    parser.add_argument("--article", help="only the spans of this article")
    parser.add_argument("--all", action="store_true", help="unchanged spans too")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """List the spans by state; 1 if one waits for a decision."""
    with open_workspace(args) as workspace:
        view = workspace.view
        if args.article:
            spans = view.spans.by("article", workspace.articles.get(args.article).id)
        else:
            spans = view.spans.all()
        states = Counter(span.state for span in spans)
        waiting = states["edited"] + states["orphan"]
        shown = [span for span in spans if args.all or span.state != "unchanged"]
        if args.json:
            output.value(
                [
                    {
                        "id": span.id,
                        "article": span.article,
                        "state": span.state,
                        "fragments": [list(fragment) for fragment in span.fragments],
                        "quote": span.quote,
                        "was": span.was,
                        "version": span.version,
                    }
                    for span in shown
                ]
            )
            return 1 if waiting else 0
        counts = ", ".join(f"{count} {state}" for state, count in states.items())
        output.line(f"{len(spans)} spans: {counts}" if spans else "no spans yet")
        if shown:
            output.table(
                ("id", "article", "state", "quote"),
                [
                    (
                        span.id,
                        span.article,
                        span.state,
                        f"{span.quote} (was: {span.was})" if span.was else span.quote,
                    )
                    for span in shown
                ],
            )
        changed = [
            article.id
            for article in workspace.articles.all()
            if workspace.articles.changed(article.id) is not None
        ]
        for article in changed:
            path = workspace.paths.folder / workspace.articles.get(article).path
            output.line(
                f"{article} changed on disk; take the new version: "
                f"workbench add --replaces {article} {path}"
            )
    return 1 if waiting else 0
