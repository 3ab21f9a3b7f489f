"""`workbench keys [ACTION [KEYS]]`: what every key does, and where it is bound."""

import argparse

from workbench.cli import output
from workbench.cli.opening import open_workspace
from workbench.config.keymap import Bound, shown_keys
from workbench.config.paths import user_settings
from workbench.domain.errors import WrongUse
from workbench.workspace.preferences import KeyPreference, change_keys, key_preferences


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which action, its keys, and the form."""
    parser.add_argument("action", nargs="?", help="only this one, for example compare.link")
    parser.add_argument("keys", nargs="?", help="bind it to these, with commas between them")
    parser.add_argument("--default", action="store_true", help="go back to its default keys")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """List the keys, or bind one action anew."""
    from workbench.tui.actions import every_action

    if args.default and (args.keys is not None or args.action is None):
        raise WrongUse("--default takes an action and no keys")
    actions = {action.name: action for action in every_action()}
    bounds = [action.bound for action in actions.values()]
    with open_workspace(args) as workspace:
        if args.keys is not None or args.default:
            change_keys(workspace, args.action, args.keys, bounds)
            output.line(f"written to {user_settings()}")
            return 0
        found = key_preferences(workspace, _only(bounds, args.action))
    if args.json:
        output.value([_plain(item, actions[item.name].title) for item in found])
    else:
        rows = [(item.name, shown_keys(item.keys), item.source, actions[item.name].title)
                for item in found]  # fmt: skip
        output.table(("action", "keys", "from", "what it does"), rows)
    return 0


def _only(bounds: list[Bound], name: str | None) -> list[Bound]:
    if name is None:
        return bounds
    from workbench.config.keymap import find

    return [find(name, bounds)]


def _plain(item: KeyPreference, title: str) -> dict[str, object]:
    return {
        "action": item.name,
        "title": title,
        "keys": item.keys.split(","),
        "default": item.default.split(","),
        "source": item.source,
    }
