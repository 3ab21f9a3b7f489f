"""Our own objects beside a foreign format's words, so that an untouched export comes back whole."""

from typing import Any

from workbench.domain.errors import BadInput
from workbench.domain.span import Link
from workbench.exchange.codec import carried
from workbench.exchange.incoming import Incoming
from workbench.exchange.joined import Document, Part
from workbench.exchange.place import Place, resolve

Json = dict[str, Any]
UNLABELLED = "Span"
"""What a span without a label is called where a format wants one."""


def carried_articles(document: Document) -> list[Json]:
    """The articles of a joined text, each with its place in it."""
    return [
        {"start": part.start, "end": part.end, "article": carried(part.article)}
        for part in document.parts
    ]


def read_articles(plain: Any, text: str, incoming: Incoming, where: Place) -> list[Part]:
    """The articles that lie in a joined text.

    Raises:
        BadInput: if the list is none, or an article has another text here.
    """
    parts: list[Part] = []
    for item in plain if isinstance(plain, list) else []:
        start, end = (item.get(key) if isinstance(item, dict) else None for key in ("start", "end"))
        if type(start) is not int or type(end) is not int or not 0 <= start <= end <= len(text):
            raise BadInput("the list of articles does not fit the text", where=resolve(where))
        within = text[start:end]
        article = incoming.carried_article(item.get("article"), within, where)
        parts.append(Part(article, within, start))
    return parts


def label_of(name: str) -> str | None:
    """The span label that a format's label stands for."""
    return None if name == UNLABELLED else name


def only_article(name: str, text: str, incoming: Incoming, where: Place) -> list[Part]:
    """The text as one article, known by its words or else by its name."""
    return [Part(incoming.place_article(name, text, where), text, 0)]


class CarriedLinks:
    """The links that we had put into a foreign file, found again by their ends and relation."""

    def __init__(self, plain: Any, incoming: Incoming) -> None:
        """Index what stands there; what is no link is passed over."""
        self._incoming = incoming
        self._by_key: dict[tuple[str, ...], list[Json]] = {}
        for item in plain if isinstance(plain, list) else []:
            if isinstance(item, dict):
                key = tuple(str(item.get(name)) for name in ("source", "target", "relation"))
                self._by_key.setdefault(key, []).append(item)

    def take(self, source: str, target: str, relation: str, where: Place) -> None:
        """Take the link, ours where it is there (each once), else a new one."""
        key = source, target, relation

        def agrees(link: Link) -> bool:
            return (link.source, link.target, link.relation) == key

        if held := self._by_key.get(key):
            self._incoming.restore("links", held.pop(0), where, agrees)
        else:
            self._incoming.place_link(source, target, relation, where)
