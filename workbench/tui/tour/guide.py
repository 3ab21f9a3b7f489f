"""Leads through the tour: looks at the real state, and shows the step that comes next."""

from typing import TYPE_CHECKING, Any

from textual.screen import ModalScreen, Screen

from workbench.config.words import _
from workbench.domain.errors import WorkbenchError
from workbench.tui.actions import first_key
from workbench.tui.bench import Bench
from workbench.tui.tour.offering import fits
from workbench.tui.tour.steps import END, END_KEYS, END_SKIPPED, STEPS, Seen, Step
from workbench.tui.widgets.rows import Row, wrapped
from workbench.tui.widgets.text_rows import TextRows
from workbench.workspace import touring

if TYPE_CHECKING:
    from workbench.tui.screens.compare import CompareScreen

_NARROW = 78
"""Below so many columns a sentence gets a third row."""


class TourStrip(TextRows):
    """What to do, and a row with the keys of the tour itself."""

    DEFAULT_CSS = """
    TourStrip { dock: top; height: auto; background: $ground-focus; }
    """


class Guide:
    """A tour that is under way."""

    def __init__(self, compare: "CompareScreen") -> None:
        self._compare = compare
        self._bench: Bench = compare.bench
        self._tour = touring.recall(self._bench.workspace)
        if self._tour.state in ("new", "finished"):
            self._tour = touring.Remembered(before=self._counts())
            self._bench.exported.pop("claimreview", None)
        self._tour.state = "running"
        self._kept_at: Step | None = None
        self._keep()

    @property
    def step(self) -> Step | None:
        """The step that comes next; None at the end."""
        seen = self._seen()
        return next((step for step in STEPS if not self._is_done(step, seen)), None)

    def look(self) -> None:
        """See what was done, and show what comes next."""
        seen = self._seen()
        for step in STEPS:
            if self._is_done(step, seen):
                continue
            if not step.done(seen):
                break
            self._tour.passed.append(step.name)
        if self.step is not self._kept_at:
            self._keep()
        for screen in self._compare.app.screen_stack:
            for strip in screen.query(TourStrip):
                strip.show(self._rows)

    def skip(self) -> None:
        """Go on to the next step."""
        if self.step is not None:
            self._tour.skipped.append(self.step.name)
            self._keep()
        self.look()

    def leave(self) -> None:
        """Take the strips away; go on here another time, unless it is at its end."""
        if self.step is not None:
            self._tour.state = "away"
        self._keep()
        self.hide()

    def hide(self) -> None:
        """Take the strips away; who comes back finds them again."""
        for screen in self._compare.app.screen_stack:
            screen.query(TourStrip).remove()

    def arrived(self, screen: Screen[Any]) -> None:
        """Show the strip on a screen that has come to the top."""
        if not isinstance(screen, ModalScreen) and not screen.query(TourStrip):
            screen.mount(TourStrip(self._rows))
        self.look()

    def _is_done(self, step: Step, seen: Seen) -> bool:
        if step.name in self._tour.skipped:
            return True
        return step.done(seen) if step.lasting else step.name in self._tour.passed

    def _end(self) -> str:
        """What is said at the end: no record is praised that is not there."""
        seen, skipped = self._seen(), self._tour.skipped
        left_out = any(step.name in skipped and not step.done(seen) for step in STEPS)
        return END_SKIPPED if left_out else END

    def _seen(self) -> Seen:
        panes = self._compare.articles.panes
        before = self._tour.before
        counted = {name: count - before.get(name, 0) for name, count in self._counts().items()}
        return Seen(
            moved=any(pane.cursor > 0 for pane in panes),
            on_the_right=self._compare.right.has_focus,
            suggested=self._bench.suggestion is not None,
            written="claimreview" in self._bench.exported,
            **counted,
        )

    def _counts(self) -> dict[str, int]:
        view, me = self._bench.view, self._bench.reviewer
        claims = view.claims.all()
        return {
            "spans": sum(1 for span in view.spans.all() if span.by == me),
            "links": sum(1 for link in view.links.all() if link.by == me),
            "claims": sum(1 for claim in claims if claim.by == me),
            "explained": sum(1 for item in view.verdicts.by("by", me) if item.rationale),
            "sources": sum(1 for item in view.evidence.all() if item.by == me),
            "decided": len(view.adjudications),
            "published": sum(1 for claim in claims if claim.state == "published"),
        }

    def _keep(self) -> None:
        self._kept_at = self.step
        if self._tour.state != "away":
            # Who leaves the program at the end has had the tour; undoing something leads back.
            self._tour.state = "finished" if self.step is None else "running"
        try:
            touring.remember(self._bench.workspace, self._tour)
        except WorkbenchError as error:
            self._compare.warn(error)

    # Drawing

    def _rows(self, width: int) -> list[Row]:
        step = self.step
        keys = self._bench.keys
        if step is None:
            place, said = _("Tour, at its end"), _filled(self._end(), END_KEYS, keys)
            own = [("app.tour", _("closes the tour"))]
        else:
            place = _("Tour {place}/{count}").format(place=STEPS.index(step) + 1, count=len(STEPS))
            said = _filled(step.says, step.keys, keys)
            own = [("app.tour_skip", _("skips this step")), ("app.tour", _("puts the tour away"))]
        room = 2 if width >= _NARROW else 3
        lines = wrapped(f"{place}: {said}", width - 2, room)
        lines += [""] * (room - len(lines))
        foot: list[tuple[str, str]] = [(" ", "")]
        for name, words in own:
            foot += [(first_key(name, keys), "key"), (f" {words}   ", "dim")]
        written = self._bench.exported.get("claimreview")
        if step is None and written is not None:
            foot.append((_("the ClaimReview: {name}").format(name=written.name), "dim"))
        return [*(((f" {line}", "bold"),) for line in lines), tuple(foot)]


def _filled(says: str, names: tuple[str, ...], chosen: dict[str, str]) -> str:
    return _(says).format(*(first_key(name, chosen) for name in names))


def toggle(compare: "CompareScreen") -> None:
    """Begin the tour, go on with it, or put it away."""
    bench = compare.bench
    if bench.guide is not None:
        ended = bench.guide.step is None
        bench.guide.leave()
        bench.guide = None
        if not ended:
            compare.say(
                _("{tour} goes on with the tour where you were").format(
                    tour=first_key("app.tour", bench.keys)
                )
            )
    elif not bench.loaded:
        compare.say(_("The annotations are still being read"))
    elif not fits(bench):
        compare.say(_("The tour is on the example articles: workbench new --example FOLDER"))
    else:
        begin(compare)
    compare.show_status()


def begin(compare: "CompareScreen") -> None:
    """Show the tour, from its beginning or where one was."""
    compare.bench.guide = guide = Guide(compare)
    for screen in compare.app.screen_stack:
        guide.arrived(screen)
