from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cases import FIRST, SECOND
from tests.tui.driving import settled
from workbench.domain.suggestion import Suggestion
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.compare import CompareScreen
from workbench.tui.screens.suggestions import SuggestionsScreen
from workbench.workspace.changes import from_keys
from workbench.workspace.workspace import Workspace


async def test_the_next_suggestion_brings_both_passages_into_view(folder: Path) -> None:
    app = WorkbenchApp(Workspace(folder, "ada"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("right_square_bracket")
        await settled(pilot)
        found = app.bench.suggestion
        assert found is not None
        compare = app.screen
        assert isinstance(compare, CompareScreen)
        for place in found.places:
            pane = compare.left if place.article == FIRST else compare.right
            assert pane.cursor == place.start


async def test_showing_other_articles_forgets_the_suggestion_about_those_before(
    folder: Path,
) -> None:
    app = WorkbenchApp(Workspace(folder, "ada"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("right_square_bracket")
        await settled(pilot)
        assert app.bench.suggestion is not None
        app.compare.articles.show([FIRST, FIRST])
        assert app.bench.suggestion is None


async def test_accepting_takes_one_form_and_one_undo(folder: Path) -> None:
    app = WorkbenchApp(Workspace(folder, "ada"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("right_square_bracket")
        await settled(pilot)
        found = app.bench.suggestion
        assert found is not None
        await pilot.press("a", *"five or six", "enter")
        await settled(pilot)
        view = app.workspace.view
        assert [claim.text for claim in view.claims.all()] == ["five or six"]
        assert {span.quote for span in view.spans.all()} == {place.text for place in found.places}
        assert app.bench.active == view.claims.all()[0].id
        await pilot.press("u")
        await settled(pilot)
        assert (view.claims.all(), view.spans.all(), view.decisions.all()) == ([], [], [])


async def test_what_changes_while_suggestions_are_looked_for_is_looked_at_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = WorkbenchApp(Workspace(folder, "ada"))
    looks: list[None] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        findings = app.workspace.findings
        real: Callable[..., list[Suggestion]] = findings.between

        def between(*asked: Any, **options: Any) -> list[Suggestion]:
            looks.append(None)
            if len(looks) == 1:
                decided = from_keys({"decisions": frozenset({1})})
                app.call_from_thread(app.compare.suggesting.take, decided)
            return real(*asked, **options)

        monkeypatch.setattr(findings, "between", between)
        await pilot.press("right_square_bracket")
        await settled(pilot)
        assert len(looks) == 2


async def test_the_list_shows_reasons_and_rejects(folder: Path) -> None:
    app = WorkbenchApp(Workspace(folder, "ada"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, SuggestionsScreen)
        first = screen.current
        assert first is not None
        await pilot.press("R")
        await settled(pilot)
        assert first.id not in [entry.id for entry in screen.shown]
        await pilot.press("f")
        kinds = {entry.item.kind for entry in screen.shown}
        assert len(kinds) == 1
        await pilot.press("enter")
        await settled(pilot)
        assert app.bench.suggestion is not None
        assert {place.article for place in app.bench.suggestion.places} <= {FIRST, SECOND}


async def test_in_a_blind_pass_nothing_is_suggested(folder: Path) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "on"\n')
    app = WorkbenchApp(Workspace(folder, "ada"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert isinstance(app.screen, CompareScreen)
        assert app.bench.suggestion is None
