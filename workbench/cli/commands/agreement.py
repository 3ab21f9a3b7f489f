"""`workbench agreement`: how far reviewers agree, by the measures of the literature."""

import argparse
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from workbench.cli import output
from workbench.cli.diagnostics import Progress
from workbench.cli.opening import open_workspace
from workbench.config.scheme import Scheme
from workbench.workspace import team
from workbench.workspace.figures import PlotKind, figure_rows
from workbench.workspace.queries import label_of
from workbench.workspace.workspace import Workspace

_HEADER = ("figure", "value", "95 % interval", "n")
_KINDS: tuple[PlotKind, ...] = ("csv", "svg", "png")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the choice of a case, the intervals and the form."""
    parser.add_argument("--case", help="only this case")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--pairs", action="store_true", help="every pair of reviewers too")
    parser.add_argument(
        "--resamples", type=int, default=1000, metavar="N", help="of the bootstrap; 0: none"
    )
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write every figure as a table")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="write plots")
    parser.add_argument("--png", type=Path, metavar="FILE", help="write plots as a picture")
    parser.add_argument("--force", action="store_true", help="replace the files that are there")


def run(args: argparse.Namespace) -> int:
    """Print the figures; those that are undefined say why."""
    with open_workspace(args) as workspace:
        found = team.agreement(
            workspace,
            case=args.case,
            resamples=max(0, args.resamples),
            tell=Progress("computing agreement"),
        )
        _write(args, found, workspace)
        if args.json:
            output.value(_plain(found))
            return 0
        for stage in (found.blind, found.discussed):
            if stage is not None:
                _stage(stage, workspace.scheme, pairs=args.pairs)
        for note in found.notes:
            output.line(f"note: {note}")
    return 0


def _stage(stage: "team.StageReport", scheme: Scheme, *, pairs: bool) -> None:
    """Print one stage: figures, what the verdicts were, how labels met, and pairs if asked."""
    name = "blind pass" if stage.stage == "blind" else "as of now"
    output.line(f"{name} · reviewers: {', '.join(stage.reviewers) or 'nobody yet'}")
    output.table(_HEADER, list(_rows(stage)))
    verdicts = stage.verdicts
    output.line(
        f"claims: {len(verdicts.agreeing)} agree, {len(verdicts.disagreeing)} disagree, "
        f"{len(verdicts.incomplete)} incomplete"
    )
    if any(any(own.values()) for own in stage.distribution.values()):
        output.line()
        _labels(stage, scheme)
    for pair in stage.pairs if pairs else ():
        output.line()
        output.line(" · ".join(pair.reviewers))
        output.table(_HEADER, list(_rows(pair)))
    output.line()


def _labels(stage: "team.StageReport", scheme: Scheme) -> None:
    """How often each reviewer gave each label, and which labels met on one claim."""
    given = stage.distribution
    used = [label for label in next(iter(given.values())) if any(s[label] for s in given.values())]
    names = [label_of(scheme, label).label for label in used]
    counts = [(who, *(str(len(own[label])) for label in used)) for who, own in given.items()]
    output.table(("verdicts given", *names), counts)
    met = stage.confusion
    if not met:
        return
    output.line()
    output.table(
        ("on one claim", *names),
        [
            (
                name,
                *(str(len(met.get((one, two)) or met.get((two, one)) or ())) for two in used),
            )
            for one, name in zip(used, names, strict=True)
        ],
    )


def _write(args: argparse.Namespace, found: "team.AgreementReport", workspace: Workspace) -> None:
    """Write the plots and the table that were asked for."""
    wanted = {kind: target for kind in _KINDS if (target := getattr(args, kind))}
    if not wanted:
        return
    from workbench.workspace import plots, targets

    title = args.case or workspace.name
    # All are made before any is written: what can't be made leaves nothing half done.
    made = [
        (target, plots.render(found, workspace.scheme, title, kind))
        for kind, target in wanted.items()
    ]
    targets.save(workspace.paths, made, force=args.force)


def _rows(of: Any) -> Iterator[tuple[str, str, str, str]]:
    """The figures of a stage or of a pair."""
    for row in figure_rows(of.verdicts, of.marks):
        figure = row.figure
        value = figure.reason if figure.value is None else f"{figure.value:.3f}"
        ends = figure.interval
        interval = f"{ends[0]:.3f} – {ends[1]:.3f}" if ends else ""
        yield row.name, value, interval, str(figure.n)


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
