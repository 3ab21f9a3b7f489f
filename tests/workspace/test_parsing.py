"""What is said of a command that can't be read."""

import json
from dataclasses import fields

import pytest

from workbench.domain.errors import BadInput
from workbench.workspace.commands import COMMANDS
from workbench.workspace.parsing import parse


def said_of(command: dict[str, object]) -> str:
    with pytest.raises(BadInput) as caught:
        parse(json.dumps(command).encode(), {})
    return str(caught.value)


@pytest.mark.parametrize("name", ["undo", "redo", "submit_pass", "assign_evenly", "adjudicate_all"])
def test_an_unknown_field_is_answered_with_those_that_can_be_given(name: str) -> None:
    known = ", ".join(item.name for item in fields(COMMANDS[name]))
    assert said_of({"do": name, "zzzz": 1}) == f"{name} has no field 'zzzz'; fields: {known}"


def test_the_fields_of_an_edit_are_listed() -> None:
    said = said_of({"do": "edit_claim", "claim": "c", "case": "x"})
    assert said.startswith("edit_claim has no field 'case'; fields: claim, text, spans,")


def test_an_unknown_field_inside_another_is_not_answered_with_those_outside() -> None:
    said = said_of({"do": "map_labels", "labels": [{"old": "a", "new": "b", "zzz": 1}]})
    assert said == (
        "map_labels has no field 'labels.0.zzz'; `workbench schema` shows what belongs into it"
    )
