"""A real PostgreSQL server in a temporary folder, run by a user without rights."""

import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg

ENVS = Path(__file__).parents[2] / "envs"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "64MB",
    # One process more would only warm up the machine.
    "jit": "off",
    "log_min_messages": "fatal",
    "autovacuum_naptime": "10s",
}


class NoServer(Exception):
    """PostgreSQL can't be had here."""


def _programs() -> Path:
    done = subprocess.run(
        ["sh", str(ENVS / "postgres.sh")], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NoServer(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no reason")
    return Path(done.stdout.strip())


def _user() -> list[str]:
    """What a command begins with to run without root's rights: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return []
    nobody = pwd.getpwnam("nobody")
    return [
        "setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups", "--"
    ]  # fmt: skip


def _lives(pid: int) -> bool:
    """Whether a process runs; one that nobody has asked after yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


class PostgresServer:
    """A server with a database of its own, to be started, killed and started again."""

    def __init__(self) -> None:
        self.programs = _programs()
        self.folder = Path(tempfile.mkdtemp(prefix="workbench-pg-"))
        self._as = _user()
        if self._as:
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        self._made = 0
        self._run("initdb", "-D", self._data, "-U", "owner", "-A", "trust", "-E", "UTF8",
                  "--locale=C", "--no-sync", "--no-instructions")  # fmt: skip
        with (self.folder / "pg_hba.conf").open("w") as file:
            file.write(
                "host all guarded 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n"
            )
        self.start()

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    @cached_property
    def port(self) -> int:
        """A port that was free a moment ago, and that no outgoing connection is given."""
        for port in random.sample(range(20_000, 30_000), 100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)):
                    return port
        raise NoServer("no port is free")

    def _run(self, program: str, *words: str) -> None:
        command = [*self._as, str(self.programs / program), *words]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode:
            log = self.folder / "log"
            said = log.read_text()[-500:] if log.exists() else done.stderr or done.stdout
            raise NoServer(f"{program}: {said.strip()[-500:]}")

    def start(self) -> None:
        """Start, and wait until it answers."""
        settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
        place = ["-p", str(self.port), "-k", str(self.folder)]
        place += ["-c", f"hba_file={self.folder}/pg_hba.conf"]
        command = [*self._as, str(self.programs / "postgres"), "-D", self._data, *place, *settings]
        # A child of ours, so that nothing is left of it when it is killed and waited for.
        with (self.folder / "log").open("ab") as log:
            self._main = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        end = time.monotonic() + 60
        while not self._answers():
            if self._main.poll() is not None or time.monotonic() > end:
                said = (self.folder / "log").read_text()[-500:]
                raise NoServer(f"postgres does not start: {said.strip()}")
            time.sleep(0.05)

    def ensure(self) -> "PostgresServer":
        """Start it if a test has left it dead."""
        if self._main.poll() is not None:
            self.start()
        return self

    def _answers(self) -> bool:
        try:
            self.query("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Stop in order, cutting connections."""
        self._main.send_signal(signal.SIGINT)
        self._main.wait(60)

    def kill(self) -> None:
        """Kill -9 the server's main process and all that it has started."""
        # Stopped first, it starts no process that would be missed.
        self._main.send_signal(signal.SIGSTOP)
        pids = self.pids()
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._main.wait(60)
        end = time.monotonic() + 20
        while any(map(_lives, pids)) and time.monotonic() < end:
            time.sleep(0.02)

    def pids(self) -> list[int]:
        """Its main process and all that it has started."""
        main = self._main.pid
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        return [main, *map(int, children)]

    def query(self, statement: str, desk: str = "public") -> list[tuple[Any, ...]]:
        """Ask something as the owner, in one of the desks."""
        with psycopg.connect(self.url(desk), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def url(self, desk: str, user: str = "owner", password: str = "") -> str:
        """The address of a desk: a schema of the one database."""
        secret = f":{password}" if password else ""
        place = f"127.0.0.1:{self.port}/postgres?options=-csearch_path%3D{desk}"
        return f"postgresql://{user}{secret}@{place}"

    def new_desk(self) -> str:
        """Make an empty schema; returns its name."""
        self._made += 1
        name = f"desk{self._made}"
        self.query(f"CREATE SCHEMA {name}")
        return name

    def cut(self) -> int:
        """End all connections but this one; how many there were."""
        return len(
            self.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name = 'workbench' AND pid <> pg_backend_pid()"
            )
        )

    def remove(self) -> None:
        """Kill it and delete all it had."""
        with suppress(FileNotFoundError):
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
