"""The formats, by name; each is one module, imported only when it is asked for."""

import importlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import BinaryIO, Literal

from workbench.config.scheme import Scheme
from workbench.domain.errors import WrongUse
from workbench.domain.record import Record
from workbench.exchange.imported import Earlier, Imported
from workbench.exchange.incoming import Incoming
from workbench.exchange.loss import LossReport, Tally
from workbench.exchange.options import ClaimChoice, ExportOptions, Progress
from workbench.exchange.select import select
from workbench.exchange.source import open_source
from workbench.exchange.target import MARKER, new_file, new_folder


@dataclass(frozen=True, slots=True)
class Format:
    """What can be known of a format before its module is imported."""

    name: str
    summary: str
    suffix: str
    """Of the file, or of the main file in the folder."""
    module: str
    several_files: bool = False
    """Whether an export makes a folder."""
    reads: bool = False
    writes: bool = True
    extra: str = ""
    """The extra that has to be installed for it, if any."""
    reader: str = ""
    """The module that reads it, if that is another."""
    state: ClaimChoice = "all"
    """Which claims it takes unless told otherwise."""
    publisher: bool = False
    """Whether it has to say who publishes."""


_ALL = (
    Format("json", "everything, one object for scripts", ".json", "own_json", reads=True),
    Format("jsonl", "everything, lossless, one line each", ".jsonl", "own_jsonl", reads=True),
    Format("csv", "claims as a table for spreadsheets", ".csv", "csv_table", reads=True),
    Format(
        "claimreview",
        "schema.org ClaimReview for publishing",
        ".jsonld",
        "claimreview",
        state="published",
        publisher=True,
    ),
    Format(
        "webannotation",
        "W3C Web Annotation",
        ".jsonld",
        "webannotation",
        reads=True,
        reader="webannotation_read",
    ),
    Format("averitec", "AVeriTeC claims with evidence", ".json", "averitec"),
    Format("fever", "FEVER claims with sentences", ".jsonl", "fever"),
    Format("scifact", "SciFact claims and corpus", ".jsonl", "scifact", several_files=True),
    Format("doccano", "doccano, with relations", ".jsonl", "doccano", reads=True),
    Format(
        "brat",
        "brat standoff, a pair of files an article",
        ".ann",
        "brat",
        several_files=True,
        reads=True,
        reader="brat_read",
    ),
    Format("prodigy", "Prodigy tasks with spans and relations", ".jsonl", "prodigy"),
    Format(
        "uima-cas",
        "UIMA CAS as XMI, with type system",
        ".xmi",
        "uima_cas",
        several_files=True,
        extra="uima",
    ),
    Format(
        "labelstudio",
        "Label Studio tasks and configuration",
        ".json",
        "labelstudio",
        several_files=True,
        reads=True,
        reader="labelstudio_read",
    ),
    Format("markdown", "a report to read or to publish", ".md", "markdown"),
    Format("html", "the report as one page, articles side by side", ".html", "html_report"),
    Format("minutes", "what was decided since a day, by whom, what is open", ".md", "minutes"),
)

FORMATS: Mapping[str, Format] = MappingProxyType({item.name: item for item in _ALL})


def write(
    name: str,
    record: Record,
    options: ExportOptions,
    target: Path | BinaryIO,
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> LossReport:
    """Export a record; a path appears whole or not at all.

    Args:
        name: of the format.
        record: everything, or what was chosen before; `select` chooses by the options.
        options: what the user chose.
        target: a path, or a stream for formats of one file.
        force: replace what is there.
        progress: called now and then with (done, total).

    Raises:
        WrongUse: if there is no such format, if it can't be written, or if a setting that it
            needs is missing.
    """
    form = find(name, "writes")
    module = _module(form.module)
    tally = Tally()
    chosen = select(record, replace(options, state=options.state or form.state))
    if isinstance(target, Path) and form.several_files:
        with new_folder(target, force=force) as folder:
            module.write(chosen, options, folder, tally, progress)
            made = {"format": name, "generated_at": options.generated_at}
            (folder / MARKER).write_text(json.dumps(made) + "\n", "utf-8")
    elif isinstance(target, Path):
        with new_file(target, force=force) as stream:
            module.write(chosen, options, stream, tally, progress)
    elif form.several_files:
        raise WrongUse(f"{name} makes a folder of several files", hint="say where with -o FOLDER")
    else:
        module.write(chosen, options, target, tally, progress)
    return tally.report()


def read(
    name: str,
    source: Path | BinaryIO,
    *,
    scheme: Scheme,
    known: Record,
    progress: Progress | None = None,
    earlier: Earlier | None = None,
) -> Imported:
    """Read a file (or a folder, where the format has several files); nothing is changed.

    Args:
        name: of the format.
        source: a path, or a stream for formats of one file.
        scheme: that labels and relations have to come from.
        known: what the workspace holds; what is here already is not handed back.
        progress: called now and then with (done, total), total 0 where it is not known.
        earlier: whether an article once had a version that it has no more.

    Raises:
        WrongUse: if there is no such format or it can't be read.
        BadInput: if the file is wrong; with file and line.
    """
    form = find(name, "reads")
    module = _module(form.reader or form.module)
    incoming = Incoming(scheme, known, progress, earlier)
    if form.several_files:
        if not isinstance(source, Path):
            raise WrongUse(f"{name} is read from a folder or file", hint="give its path")
        module.read(source, incoming)
    else:
        with open_source(source) as opened:
            module.read(opened, incoming)
    return incoming.finish()


def find(name: str, able: Literal["reads", "writes"]) -> Format:
    """The format of that name, if it can be read (or written).

    Raises:
        WrongUse: if there is none.
    """
    form = FORMATS.get(name)
    if form is None or not getattr(form, able):
        verb = "imported" if able == "reads" else "exported"
        known = ", ".join(item.name for item in _ALL if getattr(item, able))
        what = f"there is no format {name!r}" if form is None else f"{name} can't be {verb}"
        raise WrongUse(what, hint=f"choose one of: {known}")
    return form


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"workbench.exchange.{name}")
