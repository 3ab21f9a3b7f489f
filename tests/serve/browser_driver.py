"""A browser that takes orders as lines of JSON: `{"page": 0, "call": "click", "args": ["a"]}`.

Runs in the environment that has Playwright. The calls are those of its `Page`; `new` opens a page
of a browser profile of its own and answers with its number; `requests` answers what it asked for.
Usage: python browser_driver.py CHROMIUM
"""

import json
import sys
from typing import Any

from playwright.sync_api import (  # type: ignore[import-not-found,unused-ignore]
    Browser,
    Error,
    sync_playwright,
)

FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip


class Pages:
    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.pages: list[Any] = []
        self.requests: list[list[str]] = []

    def obey(self, order: dict[str, Any]) -> Any:
        if order["call"] == "new":
            return self.open(*order["args"])
        if order["call"] == "requests":
            self.pages[order["page"]].wait_for_timeout(1)
            return self.requests[order["page"]]
        target = self.pages[order["page"]]
        for part in order["call"].split("."):
            target = getattr(target, part)
        result = target(*order["args"], **order.get("options", {}))
        return result if isinstance(result, str | int | float | bool | list | dict) else None

    def open(self, width: int, height: int) -> int:
        page = self.browser.new_context(viewport={"width": width, "height": height}).new_page()
        page.set_default_timeout(30_000)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        self.pages.append(page)
        self.requests.append(asked)
        return len(self.pages) - 1


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=sys.argv[1], args=FLAGS)
        pages = Pages(browser)
        for line in sys.stdin:
            try:
                answer = {"result": pages.obey(json.loads(line))}
            except Error as error:
                answer = {"error": str(error)}
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()
