"""Servers and browsers for the tests of this room."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serve.served import Server

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

Serve = Callable[..., Server]


@pytest.fixture
def serve(folder: Path) -> Iterator[Serve]:
    """Starts `workbench serve` on the example articles, with options."""
    started: list[Server] = []

    def start(*options: str, port: int = 0) -> Server:
        server = Server(folder, *options, port=port)
        started.append(server)
        return server

    yield start
    for server in started:
        server.stop()


class Browser:
    """Chromium, driven by a process that has Playwright."""

    def __init__(self, python: Path, chromium: str) -> None:
        driver = Path(__file__).with_name("browser_driver.py")
        self._process = subprocess.Popen(
            [python, driver, chromium], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def open(self, width: int = 1400, height: int = 850) -> "Tab":
        return Tab(self, self.order(0, "new", width, height))

    def order(self, page: int, call: str, *args: Any, **options: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        line = json.dumps({"page": page, "call": call, "args": args, "options": options})
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"error": "the browser is gone"}')
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def close(self) -> None:
        self._process.communicate(timeout=30)


class Tab:
    """One page, in a browser profile of its own."""

    def __init__(self, browser: Browser, number: int) -> None:
        self._browser = browser
        self._number = number

    def do(self, call: str, *args: Any, **options: Any) -> Any:
        """Call a method of Playwright's Page."""
        return self._browser.order(self._number, call, *args, **options)

    def sign_in(self, url: str, token: str) -> None:
        self.do("goto", url)
        self.do("fill", "#token", token)
        self.do("click", "button")

    def ready(self) -> None:
        """Wait until the terminal shows something, and then for the rest of it."""
        self.do("wait_for_selector", "body.-first-byte")
        self.do("wait_for_timeout", 2500)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.do("keyboard.press", key)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        self.do("mouse.move", *start)
        self.do("mouse.down")
        self.do("mouse.move", *end, steps=8)
        self.do("mouse.up")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser; the tests that need one are skipped where there is none, but not in CI."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        _without("Chromium is not installed (`sh tests/system.sh` tries to)")
    script = Path(__file__).parents[1] / "envs" / "playwright.sh"
    done = subprocess.run([script], capture_output=True, text=True, check=False, timeout=900)
    if done.returncode:
        _without(f"{script.name} failed: {done.stderr[-500:]}")
    opened = Browser(Path(done.stdout.strip().splitlines()[-1]) / "bin" / "python", str(chromium))
    yield opened
    opened.close()


def _without(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
