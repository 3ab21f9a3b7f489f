"""Plots and tables of agreement."""

import csv
import io
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import run
from workbench.domain.errors import WrongUse
from workbench.workspace import figures, plots, team
from workbench.workspace.commands import AddClaim, GiveVerdict
from workbench.workspace.workspace import Workspace

Open = Callable[[str], Workspace]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def judged(open_as: Open) -> Workspace:
    """Three claims that ada and ben judged; they differ on one."""
    given = (("refuted", "refuted"), ("supported", "supported"), ("refuted", "supported"))
    for number, labels in enumerate(given):
        claim = str(open_as("ada").do(AddClaim(text=f"claim {number}")).id)
        for name, label in zip(("ada", "ben"), labels, strict=True):
            open_as(name).do(GiveVerdict(claim=claim, label=label, rationale="r"))
    return open_as("ada")


def test_the_table_holds_every_figure_overall_and_by_pair(judged: Workspace) -> None:
    report = team.agreement(judged)
    rows = list(csv.DictReader(io.StringIO(plots.agreement_csv(report))))
    names = {*figures.VERDICT_NAMES, *figures.MARK_NAMES}
    assert {(row["reviewers"], row["figure"]) for row in rows} == {
        (who, name) for who in ("all", "ada / ben") for name in names
    }
    [percent] = [row for row in rows if (row["reviewers"], row["figure"]) == ("all", "percent")]
    assert float(percent["value"]) == pytest.approx(2 / 3, abs=1e-6)
    assert float(percent["low"]) <= float(percent["value"]) <= float(percent["high"])
    assert percent["n"] == "3"


def test_an_undefined_figure_has_its_reason_in_the_table(judged: Workspace) -> None:
    rows = csv.DictReader(io.StringIO(plots.agreement_csv(team.agreement(judged))))
    [spans] = [row for row in rows if (row["reviewers"], row["figure"]) == ("all", "spans_exact")]
    assert spans["value"] == ""
    assert spans["reason"].startswith("undefined:")


def test_the_drawing_has_a_dot_for_each_defined_figure(judged: Workspace) -> None:
    report = team.agreement(judged)
    drawn = ET.fromstring(plots.agreement_svg(report, judged.scheme, "case"))
    rows = figures.figure_rows(report.discussed.verdicts, report.discussed.marks)
    defined = [row for row in rows if row.figure.value is not None]
    assert len(list(drawn.iter(f"{SVG}circle"))) == len(defined)


def test_the_drawing_says_the_counts_of_the_confusion_and_of_each_reviewer(
    judged: Workspace,
) -> None:
    drawn = ET.fromstring(plots.agreement_svg(team.agreement(judged), judged.scheme, "case"))
    said = [item.text for item in drawn.iter(f"{SVG}title")]
    assert "ada: Refuted 2" in said
    assert "ben: Supported 2" in said


def test_names_in_a_drawing_are_never_markup(open_as: Open) -> None:
    name = "<script>\x07&"
    workspace = open_as(name)
    claim = str(workspace.do(AddClaim(text="a")).id)
    for who in (name, "ben"):
        open_as(who).do(GiveVerdict(claim=claim, label="refuted", rationale="r"))
    report = team.agreement(workspace, resamples=0)
    drawn = ET.fromstring(plots.agreement_svg(report, workspace.scheme, name))
    assert not list(drawn.iter("script")) + list(drawn.iter(f"{SVG}script"))


def test_the_ending_of_the_name_says_what_is_written(judged: Workspace) -> None:
    assert [plots.kind_of(Path(name)) for name in ("a.csv", "a.svg", "a.PNG")] == [
        "csv",
        "svg",
        "png",
    ]
    with pytest.raises(WrongUse, match=r"\.svg"):
        plots.kind_of(Path("a.pdf"))


def test_a_picture_shows_what_the_drawing_holds(judged: Workspace) -> None:
    pytest.importorskip("resvg_py", reason="the extra png is not installed")
    image = pytest.importorskip("PIL.Image", reason="pillow, which reads the picture, is missing")
    report = team.agreement(judged)
    drawn = ET.fromstring(plots.agreement_svg(report, judged.scheme, "case"))
    picture = image.open(io.BytesIO(plots.render(report, judged.scheme, "case", "png")))
    pixels = picture.convert("RGB")
    size = (float(drawn.attrib["width"]) * 2, float(drawn.attrib["height"]) * 2)
    assert picture.format == "PNG"
    assert pixels.size == pytest.approx(size, abs=1)
    assert pixels.getpixel((2, 2)) == (255, 255, 255)
    for dot in drawn.iter(f"{SVG}circle"):
        x, y = (round(2 * float(dot.attrib[axis])) for axis in ("cx", "cy"))
        assert pixels.getpixel((x, y)) == (0x2F, 0x6F, 0xB0)
    # The words are set: where the title stands there is ink.
    darkest, _ = pixels.crop((20, 20, 300, 56)).convert("L").getextrema()
    assert darkest < 80


def test_without_the_library_a_picture_says_what_to_install(
    judged: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    report = team.agreement(judged, resamples=0)
    with pytest.raises(WrongUse, match=r"pip install 'workbench\[png\]'"):
        plots.render(report, judged.scheme, "case", "png")


@pytest.mark.slow
def test_the_command_writes_both_and_replaces_only_when_told(
    judged: Workspace, tmp_path: Path
) -> None:
    table, drawing = tmp_path / "a.csv", tmp_path / "a.svg"
    options = ("agreement", "--resamples", "0", "--csv", str(table), "--svg", str(drawing))
    assert run(judged.paths.folder, *options).returncode == 0
    ET.fromstring(drawing.read_text())
    again = run(judged.paths.folder, *options)
    assert again.returncode == 2
    assert "a.csv" in again.stderr
    assert run(judged.paths.folder, *options, "--force").returncode == 0


def test_the_command_prints_what_was_given_and_which_labels_met(judged: Workspace) -> None:
    shown = run(judged.paths.folder, "agreement", "--resamples", "0").stdout.splitlines()
    [given] = [place for place, line in enumerate(shown) if line.startswith("verdicts given")]
    assert shown[given].split()[2:] == ["Supported", "Refuted"]
    assert [line.split() for line in shown[given + 1 : given + 3]] == [
        ["ada", "1", "2"],
        ["ben", "2", "1"],
    ]
    [met] = [place for place, line in enumerate(shown) if line.startswith("on one claim")]
    assert shown[met + 1].split() == ["Supported", "1", "1"]
