"""Labels in use that the scheme no longer has: what becomes of each is asked here."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from workbench.config.words import _
from workbench.tui.actions import bindings, first_key
from workbench.tui.screens.action_screen import Handlers
from workbench.tui.screens.ask import Answer, Ask
from workbench.tui.screens.compare_articles import fitted
from workbench.tui.screens.list_screen import Entry, ListScreen
from workbench.tui.screens.undoing import Undoing
from workbench.tui.widgets.rows import Row, cells, wrapped
from workbench.tui.wording import count_of
from workbench.workspace import queries, relabelling
from workbench.workspace.changes import Changes, Outcome
from workbench.workspace.commands import MapLabels, NewLabel
from workbench.workspace.relabelling import OldLabel

if TYPE_CHECKING:
    from workbench.tui.bench import Bench

_KEEP = "k"
_KEYS = "123456789abcdefghijlmnopqrstuvwxyz"
"""What answers are chosen with: all but the key of `_KEEP`."""
_USED = 15
"""Cells for how often a label is used."""
_TABLES = ("verdicts", "adjudications", "links", "spans")


class LabelsScreen(ListScreen[OldLabel, None]):
    """Enter asks what a label becomes; a takes all that is proposed."""

    scope = "labels"
    BINDINGS: ClassVar[list[BindingType]] = bindings(scope)
    keys_shown: ClassVar[tuple[tuple[str, str], ...]] = (
        ("open", "choose"),
        ("all", "take all proposals"),
        ("keep", "keep as it was, or ask again"),
        ("undo", "undo"),
    )

    def __init__(self, bench: "Bench") -> None:
        super().__init__(bench)
        self._undoing = Undoing(self)

    def handlers(self) -> Handlers:
        """The actions of this screen."""
        return {
            **super().handlers(),
            "labels.all": self.take_all,
            "labels.keep": self.keep,
            "labels.undo": self._undoing.undo,
            "labels.redo": self._undoing.redo,
        }

    def heading(self) -> str:
        """How many are to be decided on."""
        open_ = sum(not entry.item.kept for entry in self.shown)
        return _("{labels} of an earlier scheme to decide on").format(
            labels=count_of(open_, "label")
        )

    def nothing(self) -> str:
        """That all is well."""
        return _("Every label in use is in the scheme “{name}”.").format(
            name=self.bench.scheme.name
        )

    def entries(self) -> Sequence[Entry[OldLabel]]:
        """Those to decide on first, then those that stay as they were."""
        labels = relabelling.old_labels(self.bench.workspace)
        return [
            Entry(f"{item.field} {item.old}", item, partial(self._row, item)) for item in labels
        ]

    def take(self, changes: Changes) -> None:
        """Verdicts, links and spans carry labels."""
        if any(changes.of(table) for table in _TABLES):
            self.reload()

    def _row(self, item: OldLabel, width: int) -> Row:
        becomes = f"→ {self._words(item, item.proposal)}?" if item.proposal else "→ ?"
        if item.kept:
            becomes = _("stays as it was")
        used = _("used {times}").format(times=count_of(item.used, "time"))
        room = max(8, (width - 17 - _USED) // 2)
        return (
            (f" {item.field:<12}", "dim"),
            (fitted(item.old, room), "dim" if item.kept else "bold"),
            (f" {fitted(becomes, room)} ", "dim" if item.kept else "accent"),
            (" " * (_USED - cells(used)) + used, "dim"),
        )

    def _words(self, item: OldLabel, id: str | None) -> str:
        """A label of the scheme as people see it."""
        if id is None or item.field != "verdict":
            return id or ""
        return queries.label_of(self.bench.scheme, id).label

    def detail_rows(self, item: OldLabel, width: int) -> list[Row]:
        """What mapping means, and what there is to choose from."""
        there = ", ".join(self._words(item, choice) for choice in item.choices) or "none"
        words = _(
            "The scheme “{name}” has: {there}. What is mapped carries the new label "
            "from then on, whoever gave it; who gave it and when stays, the history "
            "keeps the old label, and undo takes it back. Until then it is shown and "
            "counted as it was."
        ).format(name=self.bench.scheme.name, there=there)
        return [((line, ""),) for line in wrapped(words, width, 4)]

    # What the keys do

    def chosen(self, item: OldLabel) -> None:
        """Ask what becomes of the label."""
        keys = dict(zip(_KEYS, item.choices, strict=False))
        answers = [Answer(key, self._words(item, choice)) for key, choice in keys.items()]
        # The first answer is what Enter takes: the proposal, else nothing is changed.
        answers.sort(key=lambda answer: keys[answer.key] != item.proposal)
        stays = Answer(_KEEP, _("keep it as it was"))
        answers = [*answers, stays] if item.proposal else [stays, *answers]

        def answered(key: str | None) -> None:
            if key == _KEEP:
                self._keep(item)
            elif key in keys:
                self._map([(item, keys[key])])

        question = _("What becomes of the {field} “{old}”?").format(field=item.field, old=item.old)
        note = _("Used {times}.").format(times=count_of(item.used, "time"))
        self.app.push_screen(Ask(self.bench, question, tuple(answers), note=note), answered)

    def take_all(self) -> None:
        """Map every label that has a proposal, after a question."""
        labels = [entry.item for entry in self.shown]
        found = [(item, item.proposal) for item in labels if item.proposal and not item.kept]
        if not found:
            self.say(_("No label has a proposal: Enter chooses"))
            return
        said = ", ".join(f"{item.old} → {self._words(item, new)}" for item, new in found)
        answers = (Answer("y", "map them"), Answer("n", "not now"))

        def answered(answer: str | None) -> None:
            if answer == "y":
                self._map(found)

        question = _("Map {labels}?").format(labels=count_of(len(found), "label"))
        self.app.push_screen(Ask(self.bench, question, answers, note=said), answered)

    def _map(self, chosen: Sequence[tuple[OldLabel, str]]) -> None:
        labels = tuple(NewLabel(field=item.field, old=item.old, new=new) for item, new in chosen)
        self.ask_for(MapLabels(labels=labels), then=self._mapped)

    def _mapped(self, outcomes: list[Outcome]) -> None:
        key = first_key("labels.undo", self.bench.keys)
        said = [warning for outcome in outcomes for warning in outcome.warnings]
        self.say("; ".join([*said, f"Mapped; {key} takes it back"]))

    def keep(self) -> None:
        """Let the label under the cursor stay as it was, or ask about it again."""
        item = self.current
        if item is None:
            return
        if item.kept:
            relabelling.ask_again(self.bench.workspace, item.field, item.old)
            self.reload()
        else:
            self._keep(item)

    def _keep(self, item: OldLabel) -> None:
        relabelling.keep_label(self.bench.workspace, item.field, item.old)
        self.say(f"“{item.old}” stays as it was; written to the workspace's settings")
        self.reload()
