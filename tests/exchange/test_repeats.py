"""A file read again gives the same spans and links, also where several share a place and label."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.traps import make_scheme, make_span
from workbench.domain.article import Article, text_hash
from workbench.domain.ids import derived_id
from workbench.domain.record import Record
from workbench.domain.span import Link
from workbench.exchange.formats import read
from workbench.exchange.imported import Imported
from workbench.exchange.jsonio import json_bytes

TEXT = "Five4 leaders left. Six people stayed."
PLACES = ((0, 4), (20, 23))
MARKS = st.lists(st.integers(0, len(PLACES) - 1), min_size=1, max_size=5)
ENDS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=5)


def written(folder: Path, name: str, marks: Sequence[int], ends: Sequence[tuple[int, int]]) -> Path:
    """A file of another program: marks at those places, relations between marks."""
    pairs = [(a, b) for a, b in ends if a < len(marks) and b < len(marks) and a != b]
    path = folder / f"in.{name}"
    if name == "brat":
        path.mkdir(exist_ok=True)
        (path / "d.txt").write_text(TEXT)
        lines = [
            f"T{n}\tSpan {start} {end}\t{TEXT[start:end]}\n"
            for n, (start, end) in enumerate(PLACES[mark] for mark in marks)
        ]
        lines += [f"R{n}\tcontradict Arg1:T{a} Arg2:T{b}\n" for n, (a, b) in enumerate(pairs)]
        (path / "d.ann").write_text("".join(lines))
        return path
    if name == "doccano":
        entities = [
            {"id": n, "start_offset": PLACES[mark][0], "end_offset": PLACES[mark][1],
             "label": "Span"}
            for n, mark in enumerate(marks)
        ]  # fmt: skip
        relations = [{"from_id": a, "to_id": b, "type": "contradict"} for a, b in pairs]
        path.write_bytes(json_bytes({"text": TEXT, "entities": entities, "relations": relations}))
        return path
    regions = [
        {"id": f"r{n}", "type": "labels", "to_name": "text",
         "value": {"start": PLACES[mark][0], "end": PLACES[mark][1], "labels": ["Span"]}}
        for n, mark in enumerate(marks)
    ]  # fmt: skip
    joined = [
        {"type": "relation", "from_id": f"r{a}", "to_id": f"r{b}", "labels": ["contradict"]}
        for a, b in pairs
    ]
    task = {"data": {"text": TEXT}, "annotations": [{"result": [*regions, *joined]}]}
    path.write_bytes(json_bytes([task]))
    return path


def taken(path: Path, known: Record) -> Imported:
    return read(path.suffix[1:], path, scheme=make_scheme(), known=known)


def by_hand(places: Sequence[int], links: Sequence[tuple[int, int]]) -> Record:
    """What somebody had marked at the same places before."""
    spans = tuple(
        make_span(f"hand-{n}", "d", TEXT, (PLACES[place],)) for n, place in enumerate(places)
    )
    made = tuple(
        Link(derived_id("hand", str(n)), spans[a].id, spans[b].id, "contradict")
        for n, (a, b) in enumerate(links)
        if a < len(spans) and b < len(spans) and a != b
    )
    return Record(
        articles=(Article("d", "case", text_hash(TEXT), "", "d", at="2025-05-01"),),
        texts={text_hash(TEXT): TEXT},
        spans=spans,
        links=made,
    )


@pytest.mark.parametrize("name", ["brat", "doccano", "labelstudio"])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_second_import_adds_nothing_in_whatever_order_the_first_lies_here(
    name: str, data: st.DataObject, tmp_path: Path
) -> None:
    path = written(tmp_path, name, data.draw(MARKS), data.draw(ENDS))
    before = by_hand(data.draw(MARKS), data.draw(ENDS)) if data.draw(st.booleans()) else Record()
    first = taken(path, before).record
    here = replace(
        before,
        articles=before.articles + first.articles,
        texts={**before.texts, **first.texts},
        spans=tuple(data.draw(st.permutations(first.spans))) + before.spans,
        links=tuple(data.draw(st.permutations(first.links))) + before.links,
    )
    assert taken(path, here).record == Record()


def test_a_mark_that_was_moved_here_since_is_left_where_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, "brat", [0], [])
    first = taken(path, Record()).record
    moved = replace(first.spans[0], fragments=((6, 13),), quote="leaders")
    again = taken(path, replace(first, spans=(moved,)))
    assert again.record == Record()
    assert any("left as they are here" in warning for warning in again.warnings)
