"""Versions of an article: noticing a new one, taking it, staying with the old one, going back.

Every version's text is kept, so that spans can always be found again from the version that they
were last seen in. A span whose words were gone comes back with them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from workbench.domain import ids
from workbench.domain.article import Article
from workbench.domain.claim import EARLIER, is_current
from workbench.domain.errors import BadInput, WorkbenchError
from workbench.domain.span import AnchorState, Range, Span
from workbench.store.operations import Op
from workbench.workspace.commands import AddEvidence, DeclineVersion, RestoreVersion
from workbench.workspace.desk import Desk, Plan, change, create
from workbench.workspace.plans.spans import anchored
from workbench.workspace.view import View

if TYPE_CHECKING:
    from workbench.text.revision import Reanchored
    from workbench.workspace.workspace import Workspace

STATES: tuple[AnchorState, ...] = ("edited", "orphan", "moved", "unchanged")
"""Those that wait for a person first."""

_OF_A_VERSION = [
    item for item in fields(Article) if item.name in ("encoding", "bom", "extractor", "file_hash")
]
"""Fields of an article that say how the text of its version was made."""

Progress = Callable[[int, int], None]
_Found = list["Reanchored"]


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a look at the files found."""

    changed: tuple[str, ...]
    """Articles whose file holds another text than the recorded one."""
    versions: dict[str, str]
    """Article → version, of those that nobody has annotated: their new text counts at once."""
    unreadable: dict[str, str] = field(default_factory=dict)
    """Article → why its file can't be read, in one line."""

    @property
    def troubles(self) -> tuple[str, ...]:
        """Why files can't be read, one line each."""
        return tuple(self.unreadable.values())


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article that was recorded."""

    hash: str
    at: str
    by: str
    current: bool


class Revisions:
    """Asks about versions, and finds spans again; what it found last is kept for the next step."""

    def __init__(self, workspace: "Workspace") -> None:
        """Look at nothing yet."""
        self._workspace = workspace
        self._known: tuple[object, _Found] | None = None
        self.progress: Progress | None = None
        """Told how many spans were found again, of how many."""

    def look(self) -> Noticed:
        """Look whether files have changed; reads those only whose size or time is another."""
        articles = self._workspace.articles
        articles.scan()
        changed, unreadable, versions = [], {}, {}
        for id in articles.ids():
            try:
                article = articles.get(id)
                if self._workspace.view.article_record(id) is None:
                    versions[id] = article.version
                elif articles.changed(id) is not None:
                    changed.append(id)
            except WorkbenchError as error:
                unreadable[id] = str(error)
        return Noticed(tuple(changed), versions, unreadable)

    def versions(self, article: str) -> tuple[Version, ...]:
        """The recorded versions of an article, the latest first; each once.

        Raises:
            UnknownId: if there is no such article.
        """
        current = self._workspace.articles.get(article).version
        key = ids.decode(ids.derived_id("article", article))
        found: dict[str, Version] = {}
        for step in self._workspace.store.history("articles", key):
            if step.field == "version" and isinstance(step.new, str):
                found.pop(step.new, None)
                found[step.new] = Version(step.new, step.at, step.by, step.new == current)
        return tuple(reversed(found.values())) or (Version(current, "", "", True),)

    def made_of(self, article: str, version: str) -> dict[str, Any]:
        """What a version was made of when it last was the current one.

        Returns:
            Field of the article → its value then, of those that belong to a version; empty if the
            version was never recorded.
        """
        key = ids.decode(ids.derived_id("article", article))
        steps = self._workspace.store.history("articles", key)
        row: dict[str, Any] = {}
        found: dict[str, Any] = {}
        for _, event in groupby(steps, lambda step: step.event):
            row |= {step.field: step.new for step in event}
            if row.get("version") == version:
                # A value that is the default is not in the row.
                found = {item.name: row.get(item.name) or item.default for item in _OF_A_VERSION}
        return found

    def preview(self, article: str, version: str) -> Counter[AnchorState]:
        """How many spans would be in which state if a version became the current one.

        Raises:
            UnknownId: if there is no such article or version.
        """
        old = self._workspace.articles.get(article)
        spans = View(self._workspace.store.rows).spans.by("article", article)
        text = self._workspace.articles.text(version)
        return Counter(new.state for _, new in self.placed(old.version, version, text, spans))

    def placed(
        self, old: str, version: str, text: str, spans: Sequence[Span]
    ) -> Iterator[tuple[Span, Span]]:
        """Each span of an article as it is, and as it would be in another version.

        Args:
            old: the current version.
            version: the other one.
            text: its text.
            spans: all spans of the article, whatever version they were last seen in.
        """
        by_version: dict[str, list[Span]] = {}
        for span in spans:
            by_version.setdefault(span.version, []).append(span)
        for seen_in, group in by_version.items():
            if seen_in == version:
                for span in group:
                    yield span, replace(span, state="unchanged", was="")
                continue
            found = self._found(seen_in, version, text, group)
            for span, result in zip(group, found, strict=True):
                by_hand = span.state == "orphan" and seen_in == old
                yield (
                    span,
                    _by_hand(span, text, version)
                    if by_hand
                    else _placed(span, result, text, version),
                )

    def _found(self, old: str, new: str, text: str, spans: Sequence[Span]) -> "_Found":
        from workbench.text.revision import reanchor

        fragments = tuple(span.fragments for span in spans)
        key = (old, new, fragments)
        if self._known is None or self._known[0] != key:
            old_text = self._workspace.articles.text(old)
            self._known = (key, reanchor(old_text, text, fragments, progress=self.progress))
        return self._known[1]


def _placed(span: Span, result: "Reanchored", text: str, version: str) -> Span:
    if result.state == "orphan":
        return replace(span, state="orphan")
    moved = replace(anchored(span, result.fragments, text), version=version)
    if result.state == "edited":
        if moved.quote == span.was:
            # The old wording is back: there is nothing to confirm any more.
            return replace(moved, state=_state(span.fragments, result.fragments), was="")
        return replace(moved, state="edited", was=span.was or span.quote)
    if span.state == "edited" and span.was:
        return replace(moved, state="edited")
    return replace(moved, state=result.state, was="")


def _by_hand(span: Span, text: str, version: str) -> Span:
    """A span that a person called lost comes back only where its old wording stands again."""
    if not span.was or len(span.fragments) > 1:
        return span
    from workbench.text.anchor import find

    match = find(text, span.was, span.prefix, span.suffix, span.start)
    if match is None or match.state == "edited":
        return span
    fragments: tuple[Range, ...] = ((match.start, match.end),)
    return replace(anchored(span, fragments, text), version=version, state=match.state, was="")


def _state(before: tuple[Range, ...], after: tuple[Range, ...]) -> AnchorState:
    return "unchanged" if before == after else "moved"


def new_version(
    workspace: "Workspace",
    desk: Desk,
    old: Article,
    made: Article,
    text: str,
    warnings: tuple[str, ...] = (),
) -> Plan:
    """Rows that make another version the current one, with every span found again.

    Args:
        workspace: where.
        desk: who and when.
        old: the article as it is.
        made: the article with its new version.
        text: the new version's text.
        warnings: what is odd about it.
    """
    signed = replace(made, by=desk.reviewer, at=desk.now)
    recorded = desk.view.article_record(old.id)
    rows: list[Op] = [create(signed)] if recorded is None else list(change(recorded, signed))
    spans = View(workspace.store.rows).spans.by("article", old.id)
    states: Counter[AnchorState] = Counter()
    for span, placed in workspace.revisions.placed(old.version, made.version, text, spans):
        states[placed.state] += 1
        rows += change(span, placed)
    counted = ", ".join(f"{states[state]} {state}" for state in STATES if states[state])
    told = (f"spans: {counted}; `workbench anchors` lists them",) if states else ()
    texts = (desk.articles.text(old.version), text)
    return Plan(tuple(rows), old.id, (*warnings, *told, *_silences(desk, old, made)), texts)


def _silences(desk: Desk, old: Article, made: Article) -> tuple[str, ...]:
    """That omissions were signed for the version before, which may say what this one does."""
    signed = desk.view.omissions.by("article", old.id)
    count = sum(
        is_current(item, old.version) and not is_current(item, made.version) for item in signed
    )
    if not count:
        return ()
    found = "1 omission was" if count == 1 else f"{count} omissions were"
    return (f"{found} {EARLIER}: look again whether the article still says nothing",)


def restore_version(workspace: "Workspace", command: RestoreVersion, desk: Desk) -> Plan:
    """Go back to a version that is kept; the file in `seeds/` stays as it is."""
    old = workspace.articles.get(command.article)
    version = _version(workspace, old, command.version)
    if version == old.version:
        return Plan((), old.id, ("that is the current version; nothing was changed",))
    text = desk.articles.text(version)
    file = workspace.articles.file_hash(old.id)
    in_file = old.declined if file and file == old.declined_file else ""
    if not in_file:
        held = workspace.articles.held(old)
        in_file = held.version if held is not None else old.version
    declined = in_file != version
    made = replace(
        old,
        version=version,
        declined=in_file if declined else "",
        declined_file=file if declined else "",
        **workspace.revisions.made_of(old.id, version),
    )
    kept = (
        (f"{old.path} still holds the other version; it is not offered again",) if declined else ()
    )
    return new_version(workspace, desk, old, made, text, kept)


def _version(workspace: "Workspace", article: Article, beginning: str) -> str:
    known = [item.hash for item in workspace.revisions.versions(article.id)]
    found = [item for item in known if beginning and item.startswith(beginning)]
    if len(found) == 1:
        return found[0]
    what = "several versions begin" if found else "no version begins"
    raise BadInput(
        f"{what} with {beginning!r}",
        where=article.id,
        hint=f"versions: {', '.join(item[:12] for item in known)}",
    )


def decline_version(workspace: "Workspace", command: DeclineVersion, desk: Desk) -> Plan:
    """Stay with the recorded version until the file changes again."""
    old = workspace.articles.get(command.article)
    waiting = workspace.articles.changed(old.id)
    recorded = desk.view.article_record(old.id)
    if waiting is None or recorded is None:
        return Plan((), old.id, ("the file holds the recorded version; nothing was changed",))
    file = workspace.articles.file_hash(old.id)
    declined = replace(recorded, declined=waiting.version, declined_file=file)
    return Plan(change(recorded, declined), old.id)


def correction_evidence(
    workspace: "Workspace", article: str, claim: str, was: str, now: str
) -> AddEvidence:
    """What makes a change after publication evidence of a claim.

    Args:
        workspace: where.
        article: the article that was changed.
        claim: the claim's id.
        was: the old wording; empty for what was added.
        now: the new wording; empty for what was taken out.
    """
    from datetime import UTC, datetime

    found = workspace.articles.get(article)
    old, new = (f"“{' '.join(words.split())}”" if words.strip() else "∅" for words in (was, now))
    return AddEvidence(
        claim=claim,
        title=f"Changed after publication: {found.title}",
        quote=f"{old} → {new}",
        url=found.url,
        retrieved=datetime.now(UTC).date().isoformat(),
        stance="context",
        note=f"article {found.id}, version {found.version[:12]}",
    )
