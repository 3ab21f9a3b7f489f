"""`workbench settings` and `workbench keys`."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run
from workbench.config.paths import user_settings


def test_a_setting_is_changed_and_listed_with_its_source(folder: Path) -> None:
    done = run(folder, "settings", "review.blind", "on")
    assert done.stdout == f"written to {folder / 'workbench.toml'}\n"
    [found] = json.loads(run(folder, "settings", "review.blind", "--json").stdout)
    assert (found["value"], found["source"], found["choices"]) == (
        "on", "workspace", ["off", "on", "all"],
    )  # fmt: skip
    assert run(folder, "settings", "review.blind", "--default").returncode == 0
    assert "off" in run(folder, "settings", "review.blind").stdout


def test_keys_are_bound_and_listed_with_their_source(folder: Path) -> None:
    assert run(folder, "keys", "compare.link", "ctrl+l, L").returncode == 0
    assert '"compare.link" = "ctrl+l, L"' in user_settings().read_text()
    [found] = json.loads(run(folder, "keys", "compare.link", "--json").stdout)
    assert (found["keys"], found["default"], found["source"]) == (["ctrl+l", "L"], ["L"], "user")
    lines = run(folder, "keys").stdout.splitlines()
    assert lines[0].split() == ["action", "keys", "from", "what", "it", "does"]
    assert any(line.split()[:3] == ["pane.grow", "+", "default"] for line in lines)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("settings", "appearance.theme", "pink"), "appearance.theme: 'pink' will not do"),
        (("settings", "nothing"), "there is no setting 'nothing'"),
        (("settings", "--default"), "--default takes a name and no value"),
        (("keys", "compare.link", "q"), "q would do both 'compare.link' and 'app.quit'"),
        (("keys", "compare.link", "pgup"), "there is no key 'pgup'"),
        (("keys", "compare.lnk", "x"), "there is no action 'compare.lnk'; did you mean"),
        (("keys", "nothing"), "there is no action 'nothing'"),
    ],
)
def test_what_will_not_do_is_named_in_one_line(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run(folder, *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr
    assert not user_settings().exists()
