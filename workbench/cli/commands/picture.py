"""`workbench picture [A B]`: the case as an SVG drawing."""

import argparse
import sys
from pathlib import Path

from workbench.cli.opening import open_workspace
from workbench.domain.claim import Claim
from workbench.domain.errors import WrongUse
from workbench.domain.numbers import whole
from workbench.workspace import queries
from workbench.workspace.linear import Linear
from workbench.workspace.workspace import Workspace

_LEAST, _MOST = (40, 12), (400, 200)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is drawn, how, and where to."""
    parser.add_argument("articles", nargs="*", metavar="A B", help="articles, left first")
    parser.add_argument("--claim", metavar="N", help="with this claim active (number or id)")
    parser.add_argument("--case", help="the case of a claim that is given by its number")
    parser.add_argument("--size", default="120x40", metavar="CxR", help="columns × rows")
    parser.add_argument("--theme", default="", metavar="NAME", help="dark, light, contrast, …")
    parser.add_argument(
        "--whole", action="store_true", help="draw whole texts and all links, not the screen"
    )
    parser.add_argument("-o", "--output", metavar="FILE", default="-", help="- is stdout")
    parser.add_argument("--force", action="store_true", help="replace what is there")


def run(args: argparse.Namespace) -> int:
    """Draw the picture; nothing in the workspace is changed."""
    size = _size(args.size)
    if not args.whole:
        _check_theme(args.theme)
        if len(args.articles) > 2:
            raise WrongUse("the screen shows two articles", hint="--whole draws any number")
    with open_workspace(args) as workspace:
        workspace.load()
        workspace.require_articles()
        claim = _claim(workspace, args)
        articles = [workspace.articles.get(id).id for id in args.articles] or _of(workspace, claim)
        if args.whole:
            from workbench.workspace.drawing import draw

            svg = draw(workspace, articles or _first_case(workspace), claim)
        else:
            from workbench.tui.picture import screen_picture

            active = claim.id if claim else None
            svg = screen_picture(workspace, articles, active, size=size, theme=args.theme)
        _write(workspace, svg, args.output, force=args.force)
    return 0


def _size(given: str) -> tuple[int, int]:
    first, _, second = given.lower().partition("x")
    columns, rows = whole(first), whole(second)
    if columns is not None and rows is not None:
        size = columns, rows
        if all(low <= value <= high for low, value, high in zip(_LEAST, size, _MOST, strict=True)):
            return size
    raise WrongUse(
        f"{given!r} is no size", where="--size", hint="for example 120x40; 40x12 to 400x200"
    )


def _check_theme(name: str) -> None:
    from workbench.tui.appearance import names

    if name and name not in names():
        known = ", ".join(names())
        raise WrongUse(f"there is no theme {name!r}", where="--theme", hint=f"choose: {known}")


def _claim(workspace: Workspace, args: argparse.Namespace) -> Claim | None:
    return Linear(workspace).claim_named(args.claim, args.case) if args.claim else None


def _of(workspace: Workspace, claim: Claim | None) -> list[str]:
    """The first two articles that carry a claim; if they are fewer, others of its case fill up."""
    if claim is None:
        return []
    spans = queries.spans_of_claim(workspace.view, claim)
    case = [article.id for article in workspace.articles.all(claim.case)]
    return list(dict.fromkeys((*(span.article for span in spans), *case)))[:2]


def _first_case(workspace: Workspace) -> list[str]:
    articles = workspace.articles.all()
    return [article.id for article in articles if article.case == articles[0].case]


def _write(workspace: Workspace, svg: str, output: str, *, force: bool) -> None:
    if output == "-":
        # A drawing says nothing of its encoding, so it is UTF-8 whatever the terminal takes.
        sys.stdout.buffer.write(svg.encode("utf-8"))
        return
    from workbench.workspace.targets import save

    save(workspace.paths, [(Path(output), svg.encode("utf-8"))], force=force)
