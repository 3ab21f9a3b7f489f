"""A scheme that changed after work was done."""

import pytest

from workbench.config.presets import preset
from workbench.config.scheme import Relation, Scheme, SpanLabel, VerdictLabel
from workbench.domain.errors import BadInput, UnknownLabel
from workbench.domain.record import Record
from workbench.domain.review import Adjudication
from workbench.domain.span import Link, Span
from workbench.domain.verdict import Verdict
from workbench.review.scheme_change import apply_mapping, questions, readable

FEVER = preset("fever")
RECORD = Record(
    spans=(Span("s", "a", "v", ((0, 1),), "x", "", "", label="person"),),
    links=(Link("l", "s", "s", "disputes", aspect="number", voice="denied"),),
    verdicts=(
        Verdict("v1", "c", "supported", "why", by="ann", at="then"),
        Verdict("v2", "d", "supported", by="ben"),
        Verdict("v3", "d", "not_enough_info", by="ann"),
    ),
    adjudications=(Adjudication("j", "c", "supported", "unanimous"),),
)


def test_an_old_label_stays_readable() -> None:
    shown = readable("supported", FEVER)
    assert (shown.id, shown.label, shown.glyph, shown.rank) == (
        "supported",
        "Supported (not in the scheme)",
        "✓",
        None,
    )


def test_a_label_that_nobody_knows_is_shown_by_its_id() -> None:
    assert readable("dubious", FEVER).label == "dubious (not in the scheme)"


def test_a_label_of_the_scheme_is_shown_as_it_is() -> None:
    assert readable("supports", FEVER) == FEVER.verdict("supports")


def test_each_label_in_use_that_the_scheme_lacks_is_asked_about_once() -> None:
    found = {(q.field, q.old): q for q in questions(RECORD, FEVER)}
    assert set(found) == {
        ("verdict", "supported"),
        ("relation", "disputes"),
        ("span label", "person"),
    }
    supported = found["verdict", "supported"]
    assert supported.used_by == ("v1", "v2", "j")
    assert supported.choices == ("supports", "refutes", "not_enough_info")
    assert str(supported) == (
        "the verdict 'supported' is used 3 times and is not in the scheme; "
        "map it to one of: supports, refutes, not_enough_info (supports?)"
    )
    assert str(found["span label", "person"]).endswith(
        "used once and is not in the scheme; map it to one of: none"
    )


def test_a_label_that_means_the_same_is_proposed_and_else_one_spelt_alike() -> None:
    scheme = Scheme(
        "mine", (VerdictLabel("yes", "Yes", averitec="Supported"),), (Relation("dispute", "x"),)
    )
    assert [q.proposal for q in questions(RECORD, scheme)][:3] == ["yes", None, "dispute"]


def test_a_scheme_that_has_everything_asks_nothing() -> None:
    record = Record(verdicts=(Verdict("v", "c", "supports"),))
    assert questions(record, FEVER) == ()


def test_a_mapping_changes_what_carries_the_label_and_nothing_else() -> None:
    changed = apply_mapping(RECORD, {("verdict", "supported"): "supports"}, FEVER)
    assert {(item.id, getattr(item, "label", None)) for item in changed} == {
        ("v1", "supports"),
        ("v2", "supports"),
        ("j", "supports"),
    }
    first = next(item for item in changed if item.id == "v1")
    assert isinstance(first, Verdict)
    assert (first.rationale, first.by, first.at) == ("why", "ann", "then")


def test_several_fields_of_one_link_are_mapped_together() -> None:
    scheme = Scheme(
        "mine",
        (),
        (Relation("contradict", "x"),),
        ("count",),
        ("rejected",),
        (),
        (SpanLabel("p", "P"),),
    )
    mapping = {
        ("relation", "disputes"): "contradict",
        ("aspect", "number"): "count",
        ("voice", "denied"): "rejected",
        ("span label", "person"): "p",
    }
    link, span = apply_mapping(RECORD, mapping, scheme)  # type: ignore[arg-type]
    assert isinstance(link, Link)
    assert (link.relation, link.aspect, link.voice) == ("contradict", "count", "rejected")
    assert isinstance(span, Span)
    assert span.label == "p"


def test_mapping_to_an_unknown_label_is_refused_and_changes_nothing() -> None:
    with pytest.raises(UnknownLabel, match="supported: the scheme 'fever' has no verdict 'true'"):
        apply_mapping(RECORD, {("verdict", "supported"): "true"}, FEVER)


def test_mapping_a_label_that_nothing_uses_is_refused() -> None:
    with pytest.raises(BadInput, match="nothing uses the verdict 'refuted'"):
        apply_mapping(RECORD, {("verdict", "refuted"): "refutes"}, FEVER)
