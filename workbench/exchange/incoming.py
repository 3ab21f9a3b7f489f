"""What an importer gathers: checked against the texts, the scheme and what is already here."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from workbench.config.scheme import Scheme
from workbench.domain.article import Article, text_hash
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput
from workbench.domain.record import Record
from workbench.domain.span import AnchorState, Link, Range, Span, quote_of
from workbench.exchange import integrity
from workbench.exchange.codec import TABLES, from_plain
from workbench.exchange.imported import Earlier, Imported
from workbench.exchange.options import Progress
from workbench.exchange.place import Place, placed, resolve
from workbench.exchange.repeats import Repeats, link_key, span_key
from workbench.exchange.source import Source
from workbench.exchange.words import describe, find_words, short

_DIFFER = "that differ from what is here, left as they are here"


class Incoming:
    """Objects on their way in; `finish` makes them a record of what is new."""

    def __init__(
        self,
        scheme: Scheme,
        known: Record,
        progress: Progress | None = None,
        earlier: Earlier | None = None,
    ) -> None:
        """Start with nothing; `known` is what the workspace holds."""
        self.scheme = scheme
        self.known = known
        self.progress = progress
        self._earlier = earlier or (lambda _article, _version: False)
        self.texts: dict[str, str] = {}
        self._items: dict[str, dict[str, Any]] = {table: {} for table in TABLES}
        self._places: dict[str, Place] = {}
        self._warnings: Counter[str] = Counter()
        self._first: dict[str, str] = {}
        self._known = {table: {item.id: item for item in getattr(known, table)} for table in TABLES}
        self._by_version = {article.version: article for article in known.articles}
        self._spans = Repeats(
            "span", known.spans, lambda it: span_key(it.version, it.fragments, it.label)
        )
        self._links = Repeats(
            "link", known.links, lambda it: link_key(it.source, it.target, it.relation)
        )
        self._there: set[tuple[str, str]] = set()
        self._cases: dict[str, str] = {}
        self._hashes: dict[str, str] = {}

    def warn(self, what: str, where: Place) -> None:
        """Note something that was passed over or changed; the same words are counted."""
        self._warnings[what] += 1
        if what not in self._first:
            self._first[what] = resolve(where)

    def tell(self, done: int, total: int) -> None:
        """Tell how far the import is, to whoever wants to know."""
        if self.progress:
            self.progress(done, total)

    def tell_read(self, source: Source) -> None:
        """Tell how far the import is by the bytes of its file."""
        self.tell(source.done, source.size)

    def text_of(self, version: str) -> str | None:
        """The text of an article version, from the file or from the workspace."""
        return self.texts.get(version, self.known.texts.get(version))

    def article(self, article_id: str) -> Article | None:
        """An article of the file or of the workspace."""
        found: Article | None = self._items["articles"].get(article_id)
        return found or self._known["articles"].get(article_id)

    def place_article(self, article_id: str, text: str, where: Place) -> Article:
        """Find the article that has this text, or make it.

        Raises:
            BadInput: if the article of that id has another text here.
        """
        version = text_hash(text)
        here = self.article(article_id)
        if here is None:
            here = self._by_version.get(version)
        if here is not None:
            if here.version != version and not self._is_older(here.id, version):
                raise self._other_text(here.id, version, where)
            return here
        article = Article(id=article_id, case="", version=version, path="", title=article_id)
        self.texts[version] = text
        self._items["articles"][article_id] = article
        self._by_version[version] = article
        return article

    def _other_text(self, article: str, version: str, where: Place) -> BadInput:
        if self._earlier(article, version):
            back = f"workbench anchors --article {article} --back {version[:12]}"
            return BadInput(
                f"article {article!r} was corrected here since this was exported",
                where=resolve(where),
                hint=f"go back to its earlier text first: {back}",
            )
        return BadInput(
            f"the text of article {article!r} is not the one in this workspace",
            where=resolve(where),
            hint="import it into the workspace that it was exported from",
        )

    def carried_article(self, plain: object, text: str, where: Place) -> Article:
        """The article that we had put beside its text in a foreign file.

        Raises:
            BadInput: if it can't be read, or has another text here.
        """
        article: Article = from_plain(Article, plain, where)
        version = text_hash(text)
        if article.version != version:
            raise BadInput(
                f"the text of article {article.id!r} was changed after the export",
                where=resolve(where),
                hint="its places can't be trusted; export it again",
            )
        if self.article(article.id) is None and version not in self._by_version:
            self.texts[version] = text
            self.add("articles", article, where)
            return article
        return self.place_article(article.id, text, where)

    def version_of(self, text: str) -> str:
        """The version of a text that an article was found or made for."""
        if text not in self._hashes:
            self._hashes[text] = text_hash(text)
        return self._hashes[text]

    def _is_older(self, article_id: str, version: str) -> bool:
        return version in self.known.texts and any(
            span.version == version and span.article == article_id for span in self.known.spans
        )

    def add(self, table: str, item: Any, where: Place) -> None:
        """Take an object of our own formats as it is; the references are looked at in `finish`.

        Raises:
            BadInput: if its id is none or was there before, or the scheme lacks its label.
        """
        key = f"{item.id}/{item.field}" if table == "conflicts" else item.id
        self._places[key] = where
        try:
            if table not in ("articles", "conflicts"):
                integrity.check_id(item.id)
            integrity.check_labels(item, self.scheme)
            if key in self._items[table]:
                raise BadInput(f"the id {item.id!r} stands there twice")
        except BadInput as error:
            raise placed(error, where) from None
        self._items[table][key] = item
        if table == "articles":
            self._by_version.setdefault(item.version, item)

    def place_span(
        self,
        article: Article,
        version: str,
        fragments: tuple[Range, ...],
        where: Place,
        *,
        quote: str | None = None,
        context: tuple[str, str] = ("", ""),
        label: str | None = None,
        note: str = "",
    ) -> Span:
        """Take a span that a format gives by its offsets (and perhaps its words).

        What several spans of the same place and label are here is told by `Repeats`.

        Raises:
            BadInput: if it lies outside the text, or its words stand nowhere in it.
        """
        text = self.text_of(version) or ""
        try:
            if label is not None:
                self.scheme.span_label(label)
            found = self._anchored(text, fragments, quote, where, context)
        except BadInput as error:
            raise placed(error, where) from None
        state: AnchorState = "unchanged" if found == fragments else "moved"
        taken = self._spans.take(span_key(version, found, label))
        if isinstance(taken, Span):
            self._there.add(("spans", taken.id))
            if (taken.version, taken.fragments, taken.label) != (version, found, label):
                self.warn(f"spans {_DIFFER}", where)
            return taken
        span = describe(
            Span(taken, article.id, version, found, "", "", "", label, note, state), text
        )
        self._items["spans"][span.id] = span
        return span

    def _anchored(
        self,
        text: str,
        fragments: tuple[Range, ...],
        quote: str | None,
        where: Place,
        context: tuple[str, str] = ("", ""),
    ) -> tuple[Range, ...]:
        """The fragments if the words stand there, else the one place where they do."""
        try:
            integrity.check_fragments(fragments, len(text))
            if quote is None or quote_of(text, fragments) == quote:
                return fragments
            fault = BadInput(f"the words {short(quote)} do not stand at {fragments[0][0]}")
        except BadInput as error:
            fault = error
        found = find_words(text, quote or "", context, fragments)
        if found is None:
            raise fault
        self.warn("spans moved to where their words stand", where)
        return (found,)

    def restore(
        self, table: str, plain: object, where: Place, agrees: Callable[[Any], bool]
    ) -> Any | None:
        """Take an object that we had put into a foreign file beside the format's own words.

        Returns:
            The object, or None if it does not agree with the format's words: they were edited.

        Raises:
            BadInput: if it can't be read, or is there twice.
        """
        if table == "spans" and isinstance(plain, dict):
            plain = {"quote": "", "prefix": "", "suffix": "", **plain}
        item = from_plain(TABLES[table], plain, where)
        if isinstance(item, Span):
            text = self.text_of(item.version)
            if text is None or integrity.fragment_fault(item.fragments, len(text)):
                return None
            item = describe(item, text)
        if not agrees(item):
            return None
        self.add(table, item, where)
        self._spans.use(item.id)
        self._links.use(item.id)
        return item

    def place_link(
        self, source: str, target: str, relation: str, where: Place, *, note: str = ""
    ) -> Link:
        """Take a link between two spans that are in the file or here.

        Raises:
            UnknownLabel: if the scheme has no such relation.
        """
        taken = self._links.take(link_key(source, target, relation))
        if isinstance(taken, Link):
            self._there.add(("links", taken.id))
            return taken
        link = Link(taken, source, target, relation, note=note)
        try:
            integrity.check_labels(link, self.scheme)
        except BadInput as error:
            raise placed(error, where) from None
        self._items["links"][link.id] = link
        return link

    def take_claim(self, claim: Claim, where: Place) -> None:
        """Take a claim; one that is here already under its id is left as it is here.

        Raises:
            BadInput: if the file has that id twice.
        """
        if claim.id in self._known["claims"]:
            self._there.add(("claims", claim.id))
            self.warn("claims that are here already, left as they are here", where)
        else:
            self.add("claims", claim, where)

    def finish(self) -> Imported:
        """Everything that is not here already.

        Raises:
            BadInput: if a span does not fit its text.
        """
        for span in list(self._items["spans"].values()):
            self._check_span(span)
        self._drop_textless()
        for table in TABLES:
            self._drop_orphans(table)
        new = {table: tuple(self._new(table)) for table in TABLES}
        texts = self.texts if any(new.values()) else {}
        texts = {name: text for name, text in texts.items() if name not in self.known.texts}
        return Imported(
            Record(**new, texts=texts),
            tuple(self._warning_lines()),
            len(self._there),
            self._places,
            self._cases,
        )

    def _check_span(self, span: Span) -> None:
        text = self.text_of(span.version)
        where = self._places.get(span.id, "")
        try:
            if text is None:
                message = f"the text that span {span.id} lies in is neither in the file nor here"
                raise BadInput(message)
            if integrity.fits(span, text):
                return
            found = self._anchored(
                text,
                span.fragments,
                span.quote,
                where,
                (span.prefix, span.suffix),
            )
        except BadInput as error:
            raise placed(error, where) from None
        # What was reworded still waits for somebody to confirm it.
        state: AnchorState = "edited" if span.state == "edited" else "moved"
        moved = replace(span, fragments=found, state=state)
        self._items["spans"][span.id] = describe(moved, text)

    def _drop_textless(self) -> None:
        for key, item in list(self._items["articles"].items()):
            if key not in self._known["articles"] and self.text_of(item.version) is None:
                del self._items["articles"][key]
                what = "articles left out whose text is neither in the file nor here"
                self.warn(what, self._places.get(key, ""))

    def _has(self, table: str, item_id: str) -> bool:
        return item_id in self._items[table] or item_id in self._known[table]

    def _drop_orphans(self, table: str) -> None:
        items = self._items[table]
        for key, item in list(items.items()):
            if any(integrity.missing(table, item, self._has)):
                del items[key]
                self.warn(
                    f"{table} left out that name something unknown", self._places.get(key, "")
                )
            else:
                self._drop_members(table, key, item)

    def _drop_members(self, table: str, key: str, item: Any) -> None:
        for name, members in integrity.MEMBERS.get(table, ()):
            ids = getattr(item, name)
            kept = tuple(member for member in ids if self._has(members, member))
            if kept != ids:
                item = replace(item, **{name: kept})
                self._items[table][key] = item
                what = f"{table} that name unknown {members}, taken without those"
                self.warn(what, self._places.get(key, ""))

    def _new(self, table: str) -> list[Any]:
        known = self._known[table]
        new = []
        for key, item in self._items[table].items():
            here = known.get(item.id) if table != "conflicts" else None
            if here is None:
                new.append(item)
                continue
            if isinstance(item, Article):
                if item.case != here.case:
                    self._cases.setdefault(item.case, here.case)
                if not here.at:
                    new += self._recorded(item, here, key)
                    continue
            self._there.add((table, item.id))
            if here != integrity.as_here(item, here):
                self.warn(f"{table} {_DIFFER}", self._places.get(key, ""))
        if table == "conflicts":
            new = [item for item in new if item not in self.known.conflicts]
        return new

    def _recorded(self, item: Article, here: Article, key: str) -> tuple[Article, ...]:
        """An article that is only a file here: what the import knows of it becomes its record."""
        if self.text_of(item.version) is None:
            return ()
        if item.version != here.version:
            what = "articles whose file here holds another text, which is a new version now"
            self.warn(what, self._places.get(key, ""))
        elif not item.at:
            return ()
        return (replace(item, case=here.case, path=here.path),)

    def _warning_lines(self) -> list[str]:
        return [
            f"{self._first[what]}: {what}".removeprefix(": ")
            + (f" ({count:,} in all)" if count > 1 else "")
            for what, count in self._warnings.items()
        ]
