import subprocess
import sys
from pathlib import Path

import pytest

from workbench.domain.errors import BadInput, NotText, WrongUse
from workbench.intake import extraction
from workbench.intake.extraction import extract
from workbench.intake.plain import LIMIT_BYTES
from workbench.intake.reading import read_article, read_pasted

BODY = "The harbour master said on Tuesday that nobody had asked him about the missing ferry.\n"


def article(folder: Path, text: str, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_plain_text_is_stored_as_it_is(tmp_path: Path) -> None:
    text = f"Ferry missing since Monday\r\n\r\n{BODY}"
    found = read_article(article(tmp_path, text))
    assert (found.text, found.extractor) == (text, "plain")


def test_the_title_is_guessed_and_marked_as_guessed(tmp_path: Path) -> None:
    found = read_article(article(tmp_path, f"Ferry Missing Since Monday\n\n{BODY}"))
    assert found.title == "Ferry Missing Since Monday"
    assert "title" in found.guessed


def test_the_file_name_is_the_title_of_last_resort(tmp_path: Path) -> None:
    assert read_article(article(tmp_path, BODY * 3, "rain-in-esker.txt")).title == "rain-in-esker"


def test_what_is_not_known_is_not_guessed(tmp_path: Path) -> None:
    found = read_article(article(tmp_path, BODY))
    assert (found.url, found.language) == ("", "")
    assert not found.guessed & {"url", "language"}


def test_markdown_keeps_its_marks_and_reads_its_head(tmp_path: Path) -> None:
    text = (
        "---\ntitle: 'Ferry missing'\nauthor: Ana Duric\ndate: 2024-05-14T08:00:00\n"
        f"url: https://courier.example/ferry\n---\n# Another heading\n\n**{BODY.strip()}**\n"
    )
    found = read_article(article(tmp_path, text, "report.md"))
    assert found.text == text
    assert (found.title, found.author, found.published, found.url) == (
        "Ferry missing",
        "Ana Duric",
        "2024-05-14",
        "https://courier.example/ferry",
    )


def test_markdown_without_a_head_takes_its_first_heading(tmp_path: Path) -> None:
    found = read_article(article(tmp_path, f"# Ferry *missing*\n\n{BODY}", "report.md"))
    assert found.title == "Ferry *missing*"


def test_pasted_text_is_an_article() -> None:
    assert read_pasted(BODY, "pasted").text == BODY


def test_pasted_blanks_are_refused() -> None:
    with pytest.raises(NotText, match="pasted text: only white space"):
        read_pasted("  \n")


def test_a_list_of_addresses_is_refused_with_advice(tmp_path: Path) -> None:
    text = "https://courier.example/a\nwww.courier.example/b\n\n"
    with pytest.raises(BadInput, match=r"a list of 2 web addresses.*save each page"):
        read_article(article(tmp_path, text))


def test_an_article_that_quotes_addresses_is_none(tmp_path: Path) -> None:
    assert read_article(article(tmp_path, f"{BODY}https://courier.example/a\n")).text


def test_an_address_in_place_of_a_file_is_refused() -> None:
    with pytest.raises(BadInput, match=r"does not use the network; save the page"):
        read_article(Path("https://courier.example/a"))


def test_a_direction_override_in_a_title_never_reaches_a_list(tmp_path: Path) -> None:
    found = read_article(article(tmp_path, f"# Rain \u202etxt.exe\n\n{BODY}", "report.md"))
    assert found.title == "Rain txt.exe"
    assert found.warnings


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "LIBRARIES", {"pdf": "no_such_library"})
    with pytest.raises(WrongUse, match=r"needs the extra \[pdf\]; .*workbench\[pdf\]"):
        extract(b"%PDF-", "pdf")


@pytest.mark.parametrize("ending", ["html", "docx", "pdf", "txt", "md"])
def test_a_huge_file_is_refused_by_the_limit_in_every_format(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"huge.{ending}"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(BadInput, match=f"limit of {LIMIT_BYTES:,} bytes"):
        read_article(path)


def test_the_extractors_are_not_loaded_by_reading_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    code = (
        "import sys; from pathlib import Path; from workbench.intake.reading import read_article;"
        f"read_article(Path({str(path)!r}));"
        "print([name for name in ('trafilatura', 'docx', 'pypdf', 'lxml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("My **T** 'q'", "My **T** 'q'"),
        ("'Ferry missing'", "Ferry missing"),
        ('"Ferry" missing', '"Ferry" missing'),
        ("'", "'"),
    ],
)
def test_a_title_loses_only_marks_that_stand_around_the_whole_of_it(
    tmp_path: Path, written: str, title: str
) -> None:
    file = tmp_path / "a.md"
    file.write_text(f"---\ntitle: {written}\n---\nIt sank at noon.\n", "utf-8")
    assert read_article(file).title == title
