"""Starts and stops the server."""

import asyncio
import errno
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from workbench.domain.errors import StoreTrouble, WrongUse
from workbench.serve.confine import supported
from workbench.serve.sessions import Limits, Sessions, Start
from workbench.serve.sign_ins import Reviewer, SignIns
from workbench.serve.sites import Site, is_loopback, site_of
from workbench.serve.terminal import Terminal
from workbench.serve.tokens import Tokens, digest_of, folder_for

NEEDS = ("aiohttp", "textual_serve")
DEFAULT_PORT = 8765
_TIDY_SECONDS = 1.0
_PASSED_ON = ("HOME", "LANG", "LANGUAGE", "LOGNAME", "PATH", "PYTHONPATH", "TZ", "USER")
"""What a session's process gets to see of our environment, besides LC_*, and no more."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    workspace: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    """0 takes any that is free."""
    public_url: str = ""
    """What others type into their browsers, where a proxy stands before us."""
    proxies: tuple[str, ...] = ()
    """Addresses of the proxy, if it is not on this machine."""
    limits: Limits = field(default_factory=Limits)


def require_extra() -> None:
    """Make sure that what the server needs is installed.

    Raises:
        WrongUse: if it is not.
    """
    if not all(find_spec(name) for name in NEEDS):
        raise WrongUse(
            "`workbench serve` needs the extra [serve]", hint="pip install 'workbench[serve]'"
        )


def serve(options: Options, report: Callable[[str], None]) -> None:
    """Serve until told to stop by a signal.

    Args:
        options: what and where.
        report: takes one line for the log.

    Raises:
        WrongUse: if the address can't be used.
        StoreTrouble: if the tokens can't be read.
    """
    asyncio.run(_serve(options, report))


async def _serve(options: Options, report: Callable[[str], None]) -> None:
    from aiohttp import web

    from workbench.serve.http import Answers, Rooms

    door = _bind(options.host, options.port)
    with door:
        port = door.getsockname()[1]
        site = site_of(options.host, port, options.public_url, options.proxies)
        folder = folder_for(options.workspace)
        tokens = Tokens(folder)
        sign_ins = SignIns(folder, tokens)
        sessions = Sessions(_starter(options.workspace, folder), options.limits)
        title = options.workspace.resolve().name
        rooms = Rooms(title, site, tokens, sign_ins, sessions, _cookie(folder, site), report)
        _announce(options, site, tokens, report)
        app = Answers(rooms).application()
        # Pages are told before connections close, so that they know how to come back.
        app.on_shutdown.append(lambda _: sessions.stop())
        runner = web.AppRunner(app, access_log=None, keepalive_timeout=30, shutdown_timeout=5)
        await runner.setup()
        try:
            await web.SockSite(runner, door).start()
            report(f"serving {title} on {site.address} (port {port} here; Ctrl+C ends)")
            await _until_told(sessions, sign_ins, report)
        finally:
            await runner.cleanup()
    report("stopped; what was acknowledged is saved")


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        raise WrongUse(
            f"can't listen on {host}, port {port}: {'it is taken' if taken else error}",
            hint="choose another: --port N",
        ) from error


def _announce(options: Options, site: Site, tokens: Tokens, report: Callable[[str], None]) -> None:
    now = datetime.now(UTC)
    if not any(item.valid(now) for item in tokens.all()):
        report("nobody is invited: `workbench serve --invite NAME` makes a token")
    if not supported():
        report("warning: this system can't keep sessions from writing outside of the workspace")
    if not site.secure and not is_loopback(options.host):
        report("warning: without TLS, tokens and all that is shown pass in the clear")


def _cookie(folder: Path, site: Site) -> str:
    # Cookies do not know ports: two servers on one machine need two names.
    return f"{'__Secure-' if site.secure else ''}workbench-{folder.name}"


async def _until_told(sessions: Sessions, sign_ins: SignIns, report: Callable[[str], None]) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # `nohup` and the like have some ignored, which stays so.
        if signal.getsignal(number) is not signal.SIG_IGN:
            loop.add_signal_handler(number, told.set)
    trouble = ""

    def welcome(reviewer: Reviewer) -> bool:
        nonlocal trouble
        try:
            known = sign_ins.known(reviewer.sign_in, datetime.now(UTC)) == reviewer
        except StoreTrouble as error:
            if str(error) != trouble:
                trouble = str(error)
                report(trouble)
            return False
        trouble = ""
        return known

    while not told.is_set():
        sessions.tidy(welcome)
        try:
            await asyncio.wait_for(told.wait(), _TIDY_SECONDS)
        except TimeoutError:
            continue


def _starter(workspace: Path, folder: Path) -> Start:
    place = workspace.resolve()

    async def start(reviewer: str, columns: int, rows: int) -> Terminal:
        own = folder / "reviewers" / digest_of(reviewer)[:16]
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        # `-P`: nothing that lies in the workspace is ever taken for a module of the program.
        command = (sys.executable, "-P", "-m", "workbench.serve.child", str(place))
        return await Terminal.start(
            (*command, f"--reviewer={reviewer}"), _environment(own), place, columns, rows
        )

    return start


def _environment(own: Path) -> dict[str, str]:
    """The environment of a session.

    Args:
        own: the configuration folder of its reviewer: settings are not the server's user's.
    """
    passed: Iterable[str] = (
        name for name in os.environ if name in _PASSED_ON or name.startswith("LC_")
    )
    return {
        **{name: os.environ[name] for name in passed},
        "COLORTERM": "truecolor",
        "TERM": "xterm-256color",
        "XDG_CONFIG_HOME": str(own),
        "XDG_STATE_HOME": str(own),
        "TMPDIR": str(own),
        "PYTHONDONTWRITEBYTECODE": "1",
        # A browser would open on the server, where nobody sits.
        "BROWSER": "true",
    }
