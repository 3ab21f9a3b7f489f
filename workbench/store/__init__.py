"""The store: an append-only folder of events, folded into tables that TinyDB can read.

Names are imported when they are asked for, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.store.operations import (
        Change,
        Committed,
        Delete,
        Delta,
        Fault,
        Op,
        Put,
        UndoBlocked,
        UndoStep,
    )
    from workbench.store.records import from_row, put, to_row
    from workbench.store.store import Store, open_store
    from workbench.store.values import Json, Row

_WHERE = {
    "operations": (
        "Change",
        "Committed",
        "Delete",
        "Delta",
        "Fault",
        "Op",
        "Put",
        "UndoBlocked",
        "UndoStep",
    ),
    "records": ("from_row", "put", "to_row"),
    "store": ("Store", "open_store"),
    "values": ("Json", "Row"),
}
_MODULES = {name: module for module, names in _WHERE.items() for name in names}

__all__ = [
    "Change",
    "Committed",
    "Delete",
    "Delta",
    "Fault",
    "Json",
    "Op",
    "Put",
    "Row",
    "Store",
    "UndoBlocked",
    "UndoStep",
    "from_row",
    "open_store",
    "put",
    "to_row",
]


def __getattr__(name: str) -> Any:
    """Import a public name on first use (PEP 562)."""
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value
