"""Paragraphs, sentences and words of a text in any script, as half-open ranges of code points.

Lines come first: a line break ends a sentence unless the text is hard-wrapped there. Inside a line
a sentence ends at a terminator with its closing quotes and brackets; what follows, and the word
before a full stop, decide. Every decision looks at a bounded neighbourhood, so that `sentences`
is linear and `sentence_at` costs no more than its surroundings, also in a text of 10 MB.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from workbench.domain.span import Range
from workbench.text.abbreviations import BEFORE_NAME, FIRST_WORDS, MAYBE_LAST
from workbench.text.lines import (
    CLOSERS,
    FULL,
    is_title_case,
    paragraph_after,
    paragraph_at,
    paragraph_before,
    paragraphs,
    paragraphs_from,
    trimmed,
)

__all__ = [
    "paragraph_after",
    "paragraph_at",
    "paragraph_before",
    "paragraphs",
    "sentence_after",
    "sentence_at",
    "sentence_before",
    "sentences",
    "sentences_in",
    "word_after",
    "word_at",
    "word_before",
    "words",
]

_CLOSING = re.escape(CLOSERS)
_OPENERS = "\"'“‘«‹(\\[{「『【〈《（〔［¿¡„‚"
_BULLETS = "-–—•*·‣▪◦●○■□►▶→✓"
_CANDIDATE = re.compile(
    rf"(?P<plain>[.!?…]+[{_CLOSING}]*)(?=\s|[{_OPENERS}]?[A-Z\u00c0-\u00de]|$)"
    rf"|(?P<full>[{FULL}]+[.!?…{FULL}]*[{_CLOSING}]*)"
    r"|(?P<bar>[\\|](?=\s))"
)
# Thai and Lao have no terminator; a blank stands between clauses.
_CLAUSE_GAP = re.compile(r"(?<=[\u0e00-\u0eff])[ \u00a0]+(?=[\u0e00-\u0eff])")
_LAST_WORD = re.compile(r"[^\W_]+(?:[.'’\-&][^\W_]+)*$")
_NEXT_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_GLUED_HEAD = re.compile(r"(?<![\w@/.])[a-z’']{3,}$|[”\")]$")
_GLUED_NEXT = re.compile(rf"[{_OPENERS}]?(?:[A-Z][a-z’']{{2,}}|(?:A|I|In|It|He|We|On|At))[\s,]")
_CONTEXT = 48
_WINDOW = 4096


def sentences(text: str) -> list[Range]:
    """Split a text into sentences.

    Returns:
        Sorted, disjoint ranges without outer whitespace; every non-blank character lies in
        exactly one. Headings, list items and the parts of a `Title | Source` line count as
        sentences.
    """
    found: list[Range] = []
    for start, end in paragraphs_from(text, 0):
        found.extend(sentences_in(text, start, end))
    return found


def sentences_in(text: str, start: int, end: int) -> list[Range]:
    """Split one paragraph, given by its range, into sentences."""
    found: list[Range] = []
    at = start
    for cut in _cuts(text, start, end, start, end):
        piece = trimmed(text, at, cut)
        if piece:
            found.append(piece)
        at = cut
    piece = trimmed(text, at, end)
    if piece:
        found.append(piece)
    return found


def words(text: str) -> list[Range]:
    """Find the words: runs of letters, digits and marks, with apostrophes and points inside.

    Han and Hiragana characters are a word each; scripts that write without spaces otherwise give
    one word a run. Punctuation and symbols belong to no word (after Unicode Standard Annex 29,
    without its dictionaries).
    """
    return [match.span() for match in _word_pattern(_marks(text)).finditer(text)]


def sentence_at(text: str, offset: int) -> Range | None:
    """Find the sentence at an offset; in the blank between two, the one before.

    The cost is that of the paragraph, or of some thousand code points around the offset in a
    longer one. None only in a blank text.
    """
    paragraph = paragraph_at(text, offset)
    if paragraph is None:
        return None
    start, end = paragraph
    offset = min(max(offset, start), end - 1)
    reach = _WINDOW
    while True:
        low, high = max(start, offset - reach), min(end, offset + reach)
        cuts = _cuts(text, start, end, low, high)
        index = bisect_right(cuts, offset)
        # A cut lies behind its terminator; the blank after it belongs to the sentence before.
        if index and not text[cuts[index - 1] : offset + 1].strip():
            index -= 1
        left_known = index > 0 or low == start
        right_known = index < len(cuts) or high == end
        if left_known and right_known:
            left = cuts[index - 1] if index else start
            right = cuts[index] if index < len(cuts) else end
            return trimmed(text, left, right)
        reach *= 4


def sentence_after(text: str, offset: int) -> Range | None:
    """Find the first sentence that starts after an offset."""
    here = sentence_at(text, offset)
    if here is None or here[0] > offset:
        return here
    paragraph = paragraph_at(text, offset)
    rest = trimmed(text, here[1], paragraph[1]) if paragraph else None
    if rest:
        return sentence_at(text, rest[0])
    following = paragraph_after(text, offset)
    return sentence_at(text, following[0]) if following else None


def sentence_before(text: str, offset: int) -> Range | None:
    """Find the last sentence that starts before an offset."""
    here = sentence_at(text, offset - 1) if offset > 0 else None
    return here if here and here[0] < offset else None


def word_at(text: str, offset: int) -> Range | None:
    """Find the word that holds the code point at an offset; None on blanks and punctuation."""
    if not 0 <= offset < len(text):
        return None
    low, high = _unbroken(text, offset)
    for start, end in words(text[low:high]):
        if low + start <= offset < low + end:
            return low + start, low + end
    return None


def word_after(text: str, offset: int) -> Range | None:
    """Find the first word that starts after an offset."""
    at = max(offset, 0)
    while at < len(text):
        low, high = _unbroken(text, at)
        found = next(
            ((low + s, low + e) for s, e in words(text[low:high]) if low + s > offset), None
        )
        if found:
            return found
        at = max(high, at + 1)
    return None


def word_before(text: str, offset: int) -> Range | None:
    """Find the last word that starts before an offset."""
    at = min(offset, len(text)) - 1
    while at >= 0:
        low, high = _unbroken(text, at)
        before = [(low + s, low + e) for s, e in words(text[low:high]) if low + s < offset]
        if before:
            return before[-1]
        at = min(low, at) - 1
    return None


def _cuts(text: str, start: int, end: int, low: int, high: int) -> list[int]:
    """Find where sentences of the paragraph `[start, end)` end, for ends in `(low, high)`."""
    headline = end - start <= 200 and is_title_case(text[start:end])
    reach = max(start, low - _CONTEXT), min(end, high + _CONTEXT)
    cuts = [
        match.end()
        for match in _CANDIDATE.finditer(text, *reach)
        if low < match.end() < high
        and (_is_bar(text, match, start) if headline else _ends_here(text, match, start, end))
    ]
    gaps = [gap.end() for gap in _CLAUSE_GAP.finditer(text, *reach) if low < gap.end() < high]
    return sorted({*cuts, *gaps}) if gaps else cuts


def _ends_here(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a candidate ends its sentence: a plain terminator by the words on both sides."""
    if match["bar"]:
        return _is_bar(text, match, start)
    if match["full"]:
        return True
    mark, cut = match["plain"], match.end()
    tail = text[cut : min(end, cut + _CONTEXT)]
    glued = not tail[:1].isspace()
    following = tail.lstrip()
    if not following:
        return True
    head = text[max(start, match.start() - _CONTEXT) : match.start()]
    if glued:
        return _ends_glued(head, following)
    opened = following.lstrip(_OPENERS + _BULLETS + " ")
    if opened[:1].islower():
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    return _full_stop_ends(match, start, head, opened)


def _is_bar(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a bar or backslash stands between blanks, as in `Title | Source`."""
    at = match.start()
    return bool(match["bar"]) and at > start and text[at - 1].isspace()


def _full_stop_ends(match: re.Match[str], start: int, head: str, following: str) -> bool:
    found = _LAST_WORD.search(head)
    if found is None:
        return True
    word = found[0]
    folded = word.lower()
    if folded in BEFORE_NAME:
        return False
    at_line_start = match.start() - len(word) == start
    if at_line_start and ((word.isdigit() and len(word) <= 3) or len(word) == 1):
        return False
    initials = (len(word) == 1 and word.isupper()) or ("." in word and len(word) <= 8)
    if not initials and folded not in MAYBE_LAST:
        return True
    if len(match["plain"]) > 1:
        return True
    following_word = _NEXT_WORD.match(following)
    return following_word is not None and following_word[0].lower() in FIRST_WORDS


def _ends_glued(head: str, following: str) -> bool:
    """Whether `ended.The` is two sentences whose blank was lost: plain words on both sides."""
    return bool(_GLUED_HEAD.search(head)) and bool(_GLUED_NEXT.match(following))


def _unbroken(text: str, offset: int) -> Range:
    """Find the run without blanks around an offset, of bounded length."""
    low, high = offset, offset
    while low > 0 and offset - low < 1024 and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and high - offset < 1024 and not text[high].isspace():
        high += 1
    return low, high


def _marks(text: str) -> str:
    """Collect the combining marks and joiners of a text: parts of words that are no letters."""
    if text.isascii():
        return ""
    rare = {char for char in set(text) if ord(char) > 0x2FF and not char.isalnum()}
    joiners = "\u200c\u200d"
    return "".join(sorted(c for c in rare if c in joiners or unicodedata.category(c)[0] == "M"))


@lru_cache(maxsize=64)
def _word_pattern(marks: str) -> re.Pattern[str]:
    single = "\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    inside = re.escape(marks)
    char = rf"(?:(?![{single}])[\w{inside}])"
    trail = f"[{inside}]*" if marks else ""
    return re.compile(rf"[{single}]{trail}|{char}+(?:[.'’·]{char}+|(?<=\d),(?=\d){char}+)*")
