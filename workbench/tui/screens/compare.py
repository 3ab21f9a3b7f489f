"""The compare screen: two articles side by side, the claims, and what to do next.

This module puts the widgets together and hands keys to the controllers, one a subject:
`compare_articles` (what the panes show), `compare_linking`, `compare_claims`, `compare_editing`.
"""

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.getters import query_one

from workbench.config.words import _
from workbench.tui.actions import bindings, first_key
from workbench.tui.bench import Bench
from workbench.tui.screens.action_screen import ActionScreen, Handlers
from workbench.tui.screens.compare_articles import ArticlesController
from workbench.tui.screens.compare_status import claims_head, status_rows
from workbench.tui.widgets.article_pane import ArticlePane
from workbench.tui.widgets.claim_list import ClaimList
from workbench.tui.widgets.line_list import LineList
from workbench.tui.widgets.link_gutter import LinkGutter
from workbench.tui.widgets.overview_ruler import OverviewRuler
from workbench.tui.widgets.pane_messages import (
    Copied,
    CursorMoved,
    MarkChosen,
    NoMark,
    NoSelection,
    NoText,
    Scrolled,
    SelectionDropped,
    SelectionMade,
)
from workbench.tui.widgets.text_rows import TextRows
from workbench.workspace.changes import Changes

if TYPE_CHECKING:
    from workbench.tui.screens.articles_control import ArticleScreens
    from workbench.tui.screens.compare_claims import ClaimsController
    from workbench.tui.screens.compare_editing import EditingController
    from workbench.tui.screens.compare_linking import LinkingController
    from workbench.tui.screens.compare_looking import LookingController
    from workbench.tui.screens.compare_screens import ScreensController
    from workbench.tui.screens.compare_suggestions import SuggestionsController
    from workbench.tui.screens.team_watch import TeamWatch


_WIDTHS = ((0, "-tabbed"), (72, "-beside"), (150, "-wide"))
"""From how many columns on the screen has which class."""
_HEIGHTS = ((0, "-low"), (18, "-usual"), (34, "-tall"))
"""From how many rows on."""


def _class_for(breakpoints: tuple[tuple[int, str], ...], cells: int) -> str:
    """The class of a size: set before the first layout, it saves a second one."""
    return [name for least, name in breakpoints if cells >= least][-1]


class CompareScreen(ActionScreen[None]):
    """Two articles side by side."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("compare")
    AUTO_FOCUS = "#left"

    left = query_one("#left", ArticlePane)
    right = query_one("#right", ArticlePane)
    link_gutter = query_one(LinkGutter)
    claims = query_one(ClaimList)
    claims_head = query_one("#claims-head", TextRows)
    status = query_one("#status", TextRows)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.HORIZONTAL_BREAKPOINTS = list(_WIDTHS)
        self.VERTICAL_BREAKPOINTS = list(_HEIGHTS)
        self.articles = ArticlesController(self)

    def compose(self) -> ComposeResult:
        """Articles above (or beside) the claims, the status line below."""
        self.add_class(_class_for(_WIDTHS, self.app.size.width))
        self.add_class(_class_for(_HEIGHTS, self.app.size.height))
        left, right = ArticlePane(id="left"), ArticlePane(id="right")
        with Container(id="middle"):
            with Horizontal(id="articles"):
                with Vertical(id="left-column"):
                    yield TextRows(id="left-head", classes="head")
                    with Horizontal():
                        yield left
                        yield OverviewRuler(left)
                with Vertical(id="gutter-column"):
                    yield TextRows(id="gutter-head", classes="head")
                    yield LinkGutter(left, right)
                with Vertical(id="right-column"):
                    yield TextRows(id="right-head", classes="head")
                    with Horizontal():
                        yield right
                        yield OverviewRuler(right)
            with Vertical(id="claims-box"):
                yield TextRows(id="claims-head")
                yield ClaimList(self.bench, id="claims")
        yield TextRows(id="status")

    @cached_property
    def linking(self) -> "LinkingController":
        """Spans and links; loaded with the first key that needs it."""
        from workbench.tui.screens.compare_linking import LinkingController

        return LinkingController(self)

    @cached_property
    def claiming(self) -> "ClaimsController":
        """Claims and what reviewers say about them."""
        from workbench.tui.screens.compare_claims import ClaimsController

        return ClaimsController(self)

    @cached_property
    def editing(self) -> "EditingController":
        """Deleting and undoing."""
        from workbench.tui.screens.compare_editing import EditingController

        return EditingController(self)

    @cached_property
    def suggesting(self) -> "SuggestionsController":
        """What the program found by rule."""
        from workbench.tui.screens.compare_suggestions import SuggestionsController

        return SuggestionsController(self)

    @cached_property
    def looking(self) -> "LookingController":
        """Jump letters, history, conflicts."""
        from workbench.tui.screens.compare_looking import LookingController

        return LookingController(self)

    @cached_property
    def opening(self) -> "ScreensController":
        """The other screens."""
        from workbench.tui.screens.compare_screens import ScreensController

        return ScreensController(self)

    @cached_property
    def team_watch(self) -> "TeamWatch":
        """Who else is here, what is withheld, what waits in the inbox."""
        from workbench.tui.screens.team_watch import TeamWatch

        return TeamWatch(self)

    @cached_property
    def shelf(self) -> "ArticleScreens":
        """All other articles, their versions and cases."""
        from workbench.tui.screens.articles_control import ArticleScreens

        return ArticleScreens(self)

    @property
    def ready(self) -> bool:
        """While something is being saved, keys wait: the next one may act on what it made."""
        return super().ready and self.bench.writer.state != "saving"

    @cached_property
    def _handlers(self) -> Handlers:
        return {
            **self.articles.handlers(),
            **self.linking.handlers(),
            **self.claiming.handlers(),
            **self.editing.handlers(),
            **self.looking.handlers(),
            **self.suggesting.handlers(),
            **self.opening.handlers(),
            **self.shelf.handlers(),
        }

    def handlers(self) -> Handlers:
        """The actions of all controllers."""
        return self._handlers

    def on_mount(self) -> None:
        """Show the articles at once; what was annotated comes when it is read."""
        self.show_all()

    def loaded(self) -> None:
        """The database is open: show marks and claims."""
        self.team_watch.start()
        self._look_for_tour()
        self.show_all()
        self._tell_name()
        self.shelf.start()
        self.opening.tell_of_old_labels()

    def tour(self) -> None:
        """Begin the guided tour, go on with it, or put it away."""
        from workbench.tui.tour import guide

        guide.toggle(self)

    def _look_for_tour(self) -> None:
        from workbench.tui.tour.offering import look

        state = look(self.bench)
        self.bench.tour_offered = state == "new"
        if state == "running":
            from workbench.tui.tour.guide import begin

            begin(self)

    def _tell_name(self) -> None:
        if not self.bench.workspace.named:
            said = _("You work as “{name}”, as the system calls you; --reviewer NAME changes it")
            self.say(said.format(name=self.bench.reviewer))

    def show_all(self) -> None:
        """Draw everything anew."""
        self.articles.show(self.bench.shown)
        self.claims.take()
        self.show_counts()
        self.show_status()

    def take(self, changes: Changes) -> None:
        """Show what changed, and only that."""
        if changes:
            self.bench.forget_missing()
            self.articles.take(changes)
            self.claiming.take(changes)
            self.team_watch.take(changes)
            if "suggesting" in self.__dict__:
                self.suggesting.take(changes)
            self.show_counts()
        self.show_status()

    def on_unmount(self) -> None:
        """Tell the others that this session has ended."""
        if "team_watch" in self.__dict__:
            self.team_watch.stop()

    def activate(self, claim: str | None, *, reveal: bool = False) -> None:
        """Make another claim the active one; draw both it and the one before."""
        before, self.bench.active = self.bench.active, claim
        if before != claim:
            self.articles.redraw_claims(before, claim)
            self.claims.active_changed(before, claim)
        if reveal:
            self.articles.reveal(claim)
        self.show_status()

    def show_status(self) -> None:
        """Say what is saved, what is active, what comes next."""
        self.status.show(lambda width: status_rows(self, width))
        if self.bench.guide is not None:
            self.bench.guide.look()

    def show_counts(self) -> None:
        """Say how many claims, spans and links there are."""
        self.claims_head.show(lambda width: claims_head(self, width))

    def on_resize(self) -> None:
        """The breakpoints may have changed how the articles stand."""
        self.call_after_refresh(self.articles.layout_changed)

    @on(CursorMoved)
    def _cursor_moved(self, event: CursorMoved) -> None:
        self.articles.show_partner(event.pane)
        self.show_status()

    @on(SelectionMade)
    @on(SelectionDropped)
    @on(MarkChosen)
    def _pane_changed(self) -> None:
        self.show_status()

    @on(NoSelection)
    def _no_selection(self, event: NoSelection) -> None:
        if not event.pane.selectable:
            self.say_no_article()
            return
        key = first_key("pane.toggle_select", self.bench.keys)
        self.say(_("Nothing is selected here: {key} begins a selection").format(key=key))

    @on(NoText)
    def say_no_article(self) -> None:
        """Say that there is nothing to read, and how to change that."""
        key = first_key("compare.articles", self.bench.keys)
        self.say(_("There is no article in view: {key} adds one").format(key=key))

    @on(NoMark)
    def _no_mark(self) -> None:
        key = first_key("compare.open", self.bench.keys)
        self.say(_("No mark there: {key} highlights").format(key=key))

    @on(Scrolled)
    def _pane_scrolled(self, event: Scrolled) -> None:
        self.articles.follow(event.pane)

    def on_paste(self, event: events.Paste) -> None:
        """Where an article is missing, take what is pasted as that article."""
        self.shelf.pasted(event.text)

    @on(Copied)
    def _copied(self, event: Copied) -> None:
        self.say(f"Copied {event.n} characters: “{event.text[:60]}”")

    @on(LineList.Moved, "#claims")
    def _claim_chosen(self, event: LineList.Moved) -> None:
        claim = self.claims.claim_at(event.row)
        if claim is not None:
            self.activate(claim.id, reveal=True)

    @on(LineList.Chosen, "#claims")
    def _claim_opened(self) -> None:
        self.claiming.open_card()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The pane that has the keyboard is the one that keys mean."""
        if isinstance(event.widget, ArticlePane):
            self.articles.focus_went_to(event.widget)
        elif event.widget is self.claims and self.bench.active is None:
            claim = self.claims.claim_at(self.claims.row)
            if claim is not None:
                self.activate(claim.id)
        self.articles.show_focus()
        self.claims_head.set_class(self.claims.has_focus, "-focused")
        self.show_status()
