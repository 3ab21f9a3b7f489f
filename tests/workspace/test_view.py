"""Records that are read while another thread writes."""

from threading import Thread
from typing import Any

import pytest

from workbench.store.records import from_row
from workbench.workspace.commands import AddClaim, EditClaim
from workbench.workspace.workspace import Workspace


def test_a_record_that_changes_while_it_is_read_is_not_kept_as_it_was(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = str(workspace.do(AddClaim(text="old")).id)
    writing = [Thread(target=lambda: workspace.do(EditClaim(claim=claim, text="new")))]

    def interrupted(*asked: Any) -> Any:
        """Let the other thread write to its end while this one reads."""
        for thread in writing[:]:
            writing.clear()
            thread.start()
            thread.join()
        return from_row(*asked)

    workspace.view.claims._objects.clear()
    monkeypatch.setattr("workbench.workspace.view.from_row", interrupted)
    workspace.view.claims.find(claim)
    assert workspace.view.claims.get(claim).text == "new"
