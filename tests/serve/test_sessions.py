"""Sessions: limits, coming back, and what is left when the server dies."""

import asyncio
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.serve.conftest import Serve
from tests.serve.served import environment_of, gone, invite, ready, visitor
from workbench.serve.confine import supported
from workbench.serve.messages import LARGEST

pytestmark = pytest.mark.server


async def test_each_page_is_a_process_of_its_own(serve: Serve, folder: Path) -> None:
    token = invite(folder, "ada")
    server = serve()
    async with visitor(server, token) as ada:
        pages = [await ada.open(), await ada.open()]
        for page in pages:
            await ready(page)
        assert len(server.children()) == len(pages)


async def test_a_session_sees_nothing_of_the_servers_environment(
    serve: Serve, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_SECRET", "of the server's user")
    token = invite(folder, "ada")
    server = serve()
    async with visitor(server, token) as ada:
        page = await ada.open()
        await ready(page)
        environment = environment_of(server.children()[0])
    assert "A_SECRET" not in environment
    assert environment["XDG_CONFIG_HOME"] != os.environ["XDG_CONFIG_HOME"]


@pytest.mark.skipif(not supported(), reason="this system has no Landlock")
async def test_a_session_has_given_up_writing_elsewhere(serve: Serve, folder: Path) -> None:
    server = serve()
    async with visitor(server, invite(folder, "ada")) as ada:
        page = await ada.open()
        await ready(page)
        (pid,) = server.children()
        assert "NoNewPrivs:\t1" in Path(f"/proc/{pid}/status").read_text()
    assert "can't keep sessions from writing" not in server.log


async def test_quitting_ends_the_process_and_says_so(serve: Serve, folder: Path) -> None:
    server = serve()
    async with visitor(server, invite(folder, "ada")) as ada:
        page = await ada.open()
        await ready(page)
        pids = server.children()
        await page.type("q")
        assert await page.closed() == 4000
        await gone(pids)


async def test_a_page_that_comes_back_finds_its_draft(serve: Serve, folder: Path) -> None:
    server = serve()
    async with visitor(server, invite(folder, "ada")) as ada:
        page = await ada.open()
        await ready(page)
        await page.type("c")
        await page.type("half a thou")
        await page.shows("half a thou")
        await page.socket.close()
        again = await ada.open()
        await again.shows("half a thou")
        await again.type("ght\r")
        await again.until(lambda: "1 claim" in again.text and "half a thought" in again.text)
        assert len(server.children()) == 1


async def test_a_connection_that_breaks_leaves_the_session_waiting(
    serve: Serve, folder: Path
) -> None:
    server = serve()
    async with visitor(server, invite(folder, "ada")) as ada:
        page = await ada.open()
        await ready(page)
        await page.type("c")
        await page.type("half a thought")
        await page.shows("half a thought")
        await page.type("x" * LARGEST)
        assert await page.closed() == 1009
        await (await ada.open()).shows("half a thought")


async def test_another_browser_of_the_same_reviewer_gets_a_session_of_its_own(
    serve: Serve, folder: Path
) -> None:
    token = invite(folder, "ada")
    server = serve()
    async with visitor(server, token) as here, visitor(server, token) as there:
        page = await here.open()
        await ready(page)
        await page.type("c")
        await page.type("half a thought")
        await page.shows("half a thought")
        await page.socket.close()
        other = await there.open()
        await ready(other)
        assert "half a thought" not in other.text


async def test_all_places_taken_is_said(serve: Serve, folder: Path) -> None:
    token = invite(folder, "ada")
    async with visitor(serve("--sessions=1"), token) as ada:
        first = await ada.open()
        assert await (await ada.open()).closed() == 4002
        await ready(first)


async def test_a_session_that_nobody_uses_ends(serve: Serve, folder: Path) -> None:
    server = serve("--idle=0.02")
    async with visitor(server, invite(folder, "ada")) as ada:
        page = await ada.open()
        while not (pids := server.children()):
            await asyncio.sleep(0.01)
        assert await page.closed() == 4001
        await gone(pids)


async def test_the_page_follows_its_size(serve: Serve, folder: Path) -> None:
    async with visitor(serve(), invite(folder, "ada")) as ada:
        page = await ada.open(columns=120, rows=30)
        await ready(page)
        await page.socket.send_json(["resize", {"width": 140, "height": 40}])
        page.screen.resize(40, 140)
        await page.until(lambda: any(row[130:].strip() for row in page.screen.display))


async def test_stopping_tells_the_pages_and_ends_the_processes(serve: Serve, folder: Path) -> None:
    server = serve()
    async with visitor(server, invite(folder, "ada")) as ada:
        page = await ada.open()
        await ready(page)
        pids = server.children()
        assert pids
        code, reason = await asyncio.gather(asyncio.to_thread(server.stop), page.closed())
        assert (code, reason) == (0, 1001)
        await gone(pids)


@pytest.fixture(params=["as usual", "hang-ups ignored"])
def hang_ups(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a server finds when it is started; the second as `nohup` does it."""
    before = signal.getsignal(signal.SIGHUP)
    if request.param == "hang-ups ignored":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("hang_ups")
async def test_a_killed_server_leaves_no_process_behind(serve: Serve, folder: Path) -> None:
    server = serve()
    async with visitor(server, invite(folder, "ada")) as ada:
        pages = [await ada.open(), await ada.open()]
        for page in pages:
            await ready(page)
        pids = server.children()
        assert len(pids) == 2
        server.kill()
        await gone(pids)


async def test_after_a_kill_what_was_saved_is_there_and_nobody_signs_in_again(
    serve: Serve, folder: Path
) -> None:
    server = serve()
    async with visitor(server, invite(folder, "ada")) as ada:
        page = await ada.open()
        await ready(page)
        for key in ("c", "Saved before", "\r"):
            await page.type(key)
        await page.shows("1 claim")
        server.kill()
        record = json.loads(run(folder, "export", "json", reviewer="reader").stdout)
        assert [claim["text"] for claim in record["claims"]] == ["Saved before"]

        serve(port=server.port)
        again = await ada.open()
        await again.shows("Saved before")
