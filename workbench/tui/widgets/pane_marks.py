"""The marks of a pane: what is drawn where, and which mark is meant at a place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workbench.domain.span import Range
from workbench.text.runs import Index, Runs

TONES = ("plain", "custom", "good", "unsure", "mixed", "bad")
"""From the lowest to the highest rank: where marks overlap, the highest gives the background."""

FAINT, PICKED, ACTIVE = (len(TONES) + index for index in range(3))
"""Class bits beside those of the tones."""

_COUNTED = (1 << len(TONES)) - 1
_TONE_BITS = {tone: 1 << rank for rank, tone in enumerate(TONES)}
MOST_DEPTH = 9


@dataclass(frozen=True, slots=True)
class Mark:
    """A span as it is drawn."""

    id: str
    fragments: tuple[Range, ...]
    """Sorted, disjoint, in code points; drawn snapped outward to clusters."""
    tone: str = "plain"
    """`plain` or a verdict class: `good`, `bad`, `unsure`, `mixed`, `custom`."""
    faint: bool = False
    """A suggestion."""
    picked: bool = False
    active: bool = False
    """Belongs to the active claim."""
    starts_claim: bool = False
    """Whether the margin shows that something begins here."""
    glyph: str = ""
    """The verdict's glyph, shown in the margin."""

    @property
    def start(self) -> int:
        """Where the first fragment begins."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """Where the last fragment ends."""
        return self.fragments[-1][1]


def class_bits(mark: Mark) -> int:
    """The classes of the runs that a mark covers."""
    if mark.faint:
        return 1 << FAINT
    bits = _TONE_BITS.get(mark.tone, _TONE_BITS["custom"])
    return bits | mark.picked << PICKED | mark.active << ACTIVE


class MarkBook:
    """All marks of one text, kept flattened to runs; changes cost what they touch."""

    def __init__(self) -> None:
        self._marks: dict[str, Mark] = {}
        self.runs = Runs(counted=_COUNTED)
        self.index = Index()
        self.faint_visible = True

    @property
    def marks(self) -> Mapping[str, Mark]:
        """The marks by id."""
        return MappingProxyType(self._marks)

    def set_all(self, marks: Iterable[Mark]) -> None:
        """Replace all marks."""
        self._marks = {mark.id: mark for mark in marks if mark.fragments}
        self._flatten()

    def set_faint_visible(self, visible: bool) -> None:
        """Show or hide the faint marks; hidden ones are under no cursor."""
        self.faint_visible = visible
        self._flatten()

    def _flatten(self) -> None:
        parts = [
            (start, end, mark)
            for mark in self._marks.values()
            if self.is_shown(mark)
            for start, end in mark.fragments
        ]
        self.runs = Runs(
            ((start, end, class_bits(mark)) for start, end, mark in parts), counted=_COUNTED
        )
        self.index = Index((start, end, mark.id) for start, end, mark in parts)

    def is_shown(self, mark: Mark) -> bool:
        """Whether a mark is drawn at all."""
        return self.faint_visible or not mark.faint

    def put(self, mark: Mark) -> Mark | None:
        """Add a mark, or replace the one with its id, and return what was replaced."""
        before = self.drop(mark.id)
        if mark.fragments:
            self._marks[mark.id] = mark
            if self.is_shown(mark):
                for start, end in mark.fragments:
                    self.runs.add(start, end, class_bits(mark))
                    self.index.add(start, end, mark.id)
        return before

    def drop(self, ident: str) -> Mark | None:
        """Take a mark away and return it; None if there is none of that id."""
        mark = self._marks.pop(ident, None)
        if mark is not None and self.is_shown(mark):
            for start, end in mark.fragments:
                self.runs.remove(start, end, class_bits(mark))
                self.index.remove(start, end, ident)
        return mark

    def at(self, offset: int) -> tuple[str, ...]:
        """Ids of the marks on a code point, topmost first.

        The active claim's stand first, then the picked ones, then suggestions last; among equals
        the shortest is on top.
        """
        entries = self.index.at(offset)
        ordered = sorted(entries, key=lambda entry: self._order(entry[2]))
        return tuple(dict.fromkeys(ident for _, _, ident in ordered))

    def _order(self, ident: str) -> tuple[bool, bool, bool]:
        mark = self._marks[ident]
        return not mark.active, not mark.picked, mark.faint

    def margin(self, start: int, end: int) -> tuple[str, bool]:
        """The glyph beside a row (empty for none) and whether it is the active claim's.

        Args:
            start: Where the row begins.
            end: Where the next one begins.
        """
        best: Mark | None = None
        for offset, ident in self.index.starts_between(start, end):
            mark = self._marks[ident]
            if offset != mark.start or not (mark.starts_claim or mark.glyph):
                continue
            if best is None or self._order(ident) < self._order(best.id):
                best = mark
        if best is None:
            return "", False
        return best.glyph or "▸", best.active

    def depth(self, start: int, end: int) -> str:
        """A digit for the deepest overlap of a row, from 3 on; else a blank."""
        depth = max((look.depth for _, _, look in self.runs.between(start, end)), default=0)
        if depth < 3:
            return " "
        return str(depth) if depth <= MOST_DEPTH else "+"
