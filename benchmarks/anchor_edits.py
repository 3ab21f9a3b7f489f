"""Edits whose effect on every character is known."""

import random
import re
from dataclasses import dataclass

from benchmarks.anchor_texts import sentence, vocabulary

Range = tuple[int, int]


@dataclass(frozen=True)
class Strength:
    """Shares of words and sentences that are changed, and how many paragraphs move."""

    name: str
    words: float
    sentences: float
    typos: float
    moves: int


STRENGTHS = (
    Strength("light", 0.02, 0.02, 0.005, 0),
    Strength("medium", 0.08, 0.07, 0.01, 1),
    Strength("heavy", 0.20, 0.15, 0.02, 2),
)


@dataclass
class Piece:
    """A word (with the blank behind it) of the old text, or a new one."""

    text: str
    old: Range | None
    survives: bool
    """Whether the word itself is still there (a typo leaves it)."""


@dataclass(frozen=True)
class Edited:
    """A new text, and for every old character where it or what replaced it now stands."""

    old: str
    new: str
    pieces: list[tuple[Range, Range, bool]]
    """(old range, new range, survives) of each word that is there or was replaced, in old order."""

    def truth(self, start: int, end: int) -> tuple[float, Range | None]:
        """(share of letters that survive, hull in the new text) of an old range."""
        inside = [piece for piece in self.pieces if piece[0][1] > start and piece[0][0] < end]
        kept = sum(old[1] - old[0] for old, _, survives in inside if survives)
        if not kept:
            return 0.0, None
        low = min(new[0] for _, new, _ in inside)
        high = max(new[1] for _, new, _ in inside)
        letters = sum(1 for char in self.old[start:end] if not char.isspace())
        return min(1.0, kept / letters), (low, high)


_SENTENCE = re.compile(r"[^\n]*?(?:[.!?][”\"]?(?:\s|$)|\n|$)")
_WORD = re.compile(r"\S+\s*")


def edit(old: str, strength: Strength, rng: random.Random) -> Edited:
    """Edit a text."""
    words = vocabulary(old)
    paragraphs: list[list[Piece]] = []
    at = 0
    for line in old.splitlines(keepends=True):
        paragraphs.append(_edit_paragraph(line, at, strength, rng, words))
        at += len(line)
    for _ in range(strength.moves):
        moved = paragraphs.pop(rng.randrange(len(paragraphs)))
        paragraphs.insert(rng.randrange(len(paragraphs) + 1), moved)
    return _assemble(old, paragraphs)


def _edit_paragraph(
    line: str, at: int, strength: Strength, rng: random.Random, words: list[str]
) -> list[Piece]:
    pieces: list[Piece] = []
    for match in _SENTENCE.finditer(line):
        if not match[0].strip():
            if match[0]:
                pieces.append(Piece(match[0], None, False))
            continue
        begin = at + match.start()
        if rng.random() < strength.sentences:
            kind = rng.choice(("replace", "delete", "insert"))
            if kind == "insert":
                pieces.extend(_edit_words(match[0], begin, strength, rng, words))
            if kind != "delete":
                pieces.append(Piece(sentence(rng) + " ", None, False))
            elif match[0].endswith("\n"):
                pieces.append(Piece("\n", None, False))
        else:
            pieces.extend(_edit_words(match[0], begin, strength, rng, words))
    if line.endswith("\n") and pieces and not pieces[-1].text.endswith("\n"):
        pieces.append(Piece("\n", None, False))
    return pieces


def _edit_words(
    text: str, at: int, strength: Strength, rng: random.Random, words: list[str]
) -> list[Piece]:
    pieces = []
    for match in _WORD.finditer(text):
        word = match[0]
        bare = word.rstrip()
        blank = word[len(bare) :]
        old = (at + match.start(), at + match.start() + len(bare))
        draw = rng.random()
        if draw < strength.words * 0.6:
            pieces.append(Piece(rng.choice(words) + blank, old, False))
        elif draw < strength.words * 0.8:
            if "\n" in blank:
                pieces.append(Piece("\n", None, False))
        elif draw < strength.words:
            pieces.append(Piece(rng.choice(words) + " ", None, False))
            pieces.append(Piece(word, old, True))
        elif draw < strength.words + strength.typos and len(bare) > 3:
            spot = rng.randrange(len(bare) - 1)
            bare = bare[:spot] + bare[spot + 1] + bare[spot] + bare[spot + 2 :]
            pieces.append(Piece(bare + blank, old, True))
        else:
            pieces.append(Piece(word, old, True))
    return pieces


def _assemble(old: str, paragraphs: list[list[Piece]]) -> Edited:
    texts: list[str] = []
    known: list[tuple[Range, Range, bool]] = []
    size = 0
    for paragraph in paragraphs:
        for piece in paragraph:
            if piece.old is not None:
                new = (size, size + len(piece.text.rstrip()))
                known.append((piece.old, new, piece.survives))
            texts.append(piece.text)
            size += len(piece.text)
    return Edited(old, "".join(texts), sorted(known))


def iou(one: Range, other: Range) -> float:
    """Intersection over union of two ranges."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))
