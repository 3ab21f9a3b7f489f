"""The dashboard: how far everybody is, and how far reviewers agree.

The figures are computed in a thread; the screen is there at once and says how far they are.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from workbench.config.words import _
from workbench.domain.errors import WorkbenchError
from workbench.tui.actions import bindings
from workbench.tui.bench import Bench, joined
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.ask import Answer, Ask
from workbench.tui.screens.dashboard_entries import Line, agreement_entries, progress_entries
from workbench.tui.screens.dashboard_rows import figure_row
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.screens.team_passes import ask_to_close, ask_to_reopen, ask_to_submit
from workbench.tui.widgets.rows import Row, wrapped
from workbench.workspace import team
from workbench.workspace.changes import Changes
from workbench.workspace.figures import FigureRow, figure_rows

if TYPE_CHECKING:
    from workbench.tui.screens.team_watch import TeamWatch
    from workbench.workspace.team import AgreementReport, CaseProgress

_TABLES = (
    "claims", "verdicts", "spans", "links", "assignments", "passes", "adjudications", "articles",
)  # fmt: skip


class DashboardScreen(ListScreen[Line, str | None]):
    """Enter leads from a figure to the claims behind it; the result is where to go."""

    scope = "dashboard"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("open", "claims behind it"),
        ("submit", "submit my pass"),
        ("close_pass", "close a pass"),
        ("reopen_pass", "reopen it"),
        ("save", "write plots"),
    )

    def __init__(self, bench: Bench, watch: "TeamWatch") -> None:
        super().__init__(bench)
        self._watch = watch
        self._progress: tuple[CaseProgress, ...] = ()
        self._report: AgreementReport | None = None
        self._state = _("counting…")
        self._stale = False
        self._computing = False

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {
            **super().handlers(),
            "dashboard.submit": lambda: ask_to_submit(self, self.bench.case),
            "dashboard.close_pass": self.close_pass,
            "dashboard.reopen_pass": self.reopen_pass,
            "dashboard.save": self.ask_path,
        }

    def on_mount(self) -> None:
        """Show what there is, which is little, and begin to compute."""
        super().on_mount()
        self.call_after_refresh(self._compute)

    # What is shown

    def heading(self) -> str:
        """The case, what is withheld, and how far the computation is."""
        said = team.withheld(self.bench.workspace, self.bench.case)
        return joined(
            (
                _("Dashboard of {case}").format(case=self.bench.case_name),
                said,
                self._state,
            )
        )

    def nothing(self) -> str:
        """Before anything is counted."""
        return ""

    def entries(self) -> Sequence[Entry[Line]]:
        """Progress first, then the figures, those of now before those of the blind pass."""
        here = {(item.reviewer, item.case) for item in self._watch.present}
        here.add((self.bench.reviewer, self.bench.case))
        rows = progress_entries(self._progress, here)
        if self._report is not None:
            rows += agreement_entries(self._report, self.bench.scheme)
        return rows

    def detail_rows(self, item: Line, width: int) -> list[Row]:
        """A pair's figures in full; what a reader of the figures has to know."""
        if item.pair is not None:
            found = figure_rows(item.pair.verdicts, item.pair.marks)
            return [figure_row(row, width) for row in found]
        rows: list[Row] = []
        if isinstance(item.figure, FigureRow) and item.behind is not None:
            counts = ", ".join(
                f"{title.lower()}: {len(ids)}" for title, ids in item.behind.sections
            )
            rows.append(((f"{item.figure.name} · {counts or 'nothing behind it'}", ""),))
        for note in self._report.notes if self._report and item.figure else ():
            rows += [((line, "dim"),) for line in wrapped(note, width, 2)]
        return rows

    # Computing

    def take(self, changes: Changes) -> None:
        """Count anew if something that counts has changed."""
        if any(changes.of(table) for table in _TABLES):
            self._compute()

    def _compute(self) -> None:
        if self._computing:
            self._stale = True
        else:
            self._computing = True
            self.run_worker(self._computed(), group="dashboard")

    async def _computed(self) -> None:
        workspace = self.bench.workspace
        case = self.bench.case or None
        try:
            self._stale = True
            while self._stale:
                self._stale = False
                self._progress = await asyncio.to_thread(team.progress, workspace)
                self._show("computing agreement…")
                self._report = await asyncio.to_thread(
                    team.agreement, workspace, case=case, tell=self._tell
                )
            self._show("")
        except WorkbenchError as error:
            self._show("")
            self.warn(error)
        finally:
            self._computing = False

    def _tell(self, done: int, total: int) -> None:
        self.app.call_from_thread(self._show_state, f"computing agreement: {done} of {total} pairs")

    def _show_state(self, state: str) -> None:
        self._state = state
        if self.is_attached:
            self.head.show(self._head_rows)

    def _show(self, state: str) -> None:
        self._state = state
        if self.is_attached:
            self.reload()

    # What the keys do

    def chosen(self, item: Line) -> None:
        """List what is behind the figure."""
        if item.behind is None:
            return
        from workbench.tui.screens.dashboard_behind import BehindScreen

        self.app.push_screen(BehindScreen(self.bench, item.behind), self._go)

    def _go(self, id: str | None) -> None:
        if id is not None:
            self.dismiss(id)

    def close_pass(self) -> None:
        """End the pass of the reviewer under the cursor."""
        person = self.current.person if self.current else None
        if person is None:
            self.say(_("Put the cursor on a reviewer"))
            return
        ask_to_close(self, person.case, person.reviewer)

    def reopen_pass(self) -> None:
        """Let the pass of the reviewer under the cursor run again."""
        person = self.current.person if self.current else None
        if person is None:
            self.say(_("Put the cursor on a reviewer"))
            return
        ask_to_reopen(self, person.case, person.reviewer)

    def ask_path(self) -> None:
        """Ask where to write."""
        if self._report is None:
            self.say(_("The figures are still being computed"))
            return
        from workbench.tui.screens.words_form import WordsForm

        target = self.bench.workspace.paths.folder.resolve() / "agreement.svg"
        question = _("Write plots (.svg, .png) or a table (.csv) to")
        form = WordsForm(self.bench, "agreement", question, str(target))
        self.app.push_screen(form, self._write)

    def _write(self, path: str | None) -> None:
        if not path:
            return
        target = Path(path).expanduser()
        if not target.exists():
            self._save(target)
            return
        answers = (Answer("r", "replace it"), Answer("k", "keep it"))

        def answered(answer: str | None) -> None:
            if answer == "r":
                self._save(target, force=True)

        self.app.push_screen(Ask(self.bench, f"{target.name} is there", answers), answered)

    def _save(self, target: Path, *, force: bool = False) -> None:
        from workbench.workspace import plots, targets

        if self._report is None:
            return
        try:
            scheme = self.bench.scheme
            kind = plots.kind_of(target)
            data = plots.render(self._report, scheme, self.bench.case, kind)
            targets.save(self.bench.workspace.paths, [(target, data)], force=force)
        except WorkbenchError as error:
            self.warn(error)
        else:
            self.say(_("Written to {target}").format(target=target))
