"""What can't be read is refused in one line with file and line, and nothing is handed on."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.config.presets import preset
from workbench.config.scheme import Scheme
from workbench.domain.article import text_hash
from workbench.domain.errors import BadInput, UnknownLabel
from workbench.domain.record import Record
from workbench.exchange.formats import FORMATS, read, write
from workbench.exchange.options import ExportOptions
from workbench.store.records import put

MAIN = {"brat": "ferry.ann", "labelstudio": "tasks.json"}
IMPORTERS = sorted(name for name, form in FORMATS.items() if form.reads)
WITH_OFFSETS = [name for name in IMPORTERS if name not in ("csv",)]
every_importer = pytest.mark.parametrize("name", IMPORTERS)

Spoil = Callable[[str, Callable[[bytes], bytes]], Path]


@pytest.fixture
def spoiled(case: Record, options: ExportOptions, tmp_path: Path) -> Spoil:
    """An export whose main file was changed; gives the path to import."""

    def make(name: str, change: Callable[[bytes], bytes]) -> Path:
        target = tmp_path / "out"
        write(name, case, options, target)
        main = target / MAIN[name] if target.is_dir() else target
        main.write_bytes(change(main.read_bytes()))
        return target

    return make


def complaint(name: str, path: Path, scheme: Scheme, case: Record) -> BadInput:
    known = Record(articles=case.articles, texts=case.texts)
    with pytest.raises(BadInput) as raised:
        read(name, path, scheme=scheme, known=known)
    error = raised.value
    assert "\n" not in str(error)
    assert len(str(error)) < 400
    assert str(path) in error.where
    return error


def line_of(error: BadInput) -> int:
    found = re.search(r":(\d+)$", error.where)
    assert found, f"no line in {error.where!r}"
    return int(found[1])


@every_importer
def test_a_truncated_file(name: str, spoiled: Spoil, scheme: Scheme, case: Record) -> None:
    def cut(data: bytes) -> bytes:
        marks = {"csv": b"they waited", "brat": b"family"}
        return data[: data.index(marks[name])] if name in marks else data[: len(data) * 3 // 5]

    assert line_of(complaint(name, spoiled(name, cut), scheme, case)) >= 1


@every_importer
def test_a_binary_file(name: str, spoiled: Spoil, scheme: Scheme, case: Record) -> None:
    path = spoiled(name, lambda data: data[:40] + bytes(range(256)) * 20)
    assert line_of(complaint(name, path, scheme, case)) >= 1


@pytest.mark.parametrize("name", [name for name in IMPORTERS if name != "brat"])
def test_an_empty_file(name: str, spoiled: Spoil, scheme: Scheme, case: Record) -> None:
    assert "empty" in complaint(name, spoiled(name, lambda _: b""), scheme, case).message


def test_an_empty_brat_file_means_no_annotations(
    spoiled: Spoil, scheme: Scheme, case: Record
) -> None:
    path = spoiled("brat", lambda _: b"") / "ferry.ann"
    known = Record(articles=case.articles, texts=case.texts)
    assert read("brat", path, scheme=scheme, known=known).record == Record()


@every_importer
def test_a_file_in_another_encoding(
    name: str, spoiled: Spoil, scheme: Scheme, case: Record
) -> None:
    path = spoiled(name, lambda data: data + "né\n".encode("latin-1"))
    error = complaint(name, path, scheme, case)
    assert "UTF-8" in error.message
    main = path / MAIN[name] if path.is_dir() else path
    assert line_of(error) == main.read_bytes().count(b"\n")


@every_importer
def test_deep_nesting(name: str, spoiled: Spoil, scheme: Scheme, case: Record) -> None:
    path = spoiled(name, lambda _: b"[" * 200_000)
    assert line_of(complaint(name, path, scheme, case)) == 1


def test_deep_nesting_beside_a_brat_file(spoiled: Spoil, scheme: Scheme, case: Record) -> None:
    path = spoiled("brat", lambda data: data)
    (path / "workbench.json").write_bytes(b'{"files":' * 100_000)
    assert "nested too deeply" in complaint("brat", path, scheme, case).message


@pytest.mark.slow
@every_importer
def test_fifty_megabytes_of_nothing(
    name: str, spoiled: Spoil, scheme: Scheme, case: Record
) -> None:
    path = spoiled(name, lambda _: b"la la la " * 5_600_000)
    assert line_of(complaint(name, path, scheme, case)) == 1


@pytest.mark.parametrize("name", WITH_OFFSETS)
def test_a_label_that_the_scheme_lacks(name: str, spoiled: Spoil, case: Record) -> None:
    path = spoiled(name, lambda data: data)
    error = complaint(name, path, preset("averitec"), case)
    assert isinstance(error, UnknownLabel)
    assert line_of(error) >= 1


SHIFTS: dict[str, tuple[bytes, bytes]] = {
    "json": (rb'"fragments":\[\[24,', rb'"fragments":[[99924,'),
    "jsonl": (rb'"fragments":\[\[24,', rb'"fragments":[[99924,'),
    "webannotation": (rb'"end":\d+', rb'"end":99999'),
    "brat": (rb"Span 24 49", rb"Span 24 99999"),
    "labelstudio": (rb'"end":\d+', rb'"end":99999'),
    "doccano": (rb'"end_offset":\d+', rb'"end_offset":99999'),
}


@pytest.mark.parametrize("name", WITH_OFFSETS)
def test_offsets_past_the_end_whose_words_stand_nowhere(
    name: str, spoiled: Spoil, scheme: Scheme, case: Record
) -> None:
    old, new = SHIFTS[name]

    def shift(data: bytes) -> bytes:
        changed = re.sub(old, new, data, count=1)
        assert changed != data
        return changed.replace(b"Five sailors were rescued", b"Words that stand nowhere!")

    error = complaint(name, spoiled(name, shift), scheme, case)
    assert line_of(error) >= 1


@pytest.mark.parametrize("name", ["brat", "labelstudio", "doccano", "webannotation"])
def test_an_article_that_has_another_text_here(
    name: str, spoiled: Spoil, scheme: Scheme, case: Record
) -> None:
    other = "Something else entirely stands here now."
    article = replace(case.articles[0], version=text_hash(other))
    known = Record(articles=(article, *case.articles[1:]), texts={text_hash(other): other})
    path = spoiled(name, lambda data: data)
    with pytest.raises(BadInput) as raised:
        read(name, path, scheme=scheme, known=known)
    assert line_of(raised.value) >= 1


def test_a_brat_text_that_was_edited(spoiled: Spoil, scheme: Scheme, case: Record) -> None:
    path = spoiled("brat", lambda data: data)
    text = path / "ferry.txt"
    text.write_bytes(text.read_bytes().replace(b"Five", b"Four"))
    error = complaint("brat", path, scheme, case)
    assert error.where == f"{text}:1"


def test_formulas_in_a_table_come_in_as_text(scheme: Scheme, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text('claim\n"=HYPERLINK(""http://x"")"\n')
    claims = read("csv", path, scheme=scheme, known=Record()).record.claims
    assert claims[0].text == '=HYPERLINK("http://x")'


@every_importer
def test_a_missing_file(name: str, scheme: Scheme, case: Record, tmp_path: Path) -> None:
    assert "no such file" in complaint(name, tmp_path / "nowhere.txt", scheme, case).message


def test_a_line_whose_type_is_no_string(spoiled: Spoil, scheme: Scheme, case: Record) -> None:
    path = spoiled("jsonl", lambda data: data.replace(b'"type":"text"', b'"type":{}', 1))
    assert "nothing here is of type" in complaint("jsonl", path, scheme, case).message


def test_an_article_named_by_half_a_surrogate_pair_can_be_stored(
    spoiled: Spoil, scheme: Scheme, case: Record
) -> None:
    path = spoiled("json", lambda data: data.replace(b'"ferry"', b'"\\ud800"'))
    articles = read("json", path, scheme=scheme, known=Record()).record.articles
    assert [put(article).table for article in articles] == ["articles"] * len(case.articles)


def test_two_fragments_that_lie_in_one_place_of_a_doccano_file(
    spoiled: Spoil, scheme: Scheme, case: Record
) -> None:
    def double(data: bytes) -> bytes:
        lines = [json.loads(line) for line in data.splitlines()]
        for span in lines[0]["workbench"]["spans"]:
            span["fragments"] *= 2
        return b"\n".join(json.dumps(line).encode() for line in lines)

    known = Record(articles=case.articles, texts=case.texts)
    path = spoiled("doccano", double)
    spans = read("doccano", path, scheme=scheme, known=known).record.spans
    assert all(len(span.fragments) == 1 for span in spans if span.article == "ferry")


def test_a_fragment_of_another_size_of_number_beside_a_brat_file(
    spoiled: Spoil, scheme: Scheme, case: Record
) -> None:
    path = spoiled("brat", lambda data: data)
    beside = path / "workbench.json"
    text = re.sub(r'("fragments":\[\[)', rf"\g<1>{2**64}", beside.read_text("utf-8"))
    beside.write_text(text, "utf-8")
    known = Record(articles=case.articles, texts=case.texts)
    spans = read("brat", path, scheme=scheme, known=known).record.spans
    assert all(span.end <= len(case.texts[span.version]) for span in spans)


def test_a_value_without_end_makes_no_message_without_end(
    spoiled: Spoil, scheme: Scheme, case: Record
) -> None:
    path = spoiled("json", lambda data: data.replace(b'"event"', b'"' + b"e" * 9000 + b'"'))
    assert len(complaint("json", path, scheme, case).message) <= 200


def test_a_region_whose_text_has_a_number_without_end(scheme: Scheme, tmp_path: Path) -> None:
    region = {
        "type": "labels",
        "from_name": "label",
        "id": "a",
        "to_name": f"text_{'9' * 5000}",
        "value": {"start": 0, "end": 4, "text": "Five", "labels": ["event"]},
    }
    task = {
        "data": {"text": "Five left."},
        "meta": {"workbench": {"articles": []}},
        "annotations": [{"result": [region]}],
    }
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([task]))
    taken = read("labelstudio", path, scheme=scheme, known=Record())
    assert [span.quote for span in taken.record.spans] == ["Five"]
