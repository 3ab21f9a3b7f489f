"""What the status line says of the team: what is withheld, who is here, what waits in the inbox."""

import asyncio
from typing import TYPE_CHECKING

from workbench.config.words import _
from workbench.domain.errors import WorkbenchError
from workbench.tui.actions import first_key
from workbench.tui.bench import Bench
from workbench.tui.widgets.rows import Part
from workbench.workspace.changes import Changes
from workbench.workspace.presence import BEAT_SECONDS, Presence, Present

if TYPE_CHECKING:
    from textual.timer import Timer

    from workbench.tui.screens.compare import CompareScreen

_ROOMY = 110
"""Cells from which things are spelled out."""
_TABLES = ("comments", "assignments", "adjudications", "corrections", "passes")


class TeamWatch:
    """Looks after others in the background; asks nothing of the disk while drawing."""

    def __init__(self, screen: "CompareScreen") -> None:
        self._screen = screen
        self._bench: Bench = screen.bench
        self._presence: Presence | None = None
        self._timer: Timer | None = None
        self.present: tuple[Present, ...] = ()
        """Who else has the workspace open."""
        self.unread = 0
        """How many items of the inbox are new."""
        self.withheld = ""
        """What a blind pass withholds, in words."""

    def start(self) -> None:
        """Begin, once the database is open."""
        workspace = self._bench.workspace
        if not workspace.named:
            from workbench.tui.screens.team_identity import ask_who

            ask_who(self._screen, self._begin)
        self._begin()

    def _begin(self) -> None:
        workspace = self._bench.workspace
        self.stop()
        self._presence = Presence(workspace.paths.annotations, workspace.reviewer)
        if self._timer is None:
            self._timer = self._screen.set_interval(BEAT_SECONDS, self._look)
        self._look()
        self.count()

    def stop(self) -> None:
        """Take the sign of life away."""
        if self._presence is not None:
            self._presence.leave()
            self._presence = None

    def take(self, changes: Changes) -> None:
        """Something may have come that concerns this reviewer."""
        if any(changes.of(table) for table in _TABLES):
            self.count()

    def parts(self, width: int) -> tuple[Part, ...]:
        """For the status line, on a screen of that many cells."""
        parts: list[Part] = []
        if self.withheld:
            said = self.withheld if width >= _ROOMY else _("blind pass")
            parts.append((f"{said} · ", "warning"))
        if self.unread:
            key = first_key("compare.inbox", self._bench.keys)
            parts.append(
                (_("inbox {unread} ({key}) · ").format(unread=self.unread, key=key), "accent")
            )
        here = sorted({item.reviewer for item in self.present if item.case == self._bench.case})
        if here:
            names = ", ".join(here) if width >= _ROOMY else str(len(here))
            parts.append((_("here: {names} · ").format(names=names), "dim"))
        return tuple(parts)

    def count(self) -> None:
        """Count what is new in the inbox, and see what is withheld."""
        self._screen.run_worker(self._count(), group="inbox", exclusive=True)

    async def _count(self) -> None:
        from workbench.workspace import inbox, team

        workspace = self._bench.workspace
        self.withheld = team.withheld(workspace, self._bench.case)
        try:
            self.unread = len(await asyncio.to_thread(inbox.unread, workspace))
        except WorkbenchError as error:
            self._screen.warn(error)
        self._screen.show_status()

    def _look(self) -> None:
        self._screen.run_worker(self._beat(), group="presence", exclusive=True)

    async def _beat(self) -> None:
        presence = self._presence
        if presence is None:
            return
        try:
            found = await asyncio.to_thread(presence.beat, self._bench.case)
        except WorkbenchError as error:
            # Said once: a folder that can't be written to stays so, and all else works.
            self._presence = None
            self._screen.warn(error)
            return
        if found != self.present:
            self.present = found
            self._screen.show_status()
