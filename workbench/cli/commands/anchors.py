"""`workbench anchors`: how the spans came through the revisions of their articles."""

import argparse
from collections import Counter

from workbench.cli import output
from workbench.cli.diagnostics import Progress, warn
from workbench.cli.opening import open_workspace
from workbench.domain.errors import WrongUse
from workbench.domain.span import Span
from workbench.workspace.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the choice and the form."""
    parser.add_argument("--article", help="only the spans of this article")
    parser.add_argument("--all", action="store_true", help="unchanged spans too")
    parser.add_argument("--versions", action="store_true", help="list the article's versions")
    parser.add_argument(
        "--back", metavar="VERSION", help="make this version of the article the current one"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """List the spans by state; 1 if one waits for a decision."""
    if (args.versions or args.back) and not args.article:
        raise WrongUse("say of which article", hint="--article NAME")
    with open_workspace(args) as workspace:
        workspace.load()
        if args.back:
            _go_back(workspace, args.article, args.back)
            return 0
        if args.versions:
            _list_versions(workspace, args.article, as_json=args.json)
            return 0
        return _list_spans(workspace, args)


def _go_back(workspace: Workspace, article: str, version: str) -> None:
    from workbench.workspace.commands import RestoreVersion

    workspace.revisions.progress = Progress("spans found again")
    outcome = workspace.do(RestoreVersion(article=article, version=version))
    for warning in outcome.warnings:
        warn(warning)
    if outcome.changes:
        output.line(f"{article} has version {workspace.articles.get(article).version[:12]} now")


def _list_versions(workspace: Workspace, article: str, *, as_json: bool) -> None:
    versions = workspace.revisions.versions(article)
    if as_json:
        output.value(
            [
                {"version": item.hash, "at": item.at, "by": item.by, "current": item.current}
                for item in versions
            ]
        )
        return
    output.table(
        ("version", "since", "by", ""),
        [
            (item.hash[:12], item.at, item.by, "current" if item.current else "")
            for item in versions
        ],
    )


def _list_spans(workspace: Workspace, args: argparse.Namespace) -> int:
    view = workspace.view
    if args.article:
        spans = view.spans.by("article", workspace.articles.get(args.article).id)
    else:
        spans = view.spans.all()
    states = Counter(span.state for span in spans)
    shown = [span for span in spans if args.all or span.state != "unchanged"]
    if args.json:
        output.value([_as_json(span) for span in shown])
    else:
        counts = ", ".join(f"{count} {state}" for state, count in states.items())
        output.line(f"{len(spans)} spans: {counts}" if spans else "no spans yet")
        if shown:
            output.table(
                ("id", "article", "state", "quote"),
                [(span.id, span.article, span.state, _words(span)) for span in shown],
            )
        _tell_changed(workspace)
    return 1 if states["edited"] + states["orphan"] else 0


def _words(span: Span) -> str:
    return f"{span.quote} (was: {span.was})" if span.was else span.quote


def _as_json(span: Span) -> dict[str, object]:
    return {
        "id": span.id,
        "article": span.article,
        "state": span.state,
        "fragments": [list(fragment) for fragment in span.fragments],
        "quote": span.quote,
        "was": span.was,
        "version": span.version,
    }


def _tell_changed(workspace: Workspace) -> None:
    noticed = workspace.revisions.look()
    for article in noticed.changed:
        path = workspace.paths.folder / workspace.articles.get(article).path
        output.line(
            f"{article} changed on disk; take the new version: "
            f"workbench add --replaces {article} {path}"
        )
    for trouble in noticed.troubles:
        warn(trouble)
