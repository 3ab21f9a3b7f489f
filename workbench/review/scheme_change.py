"""A scheme changed after work was done: old labels stay readable, and a mapping is asked for.

Nothing is rewritten on its own. A label that the scheme no longer has keeps its id, is shown with
that id, and counts in agreement as a label of its own, until somebody maps it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from workbench.config.presets import PRESETS
from workbench.config.scheme import Scheme, VerdictLabel
from workbench.domain.errors import BadInput, UnknownLabel
from workbench.domain.record import Record
from workbench.domain.review import Adjudication
from workbench.domain.span import Link, Span
from workbench.domain.verdict import Verdict

Field = Literal["verdict", "relation", "aspect", "voice", "certainty", "span label"]

FOREIGN_GLYPH = "¿"
"""Drawn for a verdict that the scheme does not have."""

Changed = Verdict | Adjudication | Link | Span


@dataclass(frozen=True, slots=True)
class Question:
    """A label in use that the scheme does not have: what should it become?"""

    field: Field
    old: str
    used_by: tuple[str, ...]
    """Ids of the verdicts and adjudications, links or spans."""
    choices: tuple[str, ...]
    """Labels of the scheme."""
    proposal: str | None
    """A label that means the same by the scheme's own maps, or is spelt nearly the same."""

    def __str__(self) -> str:
        """One line that asks for the mapping."""
        times = "once" if len(self.used_by) == 1 else f"{len(self.used_by)} times"
        guess = f" ({self.proposal}?)" if self.proposal else ""
        known = ", ".join(self.choices) or "none"
        return (
            f"the {self.field} {self.old!r} is used {times} and is not in the scheme; "
            f"map it to one of: {known}{guess}"
        )


Mapped = Mapping[tuple[Field, str], str]
"""(field, old label) → new label."""


def readable(label: str, scheme: Scheme) -> VerdictLabel:
    """How to show a verdict label, whether the scheme has it or not; never raises."""
    for known in scheme.verdicts:
        if known.id == label:
            return known
    for old in _preset_labels(label):
        return replace(old, label=f"{old.label} (not in the scheme)", rank=None, evidence=0)
    return VerdictLabel(label, f"{label} (not in the scheme)", glyph=FOREIGN_GLYPH, rationale=False)


def questions(record: Record, scheme: Scheme) -> tuple[Question, ...]:
    """Every label in use that the scheme does not have, each once."""
    used: dict[tuple[Field, str], list[str]] = defaultdict(list)
    for item, field, label in _labels(record):
        used[field, label].append(item.id)
    choices = _choices(scheme)
    return tuple(
        Question(field, label, tuple(ids), choices[field], _propose(field, label, scheme))
        for (field, label), ids in used.items()
        if label not in choices[field]
    )


def apply_mapping(record: Record, mapping: Mapped, scheme: Scheme) -> tuple[Changed, ...]:
    """The records as they are after a mapping: only those that change.

    Who gave them and when stays; the store's history keeps the old label.

    Raises:
        UnknownLabel: if a new label is not in the scheme.
        BadInput: if an old label is in use nowhere.
    """
    choices = _choices(scheme)
    for (field, old), new in mapping.items():
        if new not in choices[field]:
            raise UnknownLabel(
                f"the scheme {scheme.name!r} has no {field} {new!r}",
                where=old,
                hint=f"it has: {', '.join(choices[field]) or 'none'}",
            )
    used: set[tuple[Field, str]] = set()
    changed: dict[str, Changed] = {}
    for item, field, label in _labels(record):
        used.add((field, label))
        new = mapping.get((field, label), label)
        if new != label:
            changed[item.id] = _relabelled(changed.get(item.id, item), field, new)
    for field, old in mapping:
        if (field, old) not in used:
            raise BadInput(f"nothing uses the {field} {old!r}", hint="leave it out of the mapping")
    return tuple(changed.values())


def _labels(record: Record) -> Iterable[tuple[Changed, Field, str]]:
    for verdict in record.verdicts:
        yield verdict, "verdict", verdict.label
    for final in record.adjudications:
        if final.label is not None:
            yield final, "verdict", final.label
    for link in record.links:
        yield link, "relation", link.relation
        if link.aspect is not None:
            yield link, "aspect", link.aspect
        if link.voice is not None:
            yield link, "voice", link.voice
        if link.certainty is not None:
            yield link, "certainty", link.certainty
    for span in record.spans:
        if span.label is not None:
            yield span, "span label", span.label


def _relabelled(item: Changed, field: Field, new: str) -> Changed:
    if isinstance(item, Link):
        match field:
            case "aspect":
                return replace(item, aspect=new)
            case "voice":
                return replace(item, voice=new)
            case "certainty":
                return replace(item, certainty=new)
            case _:
                return replace(item, relation=new)
    return replace(item, label=new)


def _choices(scheme: Scheme) -> dict[Field, tuple[str, ...]]:
    return {
        "verdict": tuple(label.id for label in scheme.verdicts),
        "relation": tuple(relation.id for relation in scheme.relations),
        "aspect": scheme.aspects,
        "voice": scheme.voices,
        "certainty": scheme.certainties,
        "span label": tuple(label.id for label in scheme.span_labels),
    }


def _preset_labels(label: str) -> list[VerdictLabel]:
    """What the presets know under that id."""
    return [item for scheme in PRESETS.values() for item in scheme.verdicts if item.id == label]


def _propose(field: Field, label: str, scheme: Scheme) -> str | None:
    if field == "verdict":
        for old in _preset_labels(label):
            same = [item.id for item in scheme.verdicts if _meaning(item) == _meaning(old)]
            if len(same) == 1 and _meaning(old):
                return same[0]
    from rapidfuzz import fuzz, process

    found = process.extractOne(label, _choices(scheme)[field], scorer=fuzz.ratio, score_cutoff=80)
    return found[0] if found else None


def _meaning(label: VerdictLabel) -> str:
    """What an exchange format calls it: the finer AVeriTeC name where there is one."""
    return label.averitec or label.fever
