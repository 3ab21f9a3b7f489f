"""Agreement on verdicts, from a table of reviewers × claims."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from workbench.config.scheme import Scheme
from workbench.review.bootstrap import Bootstrap
from workbench.review.coefficients import (
    conger_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from workbench.review.figure import Figure, undefined
from workbench.review.ratings import Coded, code
from workbench.review.standing import Standing

Confusion = Mapping[tuple[str, str], tuple[str, ...]]
"""(label, label) → ids of the claims; the count is their number."""

_Row = list[str | None]


@dataclass(frozen=True, slots=True)
class VerdictFigures:
    """How far verdicts agree, and which claims make up the rest."""

    percent: Figure
    kappa: Figure
    """Cohen's for two reviewers, Fleiss' over all."""
    alpha: Figure
    """Krippendorff's, nominal."""
    alpha_ordinal: Figure
    """Krippendorff's over ranked labels only; verdicts without a rank are left out."""
    ac1: Figure
    """Gwet's, over all labels of the scheme."""
    agreeing: tuple[str, ...]
    """Claims on which all who were to judge agree."""
    disagreeing: tuple[str, ...]
    """Claims with different labels."""
    incomplete: tuple[str, ...]
    """Claims without different labels on which somebody's verdict is missing."""


@dataclass(frozen=True, slots=True)
class VerdictTable:
    """Who gave which label to which claim."""

    standings: tuple[Standing, ...]
    rows: Mapping[str, _Row]
    """Reviewer → one label (or None) per standing."""
    coded: Coded
    """The rows in numbers, in their order; every label of the scheme is a value."""
    ranked: Coded
    """The same as ranks; labels without a rank are missing."""
    labels: tuple[str, ...]
    """Labels of the scheme in its order, then others that were given."""
    foreign: tuple[str, ...]
    """Labels given that the scheme does not have."""

    @classmethod
    def of(cls, standings: Sequence[Standing], scheme: Scheme) -> "VerdictTable":
        """Lay the verdicts of all claims out."""
        rows: dict[str, _Row] = defaultdict(lambda: [None] * len(standings))
        for column, standing in enumerate(standings):
            for verdict in standing.verdicts:
                rows[verdict.by][column] = verdict.label
        known = tuple(label.id for label in scheme.verdicts)
        used = {label for row in rows.values() for label in row if label is not None}
        foreign = tuple(sorted(used - set(known)))
        ranks = {label.id: label.rank for label in scheme.verdicts if label.rank is not None}
        ordered = {name: rows[name] for name in sorted(rows)}
        levels = [
            [None if label is None else ranks.get(label) for label in row]
            for row in ordered.values()
        ]
        return cls(
            tuple(standings),
            ordered,
            code(list(ordered.values()), categories=known),
            code(levels, "ordinal", sorted(ranks.values())),
            known + foreign,
            foreign,
        )

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Who judged anything."""
        return tuple(self.rows)

    def overall(self, bootstrap: Bootstrap | None) -> VerdictFigures:
        """All reviewers together."""
        by_status: dict[str, list[str]] = defaultdict(list)
        for standing in self.standings:
            by_status[standing.status].append(standing.claim.id)
        return _figures(
            (self.coded, self.ranked),
            fleiss_kappa(self.coded, bootstrap=bootstrap),
            (by_status["agree"], by_status["disagree"], by_status["incomplete"]),
            bootstrap,
        )

    def confusion(self) -> Confusion:
        """Which two labels were given to one claim by two reviewers; each claim once a pair."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        order = {label: place for place, label in enumerate(self.labels)}
        for standing in self.standings:
            given = sorted((verdict.label for verdict in standing.verdicts), key=order.__getitem__)
            for pair in dict.fromkeys(combinations_with_replacement(given, 2)):
                if pair[0] != pair[1] or given.count(pair[0]) > 1:
                    found[pair].append(standing.claim.id)
        return {pair: tuple(claims) for pair, claims in sorted(found.items())}

    def distribution(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Reviewer → label → claims."""
        ids = [standing.claim.id for standing in self.standings]
        result = {}
        for name, row in self.rows.items():
            by_label: dict[str, list[str]] = {label: [] for label in self.labels}
            for claim, label in zip(ids, row, strict=True):
                if label is not None:
                    by_label[label].append(claim)
            result[name] = {label: tuple(claims) for label, claims in by_label.items()}
        return result


def _figures(
    tables: tuple[Coded, Coded],
    kappa: Figure,
    claims: tuple[list[str], list[str], list[str]],
    bootstrap: Bootstrap | None,
) -> VerdictFigures:
    labels, ranks = tables
    agreeing, disagreeing, incomplete = claims
    few = undefined("undefined: the scheme ranks fewer than two labels")
    ordinal = len(ranks.values) >= 2
    return VerdictFigures(
        percent_agreement(labels, bootstrap=bootstrap),
        kappa,
        krippendorff_alpha(labels, bootstrap=bootstrap),
        krippendorff_alpha(ranks, "ordinal", bootstrap=bootstrap) if ordinal else few,
        gwet_ac1(labels, bootstrap=bootstrap),
        tuple(agreeing),
        tuple(disagreeing),
        tuple(incomplete),
    )


def pair_verdicts(
    table: VerdictTable, first: str, second: str, bootstrap: Bootstrap | None
) -> tuple[VerdictFigures, Confusion]:
    """Two reviewers: their figures, and (first's label, second's label) → claims."""
    nothing: _Row = [None] * len(table.standings)
    rows = [table.rows.get(first, nothing), table.rows.get(second, nothing)]
    agreeing: list[str] = []
    disagreeing: list[str] = []
    incomplete: list[str] = []
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for standing, one, two in zip(table.standings, *rows, strict=True):
        claim = standing.claim.id
        if one is not None and two is not None:
            (agreeing if one == two else disagreeing).append(claim)
            found[one, two].append(claim)
        elif {first, second} <= set(standing.expected):
            incomplete.append(claim)
    places = [place for place, name in enumerate(table.rows) if name in (first, second)]
    labels, ranks = (coded.rows(*places) for coded in (table.coded, table.ranked))
    # Cohen's kappa is Conger's over the units that both rated.
    kappa = conger_kappa(labels.complete(), bootstrap=bootstrap)
    figures = _figures((labels, ranks), kappa, (agreeing, disagreeing, incomplete), bootstrap)
    return figures, {pair: tuple(claims) for pair, claims in sorted(found.items())}
