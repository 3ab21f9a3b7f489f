"""Measures of agreement, each a pure function that returns a `Figure`.

Oracles from the literature stand in `tests/review/test_published_values.py`; docs/agreement.md says
what each measure is for. Importing this module imports numpy.
"""

from workbench.review.bootstrap import Bootstrap
from workbench.review.clusters import Clustering, Score, b_cubed, ceaf_e
from workbench.review.coefficients import (
    brennan_prediger,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from workbench.review.figure import Figure
from workbench.review.matching import (
    Matched,
    link_f1,
    match_links,
    match_spans,
    relation_alpha,
    span_f1,
)
from workbench.review.ratings import Level, Ratings, Value
from workbench.review.unitizing import Unit, UnitizingFigures, alpha_u, alpha_u_by_category

__all__ = [
    "Bootstrap",
    "Clustering",
    "Figure",
    "Level",
    "Matched",
    "Ratings",
    "Score",
    "Unit",
    "UnitizingFigures",
    "Value",
    "alpha_u",
    "alpha_u_by_category",
    "b_cubed",
    "brennan_prediger",
    "ceaf_e",
    "cohen_kappa",
    "conger_kappa",
    "fleiss_kappa",
    "gwet_ac1",
    "krippendorff_alpha",
    "link_f1",
    "match_links",
    "match_spans",
    "percent_agreement",
    "relation_alpha",
    "span_f1",
]
