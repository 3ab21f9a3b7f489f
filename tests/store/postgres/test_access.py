"""Who may do what on the server, and that no password is ever shown."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.store.postgres.server import PostgresServer
from tests.store.postgres.waiting import Join
from workbench.domain.errors import StoreTrouble, WorkbenchError, WrongUse
from workbench.store import Put, open_store
from workbench.store.postgres.address import address, is_address, refuse_password
from workbench.workspace.stores import prepare_store

pytestmark = pytest.mark.server

SECRET = "Tr0ub4dor-horse"


@pytest.fixture(scope="module")
def roles(postgres: PostgresServer) -> None:
    """A reviewer, a reader, a stranger, and one who needs a password."""
    postgres.query("CREATE ROLE reviewer LOGIN")
    postgres.query("CREATE ROLE reader LOGIN")
    postgres.query("CREATE ROLE stranger LOGIN")
    postgres.query(f"CREATE ROLE guarded LOGIN PASSWORD '{SECRET}'")


@pytest.fixture
def granted(postgres: PostgresServer, desk: str, url: str, roles: None) -> str:
    """The desk with its tables, and the rights of the roles on them."""
    for role in ("reviewer", "reader", "guarded", "stranger"):
        postgres.query(f"GRANT USAGE ON SCHEMA {desk} TO {role}")
    prepare_store(url, "reviewer")
    prepare_store(url, "guarded")
    postgres.query(f"GRANT SELECT ON ALL TABLES IN SCHEMA {desk} TO reader")
    return desk


def test_a_reviewers_role_can_do_all_that_the_program_does(
    postgres: PostgresServer, granted: str, join: Join
) -> None:
    store = join("ada", at=postgres.url(granted, "reviewer"))
    version = store.put_text("a text")
    store.commit([Put("articles", 1, {"version": version})])
    store.undo()
    assert store.server_trouble == ""
    assert store.check() == []
    assert postgres.query("SELECT DISTINCT writer FROM workbench_events", granted) == [
        ("reviewer",)
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workbench_events SET line = ''",
        "DELETE FROM workbench_events",
        "TRUNCATE workbench_events",
        "DROP TABLE workbench_events",
        "DELETE FROM workbench_texts",
        "UPDATE workbench_files SET hash = ''",
        "INSERT INTO workbench_versions (version) VALUES (99)",
        "INSERT INTO workbench_events (session, n, line, writer) VALUES ('s', 1, '', 'owner')",
        "INSERT INTO workbench_events (session, n, line, stored) VALUES ('s', 1, '', now())",
    ],
)
def test_a_reviewers_role_can_only_read_and_add(
    postgres: PostgresServer, granted: str, statement: str
) -> None:
    with (
        psycopg.connect(postgres.url(granted, "reviewer")) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


def test_a_role_that_may_only_read_reads_and_is_told_that_it_may_not_write(
    postgres: PostgresServer, granted: str, join: Join
) -> None:
    join("ada").commit([Put("claims", 1, {"f": 1})])
    reader = join("bob", at=postgres.url(granted, "reader"))
    assert reader.rows("claims") == {1: {"f": 1}}
    assert reader.read_only
    with pytest.raises(StoreTrouble, match="not saved: this role may read here, not write"):
        reader.commit([Put("claims", 2, {})])
    assert set(reader.rows("claims")) == {1}


def test_a_role_without_rights_is_told_so_at_the_start(
    postgres: PostgresServer, granted: str, tmp_path: Path
) -> None:
    with pytest.raises(StoreTrouble, match=r"permission denied.*database's owner"):
        open_store(tmp_path / "s", "sue", server=postgres.url(granted, "stranger"))


def test_a_role_that_may_not_make_tables_is_told_who_does(
    postgres: PostgresServer, desk: str, roles: None, tmp_path: Path
) -> None:
    postgres.query(f"GRANT USAGE ON SCHEMA {desk} TO reviewer")
    with pytest.raises(StoreTrouble, match=r"are not there.*workbench store init"):
        open_store(tmp_path / "a", "ada", server=postgres.url(desk, "reviewer"))


def test_a_role_that_could_rewrite_history_is_named_by_check(
    postgres: PostgresServer, granted: str, join: Join
) -> None:
    postgres.query("GRANT UPDATE ON workbench_events TO reader", granted)
    faults = join("bob", at=postgres.url(granted, "reader")).check()
    assert ["the role reader may change and delete events" in fault.what for fault in faults] == [
        True
    ]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in [name for name in os.environ if name.startswith("PG")]:
        monkeypatch.delenv(name)
    return monkeypatch


def ways(folder: Path, server: PostgresServer) -> Iterator[tuple[str, dict[str, str]]]:
    """Ways to give a password that the address does not hold."""
    kept = folder / "pgpass"
    kept.write_text(f"*:*:*:guarded:{SECRET}\n")
    kept.chmod(0o600)
    service = folder / "services"
    service.write_text(
        f"[desk]\nhost=127.0.0.1\nport={server.port}\nuser=guarded\ndbname=guarded\n"
        f"password={SECRET}\n"
    )
    plain = f"postgresql://guarded@127.0.0.1:{server.port}/guarded"
    yield plain, {"PGPASSWORD": SECRET}
    yield plain, {"PGPASSFILE": str(kept)}
    yield "postgresql://?service=desk", {"PGSERVICEFILE": str(service)}
    yield plain.replace("guarded@", f"guarded:{SECRET}@"), {}


@pytest.fixture(scope="module")
def guarded(postgres: PostgresServer, roles: None) -> None:
    """A database of the role that needs a password."""
    postgres.query("CREATE DATABASE guarded OWNER guarded")


def test_a_password_may_come_from_the_environment_a_file_or_a_service(
    postgres: PostgresServer, guarded: None, tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    for number, (given, variables) in enumerate(ways(tmp_path, postgres)):
        with environment.context() as patch:
            for name, value in variables.items():
                patch.setenv(name, value)
            store = open_store(tmp_path / f"{number}", "ada", server=given)
            assert store.server_trouble == ""
            store.close()


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://guarded:{}@127.0.0.1:{port}/nothing",
        "postgresql://guarded:{}x@127.0.0.1:{port}/guarded",
        "postgresql://guarded:{}@127.0.0.1:1/guarded",
        "postgresql://guarded:{}%zz@127.0.0.1:{port}/guarded",
        "postgresql://guarded:{}@127.0.0.1:{port}/guarded?nonsense={}",
        "postgresql://guarded:pass/{}@127.0.0.1:{port}/guarded",
        "postgresql://127.0.0.1:{port}/guarded?user=guarded&password={}x",
        "postgresql://guarded:{}@127.0.0.1:{port}x/guarded",
        "postgres:/guarded:{}@127.0.0.1/guarded",
    ],
)
def test_no_message_and_no_log_shows_the_password(
    postgres: PostgresServer, guarded: None, tmp_path: Path, given: str,
    caplog: pytest.LogCaptureFixture, environment: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    text = given.replace("{port}", str(postgres.port)).replace("{}", SECRET)
    said = ""
    with caplog.at_level(logging.DEBUG):
        try:
            store = open_store(tmp_path / "a", "ada", server=text)
        except WorkbenchError as error:
            said = f"{error!s} {error!r} {error.__cause__!r}"
        else:
            said = store.server_trouble + repr(store._backend.__dict__)
            store.close()
    assert said
    assert SECRET not in said
    assert SECRET not in caplog.text


def test_a_wrong_password_is_told_from_a_server_that_is_away(
    postgres: PostgresServer, guarded: None, tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("PGPASSWORD", "wrong")
    with pytest.raises(StoreTrouble, match=r"password authentication failed.*~/\.pgpass"):
        open_store(
            tmp_path / "a",
            "ada",
            server=f"postgresql://guarded@127.0.0.1:{postgres.port}/guarded",
        )


def test_an_address_in_the_settings_may_not_hold_a_password() -> None:
    for text in ("postgresql://a:b@h/d", "postgres://h/d?x=1&password=b"):
        with pytest.raises(WrongUse, match="holds a password"):
            refuse_password(text, "workbench.toml")
    for text in ("postgresql://a@h:5432/d", "postgresql://h/d?sslmode=require"):
        refuse_password(text, "workbench.toml")


def test_an_address_is_named_without_user_password_and_options() -> None:
    assert address("postgresql://u:p@h:1/d?options=-csearch_path%3Dx").name == "postgresql://h:1/d"
    assert address("postgres://?service=desk").name == "postgresql://?service=desk"
    assert not is_address("some/folder")


def test_a_database_in_an_encoding_that_does_not_hold_every_text_is_refused(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    postgres.query("CREATE DATABASE western ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(StoreTrouble, match=r"encoding is LATIN1.*ENCODING 'UTF8'"):
        open_store(
            tmp_path / "a", "ada", server=f"postgresql://owner@127.0.0.1:{postgres.port}/western"
        )
