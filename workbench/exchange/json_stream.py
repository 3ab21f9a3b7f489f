"""A JSON file of any size, read value by value: only the value at hand is in memory.

The reader says what it expects next (`members` of an object, `items` of a list, a whole `value`).
Values are parsed by the standard library's decoder over a window of the text, which grows while a
value does not fit into it; a value of n characters costs O(n).
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from workbench.domain.errors import BadInput, NotText
from workbench.exchange.source import LineFinder, Source

_CHUNK = 1 << 18
"""Bytes read at once; doubled while a value does not fit."""
_LONGEST_SIGN = 16
"""Characters: more than a literal or an escape has."""
_DIGITS = re.compile(r"[-+.eE\d]*")
_SPACE = re.compile(r"[ \t\n\r]*")
_BOM = b"\xef\xbb\xbf"


class JsonStream:
    """A cursor in a JSON file.

    Every method raises `NotText` where the bytes are no UTF-8 or hold a NUL, and `BadInput` where
    the text is not JSON; with file and line.
    """

    def __init__(self, source: Source, chunk: int = _CHUNK) -> None:
        """Stand before the file's one value; read so many bytes at once."""
        self.source = source
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._parse = json.JSONDecoder().raw_decode
        self._text = ""
        self._at = 0
        self._line = 1
        """Of the beginning of the window."""
        self._mark, self._mark_line = 0, 1
        """A place in the window and its line, from which lines are counted on."""
        self._column = 0
        """Characters of that line before the window."""
        self._lines_read = 0
        self._ended = False
        self._first = True
        self._chunk = self._want = chunk
        self.taken: tuple[str, int] = "", 1
        """The text of the value that was taken last, and the line it begins in."""

    @property
    def where(self) -> str:
        """`file:line` of what comes next."""
        self._skip()
        return self._place(self._at)

    @property
    def next(self) -> str:
        """The first character of what comes next, such as `{` or `[`; empty at the end."""
        self._skip()
        return self._text[self._at : self._at + 1]

    def value(self) -> Any:
        """Take the next value whole."""
        self._skip()
        while True:
            try:
                found, end = self._parse(self._text, self._at)
            except json.JSONDecodeError as fault:
                if not self._may_be_cut(fault) or not self._grow():
                    self._not_json(fault)
                continue
            except RecursionError:
                raise BadInput("the JSON is nested too deeply", where=self.where) from None
            except ValueError:
                raise BadInput("a number is too long to be read", where=self.where) from None
            if isinstance(found, int | float) and self._may_go_on(end) and self._grow():
                continue
            self.taken = self._text[self._at : end], self._line_at(self._at)
            self._at = end
            self._want = self._chunk
            return found

    def _may_be_cut(self, fault: json.JSONDecodeError) -> bool:
        """Whether the end of the window may be to blame, and not the file."""
        near = len(self._text) - fault.pos <= _LONGEST_SIGN
        return near or fault.msg.startswith("Unterminated string")

    def _may_go_on(self, end: int) -> bool:
        """Whether a number that ends there may have more digits behind the window."""
        return _DIGITS.match(self._text, end).end() == len(self._text)  # type: ignore[union-attr]

    def finder(self) -> LineFinder:
        """What finds a word's line in the value that was taken last."""
        text, line = self.taken
        return LineFinder(text, self.source.name, line)

    def items(self) -> Iterator[None]:
        """Step through the elements of the list that comes next; take each before the next step."""
        self._sign("[")
        if self.next == "]":
            self._at += 1
            return
        while True:
            yield
            if self._separator("]"):
                return

    def members(self) -> Iterator[str]:
        """Step through the keys of the object that comes next; take each one's value in between."""
        self._sign("{")
        if self.next == "}":
            self._at += 1
            return
        while True:
            if self.next != '"':
                self._expected("property name enclosed in double quotes")
            key = self.value()
            self._sign(":", "':' delimiter")
            yield key
            if self._separator("}"):
                return

    def end(self) -> None:
        """See that nothing comes any more."""
        if self.next:
            self._expected("end of the file")

    def _separator(self, closing: str) -> bool:
        """Pass over a comma, or the end of the list; whether it was the end."""
        sign = self.next
        if sign not in (",", closing) or not sign:
            self._expected("',' delimiter")
        self._at += 1
        return sign == closing

    def _sign(self, sign: str, name: str = "value") -> None:
        if self.next != sign:
            self._expected(name)
        self._at += 1

    def _skip(self) -> None:
        while True:
            end = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
            self._at = end
            if end < len(self._text) or not self._grow():
                break
        if self._first and self._at >= len(self._text):
            raise BadInput("the file is empty", where=self.source.name)
        self._first = False

    def _grow(self) -> bool:
        """Read more behind the window, and drop what was passed; whether there was any."""
        if self._ended:
            return False
        data = self.source.read(self._want)
        self._want = self._want * 2
        if self._lines_read == 0 and not self._text:
            data = data.removeprefix(_BOM)
        text = self._decoded(data)
        if not data:
            self._ended = True
            return False
        passed = self._text[: self._at]
        newline = passed.rfind("\n")
        self._line = self._line_at(self._at)
        self._mark, self._mark_line = 0, self._line
        self._column = len(passed) - newline - 1 if newline >= 0 else self._column + len(passed)
        self._text = self._text[self._at :] + text
        self._at = 0
        return True

    def _decoded(self, data: bytes) -> str:
        """More text.

        Raises:
            NotText: if it is not UTF-8 or holds a NUL.
        """
        if (nul := data.find(b"\0")) >= 0:
            line = 1 + self._lines_read + data.count(b"\n", 0, nul)
            what = "this is not text: it holds a NUL"
            raise NotText(what, where=f"{self.source.name}:{line}")
        try:
            text = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            line = 1 + self._lines_read + error.object.count(b"\n", 0, error.start)
            raise NotText(
                f"this is not UTF-8 (byte 0x{error.object[error.start]:02x})",
                where=f"{self.source.name}:{line}",
                hint="save it as UTF-8",
            ) from None
        self._lines_read += data.count(b"\n")
        return text

    def _line_at(self, place: int) -> int:
        if place < self._mark:
            return self._line + self._text.count("\n", 0, place)
        self._mark_line += self._text.count("\n", self._mark, place)
        self._mark = place
        return self._mark_line

    def _place(self, place: int) -> str:
        return f"{self.source.name}:{self._line_at(place)}"

    def _expected(self, what: str) -> NoReturn:
        self._not_json(json.JSONDecodeError(f"expecting {what}", self._text, self._at))

    def _not_json(self, fault: json.JSONDecodeError) -> NoReturn:
        newline = self._text.rfind("\n", 0, fault.pos)
        column = fault.pos - newline if newline >= 0 else self._column + fault.pos + 1
        raise BadInput(
            f"this is not JSON: {fault.msg.lower()} (column {column})", where=self._place(fault.pos)
        ) from None
