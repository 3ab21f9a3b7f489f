"""Who may do what, as errors that say what to do."""

from workbench.config.review_rules import ReviewRules
from workbench.domain.errors import BadInput, NotPermitted


class UnknownReviewer(BadInput):
    """The review rules know no reviewer of that name."""


def check_reviewer(name: str, rules: ReviewRules) -> None:
    """Make sure that work can be given to somebody.

    Raises:
        UnknownReviewer: if the rules name the reviewers and this is none of them.
        BadInput: if the name is empty.
    """
    if not name.strip():
        raise BadInput("a reviewer needs a name")
    if not rules.may_review(name):
        raise UnknownReviewer(
            f"there is no reviewer {name!r}",
            hint=f"[review] reviewers in workbench.toml: {', '.join(rules.reviewers)}",
        )


def check_may_review(name: str, rules: ReviewRules) -> None:
    """Make sure that somebody may judge.

    Raises:
        NotPermitted: if the rules name the reviewers and this is none of them.
    """
    if not rules.may_review(name):
        raise NotPermitted(
            f"{name!r} is no reviewer here",
            hint=f"[review] reviewers in workbench.toml: {', '.join(rules.reviewers)}",
        )


def check_adjudicator(name: str, rules: ReviewRules, what: str) -> None:
    """Make sure that somebody may do what adjudicators do (`what`, for example "publish").

    Raises:
        NotPermitted: if the rules name the adjudicators and this is none of them.
    """
    if not rules.may_adjudicate(name):
        raise NotPermitted(
            f"{name!r} is no adjudicator, so may not {what}",
            hint=f"[review] adjudicators in workbench.toml: {', '.join(rules.adjudicators)}",
        )
