"""What the compare screen shows, as a picture (SVG), drawn without a terminal."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.domain.errors import StoreTrouble

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from workbench.workspace.workspace import Workspace


def screen_picture(
    workspace: "Workspace",
    articles: Sequence[str] = (),
    claim: str | None = None,
    *,
    size: tuple[int, int] = (120, 40),
    theme: str = "",
) -> str:
    """Draw the compare screen.

    Args:
        workspace: what to show; it is left open.
        articles: ids of the articles in the panes, left first; none leaves the choice to the
            program.
        claim: the id of the claim that is active; None for none.
        size: columns and rows.
        theme: as in the settings; empty takes that of the settings.

    Raises:
        StoreTrouble: if the screen could not be drawn.
    """
    from workbench.tui.app import WorkbenchApp
    from workbench.tui.appearance import theme_for

    workspace.named = True  # nobody is asked who works
    app = WorkbenchApp(workspace)
    app.no_color = False
    if theme:
        app.theme = theme_for(theme, workspace.settings.appearance.background)
    if articles:
        app.bench.shown = list(articles)
    drawn: list[str] = []

    async def draw(pilot: "Pilot[object]") -> None:
        await _settled(pilot)
        if app.bench.guide is not None:
            app.bench.guide.hide()
            await _settled(pilot)
        if claim is not None:
            app.compare.activate(claim, reveal=True)
            await _settled(pilot)
        drawn.append(app.export_screenshot(title=workspace.name))
        app.exit()

    app.run(headless=True, size=size, auto_pilot=draw)
    if not drawn:
        raise StoreTrouble(app.crashed or app.bench.trouble or "the screen could not be drawn")
    return self_contained(drawn[0])


async def _settled(pilot: "Pilot[object]") -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def self_contained(svg: str) -> str:
    """The picture with the reader's own monospaced font in place of one from the web."""
    return (
        re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
        .replace("Fira Code,", "")
        .replace("Fira Code", "monospace")
    )
