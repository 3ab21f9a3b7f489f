"""`workbench settings [NAME [VALUE]]`: what can be set, what it is, and where that comes from."""

import argparse

from workbench.cli import output
from workbench.cli.opening import open_workspace
from workbench.domain.errors import WrongUse
from workbench.workspace.preferences import Preference, change, find, preferences


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which setting, its value, and the form."""
    parser.add_argument("name", nargs="?", help="only this one, for example appearance.theme")
    parser.add_argument("value", nargs="?", help="set it to this; names with commas between them")
    parser.add_argument("--default", action="store_true", help="take it out of the file")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """List settings, or change one."""
    if args.default and (args.value is not None or args.name is None):
        raise WrongUse("--default takes a name and no value")
    if args.name:
        find(args.name)
    with open_workspace(args) as workspace:
        if args.value is not None or args.default:
            file = change(workspace, args.name, args.value)
            output.line(f"written to {file}")
            return 0
        found = [item for item in preferences(workspace) if args.name in (None, item.known.name)]
    if args.json:
        output.value([_plain(item) for item in found])
    else:
        rows = [(item.known.name, item.value or "–", item.source, item.known.meaning)
                for item in found]  # fmt: skip
        output.table(("setting", "value", "from", "meaning"), rows)
    return 0


def _plain(item: Preference) -> dict[str, object]:
    known = item.known
    return {
        "name": known.name,
        "value": item.value,
        "source": item.source,
        "meaning": known.meaning,
        "kind": known.kind,
        "choices": list(known.choices),
        "file": known.place,
        "at_once": known.at_once,
    }
