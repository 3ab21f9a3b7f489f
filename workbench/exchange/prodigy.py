"""Prodigy's JSON Lines for spans and relations (prodi.gy/docs, the relations interface).

Every task brings its tokens, cut at the ends of spans too, because spans have to sit on tokens.
`token_end` is inclusive. A discontinuous span is one span a fragment; relations join the first.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO

from workbench.domain.record import Record
from workbench.domain.span import Range, Span
from workbench.exchange.carry import UNLABELLED, Json
from workbench.exchange.joined import Document, documents
from workbench.exchange.jsonio import write_lines
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.rest import count_rest

_PIECE = re.compile(r"\w+|\s|[^\w\s]")

_HELD = {"articles": "", "spans": "label", "links": ""}


def write(
    record: Record,
    _options: ExportOptions,
    out: BinaryIO,
    tally: Tally,
    progress: Progress | None,
) -> None:
    """Write one task a document."""
    made = list(documents(record, tally))
    if progress and not made:
        progress(0, 0)
    write_lines((_task(document) for document in made), out, progress, len(made))
    split = sum(len(span.fragments) > 1 for document in made for span in document.spans)
    tally.add("spans of several fragments", "each fragment is a span", split)
    tally.add("ids of spans", "Prodigy has none", sum(len(item.spans) for item in made))
    count_rest(record, tally, _HELD)


def _task(document: Document) -> Json:
    text = document.text
    placed = [(span, document.fragments(span)) for span in document.spans]
    parts = [place for _, fragments in placed for place in fragments]
    tokens = _tokens(text, parts)
    first = {token["start"]: token["id"] for token in tokens}
    last = {token["end"]: token["id"] for token in tokens}

    def described(span: Span, place: Range) -> Json:
        start, end = place
        ids = {"token_start": first[start], "token_end": last[end]}
        return {"start": start, "end": end, **ids, "label": span.label or UNLABELLED}

    heads = {span.id: described(span, fragments[0]) for span, fragments in placed}
    return {
        "text": text,
        "meta": {
            "articles": [part.article.id for part in document.parts],
            "starts": [part.start for part in document.parts],
        },
        "tokens": tokens,
        "spans": [described(span, place) for span, fragments in placed for place in fragments],
        "relations": [
            {
                "head": heads[link.source]["token_end"],
                "child": heads[link.target]["token_end"],
                "head_span": heads[link.source],
                "child_span": heads[link.target],
                "label": link.relation,
            }
            for link in document.links
        ],
        "answer": "accept",
    }


def _tokens(text: str, parts: list[Range]) -> list[Json]:
    """Words, signs and blanks; a single blank after a token belongs to it as `ws`."""
    starts = {start for start, _ in parts}
    ends = {end for _, end in parts}
    tokens: list[Json] = []
    for start, end in _pieces(text, starts | ends):
        after_word = tokens and not tokens[-1]["ws"] and tokens[-1]["end"] == start
        if text[start:end] == " " and after_word and start not in starts and end not in ends:
            tokens[-1]["ws"] = True
            continue
        piece = text[start:end]
        tokens.append({"text": piece, "start": start, "end": end, "id": len(tokens), "ws": False})
    return tokens


def _pieces(text: str, cuts: set[int]) -> Iterator[Range]:
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        inner = sorted(cut for cut in range(start + 1, end) if cut in cuts)
        yield from pairwise([start, *inner, end])
