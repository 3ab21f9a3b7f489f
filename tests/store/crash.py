"""A model of what a disk may hold after a power cut, from the system calls that were made.

After Pillai et al., "All File Systems Are Not Created Equal" (OSDI 2014): bytes that were not
synced survive as any prefix, possibly torn or as zeros; entries of a folder that was not synced
survive as any prefix of the changes to it, independently of the files' bytes.
"""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class FileModel:
    synced: bytes = b""
    data: bytearray = field(default_factory=bytearray)


@dataclass
class Call:
    """One recorded system call, or an acknowledgement."""

    kind: str
    path: Path = Path()
    target: Path = Path()
    file: FileModel | None = None
    data: bytes = b""
    size: int = 0
    value: Any = None


class RecordingOs:
    """Stands in for the `os` module: does the call and writes it down."""

    def __init__(self, *, sync_files: bool = True, sync_folders: bool = True) -> None:
        self.calls: list[Call] = []
        self.syncs = 0
        self._sync_files = sync_files
        self._sync_folders = sync_folders
        self._open: dict[int, FileModel | Path] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def ack(self, value: object) -> None:
        self.calls.append(Call("ack", value=value))

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        handle = os.open(path, flags, mode)
        if flags & os.O_CREAT:
            model = FileModel()
            self._open[handle] = model
            self.calls.append(Call("create", path, file=model))
        else:
            self._open[handle] = path
        return handle

    def close(self, handle: int) -> None:
        self._open.pop(handle, None)
        os.close(handle)

    def write(self, handle: int, data: bytes) -> int:
        written = os.write(handle, data)
        model = self._open[handle]
        assert isinstance(model, FileModel)
        self.calls.append(Call("write", file=model, data=bytes(data[:written])))
        return written

    def ftruncate(self, handle: int, size: int) -> None:
        os.ftruncate(handle, size)
        model = self._open[handle]
        assert isinstance(model, FileModel)
        self.calls.append(Call("truncate", file=model, size=size))

    def fdatasync(self, handle: int) -> None:
        self._sync(handle)

    def fsync(self, handle: int) -> None:
        self._sync(handle)

    def _sync(self, handle: int) -> None:
        self.syncs += 1
        model = self._open[handle]
        if isinstance(model, Path):
            if self._sync_folders:
                self.calls.append(Call("sync_folder", model))
        elif self._sync_files:
            self.calls.append(Call("sync", file=model))

    def mkdir(self, path: Path, mode: int = 0o777) -> None:
        os.mkdir(path, mode)  # noqa: PTH102
        self.calls.append(Call("mkdir", path))

    def replace(self, source: Path, target: Path) -> None:
        os.replace(source, target)  # noqa: PTH105
        self.calls.append(Call("rename", source, target))

    def rename(self, source: Path, target: Path) -> None:
        os.rename(source, target)  # noqa: PTH104
        self.calls.append(Call("rename", source, target))

    def unlink(self, path: Path) -> None:
        os.unlink(path)  # noqa: PTH108
        self.calls.append(Call("unlink", path))


def crash(calls: list[Call], root: Path, target: Path, chance: random.Random) -> None:
    """Write into `target` one of the states that `root` may be in after these calls."""
    pending: dict[Path, list[Call]] = {}
    entries: dict[Path, FileModel | None] = {root: None}
    for call in calls:
        if call.file is not None and call.kind == "create":
            call.file.synced, call.file.data = b"", bytearray()
        if call.kind in ("create", "mkdir", "rename", "unlink"):
            pending.setdefault(call.path.parent, []).append(call)
        elif call.kind == "sync_folder":
            for waiting in pending.pop(call.path, []):
                _enter(entries, waiting)
        elif call.kind == "write":
            assert call.file is not None
            call.file.data += call.data
        elif call.kind == "truncate":
            assert call.file is not None
            del call.file.data[call.size :]
        elif call.kind == "sync":
            assert call.file is not None
            call.file.synced = bytes(call.file.data)
    for waiting_calls in pending.values():
        for waiting in waiting_calls[: chance.randint(0, len(waiting_calls))]:
            _enter(entries, waiting)
    _materialise(entries, root, target, chance)


def _enter(entries: dict[Path, FileModel | None], call: Call) -> None:
    if call.kind == "rename":
        if call.path in entries:
            entries[call.target] = entries.pop(call.path)
    elif call.kind == "unlink":
        entries.pop(call.path, None)
    else:
        entries[call.path] = call.file


def _materialise(
    entries: dict[Path, FileModel | None], root: Path, target: Path, chance: random.Random
) -> None:
    for path in sorted(entries):
        if any(parent not in entries for parent in path.parents if parent.is_relative_to(root)):
            continue
        model = entries[path]
        place = target / path.relative_to(root)
        if model is None:
            place.mkdir(exist_ok=True)
        else:
            place.write_bytes(_survives(model, chance))


def _survives(model: FileModel, chance: random.Random) -> bytes:
    data, synced = bytes(model.data), model.synced
    if data == synced:
        return data
    kept = chance.randint(0, len(data))
    shapes: list[Callable[[], bytes]] = [
        lambda: data[:kept],
        lambda: data,
        lambda: data[:kept] + bytes(len(data) - kept),
    ]
    survivor = chance.choice(shapes)()
    # What was synced stays, whatever the rest does.
    if not data.startswith(synced):
        return chance.choice((synced, data))
    return synced + survivor[len(synced) :] if len(survivor) > len(synced) else synced
