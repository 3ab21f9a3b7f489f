"""Anchoring: how often a span is found again after edits whose effect is known, and how fast.

    python -m benchmarks.bench_anchor [--quick]

Beside ours, in the same run on the same spans: quote matching as the Hypothesis client describes
it.
A span is kept if half of its letters or more survive, gone if a fifth or less; what lies between
is not counted.
"""

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.anchor_edits import STRENGTHS, Edited, Range, edit, iou
from benchmarks.anchor_hypothesis import match_quote
from benchmarks.anchor_texts import news, seeds
from benchmarks.figures import note
from workbench.text.anchor import describe, find
from workbench.text.projection import project
from workbench.text.revision import reanchor

Method = Callable[[Edited, Sequence[Range]], list[Range | None]]


def with_old_text(edited: Edited, spans: Sequence[Range]) -> list[Range | None]:
    found = reanchor(edited.old, edited.new, [[span] for span in spans])
    return [one.fragments[0] if one.fragments else None for one in found]


def by_quote(edited: Edited, spans: Sequence[Range]) -> list[Range | None]:
    places: list[Range | None] = []
    for start, end in spans:
        anchor = describe(edited.old, start, end)
        match = find(edited.new, anchor.quote, anchor.prefix, anchor.suffix, start)
        places.append((match.start, match.end) if match else None)
    return places


def hypothesis_client(edited: Edited, spans: Sequence[Range]) -> list[Range | None]:
    places = []
    for start, end in spans:
        anchor = describe(edited.old, start, end)
        places.append(match_quote(edited.new, anchor.quote, anchor.prefix, anchor.suffix, start))
    return places


METHODS: tuple[tuple[str, Method], ...] = (
    ("reanchor (old text known)", with_old_text),
    ("find (quote only)", by_quote),
    ("Hypothesis client", hypothesis_client),
)


@dataclass
class Score:
    kept: int = 0
    right: int = 0
    exact: int = 0
    gone: int = 0
    orphaned: int = 0
    seconds: float = 0.0

    def add(self, share: float, truth: Range | None, found: Range | None) -> None:
        if share <= 0.2:
            self.gone += 1
            self.orphaned += found is None
        elif share >= 0.5 and truth is not None:
            likeness = iou(found, truth) if found else 0.0
            self.kept += 1
            self.right += likeness >= 0.5
            self.exact += likeness >= 0.9

    def row(self) -> str:
        each = 1000 * self.seconds / (self.kept + self.gone)
        return (
            f"{self.right / self.kept:8.3f} {self.exact / self.kept:8.3f} "
            f"{self.orphaned / max(1, self.gone):9.3f} {each:9.2f}   {self.kept} / {self.gone}"
        )


def some_spans(text: str, count: int, rng: random.Random) -> list[Range]:
    """Random spans of 3 to 40 words inside one paragraph."""
    words: list[Range] = []
    at = 0
    for word in text.split():
        at = text.index(word, at)
        words.append((at, at + len(word)))
        at += len(word)
    spans: list[Range] = []
    while len(spans) < count:
        length = rng.choice((3, 5, 8, 12, 20, 30, 40))
        first = rng.randrange(len(words) - length)
        start, end = words[first][0], words[first + length - 1][1]
        if "\n" not in text[start:end]:
            spans.append((start, end))
    return spans


def accuracy(rounds: int, count: int) -> None:
    texts = [*seeds(), *(news(random.Random(seed), 9000) for seed in (1, 2))]
    print(f"{'':34}  IoU>=.5  IoU>=.9  orphaned   ms/span   kept / gone")
    for strength in STRENGTHS:
        scores = {name: Score() for name, _ in METHODS}
        for number, text in enumerate(texts * rounds):
            rng = random.Random(1000 * number + len(strength.name))
            edited = edit(text, strength, rng)
            spans = some_spans(text, count, rng)
            truths = [edited.truth(*span) for span in spans]
            for name, method in METHODS:
                begun = time.process_time()
                found = method(edited, spans)
                scores[name].seconds += time.process_time() - begun
                for (share, truth), place in zip(truths, found, strict=True):
                    scores[name].add(share, truth, place)
        for name, score in scores.items():
            print(f"{strength.name:8}{name:26}{score.row()}")
        ours, _, peer = scores.values()
        note(
            f"spans found again (IoU ≥ 0.5), {strength.name} edits",
            f"{ours.right / ours.kept:.3f}",
            peer=f"quote matching {peer.right / peer.kept:.3f}",
            ratio=ours.right / max(1, peer.right),
        )


def speed() -> None:
    rng = random.Random(7)
    text = news(rng, 100_000)[:100_000]
    print("\n100 KB text (processor time)  median     worst")
    edited = edit(text, STRENGTHS[2], rng)
    for length in (100, 300, 3000):
        times = []
        for _ in range(40):
            start = rng.randrange(len(text) - length)
            anchor = describe(text, start, start + length)
            begun = time.process_time()
            find(edited.new, anchor.quote, anchor.prefix, anchor.suffix, start)
            times.append(1000 * (time.process_time() - begun))
        times.sort()
        print(f"find, {length:5} characters, heavy {times[20]:8.1f} {times[-1]:9.1f} ms")
        note(f"find {length} characters in 100 KB, heavy edits", f"{times[20]:.1f} ms CPU")
    begun = time.process_time()
    project(text, edited.new)
    print(f"project, heavy               {1000 * (time.process_time() - begun):8.1f} ms")
    spans = some_spans(text, 10_000, rng)
    for strength in STRENGTHS:
        changed = edit(text, strength, rng).new
        begun = time.process_time()
        reanchor(text, changed, [[span] for span in spans])
        print(f"reanchor 10,000 spans, {strength.name:6}{time.process_time() - begun:8.2f} s")
    other = news(random.Random(8), 100_000)
    begun = time.process_time()
    reanchor(text, other, [[span] for span in spans])
    print(f"reanchor 10,000 spans, other {time.process_time() - begun:8.2f} s")


def main() -> None:
    quick = "--quick" in sys.argv
    accuracy(1 if quick else 4, 20 if quick else 60)
    speed()


if __name__ == "__main__":
    main()
