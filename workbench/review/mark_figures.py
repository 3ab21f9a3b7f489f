"""The figures of agreement on what was marked: spans, links, and claims as clusters of spans."""

from dataclasses import dataclass

from workbench.review.figure import Figure


@dataclass(frozen=True, slots=True)
class MarkFigures:
    """How far marks agree, and which do not."""

    spans_exact: Figure
    """F1 of spans with the same fragments."""
    spans_overlap: Figure
    """F1 of spans that share at least half of their characters (`matching.OVERLAP`)."""
    alpha_u: Figure
    """Krippendorff's alpha_U on spans with their labels."""
    links: Figure
    """F1 of links between the same spans."""
    relations: Figure
    """Krippendorff's alpha on the relations of links that both found."""
    b_cubed: Figure
    """Claims as clusters of spans, F1 of B³."""
    ceaf_e: Figure
    """Claims as clusters of spans, F1 of CEAF-e."""
    spans_alone: tuple[str, ...] = ()
    """Spans (by overlap) that only one of the two has."""
    links_alone: tuple[str, ...] = ()
    """Links that only one of the two has."""
    links_differing: tuple[tuple[str, str], ...] = ()
    """Links that both have, with different relations."""
    claims_differing: tuple[str, ...] = ()
    """Claims that no claim of the other equals, span for span."""
