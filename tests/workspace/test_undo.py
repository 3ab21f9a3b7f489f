import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.domain.errors import BadInput, WorkbenchError
from workbench.domain.record import TABLES
from workbench.workspace.commands import (
    AddClaim,
    AddComment,
    AddEvidence,
    AddSpan,
    Command,
    DeleteRecord,
    EditClaim,
    EditSpan,
    GiveVerdict,
    LinkSpans,
    MergeClaims,
    NewEvidence,
    Redo,
    SetState,
    SubmitPass,
    Undo,
)
from workbench.workspace.workspace import Workspace

State = dict[str, dict[int, dict[str, Any]]]


def state(workspace: Workspace) -> State:
    return {
        table: {key: dict(row) for key, row in workspace.store.rows(table).items()}
        for table in TABLES
    }


def _nth(workspace: Workspace, table: str, number: int) -> str:
    found = workspace.view.shelf(table).all()
    return found[number % len(found)].id if found else "none"


def command(workspace: Workspace, kind: int, a: int, b: int) -> Command:
    """One of many commands, about whatever there is."""

    def some(table: str, number: int) -> str:
        return _nth(workspace, table, number)

    choices: tuple[Callable[[], Command], ...] = (
        lambda: AddSpan(article="a", fragments=((a % 20, a % 20 + 1 + b % 9),)),
        lambda: AddSpan(article="b", fragments=((0, 2), (4 + a % 5, 10 + b % 9))),
        lambda: EditSpan(span=some("spans", a), fragments=((b % 9, b % 9 + 3),), note=str(b)),
        lambda: LinkSpans(source=some("spans", a), target=some("spans", b), relation="agree"),
        lambda: AddClaim(
            text=f"claim {a}", spans=tuple({some("spans", a), some("spans", b)} - {"none"})
        ),
        lambda: EditClaim(claim=some("claims", a), text=f"words {b}", tags=(str(a), str(b))),
        lambda: GiveVerdict(
            claim=some("claims", a),
            label=("supported", "refuted")[b % 2],
            rationale=str(b),
            evidence=(NewEvidence(quote=str(a)),),
        ),
        lambda: AddEvidence(claim=some("claims", a), quote=str(b)),
        lambda: AddComment(claim=some("claims", a), text=str(b)),
        lambda: DeleteRecord(id=some("spans", a), cascade=True),
        lambda: DeleteRecord(id=some("claims", a), cascade=True),
        lambda: MergeClaims(into=some("claims", a), claims=(some("claims", b),)),
        lambda: SetState(claim=some("claims", a), state="void"),
        lambda: SubmitPass(),
    )
    return choices[kind % len(choices)]()


STEPS = st.lists(
    st.tuples(st.integers(0, 13), st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=15
)


def _make(folder: Path) -> None:
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_text("Five leaders left the residence.", "utf-8")
    (folder / "seeds" / "b.txt").write_text("Six people had been inside it.", "utf-8")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_undo_after_any_sequence_of_commands_restores_every_state_before(
    steps: list[tuple[int, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as made:
        _make(Path(made))
        with Workspace(Path(made), "ada") as workspace:
            workspace.load()
            states = [state(workspace)]
            for kind, a, b in steps:
                try:
                    outcome = workspace.do(command(workspace, kind, a, b))
                except WorkbenchError:
                    continue
                if outcome.changes.event:
                    states.append(state(workspace))
            for before in reversed(states[:-1]):
                assert workspace.do(Undo()).changes
                assert state(workspace) == before
            for after in states[1:]:
                workspace.do(Redo())
                assert state(workspace) == after


def test_undo_works_across_a_restart(folder: Path) -> None:
    with Workspace(folder, "ada") as first:
        first.do(AddClaim(text="one"))
        first.do(AddClaim(text="two"))
    with Workspace(folder, "ada") as second:
        second.do(Undo())
        assert [claim.text for claim in second.view.claims.all()] == ["one"]
        assert second.redoable() == "add_claim"


def test_undo_is_never_of_anothers_change(open_as: Callable[[str], Workspace]) -> None:
    ada, ben = open_as("ada"), open_as("ben")
    ada.do(AddClaim(text="ada's"))
    ben.refresh()
    outcome = ben.do(Undo())
    assert not outcome.changes
    assert outcome.warnings == ("there is nothing of yours to undo",)


def test_undo_of_what_another_changed_since_is_refused_unless_forced(
    open_as: Callable[[str], Workspace],
) -> None:
    ada, ben = open_as("ada"), open_as("ben")
    made = str(ada.do(AddClaim(text="one")).id)
    ada.do(EditClaim(claim=made, text="two"))
    ben.refresh()
    ben.do(EditClaim(claim=made, text="three"))
    ada.refresh()
    with pytest.raises(BadInput, match="ben"):
        ada.do(Undo())
    assert ada.view.claims.get(made).text == "three"
    ada.do(Undo(force=True))
    assert ada.view.claims.get(made).text == "one"
