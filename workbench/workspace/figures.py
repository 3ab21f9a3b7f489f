"""The figures of agreement as rows with names, and the records behind each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from workbench.review.figure import Figure as Figure
    from workbench.review.mark_figures import MarkFigures
    from workbench.review.report import AgreementReport, PairReport, StageReport
    from workbench.review.verdict_figures import VerdictFigures

PlotKind = Literal["csv", "svg", "png"]
"""How the figures are written to a file."""

VERDICT_NAMES: Mapping[str, str] = {
    "percent": "percent agreement",
    "kappa": "kappa (Fleiss; Cohen for a pair)",
    "alpha": "Krippendorff's alpha, nominal",
    "alpha_ordinal": "Krippendorff's alpha, ordinal",
    "ac1": "Gwet's AC1",
}
MARK_NAMES: Mapping[str, str] = {
    "spans_exact": "spans, F1 exact",
    "spans_overlap": "spans, F1 overlap",
    "alpha_u": "spans, Krippendorff's alpha_U",
    "links": "links, F1",
    "relations": "links, alpha on the relation",
    "b_cubed": "claims as clusters, B³",
    "ceaf_e": "claims as clusters, CEAF-e",
}
STAGE_NAMES: Mapping[str, str] = {"blind": "blind pass", "discussed": "as of now"}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure with what it is called."""

    key: str
    name: str
    figure: "Figure"


@dataclass(frozen=True, slots=True)
class Behind:
    """What makes up a figure: sections of (title, ids of claims, spans or links), none empty."""

    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]


def stages(report: "AgreementReport") -> list["StageReport"]:
    """The stages there are, the present one first."""
    return [stage for stage in (report.discussed, report.blind) if stage is not None]


def figure_rows(verdicts: "VerdictFigures", marks: "MarkFigures") -> Iterator[FigureRow]:
    """All figures of a stage or of a pair, in the order in which they are shown."""
    names = {**VERDICT_NAMES, **MARK_NAMES}
    for figures in (verdicts, marks):
        for item in fields(figures):
            if item.name in names:
                yield FigureRow(item.name, names[item.name], getattr(figures, item.name))


def behind(key: str, of: "StageReport | PairReport") -> Behind:
    """The claims, spans or links that a figure rests on; those that lower it first.

    Args:
        key: the figure's, or `verdicts` for those on all verdicts.
        of: the stage or the pair.
    """
    marks = of.marks
    differing = tuple(id for pair in marks.links_differing for id in pair)
    found: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
        **dict.fromkeys(
            ("spans_exact", "spans_overlap", "alpha_u"),
            (("Spans that only one has", marks.spans_alone),),
        ),
        "links": (("Links that only one has", marks.links_alone),),
        "relations": (("Links with different relations", differing),),
        **dict.fromkeys(
            ("b_cubed", "ceaf_e"), (("Claims made of other spans", marks.claims_differing),)
        ),
    }
    on_verdicts = (
        ("They disagree", of.verdicts.disagreeing),
        ("Not judged by all", of.verdicts.incomplete),
        ("They agree", of.verdicts.agreeing),
    )
    name = {**VERDICT_NAMES, **MARK_NAMES}.get(key, "verdicts")
    sections = found.get(key, on_verdicts)
    return Behind(name, tuple((title, ids) for title, ids in sections if ids))
