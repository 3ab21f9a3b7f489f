"""Two panes on one text, ours or Textual's read-only TextArea: what the benchmark presses keys in.

    python -m benchmarks.pane_subjects (ours | textarea) FILE SPANS

Nothing is shown before F5, so that mounting can be timed; F6 toggles one mark. At the end (F10) the
growth of the process's memory since before F5 stands in FILE.memory, in bytes.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("TEXTUAL_FPS", "120")

from textual.app import App, ComposeResult
from textual.containers import Horizontal

from benchmarks.pane_texts import spans

KEYS = [("f5", "mount", ""), ("f6", "mark", ""), ("f10", "finish", "")]


def resident() -> int:
    """Bytes of memory the process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


class Subject(App[None]):
    """An application whose screen is empty until F5."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = KEYS  # type: ignore[assignment]

    def __init__(self, path: Path, count: int) -> None:
        super().__init__()
        self.path = path
        self.count = count
        self.before = 0

    def compose(self) -> ComposeResult:
        yield Horizontal()

    def action_finish(self) -> None:
        self.path.with_suffix(".memory").write_text(str(resident() - self.before))
        self.exit()


class Ours(Subject):
    """The article pane, with ruler and gutter as on the compare screen."""

    CSS = "ArticlePane { width: 1fr; }"

    def on_ready(self) -> None:
        from workbench.tui.themes import THEMES
        from workbench.tui.widgets.article_pane import ArticlePane
        from workbench.tui.widgets.link_gutter import LinkGutter
        from workbench.tui.widgets.overview_ruler import OverviewRuler

        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.panes = ArticlePane(), ArticlePane()
        left, right = self.panes
        row = self.query_one(Horizontal)
        row.mount_all(
            [left, OverviewRuler(left), LinkGutter(left, right), right, OverviewRuler(right)]
        )
        left.focus()

    def action_mount(self) -> None:
        from workbench.tui.widgets.article_pane import Mark

        self.before = resident()
        text = self.path.read_text("utf-8")
        tones = ("plain", "good", "bad", "unsure", "mixed")
        marks = [
            Mark(str(n), (found,), tones[n % 5], starts_claim=True)
            for n, found in enumerate(spans(len(text), self.count))
        ]
        for pane in self.panes:
            pane.show(text, marks)

    def action_mark(self) -> None:
        from workbench.tui.widgets.article_pane import Mark

        pane = self.panes[0]
        if "toggled" in pane.book.marks:
            pane.drop_marks(["toggled"])
        else:
            start = pane.top_offset
            pane.put_marks([Mark("toggled", ((start + 5, start + 205),), "good")])


class Area(Subject):
    """Textual's TextArea, read only, with marks as highlights."""

    CSS = "TextArea { width: 1fr; border: none; padding: 0; }"

    def on_ready(self) -> None:
        from textual.widgets import TextArea

        self.panes = tuple(
            TextArea("", read_only=True, soft_wrap=True, show_cursor=True) for _ in range(2)
        )
        for pane in self.panes:
            pane.cursor_blink = False
        self.query_one(Horizontal).mount_all(self.panes)
        self.panes[0].focus()

    def action_mount(self) -> None:
        self.before = resident()
        text = self.path.read_text("utf-8")
        for pane in self.panes:
            pane.text = text
            for start, end in spans(len(text), self.count):
                row = text.count("\n", 0, start)
                column = start - text.rfind("\n", 0, start) - 1
                last = column + end - start
                pane._highlights[row].append((column, last, "keyword"))


if __name__ == "__main__":
    made = {"ours": Ours, "textarea": Area}[sys.argv[1]]
    made(Path(sys.argv[2]), int(sys.argv[3])).run()
