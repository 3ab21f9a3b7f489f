"""Draws docs/screen.svg, the picture in the README, from the program itself: `make picture`."""

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


def draw(folder: Path, target: Path) -> None:
    """Save what the screen shows of the record, with the first claim active."""
    from workbench.tui.picture import screen_picture
    from workbench.workspace.workspace import Workspace

    with Workspace(folder, "ada") as workspace:
        claim = workspace.view.claims.all()[0].id
        target.write_text(screen_picture(workspace, claim=claim, size=(132, 36)), "utf-8")


def main() -> int:
    """Draw the picture."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "case"
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        fill(folder)
        draw(folder, ROOT / "docs" / "screen.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
