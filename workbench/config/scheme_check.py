"""What no scheme may say: two labels of one id, labels without a name, signs wider than a cell."""

import unicodedata
from collections.abc import Iterable

from workbench.config.scheme import Scheme
from workbench.domain.errors import WrongUse

_WITHOUT_CELL = frozenset({"Cc", "Cf", "Cn", "Cs", "Mn", "Me", "Zl", "Zp"})


def check(scheme: Scheme) -> Scheme:
    """Hand a scheme on that can be worked with.

    Raises:
        WrongUse: if it can't; the message names the table and the label.
    """
    for table, items in (
        ("verdicts", [(item.id, item.label, item.glyph) for item in scheme.verdicts]),
        ("relations", [(item.id, item.label, item.glyph) for item in scheme.relations]),
        ("span_labels", [(item.id, item.label, "•") for item in scheme.span_labels]),
    ):
        _check_table(f"[[scheme.{table}]]", items)
    for item in scheme.verdicts:
        if item.evidence < 0:
            raise WrongUse(f"{item.id!r} can't need {item.evidence} sources", where=_VERDICTS)
    return scheme


_VERDICTS = "[[scheme.verdicts]]"


def _check_table(where: str, items: Iterable[tuple[str, str, str]]) -> None:
    seen: set[str] = set()
    for number, (id, label, glyph) in enumerate(items, start=1):
        if not id.strip() or not label.strip():
            raise WrongUse(f"number {number} has no id or no label", where=where)
        if id in seen:
            raise WrongUse(
                f"the id {id!r} is there twice", where=where, hint="give one of them another"
            )
        if not _one_cell(glyph):
            raise WrongUse(
                f"the glyph {glyph!r} of {id!r} does not take one cell",
                where=where,
                hint="for example ✓ ✗ ? ±",
            )
        seen.add(id)


def _one_cell(glyph: str) -> bool:
    return (
        len(glyph) == 1
        and unicodedata.category(glyph) not in _WITHOUT_CELL
        and unicodedata.east_asian_width(glyph) not in "WF"
    )
