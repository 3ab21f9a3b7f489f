"""Two versions of an article side by side: what changed, and what becomes of the spans."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType

from workbench.config.words import _
from workbench.domain.errors import WorkbenchError
from workbench.tui.actions import bindings
from workbench.tui.bench import Bench, joined
from workbench.tui.screens.action_screen import ActionScreen, Handlers
from workbench.tui.screens.anchors_corrections import note_correction
from workbench.tui.screens.diff_rows import pair_rows
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.widgets.rows import Row, one_line
from workbench.workspace.changes import Changes, Outcome
from workbench.workspace.commands import AddArticle, Command, DeclineVersion, RestoreVersion
from workbench.workspace.revision_diff import Pair, compare_versions
from workbench.workspace.revisions import STATES


class DiffScreen(ListScreen[Pair, str | None]):
    """a takes the version at the right, x stays with the one at the left, E notes a correction."""

    scope = "diff"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("accept", "take the new version"),
        ("decline", "stay with the old one"),
        ("evidence", "note the correction as evidence"),
        ("open", "next change"),
    )

    def __init__(self, bench: Bench, article: str, version: str, *, waiting: bool) -> None:
        """Compare the current version of an article with another.

        Args:
            bench: the session's.
            article: its id.
            version: the other version.
            waiting: whether that is what the file holds now, and nobody has taken it yet.
        """
        super().__init__(bench)
        library = bench.workspace.articles
        self._article = library.get(article)
        self._version = version
        self._waiting = waiting
        self._old, self._new = library.text(self._article.version), library.text(version)
        self._pairs: tuple[Pair, ...] = ()
        self._state = _("comparing…")
        self._made_for = 0
        self._taking = False

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {
            **super().handlers(),
            "diff.accept": self.accept,
            "diff.decline": self.decline,
            "diff.evidence": self.note,
            "diff.previous": lambda: self.step(-1),
            "diff.next": lambda: self.step(1),
        }

    def on_mount(self) -> None:
        """Compare in the background; a large article takes its time."""
        super().on_mount()
        self.in_background(self._compare, "compare")

    async def _compare(self) -> None:
        self._pairs = await asyncio.to_thread(compare_versions, self._old, self._new)
        self.reload()
        revisions = self.bench.workspace.revisions
        revisions.progress = self._tell
        try:
            counted = await asyncio.to_thread(revisions.preview, self._article.id, self._version)
        except WorkbenchError as error:
            self._say_state(str(error))
        else:
            shown = joined(f"{counted[state]} {state}" for state in STATES if counted[state])
            self._say_state(f"spans would be: {shown}" if shown else "no spans yet")
        finally:
            revisions.progress = None

    def _tell(self, done: int, total: int) -> None:
        self.app.call_from_thread(self._say_state, f"finding spans again: {done:,} of {total:,}")

    def _say_state(self, words: str) -> None:
        self._state = words
        if self.is_attached:
            self.head.show(self._head_rows)

    # What is shown

    def heading(self) -> str:
        """Which versions; how much changed; what becomes of the spans."""
        changed = sum(pair.kind != "same" for pair in self._pairs)
        which = (
            _("recorded │ in the file now") if self._waiting else _("current │ the other version")
        )
        return joined(
            (
                which,
                _("{changed} of {count} paragraphs differ").format(
                    changed=changed, count=len(self._pairs)
                ),
                self._state,
            )
        )

    def _head_rows(self, width: int) -> list[Row]:
        return [((f" {one_line(self._article.title, width - 2)}", "bold"),),
                *super()._head_rows(width)]  # fmt: skip

    def nothing(self) -> str:
        """While it compares."""
        return _("The versions are being compared.")

    def entries(self) -> Sequence[Entry[Pair]]:
        """Rows of two columns; the cursor stops where something changed."""
        width = self._made_for = max(40, self.lines.size.width or self.app.size.width)
        rows: list[Entry[Pair]] = []
        anything = any(pair.kind != "same" for pair in self._pairs)
        for number, pair in enumerate(self._pairs):
            lines = pair_rows(pair, self._old, self._new, width, brackets=self.app.no_color)
            for line, row in enumerate(lines):
                stops = line == 0 and (pair.kind != "same" or not anything)
                rows.append(Entry(f"{number}.{line}", pair, _drawn(row), heading=not stops))
        return rows

    def take(self, changes: Changes) -> None:
        """The versions stay what they are."""

    def on_resize(self, event: events.Resize) -> None:
        """Wrap both columns anew."""
        super().on_resize(event)
        self.call_after_refresh(self._wrap_anew)

    def _wrap_anew(self) -> None:
        if self.is_attached and self._made_for != self.lines.size.width:
            self.reload()

    # What the keys do

    def step(self, by: int) -> None:
        """Go to the change before or after."""
        if by > 0:
            self.lines.action_down()
        else:
            self.lines.action_up()

    def chosen(self, item: Pair) -> None:  # noqa: ARG002 - the list says which, the step is its own
        """Go to the next change."""
        self.step(1)

    def accept(self) -> None:
        """Take the version at the right; every span is found again."""
        article = self._article
        command: Command
        if self._waiting:
            path = self.bench.workspace.paths.folder / article.path
            command = AddArticle(path=str(path), replaces=article.id)
        else:
            command = RestoreVersion(article=article.id, version=self._version)
        self._carry_out(command, "The new version is taken")

    def decline(self) -> None:
        """Stay with the recorded version; this text is not offered again."""
        if self._waiting:
            self._carry_out(DeclineVersion(article=self._article.id), _("The old version stays"))
        else:
            self.close()

    def _carry_out(self, command: Command, words: str) -> None:
        if self._taking:
            return
        self._taking = True
        self.bench.workspace.revisions.progress = self._tell

        def ended() -> None:
            self._taking = False
            self.bench.workspace.revisions.progress = None

        def done(outcomes: list[Outcome]) -> None:
            ended()
            told = joined(warning for item in outcomes for warning in item.warnings)
            self.app.notify(joined((words, told)), markup=False, timeout=8)
            if command.do != "restore_version":
                left = [id for id in self.bench.changed if id != self._article.id]
                self.bench.changed = tuple(left)
            if self.is_attached:
                self.dismiss(self._article.id)

        def refused(error: WorkbenchError) -> None:
            ended()
            self.warn(error)

        self.ask_for(command, then=done, failed=refused, kept=False)

    def note(self) -> None:
        """Make the change under the cursor evidence of the active claim."""
        pair = self.current
        if pair is None or pair.kind == "same":
            self.say(_("Put the cursor on a change first"))
            return
        was = _words(self._old, pair.gone, pair.old)
        now = _words(self._new, pair.come, pair.new)
        note_correction(self, self._article.id, (), was, now)


def _drawn(row: Row) -> Callable[[int], Row]:
    return lambda __: row


def _words(text: str, marked: Sequence[tuple[int, int]], whole: tuple[int, int] | None) -> str:
    """From the first changed word to the last; the whole paragraph if none is marked."""
    if marked:
        return text[marked[0][0] : marked[-1][1]]
    return text[slice(*whole)] if whole is not None else ""


def open_waiting(screen: ActionScreen[Any], article: str) -> None:
    """Compare an article with what its file holds now; says so if that is the same."""
    library = screen.bench.workspace.articles
    waiting = library.changed(article)
    if waiting is None:
        screen.say(_("The file holds the recorded text: there is no new version"))
        return
    screen.app.push_screen(DiffScreen(screen.bench, article, waiting.version, waiting=True))
