"""Run in an environment with the base dependencies only: does every module find what it imports?

Prints what is wrong, a line each. Every module is imported, and the imports inside of functions are
looked up, so that one that nothing declares is noticed wherever it stands.
"""

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions, requires
from importlib.util import find_spec
from pathlib import Path

PARTS_OF = {"rich": "textual", "pydantic_core": "pydantic"}
"""Modules that belong to a dependency though they are a distribution of their own."""
OF_EXTRAS = {
    "aiohttp": "aiohttp",
    "cassis": "dkpro-cassis",
    "docx": "python-docx",
    "lxml": "lxml",
    "psycopg": "psycopg",
    "pypdf": "pypdf",
    "resvg_py": "resvg-py",
    "textual_serve": "textual-serve",
    "trafilatura": "trafilatura",
}
"""Module → distribution, for what only an extra brings."""


def declared() -> dict[str, bool]:
    """Distribution → whether the base needs it (and not only an extra)."""
    found: dict[str, bool] = {}
    for line in requires("workbench") or []:
        name = re.match(r"[\w.-]+", line)
        assert name is not None
        found[name[0].lower()] = found.get(name[0].lower(), False) or "extra ==" not in line
    return found


def imported(file: Path) -> Iterator[tuple[str, int]]:
    """(top module, line) of every import in a file, deferred ones too."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0], node.lineno


def undeclared(package: Path) -> Iterator[str]:
    """Imports that neither the standard library nor a declared dependency satisfies."""
    known = declared()
    owners = packages_distributions()
    for file in sorted(package.rglob("*.py")):
        for module, line in imported(file):
            if module in sys.stdlib_module_names or module == "workbench":
                continue
            names = [OF_EXTRAS.get(module, ""), PARTS_OF.get(module, ""), *owners.get(module, [])]
            if not any(name.lower() in known for name in names):
                yield f"{file.relative_to(package.parent)}:{line}: {module} is not declared"


def broken(package: Path) -> Iterator[str]:
    """Modules that can't be imported, though they need no extra for it."""
    for item in pkgutil.walk_packages([str(package)], "workbench."):
        if item.name == "workbench.__main__":
            continue
        try:
            importlib.import_module(item.name)
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in OF_EXTRAS:
                yield f"{item.name}: {error}"
        except ImportError as error:
            yield f"{item.name}: {error}"


def main() -> int:
    spec = find_spec("workbench")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    here = [name for name in OF_EXTRAS if find_spec(name) is not None]
    wrong = [*undeclared(package), *broken(package)]
    if here:
        wrong.append(f"this environment is not bare: {', '.join(here)} is installed")
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    return bool(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
