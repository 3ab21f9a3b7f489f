import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workbench.domain.errors import BadInput, NotText, WrongUse
from workbench.intake import encodings, plain
from workbench.intake.plain import decode, read_text

RUSSIAN = "Министр сообщил вчера, что переговоры продолжаются уже третий день подряд.\n"
JAPANESE = "外務大臣は昨日、会談が三日間続いていると述べた。\n"
CHINESE = "外交部长昨天表示，会谈已经进行了三天，双方将继续谈判。\n"
KOREAN = "장관은 어제 회담이 사흘째 이어지고 있다고 말했다.\n"
WESTERN = "Le ministre a déclaré “hier” que les négociations étaient prêtes à être menées.\n"


def write(folder: Path, data: bytes, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@contextmanager
def as_somebody() -> Iterator[None]:
    """Act without root's right to read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_decoded_characters_are_unchanged(text: str) -> None:
    assume(not text.isspace())
    assume(encodings.binary_kind(text.encode()) is None)
    assert decode(("\ufeff" + text).encode()).text == text


def test_crlf_stays(tmp_path: Path) -> None:
    assert read_text(write(tmp_path, b"one\r\ntwo\r\n")).text == "one\r\ntwo\r\n"


def test_a_leading_byte_order_mark_is_left_out_and_noted(tmp_path: Path) -> None:
    found = read_text(write(tmp_path, b"\xef\xbb\xbfone"))
    assert (found.text, found.bom, found.encoding) == ("one", True, "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_is_recognised_by_its_mark(encoding: str) -> None:
    found = decode(("\ufeff" + RUSSIAN).encode(encoding))
    assert (found.text, found.bom, found.encoding) == (RUSSIAN, True, encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WESTERN, "cp1252"),
        (WESTERN.replace("“", "«").replace("”", "»"), "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (KOREAN, "euc_kr"),
        (WESTERN, "utf-16-le"),
        (WESTERN, "utf-16-be"),
        ("Zażółć gęślą jaźń, powiedział wczoraj wójt Łodzi.\n", "cp1250"),
        ("Ο υπουργός δήλωσε χθες ότι οι συνομιλίες συνεχίζονται.\n", "cp1253"),
    ],
)
def test_another_encoding_is_refused_with_its_name(text: str, encoding: str) -> None:
    with pytest.raises(NotText, match=f"(looks like|it looks like) {encoding}; .*--encoding"):
        decode(text.encode(encoding))


def test_the_refusal_says_where_the_first_wrong_byte_is(tmp_path: Path) -> None:
    path = write(tmp_path, b"plain\nsmart \x93quote\x94 here\n")
    with pytest.raises(NotText) as refusal:
        read_text(path)
    assert str(refusal.value).startswith(f"{path}: not UTF-8 (line 2, byte 12: 0x93)")


def test_a_named_encoding_is_used(tmp_path: Path) -> None:
    found = read_text(write(tmp_path, RUSSIAN.encode("koi8_r")), "koi8-r")
    assert (found.text, found.encoding) == (RUSSIAN, "koi8-r")


def test_an_unknown_encoding_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match="unknown encoding 'klingon'"):
        decode(b"text", "klingon")


def test_a_codec_that_is_no_text_encoding_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match="unknown encoding 'hex'"):
        decode(b"6161", "hex")


def test_a_named_encoding_that_does_not_fit_says_so() -> None:
    with pytest.raises(NotText, match="not ASCII"):
        decode(WESTERN.encode("cp1252"), "ascii")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t \r\n", "only white space"),
        (b"\xef\xbb\xbf", "empty"),
        (b"one\ntwo\0three", "NUL character at line 2, offset 7"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a PNG image"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (bytes(range(256)) * 20, "binary data"),
    ],
)
def test_what_is_not_a_text_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(NotText, match=message) as refusal:
        decode(data, where="article.txt")
    assert "\n" not in str(refusal.value)


def test_surrogates_never_enter_the_store() -> None:
    with pytest.raises(NotText, match="surrogate"):
        decode(b"a +2AA- b", "utf-7")


def test_controls_and_direction_overrides_are_accepted_with_a_warning() -> None:
    found = decode("a\x1b[31m b \u202egnp.exe\u202c\n".encode())
    assert [line.split(" × ")[0] for line in found.warnings] == ["2", "1"]
    assert "at line 1, offset 9" in found.warnings[0]


def test_a_file_over_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(BadInput, match=f"50,000,000 bytes.*{plain.LIMIT_BYTES:,}"):
        read_text(path)


def test_standard_input_has_the_same_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "LIMIT_BYTES", 10)
    with pytest.raises(BadInput, match="standard input: 11 bytes"):
        decode(b"x" * 11)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is a folder"):
        read_text(tmp_path)


def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(BadInput, match="a device or a pipe"):
        read_text(tmp_path / "pipe.txt")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        read_text(tmp_path / "none.txt")


def test_a_file_without_read_permission_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, b"secret")
    path.chmod(0)
    with as_somebody(), pytest.raises(BadInput, match="permission denied"):
        read_text(path)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    link = seeds / "link.txt"
    link.symlink_to(write(tmp_path, b"outside"))
    with pytest.raises(BadInput, match="leads out of"):
        read_text(link, within=seeds)


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(write(tmp_path, b"inside"))
    assert read_text(tmp_path / "link.txt", within=tmp_path).text == "inside"
