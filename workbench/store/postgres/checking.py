"""Is what the server holds sound, and is it what the folder holds?"""

from collections.abc import Iterator
from pathlib import Path

from workbench.domain.errors import StoreTrouble
from workbench.store.operations import Fault
from workbench.store.postgres.address import Address
from workbench.store.postgres.joining import local_texts, named_texts
from workbench.store.postgres.mirror import everything, examined, own_lines
from workbench.store.postgres.server import Server
from workbench.store.postgres.trouble import ServerRefuses, told
from workbench.store.postgres.vector import Vector, count

_CHECKSUM = slice(6, 14)


def check(root: Path, address: Address) -> list[Fault]:
    """Read all of a server, and compare it with a folder.

    A server that can't be asked is a fault too, and no error: the folder was checked.
    """
    try:
        with Server.connect(address, prepared=False) as server:
            if not server.made.after:
                return [Fault("server", 0, "holds no tables of the workbench")]
            return [*_settings(server), *_events(root, server)]
    except StoreTrouble as error:
        return [Fault("server", 0, f"not checked: {error}")]


def _settings(server: Server) -> Iterator[Fault]:
    """What takes the meaning from "acknowledged", or the rows from safety."""
    with told(server.name):
        found = server.connection.execute(
            "SELECT coalesce(current_setting('fsync', true), ''), "
            "has_table_privilege('workbench_events', 'UPDATE, DELETE'), current_user, "
            "EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'workbench_events' "
            "AND tableowner = current_user)"
        ).fetchone()
    fsync, may_change, user, owns = found or ("", False, "", False)
    if fsync == "off":
        yield Fault("server", 0, "runs with fsync = off: a power cut loses what was acknowledged")
    if may_change and not owns:
        what = f"the role {user} may change and delete events; a reviewer's role only adds"
        yield Fault("server", 0, f"{what} (docs/teams.md has the grants)")


def _events(root: Path, server: Server) -> Iterator[Fault]:
    remote = server.vector()
    local = everything(root)
    sums: dict[tuple[str, int], bytes] = {}
    texts: set[str] = set()
    for rows in server.lines(list(remote.beyond(Vector()))):
        texts |= named_texts(rows)
        for row, _, fault in examined(rows):
            if fault:
                yield Fault(f"server/{row.session}", row.number, fault)
            elif (row.session, row.number) in local:
                sums[row.session, row.number] = row.line[_CHECKSUM]
    yield from _gaps(remote)
    yield from _different(root, local, sums)
    waiting = count(local.beyond(remote))
    if waiting:
        yield Fault("server", 0, f"{waiting} events of this folder are not there yet")
    behind = count(remote.beyond(local))
    if behind:
        yield Fault("server", 0, f"{behind} events are there and not in this folder yet")
    yield from _texts(server, texts | local_texts(root))
    yield from _files(server)


def _gaps(remote: Vector) -> Iterator[Fault]:
    for session, first, last in remote.gaps():
        numbers = f"{first}" if first == last else f"{first} to {last}"
        what = f"event {numbers} of the session is missing: join it from a folder that has it"
        yield Fault(f"server/{session}", first, what)


def _different(root: Path, local: Vector, sums: dict[tuple[str, int], bytes]) -> Iterator[Fault]:
    for row in own_lines(root, list(local.beyond(Vector()))):
        there = sums.get((row.session, row.number))
        if there is not None and there != row.line[_CHECKSUM]:
            what = "the line is another than in this folder"
            yield Fault(f"server/{row.session}", row.number, what)


def _texts(server: Server, wanted: set[str]) -> Iterator[Fault]:
    there = server.all_texts()
    for version in sorted(wanted - there):
        yield Fault("server", 0, f"the text {version} is missing")
    for version in sorted(there):
        try:
            server.text(version)
        except ServerRefuses as error:
            yield Fault("server", 0, error.message)


def _files(server: Server) -> Iterator[Fault]:
    for path, hash in sorted(server.files().items()):
        try:
            server.file(path, hash)
        except ServerRefuses as error:
            yield Fault(f"server/{path}", 0, error.message)
