"""Many inputs for one reader: none of them may crash it, or keep it for more than two seconds."""

import gc
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from workbench.domain.errors import WorkbenchError

SECONDS = 2.0
"""Processor time that one input may take."""
LONGEST_MESSAGE = 1200
_BATCH = 2_000

_T = TypeVar("_T")

counts = pytest.mark.parametrize(
    "count",
    [
        pytest.param(2_000, marks=pytest.mark.slow),
        pytest.param(100_000, marks=pytest.mark.soak),
    ],
)


class Hang(BaseException):
    """A reader took too long; no `except Exception` may swallow this."""


@contextmanager
def no_hang(seconds: float = SECONDS) -> Iterator[None]:
    """Stop the block, and fail, when it has used so much processor time."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise Hang(f"more than {seconds} s of processor time")

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def explore(inputs: SearchStrategy[_T], count: int, read: Callable[[_T], object]) -> None:
    """Try so many inputs; those that shrink to the smallest that fails are shown.

    They come in batches with a clean desk between them: the garbage of 100,000 inputs in one run
    takes the collector seconds, which would be put down to whichever input it falls on.
    """
    for first in range(0, count, _BATCH):
        _explore(inputs, min(count, _BATCH), read, first)
        gc.collect()


def _explore(
    inputs: SearchStrategy[_T], count: int, read: Callable[[_T], object], first: int
) -> None:
    @settings(
        max_examples=count,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
        database=None,
    )
    @given(inputs)
    def run(given_input: _T) -> None:
        with no_hang():
            refused_or_read(read, given_input)

    if settings().derandomize:
        # Every run the same inputs, but not every batch.
        run = seed(first)(run)
    run()


def refused_or_read(read: Callable[[_T], object], given_input: _T) -> None:
    """Read the input; a refusal has to be one of ours, and one line."""
    try:
        read(given_input)
    except WorkbenchError as error:
        message = str(error)
        assert "\n" not in message, f"a message of several lines: {message!r}"
        assert len(message) < LONGEST_MESSAGE, f"a message without end: {message[:200]!r}…"
