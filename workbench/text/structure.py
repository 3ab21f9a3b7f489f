"""The layout of an article: headline, header, headings, list items, body and leftovers of the page.

Rules over lines and repeats, for any plain text; nothing is cut, every non-blank character lies in
exactly one block. What is read from the header are guesses, each with the place it stands at.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from workbench.domain.span import Range
from workbench.text.lines import ends_sentence, is_bullet, is_title_case, paragraphs, trimmed
from workbench.text.page_marks import PROMPT, PUBLISHER, REGION, person_like, read_date
from workbench.text.segment import sentences_in

BlockKind = Literal[
    "title", "headline_repeat", "header", "heading", "bullet", "body", "boilerplate"
]

_BAR = re.compile(r"\s[\\|](?=\s)")
_BYLINE = re.compile(
    r"^(?:written |reported |story )?by[ :]+(?P<author>[^\W\d_][^|\\,\n]{2,60})",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'’\-]{2,30})"
    r"(?P<region>, [A-Z][\w. ]{1,20})?(?P<date>,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: \((?P<source>[A-Z][^()]{1,30})\))?\s*[—–:\-]{1,2}\s"
)
_HEAD_LINES = 8
_SHORT = 120


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text with its part in the layout; code points, half open."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Guess:
    """A value read from the text, and where it stands."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Structure:
    """What `recognise` found; a guess is None where the text gives no hint."""

    blocks: tuple[Block, ...]
    title: Guess | None = None
    source: Guess | None = None
    author: Guess | None = None
    place: Guess | None = None
    published: Guess | None = None
    """An ISO date."""


def recognise(text: str) -> Structure:
    """Find the layout of an article, and guess its title, source, author, place and date."""
    lines = paragraphs(text)
    counts = Counter(_folded(text, line) for line in lines)
    title = _title_line(text, lines, counts)
    guesses: dict[str, Guess] = {}
    blocks: list[Block] = []
    seen: set[str] = set()
    for number, line in enumerate(lines):
        folded = _folded(text, line)
        repeated = folded in seen
        seen.add(folded)
        if number < _HEAD_LINES and _is_header(text, line, counts[folded], line == title):
            blocks.extend(_read_header(text, line, guesses, first=not blocks))
            continue
        blocks.append(Block(_kind(text, line, repeated, line == title), *line))
        if line == title:
            guesses.setdefault("title", Guess(text[line[0] : line[1]], *line))
        elif number < _HEAD_LINES and blocks[-1].kind == "body":
            _read_dateline(text, line, guesses)
    blocks = _mark_title_repeats(text, blocks, guesses.get("title"))
    return Structure(tuple(blocks), **guesses)


def is_doubled(line: str) -> bool:
    """Whether a line says the same words twice over, as a carousel of a page does."""
    words = line.casefold().split()
    half = len(words) // 2
    return len(words) >= 4 and len(words) % 2 == 0 and words[:half] == words[half:]


def is_prompt(line: str) -> bool:
    """Whether a line asks the reader of the page to do something, or states its rights."""
    return len(line.split()) <= 25 and PROMPT.search(line) is not None


def _folded(text: str, line: Range) -> str:
    return " ".join(re.findall(r"\w+", text[line[0] : line[1]].casefold()))


def _kind(text: str, line: Range, repeated: bool, is_title: bool) -> BlockKind:
    words = text[line[0] : line[1]]
    if is_title:
        return "title"
    if is_doubled(words) or is_prompt(words):
        return "boilerplate"
    if is_bullet(words):
        return "bullet"
    short = len(words) <= 80 and len(words.split()) <= 10
    if repeated:
        return "headline_repeat" if short or is_title_case(words) else "boilerplate"
    # Without letters that have case (CJK, Arabic) a short line without a stop is no sure heading.
    if short and not ends_sentence(words) and words.lower() != words.upper():
        return "heading"
    return "body"


def _title_line(text: str, lines: list[Range], counts: Counter[str]) -> Range | None:
    """Find the headline: near the top, without a full stop, better if it is repeated."""
    candidates = [line for line in lines[:4] if _may_be_title(text[line[0] : line[1]])]
    if len(lines) < 2 or not candidates:
        return None
    repeated = [line for line in candidates if counts[_folded(text, line)] > 1]
    return (repeated or candidates)[0]


def _may_be_title(words: str) -> bool:
    if len(words) > 200 or len(_BAR.findall(words)) > 0 or is_bullet(words) or is_prompt(words):
        return False
    if _BYLINE.match(words) or read_date(words) or is_doubled(words):
        return False
    many = len(words.split()) >= 3 or (words.lower() == words.upper() and len(words) >= 6)
    return many and (not ends_sentence(words) or words[-1] in "?!？！")


def _is_header(text: str, line: Range, count: int, is_title: bool) -> bool:
    words = text[line[0] : line[1]]
    bars = len(_BAR.findall(words[:400]))
    if bars >= 2:
        return True
    if is_title or count > 1 or len(words) > _SHORT:
        return False
    if bars or _BYLINE.match(words):
        return True
    return read_date(words) is not None and len(words.split()) <= 10 and not words.endswith(".")


def _read_header(text: str, line: Range, guesses: dict[str, Guess], first: bool) -> list[Block]:
    """Split a line such as `Title | Source | Place | Author | text …` into blocks and guesses."""
    cuts = [line[0], *(match.end() for match in _BAR.finditer(text, *line)), line[1]]
    parts = [part for low, high in pairwise(cuts) if (part := trimmed(text, low, high))]
    blocks: list[Block] = []
    for number, (start, end) in enumerate(parts):
        last = number == len(parts) - 1
        if last and len(parts) > 1 and _is_running_text(text, start, end):
            blocks.append(Block("body", start, end))
            continue
        content = trimmed(text, start, end - 1 if text[end - 1] in "\\|" else end)
        opens = first and number == 0 and len(parts) > 1 and "title" not in guesses
        blocks.append(Block("title" if opens else "header", start, end))
        if content and opens:
            guesses["title"] = Guess(text[content[0] : content[1]], *content)
        elif content:
            _guess(text, content, guesses)
    return blocks


def _is_running_text(text: str, start: int, end: int) -> bool:
    return len(sentences_in(text, start, end)) > 1 or (
        end - start > 60 and ends_sentence(text[start:end])
    )


def _guess(text: str, part: Range, guesses: dict[str, Guess]) -> None:
    """Take one part of a header for a date, an author, a place or a source; the first of each."""
    words = text[part[0] : part[1]]
    byline = _BYLINE.match(words)
    found = read_date(words)
    if found:
        guesses.setdefault("published", Guess(found[0], part[0] + found[1], part[0] + found[2]))
    elif byline:
        start, end = byline.span("author")
        guesses.setdefault(
            "author", Guess(byline["author"].strip(), part[0] + start, part[0] + end)
        )
    elif REGION.search(words):
        guesses.setdefault("place", Guess(words, *part))
    elif PUBLISHER.search(words) or (len(words.split()) == 1 and words[:1].isupper()):
        guesses.setdefault("source", Guess(words, *part))
    elif person_like(words):
        guesses.setdefault("author", Guess(words, *part))


def _read_dateline(text: str, line: Range, guesses: dict[str, Guess]) -> None:
    """Read `PLACE, May 5 (Agency) —` at the beginning of a paragraph."""
    match = _DATELINE.match(text[line[0] : min(line[1], line[0] + 100)])
    if match is None:
        return
    for name, group in (("place", "place"), ("source", "source")):
        if match[group]:
            start, end = match.span(group)
            guesses.setdefault(name, Guess(match[group].strip(), line[0] + start, line[0] + end))
    found = read_date(match["date"] or "")
    if found:
        low = line[0] + match.start("date")
        guesses.setdefault("published", Guess(found[0], low + found[1], low + found[2]))


def _mark_title_repeats(text: str, blocks: list[Block], title: Guess | None) -> list[Block]:
    """A later line that only says the headline again is a repeat, wherever it stands."""
    if title is None:
        return blocks
    wanted = _folded(text, (title.start, title.end))
    return [
        Block("headline_repeat", block.start, block.end)
        if block.start > title.end and _folded(text, (block.start, block.end)) == wanted
        else block
        for block in blocks
    ]
