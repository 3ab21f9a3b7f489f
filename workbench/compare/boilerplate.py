"""What is left out of every comparison: page furniture, repeats and very short lines."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from workbench.compare.stems import TOKEN, fold
from workbench.text.segment import sentences_in
from workbench.text.structure import BlockKind, Structure, recognise

EXPLANATION = (
    "Headers, repeated headlines, doubled lines, prompts to sign in or comment, headings and "
    "passages of fewer than four words are left out of every comparison."
)

_MARKER = re.compile(r"[-–—•*·‣▪◦●○■□►▶→✓]\s+")
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that takes part in comparisons; code points, half open."""

    start: int
    end: int
    kind: BlockKind


def passages(text: str) -> tuple[Passage, ...]:
    """Find the sentences of an article that say something; each wording counts once."""
    structure = recognise(text)
    found: list[Passage] = []
    seen: set[str] = set()
    for start, end, kind in _usable(structure):
        for sentence in sentences_in(text, start, end):
            words = text[slice(*sentence)]
            folded = " ".join(fold(match[0]) for match in TOKEN.finditer(words))
            if folded not in seen and (_says_something(folded) or not words.isascii()):
                found.append(Passage(_content_start(text, *sentence), sentence[1], kind))
            seen.add(folded)
    return tuple(found)


def _content_start(text: str, start: int, end: int) -> int:
    """Where a list item's words begin, behind its marker."""
    marker = _MARKER.match(text, start, end)
    return marker.end() if marker and marker.end() < end else start


def _says_something(folded: str) -> bool:
    return folded.count(" ") >= _FEWEST_WORDS - 1


def _usable(structure: Structure) -> list[tuple[int, int, BlockKind]]:
    repeats = any(block.kind == "headline_repeat" for block in structure.blocks)
    in_header = any(block.kind == "header" for block in structure.blocks[:2])
    kinds: set[BlockKind] = {"body", "bullet"}
    if not repeats and not in_header:
        kinds.add("title")
    return [
        (block.start, block.end, block.kind) for block in structure.blocks if block.kind in kinds
    ]


def passage_index(found: tuple[Passage, ...], start: int, end: int) -> int | None:
    """The number of the passage that holds a range, by bisection."""
    index = bisect_right(found, start, key=lambda one: one.start) - 1
    return index if index >= 0 and end <= found[index].end else None
