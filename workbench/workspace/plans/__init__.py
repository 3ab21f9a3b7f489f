"""One function a command: what it would write, or why it can't.

`plan` finds the function; the modules hold them by subject.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

from workbench.workspace.commands import Command
from workbench.workspace.desk import Desk, Plan

Planner = Callable[[Any, Desk], Plan]

_WHERE = {
    "add_span": "spans",
    "edit_span": "spans",
    "anchor": "spans",
    "link": "links",
    "edit_link": "links",
    "unlink": "links",
    "add_claim": "claims",
    "edit_claim": "claims",
    "set_state": "claims",
    "merge_claims": "merging",
    "omit": "claims",
    "comment": "claims",
    "give_verdict": "verdicts",
    "add_evidence": "verdicts",
    "edit_evidence": "verdicts",
    "delete": "deletion",
    "submit_pass": "passes",
    "reopen_pass": "passes",
    "close_pass": "passes",
    "assign": "assignments",
    "assign_case": "assignments",
    "assign_evenly": "assignments",
    "adjudicate": "adjudications",
    "adjudicate_all": "adjudications",
    "accept": "suggestions",
    "reject": "suggestions",
    "mute": "suggestions",
    "edit_article": "articles",
}


def plan(command: Command, desk: Desk) -> Plan:
    """Say what a command would write.

    Raises:
        WorkbenchError: if it can't be done; nothing is changed then.
    """
    module = import_module(f"{__name__}.{_WHERE[command.do]}")
    return cast(Planner, getattr(module, command.do))(command, desk)
