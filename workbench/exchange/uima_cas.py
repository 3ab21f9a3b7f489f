"""UIMA CAS as XMI, with its type system, written by dkpro-cassis (extra `uima`).

Offsets in the files are UTF-16 code units; cassis converts them. case.xmi holds every article as a
view of its own, with the links between them; the other files hold one article each, for programs
that show one view only. The types are named as INCEpTION names custom layers.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.domain.article import Article
from workbench.domain.errors import WrongUse
from workbench.domain.record import Record
from workbench.domain.span import Link, Span
from workbench.exchange.brat import file_names
from workbench.exchange.joined import current_spans, links_between
from workbench.exchange.loss import Tally
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.rest import count_rest

if TYPE_CHECKING:
    from types import ModuleType

SPAN = "webanno.custom.Span"
LINK = "webanno.custom.Link"
WHOLE = "case"
_STRING = "uima.cas.String"
_INTEGER = "uima.cas.Integer"
_SPAN_FEATURES = {"identifier": _STRING, "label": _STRING, "note": _STRING, "reviewer": _STRING,
                  "part": _INTEGER, "parts": _INTEGER}  # fmt: skip
_LINK_FEATURES = {"identifier": _STRING, "relation": _STRING, "aspect": _STRING, "voice": _STRING,
                  "certainty": _STRING, "note": _STRING, "reviewer": _STRING}  # fmt: skip

_HELD = {
    "articles": "",
    "spans": "label note by",
    "links": "aspect voice certainty note by",
}


def write(
    record: Record,
    _options: ExportOptions,
    folder: Path,
    tally: Tally,
    progress: Progress | None,
) -> None:
    """Write the type system, the case, and each article by itself.

    Raises:
        WrongUse: if dkpro-cassis is not installed.
    """
    maker = _Maker(_cassis(), record, tally)
    maker.types.to_xml(folder / "TypeSystem.xml")
    total = len(record.articles) + 1
    maker.cas(record.articles).to_xmi(folder / f"{WHOLE}.xmi")
    if progress:
        progress(1, total)
    names = file_names([article.id for article in record.articles])
    for done, article in enumerate(record.articles, 2):
        name = names[article.id]
        maker.cas([article]).to_xmi(folder / f"{name + '_' if name == WHOLE else name}.xmi")
        if progress:
            progress(done, total)
    split = sum(len(span.fragments) > 1 for span in maker.spans.values())
    tally.add("spans of several fragments", "each is an annotation; `identifier` is shared", split)
    count_rest(record, tally, _HELD)


def _cassis() -> "ModuleType":
    try:
        import cassis  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        raise WrongUse(
            "uima-cas needs dkpro-cassis", hint="install it with: pip install 'workbench[uima]'"
        ) from None
    found: ModuleType = cassis
    return found


class _Maker:
    """Makes CAS objects of one type system."""

    def __init__(self, cassis: Any, record: Record, tally: Tally) -> None:
        self.cassis = cassis
        self.record = record
        self.tally = tally
        self.spans = current_spans(record, tally)
        self.links = links_between(record, self.spans, tally)
        self.types = cassis.TypeSystem()
        self.span_type = self._type(SPAN, _SPAN_FEATURES)
        self.link_type = self._type(LINK, _LINK_FEATURES)
        for role in ("Governor", "Dependent"):
            self.types.create_feature(self.link_type, role, SPAN)
        self.by_article: dict[str, list[Span]] = {article.id: [] for article in record.articles}
        for span in self.spans.values():
            self.by_article[span.article].append(span)
        self.from_article: dict[str, list[Link]] = {}
        for link in self.links:
            self.from_article.setdefault(self.spans[link.source].article, []).append(link)
        self._counted: set[str] = set()

    def _type(self, name: str, features: dict[str, str]) -> Any:
        made = self.types.create_type(name, supertypeName="uima.tcas.Annotation")
        for feature, kind in features.items():
            self.types.create_feature(made, feature, kind)
        return made

    def cas(self, articles: Iterable[Article]) -> Any:
        """A CAS with a view an article; the first is the initial view."""
        cas = self.cassis.Cas(typesystem=self.types)
        views: dict[str, Any] = {}
        first: dict[str, Any] = {}
        for number, article in enumerate(articles):
            view = cas if number == 0 else cas.create_view(f"article{number + 1}")
            view.sofa_string = self._text(article)
            view.sofa_mime = "text/plain"
            views[article.id] = view
            for span in self.by_article[article.id]:
                made = [self._annotation(span, part) for part in range(len(span.fragments))]
                view.add_all(made)
                first[span.id] = made[0]
        for article_id, view in views.items():
            view.add_all(
                [
                    self._link(link, first[link.source], first[link.target])
                    for link in self.from_article.get(article_id, ())
                    if link.target in first
                ]
            )
        return cas

    def _text(self, article: Article) -> str:
        """The text with U+FFFD for what XML can't hold; as long as before."""
        text = self.record.texts.get(article.version, "")
        shown = "".join(sign if _is_xml(sign) else "\ufffd" for sign in text)
        if shown != text and article.id not in self._counted:
            self._counted.add(article.id)
            lost = sum(one != other for one, other in zip(text, shown, strict=True))
            self.tally.add("control characters", "XML has none; U+FFFD stands there", lost)
        return shown

    def _annotation(self, span: Span, part: int) -> Any:
        start, end = span.fragments[part]
        return self.span_type(
            begin=start,
            end=end,
            identifier=span.id,
            label=span.label,
            note=_xml(span.note),
            reviewer=_xml(span.by),
            part=part + 1,
            parts=len(span.fragments),
        )

    def _link(self, link: Link, source: Any, target: Any) -> Any:
        return self.link_type(
            begin=source.begin,
            end=source.end,
            Governor=source,
            Dependent=target,
            identifier=link.id,
            relation=link.relation,
            aspect=link.aspect,
            voice=link.voice,
            certainty=link.certainty,
            note=_xml(link.note),
            reviewer=_xml(link.by),
        )


def _xml(text: str) -> str | None:
    return "".join(sign if _is_xml(sign) else "\ufffd" for sign in text) or None


def _is_xml(sign: str) -> bool:
    """Whether XML 1.0 can hold the character (its production `Char`)."""
    if sign < " ":
        return sign in "\t\n\r"
    return not ("\ud800" <= sign <= "\udfff" or sign in "\ufffe\uffff")
