"""Whether the tour is for what is open, and how it stands; all that the start has to know."""

from workbench.tui.bench import Bench
from workbench.workspace import touring


def fits(bench: Bench) -> bool:
    """Every step can be done on the example, unless something is withheld."""
    blind = bench.workspace.rules.blind != "off"
    return not blind and touring.is_example(bench.workspace, bench.shown)


def look(bench: Bench) -> touring.TourState | None:
    """How far the tour is; None where it is not for."""
    return touring.recall(bench.workspace).state if fits(bench) else None
