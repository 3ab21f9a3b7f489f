"""What the screens of a session share: the workspace, what is active, picked, shown, drafted."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.config.scheme import Scheme
from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.errors import WorkbenchError
from workbench.domain.suggestion import Suggestion
from workbench.tui.writer import Writer
from workbench.workspace.disputes import Disputes, disputes

if TYPE_CHECKING:
    from workbench.tui.tour.guide import Guide
    from workbench.workspace.opened import Opened
    from workbench.workspace.searching import Hit
    from workbench.workspace.view import View
    from workbench.workspace.workspace import Workspace

Draft = dict[str, str]


@dataclass(slots=True)
class Picked:
    """The spans and links made since the last claim, or chosen by hand; in that order."""

    spans: dict[str, None] = field(default_factory=dict)
    links: dict[str, None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything is picked."""
        return bool(self.spans or self.links)

    def clear(self) -> set[str]:
        """Pick nothing; returns the spans that were picked."""
        gone = set(self.spans)
        self.spans.clear()
        self.links.clear()
        return gone


@dataclass(slots=True)
class Bench:
    """The state of a session that is not in the database."""

    workspace: "Workspace"
    writer: Writer
    keys: dict[str, str] = field(default_factory=dict)
    """The keymap in force: action name → key names, where it differs from the default."""
    loaded: bool = False
    """Whether the database is open; before that only the articles are there."""
    trouble: str = ""
    """Why the database could not be opened or refreshed."""
    offline: str = ""
    """Why the team's database is not joined; empty if it is, or there is none."""
    active: str | None = None
    """The claim that keys act on."""
    picked: Picked = field(default_factory=Picked)
    comparing: bool = False
    """Whether somebody waits for the articles to be compared."""
    suggestion: Suggestion | None = None
    """The suggestion that was walked to last."""
    searched: str = ""
    """The words that were searched for last."""
    hits: "list[Hit]" = field(default_factory=list)
    """What they found, for going on to the next one."""
    drafts: dict[tuple[str, str], Draft] = field(default_factory=dict)
    """(form, what it is about) → what was typed and not saved: the fields that differ."""
    opened: "dict[tuple[str, str], Future[Opened]]" = field(default_factory=dict)
    """The same for what the form showed when the draft was begun."""
    changed: tuple[str, ...] = ()
    """Articles whose file holds another text than the recorded one."""
    unreadable: Mapping[str, str] = field(default_factory=dict)
    """Article → why its file can't be read now."""
    told: frozenset[str] = frozenset()
    """Those of these reasons that were said already."""
    disputes: Disputes = field(default_factory=Disputes)
    """The conflicts that wait to be settled."""
    moving: str = ""
    """The span whose place is being chosen by hand; empty if none is."""
    guide: "Guide | None" = None
    """The guided tour, while it is under way."""
    tour_offered: bool = False
    """Whether the hint names the tour as long as nothing is marked."""
    exported: dict[str, Path] = field(default_factory=dict)
    """Format → where the screen wrote it last."""
    shown: list[str] = field(default_factory=list)
    """Ids of the articles in the panes, left first."""

    @property
    def scheme(self) -> Scheme:
        """The annotation scheme."""
        return self.workspace.scheme

    @property
    def view(self) -> "View":
        """The records; only when `loaded`."""
        return self.workspace.view

    @property
    def reviewer(self) -> str:
        """Who works."""
        return self.workspace.reviewer

    @property
    def may_judge(self) -> bool:
        """Whether verdicts are theirs to give; who only adjudicates has none."""
        return self.workspace.rules.may_review(self.reviewer)

    @property
    def active_claim(self) -> Claim | None:
        """The active claim, if there is one and it still exists."""
        if self.active is None or not self.loaded:
            return None
        return self.view.claims.find(self.active)

    @property
    def case(self) -> str:
        """The case of the articles in view; empty if there are none."""
        return next((article.case for article in self.articles()), "")

    @property
    def case_name(self) -> str:
        """What the case is called in headings."""
        return self.case or self.workspace.articles.home

    def articles(self) -> list[Article]:
        """The articles in the panes."""
        return [self.workspace.articles.get(id) for id in self.shown]

    def claims(self) -> list[Claim]:
        """The claims of the case, oldest first."""
        return self.view.claims.by("case", self.case) if self.loaded else []

    def title_of(self, article: str) -> str:
        """An article's title, or its id if it can't be read."""
        try:
            return self.workspace.articles.get(article).title
        except WorkbenchError:
            return article

    def count_disputes(self) -> None:
        """Count anew what is in conflict, after something changed."""
        if self.loaded:
            self.disputes = disputes(self.workspace)

    def forget_missing(self) -> None:
        """Let go of picked and active things that no longer exist."""
        for ids, shelf in (
            (self.picked.spans, self.view.spans),
            (self.picked.links, self.view.links),
        ):
            for id in [id for id in ids if shelf.find(id) is None]:
                del ids[id]
        if self.active is not None and self.view.claims.find(self.active) is None:
            self.active = None


def first_pair(bench: Bench) -> tuple[list[str], list[WorkbenchError]]:
    """The first two articles of one case that can be read (or one, or none), and what can't be."""
    articles = bench.workspace.articles
    errors: list[WorkbenchError] = []
    first: dict[str, str] = {}
    for id in articles.ids():
        try:
            article = articles.get(id)
        except WorkbenchError as error:
            errors.append(error)
            continue
        if article.case in first:
            return [first[article.case], id], errors
        first[article.case] = id
    return list(first.values())[:1], errors


def joined(parts: Iterable[str]) -> str:
    """The parts that are not empty, with dots between them."""
    return " · ".join(part for part in parts if part)
