"""The annotation scheme: which verdicts, relations, facets and span labels a workspace uses.

A scheme is data. The presets stand in `presets`; a workspace chooses one in `workbench.toml` and
may change or add to it there.
"""

from dataclasses import dataclass
from typing import TypeVar

from workbench.domain.errors import UnknownLabel


@dataclass(frozen=True, slots=True)
class VerdictLabel:
    """One answer to "is the claim right?"."""

    id: str
    label: str
    """What people see."""
    rank: int | None = None
    """Place on a scale from 1 (wrong) upwards, or None where the label is not on the scale."""
    glyph: str = "•"
    """One cell, so that the verdict is readable without colour."""
    rationale: bool = True
    """Whether a rationale is asked for."""
    evidence: int = 0
    """How many sources are needed at least."""
    claimreview: str = ""
    """`reviewRating.alternateName`; the label itself if empty."""
    fever: str = ""
    averitec: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """How one span relates to another."""

    id: str
    label: str
    inverse: str = ""
    """What it is called from the other end; empty if it reads the same both ways."""
    glyph: str = "─"
    help: str = ""


@dataclass(frozen=True, slots=True)
class SpanLabel:
    """A category that a span may carry."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """All that a workspace may choose from."""

    name: str
    verdicts: tuple[VerdictLabel, ...]
    relations: tuple[Relation, ...]
    aspects: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    span_labels: tuple[SpanLabel, ...] = ()

    def verdict(self, label: str) -> VerdictLabel:
        """Find a verdict label by id.

        Raises:
            UnknownLabel: if the scheme has none of that id.
        """
        return _find(self.verdicts, label, "verdict label", self.name)

    def relation(self, relation: str) -> Relation:
        """Find a relation by id.

        Raises:
            UnknownLabel: if the scheme has none of that id.
        """
        return _find(self.relations, relation, "relation", self.name)

    def span_label(self, label: str) -> SpanLabel:
        """Find a span label by id.

        Raises:
            UnknownLabel: if the scheme has none of that id.
        """
        return _find(self.span_labels, label, "span label", self.name)

    def facet(self, name: str, value: str) -> str:
        """Check the value of a link's facet: `aspect`, `voice` or `certainty`.

        Raises:
            UnknownLabel: if the scheme does not have that value.
        """
        values = {"aspect": self.aspects, "voice": self.voices, "certainty": self.certainties}[name]
        if value not in values:
            known = ", ".join(values) or "none"
            raise UnknownLabel(
                f"the scheme {self.name!r} has no {name} {value!r}", hint=f"it has: {known}"
            )
        return value


_Item = TypeVar("_Item", VerdictLabel, Relation, SpanLabel)


def _find(items: tuple[_Item, ...], wanted: str, what: str, scheme: str) -> _Item:
    for item in items:
        if item.id == wanted:
            return item
    known = ", ".join(item.id for item in items) or "none"
    raise UnknownLabel(f"the scheme {scheme!r} has no {what} {wanted!r}", hint=f"it has: {known}")
