"""Bytes from elsewhere as text: decoded strictly, with the line in every complaint."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from workbench.domain.errors import BadInput, NotText

_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Source:
    """A file to import."""

    stream: BinaryIO
    name: str
    """How messages call it."""
    size: int = 0
    """Bytes that are going to be read; 0 where that is not known."""
    done: int = 0
    """Bytes read so far."""
    _kept: BinaryIO | None = None

    def read(self, size: int) -> bytes:
        """At most so many bytes more; none at the end."""
        data = self.stream.read(size)
        self.done += len(data)
        return data

    def keep(self, times: int) -> None:
        """Make sure that it can be read so often; what comes through a pipe is put down first."""
        if not self.stream.seekable():
            import shutil
            import tempfile

            self._kept = tempfile.TemporaryFile()  # noqa: SIM115 (`close` does)
            shutil.copyfileobj(self.stream, self._kept)
            self.stream = self._kept
        self.size *= times

    def rewind(self) -> None:
        """Begin anew."""
        self.stream.seek(0)

    def close(self) -> None:
        """Give back what `keep` put down."""
        if self._kept is not None:
            self._kept.close()

    def text(self) -> str:
        """The whole file.

        Raises:
            NotText: if it is not UTF-8 or holds a NUL.
            BadInput: if it is empty.
        """
        data = self.stream.read().removeprefix(_BOM)
        if not data.strip():
            raise BadInput("the file is empty", where=self.name)
        return self._decoded(data, 1)

    def lines(self) -> Iterator[tuple[int, str]]:
        r"""(number from 1, line without its end) of each line that is not blank; `\n` ends a line.

        Raises:
            NotText: if a line is not UTF-8 or holds a NUL.
            BadInput: if the file is empty.
        """
        empty = True
        for number, data in enumerate(self.stream, 1):
            if number == 1:
                data = data.removeprefix(_BOM)
            self.done += len(data)
            if data.strip():
                empty = False
                yield number, self._decoded(data, number).rstrip("\r\n")
        if empty:
            raise BadInput("the file is empty", where=self.name)

    def _decoded(self, data: bytes, first: int) -> str:
        if (nul := data.find(b"\0")) >= 0:
            line = first + data.count(b"\n", 0, nul)
            raise NotText("this is not text: it holds a NUL", where=f"{self.name}:{line}")
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            line = first + data.count(b"\n", 0, error.start)
            byte = data[error.start]
            raise NotText(
                f"this is not UTF-8 (byte 0x{byte:02x})",
                where=f"{self.name}:{line}",
                hint="save it as UTF-8",
            ) from None

    def json(self) -> tuple[Any, "LineFinder"]:
        """The whole file as one JSON value, and what finds a word's line in it.

        Raises:
            NotText: if it is not UTF-8 or holds a NUL.
            BadInput: if it is empty or not JSON.
        """
        text = self.text()
        return parse_json(text, self.name, 1), LineFinder(text, self.name)


@dataclass(frozen=True, slots=True)
class LineFinder:
    """Says in which line of a JSON file something stands; asked only when there is a fault."""

    text: str
    name: str
    line: int = 1
    """Of the text's beginning."""

    def __call__(self, word: object) -> str:
        """`file:line` where the value first stands as a JSON string or number."""
        at = self.text.find(json.dumps(word, ensure_ascii=False, default=str))
        if at < 0:
            at = self.text.find(json.dumps(word, default=str))
        return f"{self.name}:{self.text.count(chr(10), 0, max(at, 0)) + self.line}"


def parse_json(text: str, name: str, line: int) -> Any:
    """Parse JSON that begins in the given line of the named file.

    Raises:
        BadInput: if it is not JSON, or nested more deeply than can be read.
    """
    from jiter import from_json

    try:
        return from_json(text.encode())
    except ValueError:
        # It takes a little less than JSON allows, and says less of where a fault is.
        return _parse_slowly(text, name, line)


def _parse_slowly(text: str, name: str, line: int) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{name}:{line + error.lineno - 1}"
        raise BadInput(
            f"this is not JSON: {error.msg.lower()} (column {error.colno})", where=where
        ) from None
    except RecursionError:
        raise BadInput("the JSON is nested too deeply", where=f"{name}:{line}") from None
    except ValueError:
        raise BadInput("a number is too long to be read", where=f"{name}:{line}") from None


@contextmanager
def open_source(source: Path | BinaryIO) -> Iterator[Source]:
    """Open a file to import, and close it again; a stream is taken as it is.

    Raises:
        BadInput: if there is no such file or it can't be read.
    """
    if not isinstance(source, Path):
        given = Source(source, str(getattr(source, "name", "<stream>")))
        try:
            yield given
        finally:
            given.close()
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise BadInput(f"it can't be read: {reason}", where=str(source)) from None
    with stream:
        yield Source(stream, str(source), os.fstat(stream.fileno()).st_size)
