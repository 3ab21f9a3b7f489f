"""The cases with their progress; archived ones below."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from workbench.config.words import _
from workbench.tui.actions import bindings
from workbench.tui.bench import Bench
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.screens.undoing import Undoing
from workbench.tui.screens.words_form import WordsForm
from workbench.tui.widgets.rows import Row, one_line
from workbench.tui.wording import count_of
from workbench.workspace.cases import CaseSummary, summaries
from workbench.workspace.commands import AddCase, ArchiveCase, RenameCase

_BAR = 10


class CasesScreen(ListScreen[CaseSummary, str | None]):
    """Enter shows the first two articles of a case; n makes, r renames, x archives one."""

    scope = "cases"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("open", "show"),
        ("new", "new case"),
        ("rename", "rename"),
        ("archive", "archive, or bring back"),
        ("undo", "undo"),
    )

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._undoing = Undoing(self)

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {
            **super().handlers(),
            "cases.new": self.new,
            "cases.rename": self.rename,
            "cases.archive": self.archive,
            "cases.undo": self._undoing.undo,
            "cases.redo": self._undoing.redo,
        }

    def heading(self) -> str:
        """How many there are."""
        return count_of(sum(not entry.item.archived for entry in self.shown), "case")

    def nothing(self) -> str:
        """What to do."""
        return _("No cases yet: n makes one, or add an article.")

    def entries(self) -> Sequence[Entry[CaseSummary]]:
        """Those at work, then the archived ones."""
        found = summaries(self.bench.workspace)
        rows = [_entry(item) for item in found if not item.archived]
        archived = [_entry(item) for item in found if item.archived]
        if archived:
            first = next(item for item in found if item.archived)
            rows.append(Entry("archived", first, partial(_heading_row, "archived"), heading=True))
        return [*rows, *archived]

    def chosen(self, item: CaseSummary) -> None:
        """Show the case."""
        if item.archived:
            self.say(_("The case is archived: x brings it back"))
        elif item.articles:
            self.dismiss(item.name)
        else:
            self._add_to(item.name)

    def _add_to(self, case: str) -> None:
        from workbench.tui.screens.add_article import AddArticleForm

        self.app.push_screen(AddArticleForm(self.bench, case))

    def new(self) -> None:
        """Make a case."""

        def named(name: str | None) -> None:
            if name:
                self.ask_for(AddCase(name=name), then=lambda __: self.reload(go_to=name))

        form = WordsForm(self.bench, "new case", _("What is the new case called?"))
        self.app.push_screen(form, named)

    def rename(self) -> None:
        """Rename the case; its files move along."""
        case = self.current
        if case is None or case.archived:
            return

        def named(name: str | None) -> None:
            if name and name != case.name:
                self.ask_for(
                    RenameCase(case=case.name, name=name), then=lambda __: self.reload(go_to=name)
                )

        question = _("What is {name} to be called?").format(name=case.name)
        form = WordsForm(self.bench, f"rename {case.name}", question, case.name)
        self.app.push_screen(form, named)

    def archive(self) -> None:
        """Put the case out of the way, or bring it back."""
        case = self.current
        if case is not None:
            words = _("brought back") if case.archived else _("archived; nothing was deleted")
            self.ask_for(
                ArchiveCase(case=case.name, on=not case.archived),
                then=lambda __: self._archived(
                    _("{name} is {words}").format(name=case.name, words=words)
                ),
            )

    def _archived(self, words: str) -> None:
        self.say(words)
        self.reload()


def _entry(item: CaseSummary) -> Entry[CaseSummary]:
    return Entry(item.name, item, partial(_row, item))


def _heading_row(title: str, __: int) -> Row:
    return ((f" {title}", "accent"),)


def _row(item: CaseSummary, width: int) -> Row:
    counts = f"{count_of(item.articles, 'article'):>12}"
    done = (
        _("{judged}/{claims} judged by you, {adjudicated} final").format(
            judged=item.judged, claims=item.claims, adjudicated=item.adjudicated
        )
        if item.claims
        else _("no claims yet")
    )
    tail = f"{counts}   {_bar(item)}  {done}"
    look = "dim" if item.archived else "bold"
    room = max(8, width - 2 - max(58, len(tail) + 2))
    name = one_line(item.name, room)
    gap = " " * max(1, room - len(name))
    return ((f" {name}{gap}", look), (tail, "dim"))


def _bar(item: CaseSummary) -> str:
    full = _BAR * item.judged // item.claims if item.claims else 0
    return "█" * full + "░" * (_BAR - full)
