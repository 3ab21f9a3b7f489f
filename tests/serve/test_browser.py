"""The whole way, in a real browser."""

import http.server
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.cases import FIRST, SECOND
from tests.cli.running import run
from tests.serve.conftest import Browser, Serve, Tab
from tests.serve.served import invite
from tests.tui.pane.terminal import Terminal

pytestmark = pytest.mark.server


def record(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(folder, "export", "json", reviewer="reader").stdout)
    return found


def until(happened: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.05)


@pytest.fixture
def bens_terminal(folder: Path) -> Iterator[Terminal]:
    """Another reviewer's screen, in a terminal."""
    command = [sys.executable, "-m", "workbench", "--reviewer", "ben", str(folder)]
    terminal = Terminal(command, columns=160, rows=45)
    terminal.wait(lambda: "all saved" in shown(terminal))
    yield terminal
    terminal.close()


def shown(terminal: Terminal) -> str:
    return "\n".join(terminal.rows())


def shows(terminal: Terminal, text: str) -> bool:
    return text in shown(terminal)


def open_page(browser: Browser, url: str, token: str) -> Tab:
    tab = browser.open()
    tab.sign_in(url, token)
    tab.ready()
    return tab


def test_signed_in_with_a_token_the_main_job_is_done_by_mouse_and_keyboard(
    browser: Browser, serve: Serve, folder: Path, tmp_path: Path
) -> None:
    tab = open_page(browser, serve().url, invite(folder, "ada"))
    tab.drag((60, 200), (300, 200))
    tab.press("Enter")
    until(lambda: len(record(folder)["spans"]) == 1)
    (dragged,) = record(folder)["spans"]
    tab.press("Tab", "ArrowDown", "ArrowDown", "v", "ArrowDown", "Enter")
    until(lambda: len(record(folder)["spans"]) == 2)
    (typed,) = (span for span in record(folder)["spans"] if span["id"] != dragged["id"])
    tab.press("L", "3")
    until(lambda: len(record(folder)["links"]) == 1)
    tab.press("c")
    tab.do("keyboard.type", "The reports count differently.")
    tab.press("Enter")
    until(lambda: len(record(folder)["claims"]) == 1)
    tab.press("2")
    tab.do("keyboard.type", "One says five, the other six.")
    tab.press("Enter")
    until(lambda: len(record(folder)["verdicts"]) == 1)
    tab.do("screenshot", path=str(tmp_path / "page.png"))

    made = record(folder)
    assert (dragged["article"], typed["article"]) == (FIRST, SECOND)
    assert dragged["quote"].strip()
    assert typed["quote"].strip()
    assert made["links"][0]["relation"] == "contradict"
    assert made["claims"][0]["text"] == "The reports count differently."
    assert made["verdicts"][0]["rationale"] == "One says five, the other six."
    kinds = ("spans", "links", "claims", "verdicts")
    assert {item["by"] for kind in kinds for item in made[kind]} == {"ada"}


def test_what_is_done_in_the_browser_is_in_anothers_terminal_within_a_second(
    browser: Browser, serve: Serve, folder: Path, bens_terminal: Terminal
) -> None:
    tab = open_page(browser, serve().url, invite(folder, "ada"))
    took = []
    for text in ("Seen once", "Seen twice", "Seen again"):
        tab.press("c")
        tab.do("keyboard.type", text)
        tab.do("wait_for_timeout", 300)
        bens_terminal.read()
        assert text not in shown(bens_terminal)
        started = time.monotonic()
        tab.press("Enter")
        bens_terminal.wait(partial(shows, bens_terminal, text))
        took.append(time.monotonic() - started)
    # The best of three: a busy machine may be late, a way that is slow always is.
    assert min(took) < 1.0, took


def test_no_page_asks_for_anything_from_elsewhere(
    browser: Browser, serve: Serve, folder: Path
) -> None:
    server = serve()
    tab = open_page(browser, server.url, invite(folder, "ada"))
    asked = tab.do("requests")
    assert f"{server.url}/terminal/textual.js" in asked
    assert [url for url in asked if not url.startswith((server.url, "data:"))] == []


def test_without_a_valid_token_a_browser_shows_the_form_and_nothing_else(
    browser: Browser, serve: Serve, folder: Path
) -> None:
    revoked = invite(folder, "ada")
    run(folder, "serve", "--revoke", "ada")
    server = serve()
    tab = browser.open()
    for token in ("wrong", revoked):
        tab.sign_in(server.url, token)
        assert "not valid" in tab.do("inner_text", "main")
    assert tab.do("evaluate", "document.scripts.length") == 0
    asked = tab.do("requests")
    assert {url.removeprefix(server.url) for url in asked} == {"/", "/sign-in", "/sign-in.css"}
    assert server.children() == []


ANSWER = """(address) => new Promise((done) => {
  const socket = new WebSocket(address);
  socket.onopen = () => done("open");
  socket.onerror = () => done("refused");
})"""


@pytest.fixture
def foreign_site(tmp_path: Path) -> Iterator[str]:
    """Another server on this machine, with pages of its own."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<title>Elsewhere</title>")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(tmp_path / "site"))

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as site:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{site.server_port}/"
        site.shutdown()
        thread.join()


def test_a_foreign_page_in_a_signed_in_browser_gets_no_websocket(
    browser: Browser, serve: Serve, folder: Path, foreign_site: str
) -> None:
    server = serve()
    address = server.url.replace("http", "ws") + "/ws?width=80&height=24"
    tab = open_page(browser, server.url, invite(folder, "ada"))
    assert tab.do("evaluate", ANSWER, address) == "open"
    # Same machine, other port: browsers send our cookie along from there, so that only the origin
    # tells the pages apart.
    tab.do("goto", foreign_site)
    assert tab.do("evaluate", ANSWER, address) == "refused"
    assert f"refused /ws for a page of {foreign_site.rstrip('/')}" in server.log


def test_a_direct_websocket_without_a_sign_in_is_refused(browser: Browser, serve: Serve) -> None:
    server = serve()
    tab = browser.open()
    tab.do("goto", server.url)
    address = server.url.replace("http", "ws") + "/ws"
    assert tab.do("evaluate", ANSWER, address) == "refused"
    assert server.children() == []


def test_a_page_comes_back_by_itself_after_the_server_was_killed(
    browser: Browser, serve: Serve, folder: Path
) -> None:
    server = serve()
    tab = open_page(browser, server.url, invite(folder, "ada"))
    tab.press("c")
    tab.do("keyboard.type", "Saved before the fall")
    tab.press("Enter")
    until(lambda: len(record(folder)["claims"]) == 1)
    server.kill()
    tab.do("wait_for_selector", "#said:not([hidden])")
    assert "Trying again" in tab.do("inner_text", "#said")

    again = serve(port=server.port)
    until(lambda: len(again.children()) == 1)
    tab.ready()
    assert tab.do("is_visible", "#said") is False
    tab.press("c")
    tab.do("keyboard.type", "And after it")
    tab.press("Enter")
    until(lambda: len(record(folder)["claims"]) == 2)


def test_leaving_says_so_and_offers_the_way_back(
    browser: Browser, serve: Serve, folder: Path
) -> None:
    tab = open_page(browser, serve().url, invite(folder, "ada"))
    tab.press("q")
    tab.do("wait_for_selector", "#said:not([hidden])")
    assert "You have left" in tab.do("inner_text", "#said")
    tab.press("Enter")
    tab.do("wait_for_selector", "body.-first-byte")
    assert tab.do("is_visible", "#said") is False
