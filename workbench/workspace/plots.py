"""Figures of agreement as a table (CSV) and as a drawing (SVG, PNG), for papers and meetings."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args
from xml.sax.saxutils import escape

from workbench.config.scheme import Scheme
from workbench.domain.errors import WrongUse
from workbench.text.clusters import safe_line
from workbench.workspace.figures import STAGE_NAMES, FigureRow, PlotKind, figure_rows, stages

if TYPE_CHECKING:
    from workbench.review.report import AgreementReport, StageReport

HEADER = ("stage", "reviewers", "figure", "value", "low", "high", "n", "reason")
COLOURS = ("#2f6fb0", "#d9802e", "#8d8d99", "#8a52a8", "#2f8f7f", "#b8a400", "#6b6b2f", "#a83c5c")
"""Told apart without telling red from green; labels and counts stand beside them."""

_WIDTH = 840
_LEFT, _RIGHT = 260, 560
_ROW = 22
_CELL = 46


def agreement_csv(report: "AgreementReport") -> str:
    """Every figure, overall and pair by pair, one a row; undefined ones with their reason."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(HEADER)
    for stage in stages(report):
        for row in figure_rows(stage.verdicts, stage.marks):
            write((stage.stage, "all", *_cells(row)))
        for pair in stage.pairs:
            for row in figure_rows(pair.verdicts, pair.marks):
                write((stage.stage, " / ".join(pair.reviewers), *_cells(row)))
    return out.getvalue()


def _cells(row: FigureRow) -> tuple[str, ...]:
    figure = row.figure
    low, high = figure.interval or (None, None)
    numbers = ("" if item is None else f"{item:.6f}" for item in (figure.value, low, high))
    return (row.key, *numbers, str(figure.n), figure.reason)


def agreement_svg(report: "AgreementReport", scheme: Scheme, title: str) -> str:
    """Figures with their intervals, confusion of labels, distribution of verdicts; no script.

    Args:
        report: the figures.
        scheme: names the labels.
        title: what is reported, for example the case.
    """
    drawing = _Drawing()
    drawing.text(10, f"Agreement: {title}", 18, weight="bold")
    for stage in stages(report):
        drawing.down(14)
        drawing.text(10, STAGE_NAMES[stage.stage], 15, weight="bold")
        _draw_figures(drawing, stage)
        _draw_confusion(drawing, stage, scheme)
        _draw_distribution(drawing, stage, scheme)
    for note in report.notes:
        drawing.text(10, note, 11)
    return drawing.whole(title)


class _Drawing:
    """Lines of SVG, from top to bottom."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.y = 8.0

    def down(self, by: float) -> None:
        self.y += by

    def text(
        self, x: float, words: str, size: int = 12, *, weight: str = "normal", down: bool = True
    ) -> None:
        """Write a line; `down` goes on below it."""
        top = self.y + size
        self._parts.append(
            f'<text x="{x:g}" y="{top:g}" font-size="{size}" font-weight="{weight}">'
            f"{escape(safe_line(words, 110))}</text>"
        )
        if down:
            self.y += size + 8

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, wide: float) -> None:
        self._parts.append(
            f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" '
            f'stroke="{colour}" stroke-width="{wide:g}"/>'
        )

    def box(
        self, x: float, wide: float, high: float, colour: str, opacity: float, title: str
    ) -> None:
        self._parts.append(
            f'<rect x="{x:g}" y="{self.y:g}" width="{wide:g}" height="{high:g}" fill="{colour}" '
            f'fill-opacity="{opacity:.2f}"><title>{escape(safe_line(title))}</title></rect>'
        )

    def dot(self, x: float, y: float) -> None:
        self._parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="4.5" fill="{COLOURS[0]}"/>')

    def whole(self, title: str) -> str:
        high = self.y + 12
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {high:g}" '
            f'width="{_WIDTH}" height="{high:g}" font-family="sans-serif" fill="#1a1a1a">\n'
            f"<title>{escape(safe_line(title))}</title>\n"
            f'<rect width="100%" height="100%" fill="#ffffff"/>\n' + "\n".join(self._parts) + "\n"
            "</svg>\n"
        )


def _draw_figures(drawing: _Drawing, stage: "StageReport") -> None:
    """A dot a figure, with its interval, on a scale from 0 to 1 (or from -1, if one is below)."""
    rows = list(figure_rows(stage.verdicts, stage.marks))
    known = [end for row in rows for end in (row.figure.value, *(row.figure.interval or ()))]
    lowest = -1.0 if any(end is not None and end < 0 for end in known) else 0.0

    def place(value: float) -> float:
        return _LEFT + (max(value, lowest) - lowest) / (1 - lowest) * (_RIGHT - _LEFT)

    top = drawing.y
    for tick in (lowest, (1 + lowest) / 2, 1.0):
        x, bottom = place(tick), top + 16 + _ROW * len(rows)
        drawing.line(x, top + 14, x, bottom, "#d0d0d0", 1)
        drawing.text(x - 6, f"{tick:g}", 10, down=False)
    drawing.down(18)
    for row in rows:
        figure, middle = row.figure, drawing.y + _ROW / 2 - 2
        drawing.text(10, row.name, down=False)
        if figure.interval is not None:
            ends = [place(end) for end in figure.interval]
            drawing.line(ends[0], middle, ends[1], middle, COLOURS[0], 2)
        said = figure.reason
        if figure.value is not None:
            drawing.dot(place(figure.value), middle)
            said = f"{figure.value:.3f}{_interval(row)}, n {figure.n}"
        drawing.text(_RIGHT + 14, said, 11, down=False)
        drawing.down(_ROW)
    drawing.down(8)


def _interval(row: FigureRow) -> str:
    ends = row.figure.interval
    return f" ({ends[0]:.3f} – {ends[1]:.3f})" if ends else ""


def _draw_confusion(drawing: _Drawing, stage: "StageReport", scheme: Scheme) -> None:
    """How often two labels met on one claim; the same label twice stands on the diagonal."""
    labels = list(labels_of(stage))
    counts = {pair: len(claims) for pair, claims in stage.confusion.items()}
    if not counts:
        return
    most = max(counts.values())
    drawing.text(10, "Which labels were given to one claim by two reviewers", weight="bold")
    for place, label in enumerate(labels):
        x = _LEFT + place * _CELL + _CELL / 2 - 4
        drawing.text(x, name_of(label, scheme)[0], 12, down=False)
    drawing.down(_ROW)
    for one in labels:
        drawing.text(10, " ".join(name_of(one, scheme)), down=False)
        for place, two in enumerate(labels):
            count = counts.get((one, two), 0) or counts.get((two, one), 0)
            x = _LEFT + place * _CELL
            colour = COLOURS[0] if one == two else COLOURS[1]
            drawing.box(x, _CELL - 2, _ROW - 2, colour, 0.08 + 0.6 * count / most, f"{count}")
            drawing.text(x + 6, str(count), down=False)
        drawing.down(_ROW)
    drawing.down(8)


def _draw_distribution(drawing: _Drawing, stage: "StageReport", scheme: Scheme) -> None:
    """A bar a reviewer, cut by label."""
    labels = list(labels_of(stage))
    sizes = {name: sum(map(len, given.values())) for name, given in stage.distribution.items()}
    if not any(sizes.values()):
        return
    most, wide = max(sizes.values()), _WIDTH - _LEFT - 30
    drawing.text(10, "Verdicts of each reviewer", weight="bold")
    for name, given in stage.distribution.items():
        drawing.text(10, f"{name} ({sizes[name]})", down=False)
        x = float(_LEFT)
        for place, label in enumerate(labels):
            count = len(given.get(label, ()))
            if not count:
                continue
            taken = wide * count / most
            glyph, said = name_of(label, scheme)
            colour = COLOURS[place % len(COLOURS)]
            drawing.box(x, taken - 1, _ROW - 4, colour, 0.6, f"{name}: {said} {count}")
            drawing.text(x + 3, f"{glyph} {count}" if taken > 34 else "", 11, down=False)
            x += taken
        drawing.down(_ROW)
    legend = " · ".join(" ".join(name_of(label, scheme)) for label in labels)
    drawing.text(10, legend, 11)


def labels_of(stage: "StageReport") -> Iterator[str]:
    """The labels that were given, or could have been, in the order of the scheme."""
    seen = dict.fromkeys(label for given in stage.distribution.values() for label in given)
    yield from seen


def name_of(label: str, scheme: Scheme) -> tuple[str, str]:
    """A label's glyph and words."""
    from workbench.workspace.queries import label_of

    found = label_of(scheme, label)
    return found.glyph or "•", found.label


def kind_of(target: Path) -> PlotKind:
    """What a file of that name holds.

    Raises:
        WrongUse: if the name ends in none of `.svg`, `.png` and `.csv`.
    """
    for kind in get_args(PlotKind):
        if target.suffix.lower() == f".{kind}":
            return cast(PlotKind, kind)
    raise WrongUse(
        "plots are written as .svg or .png, tables as .csv", where=str(target), hint="name it so"
    )


def render(report: "AgreementReport", scheme: Scheme, title: str, kind: PlotKind) -> bytes:
    """The drawing, the picture or the table, as a file holds it.

    Raises:
        WrongUse: if a picture can't be made here.
    """
    if kind == "csv":
        return agreement_csv(report).encode("utf-8")
    drawn = agreement_svg(report, scheme, title)
    if kind == "svg":
        return drawn.encode("utf-8")
    from workbench.workspace.plot_image import png_of

    return png_of(drawn)
