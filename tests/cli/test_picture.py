"""`workbench picture`: the case as a drawing that stands by itself."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND
from tests.cli.running import run
from tests.tui.walking import fill
from workbench.text.clusters import safe_text
from workbench.tui.themes import THEMES, mark_colours
from workbench.tui.widgets.rows import _TONES
from workbench.workspace import touring
from workbench.workspace.commands import AddClaim, AddSpan
from workbench.workspace.drawing import FILLS, draw
from workbench.workspace.workspace import Workspace

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def record(folder: Path) -> Path:
    fill(folder)
    return folder


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter(f"{SVG}text")]


def nothing_is_loaded(svg: str) -> bool:
    root = ET.fromstring(svg)
    return not any(
        name.endswith("href") or "url(http" in value
        for node in root.iter()
        for name, value in node.attrib.items()
    ) and "@font-face" not in "".join(root.itertext())


def test_the_screen_is_drawn_with_the_claim_that_is_asked_for(record: Path, tmp_path: Path) -> None:
    target = tmp_path / "screen.svg"
    done = run(record, "picture", "--claim", "2", "--size", "100x30", "-o", str(target))
    assert (done.returncode, done.stderr) == (0, "")
    shown = " ".join(texts(target.read_text("utf-8"))).replace("\xa0", " ")
    assert "Statement number 2" in shown
    assert "5 claims · 4 judged by you" in shown
    assert nothing_is_loaded(target.read_text("utf-8"))


def test_a_tour_that_is_under_way_is_in_no_picture(folder: Path) -> None:
    with Workspace(folder, "ada") as workspace:
        workspace.do(AddSpan(article=FIRST, fragments=((0, 5),)))
        touring.remember(workspace, touring.Remembered(state="running"))
    shown = " ".join(texts(run(folder, "picture").stdout)).replace("\xa0", " ")
    assert "1 span" in shown
    assert "Tour" not in shown
    with Workspace(folder, "ada") as workspace:
        assert touring.recall(workspace).state == "running"


def test_the_articles_are_in_the_order_that_is_asked_for_and_in_the_theme(record: Path) -> None:
    done = run(record, "picture", SECOND, FIRST, "--theme", "contrast-light", "--size", "100x30")
    head = "".join(texts(done.stdout)).replace("\xa0", " ")
    assert head.index("Venezuela Denies Rescue") < head.index("Venezuelan Opposition Leaders Seek")
    assert 'fill="#ffffff"' in done.stdout


def test_whole_texts_are_drawn_with_marks_numbers_links_and_claims(record: Path) -> None:
    svg = run(record, "picture", "--whole").stdout
    words = texts(svg)
    with Workspace(record, "ada") as workspace:
        for id in (FIRST, SECOND):
            text = workspace.articles.text(workspace.articles.get(id).version)
            drawn = "".join("".join(words).split())
            assert "".join(safe_text(line) for line in text.split())[-200:] in drawn
    assert words.count("contradicts") == 5
    assert "2. Statement number 2 — ✗ Refuted" in words
    root = ET.fromstring(svg)
    said = root.findtext(f"{SVG}desc") or ""
    assert "Claim 4: Statement number 4, Conflicting Evidence/Cherrypicking." in said
    assert nothing_is_loaded(svg)


def test_a_mark_lies_under_its_words(folder: Path) -> None:
    with Workspace(folder, "ada") as workspace:
        text = workspace.articles.text(workspace.articles.get(FIRST).version)
        at = text.index("412 days")
        workspace.do(AddSpan(article=FIRST, fragments=((at, at + 8),)))
        root = ET.fromstring(draw(workspace, [FIRST]))
    [mark] = root.iter(f"{SVG}g")
    box = mark.find(f"{SVG}rect")
    assert box is not None
    row = next(node for node in root.iter(f"{SVG}text") if "412 days" in (node.text or ""))
    cell = float(row.attrib["textLength"]) / len((row.text or "").rstrip("\n"))
    before = (row.text or "").index("412 days")
    assert float(box.attrib["x"]) == pytest.approx(float(row.attrib["x"]) + before * cell, abs=0.1)
    assert float(box.attrib["width"]) == pytest.approx(8 * cell, abs=0.1)
    top = float(box.attrib["y"])
    assert top < float(row.attrib["y"]) < top + float(box.attrib["height"])


def test_with_a_claim_only_its_marks_and_links_are_drawn(record: Path) -> None:
    words = texts(run(record, "picture", "--whole", "--claim", "3").stdout)
    assert words.count("contradicts") == 1
    assert [word for word in words if "Statement" in word] == [
        "3. Statement number 3 — ? Not Enough Evidence"
    ]


def test_what_others_wrote_into_names_and_claims_stays_text(folder: Path) -> None:
    with Workspace(folder, "ada") as workspace:
        span = str(workspace.do(AddSpan(article=FIRST, fragments=((0, 5),))).id)
        workspace.do(AddClaim(text="</text><script>x</script>\x1b[2J & \x01", spans=(span,)))
        root = ET.fromstring(draw(workspace, [FIRST, SECOND]))
    assert not list(root.iter(f"{SVG}script"))


def test_the_drawing_has_the_colours_of_the_light_theme() -> None:
    light = next(theme for theme in THEMES if theme.name == "workbench-light")
    colours = mark_colours(light.variables, dark=False)
    assert {tone: getattr(colours, _TONES[tone]) for tone in FILLS} == FILLS


def test_a_blind_pass_draws_nothing_of_the_others(record: Path) -> None:
    (record / "workbench.toml").write_text('[review]\nblind = "on"\n')
    svg = run(record, "picture", "--whole", reviewer="cy").stdout
    assert "Refuted" not in svg
    assert "Statement number 1, no verdict" in svg


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--size", "big"), 2, "--size: 'big' is no size"),
        (("--size", "10x5"), 2, "40x12 to 400x200"),
        (("--theme", "pink"), 2, "--theme: there is no theme 'pink'"),
        (("--claim", "9"), 3, "there is no claim 9; there are 5"),
        (("nope",), 3, "there is no article 'nope'"),
        ((FIRST, SECOND, FIRST), 2, "the screen shows two articles"),
        (("--whole", "-o", "seeds"), 2, "seeds"),
    ],
)
def test_what_cannot_be_drawn_is_named_in_one_line(
    record: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = run(record, "picture", *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (code, 1)
    assert said in done.stderr


def test_a_file_that_is_there_is_replaced_only_when_asked(record: Path, tmp_path: Path) -> None:
    target = tmp_path / "there.svg"
    target.write_text("mine")
    assert run(record, "picture", "--whole", "-o", str(target)).returncode == 2
    assert target.read_text() == "mine"
    assert run(record, "picture", "--whole", "-o", str(target), "--force").returncode == 0
    assert "<svg" in target.read_text("utf-8")
