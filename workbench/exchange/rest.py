"""What a format has no place for, counted from what it holds."""

from collections.abc import Mapping
from types import MappingProxyType

from workbench.domain.record import Record
from workbench.exchange.loss import Tally

_WHAT: Mapping[str, str] = MappingProxyType(
    {
        "articles": "articles",
        "spans": "spans",
        "links": "links",
        "claims": "claims",
        "verdicts": "verdicts",
        "evidence": "pieces of evidence",
        "omissions": "omissions",
        "comments": "comments",
        "corrections": "corrections",
        "adjudications": "adjudications",
        "assignments": "assignments",
        "passes": "passes",
        "decisions": "decisions on suggestions",
        "mutes": "muted rules",
        "conflicts": "conflicts",
    }
)
"""Table → what its records are called."""

_SIGNED = {"by": "names", "at": "times"}

FIELDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "articles": {
            "title": "titles", "source": "sources", "author": "authors", "published": "dates",
            "url": "addresses", "language": "languages", "notes": "notes",
        },
        "spans": {"label": "labels", "note": "notes", "was": "earlier words"},
        "links": {
            "aspect": "facets", "voice": "facets", "certainty": "facets", "note": "notes",
        },
        "claims": {
            "claimant": "claimants", "stated_on": "dates", "stated_at": "places", "tags": "tags",
            "priority": "priorities", "due": "due dates", "published": "dates of publication",
        },
        "verdicts": {
            "rationale": "rationales", "confidence": "confidences", "evidence": "citations",
            "round": "passes", "after_discussion": "times of discussion",
        },
        "evidence": {
            "quote": "quotes", "title": "titles", "url": "addresses", "locator": "locators",
            "archive_url": "archived copies", "file_hash": "hashes", "retrieved": "dates",
            "stance": "stances", "note": "notes",
        },
        "omissions": {"note": "notes"},
        "comments": {"reply_to": "replies"},
        "adjudications": {"note": "notes"},
        "passes": {"closed_by": "closings", "reopened_by": "reopenings"},
        "decisions": {"reason": "reasons"},
    }
)  # fmt: skip
"""Table → field → what it is called where it is lost; who made a record, and when, is in all."""

BESIDE: Mapping[str, str] = MappingProxyType({"articles": "*", "spans": "*", "links": "*"})
"""What is held by formats about texts that have our own objects beside them."""

_WHY = "the format has no place for them"


def count_rest(
    record: Record,
    tally: Tally,
    held: Mapping[str, str],
    whys: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Count every record, and every field of one, that is not held.

    Args:
        record: what was exported.
        tally: where it is counted.
        held: table → the fields that the format has a place for, with blanks between; `*` for all.
            Tables that are not named are lost as a whole.
        whys: table → why, where that is not simply for want of a place.
    """
    for table, what in _WHAT.items():
        items = getattr(record, table)
        why = whys.get(table, _WHY)
        fields = held[table].split() if table in held else None
        if fields is None:
            tally.add(what, why, len(items))
        elif "*" not in fields:
            names = {**FIELDS.get(table, {}), **_SIGNED}
            lost = {
                name: sum(bool(getattr(item, name)) for item in items)
                for name in names
                if name not in fields
            }
            told = dict.fromkeys(names[name] for name, count in lost.items() if count)
            tally.add(
                f"{', '.join(told)} of {what.removeprefix('pieces of ')}", why, sum(lost.values())
            )
