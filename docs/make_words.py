"""Writes the template of all messages, and catalogues from it: `python docs/make_words.py`.

Without arguments it writes `workbench/config/locale/workbench.pot`, for translators. With a
language and a `.po` file it compiles the catalogue that the program loads. `qps FOLDER` makes the
language of the tests, in which every message stands in brackets.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.config.words import DOMAIN, LOCALE

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent
_PLACES = {
    "_": (0,), "mark": (0,), "say": (0,), "warn": (0,), "ngettext": (0, 1), "Line": (1, 3),
    "Choice": (1,), "Answer": (1,), "Option": (1,),
}  # fmt: skip
"""What takes messages → which of its arguments are shown."""
_RETURNED = frozenset({"heading", "nothing"})
"""Methods whose plain answers are shown."""
_LISTED = frozenset({"keys_shown", "keys", "_KEYS", "META"})
"""Tables of (name, words), or of (name, words, more words)."""
_NAMED = frozenset({"_STATE_NAMES", "_MODE_NAMES", "_FACET_NAMES", "EXPLAINED", "_TITLES"})
"""Tables of name → words."""

Message = str | tuple[str, str]
"""A message, or one for one thing and one for many."""


def messages() -> dict[Message, list[tuple[str, int]]]:
    """Every message, with the files and lines that it stands in."""
    found: dict[Message, list[tuple[str, int]]] = {}
    for file in sorted((ROOT / "workbench").rglob("*.py")):
        for message, line in _in_module(ast.parse(file.read_text("utf-8"))):
            found.setdefault(message, []).append((str(file.relative_to(ROOT)), line))
    for place, message in _in_registries():
        found.setdefault(message, []).append((place, 0))
    return found


def _in_module(tree: ast.Module) -> Iterator[tuple[Message, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _in_call(node)
        elif isinstance(node, ast.FunctionDef) and node.name == "sections":
            for part in ast.walk(node):
                if isinstance(part, ast.Yield) and isinstance(part.value, ast.Tuple):
                    yield from _counted(part.value.elts[:1])
        elif isinstance(node, ast.FunctionDef) and node.name in _RETURNED:
            for part in ast.walk(node):
                if isinstance(part, ast.Return) and part.value is not None:
                    yield from _constants([part.value])
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and _target(node) in _LISTED:
            yield from _in_table(node.value)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and _target(node) in _NAMED:
            yield from _constants(getattr(node.value, "values", ()))


def _target(node: ast.Assign | ast.AnnAssign) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    return target.id if isinstance(target, ast.Name) else ""


def _in_call(node: ast.Call) -> Iterator[tuple[Message, int]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name == "ngettext":
        forms = [str(text) for text, _ in _constants(node.args[:2])]
        if len(forms) == 2:
            yield (forms[0], forms[1]), node.lineno
    elif name == "count_of":
        yield from _counted(node.args[1:2])
    else:
        yield from _constants(node.args[at] for at in _PLACES.get(name, ()) if at < len(node.args))


def _counted(nodes: Iterable[ast.expr]) -> Iterator[tuple[Message, int]]:
    """What `count_of` makes of a thing."""
    for thing, line in _constants(nodes):
        yield (f"{{count}} {thing}", f"{{count}} {thing}s"), line


def _in_table(node: ast.expr | None) -> Iterator[tuple[Message, int]]:
    for row in getattr(node, "elts", ()):
        if isinstance(row, ast.Tuple):
            yield from _constants(row.elts[1:])


def _constants(nodes: Iterable[ast.expr]) -> Iterator[tuple[Message, int]]:
    for node in nodes:
        if isinstance(node, ast.IfExp):
            yield from _constants([node.body, node.orelse])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip():
            yield node.value, node.lineno


def _in_registries() -> Iterator[tuple[str, str]]:
    from workbench.cli.main import COMMANDS
    from workbench.config.known import KNOWN
    from workbench.tui.actions import GROUPS, every_action
    from workbench.tui.wording import STEP_WORDS
    from workbench.workspace.transfer import formats

    for group in GROUPS:
        yield "workbench/tui/actions.py", group
    for action in every_action():
        where = "pane_bindings" if action.scope == "pane" else "actions"
        yield f"workbench/tui/{where}.py", action.title
        yield f"workbench/tui/{where}.py", action.help
    for known in KNOWN:
        yield "workbench/config/known.py", known.meaning
    for form in formats():
        yield "workbench/exchange/formats.py", form.summary
    for words in STEP_WORDS.values():
        yield "workbench/tui/wording.py", words
    for text in COMMANDS.values():
        yield "workbench/cli/main.py", text


def template() -> "Catalog":
    """The messages as a catalogue without translations."""
    from babel.messages.catalog import Catalog

    made = Catalog(project=DOMAIN, charset="utf-8")
    for message, places in messages().items():
        made.add(message, locations=places)
    return made


def template_text() -> str:
    """The template as it is kept, without dates, so that it changes only when a message does."""
    from io import BytesIO

    from babel.messages.pofile import write_po

    out = BytesIO()
    write_po(out, template(), omit_header=True, sort_output=True, width=100, no_location=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return header + out.getvalue().decode("utf-8").strip() + "\n"


def write_pseudo(folder: Path) -> None:
    """The language `qps` of the tests: every message in brackets."""
    from babel.messages.catalog import Catalog

    made = Catalog(locale=None, charset="utf-8")
    for message in messages():
        if isinstance(message, tuple):
            made.add(message, tuple(map(_bracketed, message)))
        else:
            made.add(message, _bracketed(message))
    _compile(made, folder, "qps")


def _bracketed(message: str) -> str:
    """In brackets; the blanks around it stay outside."""
    words = message.strip()
    return message.replace(words, f"⟦{words}⟧")


def _compile(catalogue: "Catalog", folder: Path, language: str) -> Path:
    from babel.messages.mofile import write_mo

    file = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        write_mo(out, catalogue)
    return file


def main(arguments: list[str]) -> int:
    """Write what was asked for."""
    match arguments:
        case []:
            LOCALE.mkdir(exist_ok=True)
            (LOCALE / f"{DOMAIN}.pot").write_text(template_text(), "utf-8")
        case ["qps", folder]:
            write_pseudo(Path(folder))
        case [language, translated]:
            from babel.messages.pofile import read_po

            with Path(translated).open("rb") as source:
                _compile(read_po(source, language), LOCALE, language)
        case _:
            sys.stderr.write("usage: make_words.py [LANGUAGE FILE.po | qps FOLDER]\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
