"""Every coefficient against values that stand in the literature."""

import pytest

from workbench.review.agreement import (
    Figure,
    Level,
    Ratings,
    alpha_u,
    alpha_u_by_category,
    b_cubed,
    brennan_prediger,
    ceaf_e,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from workbench.review.unitizing import Unit


def table(rows: str) -> list[list[int | None]]:
    """Ratings of one reviewer a line, `*` for a missing one."""
    return [[None if x == "*" else int(x) for x in row.split()] for row in rows.splitlines()]


def crossed(*counts: list[int]) -> list[list[int | None]]:
    """Two reviewers' ratings from their contingency table (rows: the first's labels)."""
    cells = [(i, j, n) for i, row in enumerate(counts) for j, n in enumerate(row)]
    return [
        [i for i, _, n in cells for _ in range(n)],
        [j for _, j, n in cells for _ in range(n)],
    ]


def counted(rows: str) -> Ratings:
    """Ratings from counts: one unit a line, how many reviewers gave each label."""
    units = [
        [label for label, n in enumerate(row.split()) for _ in range(int(n))]
        for row in rows.splitlines()
    ]
    return list(zip(*units, strict=True))


def value(figure: Figure) -> float:
    assert figure.value is not None, figure.reason
    return figure.value


# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C: 4 observers, 12 units.
FOUR_BY_TWELVE = table(
    "1 2 3 3 2 1 4 1 2 * * *\n"
    "1 2 3 3 2 2 4 1 2 5 * 3\n"
    "* 3 3 3 2 3 4 2 2 5 1 *\n"
    "1 2 3 3 2 4 4 1 2 5 1 *"
)

# The 3 coders x 15 units example with mostly missing data that circulates with Krippendorff's alpha
# (Wikipedia, "Krippendorff's alpha").
THREE_BY_FIFTEEN = table(
    "* * * * * 3 4 1 2 1 1 3 3 * 3\n1 * 2 1 3 3 4 3 * * * * * * *\n* * 2 1 3 4 4 * 2 1 1 3 3 * 4"
)

# The same as Gwet gives it (Handbook of Inter-Rater Reliability, 4th ed.; data set raw_4raters of
# irrCAC): the only rating of the last unit is the third rater's.
GWET_FOUR_RATERS = table(
    "1 2 3 3 2 1 4 1 2 * * *\n"
    "1 2 3 3 2 2 4 1 2 5 * *\n"
    "* 3 3 3 2 3 4 2 2 5 1 3\n"
    "1 2 3 3 2 4 4 1 2 5 1 *"
)

# Hayes & Krippendorff 2007, "Answering the call for a standard reliability measure for coding
# data", Communication Methods and Measures 1(1), p. 84: 5 observers, 40 units.
HAYES = table(
    "1 1 2 * 0 0 1 1 2 2 * 0 1 3 1 1 2 1 1 0 0 0 2 0 1 0 0 1 1 1 1 2 2 3 2 2 2 2 2 1\n"
    "1 1 3 0 0 0 0 * 2 1 1 0 2 3 1 1 1 2 1 0 0 0 3 0 2 1 0 2 1 1 1 1 2 2 2 2 2 2 2 1\n"
    "2 0 3 0 0 0 2 2 2 1 0 0 2 2 1 1 2 3 0 0 1 * 3 0 * 1 0 1 2 2 0 2 * 2 2 3 2 * 2 1\n"
    "* 1 3 * * * * 0 * 1 0 0 2 2 * * * 3 1 * 1 0 3 0 2 1 1 2 2 * * 1 2 2 * * * 1 2 *\n"
    "2 * * 0 0 0 1 * 2 * * * * 3 1 1 2 * * 0 * 0 * * 2 * 0 * * 2 0 * 2 * 2 2 2 2 * 1"
)

# Fleiss 1971, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76(5),
# p. 379: 30 patients, 6 psychiatrists, 5 diagnoses (counts).
FLEISS_1971 = counted(
    "0 0 0 6 0\n0 3 0 0 3\n0 1 4 0 1\n0 0 0 0 6\n0 3 0 3 0\n2 0 4 0 0\n0 0 4 0 2\n2 0 3 1 0\n"
    "2 0 0 4 0\n0 0 0 0 6\n1 0 0 5 0\n1 1 0 4 0\n0 3 3 0 0\n1 0 0 5 0\n0 2 0 3 1\n0 0 5 0 1\n"
    "3 0 0 1 2\n5 1 0 0 0\n0 2 0 4 0\n1 0 2 0 3\n0 0 0 0 6\n0 1 0 5 0\n0 2 0 1 3\n2 0 0 4 0\n"
    "1 0 0 4 1\n0 5 0 1 0\n4 0 0 0 2\n0 2 0 4 0\n1 0 5 0 0\n0 0 0 0 6"
)

# The worked example of Fleiss' kappa: 10 units, 14 raters, 5 labels (Wikipedia, "Fleiss' kappa").
TEN_BY_FIVE = counted(
    "0 0 0 0 14\n0 2 6 4 2\n0 0 3 5 6\n0 3 9 2 0\n2 2 8 1 1\n"
    "7 7 0 0 0\n3 2 6 3 0\n2 5 3 2 2\n6 5 2 1 0\n0 2 2 3 7"
)

# Cohen 1960, "A coefficient of agreement for nominal scales", table 1 (as counts of 200).
COHEN_1960 = crossed([88, 14, 18], [10, 40, 10], [2, 6, 12])

# Artstein & Poesio 2008, "Inter-coder agreement for computational linguistics", table 4:
# stat, ireq, chck.
ARTSTEIN_POESIO = crossed([46, 6, 0], [0, 32, 0], [0, 6, 10])

# Gwet 2008, "Computing inter-rater reliability and its variance in the presence of high agreement",
# British Journal of Mathematical and Statistical Psychology 61: 8 yes/yes, 1 no/no, 1 yes/no.
GWET_2008 = crossed([8, 1], [0, 1])

# Krippendorff 1995, "On the reliability of unitizing contiguous data", Sociological Methodology 25,
# p. 57: examples A to C, two observers, 24 equal parts.
KRIPPENDORFF_1995 = {
    "A": ("001111111100001111110000", "000011110000000110000000"),
    "B": ("111111111111111111000000", "111111111100000000000000"),
    "C": ("001111110011001111001100", "110011110011110011001100"),
}


@pytest.mark.parametrize(
    ("level", "expected"),
    [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)],
)
def test_alpha_of_four_coders_and_twelve_units(level: Level, expected: float) -> None:
    assert value(krippendorff_alpha(FOUR_BY_TWELVE, level)) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("level", "expected"),
    [("nominal", 0.691358), ("ordinal", 0.806721), ("interval", 0.810845), ("ratio", 0.808944)],
)
def test_alpha_of_three_coders_and_fifteen_units(level: Level, expected: float) -> None:
    assert value(krippendorff_alpha(THREE_BY_FIFTEEN, level)) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("level", "expected"), [("ordinal", 0.7598), ("nominal", 0.4765), ("interval", 0.7574)]
)
def test_alpha_of_hayes_and_krippendorff_2007(level: Level, expected: float) -> None:
    assert value(krippendorff_alpha(HAYES, level)) == pytest.approx(expected, abs=5e-5)


def test_kappa_of_cohen_1960() -> None:
    assert value(cohen_kappa(*COHEN_1960)) == pytest.approx(0.4915, abs=5e-5)


def test_kappa_of_a_two_by_two_table() -> None:
    # The standard worked example of Cohen's kappa: 20 5 / 10 15.
    assert value(cohen_kappa(*crossed([20, 5], [10, 15]))) == pytest.approx(0.40)


def test_kappa_of_fleiss_1971() -> None:
    # Fleiss printed 0.430.
    assert value(fleiss_kappa(FLEISS_1971)) == pytest.approx(0.4302, abs=5e-5)


def test_fleiss_kappa_of_ten_units_and_fourteen_raters() -> None:
    assert value(fleiss_kappa(TEN_BY_FIVE)) == pytest.approx(0.2099, abs=5e-5)


def test_coefficients_of_artstein_and_poesio_2008() -> None:
    assert value(percent_agreement(ARTSTEIN_POESIO)) == pytest.approx(0.88)
    assert value(brennan_prediger(ARTSTEIN_POESIO)) == pytest.approx(0.82)  # their S
    assert value(fleiss_kappa(ARTSTEIN_POESIO)) == pytest.approx(0.79953, abs=5e-6)  # their pi
    assert value(cohen_kappa(*ARTSTEIN_POESIO)) == pytest.approx(0.80132, abs=5e-6)
    assert value(krippendorff_alpha(ARTSTEIN_POESIO)) == pytest.approx(0.80053, abs=5e-6)


def test_ac1_and_pi_of_gwet_2008() -> None:
    assert value(gwet_ac1(GWET_2008)) == pytest.approx(0.8658, abs=5e-5)
    assert value(fleiss_kappa(GWET_2008)) == pytest.approx(0.6078, abs=5e-5)


def test_ac1_stays_high_on_skewed_labels() -> None:
    # 80 7 / 8 5: dkpro-statistics, Gwet fixture 01.
    assert value(gwet_ac1(crossed([80, 7], [8, 5]))) == pytest.approx(0.808, abs=5e-4)


def test_coefficients_of_gwets_four_raters_with_missing_ratings() -> None:
    # Gwet 2014, ch. 2; the same values are computed by irrCAC 0.4.4 from its data set raw_4raters.
    assert value(fleiss_kappa(GWET_FOUR_RATERS)) == pytest.approx(0.76117, abs=5e-6)
    assert value(gwet_ac1(GWET_FOUR_RATERS)) == pytest.approx(0.77544, abs=5e-6)
    assert value(conger_kappa(GWET_FOUR_RATERS)) == pytest.approx(0.76282, abs=5e-6)
    assert value(brennan_prediger(GWET_FOUR_RATERS)) == pytest.approx(0.77273, abs=5e-6)


def test_conger_kappa_depends_on_who_gave_the_only_rating_of_a_unit() -> None:
    # irrCAC 0.4.4 gives 0.76207 where the last unit is the second rater's.
    assert value(conger_kappa(FOUR_BY_TWELVE)) == pytest.approx(0.76207, abs=5e-6)


@pytest.mark.parametrize(
    ("example", "kappa", "pi"), [("A", 0.385, 0.314), ("B", 0.385, 0.314), ("C", 0.314, 0.314)]
)
def test_digitised_agreement_of_krippendorff_1995(example: str, kappa: float, pi: float) -> None:
    rows = [[int(x) for x in row] for row in KRIPPENDORFF_1995[example]]
    assert value(cohen_kappa(*rows)) == pytest.approx(kappa, abs=5e-4)
    assert value(fleiss_kappa(rows)) == pytest.approx(pi, abs=5e-4)


def test_digitised_alpha_of_krippendorff_1995_example_a() -> None:
    rows = [[int(x) for x in row] for row in KRIPPENDORFF_1995["A"]]
    assert value(krippendorff_alpha(rows)) == pytest.approx(0.3286, abs=5e-5)


# Krippendorff 2004, Content Analysis, 2nd ed., p. 254: a continuum from 150 to 450, units given by
# beginning and length.
OBSERVER_I = [(225, 70, "c"), (370, 30, "c"), (180, 60, "k"), (300, 50, "k")]
OBSERVER_J = [(220, 80, "c"), (355, 20, "c"), (400, 20, "c"), (180, 60, "k"), (300, 50, "k")]


def units(rows: list[tuple[int, int, str]]) -> list[Unit]:
    return [(begin, begin + length, category) for begin, length, category in rows]


def test_alpha_u_of_krippendorff_2004() -> None:
    figures = alpha_u_by_category([units(OBSERVER_I), units(OBSERVER_J)], 300, begin=150)
    assert value(figures.categories["c"]) == pytest.approx(0.7286, abs=5e-5)
    assert value(figures.categories["k"]) == 1
    assert value(figures.overall) == pytest.approx(0.8591, abs=5e-4)
    assert value(figures.overall) == pytest.approx(0.85867, abs=5e-6)


# Krippendorff 1995, p. 57: the units of examples A and C, stretched 5,000 times, where the printed
# values hold in the form corrected in 2004.
UNITS_1995 = {
    "A": ([(2, 8), (14, 6)], [(4, 4), (15, 2)]),
    "B": ([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)]),
    "C": (
        [(2, 6), (10, 2), (14, 4), (20, 2)],
        [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)],
    ),
    "D": (
        [(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)],
        [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)],
    ),
}


@pytest.mark.parametrize(
    ("example", "expected"), [("A", 0.553), ("B", -0.926), ("C", 0.679), ("D", 0.066)]
)
def test_alpha_u_of_krippendorff_1995(example: str, expected: float) -> None:
    stretch = 5000
    rows: list[list[Unit]] = [
        [(begin * stretch, (begin + length) * stretch, "") for begin, length in row]
        for row in UNITS_1995[example]
    ]
    assert value(alpha_u(rows, 24 * stretch)) == pytest.approx(expected, abs=0.02)


# Bagga & Baldwin 1998, "Algorithms for scoring coreference chains"; Luo 2005, "On coreference
# resolution performance metrics", table 1: one truth, four responses (b_cubed F, CEAF entity F).
TRUTH = ["12345", "67", "89abc"]


@pytest.mark.parametrize(
    ("response", "b3", "ceaf"),
    [
        (["12345", "6789abc"], 0.865, 0.733),
        (["1234589abc", "67"], 0.737, 0.667),
        (["123456789abc"], 0.545, 0.294),
        (["1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c"], 0.400, 0.178),
    ],
)
def test_clusters_of_luo_2005(response: list[str], b3: float, ceaf: float) -> None:
    assert value(b_cubed(TRUTH, response).f1) == pytest.approx(b3, abs=5e-4)
    assert value(ceaf_e(TRUTH, response).f1) == pytest.approx(ceaf, abs=5e-4)


def test_b_cubed_precision_of_bagga_and_baldwin_1998() -> None:
    # 76 % for joining with a small chain, 58 % for joining with a large one.
    assert value(b_cubed(TRUTH, ["12345", "6789abc"]).precision) == pytest.approx(16 / 21)
    assert value(b_cubed(TRUTH, ["1234589abc", "67"]).precision) == pytest.approx(7 / 12)


# Pradhan et al. 2014, "Scoring coreference partitions of predicted mentions": test cases TC-A 1 to
# 6 of the reference scorer, in which mentions are missing or additional; (recall, precision).
@pytest.mark.parametrize(
    ("response", "b3", "ceaf"),
    [
        (["a", "bc", "def"], (1, 1), (1, 1)),
        (["a", "de"], (7 / 18, 1), (0.6, 0.9)),
        (
            ["a", "bcx", "defy", "z"],
            (1, (4 + 7 / 12) / 9),
            ((1 + 4 / 5 + 6 / 7) / 3, (1 + 4 / 5 + 6 / 7) / 4),
        ),
        (["a", "bcx", "dy", "z"], (5 / 9, 17 / 42), (2.2 / 3, 2.2 / 4)),
        (
            ["a", "bcxB", "dy", "z"],
            (5 / 9, 2.5 / 8),
            ((1 + 4 / 6 + 2 / 5) / 3, (1 + 4 / 6 + 2 / 5) / 4),
        ),
        (["a", "bcx", "dy", "Bz"], (5 / 9, 17 / 48), (2.2 / 3, 2.2 / 4)),
    ],
)
def test_clusters_of_pradhan_2014(
    response: list[str], b3: tuple[float, float], ceaf: tuple[float, float]
) -> None:
    for score, expected in (
        (b_cubed(["a", "bc", "def"], response), b3),
        (ceaf_e(["a", "bc", "def"], response), ceaf),
    ):
        assert (value(score.recall), value(score.precision)) == pytest.approx(expected)
