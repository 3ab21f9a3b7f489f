"""The name under which somebody works."""

from workbench.domain.errors import BadInput, WrongUse
from workbench.domain.reviewer import reviewer_name


def name_of(given: str) -> str:
    """The name that is meant by what was typed or set.

    Raises:
        WrongUse: if it can't be one.
    """
    try:
        return reviewer_name(given)
    except BadInput as error:
        raise WrongUse(error.message, hint=error.hint or "start with --reviewer NAME") from None
