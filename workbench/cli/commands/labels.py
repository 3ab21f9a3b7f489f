"""`workbench labels`: labels in use that the scheme no longer has, and what they become."""

import argparse
from dataclasses import asdict

from workbench.cli import output
from workbench.cli.diagnostics import warn
from workbench.cli.opening import open_workspace
from workbench.domain.errors import WrongUse
from workbench.workspace import relabelling
from workbench.workspace.commands import MapLabels, NewLabel
from workbench.workspace.relabelling import OldLabel
from workbench.workspace.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what becomes of which label."""
    parser.add_argument(
        "--map", action="append", default=[], metavar="OLD=NEW", help="replace a label; undo works"
    )
    parser.add_argument(
        "--keep", action="append", default=[], metavar="OLD", help="leave a label as it was"
    )
    parser.add_argument(
        "--ask", action="append", default=[], metavar="OLD", help="take back that it was kept"
    )
    parser.add_argument("--proposed", action="store_true", help="replace all by what is proposed")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Carry out what is asked for, then list what is left."""
    with open_workspace(args) as workspace:
        labels = relabelling.old_labels(workspace)
        for old in args.ask:
            label = _find(old, labels)
            relabelling.ask_again(workspace, label.field, label.old)
        for old in args.keep:
            label = _find(old, labels)
            relabelling.keep_label(workspace, label.field, label.old)
        _map(workspace, args, relabelling.old_labels(workspace))
        left = relabelling.old_labels(workspace)
        if args.json:
            output.value([asdict(label) for label in left])
        elif not left:
            output.line("every label in use is in the scheme")
        else:
            rows = [
                (
                    label.field,
                    label.old,
                    str(label.used),
                    "stays as it was" if label.kept else label.proposal or "",
                    ", ".join(label.choices) or "none",
                )
                for label in left
            ]
            output.table(("field", "label", "used", "proposed", "the scheme has"), rows)
    return 0


def _map(workspace: Workspace, args: argparse.Namespace, labels: tuple[OldLabel, ...]) -> None:
    chosen = {}
    if args.proposed:
        chosen = {
            (label.field, label.old): label.proposal
            for label in labels
            if label.proposal is not None and not label.kept
        }
    for pair in args.map:
        old, equals, new = pair.partition("=")
        if not (equals and old and new):
            raise WrongUse(f"--map {pair!r} is not OLD=NEW", hint="for example supported=supports")
        label = _find(old, labels)
        chosen[label.field, label.old] = new
    if not chosen:
        return
    new_labels = tuple(
        NewLabel(field=field, old=old, new=new) for (field, old), new in chosen.items()
    )
    for warning in workspace.do(MapLabels(labels=new_labels)).warnings:
        warn(warning)


def _find(named: str, labels: tuple[OldLabel, ...]) -> OldLabel:
    """The label meant: by its id, or with its field before it (`relation disputes`)."""
    found = [item for item in labels if named in (item.old, f"{item.field} {item.old}")]
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{item.field} {item.old}" for item in labels) or "none"
    what = "several labels are called" if found else "the scheme lacks no label in use called"
    raise WrongUse(f"{what} {named!r}", hint=f"there are: {known}")
