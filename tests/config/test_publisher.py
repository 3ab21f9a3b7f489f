"""Who publishes is written into settings without disturbing what is there."""

from pathlib import Path

import pytest

from workbench.config.publisher import write_publisher
from workbench.config.settings import Publisher, load
from workbench.domain.errors import WrongUse

DESK = Publisher("The “Desk”", "https://example.org/checks")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "workbench.toml"


def said(file: Path) -> Publisher:
    return load(file, file.with_name("none.toml")).publisher


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# [publisher]\n# name = 'x'\n",
        '[review]\nblind = "on" # kept',
        "[publisher] # here\n",
        '[publisher]\nname = "The “Desk”"\n\n[review]\nblind = "on"\n',
    ],
    ids=["nothing", "comments", "no line end", "an empty table", "half of it"],
)
def test_it_is_added_and_all_else_stays(file: Path, before: str) -> None:
    file.write_text(before, "utf-8")
    assert write_publisher(file, DESK) == DESK
    assert said(file) == DESK
    kept = [line for line in before.splitlines() if line.strip()]
    assert [line for line in file.read_text("utf-8").splitlines() if line in kept] == kept


def test_settings_that_are_not_there_are_made(file: Path) -> None:
    write_publisher(file, DESK)
    assert said(file) == DESK


@pytest.mark.parametrize("url", ["", "example.org", "ftp://example.org", "https://"])
def test_an_address_that_is_none_is_refused_and_nothing_written(file: Path, url: str) -> None:
    with pytest.raises(WrongUse, match="address"):
        write_publisher(file, Publisher("Desk", url))
    assert not file.exists()


def test_settings_that_can_not_be_added_to_stay_as_they_are(file: Path) -> None:
    file.write_text('publisher = { name = "Desk" }\n')
    with pytest.raises(WrongUse, match="TOML"):
        write_publisher(file, DESK)
    assert file.read_text() == 'publisher = { name = "Desk" }\n'
