"""Texts and marks for the pane's benchmark, of any size, made from the two example articles."""

import random
from pathlib import Path

from workbench.domain.span import Range

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def article(size: int, seed: int = 1) -> str:
    """A text of about so many characters: the examples' words shuffled into paragraphs."""
    source = random.Random(seed)
    words = " ".join(path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))).split()
    paragraphs: list[str] = []
    length = 0
    while length < size:
        source.shuffle(words)
        made = " ".join(words[: source.randint(25, 75)])
        paragraphs.append(f"{len(paragraphs) + 1}. {made}")
        length += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)[:size]


def mixed(size: int, seed: int = 1) -> str:
    """Likewise, every second paragraph in Chinese with emoji and combining marks."""
    chinese = "委内瑞拉反对派领导人在美国，抵达👨‍👩‍👧时 e\u0301te ⚠️ 。"
    paragraphs = article(size // 2, seed).split("\n")
    return "\n".join(part for p in paragraphs for part in (p, chinese * (len(p) // 30)))[:size]


def spans(size: int, count: int, seed: int = 2) -> list[Range]:
    """So many ranges of 20 to 200 characters anywhere in a text, overlapping as they fall."""
    source = random.Random(seed)
    found = []
    for _ in range(count):
        length = min(source.randint(20, 200), size - 1)
        start = source.randrange(size - length)
        found.append((start, start + length))
    return found


Word = tuple[int, int]
"""Line, and place of the word in it."""


def word_spans(words: list[int], count: int, seed: int = 2) -> list[tuple[Word, Word]]:
    """So many spans of 3 to 30 words in one line each; `words` is how many each line has."""
    source = random.Random(seed)
    found = []
    for _ in range(count):
        line = source.randrange(len(words))
        first = source.randrange(max(1, words[line]))
        last = min(words[line] - 1, first + source.randint(2, 29))
        found.append(((line, first), (line, max(first, last))))
    return found
