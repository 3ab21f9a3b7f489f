import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workbench.domain.errors import BadInput, StoreTrouble, WrongUse
from workbench.serve.sign_ins import LASTS, MOST_OF_ONE, SignIns
from workbench.serve.tokens import Tokens, folder_for

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "private"


def test_a_token_stands_for_its_reviewer(place: Path) -> None:
    token = Tokens(place).invite("Ada Lovelace", 3, NOW)
    found = Tokens(place).find(token, NOW)
    assert found is not None
    assert found.reviewer == "Ada Lovelace"


def test_a_token_lets_in_until_its_last_moment_and_no_longer(place: Path) -> None:
    tokens = Tokens(place)
    token = tokens.invite("ada", 3, NOW)
    end = NOW + timedelta(days=3)
    assert tokens.find(token, end - timedelta(microseconds=1)) is not None
    assert tokens.find(token, end) is None


@pytest.mark.parametrize("given", ["", "x", "é", "\ud800", "A" * 43, "A" * 1_000_000])
def test_anything_else_is_no_token(place: Path, given: str) -> None:
    tokens = Tokens(place)
    tokens.invite("ada", 3, NOW)
    assert tokens.find(given, NOW) is None


def test_a_digest_is_no_token(place: Path) -> None:
    tokens = Tokens(place)
    tokens.invite("ada", 3, NOW)
    assert tokens.find(tokens.all()[0].digest, NOW) is None


def test_revoking_takes_back_every_token_of_a_reviewer_and_no_other(place: Path) -> None:
    tokens = Tokens(place)
    first, second = tokens.invite("ada", 3, NOW), tokens.invite("ada", 3, NOW)
    kept = tokens.invite("ben", 3, NOW)
    assert tokens.revoke("ada") == 2
    assert [tokens.find(token, NOW) is None for token in (first, second, kept)] == [
        True, True, False,
    ]  # fmt: skip


def test_a_running_server_notices_what_another_process_revokes(place: Path) -> None:
    server = Tokens(place)
    token = Tokens(place).invite("ada", 3, NOW)
    assert server.find(token, NOW) is not None
    Tokens(place).revoke("ada")
    assert server.find(token, NOW) is None


def test_revoking_nobody_says_so(place: Path) -> None:
    with pytest.raises(BadInput, match="'eve' has no token"):
        Tokens(place).revoke("eve")


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "\x1b[31m", "x" * 65])
def test_a_name_that_no_reviewer_has_gets_no_token(place: Path, name: str) -> None:
    with pytest.raises(WrongUse):
        Tokens(place).invite(name, 3)


@pytest.mark.parametrize("days", [0, -1, 3651])
def test_days_have_bounds(place: Path, days: int) -> None:
    with pytest.raises(WrongUse):
        Tokens(place).invite("ada", days)


def test_only_hashes_are_kept_where_only_the_user_reads(place: Path) -> None:
    tokens = Tokens(place)
    token = tokens.invite("ada", 3, NOW)
    secret, _ = SignIns(place, tokens).add(tokens.all()[0], NOW)
    for file in place.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert token not in file.read_text()
        assert secret not in file.read_text()
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_a_file_that_others_may_read_is_refused(place: Path) -> None:
    Tokens(place).invite("ada", 3)
    (place / "tokens.json").chmod(0o640)
    with pytest.raises(StoreTrouble, match=r"open to other users.*chmod 600"):
        Tokens(place).all()


@pytest.mark.parametrize("content", ["{", "[1]", '[{"reviewer": "eve"}]', json.dumps("x")])
def test_a_damaged_file_lets_nobody_in_and_is_named(place: Path, content: str) -> None:
    Tokens(place).invite("ada", 3)
    (place / "tokens.json").write_text(content)
    with pytest.raises(StoreTrouble, match=r"tokens\.json: is not a list of tokens"):
        Tokens(place).find("x", NOW)


def test_workspaces_have_tokens_of_their_own(tmp_path: Path) -> None:
    assert folder_for(tmp_path / "one") != folder_for(tmp_path / "two")


def test_a_sign_in_outlives_the_server(place: Path) -> None:
    tokens = Tokens(place)
    tokens.invite("ada", 30, NOW)
    secret, _ = SignIns(place, tokens).add(tokens.all()[0], NOW)
    found = SignIns(place, Tokens(place)).find(secret, NOW)
    assert found is not None
    assert found.name == "ada"


def test_a_sign_in_ends_with_its_token(place: Path) -> None:
    tokens = Tokens(place)
    tokens.invite("ada", 30, NOW)
    sign_ins = SignIns(place, tokens)
    secret, _ = sign_ins.add(tokens.all()[0], NOW)
    tokens.revoke("ada")
    assert sign_ins.find(secret, NOW) is None


def test_a_sign_in_never_lasts_longer_than_its_token(place: Path) -> None:
    tokens = Tokens(place)
    tokens.invite("ada", 1, NOW)
    _, until = SignIns(place, tokens).add(tokens.all()[0], NOW)
    assert until == NOW + timedelta(days=1)


def test_a_sign_in_asks_for_the_token_again_after_a_week(place: Path) -> None:
    tokens = Tokens(place)
    tokens.invite("ada", 30, NOW)
    sign_ins = SignIns(place, tokens)
    secret, _ = sign_ins.add(tokens.all()[0], NOW)
    assert sign_ins.find(secret, NOW + LASTS) is None


def test_signing_out_ends_one_browser_only(place: Path) -> None:
    tokens = Tokens(place)
    tokens.invite("ada", 30, NOW)
    sign_ins = SignIns(place, tokens)
    first, _ = sign_ins.add(tokens.all()[0], NOW)
    second, _ = sign_ins.add(tokens.all()[0], NOW)
    here = sign_ins.find(first, NOW)
    assert here is not None
    sign_ins.remove(here)
    assert sign_ins.find(first, NOW) is None
    assert sign_ins.find(second, NOW) is not None


def test_of_too_many_sign_ins_with_one_token_the_oldest_goes(place: Path) -> None:
    tokens = Tokens(place)
    tokens.invite("ada", 30, NOW)
    sign_ins = SignIns(place, tokens)
    secrets = [sign_ins.add(tokens.all()[0], NOW)[0] for _ in range(MOST_OF_ONE + 1)]
    assert [sign_ins.find(secret, NOW) is None for secret in secrets] == [
        True, *[False] * MOST_OF_ONE,
    ]  # fmt: skip
