"""Two panes, ours or Textual's read-only TextArea: what the benchmark presses keys in.

    python -m benchmarks.pane_subjects (ours | textarea) SPANS FILE [FILE]

Nothing is shown before F5, so that mounting can be timed; F6 toggles one mark. At the end (F10)
FILE.memory holds, in bytes, the size of the text and by how much the process grew since before F5:
what the panes and their marks take. The text, and the spans that the marks are of, belong to the
workspace, which holds them whether they are shown or not: they are there before F5.
"""

import os
import sys
from pathlib import Path

import wcwidth  # noqa: F401 - the program too has loaded it when the first key comes
from textual.app import App, ComposeResult
from textual.containers import Horizontal

from benchmarks.pane_texts import spans
from workbench.tui.collector import spare_the_start

KEYS = [("f5", "mount", ""), ("f6", "mark", ""), ("f10", "finish", "")]


def resident() -> int:
    """Bytes of memory the process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


class Subject(App[None]):
    """An application whose screen is empty until F5."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = KEYS  # type: ignore[assignment]

    def __init__(self, count: int, paths: list[Path]) -> None:
        super().__init__()
        self.paths = paths
        found = [path.read_text("utf-8") for path in dict.fromkeys(paths)]
        self.texts = found[0], found[-1]
        self.held = sum(map(sys.getsizeof, found))
        self.spans = [(str(n), (at,)) for n, at in enumerate(spans(len(found[0]), count))]
        self.before = 0

    def compose(self) -> ComposeResult:
        yield Horizontal()

    def action_finish(self) -> None:
        self.paths[0].with_suffix(".memory").write_text(str(self.held + resident() - self.before))
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
        tones = ("plain", "good", "bad", "unsure", "mixed")
        marks = [
            Mark(ident, fragments, tones[n % 5], starts_claim=True)
            for n, (ident, fragments) in enumerate(self.spans)
        ]
        for pane, text in zip(self.panes, self.texts, strict=True):
            pane.show(text, marks)
        self.call_after_refresh(spare_the_start)

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
        for pane, text in zip(self.panes, self.texts, strict=True):
            pane.text = text
            for _, ((start, end),) in self.spans:
                row = text.count("\n", 0, start)
                column = start - text.rfind("\n", 0, start) - 1
                last = column + end - start
                pane._highlights[row].append((column, last, "keyword"))


if __name__ == "__main__":
    made = {"ours": Ours, "textarea": Area}[sys.argv[1]]
    made(int(sys.argv[2]), [Path(name) for name in sys.argv[3:]]).run()
