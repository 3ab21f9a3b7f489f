"""Who gets in, and what everybody else gets: nothing."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from tests.cli.running import run
from tests.serve.conftest import Serve
from tests.serve.served import invite, ready, visitor
from workbench.serve.messages import LARGEST
from workbench.serve.tokens import Tokens, folder_for

pytestmark = pytest.mark.server

BEHIND = ["/ws", "/status", "/page/terminal.js", "/page/terminal.css", "/terminal/textual.js",
          "/terminal/xterm.css", "/terminal/roboto-mono.ttf", "/nothing", "/page/../server.py",
          "/terminal/..%2f..%2fserver.py"]  # fmt: skip
FOREIGN = ["https://elsewhere.example", "null", "http://localhost.elsewhere.example", ""]


async def test_without_a_token_there_is_a_form_and_no_script(serve: Serve) -> None:
    async with visitor(serve()) as nobody:
        status, page = await nobody.get("/")
    assert status == 200
    assert 'action="sign-in"' in page
    assert "script" not in page


async def test_without_a_token_every_other_path_is_closed(serve: Serve) -> None:
    async with visitor(serve()) as nobody:
        for path in BEHIND:
            status, said = await nobody.get(path, Origin=nobody.url)
            assert (status, said) == (403, "Sign in first"), path


async def test_without_a_token_there_is_no_websocket(serve: Serve) -> None:
    server = serve()
    async with visitor(server) as nobody:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await nobody.open()
    assert refused.value.status == 403
    assert server.children() == []


async def test_a_server_that_invited_nobody_says_how(serve: Serve) -> None:
    assert "nobody is invited: `workbench serve --invite NAME`" in serve().log


async def test_wrong_expired_and_revoked_tokens_get_nothing(serve: Serve, folder: Path) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=2)
    expired = Tokens(folder_for(folder)).invite("ada", 1, long_ago)
    revoked = invite(folder, "ben")
    run(folder, "serve", "--revoke", "ben")
    server = serve()
    for token in ("", "wrong", expired, revoked, expired + "x", "\x00"):
        async with visitor(server) as nobody:
            assert await nobody.sign_in(token) == 403
            assert nobody.cookies() == {}
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await nobody.open()
    assert server.children() == []
    assert expired not in server.log


async def test_a_made_up_cookie_gets_nothing(serve: Serve, folder: Path) -> None:
    token = invite(folder, "ada")
    server = serve()
    async with visitor(server, token) as ada:
        (name,) = ada.cookies()
        stored = [
            json.loads(file.read_bytes())[0]["digest"] for file in folder_for(folder).glob("*.json")
        ]
    assert len(stored) == 2
    async with visitor(server) as nobody:
        for made_up in ("x", token, *stored):
            nobody.http.cookie_jar.update_cookies({name: made_up})
            assert (await nobody.get("/status"))[0] == 403


async def test_the_cookie_is_for_this_server_only_and_not_for_scripts(
    serve: Serve, folder: Path
) -> None:
    token = invite(folder, "ada")
    async with visitor(serve()) as ada:
        answer = await ada.http.post(
            f"{ada.url}/sign-in", data={"token": token}, headers=ada.origin, allow_redirects=False
        )
    cookie = answer.headers["Set-Cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age="))
    assert token not in cookie


@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_foreign_page_gets_nothing_though_the_browser_is_signed_in(
    serve: Serve, folder: Path, origin: str
) -> None:
    token = invite(folder, "ada")
    server = serve()
    async with visitor(server, token) as ada:
        ada.origin = {"Origin": origin} if origin else {}
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await ada.open()
        assert refused.value.status == 403
        assert await ada.sign_in(token) == 403
        async with ada.http.post(f"{ada.url}/sign-out", headers=ada.origin) as answer:
            assert answer.status == 403
        assert (await ada.get("/status"))[0] == 200
    assert server.children() == []


async def test_a_foreign_name_that_points_here_gets_nothing(serve: Serve) -> None:
    server = serve()
    async with visitor(server) as nobody:
        for host in ("elsewhere.example", f"elsewhere.example:{server.port}", "127.0.0.1:1"):
            assert (await nobody.get("/", Host=host))[0] == 421


async def test_pages_load_nothing_from_outside(serve: Serve, folder: Path) -> None:
    token = invite(folder, "ada")
    async with visitor(serve(), token) as ada:
        async with ada.http.get(ada.url) as answer:
            policy = answer.headers["Content-Security-Policy"]
            page = await answer.text()
        style = (await ada.get("/page/terminal.css"))[1]
    assert "default-src 'none'; script-src 'self'; font-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "//" not in page
    assert "//" not in style


async def test_the_reviewer_is_the_tokens_whatever_the_page_says(
    serve: Serve, folder: Path
) -> None:
    token = invite(folder, "ada")
    async with visitor(serve(), token) as ada:
        ada.http.cookie_jar.update_cookies({"reviewer": "eve"})
        page = await ada.open(query="&reviewer=eve&name=eve")
        await ready(page)
        await page.type("c")
        await page.type("Mine alone")
        await page.type("\r")
        await page.shows("1 claim")
    record = json.loads(run(folder, "export", "json", reviewer="reader").stdout)
    assert [claim["by"] for claim in record["claims"]] == ["ada"]


async def test_a_name_that_looks_like_an_option_is_a_name(serve: Serve, folder: Path) -> None:
    token = invite(folder, "--help")
    async with visitor(serve(), token) as odd:
        page = await odd.open()
        await ready(page)
        assert "--help" in page.text


async def test_guessing_is_slowed_down_before_it_gets_anywhere(serve: Serve, folder: Path) -> None:
    token = invite(folder, "ada")
    async with visitor(serve()) as nobody:
        assert [await nobody.sign_in("wrong") for _ in range(11)] == [403] * 10 + [429]
        assert await nobody.sign_in(token) == 429


async def test_a_form_that_is_too_large_is_not_read(serve: Serve) -> None:
    async with visitor(serve()) as nobody:
        assert await nobody.sign_in("x" * 5000) == 413


async def test_a_message_that_is_too_large_ends_the_connection(serve: Serve, folder: Path) -> None:
    async with visitor(serve(), invite(folder, "ada")) as ada:
        page = await ada.open()
        await page.type("x" * LARGEST)
        assert await page.closed() == aiohttp.WSCloseCode.MESSAGE_TOO_BIG


@pytest.mark.parametrize("message", ["{}", '["stdin", 1]', '["resize", {"width": "a"}]', "["])
async def test_what_no_page_of_ours_says_ends_the_session(
    serve: Serve, folder: Path, message: str
) -> None:
    server = serve()
    async with visitor(server, invite(folder, "ada")) as ada:
        page = await ada.open()
        await page.socket.send_str(message)
        assert await page.closed() == aiohttp.WSCloseCode.POLICY_VIOLATION


async def test_behind_a_proxy_with_tls_the_public_address_counts(
    serve: Serve, folder: Path
) -> None:
    token = invite(folder, "ada")
    server = serve("--public-url=https://review.example.org/desk")
    proxied = {"Host": "review.example.org", "X-Forwarded-Proto": "https"}
    async with visitor(server, origin="https://review.example.org") as ada:
        async with ada.http.post(
            f"{ada.url}/sign-in",
            data={"token": token},
            headers={**ada.origin, **proxied, "X-Forwarded-For": "forged, 198.51.100.7"},
            allow_redirects=False,
        ) as answer:
            assert answer.status == 303
            cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith("__Secure-workbench-")
        assert cookie.endswith("; Secure")
        assert "Path=/desk/" in cookie
        assert await ada.sign_in(token, **{**proxied, "X-Forwarded-Proto": "http"}) == 403
        ada.origin = {"Origin": server.url}
        assert await ada.sign_in(token, **proxied) == 403
    assert "ada signed in from 198.51.100.7" in server.log


async def test_without_tls_a_server_open_to_others_warns(serve: Serve) -> None:
    log = serve("--host=0.0.0.0", "--public-url=http://desk.example.org:8765").log
    assert "warning: without TLS" in log


async def test_revoking_ends_what_is_open_and_closes_the_door(serve: Serve, folder: Path) -> None:
    server = serve()
    async with visitor(server, invite(folder, "ada")) as ada:
        page = await ada.open()
        await ready(page)
        run(folder, "serve", "--revoke", "ada")
        assert await page.closed() == 4003
        assert (await ada.get("/status"))[0] == 403


async def test_a_token_that_expires_ends_what_is_open(serve: Serve, folder: Path) -> None:
    almost = datetime.now(UTC) - timedelta(days=1) + timedelta(seconds=8)
    token = Tokens(folder_for(folder)).invite("ada", 1, almost)
    async with visitor(serve(), token) as ada:
        page = await ada.open()
        assert await page.closed() == 4003


async def test_tokens_that_others_can_read_let_nobody_in(serve: Serve, folder: Path) -> None:
    token = invite(folder, "ada")
    server = serve()
    (folder_for(folder) / "tokens.json").chmod(0o644)
    async with visitor(server) as ada:
        assert await ada.sign_in(token) == 503
    assert "is open to other users" in server.log


async def test_signing_out_ends_the_sessions_of_this_browser(serve: Serve, folder: Path) -> None:
    token = invite(folder, "ada")
    server = serve()
    async with visitor(server, token) as here, visitor(server, token) as there:
        page, other = await here.open(), await there.open()
        await ready(page)
        await here.http.post(f"{here.url}/sign-out", headers=here.origin)
        assert await page.closed() == 4003
        assert (await here.get("/status"))[0] == 403
        await ready(other)
