"""A question with a few answers, each a key."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from workbench.config.words import _
from workbench.tui.bench import Bench
from workbench.tui.screens.action_screen import Dialog
from workbench.tui.widgets.rows import Row, wrapped
from workbench.tui.widgets.text_rows import TextRows


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the key that gives it, and what it means."""

    key: str
    text: str


class Ask(Dialog[str | None]):
    """Asks; the result is the key of the answer, None if the question was closed."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer('')", "Close", show=False),
        Binding("enter", "answer_first", "First answer", show=False),
    ]

    def __init__(
        self, bench: Bench, question: str, answers: tuple[Answer, ...], *, note: str = ""
    ) -> None:
        super().__init__(bench)
        self._question = question
        self._answers = answers
        self._note = note

    def compose(self) -> ComposeResult:
        """The question and the answers."""
        with Vertical(id="dialog"):
            yield TextRows(self._question_rows, classes="dialog-head")
            yield TextRows(self._answer_rows, id="answers")

    def _question_rows(self, width: int) -> list[Row]:
        lines = [(line, "bold") for line in wrapped(_(self._question), width - 2, 3)]
        if self._note:
            lines += [(line, "") for line in wrapped(_(self._note), width - 2, 3)]
        return [((f" {line}", look),) for line, look in lines]

    def _answer_rows(self, __: int) -> list[Row]:
        rows: list[Row] = [
            ((f"  {answer.key} ", "key"), (f" {_(answer.text)}", "")) for answer in self._answers
        ]
        keys = (
            ("  Enter ", "key"),
            (_(" the first · "), "dim"),
            ("Esc", "key"),
            (_(" neither"), "dim"),
        )
        return [*rows, keys]

    def on_key(self, event: events.Key) -> None:
        """A key that is an answer gives it."""
        for answer in self._answers:
            if event.key == answer.key or event.character == answer.key:
                event.stop()
                self.dismiss(answer.key)

    def on_click(self, event: events.Click) -> None:
        """A click on an answer gives it."""
        clicked = event.widget is not None and event.widget.id == "answers"
        if clicked and event.y < len(self._answers):
            self.dismiss(self._answers[event.y].key)

    def action_answer(self, key: str) -> None:
        """Close with this answer."""
        self.dismiss(key or None)

    def action_answer_first(self) -> None:
        """Close with the first answer."""
        self.dismiss(self._answers[0].key)
