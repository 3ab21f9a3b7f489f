"""Claims that may be one."""

from workbench.domain.claim import Claim, WorkflowState
from workbench.domain.record import Record
from workbench.domain.span import Link, Span
from workbench.review.duplicates import duplicates


def claim(
    id_: str, text: str, by: str, *spans: str, case: str = "case", state: WorkflowState = "open"
) -> Claim:
    return Claim(id_, text, case, state=state, spans=spans, by=by)


def span(id_: str, start: int, end: int) -> Span:
    return Span(id_, "a", "v", ((start, end),), "", "", "")


def pairs(*claims: Claim, spans: tuple[Span, ...] = ()) -> list[tuple[str, str]]:
    found = duplicates(Record(claims=claims, spans=spans))
    return [(pair.first, pair.second) for pair in found]


def test_claims_of_two_people_that_read_alike_are_proposed() -> None:
    found = duplicates(
        Record(
            claims=(
                claim("1", "Six men left the boat at noon", "ann"),
                claim("2", "At noon, six men left the boat.", "ben"),
                claim("3", "The harbour was closed for repairs", "cat"),
            )
        )
    )
    (pair,) = found
    assert (pair.first, pair.second) == ("1", "2")
    assert pair.reason == "the wordings are 100% alike"


def test_claims_on_the_same_place_are_proposed_however_they_read() -> None:
    spans = (span("s1", 0, 100), span("s2", 20, 110), span("s3", 200, 300))
    found = duplicates(
        Record(
            claims=(
                claim("1", "The boat sank", "ann", "s1"),
                claim("2", "It went under", "ben", "s2"),
                claim("3", "Elsewhere", "ben", "s3"),
            ),
            spans=spans,
        )
    )
    (pair,) = found
    assert (pair.first, pair.second) == ("1", "2")
    assert round(pair.places, 3) == round(80 / 110, 3)
    assert pair.reason.startswith("73% of their characters are the same and")


def test_spans_at_the_ends_of_a_claim_s_links_count() -> None:
    record = Record(
        claims=(
            Claim("1", "one", "case", links=("l",), by="ann"),
            claim("2", "two", "ben", "s3", "s4"),
        ),
        spans=(span("s1", 0, 50), span("s2", 60, 90), span("s3", 0, 50), span("s4", 60, 90)),
        links=(Link("l", "s1", "s2", "agree"),),
    )
    assert [(p.first, p.places) for p in duplicates(record)] == [("1", 1.0)]


def test_one_person_s_claims_other_cases_and_finished_claims_are_left_alone() -> None:
    same = "Six men left the boat at noon"
    assert pairs(claim("1", same, "ann"), claim("2", same, "ann")) == []
    assert pairs(claim("1", same, "ann"), claim("2", same, "ben", case="other")) == []
    assert pairs(claim("1", same, "ann", state="void"), claim("2", same, "ben")) == []
    assert pairs(claim("1", same, "ann", state="published"), claim("2", same, "ben")) == []


def test_the_likeliest_pair_comes_first() -> None:
    assert pairs(
        claim("1", "Six men left the boat at noon", "ann"),
        claim("2", "Six men left the boat at dusk", "ben"),
        claim("3", "Six men left the boat at noon", "cat"),
    )[0] == ("1", "3")
