"""Where in a file something stands, found out only when there is a fault."""

from collections.abc import Callable

from workbench.domain.errors import BadInput

Place = str | Callable[[], str]
"""`file:line`, or what finds it: only a fault has to know it, and finding it takes a while."""


def resolve(place: Place) -> str:
    """The place as `file:line`."""
    return place if isinstance(place, str) else place()


def placed(error: BadInput, where: Place) -> BadInput:
    """The same complaint with its place, unless it has one."""
    return type(error)(error.message, where=error.where or resolve(where), hint=error.hint)
