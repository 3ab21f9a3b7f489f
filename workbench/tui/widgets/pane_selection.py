"""Cursor and selection as one value; keyboard and mouse make new ones from it."""

from dataclasses import dataclass, replace

from workbench.domain.span import Range
from workbench.text.motion import merged


@dataclass(frozen=True, slots=True)
class Selection:
    """Where the cursor is and what is selected; all offsets are code points.

    The open selection reaches from `mark_start` to the cursor, half open: the cluster under the
    cursor is the first one outside when it was extended to the right.
    """

    cursor: int = 0
    mark_start: int | None = None
    """Where the open selection began, or None."""
    fragments: tuple[Range, ...] = ()
    """Finished fragments."""
    latched: bool = False
    """Whether every motion extends (`v`)."""
    goal: int | None = None
    """The cell that moves by rows want."""

    @property
    def open_range(self) -> Range | None:
        """The open selection, or None if it is empty."""
        if self.mark_start is None or self.mark_start == self.cursor:
            return None
        return min(self.mark_start, self.cursor), max(self.mark_start, self.cursor)

    @property
    def ranges(self) -> tuple[Range, ...]:
        """Everything selected: sorted, disjoint, not empty."""
        open_range = self.open_range
        return merged((*self.fragments, open_range) if open_range else self.fragments)

    def moved(self, cursor: int, *, extend: bool = False, goal: int | None = None) -> "Selection":
        """Put the cursor elsewhere; extends if asked to or latched, else the open one ends."""
        if extend or self.latched:
            start = self.cursor if self.mark_start is None else self.mark_start
            return replace(self, cursor=cursor, mark_start=start, goal=goal)
        return replace(self, cursor=cursor, mark_start=None, goal=goal)

    def selecting(self, start: int, end: int) -> "Selection":
        """Make `[start, end)` the open selection, the cursor at its end."""
        return replace(self, cursor=end, mark_start=start, goal=None)

    def latch(self) -> "Selection":
        """Begin an open selection at the cursor that every motion extends, or end it."""
        if self.latched:
            return replace(self, mark_start=None, latched=False)
        start = self.cursor if self.mark_start is None else self.mark_start
        return replace(self, mark_start=start, latched=True)

    def finish_fragment(self) -> "Selection":
        """Keep the open selection as a fragment, so that another one can be begun."""
        return replace(self, fragments=self.ranges, mark_start=None, latched=False)

    def closed(self) -> "Selection":
        """End the open selection; finished fragments stay."""
        return replace(self, mark_start=None, latched=False)

    def dropped(self) -> "Selection":
        """Select nothing, the cursor where it is."""
        return Selection(self.cursor)
