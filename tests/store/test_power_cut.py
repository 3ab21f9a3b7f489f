"""A real power cut, as far as a computer can do it to itself: root only.

A file system on a loop device is shut down while it is being written to (the call that xfstests
use: nothing more reaches the device, not even the journal), mounted again and read.
"""

import fcntl
import os
import random
import shutil
import struct
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.processes import kill, process
from tests.store.worker import count, model, tables
from workbench.store import open_store

SHUT_DOWN = 0x8004587D
WITHOUT_FLUSH = 2


def run(*words: str) -> bool:
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


class Disk:
    """A small file system in a file."""

    def __init__(self, folder: Path) -> None:
        self.image = folder / "image"
        self.mount = folder / "mount"
        self.mount.mkdir()
        self.image.write_bytes(b"")
        os.truncate(self.image, 64 << 20)

    def make(self) -> bool:
        return run("mkfs.ext4", "-q", str(self.image))

    def attach(self) -> bool:
        return run("mount", "-o", "loop", str(self.image), str(self.mount))

    def detach(self) -> bool:
        return run("umount", str(self.mount))

    def cut(self) -> float:
        """Cut the power; the time before which all that was acknowledged must be there."""
        handle = os.open(self.mount, os.O_RDONLY)
        before = time.monotonic()
        fcntl.ioctl(handle, SHUT_DOWN, struct.pack("I", WITHOUT_FLUSH))
        os.close(handle)
        return before


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Disk]:
    if os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("needs root and mkfs.ext4")
    made = Disk(tmp_path)
    if not made.make() or not made.attach():
        pytest.skip("may not mount a loop device here")
    yield made
    made.detach()


def trials(drive: Disk, amount: int, mutant: str = "") -> int:
    """Cut the power again and again; how often a change was lost or half there."""
    folder = drive.mount / "annotations"
    chance = random.Random(7)
    bad = 0
    acknowledged = 0
    for _ in range(amount):
        with process("write", folder, mutant) as running:
            time.sleep(0.05 + chance.random() * 0.3)
            before = drive.cut()
            said = [line.split() for line in kill(running) if line.startswith("ack ")]
        sure = [int(number) for _, number, when in said if float(when) < before]
        acknowledged = max([acknowledged, *sure])
        assert drive.detach()
        assert drive.attach()
        store = open_store(folder, "bob")
        there = count(store)
        bad += not (there >= acknowledged and tables(store) == model(there))
        acknowledged = there
    return bad


@pytest.mark.slow
def test_power_cuts_lose_nothing(drive: Disk) -> None:
    assert trials(drive, 10) == 0


@pytest.mark.soak
def test_many_power_cuts_lose_nothing(drive: Disk) -> None:
    assert trials(drive, 100) == 0


@pytest.mark.slow
def test_without_sync_power_cuts_lose_changes(drive: Disk) -> None:
    assert trials(drive, 5, "unsynced") > 0
