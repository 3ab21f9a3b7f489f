"""`workbench new DIR`: a workspace to start in."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.cli import output
from workbench.cli.questions import can_ask, choose, tell
from workbench.config.scheme import VerdictLabel
from workbench.workspace.creating import create_workspace, read_guidelines, require_free

_BLIND = (
    ("off", "everybody sees everything at once"),
    ("on", "others’ verdicts and the suggestions stay hidden until one’s own pass is submitted"),
    ("all", "others’ marks and claims too"),
)
_MOST_LABELS = 6


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the workspace is to be."""

    scheme: str = ""
    blind: str = "off"
    guidelines: str = ""
    """A file to copy; empty for a page to fill in."""
    reviewer: str = ""
    """To be kept in the user's own settings."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the folder and what to put in it."""
    parser.add_argument("folder", help="a folder that is empty or not there yet")
    parser.add_argument(
        "--example", action="store_true", help="put the two example articles into it"
    )
    parser.add_argument("--scheme", help="a preset of verdict labels")
    parser.add_argument(
        "--blind", choices=("off", "on", "all"), help="begin with a blind pass (default: off)"
    )
    parser.add_argument("--guidelines", metavar="FILE", help="a page for reviewers, copied")


def run(args: argparse.Namespace) -> int:
    """Make the folder and say what to do with it; asks in a terminal if no option is given."""
    folder = Path(args.folder)
    require_free(folder)
    given = (args.example, args.scheme, args.blind, args.guidelines, args.reviewer)
    if not any(given) and can_ask():
        wishes = _asked()
    else:
        wishes = Wishes(args.scheme or "", args.blind or "off", args.guidelines or "")
    create_workspace(
        folder,
        example=args.example,
        scheme=wishes.scheme,
        blind=wishes.blind,
        guidelines=read_guidelines(Path(wishes.guidelines)) if wishes.guidelines else "",
    )
    if wishes.reviewer:
        from workbench.config.paths import user_settings
        from workbench.config.writing import write_setting

        # In the workspace's settings it would sign everybody else's work too.
        write_setting(user_settings(), ("reviewer",), wishes.reviewer)
    if args.example:
        output.line(f"made {folder} with two articles; open it: workbench {folder}")
    else:
        output.line(f"made {folder}; put articles into {folder / 'seeds'}, or: workbench {folder}")
    return 0


def _asked() -> Wishes:
    from workbench.config.presets import PRESETS

    schemes = [(name, _labels(item.verdicts)) for name, item in PRESETS.items()]
    return Wishes(
        choose("Which verdicts? They can be changed later in workbench.toml.", schemes),
        choose("Begin with a blind pass?", _BLIND),
        tell(
            "Guidelines for reviewers, a file to copy (Enter: a page to fill in)",
            _readable,
        ),
        _name(),
    )


def _labels(verdicts: Sequence[VerdictLabel]) -> str:
    shown = [f"{label.glyph} {label.label}" for label in verdicts[:_MOST_LABELS]]
    return " · ".join([*shown, "…"] if len(verdicts) > _MOST_LABELS else shown)


def _readable(answer: str) -> None:
    read_guidelines(Path(answer))


def _name() -> str:
    """The name to be kept; empty if there is one already, or none is wanted."""
    import getpass

    from workbench.config.paths import user_settings
    from workbench.config.settings import load

    own = user_settings()
    if load(own, own).reviewer:
        return ""
    return tell(f"Your name, under which your work is kept (Enter: {getpass.getuser()})")
