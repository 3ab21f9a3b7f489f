"""Which key does what: the user's `[keys]` laid over the defaults, and checked.

A key is written as it is typed (`L`, `?`, `<`) or by its name (`enter`, `shift+tab`, `ctrl+d`); the
keys of one action are separated by commas, the comma itself is `comma`.
"""

import difflib
import string
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.domain.errors import WrongUse

_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_SHOWN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "backspace": "Backspace",
}
_MODIFIERS = {"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt"}

_ARRIVE_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace"}
"""What terminals send as another key."""
_KEPT = {"ctrl+q": "app.quit", "ctrl+p": "app.palette", "ctrl+c": "nothing else"}
"""Keys that work everywhere, in every form too, and what they are for."""

_WRITTEN_IN = frozenset({"form", "search"})
"""Scopes whose keys come before the field that is written in."""
_WITHOUT_LISTS = frozenset({"pane", "form"})


@dataclass(frozen=True, slots=True)
class Bound:
    """An action that keys can be bound to."""

    name: str
    keys: str
    """Default keys, separated by commas."""
    scope: str
    """Where the keys work: `app`, `compare`, `pane`, `list`, or the name of another screen."""


def key_name(key: str) -> str:
    """The name of a key: `?` is `question_mark`; names stay as they are."""
    key = key.strip()
    if len(key) != 1 or key.isalnum():
        return key
    try:
        name = unicodedata.name(key).lower().replace("-", "_").replace(" ", "_")
    except ValueError:
        return key
    return _NAMES.get(name, name)


_SIGNS = {key_name(sign): sign for sign in string.punctuation}
_NAMED = frozenset({*_SHOWN, *_SIGNS, "insert", *(f"f{number}" for number in range(1, 25))})


def key_names(keys: str) -> tuple[str, ...]:
    """The names of keys that are separated by commas."""
    return tuple(key_name(key) for key in keys.split(",") if key.strip())


def check_key(name: str, where: str) -> None:
    """Make sure that there is such a key.

    Args:
        name: one key's name, as `key_name` gives it.
        where: what is said to hold it, for messages.

    Raises:
        WrongUse: if no terminal sends a key of that name.
    """
    if name in _ARRIVE_AS:
        raise WrongUse(
            f"{name} arrives as {_ARRIVE_AS[name]} in terminals", where=where, hint="choose another"
        )
    *modifiers, key = name.split("+")
    unknown = [item for item in modifiers if item not in _MODIFIERS]
    if key in _NAMED or (len(key) == 1 and key.isprintable()):
        if not unknown and not (len(key) == 1 and "shift" in modifiers):
            return
        if not unknown:
            raise WrongUse(f"there is no key {name!r}", where=where, hint=f"write {key.upper()}")
    near = difflib.get_close_matches((unknown or [key])[0], (*_NAMED, *_MODIFIERS), n=1)
    hint = f"did you mean {near[0]!r}?" if near else "for example: L, ?, f5, ctrl+l, shift+up"
    raise WrongUse(f"there is no key {name!r}", where=where, hint=hint)


def writes(name: str) -> bool:
    """Whether a key writes a character, or takes one away."""
    return len(name) == 1 or name in _SIGNS or name in ("space", "backspace", "delete")


def shown_key(name: str) -> str:
    """How a key is called on the screen: `ctrl+d` is `Ctrl+d`, `question_mark` is `?`."""
    *modifiers, key = name.split("+")
    return "+".join((*(_MODIFIERS.get(item, item) for item in modifiers), _shown_plain(key)))


def _shown_plain(key: str) -> str:
    if key[0] == "f" and key[1:].isdecimal():
        return key.upper()
    return _SHOWN.get(key) or _SIGNS.get(key, key)


def shown_keys(keys: str) -> str:
    """How the keys of an action are called on the screen, separated by blanks."""
    return " ".join(shown_key(name) for name in key_names(keys))


def keymap(
    chosen: Mapping[str, str], actions: Iterable[Bound], where: str = "[keys]"
) -> dict[str, str]:
    """Lay the user's keys over the defaults.

    Args:
        chosen: action name → keys, as in the settings.
        actions: every action there is.
        where: the settings' name, for messages.

    Returns:
        Action name → key names, for the actions that differ from their defaults.

    Raises:
        WrongUse: if an action or a key is unknown, an action has no key, takes one that is needed
            for writing, or shares one with another in one place.
    """
    known = {action.name: action for action in actions}
    for name, keys in chosen.items():
        if name not in known:
            raise _unknown(name, known, where)
        if not key_names(keys):
            raise WrongUse(f"{name}: names no key", where=where, hint="for example: L or ctrl+l")
        for key in key_names(keys):
            check_key(key, f"{where} {name}")
            if _KEPT.get(key, name) != name:
                raise WrongUse(f"{key} is kept for {_KEPT[key]}", where=f"{where} {name}")
            if known[name].scope in _WRITTEN_IN and writes(key):
                raise WrongUse(
                    f"{shown_key(key)} is needed for writing",
                    where=f"{where} {name}",
                    hint="choose for example ctrl+l",
                )
    effective = {name: key_names(chosen.get(name, action.keys)) for name, action in known.items()}
    _refuse_clashes(effective, known, where, frozenset(chosen))
    return {name: ",".join(effective[name]) for name in chosen}


def find(name: str, actions: Iterable[Bound], where: str = "") -> Bound:
    """The action of that name.

    Raises:
        WrongUse: if there is none.
    """
    known = {action.name: action for action in actions}
    if name not in known:
        raise _unknown(name, known, where)
    return known[name]


def _unknown(name: str, known: Mapping[str, Bound], where: str) -> WrongUse:
    near = difflib.get_close_matches(name, known, n=1)
    if not near:
        near = [item for item in known if item.rpartition(".")[2] == name][:1]
    hint = f"did you mean {near[0]!r}?" if near else "`workbench keys` names every action"
    return WrongUse(f"there is no action {name!r}", where=where, hint=hint)


def _refuse_clashes(
    effective: Mapping[str, tuple[str, ...]],
    known: Mapping[str, Bound],
    where: str,
    changed: frozenset[str],
) -> None:
    for first, second, key in clashes(effective, {name: a.scope for name, a in known.items()}):
        if first in changed or second in changed:
            raise WrongUse(
                f"{shown_key(key)} would do both {first!r} and {second!r}",
                where=where,
                hint="give one of them another key",
            )


def clashes(
    effective: Mapping[str, tuple[str, ...]], scopes: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """The pairs of actions that share a key where both can be reached: (action, action, key)."""
    holders: dict[str, list[str]] = {}
    for name, keys in effective.items():
        for key in keys:
            holders.setdefault(key, []).append(name)
    found = []
    for key, names in holders.items():
        for index, first in enumerate(names):
            found += [
                (first, second, key)
                for second in names[index + 1 :]
                if _meet(scopes[first], scopes[second]) and not _meant({first, second})
            ]
    return found


def _meant(names: set[str]) -> bool:
    """Whether two actions share a key on purpose.

    A screen takes the key that quits to close itself, and a screen that has a list does by the
    same keys what the list would do.
    """
    ends = {name.rpartition(".")[2] for name in names}
    if "app.quit" in names:
        return any(name.endswith(".close") for name in names)
    return len(ends) == 1 and any(name.startswith("list.") for name in names)


def _meet(first: str, second: str) -> bool:
    """Whether keys of both scopes can be pressed in one place."""
    scopes = {first, second}
    if len(scopes) == 1 or "app" in scopes or scopes == {"compare", "pane"}:
        return True
    return "list" in scopes and not scopes & _WITHOUT_LISTS
