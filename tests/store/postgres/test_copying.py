"""`workbench store copy FROM TO`: everything, either way, repeatedly, nothing overwritten."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cases import SEEDS
from tests.store.postgres.server import PostgresServer
from workbench.cli.main import main
from workbench.workspace.commands import AddClaim, AddSpan
from workbench.workspace.workspace import Workspace

pytestmark = pytest.mark.server


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A workspace with articles in two cases, settings, a recorded claim."""
    folder = tmp_path / "case"
    shutil.copytree(SEEDS, folder / "seeds")
    (folder / "seeds" / "other").mkdir()
    (folder / "seeds" / "other" / "a.txt").write_text("Another article. It says so.")
    (folder / "workbench.toml").write_text('[scheme]\npreset = "fever"\n')
    with Workspace(folder, "ada") as workspace:
        article = workspace.articles.ids()[0]
        span = workspace.do(AddSpan(article=article, fragments=((0, 9),))).id
        assert span is not None
        workspace.do(AddClaim(text="a claim", spans=(span,)))
    return folder


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the program in this process."""

    def run_it(*words: str | Path) -> Done:
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run_it


def content(folder: Path) -> dict[str, bytes]:
    """The files that people put there."""
    found = [*(folder / "seeds").rglob("*"), folder / "workbench.toml"]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.is_file()
    }


def claims(folder: Path) -> list[str]:
    with Workspace(folder, "eve") as workspace:
        return [claim.text for claim in workspace.view.claims.all()]


def test_a_folder_goes_to_the_server_and_from_there_to_another_folder(
    run: Run, case: Path, url: str, tmp_path: Path
) -> None:
    other = tmp_path / "somewhere" / "else"
    assert run("store", "copy", case, url).out == "copied 2 events, 1 text, 4 files\n"
    assert run("store", "copy", url, other).out == "copied 2 events, 1 text, 4 files\n"
    assert content(other) == content(case)
    assert claims(other) == claims(case) == ["a claim"]
    with Workspace(case, "ada") as one, Workspace(other, "ada") as two:
        assert two.check() == []
        assert one.load().articles.cases() == two.articles.cases()


def test_copying_again_moves_only_what_has_come_since(run: Run, case: Path, url: str) -> None:
    run("store", "copy", case, url)
    assert run("store", "copy", case, url).out == "copied 0 events, 0 texts, 0 files\n"
    with Workspace(case, "bob") as workspace:
        workspace.do(AddClaim(text="another", case=workspace.articles.cases()[0]))
    (case / "seeds" / "other" / "b.txt").write_text("A third article.")
    assert run("store", "copy", case, url).out == "copied 1 event, 0 texts, 1 file\n"


def test_two_folders_that_both_went_on_meet_on_the_server(
    run: Run, case: Path, url: str, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    run("store", "copy", case, url)
    run("store", "copy", url, other)
    for folder, name in ((case, "ada"), (other, "bob")):
        with Workspace(folder, name) as workspace:
            workspace.do(AddClaim(text=f"of {name}", case=workspace.articles.cases()[0]))
    for source, target in ((case, url), (other, url), (url, case), (url, other)):
        run("store", "copy", source, target)
    assert sorted(claims(case)) == sorted(claims(other)) == ["a claim", "of ada", "of bob"]


def test_a_folder_can_be_copied_to_a_folder_and_a_server_to_a_server(
    run: Run, postgres: PostgresServer, case: Path, url: str, tmp_path: Path
) -> None:
    second = postgres.url(postgres.new_desk())
    assert run("store", "copy", case, tmp_path / "b").code == 0
    assert run("store", "copy", tmp_path / "b", url).code == 0
    assert run("store", "copy", url, second).code == 0
    assert run("store", "copy", second, tmp_path / "c").code == 0
    assert claims(tmp_path / "c") == ["a claim"]
    assert content(tmp_path / "c") == content(case)


def test_a_file_that_differs_on_the_other_side_is_named_and_left_as_it_is(
    run: Run, case: Path, url: str, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    (other / "seeds" / "other").mkdir(parents=True)
    (other / "seeds" / "other" / "a.txt").write_text("Not the same.")
    run("store", "copy", case, url)
    done = run("store", "copy", url, other)
    assert "seeds/other/a.txt: another file of that name is there" in done.err
    assert (other / "seeds" / "other" / "a.txt").read_text() == "Not the same."


@pytest.mark.parametrize(
    "path",
    ["../evil.txt", "seeds/../../evil.txt", "/tmp/evil.txt", "evil.txt", "seeds/.hidden/evil.txt",
     "seeds/link/evil.txt", "annotations/events/evil.jsonl", "seeds/a\\..\\evil.txt"],
)  # fmt: skip
def test_a_path_from_the_server_never_leads_out_of_the_articles(
    run: Run, postgres: PostgresServer, desk: str, url: str, tmp_path: Path, path: str
) -> None:
    run("store", "init", url)
    postgres.query(
        "INSERT INTO workbench_files (path, hash, data) VALUES "
        f"('{path}', '{sha256(b'evil').hexdigest()}', 'evil')",
        desk,
    )
    other = tmp_path / "deep" / "other"
    (other / "seeds").mkdir(parents=True)
    (other / "seeds" / "link").symlink_to(tmp_path)
    done = run("store", "copy", url, other)
    assert "left as it is" in done.err
    assert [found for found in tmp_path.rglob("*evil*") if found.is_file()] == []
    assert not Path("/tmp/evil.txt").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["store", "copy", "{none}", "{url}"], 2, "there is no such folder"),
        (["store", "copy", "{url}", "{case}"], 4, "there is no record here"),
        (["store", "copy", "{case}", "{case}"], 2, "both places are the same"),
        (["store", "copy", "{case}", "postgresql://127.0.0.1:1/x"], 4, "can't be reached"),
        (["store", "init", "{case}"], 2, "the store is no address"),
    ],
)
def test_what_can_not_be_copied_is_named(
    run: Run, case: Path, url: str, tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    places = {"{none}": str(tmp_path / "none"), "{case}": str(case), "{url}": url}
    done = run(*(places.get(word, word) for word in words))
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_init_makes_tables_and_gives_rights(run: Run, postgres: PostgresServer, url: str) -> None:
    postgres.query("CREATE ROLE desk_reviewers")
    done = run("store", "init", url, "--grant", "desk_reviewers")
    assert done.out.endswith("made the tables, version 2\ndesk_reviewers may read and add\n")
    assert "the tables are there, of version 2" in run("store", "init", url).out
    assert run("store", "init", url, "--grant", 'no"body').code == 4


def test_commands_with_a_server_read_what_others_wrote_and_write_for_them(
    run: Run, case: Path, url: str, tmp_path: Path
) -> None:
    run("store", "copy", case, url)
    run("store", "copy", url, tmp_path / "other")
    with Workspace(tmp_path / "other", "bob", store=url) as workspace:
        workspace.do(AddClaim(text="of bob", case=workspace.articles.cases()[0]))
    shown = run("-C", case, "--store", url, "--reviewer", "ada", "claims")
    assert "of bob" in shown.out
    history = run("-C", case, "--store", url, "history")
    assert "of bob" in history.out
    assert run("-C", case, "--store", url, "check").out.startswith("sound")


def test_commands_go_on_without_the_server_and_say_so(run: Run, case: Path) -> None:
    away = "postgresql://127.0.0.1:1/x"
    shown = run("-C", case, "--store", away, "claims")
    assert shown.code == 0
    assert "a claim" in shown.out
    assert "warning: offline: the server can't be reached: Connection refused" in shown.err
    assert "(postgresql://127.0.0.1:1/x)" in shown.err
    checked = run("-C", case, "--store", away, "check")
    assert checked.code == 1
    assert "server: not checked" in checked.out


def test_the_address_may_stand_in_the_workspaces_settings(run: Run, case: Path, url: str) -> None:
    run("store", "copy", case, url)
    settings = case / "workbench.toml"
    settings.write_text(f'store = "{url}"\n' + settings.read_text())
    with Workspace(case, "ada") as workspace:
        workspace.do(AddClaim(text="through the settings", case=workspace.articles.cases()[0]))
    assert run("store", "copy", case, url).out.startswith("copied 0 events")
    settings.write_text('store = "postgresql://a:secret@h/d"\n')
    done = run("-C", case, "claims")
    assert done.code == 2
    assert "secret" not in done.err
