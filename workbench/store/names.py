"""Names of event files: `<reviewer>.<utc day>-<64 random bits>.jsonl`, and of archives."""

import hashlib
import re

from workbench.domain.errors import WrongUse

ENDING = ".jsonl"
MERGING = ".merging.jsonl"
_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,48}")
_OTHER = re.compile(r"[^A-Za-z0-9_-]+")


def slug(reviewer: str) -> str:
    """Make a reviewer's name fit for a file name on any system.

    A name of ASCII letters, digits, `-` and `_` stays as it is; any other is shortened to these and
    gets eight digits of its hash, so that two names never share one.

    Raises:
        WrongUse: if the name is empty.
    """
    if not reviewer.strip():
        raise WrongUse("the reviewer's name is empty", hint="give one with --reviewer NAME")
    if _PLAIN.fullmatch(reviewer):
        return reviewer
    digest = hashlib.sha256(reviewer.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    plain = _OTHER.sub("-", reviewer).strip("-")[:40] or "reviewer"
    return f"{plain}-{digest}"


def session_file(owner: str, day: str, bits: int) -> str:
    """Name a session's file; `owner` is a slug, `day` is `YYYYMMDD`."""
    return f"{owner}.{day}-{bits:016x}{ENDING}"


def archive_file(owner: str, digest: str) -> str:
    """Name an archive by the hash of its content."""
    return f"{owner}.archive-{digest[:16]}{ENDING}"


def owner_of(name: str) -> str:
    """The slug in a file's name."""
    return name.partition(".")[0]
