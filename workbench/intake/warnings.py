"""Warnings about a text that is accepted all the same, one line each."""

from itertools import groupby

from workbench.text.clean import Finding, Suspicion, suspicious

_MEANING: dict[Suspicion, str] = {
    "bidi": "bidirectional control, the text may be shown in another order than it is stored",
    "control": "control character, shown as a stand-in",
    "invisible": "invisible character",
    "surrogate": "half of a surrogate pair",
}


def of_text(text: str) -> tuple[str, ...]:
    """What a reader would not see in the text: one line for each kind, with the first place."""
    found = sorted(suspicious(text), key=lambda finding: finding.kind)
    return tuple(
        _line(text, list(group)) for _, group in groupby(found, key=lambda finding: finding.kind)
    )


def _line(text: str, found: list[Finding]) -> str:
    first = found[0]
    line = text.count("\n", 0, first.start) + 1
    return (
        f"{len(found)} × {_MEANING[first.kind]}; the first ({first.name}) at line {line},"
        f" offset {first.start}"
    )
