"""The workspace: one folder, one reviewer, and all that can be done in it."""

import getpass
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.config.paths import WorkspacePaths, user_settings
from workbench.config.scheme import Scheme
from workbench.config.settings import Settings, load
from workbench.domain.errors import BadInput, NotPermitted, WorkbenchError, WrongUse
from workbench.workspace.changes import Changes, Outcome, from_keys
from workbench.workspace.command import command_of
from workbench.workspace.library import Library
from workbench.workspace.naming import name_of

if TYPE_CHECKING:
    from workbench.domain.record import Conflict
    from workbench.domain.verdict import PassName
    from workbench.store.operations import Fault
    from workbench.store.store import Store
    from workbench.workspace.commands import Command
    from workbench.workspace.desk import Desk, Plan
    from workbench.workspace.findings import Findings
    from workbench.workspace.history import HistoryEntry
    from workbench.workspace.opened import Opened
    from workbench.workspace.revisions import Revisions
    from workbench.workspace.view import View
    from workbench.workspace.visibility import Sight

_WITH_FILES = {
    "add_article": "adding",
    "add_case": "cases",
    "rename_case": "cases",
    "archive_case": "cases",
    "move_article": "cases",
    "restore_version": "revisions",
    "decline_version": "revisions",
    "map_labels": "relabelling",
}
"""Commands that need more than the reviewer sees: files, versions of texts, withheld records."""


class Workspace:
    """Everything that a front end can do or ask.

    The articles can be read at once; the database is opened by the first question that needs it, or
    by `load`, which a screen calls off its own thread. Methods may be called from several threads.
    """

    def __init__(
        self,
        folder: Path,
        reviewer: str | None = None,
        *,
        encoding: str | None = None,
        store: str | None = None,
    ) -> None:
        """Open the folder.

        Args:
            folder: the workspace.
            reviewer: the name to work under; None takes the setting, else the system's user.
            encoding: of article files that are not UTF-8.
            store: address of a database that the folder is kept alike with; None takes the setting.

        Raises:
            WrongUse: if there is no such folder, or its settings are wrong.
        """
        if not folder.is_dir():
            what = "is not a folder" if folder.exists() else "there is no such folder"
            raise WrongUse(what, where=str(folder), hint="`workbench new FOLDER` makes one")
        self.paths = WorkspacePaths(folder)
        self.settings: Settings = load(self.paths.settings, user_settings())
        self.scheme: Scheme = self.settings.scheme.build()
        self.rules = self.settings.review
        self._server = store
        self.named = bool(reviewer or self.settings.reviewer)
        """Whether somebody said who is working, rather than the system."""
        self.reviewer = name_of(reviewer or self.settings.reviewer or getpass.getuser())
        self.articles = Library(self.paths, encoding, home=self.settings.case)
        self._lock = threading.RLock()
        self._store: Store | None = None
        self._left_behind = ""
        self._view: View | None = None
        self._sight: Sight | None = None
        self._latest = datetime.fromtimestamp(0, UTC)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.paths.folder.resolve().name

    def load(self) -> "Workspace":
        """Open the database, if it is not open yet.

        Raises:
            StoreTrouble: if it can't be read.
        """
        with self._lock:
            if self._store is None:
                from workbench.store import open_store
                from workbench.workspace.stores import address_of
                from workbench.workspace.view import View

                server = address_of(self._server, self.settings.store, self.paths.settings)
                store = open_store(self.paths.annotations, self.reviewer, server=server)
                self._store = store
                self._sight = self._make_sight(store)
                self._view = View(store.rows, self._sight)
                self.articles.attach(self._view, store.text)
        return self

    @property
    def store(self) -> "Store":
        """The open database; for the use cases in this package."""
        self.load()
        assert self._store is not None
        return self._store

    @property
    def view(self) -> "View":
        """The read side: every record that this reviewer may see now."""
        self.load()
        assert self._view is not None
        return self._view

    def require_articles(self) -> None:
        """Make sure that there is something to read.

        Raises:
            BadInput: if there is no article, or none of the files can be read.
        """
        articles = self.articles
        if not articles.ids():
            self.load()
        if not articles.ids():
            from workbench.intake.library import no_articles

            raise no_articles(self.paths.seeds)
        unreadable: WorkbenchError | None = None
        for id in articles.ids():
            try:
                articles.get(id)
                return  # One is enough to know: the others are read when they are shown.
            except WorkbenchError as error:
                unreadable = unreadable or error
        if unreadable is not None:
            raise unreadable

    @cached_property
    def findings(self) -> "Findings":
        """The suggestions, computed when first asked for."""
        from workbench.workspace.findings import Findings

        return Findings(self)

    @cached_property
    def revisions(self) -> "Revisions":
        """The versions of articles, and how their spans come through them."""
        from workbench.workspace.revisions import Revisions

        return Revisions(self)

    def do(self, command: "Command", opened: "Opened | None" = None) -> Outcome:
        """Make a change; when this returns, it is on disk. `opened` is what an editor showed.

        Raises:
            BadInput: if the command is wrong; nothing was changed.
            NotPermitted: if the review rules forbid it.
            StoreTrouble: if it could not be written; nothing was changed.
        """
        from workbench.workspace.commands import Redo, Resolve, Undo

        with self._lock:
            self.check_may_write()
            if isinstance(command, Undo | Redo):
                from workbench.workspace.stepping import redo, undo

                return undo(self, command) if isinstance(command, Undo) else redo(self, command)
            if isinstance(command, Resolve):
                from workbench.workspace.settling import resolve

                return resolve(self, command, self._desk())
            return self._carry_out(command, opened or {})

    def _carry_out(self, command: "Command", opened: "Opened") -> Outcome:
        from workbench.workspace.opened import as_edited
        from workbench.workspace.plans import plan

        room = _WITH_FILES.get(command.do)
        if room is not None:
            handles = getattr(import_module(f"workbench.workspace.{room}"), command.do)
            planned: Plan = handles(self, command, self._desk())
        else:
            planned = plan(command, self._desk())
        for text in planned.texts:
            self.store.put_text(text)
        if not planned.ops:
            return Outcome(planned.id, Changes(), planned.warnings)
        why = f"{command.do}:{planned.said}" if planned.said else command.do
        ops, seen = as_edited(planned.ops, opened, self.store.rows)
        done = self.store.commit(ops, why=why, seen=seen)
        self.take(done.delta.keys)
        if room is not None:
            self.articles.scan()
        changes = from_keys(done.delta.keys, event=done.event, at=done.at)
        return Outcome(planned.id, changes, planned.warnings)

    def check_may_write(self) -> None:
        """Make sure that the one who works here is of the team, where one is named.

        Raises:
            NotPermitted: if not.
        """
        allowed = {*self.rules.reviewers, *self.rules.adjudicators}
        if self.rules.reviewers and self.reviewer not in allowed:
            raise NotPermitted(
                f"{self.reviewer!r} is not among the reviewers of this workspace",
                where=str(self.paths.settings),
                hint="start with --reviewer NAME, or add the name under [review] reviewers",
            )

    def refresh(self) -> Changes:
        """Read what others wrote since."""
        with self._lock:
            keys = self.store.refresh(ask=False).keys
            if not keys:
                return Changes()
            self.take(keys)
            if "articles" in keys:
                self.articles.scan()
            return from_keys(keys)

    def take(self, keys: Mapping[str, frozenset[int]]) -> None:
        """Bring the read side up to date with rows that the store has changed."""
        if self._sight is not None and "passes" in keys:
            self._sight.update()
        self.view.update(keys)

    def undoable(self) -> str:
        """What undo would take back, as the name of the command; empty for nothing."""
        step = self.store.undoable()
        return command_of(step.why) if step is not None else ""

    def redoable(self) -> str:
        """What redo would make again, as the name of the command; empty for nothing."""
        step = self.store.redoable()
        return command_of(step.why) if step is not None else ""

    def conflicts(self) -> "list[Conflict]":
        """The open conflicts about records that this reviewer may see."""
        from workbench.domain.record import TABLES

        known = (item for item in self.store.conflicts() if item.table in TABLES)
        there = [it for it in known if self.view.shelf(it.table).find(it.id) is not None]
        return [it for it in there if self._sight is None or self._sight.shows(it)]

    def history(self, id: str | None = None, *, since: str = "") -> list["HistoryEntry"]:
        """Who changed what, oldest first: of a record, of an article, or of everything.

        Raises:
            UnknownId: if nothing has, or ever had, that id; WrongUse: if `since` is no day.
        """
        from workbench.workspace.history import history

        return history(self, id, since)

    def check(
        self, *, repair: bool = False, progress: Callable[[int, int], None] | None = None
    ) -> list["Fault"]:
        """Every fault of the database, and every span whose quote is not where it should be."""
        from workbench.workspace.checking import check

        return check(self, repair=repair, progress=progress)

    def store_faults(self) -> Sequence["Fault"]:
        """What could not be read when the database was opened."""
        return self.store.faults

    @property
    def offline(self) -> str:
        """Why the team's database is not joined and how much waits for it; empty if all is well."""
        return self._store.server_trouble if self._store is not None else self._left_behind

    def case_named(self, case: str | None) -> str:
        """The case meant: the one given, else the only one.

        Raises:
            BadInput: if there is no such case, or several and none is given.
        """
        cases = self.articles.cases()
        if case is None:
            if len(cases) > 1:
                raise BadInput(
                    "there are several cases; say which one", hint=f"cases: {', '.join(cases)}"
                )
            return cases[0] if cases else self.articles.home
        if case not in cases:
            hint = f"cases: {', '.join(cases)}"
            if case in self.view.claims.values("case"):
                hint += f"; claims that say it is theirs: workbench cases rename {case} NAME"
            raise BadInput(f"there is no case {case!r}", hint=hint)
        return case

    def round_of(self, case: str) -> "PassName":
        """The pass that a verdict belongs to which the reviewer gives now."""
        from workbench.review.passes import round_of

        return round_of(self.view.passes.by("case", case), case, self.reviewer, self.rules)

    def _make_sight(self, store: "Store") -> "Sight | None":
        if self.rules.blind == "off":
            return None
        from workbench.workspace.visibility import RowLookup, Sight

        lookup = RowLookup(store.rows, lambda article: self.articles.get(article).case)
        return Sight(self.reviewer, self.rules, store.rows, lookup)

    def _desk(self) -> "Desk":
        from workbench.workspace.desk import Desk
        from workbench.workspace.team import names

        return Desk(
            self.view,
            self.articles,
            self.scheme,
            self.rules,
            self.reviewer,
            self._tick(),
            self.case_named,
            lambda id: self.findings.get(id),
            lambda: names(self),
        )

    def _tick(self) -> str:
        """The time, later than that of the change before, so that records keep their order."""
        self._latest = max(datetime.now(UTC), self._latest + timedelta(milliseconds=1))
        return _stamp(self._latest)

    def work_as(self, reviewer: str) -> None:
        """Go on under another name; what was written stays signed as it was.

        Raises:
            WrongUse: if the name can't be one.
            StoreTrouble: if the database can't be read.
        """
        with self._lock:
            self.close()
            self.reviewer, self.named = name_of(reviewer), True
            self.__dict__.pop("findings", None)
            self.load()

    def close(self) -> None:
        """Leave the database in order; a later call opens it again."""
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._left_behind = self._store.server_trouble
                self._store = None
                self._view = None

    def __enter__(self) -> "Workspace":
        """Open for a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close at its end."""
        self.close()


def now() -> str:
    """The time, UTC, ISO 8601 with milliseconds and `Z`."""
    return _stamp(datetime.now(UTC))


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
