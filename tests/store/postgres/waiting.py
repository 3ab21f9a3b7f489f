"""What the tests of a shared server have in common."""

import time
from collections.abc import Callable

from workbench.store import Store

Join = Callable[..., Store]
"""Opens a reviewer's own folder: (reviewer, alone, at) → store."""


def soon(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Whether something comes true within some seconds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
