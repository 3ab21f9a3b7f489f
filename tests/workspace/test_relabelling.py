"""A scheme that changed after verdicts were given: old labels are mapped, kept, or asked about."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cases import FIRST, SECOND
from tests.cli.running import run
from workbench.domain.errors import BadInput, NotPermitted, UnknownLabel
from workbench.workspace import relabelling
from workbench.workspace.commands import (
    AddClaim,
    AddSpan,
    GiveVerdict,
    LinkSpans,
    MapLabels,
    NewLabel,
    Undo,
)
from workbench.workspace.queries import label_of
from workbench.workspace.workspace import Workspace

CHANGED = '[scheme]\npreset = "fever"\n'
OPEN = [("verdict", "supported", "supports"), ("verdict", "refuted", "refutes")]


@pytest.fixture
def judged(folder: Path) -> Path:
    """Two verdicts by two reviewers, given under the default scheme; then the scheme changed."""
    claim = ""
    for name, label in (("ada", "supported"), ("ben", "refuted")):
        with Workspace(folder, name) as workspace:
            claim = claim or str(workspace.do(AddClaim(text="Five left")).id)
            workspace.do(GiveVerdict(claim=claim, label=label, rationale="r"))
    (folder / "workbench.toml").write_text(CHANGED, "utf-8")
    return folder


@contextmanager
def desk(folder: Path, name: str = "dora") -> Iterator[Workspace]:
    with Workspace(folder, name) as workspace:
        yield workspace


def asked(workspace: Workspace) -> list[tuple[str, str, str | None]]:
    labels = relabelling.old_labels(workspace)
    return [(item.field, item.old, item.proposal) for item in labels if not item.kept]


def mapped(*labels: tuple[str, str]) -> MapLabels:
    return MapLabels(labels=tuple(NewLabel(old=old, new=new) for old, new in labels))


def labels(workspace: Workspace) -> dict[str, str]:
    return {item.by: item.label for item in workspace.view.verdicts.all()}


def test_labels_that_the_scheme_lacks_are_asked_about_and_stay_readable(judged: Path) -> None:
    with desk(judged) as workspace:
        assert asked(workspace) == OPEN
        assert labels(workspace) == {"ada": "supported", "ben": "refuted"}
        assert label_of(workspace.scheme, "refuted").label == "Refuted (not in the scheme)"


def test_mapping_replaces_labels_of_all_reviewers_in_one_step_that_undo_takes_back(
    judged: Path,
) -> None:
    with desk(judged) as workspace:
        workspace.do(mapped(("supported", "supports"), ("refuted", "refutes")))
        assert labels(workspace) == {"ada": "supports", "ben": "refutes"}
        assert asked(workspace) == []
        [verdict] = [item for item in workspace.view.verdicts.all() if item.by == "ada"]
        steps = workspace.history(verdict.id)
        assert [(step.by, step.old, step.new) for step in steps if step.field == "label"] == [
            ("ada", None, "supported"),
            ("dora", "supported", "supports"),
        ]
        workspace.do(Undo())
        assert labels(workspace) == {"ada": "supported", "ben": "refuted"}
        assert asked(workspace) == OPEN


def test_a_label_that_is_kept_is_not_asked_about_again_until_somebody_wants_to(
    judged: Path,
) -> None:
    with desk(judged) as workspace:
        relabelling.keep_label(workspace, "verdict", "supported")
        assert asked(workspace) == OPEN[1:]
    with desk(judged) as workspace:
        assert asked(workspace) == OPEN[1:]
        assert labels(workspace)["ada"] == "supported"
        relabelling.ask_again(workspace, "verdict", "supported")
        assert asked(workspace) == OPEN
    assert (judged / "workbench.toml").read_text("utf-8").startswith(CHANGED)


def test_relations_and_span_labels_are_asked_about_too(folder: Path) -> None:
    with desk(folder) as workspace:
        ends = [
            str(workspace.do(AddSpan(article=article, fragments=((0, 5),))).id)
            for article in (FIRST, SECOND)
        ]
        link = str(
            workspace.do(LinkSpans(source=ends[0], target=ends[1], relation="contradict")).id
        )
    (folder / "workbench.toml").write_text(
        '[[scheme.relations]]\nid = "contradicts"\nlabel = "contradicts"\n', "utf-8"
    )
    with desk(folder) as workspace:
        assert asked(workspace) == [("relation", "contradict", "contradicts")]
        new = NewLabel(field="relation", old="contradict", new="contradicts")
        workspace.do(MapLabels(labels=(new,)))
        assert workspace.view.links.get(link).relation == "contradicts"


def test_the_settings_say_what_is_proposed(judged: Path) -> None:
    with (judged / "workbench.toml").open("a", encoding="utf-8") as settings:
        settings.write('[scheme.mapping]\nrefuted = "not_enough_info"\n')
    with desk(judged) as workspace:
        assert ("verdict", "refuted", "not_enough_info") in asked(workspace)


def test_in_a_blind_pass_only_own_labels_are_asked_about_and_all_are_mapped(judged: Path) -> None:
    (judged / "workbench.toml").write_text(CHANGED + '[review]\nblind = "on"\n', "utf-8")
    with desk(judged, "ada") as ada:
        assert asked(ada) == OPEN[:1]
        ada.do(mapped(("supported", "supports"), ("refuted", "refutes")))
    with desk(judged, "ben") as ben:
        assert labels(ben) == {"ben": "refutes"}


def test_only_adjudicators_map_and_keep_labels(judged: Path) -> None:
    (judged / "workbench.toml").write_text(CHANGED + '[review]\nadjudicators = ["dora"]\n', "utf-8")
    with desk(judged, "ada") as ada:
        with pytest.raises(NotPermitted, match="may not map labels"):
            ada.do(mapped(("supported", "supports")))
        with pytest.raises(NotPermitted, match="may not map labels"):
            relabelling.keep_label(ada, "verdict", "supported")


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (mapped(("supported", "true")), UnknownLabel),
        (mapped(("never_used", "supports")), BadInput),
        (MapLabels(labels=()), BadInput),
    ],
    ids=["a new label that the scheme lacks", "an old label that nobody used", "nothing"],
)
def test_a_wrong_mapping_changes_nothing(
    judged: Path, command: MapLabels, error: type[Exception]
) -> None:
    with desk(judged) as workspace:
        with pytest.raises(error):
            workspace.do(command)
        assert labels(workspace) == {"ada": "supported", "ben": "refuted"}


@pytest.mark.slow
def test_the_command_lists_maps_and_keeps(judged: Path) -> None:
    listed = run(judged, "labels").stdout.splitlines()
    assert listed[1].split()[:4] == ["verdict", "supported", "1", "supports"]
    left = run(judged, "labels", "--map", "supported=supports", "--keep", "refuted").stdout
    assert "supported" not in left
    assert "stays as it was" in left
    again = run(judged, "labels", "--ask", "refuted", "--proposed")
    assert again.returncode == 0
    assert "every label in use is in the scheme" in run(judged, "labels").stdout
    wrong = run(judged, "labels", "--map", "refuted")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)


def test_apply_maps_labels(judged: Path, open_as: Callable[[str], Workspace]) -> None:
    from workbench.workspace.parsing import parse

    line = b'{"do":"map_labels","labels":[{"old":"supported","new":"supports"}]}'
    workspace = open_as("dora")
    workspace.do(parse(line, {}))
    assert labels(workspace)["ada"] == "supports"
