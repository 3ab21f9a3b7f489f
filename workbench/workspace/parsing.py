"""Commands from JSON: the border where what others wrote becomes a `Command`."""

import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from workbench.domain.errors import BadInput
from workbench.domain.numbers import whole
from workbench.workspace.commands import COMMANDS, Command

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

_REFERENCE = re.compile(r"\$([1-9]\d*)")
_ID_FIELDS = frozenset(
    {
        "id", "span", "source", "target", "link", "claim", "spans", "links", "add_spans",
        "add_links", "evidence", "reply_to", "into", "claims", "suggestion", "article",
    }
)  # fmt: skip
_LONGEST = 16 * 1024 * 1024


def parse(line: bytes, made: Mapping[int, str | None]) -> Command:
    """Read one command.

    Args:
        line: a JSON object.
        made: what earlier lines made, by line number; `"$n"` stands for it where an id is expected.

    Raises:
        BadInput: if it is not JSON, not a command, or a field is missing, unknown or wrong.
    """
    if len(line) > _LONGEST:
        raise BadInput(f"the line is longer than {_LONGEST // 1024 // 1024} MiB")
    data = _object(line)
    name = data.pop("do", None)
    if not isinstance(name, str) or name not in COMMANDS:
        raise _unknown(name)
    filled = {
        field: _filled(value, made) if field in _ID_FIELDS else value
        for field, value in data.items()
    }
    from pydantic import ValidationError

    try:
        return _adapter(name).validate_json(json.dumps(filled), strict=True)
    except ValidationError as error:
        raise _explain(error.errors()[0], name) from None


def _object(line: bytes) -> dict[str, Any]:
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput(f"not UTF-8 at byte {error.start}", hint="save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise BadInput(f"not JSON at column {error.colno}: {error.msg}") from error
    except ValueError as error:
        raise BadInput("a number is too long to be read") from error
    except RecursionError as error:
        raise BadInput("nested too deeply to be a command") from error
    if not isinstance(data, dict):
        raise BadInput("not a JSON object", hint='a command looks like {"do": "add_span", …}')
    return data


def _unknown(name: object) -> BadInput:
    if name is None:
        return BadInput('the command has no "do"', hint="`workbench schema` shows all commands")
    near = difflib.get_close_matches(str(name), COMMANDS, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"commands: {', '.join(COMMANDS)}"
    return BadInput(f"there is no command {name!r}", hint=hint)


def _filled(value: Any, made: Mapping[int, str | None]) -> Any:
    if isinstance(value, list):
        return [_filled(item, made) for item in value]
    if isinstance(value, dict):
        # A passage in place of a span's id names its article.
        return {
            field: _filled(item, made) if field in _ID_FIELDS else item
            for field, item in value.items()
        }
    match = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return value
    number = whole(match[1])
    if number is None or number not in made:
        raise BadInput(f"{value!r} stands for line {match[1]}, which is not before this one")
    result = made[number]
    if result is None:
        raise BadInput(f"{value!r} stands for line {number}, which made nothing")
    return result


@cache
def _adapter(name: str) -> "TypeAdapter[Command]":
    from pydantic import TypeAdapter

    return TypeAdapter(COMMANDS[name])


def _explain(error: "ErrorDetails", name: str) -> BadInput:
    field = ".".join(str(part) for part in error["loc"])
    kind = error["type"]
    if kind == "missing_keyword_only_argument" or kind == "missing":
        return BadInput(f"{name} needs {field!r}")
    if kind == "unexpected_keyword_argument":
        known = [item.name for item in fields(COMMANDS[name])]
        near = difflib.get_close_matches(field, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"fields: {', '.join(known)}"
        if len(error["loc"]) > 1:
            hint = "`workbench schema` shows what belongs into it"
        return BadInput(f"{name} has no field {field!r}", hint=hint)
    message = error["msg"]
    return BadInput(f"{name}: {field}: {message[0].lower()}{message[1:]}")


def schema() -> dict[str, Any]:
    """The JSON Schema of a command (draft 2020-12), one alternative a command."""
    alternatives = []
    definitions: dict[str, Any] = {}
    for name, command in COMMANDS.items():
        described = _adapter(name).json_schema(ref_template="#/$defs/{model}")
        definitions |= described.pop("$defs", {})
        described["properties"] = {"do": {"const": name}, **described.get("properties", {})}
        described["required"] = ["do", *described.get("required", [])]
        described["title"] = name
        described["description"] = (command.__doc__ or "").strip()
        described["additionalProperties"] = False
        alternatives.append(described)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A command of `workbench apply`",
        "oneOf": alternatives,
        "$defs": definitions,
    }
