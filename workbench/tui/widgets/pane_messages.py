"""What an article pane tells its screen: past facts, each with the pane they happened in."""

from typing import TYPE_CHECKING

from textual.message import Message

from workbench.domain.span import Range

if TYPE_CHECKING:
    from workbench.tui.widgets.article_pane import ArticlePane


class PaneMessage(Message):
    """Something happened in a pane."""

    def __init__(self, pane: "ArticlePane") -> None:
        super().__init__()
        self.pane = pane

    @property
    def control(self) -> "ArticlePane":
        """The pane, so that `@on(…, "#left")` can choose."""
        return self.pane


class _Latest(PaneMessage):
    """A message of which only the last of a burst from one pane counts."""

    def can_replace(self, message: Message) -> bool:
        return type(message) is type(self) and getattr(message, "pane", None) is self.pane


class CursorMoved(_Latest, namespace="article_pane"):
    """The cursor stands at another offset."""

    def __init__(self, pane: "ArticlePane", offset: int) -> None:
        super().__init__(pane)
        self.offset = offset


class SelectionMade(_Latest, namespace="article_pane"):
    """Something is selected now, or something else than before."""

    def __init__(self, pane: "ArticlePane", ranges: tuple[Range, ...]) -> None:
        super().__init__(pane)
        self.ranges = ranges


class SelectionDropped(PaneMessage, namespace="article_pane"):
    """Nothing is selected any more."""


class NoSelection(PaneMessage, namespace="article_pane"):
    """Something was to be done with the selection, and there is none."""


class NoText(PaneMessage, namespace="article_pane"):
    """Something was to be selected, and the pane shows no article."""


class NoMark(PaneMessage, namespace="article_pane"):
    """A mark was asked for, and there is none."""


class MarkChosen(PaneMessage, namespace="article_pane"):
    """A mark was gone to, clicked, or chosen from the stack under the cursor."""

    def __init__(self, pane: "ArticlePane", ident: str) -> None:
        super().__init__(pane)
        self.id = ident


class Scrolled(_Latest, namespace="article_pane"):
    """Another row is at the top."""

    def __init__(self, pane: "ArticlePane", top_offset: int) -> None:
        super().__init__(pane)
        self.top_offset = top_offset


class Copied(PaneMessage, namespace="article_pane"):
    """The selection was sent to the terminal's clipboard."""

    def __init__(self, pane: "ArticlePane", text: str, n: int) -> None:
        super().__init__(pane)
        self.text = text
        self.n = n
        """Code points copied."""
