"""Draws docs/screen.svg, the picture in the README, from the program itself: `make picture`."""

import asyncio
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST, SECOND = "000_f3a9a0b1af756c46", "004_3e97c2d8a83d0323"


def fill(folder: Path) -> None:
    """Make a small record, as a reviewer would."""
    from workbench.workspace.commands import AddClaim, AddSpan, GiveVerdict, LinkSpans
    from workbench.workspace.workspace import Workspace

    with Workspace(folder, "ada") as workspace:

        def span(article: str, words: str) -> str:
            text = workspace.articles.text(workspace.articles.get(article).version)
            start = text.index(words)
            command = AddSpan(article=article, fragments=((start, start + len(words)),))
            return str(workspace.do(command).id)

        def link(one: str, other: str, relation: str, aspect: str) -> str:
            command = LinkSpans(source=one, target=other, relation=relation, aspect=aspect)
            return str(workspace.do(command).id)

        left = span(FIRST, "five key Venezuelan opposition leaders")
        right = span(SECOND, "Venezuela’s government confirmed opposition members left")
        pair = link(left, right, "differ", "framing")
        claim = AddClaim(text="Five opposition leaders fled", spans=(left, right), links=(pair,))
        made = str(workspace.do(claim).id)
        workspace.do(
            GiveVerdict(claim=made, label="conflicting", rationale="Fled, or let go by agreement?")
        )
        left = span(FIRST, "412 days")
        right = span(SECOND, "over a year in hiding")
        pair = link(left, right, "more_specific", "date")
        claim = AddClaim(text="They hid for 412 days", spans=(left, right), links=(pair,))
        made = str(workspace.do(claim).id)
        workspace.do(
            GiveVerdict(claim=made, label="supported", rationale="Both give more than a year.")
        )


async def draw(folder: Path, target: Path) -> None:
    """Open the screen on the record and save what it shows."""
    from workbench.tui.app import WorkbenchApp
    from workbench.workspace.workspace import Workspace

    app = WorkbenchApp(Workspace(folder, "ada"))
    async with app.run_test(size=(132, 36)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("greater_than_sign")
        await pilot.pause(0.3)
        target.write_text(_self_contained(app.export_screenshot(title="workbench")), "utf-8")


def _self_contained(svg: str) -> str:
    """The picture with the reader's own monospaced font in place of one from the web."""
    return (
        re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
        .replace("Fira Code,", "")
        .replace("Fira Code", "monospace")
    )


def main() -> int:
    """Draw the picture."""
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "case"
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        fill(folder)
        asyncio.run(draw(folder, ROOT / "docs" / "screen.svg"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
