"""`workbench suggest [A B]`: what the program found by rule, with its reasons."""

import argparse
from collections.abc import Sequence
from typing import Any

from workbench.cli import output
from workbench.cli.diagnostics import Progress, say
from workbench.cli.opening import open_workspace
from workbench.domain.errors import WrongUse
from workbench.domain.suggestion import Suggestion
from workbench.workspace.findings import RuleCount

KINDS = (
    "link", "omission", "checkworthy", "quantity", "date", "name", "quotation", "place",
    "attribution",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the articles, the filters and the form."""
    parser.add_argument("articles", nargs="*", metavar="A B", help="two articles; default: all")
    parser.add_argument("--kind", action="append", choices=KINDS, help="only this kind")
    parser.add_argument("--stats", action="store_true", help="what became of them, by rule")
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="only the first N")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the suggestions, best first."""
    if len(args.articles) not in (0, 2):
        raise WrongUse("name two articles, or none for all pairs")
    with open_workspace(args) as workspace:
        workspace.load()
        workspace.require_articles()
        if args.stats:
            return _statistics(workspace.findings.statistics(), as_json=args.json)
        progress = Progress("comparing pairs")
        if args.articles:
            left, right = (workspace.articles.get(id).id for id in args.articles)
            found = workspace.findings.between(left, right, progress=progress)
        else:
            found = workspace.findings.all(progress=progress)
        if args.kind:
            found = [item for item in found if item.kind in args.kind]
        if args.limit > 0:
            found = found[: args.limit]
        if not found:
            withheld = [c for c in workspace.articles.cases() if workspace.findings.withheld(c)]
            if withheld:
                say(f"withheld until you submit your blind pass: {', '.join(withheld)}")
        for article, note in workspace.findings.notes().items():
            say(f"{article}: {note}")
        if args.json:
            output.value([_plain(item) for item in found])
            return 0
        for item in found:
            output.line(f"{item.score:4.2f}  {item.kind:11}  {item.reason}")
            for place in item.places:
                output.line(f"      {place.article} [{place.start}, {place.end})  {place.text}")
            output.line(f"      {item.id}  {item.rule}")
    return 0


def _plain(item: Suggestion) -> dict[str, Any]:
    return {
        "id": item.id,
        "rule": item.rule,
        "kind": item.kind,
        "spans": [
            {
                "article": place.article,
                "start": place.start,
                "end": place.end,
                "text": place.text,
            }
            for place in item.places
        ],
        "values": list(item.values),
        "reason": item.reason,
        "score": item.score,
        "relation": item.relation,
        "aspect": item.aspect,
    }


def _statistics(counts: Sequence[RuleCount], *, as_json: bool) -> int:
    if as_json:
        output.value(
            [
                {
                    "rule": item.rule,
                    "accepted": item.accepted,
                    "edited": item.edited,
                    "rejected": item.rejected,
                    "muted_by": list(item.muted_by),
                }
                for item in counts
            ]
        )
        return 0
    output.table(
        ("rule", "accepted", "edited", "rejected", "muted by"),
        [
            (
                item.rule,
                str(item.accepted),
                str(item.edited),
                str(item.rejected),
                ", ".join(item.muted_by),
            )
            for item in counts
        ],
    )
    return 0
