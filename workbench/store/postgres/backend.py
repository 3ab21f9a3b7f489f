"""The backend that a team shares: the folder for this machine, PostgreSQL for all of them."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from workbench.domain.errors import StoreTrouble
from workbench.store.backend import Block
from workbench.store.fold import State
from workbench.store.local import LocalBackend
from workbench.store.operations import Fault
from workbench.store.postgres.address import Address
from workbench.store.postgres.link import Link
from workbench.store.postgres.trouble import ServerAway


class PostgresBackend(LocalBackend):
    """A folder that is kept alike with a server.

    Every line goes to the folder first, which makes it durable here, then to the server. Without
    the server nothing is refused: what it lacks is handed over when it is back.
    """

    def __init__(
        self,
        root: Path,
        reviewer: str,
        now: Callable[[], float],
        random_bits: Callable[[int], int],
        address: Address,
    ) -> None:
        super().__init__(root, reviewer, now, random_bits)
        self.address = address
        self._root = root
        self._random_bits = random_bits
        self._state: State | None = None
        self.link = Link(root, address, random_bits)

    def begin(self, state: State, *, whole: bool) -> None:
        """Join, now that the folder has been read; waits until both sides are alike.

        A server that can't be reached is no error: the folder is there to work in.

        Raises:
            StoreTrouble: if the server refuses, or what it holds can't be kept.
        """
        self._state = state if whole else None
        self._begin_link()
        try:
            self.link.first.result()
        except ServerAway:
            return
        except StoreTrouble:
            self.link.close()
            raise

    def next_event(self) -> tuple[str, int]:
        """Session and number that the next line must carry.

        Raises:
            StoreTrouble: if the role may not add anything.
        """
        if not self.link.may_write:
            raise StoreTrouble(
                "not saved: this role may read here, not write",
                where=self.address.name,
                hint="ask the database's owner for the rights; docs/teams.md lists them",
            )
        return super().next_event()

    def append(self, session: str, number: int, line: bytes) -> None:
        """Have the line on this disk before returning, and on the server's if it can be reached.

        Raises:
            StoreTrouble: if it is not on this disk; nothing is acknowledged then.
        """
        super().append(session, number, line)
        self._joined().push(session, number, line)

    def _joined(self) -> Link:
        """The link; a new one where the last was closed or belongs to the process we came from."""
        if not self.link.alive:
            self.link = Link(self._root, self.address, self._random_bits)
            self._begin_link()
        return self.link

    def _begin_link(self) -> None:
        offsets = {name: place.offset for name, place in self.folder.places.items()}
        self.link.begin(self._state, offsets)

    def read_after(self, known: Mapping[str, int], *, ask: bool = True) -> Iterable[Block]:
        """Read the whole lines that were not handed out before.

        Args:
            known: not needed: the folder keeps its own place in every file.
            ask: ask the server first, rather than take what it has sent by itself.

        Raises:
            StoreTrouble: if the folder can't be read.
        """
        if ask:
            self.pull()
        return super().read_after(known)

    def _pause(self, seconds: float) -> None:
        """Until a line of the server has arrived, at most so long."""
        self.link.arrived.wait(seconds)
        self.link.arrived.clear()

    def pull(self) -> None:
        """Bring into the folder what is new on the server, if it can be asked."""
        self.link.pull()

    def share_text(self, version: str) -> None:
        """Hand a text, which is in the folder, to the server."""
        self._joined().push_text(version)

    def fetch_text(self, version: str) -> None:
        """Bring a text from the server into the folder, if it has it.

        Raises:
            StoreTrouble: if it can't be asked.
        """
        self.link.fetch_text(version)

    @property
    def may_write(self) -> bool:
        """Whether lines can be added, as far as is known."""
        return self.link.may_write

    @property
    def trouble(self) -> str:
        """What a user should know of the server; empty while all is well."""
        error = self.link.trouble
        if error is None:
            return ""
        waiting = self.link.waiting
        what = ", 1 change waits here" if waiting == 1 else f", {waiting} changes wait here"
        hint = f"; {error.hint}" if error.hint else ""
        place = f" ({error.where})" if error.where else ""
        return f"offline{what if waiting else ''}: {error.message}{place}{hint}"

    def faults(self) -> Iterable[Fault]:
        """Rows of the server that were not taken over."""
        return self.link.mirror.faults.values()

    def check(self) -> Iterable[Fault]:
        """Look through all that the server holds, and compare it with the folder."""
        from workbench.store.postgres.checking import check

        return check(self._root, self.address)

    def close(self) -> None:
        """Close the session's file, and let go of the server."""
        super().close()
        self.link.close()
