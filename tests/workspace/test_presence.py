"""Who has a case open now."""

import os
import time
from pathlib import Path

import pytest

from workbench.workspace.presence import STALE_SECONDS, Presence, Present


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    made = tmp_path / "annotations"
    made.mkdir()
    return made


def files(annotations: Path) -> list[Path]:
    return sorted((annotations / "cache" / "presence").glob("*"))


def test_each_session_sees_the_others_and_not_itself(annotations: Path) -> None:
    ada, ben = Presence(annotations, "ada"), Presence(annotations, "ben")
    assert ada.beat("first") == ()
    assert ben.beat("second") == (Present("ada", "first"),)
    assert ada.beat("first") == (Present("ben", "second"),)


def test_who_leaves_is_gone_at_once_and_leaves_no_file(annotations: Path) -> None:
    ada, ben = Presence(annotations, "ada"), Presence(annotations, "ben")
    ada.beat("first")
    ben.beat("first")
    ada.leave()
    assert ben.others() == ()
    ben.leave()
    assert files(annotations) == []


def test_a_session_that_was_killed_counts_as_gone_after_half_a_minute(annotations: Path) -> None:
    ada, ben = Presence(annotations, "ada"), Presence(annotations, "ben")
    ada.beat("first")
    [file] = files(annotations)
    old = time.time() - STALE_SECONDS - 1
    os.utime(file, (old, old))
    assert ben.beat("first") == ()


def test_two_windows_of_one_person_count_once(annotations: Path) -> None:
    for _ in range(2):
        Presence(annotations, "ada").beat("first")
    assert Presence(annotations, "ben").beat("first") == (Present("ada", "first"),)


@pytest.mark.parametrize("content", ["", '{"reviewer": "a', "[]", '{"reviewer": 1, "case": ""}'])
def test_half_a_file_tells_nothing(annotations: Path, content: str) -> None:
    ada = Presence(annotations, "ada")
    ada.beat("first")
    (annotations / "cache" / "presence" / "half.json").write_text(content)
    assert ada.others() == ()


def test_nothing_is_made_where_there_is_no_database(tmp_path: Path) -> None:
    assert Presence(tmp_path / "annotations", "ada").beat("first") == ()
    assert list(tmp_path.iterdir()) == []
