"""The steps of the tour, as data: a sentence, the keys it names, and what has to be true."""

from collections.abc import Callable
from dataclasses import dataclass

from workbench.config.words import mark


@dataclass(frozen=True, slots=True)
class Seen:
    """What the steps depend on; numbers count from where the tour began."""

    moved: bool = False
    """Whether a cursor has left the start of its article."""
    on_the_right: bool = False
    """Whether the right article has the keyboard."""
    suggested: bool = False
    """Whether a suggestion was walked to."""
    spans: int = 0
    links: int = 0
    claims: int = 0
    explained: int = 0
    """Verdicts with a rationale."""
    sources: int = 0
    decided: int = 0
    published: int = 0
    written: bool = False
    """Whether a ClaimReview was exported."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do."""

    name: str
    """Under which it is remembered."""
    says: str
    """What to do and why; `{0}` and so on stand for the keys."""
    keys: tuple[str, ...]
    """Names of actions, in the order of the sentence."""
    done: Callable[[Seen], bool]
    lasting: bool = True
    """Whether the record itself shows that it is done, so that undoing it leads back here."""


STEPS: tuple[Step, ...] = (
    Step(
        "read",
        mark(
            "Two reports of one event, side by side. Read a little on the left: {0} goes down"
            " a row, {1} a sentence."
        ),
        ("pane.cursor_down", "pane.sentence_next"),
        lambda seen: seen.moved,
        lasting=False,
    ),
    Step(
        "other",
        mark("{0} goes to the other article, and back. Each keeps its own cursor."),
        ("compare.other_article",),
        lambda seen: seen.on_the_right,
        lasting=False,
    ),
    Step(
        "highlight",
        mark(
            "Mark something worth checking: {0} selects the sentence ({1} any words, by "
            "moving), {2} highlights it."
        ),
        ("pane.select_sentence", "pane.toggle_select", "compare.open"),
        lambda seen: seen.spans > 0,
    ),
    Step(
        "find",
        mark(
            "{0} walks through what the program finds by rule, and brings the other article "
            "along. The reason stands at the bottom."
        ),
        ("compare.next_suggestion",),
        lambda seen: seen.suggested,
        lasting=False,
    ),
    Step(
        "link",
        mark(
            "{0} links both passages: what is marked or selected, else the sentence under "
            "each cursor. A digit says how they relate."
        ),
        ("compare.link",),
        lambda seen: seen.links > 0,
    ),
    Step(
        "claim",
        mark(
            "{0} makes a claim of what you marked and linked. Write it as one sentence that "
            "can be true or false, then {1}."
        ),
        ("compare.new_claim", "form.save"),
        lambda seen: seen.claims > 0,
    ),
    Step(
        "verdict",
        mark(
            "Is it so? A digit ({0} …) opens the form with that verdict; write why, then {1}."
            " Nothing is saved before."
        ),
        ("compare.verdict_1", "form.save"),
        lambda seen: seen.explained > 0,
    ),
    Step(
        "source",
        mark(
            "{0} adds a source: a title and an address will do. {1} saves, {2} goes to the "
            "next field."
        ),
        ("compare.evidence", "form.save", "form.next"),
        lambda seen: seen.sources > 0,
    ),
    Step(
        "decide",
        mark(
            "Several reviewers judge; then one decides. {0} opens the adjudication, {1} takes"
            " the majority (here: you)."
        ),
        ("compare.adjudication", "adjudication.merge"),
        lambda seen: seen.decided > 0,
    ),
    Step(
        "publish",
        mark(
            "In the adjudication {0} publishes the decided claim. From then on it changes "
            "only by a dated correction."
        ),
        ("adjudication.publish",),
        lambda seen: seen.published > 0,
    ),
    Step(
        "export",
        mark(
            "{0} goes back, {1} opens the export: choose claimreview, {2}, say who publishes "
            "and where to write it."
        ),
        ("adjudication.close", "compare.export", "export.open"),
        lambda seen: seen.written,
        lasting=False,
    ),
)
END = mark(
    "That is the whole way, and the record is yours. {0} undoes, {1} shows every key, {2} finds "
    "any action by its name."
)
"""What is said when every step is done."""
END_SKIPPED = mark(
    "That is the whole way; what you skipped can still be done. {0} undoes, {1} shows every key, "
    "{2} finds any action by its name."
)
"""What is said in its place when a step was skipped and not done since."""
END_KEYS = ("compare.undo", "app.help", "app.palette")
