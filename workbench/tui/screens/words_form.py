"""A form of one field whose words are the result."""

from collections.abc import Iterable

from workbench.tui.bench import Bench
from workbench.tui.screens.form import Field, Form, Line


class WordsForm(Form):
    """Asks for a few words; empty ones are an answer too, None is none."""

    kind = "words"

    def __init__(self, bench: Bench, about: str, question: str, value: str = "") -> None:
        super().__init__(bench, about)
        self._question = question
        self._value = value

    def heading(self) -> str:
        """The question."""
        return self._question

    def fields(self) -> Iterable[Field]:
        """The field."""
        yield Line("words", "Words", self._value)

    def save(self) -> None:
        """Hand the words back."""
        self.bench.drafts.pop(self.draft_key, None)
        self.dismiss(self.values["words"])
