"""The widgets that lists and forms are made of."""

import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget

from workbench.domain.errors import BadInput
from workbench.tui.screens.verdict_form import confidence
from workbench.tui.themes import THEMES
from workbench.tui.widgets.choice_row import ChoiceRow, Option
from workbench.tui.widgets.line_list import LineList
from workbench.tui.widgets.rows import Row, cells, draw, looks_of, wrapped
from workbench.tui.widgets.words import Words

pytestmark = pytest.mark.quick

STRANGE = ("plain", "委内瑞拉", "a\tb", "\x1b[31mred", "é e\u0301", "👩‍👩‍👧 ☎️", "x\u2028y", "שלום")


class Holder(App[None]):
    """One widget by itself."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.widget.focus()


async def test_a_list_of_any_length_draws_only_the_rows_in_view() -> None:
    drawn: list[int] = []

    def row(number: int, width: int) -> Row:
        drawn.append(number)
        return ((f"row {number}", ""),)

    lines = LineList(row)
    lines.styles.height = 10
    async with Holder(lines).run_test(size=(40, 12)) as pilot:
        lines.show(1_000_000)
        await pilot.press("G")
        await pilot.pause()
        assert lines.row == 999_999
        assert set(drawn) <= {*range(10), *range(999_989, 1_000_000)}
        drawn.clear()
        await pilot.press("k")
        await pilot.pause()
        assert set(drawn) == {999_998, 999_999}


async def test_a_list_stops_only_where_it_may() -> None:
    lines = LineList(lambda number, _: ((str(number), ""),))
    async with Holder(lines).run_test(size=(20, 8)) as pilot:
        lines.show(6, stops=(1, 4))
        assert lines.row == 1
        await pilot.press("down")
        assert lines.row == 4
        await pilot.press("down", "up", "up")
        assert lines.row == 1


async def test_digits_arrows_and_clicks_choose_an_option() -> None:
    row = ChoiceRow([Option("a", "one"), Option("b", "two"), Option("c", "three")])
    async with Holder(row).run_test(size=(60, 4)) as pilot:
        assert row.value == ""
        await pilot.press("2")
        assert row.value == "b"
        await pilot.press("right")
        assert row.value == "c"
        await pilot.click(row, offset=(3, 0))
        assert row.value == "a"
        await pilot.press("backspace")
        assert row.value == ""


async def test_words_keep_what_was_written_and_show_stand_ins() -> None:
    words = Words("a\x1b[31mb\u202ec", one_line=False)
    async with Holder(words).run_test(size=(40, 4)):
        assert words.get_line(0).plain == "a␛[31mb←c"
        assert words.value == "a\x1b[31mb\u202ec"


async def test_a_row_takes_exactly_its_cells_and_lets_nothing_through_raw() -> None:
    lines = LineList(lambda number, _: ((STRANGE[number], "bold"),))
    async with Holder(lines).run_test(size=(30, 10)):
        for width in range(1, 30):
            for text in STRANGE:
                strip = draw(
                    ((text, "dim"), ("  tail", "")), width, lines.rich_style, looks_of(lines)
                )
                assert cells(strip.text) == width
                assert strip.text.isprintable()


@pytest.mark.parametrize("text", STRANGE)
def test_wrapped_lines_fit_and_lose_no_letters(text: str) -> None:
    lines = wrapped(text * 9, 12)
    assert all(cells(line) <= 12 for line in lines)
    assert all(line.isprintable() for line in lines)
    assert len(wrapped(text * 9, 12, 2)) <= 2


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("", None),
        ("80", 0.8),
        ("80%", 0.8),
        ("0.8", 0.8),
        ("0,8", 0.8),
        ("100", 1.0),
        ("1 %", 0.01),
    ],
)
def test_confidence_is_read_as_people_write_it(typed: str, share: float | None) -> None:
    assert confidence(typed) == (share if share is None else pytest.approx(share))


@pytest.mark.parametrize("typed", ["101", "-1", "sure"])
def test_a_confidence_that_is_no_share_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="is not a share"):
        confidence(typed)
