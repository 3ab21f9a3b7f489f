"""The answers to requests.

Without a valid sign-in there are three: the page that asks for a token, its stylesheet, and 403.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from aiohttp import WSMsgType, web

from workbench.domain.errors import StoreTrouble
from workbench.serve import assets, messages
from workbench.serve.attempts import Attempts
from workbench.serve.sessions import Ending, NoPlace, Session, Sessions
from workbench.serve.sign_ins import Reviewer, SignIns
from workbench.serve.sites import Site
from workbench.serve.tokens import Tokens

LARGEST_FORM = 4 * 1024
"""Bytes of a request's body."""
_HEARTBEAT = 60.0
"""Seconds between questions whether a page is still there; half of that is the time to answer."""

Report = Callable[[str], None]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_OPEN_TO_ALL = frozenset({"/", "/sign-in", "/sign-in.css"})


@dataclass(frozen=True, slots=True)
class Rooms:
    """What the answers are made from."""

    title: str
    """The workspace's name."""
    site: Site
    tokens: Tokens
    sign_ins: SignIns
    sessions: Sessions
    cookie: str
    """The cookie's name."""
    report: Report
    """Takes one line for the log."""


class Answers:
    """One method for each path."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._attempts = Attempts()
        self._path = urlsplit(rooms.site.address).path

    def application(self) -> web.Application:
        """The paths, behind the guard."""
        app = web.Application(middlewares=[self._guard], client_max_size=LARGEST_FORM)
        app.on_response_prepare.append(self._add_headers)
        app.add_routes(
            [
                web.get("/", self.index),
                web.get("/sign-in.css", self.sign_in_style),
                web.get("/sign-in", self.to_index),
                web.post("/sign-in", self.sign_in),
                web.post("/sign-out", self.sign_out),
                web.get("/status", self.status),
                web.get("/page/{name}", self.page_file),
                web.get("/terminal/{name}", self.terminal_file),
                web.get("/ws", self.websocket),
            ]
        )
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        site = self._rooms.site
        if request.headers.get("Host", "").lower() not in site.hosts:
            raise web.HTTPMisdirectedRequest(text=f"This is {site.address}")
        if self._in_the_clear(request):
            raise web.HTTPForbidden(text=f"Come by TLS: {site.address}")
        if request.method != "GET" or request.path == "/ws":
            self._check_origin(request)
        try:
            if request.path not in _OPEN_TO_ALL and self._reviewer(request) is None:
                raise web.HTTPForbidden(text="Sign in first")
            return await handler(request)
        except StoreTrouble as error:
            self._rooms.report(str(error))
            raise web.HTTPServiceUnavailable(text="The server can't read its tokens") from None

    def _in_the_clear(self, request: web.Request) -> bool:
        """Whether our proxy says that the browser came without TLS to a site that has it."""
        site = self._rooms.site
        by_proxy = request.remote in site.proxies
        scheme = request.headers.get("X-Forwarded-Proto", "https")
        return site.secure and by_proxy and scheme != "https"

    def _check_origin(self, request: web.Request) -> None:
        origin = request.headers.get("Origin", "")
        if origin not in self._rooms.site.origins:
            self._rooms.report(f"refused {request.path} for a page of {origin or 'no origin'}")
            raise web.HTTPForbidden(text="Not from that page")

    def _reviewer(self, request: web.Request) -> Reviewer | None:
        secret = request.cookies.get(self._rooms.cookie, "")
        return self._rooms.sign_ins.find(secret, datetime.now(UTC))

    async def _add_headers(self, _: web.Request, response: web.StreamResponse) -> None:
        # Browsers before 2022 do not count websockets to 'self'; none takes an IPv6 address here.
        own = (origin for origin in sorted(self._rooms.site.origins) if "[" not in origin)
        sockets = " ".join(origin.replace("http", "ws", 1) for origin in own)
        response.headers.update(
            {
                "Content-Security-Policy": (
                    "default-src 'none'; script-src 'self'; font-src 'self'; img-src data:; "
                    # The terminal makes its styles in the page; scripts can't get in by them.
                    "style-src 'self' 'unsafe-inline'; "
                    f"connect-src 'self' {sockets}; "
                    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
                ),
                "Cross-Origin-Opener-Policy": "same-origin",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Referrer-Policy": "same-origin",
                "X-Content-Type-Options": "nosniff",
                "X-Frame-Options": "DENY",
                "Server": "workbench",
            }
        )
        response.headers.setdefault("Cache-Control", "no-store")

    # Pages

    async def index(self, request: web.Request) -> web.Response:
        """The terminal, or the page that asks for a token."""
        if self._reviewer(request) is None:
            return _html(assets.sign_in_page())
        return _html(assets.terminal_page(self._rooms.title))

    async def to_index(self, _: web.Request) -> web.Response:
        """Reloading the answer to a sign-in leads back to the start."""
        raise web.HTTPSeeOther("./")

    async def sign_in_style(self, _: web.Request) -> web.Response:
        """The one stylesheet that is open to all."""
        return _file(assets.own("sign-in.css"))

    async def page_file(self, request: web.Request) -> web.Response:
        """A file of ours."""
        return _file(assets.own(request.match_info["name"]))

    async def terminal_file(self, request: web.Request) -> web.Response:
        """A file of the terminal."""
        return _file(assets.terminal(request.match_info["name"]))

    async def status(self, request: web.Request) -> web.Response:
        """Says that the server is there and the sign-in holds."""
        reviewer = self._reviewer(request)
        assert reviewer is not None
        return web.json_response({"reviewer": reviewer.name})

    # Signing in and out

    async def sign_in(self, request: web.Request) -> web.Response:
        """Take a token, give a cookie."""
        rooms = self._rooms
        client = rooms.site.client(
            request.remote or "", ", ".join(request.headers.getall("X-Forwarded-For", []))
        )
        wait = self._attempts.wait(client, time.monotonic())
        if wait:
            rooms.report(f"refused a sign-in from {client}: too many attempts")
            answer = _html(assets.sign_in_page("Too many attempts. Try again later."), status=429)
            answer.headers["Retry-After"] = str(int(wait) + 1)
            return answer
        token = (await request.post()).get("token", "")
        now = datetime.now(UTC)
        invitation = rooms.tokens.find(token, now) if isinstance(token, str) else None
        if invitation is None:
            self._attempts.failed(client, time.monotonic())
            rooms.report(f"refused a sign-in from {client}: no valid token")
            said = "This token is not valid: mistyped, expired, or taken back."
            return _html(assets.sign_in_page(said), status=403)
        secret, expires = rooms.sign_ins.add(invitation, now)
        rooms.report(f"{invitation.reviewer} signed in from {client}")
        answer = web.Response(status=303, headers={"Location": "./"})
        self._set_cookie(answer, secret, int((expires - now).total_seconds()))
        return answer

    async def sign_out(self, request: web.Request) -> web.Response:
        """Forget the cookie, and end what it opened."""
        reviewer = self._reviewer(request)
        assert reviewer is not None
        self._rooms.sign_ins.remove(reviewer)
        self._rooms.sessions.sign_out(reviewer)
        self._rooms.report(f"{reviewer.name} signed out")
        answer = web.Response(status=303, headers={"Location": "./"})
        self._set_cookie(answer, "", 0)
        return answer

    def _set_cookie(self, answer: web.Response, secret: str, seconds: int) -> None:
        answer.set_cookie(
            self._rooms.cookie,
            secret,
            max_age=seconds,
            path=self._path,
            httponly=True,
            samesite="Strict",
            secure=self._rooms.site.secure,
        )

    # The terminal

    async def websocket(self, request: web.Request) -> web.StreamResponse:
        """Join a page to its session."""
        reviewer = self._reviewer(request)
        assert reviewer is not None
        socket = web.WebSocketResponse(
            heartbeat=_HEARTBEAT, max_msg_size=messages.LARGEST, compress=False
        )
        await socket.prepare(request)

        async def send(data: bytes) -> None:
            await socket.send_bytes(data)

        columns, rows = _number(request, "width", 80), _number(request, "height", 24)
        try:
            session = await self._rooms.sessions.enter(reviewer, send, columns, rows)
        except NoPlace as error:
            self._rooms.report(f"no session for {reviewer.name}: {error}")
            await socket.close(code=Ending.FULL)
            return socket
        try:
            await self._talk(socket, session)
        finally:
            session.detach(send)
        return socket

    async def _talk(self, socket: web.WebSocketResponse, session: Session) -> None:
        listening = asyncio.create_task(self._listen(socket, session))
        either: set[asyncio.Future[Any]] = {listening, session.ended}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if session.ended.done():
            await socket.close(code=session.ended.result())
        elif listening.result():
            # Nobody of ours is at the other end: the session waits for no page to come back.
            session.end(Ending.FAILED)
        listening.cancel()

    async def _listen(self, socket: web.WebSocketResponse, session: Session) -> bool:
        """Pass on what the page says; whether it said what no page of ours says."""
        async for message in socket:
            if message.type is WSMsgType.ERROR:
                # The connection broke, or the message was too large: the page may come back.
                return False
            try:
                if message.type is not WSMsgType.TEXT:
                    raise messages.NotUnderstood("not text")
                said = messages.parse(message.data)
            except messages.NotUnderstood:
                await socket.close(code=1008)
                return True
            match said:
                case messages.Typed(data):
                    await session.type(data)
                case messages.Resized(columns, rows):
                    session.resize(columns, rows)
                case messages.Ping(words):
                    await socket.send_json(["pong", words])
        return False


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, content_type="text/html", status=status)


def _file(asset: assets.Asset | None) -> web.Response:
    if asset is None:
        raise web.HTTPNotFound(text="There is no such file")
    return web.Response(
        body=asset.body, content_type=asset.type, headers={"Cache-Control": "private, no-cache"}
    )


def _number(request: web.Request, name: str, default: int) -> int:
    given = request.query.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 5 else default
