"""The cyclic collector, and what it need not look at again."""

import gc


def spare_the_start() -> None:
    """Leave what the program started with to itself.

    Modules, styles and what was read of the workspace live until the end. Without this each full
    collection walks all of it, 15 to 30 ms in the middle of a key; the few cycles among it that are
    garbage by now stay too. Then the collector goes to work, if the command line had it wait.
    """
    gc.collect(1)
    gc.freeze()
    gc.enable()
