"""Article files of every kind, however broken, are read or refused in one line.

In the program a document is read in a process of its own, which contains whatever the libraries
raise, and is stopped where they do not end. Here the same code runs in this process, for speed:
what the libraries raise or take too long for is let pass, what our own code does is not.
"""

import io
import traceback
import zipfile
from pathlib import Path

import pytest
from hypothesis import strategies as st

import workbench
from tests.fuzz.explore import Hang, counts, explore
from tests.fuzz.mutations import (
    Wound,
    byte_wounds,
    encoded,
    hurt_bytes,
    hurt_text,
    text_wounds,
)
from workbench.domain.errors import WorkbenchError
from workbench.intake import extractor
from workbench.intake.markdown import read_markdown
from workbench.intake.plain import decode
from workbench.intake.reading import complete, from_plain

ROOT = Path(workbench.__file__).parent
FIXTURES = Path(__file__).resolve().parents[1] / "intake" / "fixtures"
PLAIN = """Ferry runs aground 🚢

By Ana Elm, Elm Daily, 3 March 2025

Five sailors were rescued at Port Elm on 3 March, the coast guard said.
“They waited 412 days,” said the family of one man.
"""
MARKDOWN = f"""---
title: "Ferry runs aground"
author: Ana Elm
date: 2025-03-04
tags: [a, b]
...
# Ferry runs aground #

{PLAIN}
"""
_NONE: st.SearchStrategy[list[Wound]] = st.just([])
words_or_bytes = st.one_of(
    st.tuples(text_wounds, _NONE),
    st.tuples(_NONE, byte_wounds),
    st.tuples(text_wounds, byte_wounds),
)
encodings = st.sampled_from([None, None, "utf-8", "cp1252", "utf-16", "shift_jis", "utf-7", "hex"])


@pytest.fixture
def _warm() -> None:
    """Let the libraries load what they load at their first document."""
    for name, kind in (("saved-page.html", "html"), ("report.docx", "docx"), ("report.pdf", "pdf")):
        extractor.reader(kind)((FIXTURES / name).read_bytes(), None)


def read_document(kind: str, data: bytes) -> None:
    try:
        found = extractor.storable(extractor.reader(kind)(data, None))
    except WorkbenchError:
        raise
    except Exception as error:
        if raised_by_us(error):
            raise
        return
    except Hang as hang:
        # The last line is the alarm's own.
        if raised_by_us(hang, -2):
            raise
        return
    complete(found, "name")


def raised_by_us(error: BaseException, line: int = -1) -> bool:
    """Whether the last line that ran is one of ours."""
    return ROOT in Path(traceback.extract_tb(error.__traceback__)[line].filename).parents


@counts
def test_plain_text(count: int) -> None:
    def run(given: tuple[tuple[list[Wound], list[Wound]], str | None]) -> None:
        (text, data), encoding = given
        from_plain(decode(hurt_bytes(encoded(hurt_text(PLAIN, text)), data), encoding), "name")

    explore(st.tuples(words_or_bytes, encodings), count, run)


@counts
def test_markdown(count: int) -> None:
    def run(given: tuple[list[Wound], list[Wound]]) -> None:
        hurt = hurt_bytes(encoded(hurt_text(MARKDOWN, given[0])), given[1])
        complete(read_markdown(decode(hurt)), "name")

    explore(words_or_bytes, count, run)


@counts
@pytest.mark.usefixtures("_warm")
def test_saved_pages(count: int) -> None:
    page = (FIXTURES / "saved-page.html").read_text("utf-8")

    def run(given: tuple[list[Wound], list[Wound]]) -> None:
        read_document("html", hurt_bytes(encoded(hurt_text(page, given[0])), given[1]))

    explore(words_or_bytes, count, run)


@counts
@pytest.mark.usefixtures("_warm")
def test_word_processor_documents(count: int) -> None:
    whole = (FIXTURES / "report.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def run(given: tuple[int, list[Wound], list[Wound]]) -> None:
        number, text, data = given
        if not text:
            read_document("docx", hurt_bytes(whole, data))
            return
        name = sorted(parts)[number % len(parts)]
        hurt = hurt_bytes(encoded(hurt_text(parts[name].decode("utf-8", "replace"), text)), data)
        read_document("docx", zipped(parts | {name: hurt}))

    explore(st.tuples(st.integers(0, 99), st.one_of(_NONE, text_wounds), byte_wounds), count, run)


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def small_pdf() -> bytes:
    """One page with one line, nothing compressed, so that every part of it can be hurt."""
    drawn = b"BT /F1 12 Tf 72 700 Td (Five sailors were rescued at Port Elm.) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (Ferry) /Author (Ana) /CreationDate (D:20250304) >>",
    ]
    made = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(made)
    return made + b"xref\n0 7\n0000000000 65535 f \n" + table + end


@counts
@pytest.mark.usefixtures("_warm")
def test_printed_pages(count: int) -> None:
    wholes = (small_pdf(), (FIXTURES / "report.pdf").read_bytes())

    def run(given: tuple[int, list[Wound], list[Wound]]) -> None:
        which, text, data = given
        whole = wholes[which % 8 == 0]
        if text:
            whole = hurt_text(whole.decode("latin-1"), text).encode("latin-1", "replace")
        read_document("pdf", hurt_bytes(whole, data))

    explore(st.tuples(st.integers(0, 99), st.one_of(_NONE, text_wounds), byte_wounds), count, run)
