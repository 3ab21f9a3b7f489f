"""In a real terminal: its cells are what the program believes, and nothing reaches it raw."""

from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from wcwidth import wcwidth

from tests.tui.pane.strange import PARTS
from tests.tui.pane.terminal import Terminal, play

pytestmark = pytest.mark.slow

F8, F9, F10, DOWN, RIGHT = "\x1b[19~", "\x1b[20~", "\x1b[21~", "\x1b[B", "\x1b[C"
Play = Callable[..., tuple[Terminal, Path]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Play]:
    opened = []

    def open_on(left: str, right: str, **more: object) -> tuple[Terminal, Path]:
        for name, text in (("left", left), ("right", right)):
            (tmp_path / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        terminal = play(tmp_path / "left", tmp_path / "right", tmp_path / "belief", **more)
        opened.append(terminal)
        return terminal, tmp_path / "belief"

    yield open_on
    for terminal in opened:
        terminal.close()


def cells(row: str) -> list[str]:
    """A row of text as terminal cells; a wide character fills its second cell with nothing."""
    found: list[str] = []
    for char in row:
        width = wcwidth(char)
        if width == 0:
            found[-1 if found[-1] else -2] += char
        else:
            found += [char, *[""] * (width - 1)]
    return found


def shown(terminal: Terminal, y: int) -> list[str]:
    return [terminal.screen.buffer[y][x].data for x in range(terminal.screen.columns)]


def believed(terminal: Terminal, belief: Path) -> list[str]:
    belief.unlink(missing_ok=True)
    terminal.read()
    terminal.send(F8)
    terminal.wait(belief.exists)
    return belief.read_text("utf-8").split("\n")


def test_the_cells_of_the_terminal_are_those_that_the_program_believes(start: Play) -> None:
    lines = "\n".join(f"{part}|{part}" for part in PARTS if "\n" not in part)
    terminal, belief = start(lines, "plain words to the right\n" * 60)
    terminal.wait(lambda: "plain words" in "".join(terminal.rows()))
    for keys in ("", DOWN * 30, RIGHT * 7, "v" + DOWN * 3, F9, "G", DOWN, "\x1b", "g"):
        terminal.send(keys)
        rows = believed(terminal, belief)
        assert [shown(terminal, y) for y in range(24)] == [cells(row) for row in rows]


def test_an_article_can_not_steer_the_terminal(start: Play) -> None:
    hostile = "\x1b]0;owned\x07 \x1b[2J \x9b5n \x1bc \x1b[?1049l [bold]markup[/bold] \u202egnitirw"
    terminal, belief = start(hostile, hostile)
    terminal.wait(lambda: "markup" in "".join(terminal.rows()))
    believed(terminal, belief)
    assert b"\x1b]0;owned" not in terminal.written
    assert b"\x1bc" not in terminal.written
    assert "\x9b".encode() not in terminal.written
    assert "\u202e".encode() not in terminal.written
    assert "␛]0;owned" in "".join(terminal.rows()).replace("\n", "")
    assert "[bold]markup[/bold]" in "".join(terminal.rows())


def test_a_drag_with_a_real_mouse_selects_what_lies_between(start: Play) -> None:
    terminal, belief = start("委内瑞拉 said nothing\nelse", "right")
    terminal.wait(lambda: "said" in "".join(terminal.rows()))
    believed(terminal, belief)
    press, move, release = "\x1b[<0;5;1M", "\x1b[<32;16;1M", "\x1b[<0;16;1m"
    for report in (press, move, release):
        terminal.send(report)
        terminal.read()
    row = terminal.screen.buffer[0]
    selected = {row[x].bg for x in range(4, 15)}
    assert len(selected) == 1
    assert {row[3].bg, row[16].bg}.isdisjoint(selected)
    terminal.send("y")
    terminal.wait(lambda: b"\x1b]52;c;" in terminal.written)
    copied = terminal.written.split(b"\x1b]52;c;")[1].split(b"\a")[0]
    assert b64decode(copied).decode() == "内瑞拉 said"


def test_without_colours_marks_and_cursor_are_still_seen(start: Play) -> None:
    terminal, belief = start("marked words and others", "right", environment={"NO_COLOR": "1"})
    terminal.wait(lambda: "marked" in "".join(terminal.rows()))
    terminal.send(F9 + RIGHT * 20)
    believed(terminal, belief)
    row = terminal.screen.buffer[0]
    signs = [(row[x].underscore, row[x].bold) for x in range(2, 20)]
    assert signs[:4] == [(True, False)] * 4
    assert signs[4:9] == [(True, True)] * 5
    assert signs[9:15] == [(True, False)] * 6
    assert signs[15:] == [(False, False)] * 3
    assert row[22].reverse
