"""Forms: fields below the articles. Enter saves, Esc closes and keeps the draft."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget

from workbench.config.words import _
from workbench.domain.errors import WorkbenchError
from workbench.tui.actions import bindings, first_key
from workbench.tui.bench import Bench, Draft
from workbench.tui.screens.action_screen import Dialog, Handlers
from workbench.tui.widgets.choice_row import ChoiceRow, Option
from workbench.tui.widgets.rows import Row, wrapped
from workbench.tui.widgets.text_rows import TextRows
from workbench.tui.widgets.words import Words
from workbench.tui.wording import key_rows
from workbench.workspace.changes import Outcome
from workbench.workspace.commands import Command

if TYPE_CHECKING:
    from workbench.workspace.opened import Edits, Opened


@dataclass(frozen=True, slots=True)
class Line:
    """A field for words."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    several: bool = False
    """Whether it may hold several lines."""
    verbatim: bool = False
    """Whether blanks at both ends belong to it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A field with a few options."""

    name: str
    label: str
    options: Sequence[Option]
    value: str = ""
    required: bool = False


Field = Line | Choice

_KEYS = (
    ("save", "saves"), ("new_line", "new line"), ("next", "next field"),
    ("close", "closes, keeps the draft"),
)  # fmt: skip


class Form(Dialog[str | None]):
    """Fields, and the commands that saving them asks for.

    The result is the id of what was made or changed, None if nothing was saved.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("form")
    kind: ClassVar[str] = "form"
    """What drafts are kept under, together with `about`."""
    first_field: ClassVar[str] = ""
    """Where the cursor is at first; the first field if empty."""
    kept_too: ClassVar[tuple[str, ...]] = ()
    """Fields that a draft keeps also as they were given; alone they are none."""

    def __init__(self, bench: Bench, about: str = "") -> None:
        super().__init__(bench)
        self.about = about
        self._restored = self.draft_key in bench.drafts
        self._saving = False
        self._given: Draft = {}
        self._opened: Future[Opened] | None = None

    @property
    def ready(self) -> bool:
        """While it saves, keys wait for the screen that comes after it."""
        return super().ready and not self._saving

    # What a form says of itself

    def heading(self) -> str:
        """What the form is for, in a few words."""
        raise NotImplementedError

    def rows_above(self, width: int) -> list[Row]:  # noqa: ARG002 - for those that override it
        """What is shown above the fields, such as quotations."""
        return []

    def fields(self) -> Iterable[Field]:
        """The fields, in order."""
        raise NotImplementedError

    def extra(self) -> Iterable[Widget]:
        """Widgets below the fields."""
        return ()

    def steps(self, values: Draft) -> tuple[Command, ...]:
        """The commands that save these values.

        Raises:
            WorkbenchError: if the values can't be saved as they are.
        """
        raise NotImplementedError

    def edits(self) -> "Edits":
        """The records that saving changes, as the form shows them."""
        return {}

    def beside(self) -> Draft:
        """What belongs to the draft and stands in no field."""
        return {}

    def result(self, outcomes: list[Outcome]) -> str | None:
        """What the form made, from what came of its commands."""
        return outcomes[-1].id if outcomes else None

    # Drawing

    @property
    def draft_key(self) -> tuple[str, str]:
        """Under which the draft is kept."""
        return self.kind, self.about

    def compose(self) -> ComposeResult:
        """Heading, what is above, the fields, what went wrong, the keys."""
        draft = self.bench.drafts.get(self.draft_key, {})
        with Vertical(id="dialog"):
            yield TextRows(self._head_rows, classes="dialog-head")
            with VerticalScroll(id="fields", can_focus=False):
                yield TextRows(self._above)
                for field in self.fields():
                    yield from self._field(field, draft.get(field.name, field.value))
                yield from self.extra()
            yield TextRows(id="trouble")
            yield TextRows(self._foot_rows, classes="dialog-foot")

    def _field(self, field: Field, value: str) -> ComposeResult:
        self._given[field.name] = field.value
        id = f"field-{field.name}"
        with Horizontal(classes="field"):
            yield TextRows(lambda __: [((f" {_(field.label)}", "dim"),)], classes="label")
            if isinstance(field, Line):
                yield Words(
                    value,
                    one_line=not field.several,
                    verbatim=field.verbatim,
                    placeholder=_(field.hint),
                    id=id,
                )
            else:
                yield ChoiceRow(field.options, value or None, required=field.required, id=id)

    def _above(self, width: int) -> list[Row]:
        rows = self.rows_above(width)
        return [*rows, (("", ""),)] if rows else []

    def _head_rows(self, __: int) -> list[Row]:
        restored = _(" · draft of before, not saved yet") if self._restored else ""
        return [((f" {_(self.heading())}", "bold"), (restored, "warning"))]

    def _foot_rows(self, width: int) -> list[Row]:
        keys = [(first_key(f"form.{name}", self.bench.keys), _(words)) for name, words in _KEYS]
        return key_rows(keys, width)

    def on_mount(self) -> None:
        """Put the cursor where the typing begins; note what is shown."""
        edits = self.edits()
        if edits:
            before = self.bench.opened.get(self.draft_key) if self._restored else None
            self._opened = before or self.bench.writer.look(edits)
        name = self.first_field_now()
        for widget in self.query(f"#field-{name}" if name else "Words, ChoiceRow"):
            widget.focus()
            break

    def first_field_now(self) -> str:
        """The name of the field to begin with."""
        return self.first_field

    # Keys

    def handlers(self) -> Handlers:
        """The actions of every form."""
        return {
            "form.save": self.save,
            "form.new_line": self.new_line,
            "form.next": self.focus_next,
            "form.previous": self.focus_previous,
            "form.close": self.close,
        }

    @property
    def values(self) -> Draft:
        """What the fields hold now."""
        return {
            name: widget.value
            for name in self._given
            for widget in self.query(f"#field-{name}")
            if isinstance(widget, (Words, ChoiceRow))
        }

    def changed(self, values: Draft) -> Draft:
        """Those of the values that are not what they were when the form was opened."""
        return {name: value for name, value in values.items() if value != self._given[name]}

    def new_line(self) -> None:
        """Begin a new line in the text."""
        if isinstance(self.focused, Words):
            self.focused.new_line()

    def save(self) -> None:
        """Ask for the changes; the form stays until they are on disk."""
        if self._saving:
            return
        try:
            steps = self.steps(self.values)
        except WorkbenchError as error:
            self.show_trouble(error)
            return
        self._saving = True
        self.ask_for(*steps, then=self._saved, failed=self._failed, kept=False, opened=self._opened)

    def _saved(self, outcomes: list[Outcome]) -> None:
        self.bench.drafts.pop(self.draft_key, None)
        for outcome in outcomes:
            for warning in outcome.warnings:
                self.warn(warning)
        if self.is_attached:
            self.close_above()
            self.dismiss(self.result(outcomes))

    def _failed(self, error: WorkbenchError) -> None:
        self._saving = False
        if self.is_attached:
            self.show_trouble(error)
        self.warn(error)

    def show_trouble(self, error: WorkbenchError | str) -> None:
        """Say in the form what is wrong; nothing typed is lost."""

        def rows(width: int) -> list[Row]:
            return [((f" {line}", "error"),) for line in wrapped(str(error), width - 2, 3)]

        self.query_one("#trouble", TextRows).show(rows)

    def keep_draft(self) -> None:
        """Keep what was typed, if anything was."""
        values = self.values
        changed = self.changed(values) | self.beside()
        if changed.keys() - set(self.kept_too):
            kept = {name: values[name] for name in self.kept_too}
            self.bench.drafts[self.draft_key] = {**changed, **kept}
            if self._opened is not None:
                self.bench.opened[self.draft_key] = self._opened
        else:
            self.bench.drafts.pop(self.draft_key, None)

    def close(self) -> None:
        """Close without saving; what was typed is kept as a draft."""
        self.keep_draft()
        if self.draft_key in self.bench.drafts:
            self.say("The draft is kept: open the form again to go on")
        self.dismiss(None)
