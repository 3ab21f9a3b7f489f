"""What an export could not hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of thing that the format has no place for."""

    what: str
    """In the plural, for example `comments`."""
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class LossReport:
    """Everything that an export left out, in the order it was met; empty if nothing was."""

    losses: tuple[Loss, ...] = ()

    def lines(self) -> list[str]:
        """One line a loss: `comments (12): the format has no place for them`."""
        return [f"{loss.what} ({loss.count:,}): {loss.why}" for loss in self.losses]


class Tally:
    """Counts losses while an export runs."""

    def __init__(self) -> None:
        """Start with none."""
        self._counts: dict[tuple[str, str], int] = {}

    def add(self, what: str, why: str, count: int = 1) -> None:
        """Count some more that were left out for this reason; zero counts as nothing."""
        if count:
            self._counts[what, why] = self._counts.get((what, why), 0) + count

    def report(self) -> LossReport:
        """Everything counted so far."""
        return LossReport(
            tuple(Loss(what, count, why) for (what, why), count in self._counts.items())
        )
