"""Twenty browsers on one case, and a server that is killed among them."""

import asyncio
import json
import re
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.serve.conftest import Browser, Serve, Tab
from tests.serve.served import Page, Server, Visitor, gone, invite, ready, visitor

pytestmark = pytest.mark.server

TABS = 3
SOCKETS = 17
ROUNDS = 2
CLAIM = re.compile(r"\bq\d\dx\d\dz\b")
"""What the claims are called: reviewer and count, short enough for the list."""


async def state(folder: Path) -> dict[str, list[str]]:
    """The claims that the database holds, by reviewer."""
    done = await asyncio.to_thread(run, folder, "export", "json", reviewer="reader")
    found: dict[str, list[str]] = {}
    for claim in json.loads(done.stdout)["claims"]:
        found.setdefault(claim["by"], []).append(claim["text"])
    return found


async def come(stack: AsyncExitStack, server: Server, names: dict[str, str]) -> list[Visitor]:
    return [await stack.enter_async_context(visitor(server, token)) for token in names.values()]


async def add(page: Page, text: str) -> None:
    """Make a claim; the page that shows it outside of the form has been told that it is saved."""
    await page.type("c")
    await page.until(lambda: "Claim" in page.text)
    await page.type(text)
    await page.shows(text)
    await page.type("\r")


async def work(page: Page, number: int, rounds: int) -> list[str]:
    made = [f"q{number:02}x{turn:02}z" for turn in range(rounds)]
    for turn, text in enumerate(made):
        await add(page, text)
        await page.until(lambda turn=turn: saved(page.text) > turn)  # type: ignore[misc]
    return made


def saved(shown: str) -> int:
    """How many claims the list counts."""
    found = re.search(r"(\d+) claims?\b", shown)
    return int(found[1]) if found else 0


def open_tabs(browser: Browser, server: Server, tokens: list[str]) -> list[Tab]:
    tabs = [browser.open() for _ in tokens]
    for tab, token in zip(tabs, tokens, strict=True):
        tab.sign_in(server.url, token)
    for tab in tabs:
        tab.ready()
    return tabs


def work_in(tab: Tab, number: int) -> list[str]:
    made = [f"q{number:02}x{turn:02}z" for turn in range(ROUNDS)]
    for text in made:
        tab.press("c")
        tab.do("keyboard.type", text)
        tab.press("Enter")
        tab.do("wait_for_timeout", 1500)
    return made


async def test_each_change_of_twenty_browsers_is_in_the_state_and_survives_a_kill(
    browser: Browser, serve: Serve, folder: Path
) -> None:
    names = {f"reviewer{number:02}": "" for number in range(SOCKETS + TABS)}
    for name in names:
        names[name] = await asyncio.to_thread(invite, folder, name)
    server = serve()
    people = dict(list(names.items())[:SOCKETS])
    async with AsyncExitStack() as stack:
        visitors = await come(stack, server, people)
        pages = [await one.open(130, 30) for one in visitors]
        for page in pages:
            await ready(page)
        tokens = list(names.values())[SOCKETS:]
        tabs = await asyncio.to_thread(open_tabs, browser, server, tokens)
        assert len(server.children()) == SOCKETS + TABS

        by_tabs = asyncio.create_task(asyncio.to_thread(in_turn, tabs))
        made = await asyncio.gather(
            *(work(page, number, ROUNDS) for number, page in enumerate(pages))
        )
        made += await by_tabs
        await all_there(pages[0], folder, made)
        found = await state(folder)
        assert {name: sorted(texts) for name, texts in found.items()} == dict(
            zip(names, made, strict=True)
        )

        seen = await killed_at_work(server, pages)
        after = {text for texts in (await state(folder)).values() for text in texts}
        assert {text for texts in made for text in texts} <= after
        assert seen <= after

        serve(port=server.port)
        again = await visitors[0].open(130, 30)
        await again.until(lambda: saved(again.text) == len(after))


def in_turn(tabs: list[Tab]) -> list[list[str]]:
    return [work_in(tab, SOCKETS + number) for number, tab in enumerate(tabs)]


async def all_there(page: Page, folder: Path, made: list[list[str]]) -> None:
    """Wait until one page has heard of everything that all have made."""
    await page.until(lambda: saved(page.text) == sum(map(len, made)))
    assert sum(map(len, (await state(folder)).values())) == sum(map(len, made))


async def killed_at_work(server: Server, pages: list[Page]) -> set[str]:
    """Let everybody go on, kill the server meanwhile; what others' pages had shown by then."""
    before = saved(pages[0].text)
    working = [
        asyncio.create_task(work(page, number + 50, 50)) for number, page in enumerate(pages)
    ]
    await asyncio.sleep(0)
    while saved(pages[0].text) < before + SOCKETS:
        assert not all(task.done() for task in working)
        await asyncio.sleep(0.1)
    pids = server.children()
    server.kill()
    await asyncio.gather(*working, return_exceptions=True)
    await gone(pids)
    seen = set()
    for number, page in enumerate(pages):
        own = f"q{number + 50:02}"
        seen |= {text for text in CLAIM.findall(page.text) if not text.startswith(own)}
    assert seen
    return seen
