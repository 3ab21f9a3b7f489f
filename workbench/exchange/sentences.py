"""Which sentences of an article a span touches, for formats that count in sentences."""

from bisect import bisect_left, bisect_right

from workbench.domain.record import Record
from workbench.domain.span import Range, Span
from workbench.text.segment import sentences


class Sentences:
    """The sentences of every article version, found once."""

    def __init__(self, record: Record) -> None:
        """Remember the texts; each is cut when it is first asked for."""
        self._texts = record.texts
        self._ranges: dict[str, list[Range]] = {}
        self._starts: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}

    def ranges(self, version: str) -> list[Range]:
        """The sentences of a version, as ranges of code points."""
        if version not in self._ranges:
            found = list(sentences(self._texts.get(version, "")))
            self._ranges[version] = found
            self._starts[version] = [start for start, _ in found]
            self._ends[version] = [end for _, end in found]
        return self._ranges[version]

    def texts(self, version: str) -> list[str]:
        """The sentences of a version, as text without the blanks at their ends."""
        text = self._texts.get(version, "")
        return [text[start:end].strip() for start, end in self.ranges(version)]

    def touched(self, span: Span) -> list[int]:
        """Numbers, from 0, of the sentences that the span touches."""
        self.ranges(span.version)
        starts, ends = self._starts[span.version], self._ends[span.version]
        found: set[int] = set()
        for start, end in span.fragments:
            found.update(range(bisect_right(ends, start), bisect_left(starts, end)))
        return sorted(found)
