"""A file read value by value says what reading it whole would say."""

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.errors import BadInput, NotText
from workbench.exchange.json_stream import JsonStream
from workbench.exchange.source import Source

pytestmark = pytest.mark.slow

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
layouts = st.sampled_from([None, 0, 1, "\t"])
chunks = st.integers(1, 40)


def stream(data: bytes, chunk: int = 7) -> JsonStream:
    return JsonStream(Source(io.BytesIO(data), "file"), chunk)


def read_through(file: JsonStream) -> None:
    for _ in file.items() if file.next == "[" else [None]:
        file.value()
    file.end()


def walked(file: JsonStream, depth: int) -> Any:
    """The next value, gone through step by step down to a depth."""
    if depth and file.next == "[":
        return [walked(file, depth - 1) for _ in file.items()]
    if depth and file.next == "{":
        return {key: walked(file, depth - 1) for key in file.members()}
    return file.value()


@settings(max_examples=200, deadline=None)
@given(values, layouts, chunks, st.integers(0, 3), st.booleans())
def test_any_value_in_any_layout(
    value: Any, indent: Any, chunk: int, depth: int, ascii_only: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    file = stream(text.encode(), chunk)
    assert walked(file, depth) == value
    file.end()


@settings(max_examples=200, deadline=None)
@given(values, st.integers(0, 200), chunks)
def test_what_is_cut_off_is_refused_or_a_whole_value(value: Any, cut: int, chunk: int) -> None:
    data = json.dumps(value).encode()[:cut]
    try:
        whole = json.loads(data)
    except ValueError:
        whole = ...
    try:
        file = stream(data, chunk)
        found = file.value()
        file.end()
    except BadInput:
        found = ...
    assert found == whole or (found != found and whole != whole)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=20), chunks)
def test_lines_are_counted_through_every_chunk(breaks: list[int], chunk: int) -> None:
    text = "[" + ",".join("\n" * count + "1" for count in breaks) + "]"
    file = stream(text.encode(), chunk)
    lines = []
    for _ in file.items():
        lines.append(file.where)
        file.value()
    assert lines == [f"file:{1 + sum(breaks[: n + 1])}" for n in range(len(breaks))]


def test_a_byte_order_mark_is_no_part_of_it() -> None:
    assert stream(b"\xef\xbb\xbf[1]", 1000).value() == [1]


@pytest.mark.parametrize(
    ("data", "where", "what"),
    [
        (b"", "file", "empty"),
        (b" \n ", "file", "empty"),
        (b'[1,\n2,\n"x', "file:3", "unterminated string"),
        (b"[1,\n2\n3]", "file:3", "expecting ',' delimiter (column 1)"),
        (b"[1,\n2] x", "file:2", "expecting end of the file"),
        (b"[1,\ntrux]", "file:2", "expecting value (column 1)"),
        (b"[" * 100_000, "file:1", "nested too deeply"),
        (b"[" + b"9" * 5000 + b"]", "file:1", "too long"),
    ],
)
def test_what_is_not_json_is_refused_with_its_place(data: bytes, where: str, what: str) -> None:
    with pytest.raises(BadInput) as raised:
        read_through(stream(data))
    assert raised.value.where == where
    assert what in raised.value.message


@pytest.mark.parametrize("data", [b'["ab\n\xff"]', b'["ab\n\0"]'])
def test_what_is_no_text_is_refused_with_its_line(data: bytes) -> None:
    with pytest.raises(NotText) as raised:
        stream(data, 3).value()
    assert raised.value.where == "file:2"
