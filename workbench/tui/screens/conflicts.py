"""Conflicts: fields that reviewers changed without seeing each other's change; all values stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from workbench.config.words import _, mark
from workbench.domain.errors import BadInput
from workbench.domain.record import DECISIONS, SIGNATURE, Conflict, ConflictValue, gathered
from workbench.tui.actions import bindings
from workbench.tui.bench import Bench, Draft
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.form import Field, Form, Line
from workbench.tui.screens.history import described, shown_value
from workbench.tui.screens.list_dialog import ListDialog
from workbench.tui.widgets.line_list import LineList
from workbench.tui.widgets.rows import Row, one_line, wrapped
from workbench.tui.wording import local_time
from workbench.workspace import queries
from workbench.workspace.changes import Changes
from workbench.workspace.commands import Command, Resolve
from workbench.workspace.disputes import claim_of
from workbench.workspace.settling import is_prose, needs_correction

_NOUNS = {
    "adjudications": mark("the final verdict of"),
    "verdicts": mark("a verdict on"),
    "evidence": mark("evidence on"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    row: Row
    conflict: Conflict | None = None
    value: ConflictValue | None = None
    """The value that choosing the row keeps."""


class ConflictsScreen(ListDialog[None]):
    """Every conflict with its values: who wrote which, when."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("conflicts")
    keys = (
        ("conflicts.keep", "keeps this value"), ("conflicts.merge", "writes another, from both"),
        ("conflicts.close", "back"),
    )  # fmt: skip

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._lines: list[_Line] = []

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {
            "conflicts.keep": self.keep,
            "conflicts.merge": self.merge,
            "conflicts.close": lambda: self.dismiss(None),
        }

    def take(self, changes: Changes) -> None:
        """A conflict may be settled, or another one have come."""
        if changes:
            self.fill()

    def head(self, width: int) -> list[Row]:
        """What this is."""
        said = _(
            "Changed by several without seeing each other's change; all stands until you choose."
        )
        return [((f" {one_line(said, width - 2)}", "dim"),)]

    def make_rows(self, width: int) -> list[Row]:
        """Each conflict, and below it its values."""
        groups = gathered(self.bench.workspace.conflicts())
        self._lines = [line for group in groups for line in self._rows_of(group, width)]
        if not self._lines:
            self._lines = [_Line(((_(" No conflicts are open."), "dim"),))]
        return [line.row for line in self._lines]

    def stops(self) -> list[int]:
        """The first row of each value."""
        return [number for number, line in enumerate(self._lines) if line.value is not None]

    def _rows_of(self, group: tuple[Conflict, ...], width: int) -> Iterable[_Line]:
        # When it was signed tells the sides of a decision apart even where labels are the same.
        lead = next((item for item in group if item.field == "at"), group[0])
        parts = [item for item in group if item.field not in SIGNATURE]
        field = ", ".join(_field_name(item) for item in parts)
        what = self._about(lead, max(10, width - len(field) - 6))
        yield _Line(((f" {field}", "accent"), (f" of {what}", "bold")))
        for number, value in enumerate(lead.values):
            shown = _("  (shown)") if number == 0 else ""
            signed = f"   {one_line(value.by, 20)} · {local_time(value.at)}{shown}"
            yield _Line(((signed, "dim"),), lead, value)
            for words in self._words(parts, value, named=len(group) > 1):
                yield from (_Line(((f"     {line}", ""),)) for line in wrapped(words, width - 6, 4))
        yield _Line((("", ""),))

    def _words(self, parts: list[Conflict], value: ConflictValue, *, named: bool) -> Iterable[str]:
        """What one side says, field by field."""
        for item in parts:
            for held in item.values:
                if held.dot == value.dot:
                    words = self._label(item, held) or _words(item, held)
                    yield f"{_field_name(item)}: {words}" if named else words

    def _label(self, conflict: Conflict, value: ConflictValue) -> str:
        """A verdict as the scheme calls it; empty for other values."""
        if conflict.table not in DECISIONS or conflict.field != "label" or not value.value:
            return ""
        return queries.label_of(self.bench.scheme, str(value.value)).label

    def _about(self, conflict: Conflict, width: int) -> str:
        """The record by its claim's words where it has one, else by its own."""
        claim = claim_of(self.bench.view, conflict.table, conflict.id)
        if not claim or conflict.table == "claims":
            return described(self.bench, conflict.id, width)
        noun = _(_NOUNS.get(conflict.table, "what is said of"))
        return f"{noun} {described(self.bench, claim, max(10, width - len(noun) - 1))}"

    def _here(self) -> _Line | None:
        row = self.lines.row
        return self._lines[row] if row < len(self._lines) else None

    @on(LineList.Chosen)
    def keep(self) -> None:
        """Keep the value under the cursor."""
        here = self._here()
        if here is None or here.conflict is None or here.value is None:
            return
        if needs_correction(self.bench.workspace, here.conflict, here.value.value):
            self.app.push_screen(CorrectionForm(self.bench, here.conflict, here.value))
            return
        self.ask_for(
            Resolve(id=here.conflict.id, field=here.conflict.field, keep=here.value.value),
            then=lambda __: self.say("Settled"),
        )

    def merge(self) -> None:
        """Write a value from both, where the field is a text."""
        here = self._here()
        if here is None or here.conflict is None:
            return
        if not is_prose(here.conflict):
            self.say(_("Only texts can be merged: choose one of the values with Enter"))
            return
        self.app.push_screen(MergeForm(self.bench, here.conflict))


class MergeForm(Form):
    """One text from several."""

    kind = "merge"

    def __init__(self, bench: Bench, conflict: Conflict) -> None:
        super().__init__(bench, f"{conflict.id} {conflict.field}")
        self._conflict = conflict

    def heading(self) -> str:
        """What is merged."""
        return _("One {field} from both").format(field=self._conflict.field.replace("_", " "))

    def fields(self) -> Iterable[Field]:
        """All texts below each other, to be made one."""
        both = "\n".join(str(value.value or "") for value in self._conflict.values).strip()
        yield Line("text", "Text", both, several=True)
        if needs_correction(self.bench.workspace, self._conflict, both):
            yield _correction()

    def steps(self, values: Draft) -> tuple[Command, ...]:
        """Settle the conflict with the new text."""
        if not values["text"]:
            raise BadInput("the merged text is empty")
        return (
            Resolve(
                id=self._conflict.id,
                field=self._conflict.field,
                keep=values["text"],
                correction=values.get("correction", ""),
            ),
        )


class CorrectionForm(Form):
    """The note with which a published claim comes to show another value."""

    kind = "settling"

    def __init__(self, bench: Bench, conflict: Conflict, value: ConflictValue) -> None:
        super().__init__(bench, f"{conflict.id} {conflict.field} {value.dot}")
        self._conflict = conflict
        self._value = value

    def heading(self) -> str:
        """What the note is for."""
        return _("Keep what {name} wrote: the claim is published").format(name=self._value.by)

    def fields(self) -> Iterable[Field]:
        """The note."""
        yield _correction()

    def steps(self, values: Draft) -> tuple[Command, ...]:
        """Settle the conflict with the note."""
        return (
            Resolve(
                id=self._conflict.id,
                field=self._conflict.field,
                keep=self._value.value,
                correction=values["correction"],
            ),
        )


def _correction() -> Line:
    return Line("correction", "Correction", "", "what is corrected, and why", several=True)


def _field_name(conflict: Conflict) -> str:
    return _("deleted or kept") if conflict.field == "*" else conflict.field.replace("_", " ")


def _words(conflict: Conflict, value: ConflictValue) -> str:
    if conflict.field == "*":
        return _("deletes it") if value.value is None else _("keeps it, and changed it")
    return shown_value(value.value)
