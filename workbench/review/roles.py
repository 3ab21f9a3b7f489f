"""Who may do what, as errors that say what to do."""

from collections.abc import Collection

from workbench.config.review_rules import ReviewRules
from workbench.domain.errors import BadInput, NotPermitted
from workbench.domain.reviewer import reviewer_name

_NAMED = 9
"""How many known names an error lists."""


class UnknownReviewer(BadInput):
    """The review rules know no reviewer of that name."""


def check_reviewer(name: str, rules: ReviewRules) -> None:
    """Make sure that work can be given to somebody.

    Raises:
        UnknownReviewer: if the rules name the reviewers and this is none of them.
        BadInput: if it can't be a name.
    """
    reviewer_name(name)
    if not rules.may_review(name):
        raise UnknownReviewer(
            f"there is no reviewer {name!r}",
            hint=f"[review] reviewers in workbench.toml: {', '.join(rules.reviewers)}",
        )


def check_known(name: str, known: Collection[str], rules: ReviewRules) -> None:
    """Make sure that there is somebody of that name, where the rules name nobody.

    Args:
        name: who is meant.
        known: everybody who did something here, or was asked to.
        rules: the review rules.

    Raises:
        UnknownReviewer: if there is nobody.
    """
    if not rules.reviewers and name not in known:
        import difflib

        near = difflib.get_close_matches(name, known, n=1)
        others = ", ".join(sorted(known)[:_NAMED])
        hint = f"did you mean {near[0]!r}?" if near else f"known here: {others}"
        raise UnknownReviewer(f"there is no reviewer {name!r}", hint=hint)


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
