"""The form for a comment."""

from collections.abc import Iterable

from workbench.config.words import _
from workbench.domain.claim import Claim, Comment
from workbench.domain.errors import BadInput
from workbench.tui.bench import Bench, Draft
from workbench.tui.screens.form import Field, Form, Line
from workbench.tui.widgets.rows import Row, wrapped
from workbench.tui.wording import quoted
from workbench.workspace.commands import AddComment, Command


class CommentForm(Form):
    """A remark on a claim, or an answer to one."""

    kind = "comment"

    def __init__(self, bench: Bench, claim: Claim, answers: Comment | None = None) -> None:
        super().__init__(bench, answers.id if answers else claim.id)
        self._claim = claim
        self._answers = answers

    def heading(self) -> str:
        """On which claim."""
        return _("Comment on {text}").format(text=quoted(self._claim.text, 90))

    def rows_above(self, width: int) -> list[Row]:
        """The comment that is answered."""
        if self._answers is None:
            return []
        lines = wrapped(f"{self._answers.by}: {self._answers.text}", width - 2, 3)
        return [((f" {line}", "dim"),) for line in lines]

    def fields(self) -> Iterable[Field]:
        """The words."""
        yield Line("text", "Comment", "", "@name mentions a reviewer", several=True)

    def steps(self, values: Draft) -> tuple[Command, ...]:
        """Add the comment."""
        if not values["text"]:
            raise BadInput("a comment needs words")
        reply_to = self._answers.id if self._answers else None
        return (AddComment(claim=self._claim.id, text=values["text"], reply_to=reply_to),)
