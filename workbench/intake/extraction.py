"""Run an extractor in a process of its own, with limits on time and memory.

A document is a program that somebody else wrote: a page that unpacks to gigabytes or a loop of
references must cost a message, never the session. The child gets the bytes on its standard input,
and answers with one JSON object.
"""

import json
import math
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

from workbench.domain.errors import BadInput, NotText, WrongUse
from workbench.intake import warnings
from workbench.intake.extracted import Extracted, Kind

LIBRARIES: dict[Kind, str] = {"html": "trafilatura", "docx": "docx", "pdf": "pypdf"}
"""The module that each extra of the same name brings."""

SECONDS = 2
"""Processor time that every document gets; starting its extractor takes about half a second."""
BYTES_PER_SECOND = 100_000
"""A large document gets another second for each of these."""
MEMORY_BYTES = 1_500_000_000
_WALL_FACTOR = 10
"""The clock runs on while others have the processor; it only ends what waits for something."""


def extract(
    data: bytes, kind: Kind, *, encoding: str | None = None, where: str = "standard input"
) -> Extracted:
    """Extract text and metadata from the bytes of a document.

    Args:
        data: the file.
        kind: what it is.
        encoding: of HTML; None to find it out.
        where: names the document in messages.

    Raises:
        BadInput: malformed, encrypted, too costly to read.
        NotText: there is no text in it.
        WrongUse: the extra that reads this kind is not installed.
    """
    if find_spec(LIBRARIES[kind]) is None:
        raise WrongUse(
            f"reading {kind.upper()} needs the extra [{kind}]",
            where=where,
            hint=f"install it: pip install 'workbench[{kind}]'",
        )
    answer = _ask(data, kind, encoding, where)
    if "refused" in answer:
        error = NotText if answer.get("textless") else BadInput
        raise error(answer["refused"], where=where, hint=answer.get("hint", ""))
    answer["warnings"] = (*answer["warnings"], *warnings.of_text(answer["text"]))
    return Extracted(**answer)


def budget(size: int) -> int:
    """Processor seconds for a document of so many bytes."""
    return SECONDS + math.ceil(size / BYTES_PER_SECOND)


def _ask(data: bytes, kind: Kind, encoding: str | None, where: str) -> dict[str, Any]:
    seconds = budget(len(data))
    command = [sys.executable, "-P", "-m", "workbench.intake.extractor", kind, encoding or ""]
    limits = [str(seconds), str(MEMORY_BYTES)]
    try:
        done = subprocess.run(
            [*command, *limits],
            input=data,
            capture_output=True,
            timeout=_WALL_FACTOR * seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_costly(seconds, where) from error
    if done.returncode != 0:
        if b"MemoryError" in done.stderr or done.returncode < 0:
            raise _too_costly(seconds, where)
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise BadInput(f"malformed {kind.upper()} ({''.join(last)[:200]})", where=where, hint=_SAVE)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


_SAVE = "open and save it again, or add its text as a .txt file"


def _too_costly(seconds: int, where: str) -> BadInput:
    return BadInput(
        f"not read within {seconds} s of processor time and {MEMORY_BYTES // 1_000_000:,} MB",
        where=where,
        hint="it may be damaged or made to exhaust its reader; add its text as a .txt file",
    )
