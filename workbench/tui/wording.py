"""How records are put into words on the screen."""

from collections.abc import Sequence

from workbench.config.scheme import Relation, Scheme
from workbench.config.words import _, ngettext
from workbench.domain.errors import UnknownLabel
from workbench.domain.span import Span
from workbench.tui.actions import first_key
from workbench.tui.bench import Bench
from workbench.tui.widgets.rows import Part, Row, one_line, row_cells, wrapped

STEP_WORDS = {
    "add_span": "the span",
    "edit_span": "the change of the span",
    "link": "the link",
    "edit_link": "the change of the link",
    "unlink": "the removal of the link",
    "add_claim": "the claim",
    "edit_claim": "the change of the claim",
    "omit": "the omission",
    "give_verdict": "the verdict",
    "add_evidence": "the evidence",
    "edit_evidence": "the change of the evidence",
    "comment": "the comment",
    "delete": "the deletion",
    "set_state": "the change of state",
    "merge_claims": "the merging of claims",
    "resolve": "the settling of a conflict",
    "add_article": "the article, or its new version",
    "edit_article": "the change of what is known about the article",
    "anchor": "the decision where the span stands",
    "rename_case": "the new name of the case",
    "archive_case": "the archiving",
    "move_article": "the move of the article",
    "restore_version": "the change of version",
    "decline_version": "the refusal of the new version",
    "map_labels": "the new names of labels",
    "add_case": "the new case",
    "accept": "the acceptance of the suggestion",
    "reject": "the rejection of the suggestion",
    "mute": "the muting of the rule",
    "submit_pass": "the submission of the pass",
    "reopen_pass": "the reopening of the pass",
    "close_pass": "the closing of the pass",
    "assign": "the assignment",
    "assign_case": "the assignment of the case",
    "assign_evenly": "the assignments",
    "adjudicate": "the final verdict",
    "adjudicate_all": "the final verdicts by rule",
    "undo": "undo",
    "undo-also": "undo",
    "redo": "redo",
    "tinydb": "a change through TinyDB",
}
"""What an event says it was made for → as people say it after “Took back”."""


def no_claims(bench: Bench) -> str:
    """What to do where claims would be listed."""
    link, claim = (first_key(f"compare.{name}", bench.keys) for name in ("link", "new_claim"))
    return _("No claims yet: {link} links two passages, {claim} makes a claim of them.").format(
        link=link, claim=claim
    )


def no_verdicts(bench: Bench) -> str:
    """Why a key that judges does nothing, and what to do instead."""
    key = first_key("compare.adjudication", bench.keys)
    return _("Reviewers give verdicts, and {name} is none here: {key} decides on claims").format(
        name=bench.reviewer, key=key
    )


def key_rows(keys: Sequence[tuple[str, str]], width: int) -> list[Row]:
    """Keys and what they do, beside each other, on as many rows as they need."""
    rows: list[list[Part]] = [[(" ", "")]]
    for key, words in keys:
        parts = [(key, "key"), (f" {words}   ", "dim")]
        if len(rows[-1]) > 1 and row_cells((*rows[-1], *parts)) > width + 3:
            rows.append([(" ", "")])
        rows[-1] += parts
    return [tuple(row) for row in rows]


def step_words(command: str) -> str:
    """A command's name as people say it."""
    if command.startswith("import "):
        return _("the import of {format}").format(format=command.removeprefix("import "))
    return _(STEP_WORDS.get(command, command.replace("_", " ")))


def relation_of(scheme: Scheme, relation: str) -> Relation:
    """The relation of that id; one of an earlier scheme is shown as it was written."""
    try:
        return scheme.relation(relation)
    except UnknownLabel:
        return Relation(relation, relation)


def quoted(text: str, width: int) -> str:
    """A quotation in one line of at most `width` cells."""
    return f"“{one_line(text, max(1, width - 2))}”"


def quote_rows(bench: Bench, article: str, quote: str, width: int, most: int = 3) -> list[Row]:
    """An article's title and a quotation from it, in a few rows."""
    title = one_line(bench.title_of(article), width - 2)
    lines = wrapped(f"“{' '.join(quote.split())}”", width - 4, most)
    return [((f" {title}", "dim"),), *(((f"   {line}", ""),) for line in lines)]


def span_rows(bench: Bench, span: Span, width: int, most: int = 3) -> list[Row]:
    """A span's article and quotation, in a few rows."""
    return quote_rows(bench, span.article, span.quote, width, most)


def count_of(number: int, thing: str) -> str:
    """`1 span`, `2 spans`."""
    one, many = f"{{count}} {thing}", f"{{count}} {thing}s"
    return ngettext(one, many, number).format(count=number)


def local_time(at: str) -> str:
    """A UTC time as local date and minute: `2025-05-14 17:03`."""
    from datetime import datetime

    try:
        moment = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at
    return moment.strftime("%Y-%m-%d %H:%M")
