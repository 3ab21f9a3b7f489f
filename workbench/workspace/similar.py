"""Which articles are nearly the same as others: told wherever articles are listed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain.errors import WorkbenchError
from workbench.workspace.library import is_archived

if TYPE_CHECKING:
    from workbench.domain.article import Article
    from workbench.workspace.library import Library


_LOOKED_AT = 200_000
"""Code points from the beginning of an article that are compared."""


@dataclass(frozen=True, slots=True)
class Near:
    """Another article that says nearly the same."""

    article: str
    share: float
    """Share of the shorter one's words found in the other, in order, 0.8 to 1."""

    def __str__(self) -> str:
        """In words, after the name of the one it is like."""
        return f"nearly the same as {self.article} ({self.share:.0%} of the words)"


class Similar:
    """Compares articles pair by pair; a pair is compared once, a text read once."""

    def __init__(self, library: "Library") -> None:
        """Compare nothing yet."""
        self._library = library
        self._words: dict[str, list[str]] = {}
        self._shares: dict[tuple[str, str], float] = {}

    def find(self) -> dict[str, tuple[Near, ...]]:
        """Article → those nearly the same, the most alike first; articles without any left out.

        Archived articles are left out. The time grows with the square of their number, about a
        second for a hundred articles of a thousand words; later on only new ones are compared.
        One whose text can't be read is left out too: whoever shows it says why.
        """
        articles = [item for item in self._library.all() if not is_archived(item)]
        there = [item for item in articles if self._is_readable(item)]
        found: dict[str, list[Near]] = {}
        for place, one in enumerate(there):
            for two in there[:place]:
                share = self._share(one.version, two.version)
                if share:
                    found.setdefault(one.id, []).append(Near(two.id, share))
                    found.setdefault(two.id, []).append(Near(one.id, share))
        return {
            id: tuple(sorted(others, key=lambda other: -other.share))
            for id, others in found.items()
        }

    def _is_readable(self, article: "Article") -> bool:
        try:
            self._words_of(article.version)
        except WorkbenchError:
            return False
        return True

    def _share(self, one: str, two: str) -> float:
        from workbench.intake.duplicates import NEAR, share

        key = (one, two) if one < two else (two, one)
        if key not in self._shares:
            found = share(self._words_of(one), self._words_of(two))
            self._shares[key] = found if found >= NEAR else 0.0
        return self._shares[key]

    def _words_of(self, version: str) -> list[str]:
        from workbench.intake.duplicates import words

        if version not in self._words:
            self._words[version] = words(self._library.text(version)[:_LOOKED_AT])
        return self._words[version]
