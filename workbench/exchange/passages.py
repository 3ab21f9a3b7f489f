"""How a report tells of a passage: its place, its words, whether its article still says so."""

from workbench.domain.article import Article
from workbench.domain.span import Span

_GAP = " … "


def stands(span: Span, article: Article | None) -> bool:
    """Whether the passage lies in the current text of its article."""
    return article is not None and span.version == article.version and span.state != "orphan"


def standing(span: Span, article: Article | None) -> str:
    """What a reader has to know of a passage that is not simply there; empty where it is.

    An edited passage waits for somebody to confirm its new words.
    """
    parts: list[str] = [span.state] if span.state in ("edited", "orphan") else []
    if article is not None and span.version != article.version:
        parts.append("of an earlier version")
    return ", ".join(parts)


def places(span: Span, between: str = "–") -> str:
    """Where each fragment lies, in code points of its version."""
    return ", ".join(f"{start}{between}{end}" for start, end in span.fragments)


def words(span: Span, text: str | None) -> str:
    """The words, with a sign where a discontinuous span leaves some out.

    Args:
        span: the passage.
        text: of its version; None if nobody has it.
    """
    if text is None or len(span.fragments) < 2 or span.end > len(text):
        return span.quote
    return _GAP.join(text[start:end] for start, end in span.fragments)
