"""Tells at the start that labels wait to be mapped."""

import asyncio
from typing import TYPE_CHECKING

from workbench.config.words import _
from workbench.tui.actions import first_key

if TYPE_CHECKING:
    from workbench.tui.screens.compare import CompareScreen
    from workbench.workspace.relabelling import OldLabel
    from workbench.workspace.workspace import Workspace

_NAMED = 3


async def tell_of_old_labels(screen: "CompareScreen") -> None:
    """Say that the scheme lacks labels in use, to those who may map them."""
    bench = screen.bench
    if not bench.workspace.rules.may_adjudicate(bench.reviewer):
        return
    labels = await asyncio.to_thread(_old_labels, bench.workspace)
    waiting = [item.old for item in labels if not item.kept]
    if waiting:
        key = first_key("compare.labels", bench.keys)
        names = ", ".join(waiting[:_NAMED]) + (", …" if len(waiting) > _NAMED else "")
        said = _("The scheme no longer has {names}: {key} says what becomes of them")
        screen.warn(said.format(names=names, key=key))


def _old_labels(workspace: "Workspace") -> "tuple[OldLabel, ...]":
    from workbench.workspace.relabelling import old_labels

    return old_labels(workspace)
