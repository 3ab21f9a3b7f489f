import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.serve.messages import NotUnderstood, Ping, Resized, Typed, parse


@settings(deadline=None, max_examples=50)
@given(st.text())
def test_what_is_typed_arrives_as_it_is(text: str) -> None:
    expected = text.encode("utf-8", "replace")
    assert parse(json.dumps(["stdin", text])) == Typed(expected)


def test_half_a_surrogate_pair_does_not_break_anything() -> None:
    assert parse('["stdin", "a\\ud83d"]') == Typed(b"a?")


def test_sizes_and_pings() -> None:
    assert parse('["resize", {"width": 80, "height": 24}]') == Resized(80, 24)
    assert parse('["ping", "17"]') == Ping("17")
    assert parse('["focus"]') is None


@settings(deadline=None, max_examples=60)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    ).map(json.dumps)
    | st.text()
)
def test_everything_else_is_refused_and_nothing_breaks(text: str) -> None:
    try:
        parse(text)
    except NotUnderstood:
        return
    assert json.loads(text)[0] in ("stdin", "resize", "ping", "focus", "blur")


@pytest.mark.parametrize("text", ["[" * 100_000, '["ping", "' + "x" * 65 + '"]', "NaN"])
def test_hostile_messages_are_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        parse(text)
