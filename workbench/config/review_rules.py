"""The review rules of a workspace: `[review]` in `workbench.toml`."""

from dataclasses import dataclass
from typing import Literal, get_args

from workbench.domain.errors import BadInput, WrongUse
from workbench.domain.reviewer import reviewer_name

BlindMode = Literal["off", "on", "all"]


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """Who may do what, and what a reviewer sees before judging.

    Raises:
        WrongUse: if a value is not possible; the message names the key.
    """

    blind: BlindMode = "off"
    """`on` withholds what others think until one's own pass is submitted; `all` their spans too."""
    reviewers: tuple[str, ...] = ()
    """Empty: anyone may review."""
    adjudicators: tuple[str, ...] = ()
    """Empty: anyone may adjudicate."""
    publish_needs: int = 1
    """How many people must stand behind a published verdict; 2 is four eyes."""
    threshold: float = 2 / 3
    """The share of verdicts that must be equal when merging by threshold; over a half, up to 1."""

    def __post_init__(self) -> None:
        """Clean the names, and refuse what the program could not follow."""
        object.__setattr__(self, "reviewers", _names(self.reviewers, "reviewers"))
        object.__setattr__(self, "adjudicators", _names(self.adjudicators, "adjudicators"))
        if self.blind not in get_args(BlindMode):
            known = ", ".join(get_args(BlindMode))
            raise WrongUse(
                f"{self.blind!r} is no mode of blind review",
                where="[review] blind",
                hint=f"choose one of: {known}",
            )
        if self.publish_needs < 1:
            raise WrongUse(
                f"{self.publish_needs} people can't publish",
                where="[review] publish_needs",
                hint="1, or 2 for four eyes",
            )
        if not 0.5 < self.threshold <= 1:
            raise WrongUse(
                f"{self.threshold} is not over 0.5 and up to 1",
                where="[review] threshold",
                hint="for example 0.67",
            )

    def may_review(self, name: str) -> bool:
        """Whether the person is a reviewer here."""
        return not self.reviewers or name in self.reviewers

    def may_adjudicate(self, name: str) -> bool:
        """Whether the person may adjudicate, close passes, void and reopen."""
        return not self.adjudicators or name in self.adjudicators

    def only_adjudicates(self, name: str) -> bool:
        """Whether the person is an adjudicator and no reviewer, so that nothing is withheld."""
        return name in self.adjudicators and not self.may_review(name)


def _names(given: tuple[str, ...], key: str) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(reviewer_name(name) for name in given))
    except BadInput as error:
        raise WrongUse(error.message, where=f"[review] {key}", hint=error.hint) from None
