"""Text on its way into HTML: escaped words, and an article with its marks."""

import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.domain.span import Range, Span

_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("[\r\x85\u2028\u2029]")


def escape(text: str) -> str:
    """The text as HTML shows it, as long as before; what HTML can't hold becomes U+FFFD."""
    return html.escape(_shown(text))


def _shown(text: str) -> str:
    """Line breaks as a new line; a blank stands for the first half of a pair of them."""
    return _BREAK.sub("\n", _UNSHOWABLE.sub("\ufffd", text.replace("\r\n", " \n")))


def isolated(text: str) -> str:
    """The text so that its direction changes nothing around it."""
    return f"<bdi>{escape(text)}</bdi>"


@dataclass(frozen=True, slots=True)
class Marked:
    """A span that is shown, with what it is shown as."""

    span: Span
    look: str
    """CSS class of the verdict: good, bad, mid, none or open."""
    claims: tuple[int, ...] = ()
    """Numbers of the claims that it carries."""


LOOKS = ("bad", "good", "mid", "none", "open")
"""Where several marks lie, the first of these is shown."""


def marked_text(text: str, marks: Iterable[Marked]) -> Iterator[str]:
    """An article's text as HTML, cut into runs in which the same marks lie."""
    text = _shown(text)
    marks = list(marks)
    begins: dict[int, list[Marked]] = {}
    for mark in marks:
        begins.setdefault(mark.span.start, []).append(mark)
    for start, end, held in _runs(marks, len(text)):
        for mark in begins.pop(start, ()):
            yield f'<span id="s-{mark.span.id}"></span>'
            for number in mark.claims:
                yield f'<a class="n" href="#c{number}" aria-label="claim {number}">{number}</a>'
        words = html.escape(text[start:end])
        yield _mark(held, words) if held else words


def _mark(held: list[Marked], words: str) -> str:
    look = min((mark.look for mark in held), key=LOOKS.index)
    numbers = sorted({number for mark in held for number in mark.claims})
    claims = " ".join(str(number) for number in numbers)
    deep = " deep" if len(held) > 1 else ""
    return f'<mark class="{look}{deep}" data-claims="{claims}">{words}</mark>'


def _runs(marks: list[Marked], length: int) -> Iterator[tuple[int, int, list[Marked]]]:
    """`[start, end)` with the marks on it, over the whole text."""
    edges: dict[int, list[tuple[bool, Marked]]] = {0: [], length: []}
    for mark in marks:
        for start, end in _inside(mark.span.fragments, length):
            edges.setdefault(start, []).append((True, mark))
            edges.setdefault(end, []).append((False, mark))
    places = sorted(edges)
    held: dict[str, Marked] = {}
    for place in places[: bisect_left(places, length)]:
        for begins, mark in sorted(edges[place], key=lambda edge: edge[0]):
            if begins:
                held[mark.span.id] = mark
            else:
                held.pop(mark.span.id, None)
        yield place, places[bisect_left(places, place) + 1], list(held.values())


def _inside(fragments: tuple[Range, ...], length: int) -> Iterator[Range]:
    for start, end in fragments:
        if start < min(end, length):
            yield start, min(end, length)
