"""Every setting with its meaning, what it may be, and whose file it belongs to."""

from dataclasses import dataclass
from typing import Literal

from workbench.config.presets import PRESETS

Kind = Literal["text", "yes or no", "number", "share", "names", "choice", "in the file"]
Place = Literal["user", "workspace"]

THEMES = ("dark", "light", "contrast", "contrast-light")
"""The names of the themes."""


@dataclass(frozen=True, slots=True)
class Known:
    """One setting."""

    name: str
    """Table and key, with a dot between them."""
    meaning: str
    """One sentence."""
    kind: Kind
    place: Place
    """Whose file it is written to: the user's goes with a person, the workspace's with the work."""
    choices: tuple[str, ...] = ()
    """What a `choice` may be; empty text stands for the program's own choice."""
    at_once: bool = False
    """Whether a change shows at once; else at the next start."""

    @property
    def path(self) -> tuple[str, ...]:
        """Table and key."""
        return tuple(self.name.split("."))


def _user(name: str, meaning: str, kind: Kind, *choices: str, at_once: bool = False) -> Known:
    return Known(name, meaning, kind, "user", choices, at_once)


def _shared(name: str, meaning: str, kind: Kind, *choices: str) -> Known:
    return Known(name, meaning, kind, "workspace", choices)


KNOWN: tuple[Known, ...] = (
    _user("reviewer", "The name under which work is recorded; empty takes the system's user.",
          "text"),
    _shared("store", "Address of a database that the team shares; empty: the folder alone.",
            "text"),
    _shared("case", "The case of articles that lie loose in seeds/; empty: the folder's name.",
            "text"),
    _user("appearance.theme", "The colours; empty lets the program choose by the background.",
          "choice", "", *THEMES, at_once=True),
    _user("appearance.background", "The terminal's background, where it can't be found out.",
          "choice", "", "dark", "light", at_once=True),
    _user("appearance.reduced_motion", "Nothing on the screen moves or blinks by itself.",
          "yes or no", at_once=True),
    _user("appearance.language", "Of the program, for example de; empty takes the system's.",
          "text"),
    _shared("scheme.preset", "The verdict labels, relations and aspects to choose from.", "choice",
            *PRESETS),
    _shared("scheme.verdicts", "Verdict labels that replace those of the preset.", "in the file"),
    _shared("scheme.relations", "Relations that replace those of the preset.", "in the file"),
    _shared("scheme.span_labels", "Categories that a span may carry.", "in the file"),
    _shared("scheme.aspects", "What a link may be about, in place of the preset's.", "names"),
    _shared("scheme.mapping", "Labels of an earlier scheme, and what they are called now.",
            "in the file"),
    _shared("review.blind", "Whether others' verdicts (all: marks too) are withheld at first.",
            "choice", "off", "on", "all"),
    _shared("review.reviewers", "Who may review; empty: anyone.", "names"),
    _shared("review.adjudicators", "Who may decide, close passes and change these; empty: anyone.",
            "names"),
    _shared("review.publish_needs", "How many people must stand behind a published verdict.",
            "number"),
    _shared("review.threshold", "The share of equal verdicts that settles a claim by rule.",
            "share"),
    _shared("publisher.name", "Who publishes; some exports need it.", "text"),
    _shared("publisher.url", "The address under which the fact-checks appear.", "text"),
)  # fmt: skip
"""All but the keys, which are one setting an action."""
