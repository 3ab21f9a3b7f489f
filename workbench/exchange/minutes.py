"""Minutes of a review session: what was decided since a day, by whom, and what is open."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from workbench.domain.claim import Claim
from workbench.domain.days import since
from workbench.domain.ids import derived_id
from workbench.domain.record import SIGNATURE, Conflict, Record, gathered
from workbench.exchange.claims import Dossiers, label_text
from workbench.exchange.loss import Tally
from workbench.exchange.markdown import escape
from workbench.exchange.options import ExportOptions, Progress
from workbench.exchange.rest import count_rest

_WORK = {
    "spans": ("span", "spans"),
    "links": ("link", "links"),
    "claims": ("claim", "claims"),
    "verdicts": ("verdict", "verdicts"),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "omissions": ("omission", "omissions"),
    "comments": ("comment", "comments"),
    "decisions": ("decision on a suggestion", "decisions on suggestions"),
}
"""Table → what one, and what several of its records are called."""
_DISPUTED = {"adjudications": "final verdict", "evidence": "evidence"}
"""Table → what a record is called that is in conflict, where it is not the table's singular."""

_COUNTED = ("spans", "links", "evidence", "omissions", "comments", "decisions")
_HELD = {
    "claims": "published",
    "verdicts": "rationale after_discussion by at",
    "corrections": "by at",
    "adjudications": "note by at",
    "assignments": "",
    "passes": "closed_by",
    "conflicts": "*",
}


def write(
    record: Record,
    options: ExportOptions,
    out: BinaryIO,
    tally: Tally,
    progress: Progress | None,
) -> None:
    """Write the minutes; without a day they begin with the first record.

    Raises:
        WrongUse: if the day is none.
    """
    options = replace(options, since=since(options.since, whole=True))
    minutes = _Minutes(record, options)
    for line in minutes.lines():
        out.write(f"{line}\n".encode("utf-8", "replace"))
    about = {"articles": "the minutes are about decisions"}
    count_rest(record, tally, _HELD, about | dict.fromkeys(_COUNTED, "they are counted only"))
    if progress:
        progress(1, 1)


class _Minutes:
    def __init__(self, record: Record, options: ExportOptions) -> None:
        self.record = record
        self.options = options
        self.dossiers = Dossiers(record)
        self.claims = {claim.id: claim for claim in record.claims}

    def lines(self) -> Iterator[str]:
        until = self.options.generated_at[:16].replace("T", " ")
        begun = self.options.since[:16].replace("T", " ") or "the beginning"
        yield f"# Minutes since {begun}" + (f", written {until} UTC" if until else "")
        yield from _section("Who did what", self._work())
        yield from _section("Decided", self._decided())
        yield from _section("Verdicts given", self._verdicts())
        yield from _section("Open", self._open())

    def _recent(self, items: Iterable[Any], field: str = "at") -> list[Any]:
        """Those of the session, oldest first."""
        found = [item for item in items if getattr(item, field) >= (self.options.since or "0")]
        return sorted(found, key=lambda item: str(getattr(item, field)))

    def _work(self) -> Iterator[str]:
        done: dict[str, Counter[str]] = {}
        for table in _WORK:
            for item in self._recent(getattr(self.record, table)):
                done.setdefault(item.by, Counter())[table] += 1
        for name in sorted(done):
            counts = ", ".join(
                f"{count} {_WORK[table][count > 1]}" for table, count in done[name].items()
            )
            yield f"- {escape(name) or 'unknown'}: {counts}"

    def _decided(self) -> Iterator[str]:
        for ruling in self._recent(self.record.adjudications):
            label = escape(label_text(self.options.scheme, ruling.label))
            how = f"{ruling.provenance}, {_who(ruling)}"
            note = f" — {escape(ruling.note)}" if ruling.note else ""
            yield f"- {self._claim(ruling.claim)}: **{label}** ({how}){note}"
        for claim in self._recent(self.record.claims, "published"):
            if claim.published:
                yield f"- {self._claim(claim.id)}: published ({claim.published[:10]})"
        for correction in self._recent(self.record.corrections):
            text = escape(correction.text)
            yield f"- {self._claim(correction.claim)}: corrected ({_who(correction)}) — {text}"
        for done in self._recent(self.record.passes, "submitted"):
            if done.submitted:
                closed = f", closed by {escape(done.closed_by)}" if done.closed_by else ""
                name = f"{done.name} pass over {escape(done.case)}"
                yield f"- {escape(done.reviewer)} submitted the {name}{closed}"

    def _verdicts(self) -> Iterator[str]:
        for verdict in self._recent(self.record.verdicts):
            label = escape(label_text(self.options.scheme, verdict.label))
            later = ", after discussion" if verdict.after_discussion else ""
            why = f" — {escape(verdict.rationale)}" if verdict.rationale else ""
            yield f"- {self._claim(verdict.claim)}: {label} ({_who(verdict)}{later}){why}"

    def _open(self) -> Iterator[str]:
        for claim in self.record.claims:
            if claim.state != "void" and (question := self._question(claim)):
                yield f"- {self._claim(claim.id)}: {question}"
        for task in self.record.assignments:
            asked = self.claims.get(task.claim)
            if asked and task.reviewer not in {item.by for item in self.dossiers.verdicts(asked)}:
                yield f"- {self._claim(task.claim)}: waits for {escape(task.reviewer)}"
        for going in self.record.passes:
            if not going.submitted:
                name = f"{going.name} pass over {escape(going.case)}"
                yield f"- {escape(going.reviewer)} has not submitted the {name}"
        for group in gathered(self.record.conflicts):
            names = " and ".join(sorted({escape(value.by) for value in group[0].values}))
            fields = [item.field for item in group if item.field not in SIGNATURE]
            said = "whether it is deleted" if fields == ["*"] else escape(", ".join(fields))
            yield f"- conflict over {said} of {self._disputed(group[0])}, between {names}"

    def _disputed(self, conflict: Conflict) -> str:
        """What a conflict is about, by the words of its claim where there is one."""
        if conflict.table == "claims":
            return self._claim(conflict.id)
        if conflict.table == "articles":
            titles = (
                item.title
                for item in self.record.articles
                if derived_id("article", item.id) == conflict.id
            )
            return f"the article “{escape(next(titles, conflict.id))}”"
        items = getattr(self.record, conflict.table)
        claim = next((getattr(item, "claim", "") for item in items if item.id == conflict.id), "")
        what = _DISPUTED.get(conflict.table, conflict.table.removesuffix("s"))
        return f"the {what} of {self._claim(claim)}" if claim else f"{what} {escape(conflict.id)}"

    def _question(self, claim: Claim) -> str:
        final = self.dossiers.final(claim)
        if final.label is not None:
            return ""
        said = [
            f"{escape(item.by)} says {escape(label_text(self.options.scheme, item.label))}"
            for item in self.dossiers.standing(claim)
        ]
        return "; ".join(said) or "no verdict yet"

    def _claim(self, claim_id: str) -> str:
        claim = self.claims.get(claim_id)
        text = claim.text if claim else claim_id
        return f"“{escape(text if len(text) <= 80 else text[:79] + '…')}”"


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    yield from ("", f"## {title}", "")
    nothing = True
    for line in lines:
        nothing = False
        yield line
    if nothing:
        yield "Nothing."


def _who(item: Any) -> str:
    return f"{escape(item.by)}, {item.at[:10]}" if item.by else str(item.at[:10])
