"""From raw lines to events: checksum, JSON, version, shape; what fails is reported and left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from workbench.store.backend import Block
from workbench.store.events import VERSION, Event, decode, shape_fault, unseal
from workbench.store.migrations import upgrade, version_of
from workbench.store.operations import Fault

DAMAGED = "damaged (the checksum does not fit), not read"


@dataclass(slots=True)
class Findings:
    """What was wrong with the lines read so far."""

    faults: list[Fault] = field(default_factory=list)
    newer: int = 0
    """Highest version met that this program does not know; 0 if none."""
    files: set[str] = field(default_factory=set)
    """Names of the files that have faults."""

    def add(self, file: str, line: int, what: str) -> None:
        """Note a fault of an event file."""
        self.faults.append(Fault(f"events/{file}", line, what))
        self.files.add(file)


def events(blocks: Iterable[Block], findings: Findings) -> Iterator[tuple[Block, int, Event]]:
    """Read the events out of blocks of lines: (block, line number, event)."""
    for block in blocks:
        bodies: list[bytes] = []
        numbers: list[int] = []
        for number, line in enumerate(block.lines, block.first):
            body = unseal(line)
            if body is None and line.endswith(b"\r"):
                # Version control may have turned the line's end into that of another system.
                body = unseal(line[:-1])
            if body is None:
                findings.add(block.file, number, DAMAGED)
            else:
                bodies.append(body)
                numbers.append(number)
        for number, parsed in zip(numbers, decode(bodies), strict=True):
            event = _checked(parsed, block.file, number, findings)
            if event is not None:
                yield block, number, event


def _checked(parsed: object, file: str, number: int, findings: Findings) -> Event | None:
    if type(parsed) is dict and parsed.get("v") != VERSION:
        version = version_of(parsed)
        if version > VERSION:
            findings.newer = max(findings.newer, version)
            what = f"of version {version}, this program knows {VERSION}: kept, not applied"
            findings.add(file, number, what)
            return None
        parsed = upgrade(parsed)
    fault = shape_fault(parsed)
    if fault:
        findings.add(file, number, f"not an event ({fault}), not read")
        return None
    return cast("Event", parsed)
