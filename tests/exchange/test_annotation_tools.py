"""brat, Label Studio, doccano, Prodigy and UIMA: what each tool makes of our export."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.config.scheme import Scheme
from workbench.domain.errors import WrongUse
from workbench.domain.record import Record
from workbench.exchange.formats import read, write
from workbench.exchange.options import ExportOptions

CONSUMERS = Path(__file__).parent / "consumers"
Run = Callable[..., Any]


@pytest.fixture
def run(environment: Callable[[str], Path]) -> Run:
    def consume(name: str, script: str, *arguments: Path) -> Any:
        python = environment(name) / "bin" / "python"
        command = [python, CONSUMERS / script, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout or "null")

    return consume


@pytest.fixture
def folder(
    request: pytest.FixtureRequest, case: Record, options: ExportOptions, tmp_path: Path
) -> Path:
    target = tmp_path / "out"
    write(request.param, case, options, target)
    return target


for_format = pytest.mark.parametrize("folder", ["brat"], indirect=True)


@for_format
def test_every_brat_line_quotes_its_text(folder: Path) -> None:
    for path in folder.glob("*.ann"):
        text = path.with_suffix(".txt").read_bytes().decode()
        for line in path.read_text("utf-8").split("\n"):
            if line.startswith("T"):
                _, place, words = line.split("\t")
                pairs = [pair.split() for pair in place.split(" ", 1)[1].split(";")]
                assert " ".join(text[int(start) : int(end)] for start, end in pairs) == words


@for_format
def test_links_across_articles_stand_in_the_joined_pair(folder: Path) -> None:
    joined = (folder / "joined.ann").read_text("utf-8").splitlines()
    relations = [line.split("\t")[1].split()[0] for line in joined if line.startswith("R")]
    assert sorted(relations) == ["agree", "contradict", "more_specific"]
    own = (folder / "rescue.ann").read_text("utf-8")
    assert "differ Arg1" in own


@pytest.mark.server
@for_format
def test_pybrat_reads_every_pair(folder: Path, run: Run, case: Record) -> None:
    found = run("pybrat", "brat_pairs.py", folder)
    assert found.keys() == {"ferry", "rescue", "harbour_silent", "joined"}
    assert len(found["ferry"]["entities"]) == 6
    assert len(found["rescue"]["entities"]) == 5
    assert len(found["joined"]["relations"]) == 3
    for pair in found.values():
        for _, spans, mention in pair["entities"]:
            assert " ".join(pair["text"][start:end] for start, end in spans) == mention


def test_brat_without_our_file_beside_gives_the_same_places(
    case: Record, options: ExportOptions, scheme: Scheme, tmp_path: Path
) -> None:
    write("brat", case, options, tmp_path / "out")
    for name in ("workbench.json", "joined.txt", "joined.ann", "ferry.txt", "ferry.ann"):
        (tmp_path / "out" / name).unlink()
    found = read("brat", tmp_path / "out", scheme=scheme, known=Record()).record
    months = next(span for span in case.spans if span.quote.startswith("The wait"))
    places = {(span.article, span.fragments) for span in found.spans}
    expected = {(s.article, s.fragments) for s in case.spans if s.article == "rescue"}
    cut = months.quote.index("\u2028") + months.start
    expected -= {("rescue", months.fragments)}
    expected |= {("rescue", ((months.start, cut), (cut + 1, months.end)))}
    assert places == expected


@pytest.mark.server
@pytest.mark.parametrize("folder", ["labelstudio"], indirect=True)
def test_label_studio_accepts_configuration_and_tasks(folder: Path, run: Run) -> None:
    assert run("labelstudio", "labelstudio_tasks.py", folder) == {"tasks": 2, "faults": []}


@pytest.mark.server
@pytest.mark.parametrize("folder", ["labelstudio"], indirect=True)
def test_label_studio_would_catch_an_unknown_label(folder: Path, run: Run) -> None:
    path = folder / "tasks.json"
    path.write_text(path.read_text("utf-8").replace('"labels":["event"]', '"labels":["nothing"]'))
    assert len(run("labelstudio", "labelstudio_tasks.py", folder)["faults"]) == 1


def test_label_studio_regions_quote_their_texts(
    case: Record, options: ExportOptions, scheme: Scheme, tmp_path: Path
) -> None:
    write("labelstudio", case, options, tmp_path / "out")
    tasks = json.loads((tmp_path / "out" / "tasks.json").read_bytes())
    relations = {relation.id for relation in scheme.relations}
    regions = 0
    for task in tasks:
        for item in task["annotations"][0]["result"]:
            if item["type"] == "relation":
                assert set(item["labels"]) <= relations
                continue
            value = item["value"]
            text = task["data"][item["to_name"]]
            assert text[value["start"] : value["end"]] == value["text"]
            regions += 1
    assert regions == sum(len(span.fragments) for span in case.spans)


def test_label_studio_without_our_part_gives_the_same_places(
    case: Record, options: ExportOptions, scheme: Scheme, tmp_path: Path
) -> None:
    write("labelstudio", case, options, tmp_path / "out")
    path = tmp_path / "out" / "tasks.json"
    tasks = json.loads(path.read_bytes())
    path.write_text(json.dumps([{**task, "meta": {}} for task in tasks]))
    known = Record(articles=case.articles, texts=case.texts)
    found = read("labelstudio", path, scheme=scheme, known=known).record
    expected = {(s.article, (part,), s.label) for s in case.spans for part in s.fragments}
    assert {(s.article, s.fragments, s.label) for s in found.spans} == expected
    assert len(found.links) == len(case.links)


@pytest.mark.server
def test_doccano_itself_imports_and_exports_the_same_spans_and_links(
    case: Record, options: ExportOptions, scheme: Scheme, run: Run, tmp_path: Path
) -> None:
    write("doccano", case, options, tmp_path / "in.jsonl")
    run("doccano", "doccano_import.py", tmp_path / "in.jsonl", tmp_path)
    theirs = [json.loads(line) for line in (tmp_path / "all.jsonl").read_bytes().splitlines()]
    quotes = {
        line["text"][item["start_offset"] : item["end_offset"]]
        for line in theirs
        for item in line["entities"]
    }
    fragments = {(s.version, part) for s in case.spans for part in s.fragments}
    assert quotes == {case.texts[version][start:end] for version, (start, end) in fragments}
    found = read("doccano", tmp_path / "all.jsonl", scheme=scheme, known=Record()).record
    assert set(found.spans) == set(case.spans)
    assert set(found.links) == set(case.links)


@pytest.mark.server
def test_cassis_reads_the_case_and_each_article(
    case: Record, options: ExportOptions, run: Run, tmp_path: Path
) -> None:
    write("jsonl", case, options, tmp_path / "case.jsonl")
    found = run("cassis", "cas_files.py", tmp_path / "case.jsonl", tmp_path / "cas")
    views = found["case"]
    assert [view["text"] for view in views] == [case.texts[a.version] for a in case.articles]
    spans = {(name, part): (s, e, w) for v in views for name, part, s, e, w in v["spans"]}
    assert spans == {
        (span.id, part): (start, end, case.texts[span.version][start:end])
        for span in case.spans
        for part, (start, end) in enumerate(span.fragments, 1)
    }
    links = {tuple(link) for view in views for link in view["links"]}
    assert links == {(item.id, item.relation, item.source, item.target) for item in case.links}
    inner = [link for view in found["rescue"] for link in view["links"]]
    assert [link[0] for link in inner] == [case.links[2].id]


@pytest.mark.server
def test_cas_files_count_utf16_code_units(
    case: Record, options: ExportOptions, run: Run, tmp_path: Path
) -> None:
    write("jsonl", case, options, tmp_path / "case.jsonl")
    found = run("cassis", "cas_files.py", tmp_path / "case.jsonl", tmp_path / "cas")
    text = case.texts[case.spans[0].version]
    start = case.spans[0].start
    assert len(text[:start].encode("utf-16-le")) // 2 == start + 1, "an emoji stands before it"
    assert start + 1 in found["begins"]
    assert start not in found["begins"]


def test_uima_cas_without_cassis_says_what_to_install(
    case: Record, options: ExportOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(WrongUse, match=r"workbench\[uima\]"):
        write("uima-cas", case, options, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def prodigy_tasks(case: Record, options: ExportOptions, path: Path) -> list[dict[str, Any]]:
    write("prodigy", case, options, path)
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_prodigy_spans_sit_on_tokens(case: Record, options: ExportOptions, tmp_path: Path) -> None:
    for task in prodigy_tasks(case, options, tmp_path / "p.jsonl"):
        tokens = task["tokens"]
        spaced = (token["text"] + " " * token["ws"] for token in tokens)
        assert "".join(spaced) == task["text"]
        for span in task["spans"]:
            assert tokens[span["token_start"]]["start"] == span["start"]
            assert tokens[span["token_end"]]["end"] == span["end"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_prodigy_span_sits_on_tokens(
    data: st.DataObject, records: st.SearchStrategy[Record], options: ExportOptions
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        test_prodigy_spans_sit_on_tokens(data.draw(records), options, Path(folder))


@pytest.mark.server
def test_prodigy_tasks_fit_their_schema_and_spacys_tokens(
    case: Record,
    options: ExportOptions,
    run: Run,
    environment: Callable[[str], Path],
    tmp_path: Path,
) -> None:
    tasks = prodigy_tasks(case, options, tmp_path / "p.jsonl")
    assert sum(len(task["relations"]) for task in tasks) == len(case.links)
    assert run("spacy", "tokens.py", tmp_path / "p.jsonl") == []
    done = subprocess.run(
        [environment("jsonld") / "bin" / "python", CONSUMERS / "schema.py",
         CONSUMERS.parent / "schemas" / "prodigy.json"],
        input=json.dumps(tasks), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == []


def test_texts_without_a_name_are_named_after_their_file(scheme: Scheme, tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_text('{"text": "It rained.", "label": [[0, 2, "Span"]]}\n')
    found = read("doccano", path, scheme=scheme, known=Record()).record
    assert [article.id for article in found.articles] == ["batch-1"]
    assert [span.quote for span in found.spans] == ["It"]
    assert read("doccano", path, scheme=scheme, known=found).record == Record()


def test_a_brat_folder_of_others_may_have_windows_line_ends(scheme: Scheme, tmp_path: Path) -> None:
    (tmp_path / "doc.txt").write_bytes(b"Five left.\r\nSix stayed.\r\n")
    (tmp_path / "doc.ann").write_bytes(b"T1\tSpan 0 4\tFive\r\nT2\tSpan 12 15\tSix\r\n")
    record = read("brat", tmp_path, scheme=scheme, known=Record()).record
    assert [span.quote for span in record.spans] == ["Five", "Six"]
    assert list(record.texts.values()) == ["Five left.\r\nSix stayed.\r\n"]
