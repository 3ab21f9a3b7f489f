"""What an import writes: records that fit this workspace, and the articles that they need."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput
from workbench.domain.ids import derived_id
from workbench.domain.record import TABLES, Record
from workbench.domain.review import Pass
from workbench.exchange.imported import Imported
from workbench.exchange.place import placed, resolve
from workbench.store.operations import Op
from workbench.workspace.desk import create
from workbench.workspace.plans.claims import check_claim, check_date
from workbench.workspace.workspace import Workspace, now

_STEP = 1000
_NO_FOLDER = re.compile(r"[\x00-\x1f/]|^\.\.?$")
"""What no case is called: it names a folder."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an import writes, and what it found."""

    ops: tuple[Op, ...]
    texts: tuple[str, ...]
    """To be kept before the rows that name them."""
    known: int
    """How many records are here already."""
    warnings: tuple[str, ...]


def plan(
    workspace: Workspace,
    taken: Imported,
    here: Record,
    progress: Callable[[int, int], None] | None = None,
) -> Arrival:
    """Say what an import would write.

    Args:
        workspace: where.
        taken: what was read, without what is here already.
        here: what the reviewer sees here, files that nobody has annotated among it.
        progress: called now and then with (done, total).

    Raises:
        BadInput: if a claim or pass is of no case here, or a command would refuse it; with file
            and line.
    """
    settling = _Settling(workspace, taken, here)
    record = settling.record()
    texts = {**here.texts, **taken.record.texts}
    versions = dict.fromkeys([*taken.record.texts, *_versions(record)])
    done, known = 0, taken.known
    ops: list[Op] = []
    total = sum(len(getattr(record, table)) for table in TABLES)
    for table in TABLES:
        rows = workspace.store.rows(table)
        for item in getattr(record, table):
            op = create(item)
            if op.key in rows:
                # It is withheld from the reviewer, or got another id when it was settled.
                known += 1
            else:
                ops.append(op)
            done += 1
            if progress and done % _STEP == 0:
                progress(done, total)
    kept = tuple(texts[version] for version in versions if version in texts)
    return Arrival(tuple(ops), kept, known, (*taken.warnings, *settling.warnings()))


def _versions(record: Record) -> Iterator[str]:
    """Every version of a text that the records name."""
    yield from (article.version for article in record.articles)
    yield from (span.version for span in record.spans)
    yield from (omission.version for omission in record.omissions)


class _Settling:
    """Gives what came from elsewhere the place that it has in this workspace."""

    def __init__(self, workspace: Workspace, taken: Imported, here: Record) -> None:
        self._workspace = workspace
        self._taken = taken
        self._here = {article.id: article for article in here.articles}
        self._now = now()
        self._articles = [self._article(item) for item in taken.record.articles]
        self._case_of = {item.id: item.case for item in (*here.articles, *self._articles)}
        self._spans = {item.id: item for item in (*here.spans, *taken.record.spans)}
        self._ends = {item.id: item.source for item in (*here.links, *taken.record.links)}
        library = workspace.articles
        arrived = (item.case for item in self._articles)
        self._cases = {*library.cases(), *library.empty_cases(), *arrived}
        self._known = {*self._cases, *library.archived_cases()}
        self._moved = dict(taken.cases)
        self._first: dict[str, str] = {}

    def record(self) -> Record:
        """The records as they are to be written."""
        record = self._taken.record
        claims = tuple([self._claim(item) for item in record.claims])
        for item in record.evidence:
            self._check(item.id, partial(check_date, item.retrieved, "retrieved"))
        return replace(
            record,
            articles=(*self._named(record), *self._articles),
            claims=claims,
            passes=tuple(self._passes(record.passes)),
        )

    def warnings(self) -> list[str]:
        """What was put into another case than the file says."""
        return [f"{place}: {what}".removeprefix(": ") for what, place in self._first.items()]

    def _article(self, item: Article) -> Article:
        """An article of which another tool knew only the text gets a case and a name."""
        if _NO_FOLDER.search(item.case):
            raise self._misplaced(f"{item.case!r} can't be the name of a case", item.id)
        if item.path.startswith("/") or ".." in item.path.split("/"):
            item = replace(item, path="")
        if item.case and item.at:
            return item
        cases = self._workspace.articles.cases()
        return replace(
            item,
            case=item.case or (cases[0] if len(cases) == 1 else self._workspace.articles.home),
            title=item.title or item.id,
            by=item.by or self._workspace.reviewer,
            at=item.at or self._now,
        )

    def _named(self, record: Record) -> Iterator[Article]:
        """Articles that were only files so far, and that something in the import lies in."""
        recorded = self._workspace.view.article_record
        arriving = {item.id for item in self._articles}
        named = dict.fromkeys(span.article for span in record.spans)
        named |= dict.fromkeys(omission.article for omission in record.omissions)
        for id in named:
            if id not in arriving and id in self._here and recorded(id) is None:
                yield replace(self._here[id], by=self._workspace.reviewer, at=self._now)

    def _claim(self, item: Claim) -> Claim:
        self._check(item.id, partial(check_claim, item))
        found = item.case
        if found not in self._known:
            found = self._case_of_spans(item) or self._case(found, item.id)
            if item.case:
                self._moved.setdefault(item.case, found)
            self._tell("claims", item.case, found, item.id)
        by = item.by or self._workspace.reviewer
        return replace(item, case=found, by=by, at=item.at or self._now)

    def _case_of_spans(self, claim: Claim) -> str:
        ends = (self._ends.get(link, "") for link in claim.links)
        for id in (*claim.spans, *ends):
            if (span := self._spans.get(id)) and (case := self._case_of.get(span.article)):
                return case
        return ""

    def _passes(self, passes: Iterable[Pass]) -> Iterator[Pass]:
        """Passes over a case that is here; one that had to be renamed may be here already."""
        taken = set()
        for item in passes:
            found = item
            if item.case not in self._known:
                case = self._case(item.case, item.id)
                self._tell("passes", item.case, case, item.id)
                # A pass has the id that everybody derives from case, reviewer and name.
                id = derived_id("pass", case, item.reviewer, item.name)
                found = replace(item, id=id, case=case)
            if found.id not in taken:
                taken.add(found.id)
                by = found.by or self._workspace.reviewer
                yield replace(found, by=by, at=found.at or self._now)

    def _case(self, name: str, id: str) -> str:
        """The case here that stands for one that is not here.

        Raises:
            BadInput: if there are several that could.
        """
        if name in self._moved:
            return self._moved[name]
        if len(self._cases) <= 1:
            return next(iter(self._cases), self._workspace.articles.home)
        what = f"there is no case {name!r}" if name else "the claim names no case"
        raise self._misplaced(what, id, f"cases: {', '.join(sorted(self._cases))}")

    def _misplaced(self, what: str, id: str, hint: str = "") -> BadInput:
        return BadInput(what, where=resolve(self._taken.places.get(id, "")), hint=hint)

    def _check(self, id: str, check: Callable[[], None]) -> None:
        """Run a check of a command; its complaint gets the place in the file."""
        try:
            check()
        except BadInput as error:
            raise placed(error, self._taken.places.get(id, "")) from None

    def _tell(self, what: str, case: str, found: str, id: str) -> None:
        if case:
            words = f"{what} of case {case!r}, which is not here, were put into {found!r}"
            if words not in self._first:
                self._first[words] = resolve(self._taken.places.get(id, ""))
