"""`workbench agreement`: how far reviewers agree, by the measures of the literature."""

import argparse
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from workbench.cli import output
from workbench.cli.opening import open_workspace
from workbench.workspace import team

_NAMES = {
    "percent": "percent agreement",
    "kappa": "kappa (Fleiss; Cohen for a pair)",
    "alpha": "Krippendorff's alpha, nominal",
    "alpha_ordinal": "Krippendorff's alpha, ordinal",
    "ac1": "Gwet's AC1",
    "spans_exact": "spans, F1 exact",
    "spans_overlap": "spans, F1 overlap",
    "alpha_u": "spans, Krippendorff's alpha_U",
    "links": "links, F1",
    "relations": "links, alpha on the relation",
    "b_cubed": "claims as clusters, B³",
    "ceaf_e": "claims as clusters, CEAF-e",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the choice of a case, the intervals and the form."""
    parser.add_argument("--case", help="only this case")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--pairs", action="store_true", help="every pair of reviewers too")
    parser.add_argument(
        "--resamples", type=int, default=1000, metavar="N", help="of the bootstrap; 0: none"
    )


def run(args: argparse.Namespace) -> int:
    """Print the figures; those that are undefined say why."""
    with open_workspace(args) as workspace:
        found = team.agreement(workspace, case=args.case, resamples=max(0, args.resamples))
        if args.json:
            output.value(_plain(found))
            return 0
        for stage in (found.blind, found.discussed):
            if stage is None:
                continue
            name = "blind pass" if stage.stage == "blind" else "as of now"
            who = ", ".join(stage.reviewers) or "nobody yet"
            output.line(f"{name} · reviewers: {who}")
            output.table(
                ("figure", "value", "95 % interval", "n"),
                [*_rows(stage.verdicts), *_rows(stage.marks)],
            )
            figures = stage.verdicts
            output.line(
                f"claims: {len(figures.agreeing)} agree, {len(figures.disagreeing)} disagree, "
                f"{len(figures.incomplete)} incomplete"
            )
            if args.pairs:
                for pair in stage.pairs:
                    output.line()
                    output.line(" · ".join(pair.reviewers))
                    output.table(
                        ("figure", "value", "95 % interval", "n"),
                        [*_rows(pair.verdicts), *_rows(pair.marks)],
                    )
            output.line()
        for note in found.notes:
            output.line(f"note: {note}")
    return 0


def _rows(figures: Any) -> Iterator[tuple[str, str, str, str]]:
    for item in fields(figures):
        figure = getattr(figures, item.name)
        if item.name not in _NAMES:
            continue
        value = figure.reason if figure.value is None else f"{figure.value:.3f}"
        low_high = figure.interval
        interval = f"{low_high[0]:.3f} – {low_high[1]:.3f}" if low_high else ""
        yield _NAMES[item.name], value, interval, str(figure.n)


def _plain(value: Any) -> Any:
    """Dataclasses as objects, and keys that are pairs as `a / b`."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, dict) or hasattr(value, "items"):
        return {
            " / ".join(key) if isinstance(key, tuple) else str(key): _plain(item)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple | frozenset | set):
        return [_plain(item) for item in value]
    return value
