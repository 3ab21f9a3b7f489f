"""HTML, DOCX and PDF, as real programs wrote them (see fixtures/make.sh), and as nobody should."""

import io
import zipfile
import zlib
from pathlib import Path

import pytest

from workbench.domain.errors import BadInput, NotText, WorkbenchError
from workbench.intake import extraction
from workbench.intake.extracted import Extracted, Kind
from workbench.intake.extraction import extract
from workbench.intake.reading import read_article

FIXTURES = Path(__file__).parent / "fixtures"
HEADLINE = "Bridge at Varnholm closed for 14 weeks"

for library in extraction.LIBRARIES.values():
    pytest.importorskip(library, reason="needs the extras [html,docx,pdf]")


def html(data: bytes, encoding: str | None = None) -> Extracted:
    from workbench.intake.html import read_html

    return read_html(data, encoding)


def docx(data: bytes) -> Extracted:
    from workbench.intake.docx import read_docx

    return read_docx(data)


def pdf(data: bytes) -> Extracted:
    from workbench.intake.pdf import read_pdf

    return read_pdf(data)


def fixture(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def page(*paragraphs: str, head: str = "") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


SENTENCE = (
    "The harbour master said on Tuesday that nobody had asked him about the missing ferry. " * 3
)


class TestSavedPage:
    def test_has_the_report_with_what_its_script_wrote(self) -> None:
        text = html(fixture("saved-page.html")).text
        assert "cracks in two of its six piers" in text
        assert "protest for Thursday" in text

    @pytest.mark.parametrize("part", ["Sign in", "Cookie", "Buy two", "tracking code", "display"])
    def test_has_no_navigation_advertisement_script_or_style(self, part: str) -> None:
        assert part not in html(fixture("saved-page.html")).text

    def test_says_title_site_author_date_address_and_language(self) -> None:
        found = html(fixture("saved-page.html"))
        assert (found.title, found.source, found.author) == (
            HEADLINE,
            "The Esker Courier",
            "Ana Duric",
        )
        assert (found.published, found.language) == ("2024-05-14", "en-GB")
        assert found.url == "https://courier.example/2024/bridge-closed"

    def test_names_its_extractor_and_version(self) -> None:
        import trafilatura

        assert (
            html(fixture("saved-page.html")).extractor == f"trafilatura {trafilatura.__version__}"
        )

    @pytest.mark.parametrize(
        "headline", [HEADLINE, f"{HEADLINE} after inspectors find cracks in a second pier"]
    )
    def test_keeps_a_repeated_headline(self, headline: str) -> None:
        data = page(headline, headline, SENTENCE, head=f"<title>{headline}</title>")
        assert html(data).text.split("\n")[:2] == [headline] * 2

    def test_is_read_in_the_encoding_that_it_names(self) -> None:
        data = page(SENTENCE + "Überall fiel Schnee.", head='<meta charset="windows-1252">')
        text = html(data.decode().encode("cp1252")).text
        assert "Überall" in text

    @pytest.mark.parametrize(
        ("label", "codec", "words"),
        [
            ("iso-8859-1", "cp1252", "a “quoted” word"),
            ("us-ascii", "cp1252", "a “quoted” word"),
            ("ISO-8859-9", "cp1254", "İstanbul’da kar yağdı"),
            ("gb2312", "gb18030", "朱镕基说渡轮沉没了"),
            ("shift_jis", "cp932", "①渡し船が沈んだ"),
            ("euc-kr", "cp949", "똠방각하가 말했다"),
            ("utf-16", "utf-8", "Überall fiel Schnee"),
            ("klingon", "utf-8", "Überall fiel Schnee"),
        ],
    )
    def test_is_read_as_browsers_understand_the_name(
        self, label: str, codec: str, words: str
    ) -> None:
        data = page(f"{SENTENCE} {words}. {SENTENCE}", head=f'<meta charset="{label}">')
        assert words in html(data.decode().encode(codec)).text

    def test_called_latin_1_with_bytes_that_are_no_characters_is_read(self) -> None:
        data = page(f"{SENTENCE} caf\xe9 \x81.", head='<meta charset="iso-8859-1">')
        assert "caf\xe9" in html(data.decode().encode("latin-1")).text

    def test_of_an_unknown_encoding_that_is_not_utf_8_is_refused_with_a_guess(self) -> None:
        data = page(SENTENCE + "Überall – überall.", head='<meta charset="klingon">')
        with pytest.raises(NotText, match="looks like cp1252"):
            html(data.decode().encode("cp1252"))

    def test_in_a_wrong_encoding_is_refused_with_a_guess(self) -> None:
        data = page(SENTENCE + "Überall – überall – fiel Schnee.").decode().encode("cp1252")
        with pytest.raises(NotText, match="looks like cp1252"):
            html(data)

    def test_takes_the_address_that_the_browser_noted(self) -> None:
        note = b"<!-- saved from url=(0028)https://courier.example/rain -->\n"
        assert html(note + page(SENTENCE)).url == "https://courier.example/rain"

    def test_without_an_article_is_refused(self) -> None:
        with pytest.raises(NotText, match="no article text"):
            html(b"<html><body><script>draw()</script></body></html>")

    def test_with_a_date_that_is_none_is_read_in_its_time(self) -> None:
        data = fixture("saved-page.html").replace(b'"2024-05-14T', b'"2024-0505-14T')
        assert HEADLINE in extract(data, "html").text

    def test_that_is_no_html_is_refused(self) -> None:
        with pytest.raises(NotText, match="no HTML"):
            html(b"just words")


class TestWordDocument:
    def test_has_headings_paragraphs_and_cells_in_order(self) -> None:
        lines = docx(fixture("report.docx")).text.split("\n")
        assert lines[:2] == ["Harbour fee rises by a fifth"] * 2
        assert lines[-5:] == ["Year", "Fee", "2023", "118", "The region did not answer questions."]

    def test_counts_insertions_and_not_deletions(self) -> None:
        assert "It is the fifth rise since 2019." in docx(fixture("report.docx")).text

    def test_keeps_tabs_line_breaks_and_joined_emoji(self) -> None:
        assert (
            "Before\tafter\na line break, and joined emoji: 👩‍🚒."
            in docx(fixture("report.docx")).text
        )

    def test_says_title_author_and_language(self) -> None:
        found = docx(fixture("report.docx"))
        assert (found.title, found.author, found.language) == (
            "Harbour fee rises by a fifth",
            "Elena Marsh",
            "en-US",
        )

    def test_that_is_cut_off_is_refused(self) -> None:
        with pytest.raises(BadInput, match="malformed DOCX"):
            docx(fixture("report.docx")[:3000])

    def test_with_broken_xml_is_refused(self) -> None:
        with pytest.raises(BadInput, match="malformed DOCX"):
            docx(repacked("word/document.xml", b"<w:document>"))

    def test_with_a_password_is_refused(self) -> None:
        with pytest.raises(BadInput, match="encrypted, or an old DOC"):
            docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)

    def test_that_is_another_zip_is_refused(self) -> None:
        with pytest.raises(BadInput, match="no DOCX"):
            docx(zipped({"notes.txt": b"words"}))

    def test_that_is_a_zip_bomb_is_refused_before_it_is_unpacked(self) -> None:
        with pytest.raises(BadInput, match="unpacks to 30,0"):
            docx(repacked("word/media.xml", b"0" * 30_000_000))


class TestPdf:
    def test_printed_by_a_browser_has_its_text(self) -> None:
        assert "closed the old bridge at Varnholm" in pdf(fixture("printed-page.pdf")).text

    def test_of_a_word_processor_has_text_title_and_author(self) -> None:
        found = pdf(fixture("report.pdf"))
        assert (found.title, found.author) == ("Harbour fee rises by a fifth", "Elena Marsh")
        assert found.text.count("Harbour fee rises by a fifth") == 2

    def test_with_numbers_for_title_and_author_has_none(self) -> None:
        found = pdf(with_properties({"/Title": 7, "/Author": 8}))
        assert (found.title, found.author) == ("", "")
        assert "closed the old bridge at Varnholm" in found.text

    def test_of_scanned_pages_is_refused(self) -> None:
        with pytest.raises(NotText, match="images without text"):
            pdf(fixture("scan.pdf"))

    def test_with_a_password_is_refused(self) -> None:
        with pytest.raises(BadInput, match="encrypted"):
            pdf(fixture("locked.pdf"))

    def test_that_is_none_is_refused(self) -> None:
        with pytest.raises(BadInput, match="no PDF"):
            pdf(b"words")

    def test_with_too_many_pages_is_refused_before_they_are_read(self) -> None:
        with pytest.raises(BadInput, match="90,000 pages, more than the limit of 500"):
            pdf(many_pages(90_000))


def with_properties(values: dict[str, int]) -> bytes:
    """The printed page, with numbers where it says what it is."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, NumberObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(fixture("printed-page.pdf"))))
    about = DictionaryObject({NameObject(k): NumberObject(v) for k, v in values.items()})
    writer._info = about
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


def repacked(name: str, data: bytes) -> bytes:
    """The report with one part replaced or added."""
    with zipfile.ZipFile(io.BytesIO(fixture("report.docx"))) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    return zipped(parts | {name: data})


def assembled(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first being the catalogue."""
    data = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF"
    return data + tail % (len(objects) + 1, start)


def many_pages(count: int) -> bytes:
    kids = b"3 0 R " * count
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        ]
    )


def bomb_pdf() -> bytes:
    """One page whose stream unpacks to 5 MB of drawing commands."""
    packed = zlib.compress(b"BT (words) Tj ET\n" * 300_000, 9)
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /Resources << /Font << >> >> /Contents 4 0 R >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        ]
    )


LOOP = assembled(
    [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
    ]
)


@pytest.mark.slow
class TestInAProcessOfItsOwn:
    @pytest.mark.parametrize("name", ["saved-page.html", "report.docx", "report.pdf"])
    def test_a_document_becomes_an_article_with_guesses(self, name: str) -> None:
        found = read_article(FIXTURES / name)
        assert found.title
        assert "title" in found.guessed

    @pytest.mark.parametrize(
        ("kind", "data"),
        [
            ("pdf", LOOP),
            ("pdf", fixture("report.pdf")[:9000]),
            ("pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40),
            ("docx", zipped({"word/document.xml": b"<a/>"})),
            ("docx", repacked("[Content_Types].xml", b"<Types/>")),
            ("html", b"<html><body>" + b"<div>" * 200_000),
            ("html", b"\0" * 10_000),
        ],
        ids=["loop", "cut", "noise", "hollow", "untyped", "deep", "nul"],
    )
    def test_what_is_broken_or_hostile_costs_one_line(self, kind: Kind, data: bytes) -> None:
        with pytest.raises(WorkbenchError) as refusal:
            extract(data, kind, where="file")
        assert str(refusal.value).startswith("file: ")
        assert "\n" not in str(refusal.value)

    def test_what_takes_too_long_is_ended(self) -> None:
        with pytest.raises(BadInput, match="not read within 3 s of processor time"):
            extract(bomb_pdf(), "pdf", where="file")

    def test_direction_overrides_are_kept_out_of_the_title(self, tmp_path: Path) -> None:
        path = tmp_path / "page.html"
        path.write_bytes(page(f"\u202e{SENTENCE}", head="<title>Rain \u202ein Esker\u2066</title>"))
        assert read_article(path).title == "Rain in Esker"

    def test_direction_overrides_are_warned_of(self) -> None:
        with zipfile.ZipFile(io.BytesIO(fixture("report.docx"))) as archive:
            body = archive.read("word/document.xml")
        data = repacked("word/document.xml", body.replace(b"Fishermen", "\u202eFish".encode()))
        assert "1 × bidirectional" in extract(data, "docx").warnings[0]
