"""A terminal without a window, and the process that runs in it."""

import asyncio
import fcntl
import os
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

MOST_COLUMNS, MOST_ROWS = 500, 200
LEAST_COLUMNS, LEAST_ROWS = 20, 5
READ_AT_ONCE = 64 * 1024
_PATIENCE = 3.0
"""Seconds that a process gets to end after its terminal has closed."""


class Terminal:
    """A process in a pseudo-terminal of its own."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        reader: asyncio.StreamReader,
        reading: asyncio.ReadTransport,
        writer: asyncio.StreamWriter,
        handle: int,
    ) -> None:
        self._process = process
        self._reader = reader
        self._reading = reading
        self._writer = writer
        self._handle = handle
        """Our end, as the writer has it; to change its size."""
        self._closed = False

    @classmethod
    async def start(
        cls,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        columns: int,
        rows: int,
    ) -> Self:
        """Start a process.

        Args:
            command: program and arguments; it has to take the terminal itself (see `child`).
            environment: all of its environment.
            folder: where it runs.
            columns: width in cells.
            rows: height in cells.

        Raises:
            OSError: if the system has no terminal or process left.
        """
        ours, theirs = os.openpty()
        try:
            _set_size(ours, columns, rows)
            _without_echo(theirs)
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                env=environment,
                cwd=folder,
                start_new_session=True,
            )
        except OSError:
            os.close(ours)
            raise
        finally:
            os.close(theirs)
        return cls(process, *await _streams(ours))

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    async def read(self) -> bytes:
        """What it wrote next; empty when it has ended."""
        try:
            return await self._reader.read(READ_AT_ONCE)
        except OSError:
            # Linux says EIO once the last process has left the terminal.
            return b""

    async def write(self, data: bytes) -> None:
        """Type into it; waits while it does not read. What it no longer reads is dropped."""
        if self._closed:
            return
        self._writer.write(data)
        try:
            await self._writer.drain()
        except OSError:
            self.close()

    def resize(self, columns: int, rows: int) -> None:
        """Change its size, within bounds."""
        if not self._closed:
            _set_size(self._handle, columns, rows)

    def close(self) -> None:
        """Hang up: the system then tells the process that its terminal has gone."""
        if not self._closed:
            self._closed = True
            self._writer.transport.abort()
            self._reading.close()

    async def wait(self) -> int:
        """Wait for the process's end; one that stays after hanging up is killed.

        Returns:
            Its exit code, negative for a signal.
        """
        try:
            return await asyncio.wait_for(self._process.wait(), _PATIENCE)
        except TimeoutError:
            self._process.send_signal(signal.SIGKILL)
            return await self._process.wait()


async def _streams(
    handle: int,
) -> tuple[asyncio.StreamReader, asyncio.ReadTransport, asyncio.StreamWriter, int]:
    loop = asyncio.get_running_loop()
    copy = os.dup(handle)
    reader = asyncio.StreamReader(limit=READ_AT_ONCE)
    protocol = asyncio.StreamReaderProtocol(reader)
    reading, _ = await loop.connect_read_pipe(
        lambda: protocol, os.fdopen(handle, "rb", buffering=0)
    )
    transport, flow = await loop.connect_write_pipe(
        asyncio.streams.FlowControlMixin, os.fdopen(copy, "wb", buffering=0)
    )
    return reader, reading, asyncio.StreamWriter(transport, flow, None, loop), copy


def _set_size(handle: int, columns: int, rows: int) -> None:
    columns = min(max(columns, LEAST_COLUMNS), MOST_COLUMNS)
    rows = min(max(rows, LEAST_ROWS), MOST_ROWS)
    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _without_echo(handle: int) -> None:
    attributes = termios.tcgetattr(handle)
    attributes[3] &= ~(termios.ECHO | termios.ISIG)
    termios.tcsetattr(handle, termios.TCSANOW, attributes)
