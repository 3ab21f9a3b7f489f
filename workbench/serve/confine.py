"""Keeps a session from writing outside of its workspace, whatever path is typed into it.

By Landlock, which Linux has since 5.13: a process gives up rights, for itself and all it starts,
and can't take them back. See landlock(7) of the Linux manual. It needs no privileges.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""System calls; of the same number on every architecture."""
_ASK_VERSION = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38

_WRITE_FILE, _REFER, _TRUNCATE = 1 << 1, 1 << 13, 1 << 14
_IN_FOLDERS = sum(1 << bit for bit in range(4, 13))
"""Making and removing files, folders, links, sockets, pipes and devices."""
DEVICES = ("/dev/null", "/dev/tty")


def supported() -> bool:
    """Whether this system can do it."""
    return _version() > 0


def write_only_in(folders: Iterable[Path]) -> bool:
    """Give up writing anywhere else, from now on.

    Args:
        folders: those that stay open for writing, with all below them; missing ones are left out.

    Returns:
        Whether the system can do it; if not, nothing has changed.

    Raises:
        OSError: if the system can, but did not.
    """
    version = _version()
    if version <= 0:
        return False
    files = _WRITE_FILE | (_TRUNCATE if version >= 3 else 0)
    handled = files | _IN_FOLDERS | (_REFER if version >= 2 else 0)
    form = struct.pack("=Q", handled)
    ruleset = _call(_CREATE_RULESET, form, len(form), 0)
    try:
        for folder in folders:
            _allow(ruleset, folder, handled)
        for device in DEVICES:
            _allow(ruleset, Path(device), files)
        _checked(ctypes.CDLL(None, use_errno=True).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
        _call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)
    return True


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        _call(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", rights, handle), 0)
    finally:
        os.close(handle)


def _version() -> int:
    """Which version of Landlock there is; 0 or less if none."""
    try:
        return int(ctypes.CDLL(None).syscall(_CREATE_RULESET, None, 0, _ASK_VERSION))
    except (AttributeError, OSError):
        return 0


def _call(number: int, *arguments: int | bytes) -> int:
    return _checked(ctypes.CDLL(None, use_errno=True).syscall(number, *arguments))


def _checked(result: int) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
