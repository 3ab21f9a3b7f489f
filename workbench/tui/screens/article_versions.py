"""The versions of an article that are kept: compare with the current one, go back to one."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from workbench.config.words import _
from workbench.domain.errors import WorkbenchError
from workbench.tui.actions import bindings
from workbench.tui.bench import Bench, joined
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.screens.undoing import Undoing
from workbench.tui.widgets.rows import Row, one_line
from workbench.tui.wording import count_of, local_time
from workbench.workspace.changes import Outcome
from workbench.workspace.commands import RestoreVersion
from workbench.workspace.revisions import Version


class VersionsScreen(ListScreen[Version, None]):
    """Enter compares a version with the current one, b goes back to it."""

    scope = "versions"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("open", "compare with the current one"),
        ("restore", "go back to it"),
        ("undo", "undo"),
    )

    def __init__(self, bench: Bench, article: str) -> None:
        super().__init__(bench)
        self._article = article
        self._undoing = Undoing(self)

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {
            **super().handlers(),
            "versions.restore": self.restore,
            "versions.undo": self._undoing.undo,
            "versions.redo": self._undoing.redo,
        }

    def heading(self) -> str:
        """Of which article."""
        return _("{versions} of {title}").format(
            versions=count_of(len(self.shown), "version"),
            title=self.bench.title_of(self._article),
        )

    def nothing(self) -> str:
        """There is always one."""
        return ""

    def entries(self) -> Sequence[Entry[Version]]:
        """The latest first."""
        found = self.bench.workspace.revisions.versions(self._article)
        return [Entry(item.hash, item, partial(self._row, item)) for item in found]

    def _row(self, item: Version, width: int) -> Row:
        try:
            text = self.bench.workspace.articles.text(item.hash)
        except WorkbenchError as error:
            return ((f" {one_line(str(error), max(1, width - 1))}", "warning"),)
        when = joined((local_time(item.at), item.by)) if item.at else _("as in the file")
        mark = _("● current") if item.current else "         "
        head = _(" {mark}  {hash}  {when}  {count:,} characters  ").format(
            mark=mark, hash=item.hash[:12], when=when, count=len(text)
        )
        return ((head, ""), (one_line(text[:200], max(1, width - len(head))), "dim"))

    def chosen(self, item: Version) -> None:
        """Compare the version with the current one."""
        if item.current:
            self.say(_("This is the current version"))
            return
        from workbench.tui.screens.diff import DiffScreen

        screen = DiffScreen(self.bench, self._article, item.hash, waiting=False)
        self.app.push_screen(screen)

    def restore(self) -> None:
        """Make the version the current one; spans whose words stand there again come back."""
        if self.current is None:
            return

        def done(outcomes: list[Outcome]) -> None:
            told = joined(warning for item in outcomes for warning in item.warnings)
            self.say(told or "That is the current version now")
            self.reload()

        command = RestoreVersion(article=self._article, version=self.current.hash)
        self.ask_for(command, then=done)
