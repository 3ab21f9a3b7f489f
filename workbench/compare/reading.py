"""An article read once for all comparisons, and two of them side by side."""

import math
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.compare import languages, links
from workbench.compare.boilerplate import Passage, passage_index, passages
from workbench.compare.checkworthy import score
from workbench.compare.names import Name, find_names
from workbench.compare.places import Site, find_sites
from workbench.compare.quantities import Located, Quantity, find, located, outside
from workbench.compare.quotations import Quotation, Related, find_quotations, related
from workbench.compare.stems import content_stems

if TYPE_CHECKING:
    from workbench.compare.links import Scores


@dataclass
class Reading:
    """What the rules know of one article; each part is worked out when first asked for."""

    article: str
    text: str
    published: str = ""

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The sentences that take part."""
        return passages(self.text)

    @cached_property
    def wordings(self) -> list[str]:
        """The words of the passages."""
        return [self.text[one.start : one.end] for one in self.passages]

    @cached_property
    def stems(self) -> list[frozenset[str]]:
        """The content stems of each passage."""
        return [frozenset(content_stems(words)) for words in self.wordings]

    @cached_property
    def unsupported(self) -> str:
        """Why the rules for English do not fit; empty if they do."""
        return languages.unsupported(self.text)

    @cached_property
    def quotations(self) -> list[Quotation]:
        """The quotations inside passages."""
        return [one for one in find_quotations(self.text) if self.passage_of(one.start) is not None]

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The numbers and dates inside passages."""
        found = find(self.text)
        return [
            one for one in found if passage_index(self.passages, one.start, one.end) is not None
        ]

    @cached_property
    def unquoted(self) -> list[Quantity]:
        """The quantities outside quotations."""
        return outside(self.quantities, [(one.start, one.end) for one in self.quotations])

    @cached_property
    def located(self) -> list[Located]:
        """The quantities with passage, quotation and value."""
        return located(self.quantities, self.unquoted, self)

    @cached_property
    def worth(self) -> list[float]:
        """How check-worthy each passage is."""
        return score(self.wordings)

    @cached_property
    def sites(self) -> list[Site]:
        """The kinds of places with an owner, inside passages."""
        return find_sites(self)

    @cached_property
    def names(self) -> list[Name]:
        """The names of persons inside passages, each spelling and rank once."""
        found: dict[tuple[str, str], Name] = {}
        for one in find_names(self.text):
            if self.passage_of(one.start) is not None:
                found.setdefault((one.text, one.rank), one)
        return list(found.values())

    @cached_property
    def _by_passage(self) -> dict[int, list[Quantity]]:
        found: dict[int, list[Quantity]] = {}
        for one in self.located:
            found.setdefault(one.passage, []).append(one.quantity)
        return found

    def quantities_of(self, passage: int) -> list[Quantity]:
        """The numbers and dates of one passage, by its number."""
        return self._by_passage.get(passage, [])

    def passage_of(self, offset: int) -> int | None:
        """The number of the passage at an offset."""
        return passage_index(self.passages, offset, offset)


@dataclass
class Pair:
    """Two articles side by side, or one against itself."""

    left: Reading
    right: Reading
    alone: bool = field(init=False)

    def __post_init__(self) -> None:
        self.alone = self.left is self.right

    @cached_property
    def scores(self) -> "Scores":
        """`links.score` of the passages, shape (left, right)."""
        right = self.left.wordings if self.alone else self.right.wordings
        return links.score(self.left.wordings, right)

    @cached_property
    def score_rows(self) -> list[list[float]]:
        """The same scores as lists, which are read faster one by one."""
        rows: list[list[float]] = self.scores.tolist()
        return rows

    @cached_property
    def rarity(self) -> dict[str, float]:
        """How rare a stem is among the passages of both: 0 (in all of them) to 1 (in one)."""
        bags = self.left.stems if self.alone else [*self.left.stems, *self.right.stems]
        counts = Counter(one for bag in bags for one in bag)
        scale = math.log(max(len(bags), 2))
        return {one: 1 - math.log(count) / scale for one, count in counts.items()}

    @cached_property
    def quotation_pairs(self) -> list[Related]:
        """The quotations of both that say the same."""
        return related(self)

    def label(self, side: int) -> str:
        """What a reason calls a side."""
        if self.alone:
            return ("first", "second")[side]
        return "AB"[side]
