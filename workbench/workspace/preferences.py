"""Settings as a person meets them: meaning, value, and where the value comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any, Literal

from workbench.config.keymap import Bound, key_names, keymap
from workbench.config.keymap import find as find_action
from workbench.config.known import KNOWN, Known
from workbench.config.paths import user_settings
from workbench.config.settings import Settings, load, read
from workbench.config.writing import Value, write_setting
from workbench.domain.errors import NotPermitted, WrongUse
from workbench.domain.numbers import whole
from workbench.workspace.workspace import Workspace

Source = Literal["default", "workspace", "user"]

_YES, _NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")


@dataclass(frozen=True, slots=True)
class Preference:
    """A setting now."""

    known: Known
    value: str
    """As it is typed; names have commas between them."""
    source: Source


@dataclass(frozen=True, slots=True)
class KeyPreference:
    """The keys of an action now."""

    name: str
    keys: str
    """Key names with commas between them."""
    default: str
    source: Source


def preferences(workspace: Workspace) -> list[Preference]:
    """Every setting but the keys.

    Raises:
        WrongUse: if a settings file is wrong.
    """
    layers = _layers(workspace)
    shown = load(workspace.paths.settings, user_settings())
    return [
        Preference(known, _shown(_value(shown, known.path)), _source(layers, shown, known))
        for known in KNOWN
    ]


def key_preferences(workspace: Workspace, actions: Iterable[Bound]) -> list[KeyPreference]:
    """The keys of every action, in the order given.

    Raises:
        WrongUse: if a settings file is wrong.
    """
    shared, own = _layers(workspace)
    actions = list(actions)
    chosen = {**shared.keys, **own.keys}
    return [
        KeyPreference(
            action.name,
            ",".join(key_names(chosen.get(action.name) or action.keys)),
            action.keys,
            _source_of_keys(action.name, shared, own),
        )
        for action in actions
    ]


def _source_of_keys(name: str, shared: Settings, own: Settings) -> Source:
    if name in own.keys:
        return "user"
    return "workspace" if name in shared.keys else "default"


def change(workspace: Workspace, name: str, text: str | None) -> Path:
    """Write a setting to the file that it belongs to.

    Args:
        workspace: whose; what shows at once is in its `settings` afterwards.
        name: table and key, with a dot between them.
        text: the value as it is typed; None takes the setting out, so that the default holds.

    Returns:
        The file that was written.

    Raises:
        WrongUse: if there is no such setting, the value will not do, or the file can't be written.
        NotPermitted: if it is a rule of the workspace, and others decide on those.
    """
    known = find(name)
    if known.kind == "in the file":
        raise WrongUse(
            f"{name} has several parts", where=str(workspace.paths.settings), hint="edit the file"
        )
    if known.place == "workspace" and not workspace.rules.may_adjudicate(workspace.reviewer):
        raise NotPermitted(
            f"{name} holds for everybody", hint=f"ask {', '.join(workspace.rules.adjudicators)}"
        )
    file = user_settings() if known.place == "user" else workspace.paths.settings
    write_setting(file, known.path, None if text is None else parsed(known, text))
    if known.at_once:
        workspace.settings = load(workspace.paths.settings, user_settings())
    return file


def change_keys(
    workspace: Workspace, name: str, keys: str | None, actions: Iterable[Bound]
) -> dict[str, str]:
    """Write the keys of an action to the user's settings.

    Args:
        workspace: whose `settings` hold the new keys afterwards.
        name: the action's.
        keys: with commas between them; None goes back to what holds without the user's word.
        actions: every action there is.

    Returns:
        The keymap in force: action name → key names, where it differs from the default.

    Raises:
        WrongUse: if there is no such action or key, or the key does something else already.
    """
    actions = list(actions)
    name = find_action(name, actions).name
    shared, own = _layers(workspace)
    chosen = {**shared.keys, **own.keys}
    if keys is None:
        chosen = {**shared.keys, **{item: own.keys[item] for item in own.keys if item != name}}
    else:
        chosen[name] = keys
    made = keymap(chosen, actions, "[keys]")
    plain = None if keys is None else ", ".join(key_names(keys))
    write_setting(user_settings(), ("keys", name), plain)
    workspace.settings = load(workspace.paths.settings, user_settings())
    return made


def find(name: str) -> Known:
    """The setting of that name.

    Raises:
        WrongUse: if there is none.
    """
    import difflib

    by_name = {known.name: known for known in KNOWN}
    if name in by_name:
        return by_name[name]
    near = difflib.get_close_matches(name, by_name, n=1)
    hint = f"did you mean {near[0]!r}?" if near else "`workbench settings` lists them"
    raise WrongUse(f"there is no setting {name!r}", hint=hint)


def parsed(known: Known, text: str) -> Value:
    """A value as it is typed → as it is written.

    Raises:
        WrongUse: if the setting can't be that.
    """
    text = text.strip()
    if known.kind == "yes or no":
        if text.lower() in (*_YES, *_NO):
            return text.lower() in _YES
        raise _wrong(known, text, "yes or no")
    if known.kind == "choice" and text not in known.choices:
        raise _wrong(known, text, ", ".join(choice or "nothing" for choice in known.choices))
    if known.kind == "names":
        return tuple(name.strip() for name in text.split(",") if name.strip())
    if known.kind == "number":
        number = whole(text)
        if number is None:
            raise _wrong(known, text, "a whole number")
        return number
    return _share(known, text) if known.kind == "share" else text


def _share(known: Known, text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise _wrong(known, text, "a share such as 0.67") from None


def _wrong(known: Known, text: str, may_be: str) -> WrongUse:
    return WrongUse(f"{text!r} will not do", where=known.name, hint=f"it may be {may_be}")


def _layers(workspace: Workspace) -> tuple[Settings, Settings]:
    """What the workspace's file says, and what the user's does."""
    return read(workspace.paths.settings), read(user_settings())


def _source(layers: tuple[Settings, Settings], shown: Settings, known: Known) -> Source:
    value, default = _value(shown, known.path), _value(Settings(), known.path)
    shared, own = (_value(layer, known.path) for layer in layers)
    if value == default:
        return "default"
    if known.place == "user":
        return "user" if value == own else "workspace"
    return "workspace" if value == shared else "user"


def _value(settings: Settings, path: tuple[str, ...]) -> Any:
    return reduce(getattr, path, settings)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, dict):
        return ", ".join(f"{old} → {new}" for old, new in value.items())
    if isinstance(value, tuple):
        return ", ".join(item if isinstance(item, str) else item.id for item in value)
    return str(value)
