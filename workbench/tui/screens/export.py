"""Exporting: the formats, what each would write, which claims it takes."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from workbench.config.words import _
from workbench.domain.errors import WorkbenchError
from workbench.text.clusters import safe_line
from workbench.tui.actions import bindings
from workbench.tui.bench import Bench, joined
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.ask import Answer, Ask
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.widgets.rows import Row, wrapped
from workbench.workspace.transfer import Choice, Preview, export, formats, preview

_STATES = (None, "all", "adjudicated", "published")
_STATE_NAMES = {
    None: "the claims that each format is meant for",
    "all": "all claims",
    "adjudicated": "adjudicated claims",
    "published": "published claims",
}
_PREVIEW_ROWS = 14


class ExportScreen(ListScreen[str, None]):
    """Enter asks where to write; s, v and w choose the claims by state, verdict and reviewer."""

    scope = "export"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("open", "write it"),
        ("state", "state"),
        ("verdict", "verdict"),
        ("reviewer", "reviewer"),
    )

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._choice = Choice()
        self._formats = {item.name: item for item in formats() if item.writes}
        self._previews: dict[tuple[str, Choice], Preview | str] = {}
        self._wanted: tuple[str, Choice] | None = None
        self._progress = ""

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {
            **super().handlers(),
            "export.state": self.next_state,
            "export.verdict": self.next_verdict,
            "export.reviewer": self.next_reviewer,
        }

    # What is shown

    def heading(self) -> str:
        """Which claims are taken; while writing, how far it is."""
        if self._progress:
            return self._progress
        verdict = self._choice.verdict
        label = self.bench.scheme.verdict(verdict).label if verdict else ""
        who = _("judged or made by {by}").format(by=self._choice.by) if self._choice.by else ""
        return _("Export: {choice}").format(
            choice=joined((_(_STATE_NAMES[self._choice.state]), label, who))
        )

    def nothing(self) -> str:
        """There are always formats."""
        return ""

    def entries(self) -> Sequence[Entry[str]]:
        """One row a format."""
        return [
            Entry(name, name, partial(_row, name, item.summary))
            for name, item in self._formats.items()
        ]

    def detail_rows(self, item: str, width: int) -> list[Row]:
        """The beginning of what would be written, and what the format can't hold."""
        key = (item, self._choice)
        found = self._previews.get(key)
        if found is None:
            self._want(key)
            return [((_("making a preview…"), "dim"),)]
        if isinstance(found, str):
            return [((line, "warning"),) for line in wrapped(found, width, 4)]
        lines = found.text.splitlines()[:_PREVIEW_ROWS]
        rows: list[Row] = [((safe_line(line, width), ""),) for line in lines]
        for loss in found.losses:
            rows += [
                ((line, "warning"),)
                for line in wrapped(_("not held: {loss}").format(loss=loss), width, 2)
            ]
        return rows or [((_("nothing to export: no claim is chosen"), "dim"),)]

    def _want(self, key: tuple[str, Choice]) -> None:
        if self._wanted != key:
            self._wanted = key
            self.run_worker(self._preview(key), group="preview", exclusive=True)

    async def _preview(self, key: tuple[str, Choice]) -> None:
        workspace = self.bench.workspace
        try:
            self._previews[key] = await asyncio.to_thread(preview, workspace, key[0], key[1])
        except WorkbenchError as error:
            self._previews[key] = str(error)
        self._wanted = None
        self._show_detail()

    # Which claims

    def next_state(self) -> None:
        """Take claims of the next state."""
        place = (_STATES.index(self._choice.state) + 1) % len(_STATES)
        self._choose(replace(self._choice, state=_STATES[place]))

    def next_verdict(self) -> None:
        """Take claims with the next verdict; after the last, with any."""
        labels = [None, *(label.id for label in self.bench.scheme.verdicts)]
        place = (labels.index(self._choice.verdict) + 1) % len(labels)
        self._choose(replace(self._choice, verdict=labels[place]))

    def next_reviewer(self) -> None:
        """Take what the next reviewer made or judged; after the last, everybody's."""
        names = ["", *sorted(self.bench.view.verdicts.values("by"))]
        place = names.index(self._choice.by) if self._choice.by in names else 0
        self._choose(replace(self._choice, by=names[(place + 1) % len(names)]))

    def _choose(self, choice: Choice) -> None:
        self._choice = choice
        self.reload()

    # Writing

    def chosen(self, item: str) -> None:
        """Ask where to write."""
        from workbench.tui.screens.export_form import ExportForm

        form = self._formats[item]
        name = f"export-{form.name}" if form.several_files else f"export{form.suffix}"
        target = self.bench.workspace.paths.folder.resolve() / name
        self.app.push_screen(
            ExportForm(self.bench, form.name, str(target)), partial(self._write, item)
        )

    def _write(self, format: str, path: str | None) -> None:
        if path is None:
            return
        self._previews.clear()
        self._show_detail()
        target = Path(path).expanduser()
        if not target.exists():
            self._start(format, target)
            return
        question = _("{name} is there already").format(name=target.name)
        answers = (Answer("r", "replace it"), Answer("k", "keep it"))

        def answered(answer: str | None) -> None:
            if answer == "r":
                self._start(format, target, force=True)

        self.app.push_screen(Ask(self.bench, question, answers), answered)

    def _start(self, format: str, target: Path, *, force: bool = False) -> None:
        self.run_worker(self._written(format, target, force=force), group="export")

    async def _written(self, format: str, path: Path, *, force: bool) -> None:
        tell = self._teller(format)
        try:
            losses = await asyncio.to_thread(
                export,
                self.bench.workspace,
                format,
                path,
                choice=self._choice,
                force=force,
                progress=tell,
            )
        except WorkbenchError as error:
            self.warn(error)
        else:
            self.bench.exported[format] = path
            whole = _("Written to {target}")
            partly = _("Written to {target}; what is not held stands below")
            self.say((partly if losses else whole).format(target=path))
            if self.bench.guide is not None:
                self.bench.guide.look()
        finally:
            self._progress = ""
            self.head.show(self._head_rows)

    def _teller(self, format: str) -> Callable[[int, int], None]:
        def tell(done: int, total: int) -> None:
            of = _(" of {total:,}").format(total=total) if total else ""
            self._progress = _("Writing {format}: {done:,}{of}").format(
                format=format, done=done, of=of
            )
            self.app.call_from_thread(self.head.show, self._head_rows)

        return tell


def _row(name: str, summary: str, width: int) -> Row:
    return ((f" {name:15}", "bold"), (safe_line(_(summary), max(1, width - 17)), ""))
