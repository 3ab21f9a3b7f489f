from pathlib import Path

import pytest

from workbench.domain.errors import BadInput
from workbench.intake.library import natural_key, no_articles, scan


def plant(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words\n")
    return folder


def test_loose_files_form_the_case_named_after_the_workspace(tmp_path: Path) -> None:
    seeds = plant(tmp_path / "election" / "seeds", "a.txt")
    assert [(one.case, one.name) for one in scan(seeds)] == [("election", "a.txt")]


def test_a_folder_is_a_case_however_deep_its_files_lie(tmp_path: Path) -> None:
    seeds = plant(tmp_path / "seeds", "flood/a.txt", "flood/day 2/b.txt")
    assert [one.case for one in scan(seeds)] == ["flood", "flood"]


def test_articles_come_in_natural_order_with_loose_files_first(tmp_path: Path) -> None:
    seeds = plant(tmp_path / "seeds", "x/1.txt", "a10.txt", "a2.txt", "B1.txt")
    assert [one.relative for one in scan(seeds)] == ["a2.txt", "a10.txt", "B1.txt", "x/1.txt"]


def test_a_name_with_figures_without_end_has_its_place_too() -> None:
    endless = "9" * 5000
    assert sorted([endless, "b", "10"], key=natural_key) == ["10", endless, "b"]


def test_every_supported_ending_counts_in_any_letter_case(tmp_path: Path) -> None:
    seeds = plant(tmp_path / "seeds", "a.txt", "b.MD", "c.html", "d.Htm", "e.docx", "f.PDF")
    assert [one.id for one in scan(seeds)] == ["a", "b", "c", "d", "e", "f"]


def test_hidden_temporary_and_foreign_files_are_left_out(tmp_path: Path) -> None:
    seeds = plant(
        tmp_path / "seeds",
        *(".a.txt", "~$b.docx", "#c.txt#", "d.txt~", "e.tmp", "f.png", ".git/g.txt", "h.txt.part"),
    )
    assert scan(seeds) == []


def test_the_parts_of_a_saved_web_page_are_no_case(tmp_path: Path) -> None:
    seeds = plant(tmp_path / "seeds", "page.html", "page_files/frame.html")
    assert [one.relative for one in scan(seeds)] == ["page.html"]


def test_an_id_is_the_name_without_ending_and_the_case_if_that_is_taken(tmp_path: Path) -> None:
    seeds = plant(tmp_path / "w" / "seeds", "a.txt", "flood/a.txt", "flood/a.md")
    assert [one.id for one in scan(seeds)] == ["a", "flood/a", "flood/a.txt"]


def test_a_known_article_keeps_its_id_and_others_avoid_it(tmp_path: Path) -> None:
    seeds = plant(tmp_path / "seeds", "a.txt", "flood/a.txt")
    found = scan(seeds, {"flood/a.txt": "a"})
    assert {one.relative: one.id for one in found} == {"flood/a.txt": "a", "a.txt": found[0].id}
    assert found[0].id != "a"


def test_no_folder_has_no_articles(tmp_path: Path) -> None:
    assert scan(tmp_path / "none") == []


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "seeds"
    path.write_text("")
    with pytest.raises(BadInput, match="can't be listed"):
        scan(path)


def test_the_message_for_no_articles_says_what_is_there(tmp_path: Path) -> None:
    seeds = plant(tmp_path / "seeds", "a.rtf", "b.odt")
    assert "(there is: .odt, .rtf)" in str(no_articles(seeds))


def test_the_message_for_no_folder_says_how_to_begin(tmp_path: Path) -> None:
    assert "workbench add FILE" in str(no_articles(tmp_path / "none"))


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    seeds = plant(tmp_path / "seeds", "x/a.txt")
    (seeds / "x" / "again").symlink_to(seeds)
    assert [one.relative for one in scan(seeds)] == ["x/a.txt"]
