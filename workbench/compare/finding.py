"""What a rule is and what it hands to the suggester."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain.suggestion import Kind

if TYPE_CHECKING:
    from workbench.compare.reading import Pair


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: places as (side, start, end), side 0 for left and 1 for right."""

    places: tuple[tuple[int, int, int], ...]
    values: tuple[str, ...]
    reason: str
    score: float
    relation: str | None = None
    aspect: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the suggester."""

    name: str
    kind: Kind
    explanation: str
    apply: "Callable[[Pair], Iterator[Finding]]"
    english: bool = True
    """Whether it holds for English only."""
