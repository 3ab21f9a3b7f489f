"""Whether objects from a file fit the texts, the scheme and each other. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from workbench.config.scheme import Scheme
from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput
from workbench.domain.ids import is_id
from workbench.domain.review import Adjudication, Pass
from workbench.domain.span import Link, Range, Span, quote_of
from workbench.domain.verdict import Verdict

PARENTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "spans": (("article", "articles"),),
    "links": (("source", "spans"), ("target", "spans")),
    "verdicts": (("claim", "claims"),),
    "evidence": (("claim", "claims"),),
    "omissions": (("claim", "claims"), ("article", "articles")),
    "comments": (("claim", "claims"),),
    "corrections": (("claim", "claims"),),
    "assignments": (("claim", "claims"),),
    "adjudications": (("claim", "claims"),),
}
"""Table → (field, table of what it names): without it the object means nothing."""

MEMBERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "claims": (("spans", "spans"), ("links", "links")),
    "verdicts": (("evidence", "evidence"),),
    "adjudications": (("verdicts", "verdicts"),),
}
"""Table → (field, table of its members): the object stands without them."""


def check_fragments(fragments: tuple[Range, ...], length: int) -> None:
    """See that the ranges are sorted, disjoint, not empty and inside a text of that length.

    Raises:
        BadInput: if they are not; without a place.
    """
    if fault := fragment_fault(fragments, length):
        raise BadInput(fault)


def fragment_fault(fragments: tuple[Range, ...], length: int) -> str:
    """What is wrong with ranges in a text of that length; empty if nothing is."""
    if not fragments:
        return "the span has no fragments"
    before = 0
    for start, end in fragments:
        if start < 0 or end > length:
            return f"[{start}, {end}) lies outside the text of {length} characters"
        if start >= end:
            return f"[{start}, {end}) is empty"
        if start < before:
            return f"[{start}, {end}) overlaps the fragment before it, or is out of order"
        before = end
    return ""


def check_id(item_id: str) -> None:
    """See that it is one of our ids.

    Raises:
        BadInput: if it is not; without a place.
    """
    if not is_id(item_id):
        raise BadInput(f"{item_id!r} is not an id (13 letters and digits)")


def check_labels(item: object, scheme: Scheme) -> None:
    """See that the scheme has every label, relation and facet that the object names.

    Raises:
        UnknownLabel: if it has not; without a place.
        BadInput: if a confidence is not between 0 and 1.
    """
    if isinstance(item, Span) and item.label is not None:
        scheme.span_label(item.label)
    elif isinstance(item, Link):
        scheme.relation(item.relation)
        for facet in ("aspect", "voice", "certainty"):
            if (value := getattr(item, facet)) is not None:
                scheme.facet(facet, value)
    elif isinstance(item, Verdict):
        scheme.verdict(item.label)
        if item.confidence is not None and not 0 <= item.confidence <= 1:
            raise BadInput(f"the confidence {item.confidence} is not between 0 and 1")
    elif isinstance(item, Adjudication) and item.label is not None:
        scheme.verdict(item.label)


def fits(span: Span, text: str) -> bool:
    """Whether the span lies inside the text, its words where it says.

    An orphan may lie anywhere.
    """
    if span.state == "orphan":
        return bool(span.fragments)
    if fragment_fault(span.fragments, len(text)):
        return False
    return quote_of(text, span.fragments) == span.quote


def missing(table: str, item: object, has: Callable[[str, str], bool]) -> Iterator[str]:
    """Each thing that the object needs and that `has(table, id)` does not know."""
    for field, parents in PARENTS.get(table, ()):
        name = getattr(item, field)
        if not has(parents, name):
            yield name


def as_here(item: Any, here: Any) -> Any:
    """The object with the case and the file that it has here, which an import leaves alone."""
    if isinstance(item, Article):
        return replace(item, case=here.case, path=here.path)
    return replace(item, case=here.case) if isinstance(item, Claim | Pass) else item
