"""Which words of an old text stand where in a new one, also when paragraphs were moved.

Runs of words that occur once in both texts are the fixed points (the idea of patience diff); the
heaviest chain of them in the same order is what stayed, the others are what moved. Between the
fixed points words are aligned by Levenshtein distance.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

_SINGLE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Scripts written without blanks count each character as a word.
_TOKEN = re.compile(rf"[{_SINGLE}]|[^\W_{_SINGLE}]+(?:['’][^\W_{_SINGLE}]+)*|\S")
_FIXED_RUN = 5
_SURELY_MOVED = 10
"""A shorter run elsewhere is more often the same phrase than the same passage."""
_LARGEST_GAP = 200_000_000
"""Product of words on both sides; Levenshtein takes about a quarter of a second for it."""
_TERMINATORS = frozenset(".!?…。！？।؟")
_CLOSERS = frozenset("\"'”’»)]")
_JOIN = 40
_REACH = 400


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and signs of a text, in order; blanks belong to none."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of tokens that overlap `[start, end)` of the text."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def tokens(text: str) -> Tokens:
    """Cut a text into words and single signs."""
    found = [match.span() for match in _TOKEN.finditer(text)]
    return Tokens(
        text,
        [start for start, _ in found],
        [end for _, end in found],
        [text[start:end] for start, end in found],
    )


@dataclass(frozen=True, slots=True)
class Alignment:
    """Old token → new token."""

    target: list[int]
    """Index of the new token, or -1 where it was deleted."""
    same: list[bool]
    """Whether that token is the same word; otherwise it replaced the old one."""
    owner: list[int]
    """Index of the old token that is the same word as a new one, or -1."""


@dataclass(frozen=True, slots=True)
class _Run:
    """`length` equal tokens from `old` and from `new` on."""

    old: int
    new: int
    length: int


def align(old: Tokens, new: Tokens, *, moves: bool = True) -> Alignment:
    """Align two texts word by word; without `moves`, in order only, for short passages."""
    result = Alignment([-1] * len(old.words), [False] * len(old.words), [-1] * len(new.words))
    runs = _fixed_runs(old, new) if moves else []
    kept = _heaviest_chain(runs)
    for run in kept:
        _claim(result, run)
    stayed = set(kept)
    moved = _clusters([run for run in runs if run not in stayed])
    for cluster in moved:
        if _weight(cluster) >= _SURELY_MOVED:
            _align_moved(result, old, new, cluster)
    edges = [_Run(0, 0, 0), *kept, _Run(len(old.words), len(new.words), 0)]
    for before, after in pairwise(edges):
        olds = range(before.old + before.length, after.old)
        news = range(before.new + before.length, after.new)
        _align_gap(
            result,
            old,
            new,
            [i for i in olds if result.target[i] < 0],
            [j for j in news if result.owner[j] < 0],
        )
    for cluster in moved:
        if _weight(cluster) < _SURELY_MOVED and all(_is_free(result, run) for run in cluster):
            _align_moved(result, old, new, cluster)
    return result


def _weight(cluster: list[_Run]) -> int:
    return sum(run.length for run in cluster)


def _is_free(result: Alignment, run: _Run) -> bool:
    """Whether none of the run's words was found in its old place, or explained by another."""
    return not any(
        result.same[run.old + step] or result.owner[run.new + step] >= 0
        for step in range(run.length)
    )


def _claim(result: Alignment, run: _Run) -> None:
    for step in range(run.length):
        _pair(result, run.old + step, run.new + step, same=True)


def _pair(result: Alignment, old: int, new: int, *, same: bool) -> None:
    result.target[old] = new
    result.same[old] = same
    if same:
        result.owner[new] = old


def _fixed_runs(old: Tokens, new: Tokens) -> list[_Run]:
    """Runs of `_FIXED_RUN` and more tokens that occur once in each text, disjoint, in old order."""
    ours, theirs = _unique_runs(old), _unique_runs(new)
    pairs = sorted((i, theirs[gram]) for gram, i in ours.items() if theirs.get(gram, -1) >= 0 <= i)
    runs: list[_Run] = []
    used = bytearray(len(new.words))
    begin = 0
    for at in range(1, len(pairs) + 1):
        if at < len(pairs) and _continues(pairs[at - 1], pairs[at]):
            continue
        run = _Run(*pairs[begin], at - begin + _FIXED_RUN - 1)
        begin = at
        cut = max(0, runs[-1].old + runs[-1].length - run.old) if runs else 0
        while cut < run.length and used[run.new + cut]:
            cut += 1
        length = run.length
        while length > cut and used[run.new + length - 1]:
            length -= 1
        if length - cut > 1:
            runs.append(_Run(run.old + cut, run.new + cut, length - cut))
            used[run.new + cut : run.new + length] = b"\1" * (length - cut)
    return runs


def _continues(before: tuple[int, int], after: tuple[int, int]) -> bool:
    return after[0] == before[0] + 1 and after[1] == before[1] + 1


def _unique_runs(side: Tokens) -> dict[tuple[str, ...], int]:
    """Run of tokens within one line → its place, or -1 if there are several.

    Across a line end the last words of one repeated line and the first of another would make a run
    that is unique by accident.
    """
    places: dict[tuple[str, ...], int] = {}
    shifted = (side.words[step:] for step in range(_FIXED_RUN))
    for at, gram in enumerate(zip(*shifted, strict=False)):
        places[gram] = -1 if gram in places else at
    for at in range(len(side.words)):
        if _ends_line(side, at):
            for before in range(max(0, at - _FIXED_RUN + 2), at + 1):
                places.pop(tuple(side.words[before : before + _FIXED_RUN]), None)
    return places


def _heaviest_chain(runs: list[_Run]) -> list[_Run]:
    """The runs that keep their order in both texts, with the most tokens (Fenwick maxima)."""
    order = {new: rank for rank, new in enumerate(sorted(run.new for run in runs), 1)}
    best = [(0, -1)] * (len(runs) + 1)
    back: list[int] = []
    top = (0, -1)
    for at, run in enumerate(runs):
        rank, reach = order[run.new] - 1, (0, -1)
        while rank > 0:
            reach = max(reach, best[rank])
            rank -= rank & -rank
        back.append(reach[1])
        here = (reach[0] + run.length, at)
        top = max(top, here)
        rank = order[run.new]
        while rank <= len(runs):
            best[rank] = max(best[rank], here)
            rank += rank & -rank
    chain = []
    at = top[1]
    while at >= 0:
        chain.append(runs[at])
        at = back[at]
    return chain[::-1]


def _clusters(runs: list[_Run]) -> list[list[_Run]]:
    """Moved runs that moved together: near one another, in order, in both texts."""
    groups: list[list[_Run]] = []
    for run in runs:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and run.old - last.old - last.length <= _JOIN
            and 0 <= run.new - last.new - last.length <= _JOIN
        ):
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _align_moved(result: Alignment, old: Tokens, new: Tokens, cluster: list[_Run]) -> None:
    """Align what moved, with the rest of the sentences or of the paragraph that it filled."""
    for run in cluster:
        _claim(result, run)
    first, last = cluster[0], cluster[-1]
    inner = (first.old, last.old + last.length, first.new, last.new + last.length)
    weight = _weight(cluster)
    for breaks in (_ends_line, _ends_sentence):
        olds = _widen(old, result.target, inner[0], inner[1], breaks)
        news = _widen(new, result.owner, inner[2], inner[3], breaks)
        if weight * 4 >= max(len(olds), len(news)):
            break
    else:
        olds, news = range(inner[0], inner[1]), range(inner[2], inner[3])
    runs = [_Run(olds.start, news.start, 0), *cluster, _Run(olds.stop, news.stop, 0)]
    for before, after in pairwise(runs):
        _align_gap(
            result,
            old,
            new,
            list(range(before.old + before.length, after.old)),
            list(range(before.new + before.length, after.new)),
        )


def _widen(
    side: Tokens,
    taken: list[int],
    start: int,
    end: int,
    ends: Callable[[Tokens, int], bool],
) -> range:
    """Widen a range of tokens over free ones, as far as the line or sentence goes."""
    low, high = max(0, start - _REACH), min(len(side.words), end + _REACH)
    while start > low and taken[start - 1] < 0 and not ends(side, start - 1):
        start -= 1
    while end < high and taken[end] < 0 and not ends(side, end - 1):
        end += 1
    return range(start, end)


def _ends_line(side: Tokens, at: int) -> bool:
    """Whether a line ends behind the token."""
    if at + 1 >= len(side.words):
        return True
    return "\n" in side.text[side.ends[at] : side.starts[at + 1]]


def _ends_sentence(side: Tokens, at: int) -> bool:
    """Whether a line or, roughly, a sentence ends behind the token."""
    if _ends_line(side, at):
        return True
    if side.words[at] in _CLOSERS and at > 0:
        return side.words[at - 1] in _TERMINATORS
    return side.words[at] in _TERMINATORS and side.ends[at] < side.starts[at + 1]


def _align_gap(
    result: Alignment,
    old: Tokens,
    new: Tokens,
    olds: list[int],
    news: list[int],
) -> None:
    """Align the tokens between two fixed points by Levenshtein distance."""
    if not olds or not news:
        return
    if len(olds) * len(news) > _LARGEST_GAP:
        _align_lines(result, old, new, olds, news)
        return
    from rapidfuzz.distance import Levenshtein

    steps = Levenshtein.opcodes([old.words[i] for i in olds], [new.words[j] for j in news])
    blocks = _joined(
        (step.tag == "equal", step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in steps
    )
    for at, (equal, i, i_end, j, j_end) in enumerate(blocks):
        same = equal and not _is_chance(blocks, at)
        # Of a gap with more words on one side, those next to the words before it are paired.
        for old_at, new_at in zip(range(i, i_end), range(j, j_end), strict=False):
            _pair(result, olds[old_at], news[new_at], same=same)


def _joined(steps: "Iterable[_Block]") -> "list[_Block]":
    """Make one block of neighbouring changes: their order within a gap means nothing."""
    blocks: list[_Block] = []
    for step in steps:
        if blocks and not step[0] and not blocks[-1][0]:
            blocks[-1] = (False, blocks[-1][1], step[2], blocks[-1][3], step[4])
        else:
            blocks.append(step)
    return blocks


def _align_lines(
    result: Alignment, old: Tokens, new: Tokens, olds: list[int], news: list[int]
) -> None:
    """Align a gap too large for its words by whole lines, then what is left between these."""
    from rapidfuzz.distance import Levenshtein

    our_lines, their_lines = _lines(old, olds), _lines(new, news)
    steps = Levenshtein.opcodes(
        [tuple(old.words[i] for i in line) for line in our_lines],
        [tuple(new.words[j] for j in line) for line in their_lines],
    )
    for step in steps:
        ours = [i for line in our_lines[step.src_start : step.src_end] for i in line]
        theirs = [j for line in their_lines[step.dest_start : step.dest_end] for j in line]
        if step.tag == "equal":
            for i, j in zip(ours, theirs, strict=True):
                _pair(result, i, j, same=True)
        elif len(ours) * len(theirs) <= _LARGEST_GAP:
            _align_gap(result, old, new, ours, theirs)


def _lines(side: Tokens, indices: list[int]) -> list[list[int]]:
    """Cut a list of tokens where lines end."""
    lines: list[list[int]] = [[]]
    for at in indices:
        lines[-1].append(at)
        if _ends_line(side, at):
            lines.append([])
    return lines if lines[-1] else lines[:-1]


_Block = tuple[bool, int, int, int, int]
"""Whether equal, old range, new range."""


def _is_chance(blocks: list[_Block], at: int) -> bool:
    """Whether equal tokens stand so lonely between changes that they say nothing.

    As in the semantic clean-up of diff-match-patch, but more careful: the changes on both sides
    must be more than twice as long.
    """
    length = blocks[at][2] - blocks[at][1]
    return 0 < at < len(blocks) - 1 and all(
        max(side[2] - side[1], side[4] - side[3]) > 2 * length
        for side in (blocks[at - 1], blocks[at + 1])
    )
