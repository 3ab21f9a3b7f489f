"""`workbench serve`: the screen in browsers, for those who have a token."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from workbench.cli import output
from workbench.cli.diagnostics import say
from workbench.cli.opening import open_workspace
from workbench.domain.errors import WrongUse
from workbench.serve.tokens import Tokens, folder_for


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the form."""
    add = parser.add_argument
    add(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="listen there (default: %(default)s)"
    )
    add("--port", type=int, default=8765, metavar="N", help="(default: %(default)s; 0: any)")
    add("--public-url", default="", metavar="URL", help="what others type, behind a proxy")
    add("--proxy", action="append", default=[], metavar="ADDRESS", help="a proxy to believe")
    add("--sessions", type=int, default=32, metavar="N", help="at once (default: %(default)s)")
    add("--idle", type=float, default=30, metavar="MINUTES",
        help="end a session unused that long (default: %(default)s)")  # fmt: skip
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--invite", metavar="NAME", help="print a token for NAME, and end")
    instead.add_argument("--revoke", metavar="NAME", help="take back all tokens of NAME, and end")
    instead.add_argument("--tokens", action="store_true", help="list who is invited, and end")
    add("--days", type=int, default=30, metavar="N",
        help="with --invite: how long it lets in (default: %(default)s)")  # fmt: skip
    add("--json", action="store_true", help="with --tokens: print JSON")


def run(args: argparse.Namespace) -> int:
    """Serve, or look after the tokens."""
    if args.store:
        raise WrongUse(
            "the sessions do not get --store",
            hint='write store = "postgresql://…" into workbench.toml',
        )
    workspace = open_workspace(args)
    folder = workspace.paths.folder
    tokens = Tokens(folder_for(folder))
    if args.invite is not None:
        output.line(tokens.invite(args.invite, args.days))
        say(f"for {args.invite.strip()}, {args.days} days; it can't be shown again")
        return 0
    if args.revoke is not None:
        count = tokens.revoke(args.revoke)
        say(f"took back {count} token{'s' * (count != 1)} of {args.revoke.strip()}")
        return 0
    if args.tokens:
        return _list(tokens, as_json=args.json)
    workspace.require_articles()
    return _serve(args, folder)


def _serve(args: argparse.Namespace, folder: Path) -> int:
    from workbench.serve.server import Options, require_extra, serve
    from workbench.serve.sessions import Limits

    require_extra()
    if args.sessions < 1 or args.idle <= 0:
        raise WrongUse("--sessions and --idle need a number above 0")
    limits = Limits(sessions=args.sessions, idle=args.idle * 60)
    proxies = tuple(args.proxy)
    serve(Options(folder, args.host, args.port, args.public_url, proxies, limits), say)
    return 0


def _list(tokens: Tokens, *, as_json: bool) -> int:
    now = datetime.now(UTC)
    every = tokens.all()
    if as_json:
        output.value(
            [
                {
                    "reviewer": item.reviewer,
                    "created": item.created.isoformat(),
                    "expires": item.expires.isoformat(),
                    "valid": item.valid(now),
                }
                for item in every
            ]
        )
        return 0
    output.table(
        ("reviewer", "invited", "lets in until", ""),
        [
            (
                item.reviewer,
                f"{item.created:%Y-%m-%d}",
                f"{item.expires:%Y-%m-%d %H:%M} UTC",
                "" if item.valid(now) else "expired",
            )
            for item in every
        ],
    )
    return 0
