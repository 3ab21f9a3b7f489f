"""The form for a claim: a new one from passages, or the words and data of one that is there."""

from collections.abc import Iterable
from typing import Any

from workbench.config.words import _
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput
from workbench.tui.bench import Bench, Draft
from workbench.tui.screens.compare_linking import Passage, span_or_new
from workbench.tui.screens.form import Field, Form, Line
from workbench.tui.widgets.rows import Row
from workbench.tui.wording import quote_rows, span_rows
from workbench.workspace.commands import AddClaim, Command, EditClaim
from workbench.workspace.opened import Edits

_MOST_QUOTES = 3


class ClaimForm(Form):
    """A new claim from what is picked, or changes to an existing one."""

    kind = "claim"
    first_field = "text"

    def __init__(
        self, bench: Bench, fresh: tuple[Passage, ...] = (), claim: Claim | None = None
    ) -> None:
        super().__init__(bench, claim.id if claim else "")
        self._fresh = fresh
        self._claim = claim

    def heading(self) -> str:
        """New or not."""
        return (
            _("Change the claim")
            if self._claim
            else _("New claim: what is said, in your own words")
        )

    def rows_above(self, width: int) -> list[Row]:
        """The passages that carry the claim."""
        bench = self.bench
        rows = [
            row
            for passage in self._fresh
            for row in quote_rows(bench, passage.article.id, passage.quote, width, 2)
        ]
        ids = self._claim.spans if self._claim else tuple(bench.picked.spans)
        spans = [span for id in ids if (span := bench.view.spans.find(id)) is not None]
        for span in spans[:_MOST_QUOTES]:
            rows += span_rows(bench, span, width, 2)
        if len(spans) > _MOST_QUOTES:
            rows.append(((_(" and {count} more").format(count=len(spans) - _MOST_QUOTES), "dim"),))
        return rows or [((_(" No passages yet; they can be added later."), "dim"),)]

    def fields(self) -> Iterable[Field]:
        """Words first; the rest is reached with Tab."""
        old = self._claim
        yield Line("text", "Claim", old.text if old else "", several=True)
        yield Line("claimant", "Claimant", old.claimant if old else "", "who says so")
        yield Line("stated_on", "Said on", old.stated_on if old else "", "2025-05-14, or 2025-05")
        yield Line("stated_at", "Said at", old.stated_at if old else "", "place or medium")
        yield Line("tags", "Tags", ", ".join(old.tags) if old else "", "with commas between")
        yield Line("priority", "Priority", _number(old), "a number; higher comes first")
        yield Line("due", "Due", old.due if old else "", "2025-06-01")
        if old is not None and old.is_public:
            yield Line("correction", "Correction", "", "what is corrected, and why", several=True)

    def steps(self, values: Draft) -> tuple[Command, ...]:
        """A new claim with its passages, or the changes."""
        if not values["text"]:
            raise BadInput("a claim needs words", hint="say what is claimed")
        data: dict[str, Any] = {
            "text": values["text"],
            "claimant": values["claimant"],
            "stated_on": values["stated_on"],
            "stated_at": values["stated_at"],
            "tags": tuple(tag.strip() for tag in values["tags"].split(",") if tag.strip()),
            "priority": _priority(values["priority"]),
            "due": values["due"],
        }
        if self._claim is not None:
            correction = values.get("correction", "")
            changed = {name: data[name] for name in self.changed(values) if name in data}
            return (EditClaim(claim=self._claim.id, correction=correction, **changed),)
        return self._new(data)

    def edits(self) -> Edits:
        """The claim, if it is there already."""
        return {("claims", self._claim.id): self._claim} if self._claim else {}

    def _new(self, data: dict[str, Any]) -> tuple[Command, ...]:
        picked = self.bench.picked
        claim = AddClaim(
            spans=tuple(dict.fromkeys((*picked.spans, *map(span_or_new, self._fresh)))),
            links=tuple(picked.links),
            case=self.bench.case or None,
            **data,
        )
        return (claim,)


def _number(claim: Claim | None) -> str:
    return str(claim.priority) if claim and claim.priority else ""


def _priority(text: str) -> int:
    try:
        return int(text or 0)
    except ValueError:
        raise BadInput(f"the priority {text!r} is not a number", hint="0, 1, 2 …") from None
