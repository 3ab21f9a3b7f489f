"""What bytes look like: a byte order mark, a known binary format, a legacy encoding.

The guess is only ever shown as advice; nothing is decoded by it without the user's word. It tries
each candidate strictly and asks whether the characters that come out are those which people write
in that encoding: kana for Japanese, the common halves of the Chinese sets, small letters of one
script for the single-byte sets.
"""

import codecs
import re
from collections.abc import Callable

_SAMPLE = 1 << 16

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, ODT and EPUB are such)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"RIFF", "a RIFF recording or image"),
)

_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27}) + b"\x7f"


def byte_order_mark(data: bytes) -> tuple[bytes, str] | None:
    """The mark that the bytes begin with, and its encoding."""
    return next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)


def binary_kind(data: bytes) -> str | None:
    """What kind of binary file the bytes are, or None if they may be text."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    sample = data[:_SAMPLE]
    if wide_encoding(sample):
        return None
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    kinds = len(set(sample) & set(_CONTROLS))
    return "binary data" if kinds >= 8 or controls * 10 > len(sample) else None


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without its mark: text of which every second byte is mostly NUL."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 2 or b"\0" not in sample:
        return None
    pairs = len(sample) // 2
    low, high = sample[1::2].count(0) / pairs, sample[::2].count(0) / pairs
    if low > 0.3 and high < 0.05:
        return "utf-16-le"
    return "utf-16-be" if high > 0.3 and low < 0.05 else None


def looks_like(data: bytes) -> str | None:
    """The legacy encoding that the bytes, not UTF-8, were probably written in."""
    sample = data[:_SAMPLE]
    return wide_encoding(sample) or _multi_byte(sample) or _single_byte(sample)


def _decoded(data: bytes, encoding: str) -> str | None:
    """The text, or None if the bytes are impossible in the encoding; a cut end is no fault."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return None


_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")


def _share(pattern: re.Pattern[str], text: str) -> float:
    foreign = len(_NOT_ASCII.findall(text))
    return len(pattern.findall(text)) / foreign if foreign else 0.0


def _common_hanzi(encoding: str, first: int, last: int) -> Callable[[str], float]:
    """Share of characters in the rows of frequent characters of a Chinese set."""

    def share(text: str) -> float:
        foreign = _NOT_ASCII.findall(text)
        coded = [char.encode(encoding, "ignore") for char in foreign if char >= "\u4e00"]
        common = sum(1 for code in coded if len(code) == 2 and first <= code[0] <= last)
        return common / len(foreign) if foreign else 0.0

    return share


_MULTI_BYTE: tuple[tuple[str, Callable[[str], float], float], ...] = (
    ("euc_jp", lambda text: _share(_KANA, text) - _share(_HALF_WIDTH, text), 0.25),
    ("shift_jis", lambda text: _share(_KANA, text) - _share(_HALF_WIDTH, text), 0.25),
    ("euc_kr", lambda text: _share(_HANGUL, text), 0.7),
    ("gb18030", _common_hanzi("gb18030", 0xB0, 0xD7), 0.6),
    ("big5", _common_hanzi("big5", 0xA4, 0xC6), 0.6),
)


def _multi_byte(data: bytes) -> str | None:
    for encoding, plausibility, least in _MULTI_BYTE:
        text = _decoded(data, encoding)
        if text is not None and plausibility(text) >= least:
            return encoding
    return None


_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("cp1251", "[а-яёіїєў]"),
    ("koi8_r", "[а-яё]"),
    ("cp866", "[а-яё]"),
    ("iso8859_5", "[а-яё]"),
    ("cp1253", "[α-ωάέήίόύώς]"),
    ("cp1255", "[א-ת]"),
    ("cp1256", "[ء-ي]"),
)
_IN_WORD = re.compile(r"(?<=[a-z])[^\x00-\x7f]|[^\x00-\x7f](?=[a-z])")
_LATIN_SMALL = re.compile("[ß-öø-ÿāăąćčďđēęěģīįķłńņňőœŕřśšşţťūůűųźżžșț’“”–—]")


def _single_byte(data: bytes) -> str | None:
    high = [byte for byte in data if byte >= 0x80]
    if not high:
        return None
    letters = sum(1 for byte in data if chr(byte).isalpha() and byte < 0x80)
    if len(high) > letters:
        scored = [
            (_share(re.compile(small), text), encoding)
            for encoding, small in _SCRIPTS
            if (text := _decoded(data, encoding)) is not None
        ]
        best, encoding = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
        if best > 0.6:
            return encoding
    return _latin(data, high)


def _latin(data: bytes, high: list[int]) -> str | None:
    if all(byte >= 0xA0 for byte in high):
        western = "latin-1"
    elif _decoded(data, "cp1252") is not None:
        western = "cp1252"
    else:
        western = ""
    central = _decoded(data, "cp1250")
    if central is not None and _fit(central) > _fit(data.decode("cp1252", "replace")) + 0.15:
        return "cp1250"
    return western or None


def _fit(text: str) -> float:
    """Share of the foreign characters inside words that are small Latin letters or quotes."""
    inside = _IN_WORD.findall(text)
    return sum(1 for char in inside if _LATIN_SMALL.match(char)) / len(inside) if inside else 0.0
