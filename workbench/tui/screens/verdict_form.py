"""The form for one's own verdict on a claim: label, rationale, confidence, sources."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from textual import events
from textual.widget import Widget

from workbench.config.words import _
from workbench.domain import ids
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput
from workbench.tui.bench import Bench, Draft
from workbench.tui.screens.form import Choice, Field, Form, Line
from workbench.tui.widgets.choice_row import Option
from workbench.tui.widgets.rows import Row, wrapped
from workbench.tui.widgets.text_rows import TextRows
from workbench.tui.wording import quoted
from workbench.workspace import queries
from workbench.workspace.commands import Command, GiveVerdict, NewEvidence
from workbench.workspace.opened import Edits

_SOURCES = "new sources"
"""What a draft keeps the collected sources under."""


class AddSource(TextRows, can_focus=True):
    """Opens the form for a source; Space, Enter or a click."""

    DEFAULT_CSS = """
    AddSource { height: 1; width: 1fr; }
    AddSource:focus { background: $ground-focus; text-style: bold; }
    """

    def __init__(self) -> None:
        row: Row = ((_(" + add a source "), "key"), (_("(Enter here)"), "dim"))
        super().__init__(lambda __: [row], id="add-source")

    def on_key(self, event: events.Key) -> None:
        """Space opens the form, as Enter does."""
        if event.key == "space":
            event.stop()
            self.open()

    def on_click(self) -> None:
        """A click opens the form."""
        self.open()

    def open(self) -> None:
        """Open the form."""
        if isinstance(self.screen, VerdictForm):
            self.screen.add_source()


class VerdictForm(Form):
    """Nothing is saved before Enter."""

    kind = "verdict"
    kept_too = ("label",)

    def __init__(self, bench: Bench, claim: Claim, label: str | None) -> None:
        super().__init__(bench, claim.id)
        self._claim = claim
        self._own = queries.own_verdict(bench.view, claim.id, bench.reviewer)
        self._asked = label
        kept = bench.drafts.get(self.draft_key, {}).get(_SOURCES, "[]")
        self._sources = [NewEvidence(**given) for given in json.loads(kept)]

    def heading(self) -> str:
        """On which claim."""
        return _("Your verdict on {text}").format(text=quoted(self._claim.text, 90))

    def fields(self) -> Iterable[Field]:
        """Label, rationale, confidence."""
        own, draft = self._own, self.bench.drafts.get(self.draft_key)
        label = self._asked or (own.label if own else "")
        if draft is not None and self._asked is not None:
            draft["label"] = self._asked
        yield Choice("label", "Verdict", label_options(self.bench), label, required=True)
        yield Line("rationale", "Rationale", own.rationale if own else "", "why", several=True)
        confidence = own.confidence if own else None
        yield Line(
            "confidence",
            "Confidence",
            "" if confidence is None else f"{confidence * 100:g}%",
            "0–100 %, if you want to say",
        )
        if self._claim.is_public:
            yield Line("correction", "Correction", "", "what is corrected, and why", several=True)

    def extra(self) -> Iterable[Widget]:
        """The sources that the verdict cites, and a way to add one."""
        yield TextRows(self._source_rows, id="sources")
        yield AddSource()

    def first_field_now(self) -> str:
        """The rationale, once there is a label."""
        return "rationale" if self.values.get("label") else "label"

    def save(self) -> None:
        """Save; on the line that adds a source, open its form instead."""
        if isinstance(self.focused, AddSource):
            self.add_source()
        else:
            super().save()

    def steps(self, values: Draft) -> tuple[Command, ...]:
        """One command: verdict and new sources together."""
        if not values["label"]:
            raise BadInput("no label is chosen", hint="Shift+Tab goes to the labels")
        cited = tuple(self._own.evidence if self._own else self._mine())
        verdict = GiveVerdict(
            claim=self._claim.id,
            label=values["label"],
            rationale=values["rationale"],
            confidence=confidence(values["confidence"]),
            evidence=(*cited, *self._sources) if self._sources else None,
            correction=values.get("correction", ""),
        )
        return (verdict,)

    def beside(self) -> Draft:
        """The sources that were collected, as JSON."""
        given = [asdict(source) for source in self._sources]
        return {_SOURCES: json.dumps(given, ensure_ascii=False)} if given else {}

    def edits(self) -> Edits:
        """One's verdict of the pass that one is in, or the place that it will have."""
        claim, reviewer = self._claim, self.bench.reviewer
        round_ = self.bench.workspace.round_of(claim.case)
        id = ids.derived_id("verdict", claim.id, reviewer, round_)
        return {("verdicts", id): self._own if self._own and self._own.id == id else None}

    def _mine(self) -> list[str]:
        found = self.bench.view.evidence.by("claim", self._claim.id)
        return [item.id for item in found if item.by == self.bench.reviewer]

    def _source_rows(self, width: int) -> list[Row]:
        cited = self._own.evidence if self._own else self._mine()
        found = [self.bench.view.evidence.find(id) for id in cited]
        named = [item.title or item.url or item.quote for item in found if item is not None]
        named += [
            _("{name} (new)").format(name=item.title or item.url or item.quote)
            for item in self._sources
        ]
        if not named:
            return []
        rows: list[Row] = [((_(" Sources"), "dim"),)]
        for name in named:
            rows += [((f"   {line}", ""),) for line in wrapped(name, width - 4, 1)]
        return rows

    def add_source(self) -> None:
        """Open the form for a source that is saved together with the verdict."""
        from workbench.tui.screens.evidence_form import EvidenceForm

        self.app.push_screen(EvidenceForm(self.bench, self._claim, collect=self._collect))

    def _collect(self, source: NewEvidence) -> None:
        self._sources.append(source)
        self.query_one("#sources", TextRows).show(self._source_rows)


def label_options(bench: Bench) -> list[Option]:
    """The labels of the scheme as options; the digits are those of the compare screen."""
    scheme = bench.scheme
    return [
        Option(item.id, item.label, queries.tone(scheme, item.id), item.glyph)
        for item in scheme.verdicts
    ]


def confidence(text: str) -> float | None:
    """Read a confidence: `80`, `80%` or `0.8`; nothing is None.

    Raises:
        BadInput: if it is none of these.
    """
    plain = text.strip().removesuffix("%").strip().replace(",", ".")
    if not plain:
        return None
    try:
        number = float(plain)
    except ValueError:
        number = -1.0
    share = number if "." in plain and number <= 1 and "%" not in text else number / 100
    if not 0 <= share <= 1:
        raise BadInput(f"the confidence {text!r} is not a share", hint="write 80, 80% or 0.8")
    return share
