"""Rows and domain objects."""

from dataclasses import fields, replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.ids import derived_id, encode
from workbench.domain.record import TABLES
from workbench.domain.review import SuggestionDecision
from workbench.domain.span import Span
from workbench.domain.verdict import Verdict
from workbench.store import from_row, put, to_row
from workbench.store.operations import Put
from workbench.store.records import Thing, difference
from workbench.store.values import Json

IDS = st.integers(1, (1 << 63) - 1).map(encode)
TEXT = st.text(max_size=8)
RANGES = st.tuples(st.integers(0, 99), st.integers(100, 199))


def strategy_for(kind: type, name: str, hint: object) -> st.SearchStrategy[object]:
    if name == "id" and kind is not Article:
        return IDS
    if name in ("spans", "links", "evidence", "verdicts", "made"):
        return st.lists(IDS, max_size=3, unique=True).map(tuple)
    special: dict[str, st.SearchStrategy[object]] = {
        "tags": st.lists(TEXT, max_size=3, unique=True).map(tuple),
        "fragments": st.lists(RANGES, min_size=1, max_size=2).map(tuple),
        "places": st.lists(st.tuples(TEXT, RANGES), max_size=2).map(tuple),
        "guessed": st.frozensets(TEXT, max_size=2),
        "confidence": st.none() | st.floats(0, 1),
    }
    if name in special:
        return special[name]
    if hint in (bool, int):
        return st.booleans() if hint is bool else st.integers(-5, 5)
    choices = [word for word in get_args(hint) if isinstance(word, str)]
    if choices:
        return st.sampled_from(choices)
    return st.none() | TEXT if type(None) in get_args(hint) else TEXT


def things(kind: type[Thing]) -> st.SearchStrategy[Thing]:
    return st.builds(
        kind, **{item.name: strategy_for(kind, item.name, item.type) for item in fields(kind)}
    )


ANY = st.one_of([things(kind) for kind in TABLES.values()])


@settings(deadline=None)
@given(ANY)
def test_a_row_read_back_is_the_same_object(thing: Thing) -> None:
    assert from_row(*to_row(thing)) == thing


@settings(max_examples=40, deadline=None)
@given(ANY)
def test_what_this_program_does_not_know_does_not_matter(thing: Thing) -> None:
    table, key, row = to_row(thing)
    assert from_row(table, key, {**row, "from the future": [1]}) == thing


@settings(max_examples=40, deadline=None)
@given(ANY)
def test_an_object_can_be_read_from_any_part_of_its_row(thing: Thing) -> None:
    table, key, row = to_row(thing)
    for name in row:
        assert from_row(table, key, {k: v for k, v in row.items() if k != name})
    assert isinstance(from_row(table, key, {}), TABLES[table])


def apply(row: dict[str, Json], op: Put) -> dict[str, Json]:
    return {k: v for k, v in {**row, **op.set}.items() if k not in op.unset}


PLACE = 1_000
"""Where members are added in these tests."""


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([*TABLES.values()]).flatmap(lambda kind: st.tuples(things(kind), things(kind)))
)
def test_the_difference_turns_one_row_into_the_other(pair: tuple[Thing, Thing]) -> None:
    table, key, row = to_row(pair[0])
    new = apply({**row, "from the future": 1}, difference(*pair, PLACE))
    assert new["from the future"] == 1
    wanted = to_row(pair[1])[2]
    assert to_row(from_row(table, key, new))[2] == wanted


@settings(max_examples=40, deadline=None)
@given(ANY)
def test_nothing_differs_from_itself(thing: Thing) -> None:
    op = difference(thing, thing, PLACE)
    assert (op.set, op.unset) == ({}, ())


WRONG: list[Json] = [
    None, True, 7, -1.5, "no such word", [], [[]], [[1]], [[5, 2]], [[-1, 2]], [["a", "b"]], [None],
    {}, {"a": 1}, [["x", [0, 1, 2]]],
]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.data(), ANY, st.sampled_from(WRONG))
def test_a_value_of_another_form_counts_as_missing(
    data: st.DataObject, thing: Thing, wrong: Json
) -> None:
    table, key, row = to_row(thing)
    name = data.draw(st.sampled_from(sorted(row)))
    read = from_row(table, key, {**row, name: wrong})
    without = from_row(table, key, {field: row[field] for field in row if field != name})
    # What is of the right form by chance is taken, and is what a row may hold.
    assert read == without or from_row(*to_row(read)) == read


def test_an_article_is_found_by_the_key_that_everybody_derives() -> None:
    article = Article("case/name", "c", "v", "p", "t")
    table, key, row = to_row(article)
    assert (table, encode(key), row["article"]) == (
        "articles",
        derived_id("article", "case/name"),
        "case/name",
    )


def test_the_round_of_a_verdict_is_written_pass() -> None:
    _, _, row = to_row(Verdict(encode(1), "c", "refuted", round="blind"))
    assert row == {"claim": "c", "label": "refuted", "pass": "blind"}


def test_fields_with_their_default_are_left_out() -> None:
    assert to_row(Claim(encode(7), "a claim")) == ("claims", 7, {"text": "a claim"})


def test_members_are_fields_of_their_own_with_their_place() -> None:
    claim = Claim(encode(7), "", spans=("b", "a"), tags=("t",))
    _, _, row = to_row(claim)
    assert row == {"text": "", "span:b": 0, "span:a": 1, "tag:t": 0}


def test_adding_and_removing_a_member_touches_that_member_only() -> None:
    claim = Claim(encode(7), "", spans=("a", "b", "c"))
    added = difference(claim, replace(claim, spans=("a", "b", "c", "d")), PLACE)
    assert (added.set, added.unset) == ({"span:d": PLACE}, ())
    removed = difference(claim, replace(claim, spans=("b", "c")), PLACE)
    assert (removed.set, removed.unset) == ({}, ("span:a",))


def test_members_sorted_anew_are_placed_anew() -> None:
    claim = Claim(encode(7), "", tags=("a", "b"))
    sorted_anew = difference(claim, replace(claim, tags=("c", "b", "a")), PLACE)
    assert sorted_anew.set == {"tag:c": PLACE, "tag:b": PLACE + 1, "tag:a": PLACE + 2}


def test_members_added_apart_at_one_place_are_both_there() -> None:
    claim = from_row("claims", 7, {"text": "", "span:a": 0, "span:c": 1, "span:b": 1})
    assert isinstance(claim, Claim)
    assert claim.spans == ("a", "b", "c")


def test_positions_are_tuples_again() -> None:
    span = from_row("spans", 7, {"fragments": [[1, 2], [5, 9]]})
    assert isinstance(span, Span)
    assert (span.fragments, span.start, span.end) == (((1, 2), (5, 9)), 1, 9)
    found = from_row("decisions", 7, {"places": [["a", [1, 2]]]})
    assert isinstance(found, SuggestionDecision)
    assert found.places == (("a", (1, 2)),)


def test_a_new_object_is_put_whole() -> None:
    assert put(Claim(encode(7), "x")) == Put("claims", 7, {"text": "x"})


def test_an_id_of_another_form_has_no_key() -> None:
    with pytest.raises(ValueError, match="not an id"):
        to_row(Claim("nonsense", "x"))
