"""Writing one setting: it is what was wanted, and nothing else in the file has changed."""

import errno
import os
import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.config.writing import changed, write_setting
from workbench.domain.errors import WrongUse

FILE = """\
# how we work
reviewer = "ada"  # me

[appearance]
# the beamer needs it
theme = "light" # see "docs"
background = ""

[keys]
"compare.link" = "L"

[review]
reviewers = [
  "ada",  # the first
  "ben",
]
"""


def test_the_comment_of_the_line_and_all_other_lines_stay() -> None:
    after = changed(FILE, ("appearance", "theme"), "dark")
    assert after == FILE.replace('theme = "light" #', 'theme = "dark" #')


def test_a_new_setting_comes_after_the_last_of_its_table() -> None:
    after = changed(FILE, ("appearance", "reduced_motion"), True)
    assert 'background = ""\nreduced_motion = true\n\n[keys]' in after


def test_a_table_that_is_not_there_is_added() -> None:
    assert changed(FILE, ("publisher", "name"), "Desk").endswith(
        ']\n\n[publisher]\nname = "Desk"\n'
    )
    assert changed("", ("publisher", "name"), "Desk") == '[publisher]\nname = "Desk"\n'


def test_a_list_of_several_lines_is_replaced_whole() -> None:
    after = changed(FILE, ("review", "reviewers"), ("cy",))
    assert after.endswith('[review]\nreviewers = ["cy"]\n')


def test_a_key_with_a_dot_in_its_name_is_one_key() -> None:
    after = changed(FILE, ("keys", "compare.link"), "ctrl+l")
    assert '"compare.link" = "ctrl+l"\n' in after
    assert changed(FILE, ("keys", "compare.pick"), "x").count("[keys]") == 1


def test_what_is_taken_out_leaves_the_rest() -> None:
    assert changed(FILE, ("keys", "compare.link"), None) == FILE.replace(
        '"compare.link" = "L"\n', ""
    )
    assert changed(FILE, ("publisher", "name"), None) == FILE


def test_a_setting_before_all_tables_is_found_and_added_there() -> None:
    assert changed(FILE, ("reviewer",), "ben").startswith(
        '# how we work\nreviewer = "ben"  # me\n\n[appearance]'
    )
    assert tomllib.loads(changed("[keys]\n", ("reviewer",), "ben"))["reviewer"] == "ben"


@pytest.mark.parametrize(
    "laid_out",
    ['appearance.theme = "light"\n', 'appearance = { theme = "light" }\n'],
)
def test_what_is_laid_out_otherwise_is_left_to_the_user(laid_out: str) -> None:
    with pytest.raises(WrongUse, match="can't be changed from here; edit the file"):
        changed(laid_out, ("appearance", "theme"), "dark")


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.one_of(WORDS, st.booleans(), st.integers(-9, 9), st.lists(WORDS, max_size=3).map(tuple))


@given(value=VALUES, key=st.sampled_from(["theme", "background", "new"]), comment=WORDS)
def test_whatever_is_written_is_read_back_and_nothing_else_changes(
    value: str | bool | int | tuple[str, ...], key: str, comment: str
) -> None:
    said = "".join(char for char in comment if char.isprintable())
    before = FILE.replace("# see", f"# {said} see")
    held = tomllib.loads(changed(before, ("appearance", key), value))
    wanted = tomllib.loads(before)
    wanted["appearance"][key] = list(value) if isinstance(value, tuple) else value
    assert held == wanted


def test_a_wrong_value_is_refused_and_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "workbench.toml"
    file.write_text(FILE)
    with pytest.raises(WrongUse, match=r"workbench\.toml.*blind"):
        write_setting(file, ("review", "blind"), "maybe")
    assert file.read_text() == FILE


def test_a_file_that_is_not_there_is_made_with_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "config" / "settings.toml"
    write_setting(file, ("appearance", "theme"), "light")
    assert file.read_text() == '[appearance]\ntheme = "light"\n'
    assert [item.name for item in file.parent.iterdir()] == ["settings.toml"]


def test_a_linked_file_stays_a_link_and_keeps_its_mode(tmp_path: Path) -> None:
    kept, linked = tmp_path / "dotfiles" / "mine.toml", tmp_path / "settings.toml"
    kept.parent.mkdir()
    kept.write_text('reviewer = "ada"\n')
    kept.chmod(0o600)
    linked.symlink_to(kept)
    write_setting(linked, ("reviewer",), "ben")
    assert linked.is_symlink()
    assert kept.read_text() == 'reviewer = "ben"\n'
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_write_that_fails_leaves_the_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "workbench.toml"
    file.write_text(FILE)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WrongUse, match="can't be written: No space left on device"):
        write_setting(file, ("appearance", "theme"), "dark")
    assert {item.name: item.read_text() for item in tmp_path.iterdir()} == {file.name: FILE}
