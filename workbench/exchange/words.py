"""Where the words of a span stand in a text. Pure."""

from dataclasses import replace

from workbench.domain.span import CONTEXT, Range, Span, quote_of


def describe(span: Span, text: str) -> Span:
    """Give a span the quote and the context that stand at its place."""
    return replace(
        span,
        quote=quote_of(text, span.fragments),
        prefix=text[max(span.start - CONTEXT, 0) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def find_words(
    text: str, quote: str, context: tuple[str, str], fragments: tuple[Range, ...]
) -> Range | None:
    """Where the exact words stand; the surroundings and the old place decide between copies."""
    if not quote or len(fragments) > 1 or quote not in text:
        return None
    from workbench.text.anchor import find

    hint = fragments[0][0] if fragments else None
    match = find(text, quote, *context, hint)
    if match is None or match.state == "edited":
        return None
    return match.start, match.end


def short(quote: str) -> str:
    """The words as a message shows them."""
    return repr(quote if len(quote) <= 40 else quote[:39] + "…")
