"""Programs for processes of their own: `python -m tests.store.worker MODE FOLDER …`."""

import hashlib
import json
import os
import random
import secrets
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from workbench.store import Delete, Op, Put, Store, disk, open_store
from workbench.store.consolidate import consolidate
from workbench.store.journal import Journal

Tables = dict[str, dict[int, dict[str, object]]]


def opened(folder: Path, reviewer: str) -> Store:
    """The store, joined with the server that the test has named, if it has."""
    return open_store(folder, reviewer, server=os.environ.get("WORKBENCH_TEST_STORE", ""))


def step(number: int) -> list[Op]:
    """The transaction of a number: always two documents, sometimes a delete."""
    ops: list[Op] = [Put("log", 1, {"n": number})]
    key = number % 7 + 1
    if number % 5 == 0 and number > 7 and (number - 7) % 5:
        return [*ops, Delete("claims", key)]
    return [*ops, Put("claims", key, {"n": number, f"f{number % 3}": "x" * (number % 50)})]


def model(number: int) -> Tables:
    """What all transactions up to this number add up to."""
    tables: Tables = {"log": {}, "claims": {}}
    for done in range(1, number + 1):
        for op in step(done):
            rows = tables[op.table]
            if isinstance(op, Delete):
                del rows[op.key]
            else:
                rows.setdefault(op.key, {}).update(op.set)
    return tables


def tables(store: Store) -> Tables:
    """What is shown."""
    return {
        name: {key: dict(row) for key, row in store.rows(name).items()}
        for name in ("log", "claims")
    }


def count(store: Store) -> int:
    """How many transactions the store holds."""
    return int(str(store.rows("log").get(1, {"n": 0})["n"]))


def digest(store: Store) -> str:
    """A fingerprint of what is shown."""
    shown: dict[str, Mapping[int, object]] = {
        name: dict(store.rows(name)) for name in store.tables()
    }
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def say(*words: object) -> None:
    """One line, at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def write(folder: Path, mutant: str) -> None:
    """Go on writing until killed, acknowledging each transaction; snapshots and merges between."""
    if mutant == "buffered":
        _buffer_writes()
    if mutant == "unsynced":
        disk.sync_file = lambda handle: None  # noqa: ARG005
    store = opened(folder, "ada")
    number = count(store)
    say("open", number)
    while True:
        number += 1
        store.commit(step(number))
        say("ack", number, time.monotonic())
        if number % 15 == 0:
            store.snapshot()
        if number % 40 == 0:
            consolidate(folder, "ada", time.time(), secrets.randbits, age=0)


def _buffer_writes() -> None:
    """A mutant that acknowledges before it writes."""
    held: list[bytes] = []
    real = disk.append

    def late(handle: int, data: bytes) -> None:
        held.append(data)
        if len(held) == 10:
            real(handle, b"".join(held))
            held.clear()

    disk.append = late
    Journal._in_place = lambda *_: True  # type: ignore[method-assign]


def insert(folder: Path, reviewer: str, amount: str) -> None:
    """Make documents, edit one that all share, look at the others' work; then compare notes."""
    store = opened(folder, reviewer)
    chance = random.Random(secrets.randbits(32))
    say("open")
    for number in range(int(amount)):
        key = secrets.randbits(63)
        store.commit([Put("claims", key, {"by": reviewer, "n": number})])
        say("ack", key)
        if chance.random() < 0.3:
            store.commit([Put("claims", 1, {f"{reviewer}{chance.randint(0, 2)}": number})])
        if chance.random() < 0.2:
            store.refresh()
    say("done")
    sys.stdin.readline()
    store.refresh()
    say("state", digest(store))
    store.close()


def merge(folder: Path) -> None:
    """Merge files without pause, also those that are in use."""
    say("open")
    while True:
        consolidate(folder, "ada", time.time(), secrets.randbits, age=-60.0)


def watch(folder: Path) -> None:
    """Wait for others' changes and tell of each."""
    store = opened(folder, "watcher")
    say("open")
    while True:
        if store.wait(1.0) and store.refresh():
            say("seen", count(store))


if __name__ == "__main__":
    modes: Mapping[str, Callable[..., None]] = {
        "write": write,
        "insert": insert,
        "merge": merge,
        "watch": watch,
    }
    modes[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
