"""Settings: what `workbench.toml` and the user's own file may say.

The user's file holds what goes with a person (name, keys, appearance), the workspace's file what
goes with the work (scheme, review rules, publisher). Both have the same form; the workspace's wins,
but for `reviewer` and each of `keys` and `appearance`, where the user's does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from workbench.config.paths import CASE_NAMES, is_case_name
from workbench.config.presets import DEFAULT, preset
from workbench.config.review_rules import ReviewRules
from workbench.config.scheme import Relation, Scheme, SpanLabel, VerdictLabel
from workbench.domain.errors import WrongUse

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


@dataclass(frozen=True, slots=True)
class SchemeChoice:
    """Which scheme a workspace uses, and what it changes in it."""

    preset: str = DEFAULT
    """The scheme to start from; `presets` holds them."""
    verdicts: tuple[VerdictLabel, ...] = ()
    """Verdict labels that replace those of the preset."""
    relations: tuple[Relation, ...] = ()
    """Relations that replace those of the preset."""
    span_labels: tuple[SpanLabel, ...] = ()
    """Categories that a span may carry."""
    aspects: tuple[str, ...] = ()
    """Values of a link's aspect that replace those of the preset."""
    mapping: dict[str, str] = field(default_factory=dict)
    """Label ids of an earlier scheme → ids of this one, for verdicts given before the change."""

    def build(self) -> Scheme:
        """Put the scheme together.

        Raises:
            WrongUse: if there is no such preset, or the whole can't be worked with.
        """
        base = preset(self.preset)
        if not (self.verdicts or self.relations or self.span_labels or self.aspects):
            return base
        from workbench.config.scheme_check import check

        return check(
            replace(
                base,
                verdicts=self.verdicts or base.verdicts,
                relations=self.relations or base.relations,
                span_labels=self.span_labels or base.span_labels,
                aspects=self.aspects or base.aspects,
            )
        )


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the verdicts; some exports need it."""

    name: str = ""
    """The organisation's name."""
    url: str = ""
    """Base address under which the fact-checks appear."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """How the screen looks."""

    theme: str = ""
    """Name of a theme; empty lets the program choose."""
    background: Literal["", "dark", "light"] = ""
    """The terminal's background, for the choice of a theme."""
    reduced_motion: bool = False
    """Whether nothing on the screen moves by itself."""
    language: str = ""
    """Of the interface, for example `de`; empty takes the system's."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, with their defaults."""

    reviewer: str = ""
    """The name under which work is recorded; empty takes the system's user."""
    store: str = ""
    """Address of a database that the team shares; empty for the folder alone."""
    case: str = ""
    """The case of the articles that lie loose in `seeds/`; empty for the folder's name."""
    scheme: SchemeChoice = field(default_factory=SchemeChoice)
    """The verdict labels, relations and span labels."""
    review: ReviewRules = field(default_factory=ReviewRules)
    """Passes, roles and publishing."""
    publisher: Publisher = field(default_factory=Publisher)
    """Who publishes the verdicts."""
    appearance: Appearance = field(default_factory=Appearance)
    """How the screen looks."""
    keys: dict[str, str] = field(default_factory=dict)
    """Action name → keys, separated by commas."""

    def __post_init__(self) -> None:
        """Refuse a case whose files could not lie in a folder of its name."""
        if self.case and not is_case_name(self.case):
            raise WrongUse(
                f"{self.case!r} can't be the name of a case", where="case", hint=CASE_NAMES
            )


_PARTS: tuple[type, ...] = (
    Settings,
    SchemeChoice,
    Publisher,
    Appearance,
    ReviewRules,
    VerdictLabel,
    Relation,
    SpanLabel,
)
_TOO_MUCH = "unexpected_keyword_argument"
_WORDS = ("reviewer", "store", "case")
"""Settings that are a text and stand before all tables."""


def load(workspace_file: Path, user_file: Path) -> Settings:
    """Read both files; a missing file is an empty one.

    Raises:
        WrongUse: if a file is not TOML, or says something that no setting can be.
    """
    base = _read(workspace_file)
    own = _read(user_file)
    _check_scheme(*((base, workspace_file) if base is not None else (own, user_file)))
    if own is None:
        return base or Settings()
    if base is None:
        # The team's database and the case go with the work, not with the person.
        return replace(own, store="", case="")
    appearance = {
        item.name: value
        for item in fields(Appearance)
        if (value := getattr(own.appearance, item.name)) != item.default
    }
    return replace(
        base,
        reviewer=own.reviewer or base.reviewer,
        keys={**base.keys, **own.keys},
        appearance=replace(base.appearance, **appearance),
    )


def _check_scheme(said: Settings | None, file: Path) -> None:
    """Find out here what is wrong with the scheme, where the file is known."""
    if said is not None:
        with _in_file(str(file)):
            said.scheme.build()


@contextmanager
def _in_file(where: str) -> Iterator[None]:
    """Name the file in what is found wrong by those that know only the setting."""
    try:
        yield
    except WrongUse as error:
        error.where = f"{where}: {error.where}" if error.where else where
        raise


def read(file: Path) -> Settings:
    """What one file says, with the defaults for all else.

    Raises:
        WrongUse: if the file is not TOML, or says something that no setting can be.
    """
    return _read(file) or Settings()


def _read(file: Path) -> Settings | None:
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WrongUse(f"can't be read: {error.strerror}", where=str(file)) from error
    return parse(raw, str(file))


def parse(raw: bytes, where: str) -> Settings:
    """Read settings from TOML.

    Args:
        raw: the file's bytes, UTF-8.
        where: the file's name, for messages.

    Raises:
        WrongUse: if it is not TOML, or says something that no setting can be.
    """
    import tomllib

    try:
        data = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise WrongUse(
            f"is not UTF-8 (byte {error.start})", where=where, hint="save it as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise WrongUse(f"is not valid TOML: {error}", where=where) from error
    except ValueError as error:
        raise WrongUse("a number is too long to be read", where=where) from error
    except RecursionError as error:
        raise WrongUse("is nested too deeply to be read", where=where) from error
    if all(name in _WORDS and type(value) is str for name, value in data.items()):
        # What `workbench new` writes needs no checking that would slow down every start.
        return Settings(**data)

    from pydantic import ConfigDict, TypeAdapter, ValidationError

    for part in _PARTS:
        # Set here and not on the classes: pydantic is not imported unless there is a file to check.
        setattr(part, "__pydantic_config__", ConfigDict(extra="forbid"))  # noqa: B010
    try:
        with _in_file(where):
            return TypeAdapter(Settings).validate_python(data)
    except ValidationError as error:
        # A word misspelt is also one missing: what is too much says more.
        found = error.errors()
        raise _explain(
            next((item for item in found if item["type"] == _TOO_MUCH), found[0]), where
        ) from None


def _explain(error: "ErrorDetails", where: str) -> WrongUse:
    path = [str(part) for part in error["loc"]]
    name = ".".join(path)
    if error["type"] == _TOO_MUCH:
        import difflib

        known = _names_at(path[:-1])
        near = difflib.get_close_matches(path[-1], known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"
        return WrongUse(f"there is no setting {name!r}", where=where, hint=hint)
    said = _in_words(error["type"], path) or f"{error['msg'][0].lower()}{error['msg'][1:]}"
    return WrongUse(f"{name}: {said}", where=where)


def _in_words(kind: str, path: list[str]) -> str:
    """What TOML should say, where the checker's own words speak of Python; else nothing."""
    table = ".".join(part for part in path if not part.isdigit())
    if kind == "tuple_type":
        what = f"several tables: [[{table}]]" if _names_at(path) else 'a list: ["…", "…"]'
    elif kind in ("dataclass_type", "dict_type"):
        what = f"a table: [[{table}]]" if path[-1].isdigit() else f"a table: [{table}]"
    else:
        what = {
            "missing": "there",
            "bool_type": "true or false",
            "bool_parsing": "true or false",
        }.get(kind, "")
    return f"has to be {what}" if what else ""


def _names_at(path: list[str]) -> list[str]:
    parts: dict[str, type] = {
        "": Settings,
        "scheme": SchemeChoice,
        "review": ReviewRules,
        "publisher": Publisher,
        "appearance": Appearance,
        "scheme.verdicts": VerdictLabel,
        "scheme.relations": Relation,
        "scheme.span_labels": SpanLabel,
    }
    key = ".".join(part for part in path if not part.isdigit())
    part = parts.get(key)
    return [item.name for item in fields(part)] if part else []
