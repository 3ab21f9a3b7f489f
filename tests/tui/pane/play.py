"""Runs the two panes in a real terminal: `python -m tests.tui.pane.play LEFT RIGHT BELIEF`.

F8 writes what the program believes the screen shows to the file BELIEF, a line for each row; F9
marks two overlapping spans; F10 ends.
"""

import sys
from pathlib import Path

import workbench.tui  # noqa: F401 - before Textual is loaded: the program's frames a second

# isort: split
from tests.tui.pane.stage import Stage, screen_rows
from workbench.tui.widgets.article_pane import Mark


class Play(Stage):
    """The stage with keys for the test outside."""

    BINDINGS = [("f8", "believe", ""), ("f9", "mark", ""), ("f10", "quit", "")]  # noqa: RUF012
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, left: str, right: str, belief: Path) -> None:
        super().__init__(left, right)
        self.belief = belief

    def action_believe(self) -> None:
        rows = "\n".join(screen_rows(self))
        self.belief.with_suffix(".part").write_text(rows, "utf-8")
        self.belief.with_suffix(".part").replace(self.belief)

    def action_mark(self) -> None:
        self.left.put_marks(
            [
                Mark("one", ((0, 9),), "good", starts_claim=True, glyph="✓"),
                Mark("two", ((4, 15),), "bad"),
            ]
        )


if __name__ == "__main__":
    left, right, belief = map(Path, sys.argv[1:4])
    texts = [path.read_bytes().decode("utf-8", "surrogatepass") for path in (left, right)]
    Play(texts[0], texts[1], belief).run()
