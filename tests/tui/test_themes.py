"""The themes: every letter can be read, every mark told from every other, whoever looks."""

from itertools import combinations
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.theme import Theme

from tests.tui.driving import Driver, driving
from tests.tui.seeing import SIGHTS, apart, ciede2000, contrast
from tests.tui.walking import fill, walk
from workbench.tui.appearance import theme_for
from workbench.tui.themes import THEMES, MarkColours, mark_colours
from workbench.workspace.workspace import Workspace

pytestmark = pytest.mark.quick

TEXT = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA)."""
ENHANCED = 7.0
"""Success criterion 1.4.6 (AAA), for the contrast themes."""
DISTINCT = 10.0
"""CIEDE2000 between two marks, for every kind of sight; 2 to 3 is just noticeable side by side."""
MARKS = ("plain", "custom", "good", "unsure", "mixed", "bad", "picked", "match", "active")
NAMES = [theme.name for theme in THEMES]


def colours_of(theme: Theme) -> MarkColours:
    return mark_colours(theme.variables, dark=theme.dark)


def least(theme: Theme) -> float:
    return ENHANCED if "contrast" in theme.name else TEXT


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_distances_are_those_that_the_paper_publishes(
    one: tuple[float, float, float], other: tuple[float, float, float], distance: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(distance, abs=0.0001)


def test_contrast_runs_from_one_to_twenty_one() -> None:
    assert contrast("#777777", "#777777") == 1
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("sight", SIGHTS)
def test_grey_stays_grey_for_everybody(sight: str) -> None:
    assert apart("#808080", "#808080", sight) == 0
    assert sum(SIGHTS[sight][0]) == pytest.approx(1, abs=0.0001)


@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
@pytest.mark.parametrize("mark", MARKS)
def test_words_on_every_mark_can_be_read(theme: Theme, mark: str) -> None:
    colours = colours_of(theme)
    letters = colours.active_text if mark == "active" else colours.text
    assert contrast(letters, getattr(colours, mark)) >= least(theme)


@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
@pytest.mark.parametrize("what", ["current", "selection", "cursor"])
def test_words_under_hit_selection_and_cursor_can_be_read(theme: Theme, what: str) -> None:
    colours = colours_of(theme)
    assert contrast(getattr(colours, f"{what}_text"), getattr(colours, what)) >= TEXT


@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
def test_every_label_and_status_can_be_read_on_every_ground(theme: Theme, ground: str) -> None:
    colours, below = colours_of(theme), getattr(theme, ground)
    letters = (
        theme.foreground, theme.primary, theme.warning, theme.error, theme.success,
        colours.dim, colours.faint,
    )  # fmt: skip
    assert below is not None
    assert min(contrast(letter, below) for letter in letters if letter) >= least(theme)


@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
@pytest.mark.parametrize("sight", SIGHTS)
def test_marks_stay_apart_for_everybody(theme: Theme, sight: str) -> None:
    colours = colours_of(theme)
    near = {
        (one, other): distance
        for one, other in combinations(MARKS, 2)
        if (distance := apart(getattr(colours, one), getattr(colours, other), sight)) < DISTINCT
    }
    assert near == {}


@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
@pytest.mark.parametrize("sight", SIGHTS)
def test_marks_stand_out_from_the_page_for_everybody(theme: Theme, sight: str) -> None:
    colours, page = colours_of(theme), theme.background
    assert page is not None
    assert min(apart(getattr(colours, mark), page, sight) for mark in MARKS) >= DISTINCT


@pytest.mark.parametrize(
    ("wanted", "background", "theme"),
    [
        ("", "", "workbench-dark"),
        ("", "light", "workbench-light"),
        ("contrast", "", "workbench-contrast"),
        ("contrast-light", "", "workbench-contrast-light"),
        ("no-such-theme", "dark", "workbench-dark"),
    ],
)
def test_the_setting_names_the_theme_with_or_without_the_prefix(
    monkeypatch: pytest.MonkeyPatch, wanted: str, background: str, theme: str
) -> None:
    monkeypatch.delenv("COLORFGBG", raising=False)
    assert theme_for(wanted, background) == theme


@pytest.mark.slow
async def test_every_letter_on_every_screen_can_be_read_in_every_theme(folder: Path) -> None:
    fill(folder)
    faults = []
    async with driving(Workspace(folder, "ada"), (100, 32)) as driver:
        async for name in walk(driver):
            for theme in THEMES:
                driver.app.theme = theme.name
                await driver.pilot.pause()
                faults += [f"{theme.name}, {name}: {said}" for said in unreadable(driver)]
            driver.app.theme = THEMES[0].name
    assert faults == []


@pytest.mark.slow
async def test_that_the_palette_finds_nothing_can_be_read_in_every_theme(
    workspace: Workspace,
) -> None:
    async with driving(workspace, (100, 32)) as driver:
        await driver.press(":", *"zzzz")
        await driver.pilot.pause(0.8)
        assert "No matches found" in driver.text()
        for theme in THEMES:
            driver.app.theme = theme.name
            await driver.settle()
            assert unreadable(driver) == []


def unreadable(driver: Driver) -> list[str]:
    """The pieces of the screen whose letters have less contrast than they need."""
    return [
        f"{ratio:.2f} {segment.text.strip()!r} {segment.style}"
        for strip in driver.app.screen._compositor.render_strips()
        for segment in strip
        if has_letters(segment) and (ratio := ratio_of(segment)) < TEXT - 0.005
    ]


def has_letters(segment: Segment) -> bool:
    """Whether it holds more than blanks, lines, blocks and shades."""
    return any(not char.isspace() and not "─" <= char <= "▟" for char in segment.text)


def ratio_of(segment: Segment) -> float:
    style = segment.style or Style()
    assert style.color is not None, segment
    assert style.bgcolor is not None, segment
    assert style.color.triplet is not None, segment
    assert style.bgcolor.triplet is not None, segment
    assert not style.dim, segment
    return contrast(style.color.triplet.hex, style.bgcolor.triplet.hex)
