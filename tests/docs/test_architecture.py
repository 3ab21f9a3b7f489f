"""The drawing of the rooms shows all of them."""

import re

from tests.cases import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def rooms() -> set[str]:
    return {path.parent.name for path in (ROOT / "workbench").glob("*/__init__.py")}


def test_every_room_is_in_the_drawing() -> None:
    drawing = PAGE.split("```")[1]
    assert set(re.findall(r"─ ([a-z]+) ─", drawing)) == rooms()


def test_every_room_is_in_the_table() -> None:
    assert set(re.findall(r"^\| `([a-z]+)` \|", PAGE, re.MULTILINE)) == rooms()
