"""One case that holds every trap of the formats, and a scheme with labels for its spans."""

from workbench.config.presets import preset
from workbench.config.scheme import Scheme, SpanLabel
from workbench.domain.article import Article, text_hash
from workbench.domain.claim import Claim, Comment, Correction, Omission
from workbench.domain.ids import derived_id
from workbench.domain.record import Conflict, ConflictValue, Record
from workbench.domain.review import Adjudication, Assignment, Mute, Pass, SuggestionDecision
from workbench.domain.span import CONTEXT, Link, Range, Span, quote_of
from workbench.domain.verdict import Evidence, Verdict
from workbench.exchange.options import ExportOptions

FERRY = (
    "Ferry runs aground 🚢\r\n\r\n"
    "Five sailors were rescued at Port Elm on 3 March, the coast guard said.\r\n"
    "“They waited for\r\n412 days,” said the family 👩‍👩‍👧 of one man.\r\n"
    "The cafe\u0301 owner, =SUM(1) & <b>all</b>, saw it. # not a heading\r\n"
)
RESCUE = (
    "Six crew saved off Port Elm\n\n"
    "The master, משה לוי, said: “nobody was hurt 😀”.\n"
    "The wait lasted 14 months.\u2028The rescue began on Monday and the rescue ended on Monday.\n"
)
SILENT = "Weather for the weekend.\nRain is expected in Port Elm."

AT = "2025-05-01T10:00:00.000Z"
LATER = "2025-05-02T11:30:00.000Z"


def make_span(
    name: str, article: str, text: str, fragments: tuple[Range, ...], label: str | None = None
) -> Span:
    start, end = fragments[0][0], fragments[-1][1]
    return Span(
        id=derived_id("test-span", name),
        article=article,
        version=text_hash(text),
        fragments=fragments,
        quote=quote_of(text, fragments),
        prefix=text[max(start - CONTEXT, 0) : start],
        suffix=text[end : end + CONTEXT],
        label=label,
        by="ana",
        at=AT,
    )


def place(text: str, *quotes: str) -> tuple[Range, ...]:
    return tuple((text.index(quote), text.index(quote) + len(quote)) for quote in quotes)


def _articles() -> tuple[Article, ...]:
    return (
        Article("ferry", "harbour", text_hash(FERRY), "harbour/ferry.txt", "Ferry runs aground 🚢",
                "Elm Daily", "", "2025-03-04", "https://example.org/ferry", "en", by="ana", at=AT),
        Article("rescue", "harbour", text_hash(RESCUE), "harbour/rescue.txt", "Six crew saved",
                "Coast Post", "", "2025-03-05", "https://example.net/rescue?a=1&b=2", "en",
                guessed=frozenset({"source"}), by="ana", at=AT),
        Article("harbour/silent", "harbour", text_hash(SILENT), "harbour/silent.txt", "Weather",
                by="ana", at=AT),
    )  # fmt: skip


def _spans() -> tuple[Span, ...]:
    a = ("ferry", FERRY)
    b = ("rescue", RESCUE)
    return (
        make_span("five", *a, place(FERRY, "Five sailors were rescued")),
        make_span("rescued", *a, place(FERRY, "were rescued at Port Elm"), "event"),
        make_span("quote", *a, place(FERRY, "“They waited for\r\n412 days,”")),
        make_span("family", *a, place(FERRY, "family 👩‍👩‍👧 of one man")),
        make_span("split", *a, place(FERRY, "Five sailors", "the family 👩‍👩‍👧"), "actor"),
        make_span("cafe", *a, place(FERRY, "=SUM(1) & <b>all</b>")),
        make_span("six", *b, place(RESCUE, "Six crew saved")),
        make_span("hebrew", *b, place(RESCUE, "משה לוי")),
        make_span("hurt", *b, place(RESCUE, "nobody was hurt 😀")),
        make_span("months", *b, place(RESCUE, "The wait lasted 14 months.\u2028The rescue")),
        make_span("monday", *b, place(RESCUE, "rescue ended on Monday")),
    )


def _links(spans: tuple[Span, ...]) -> tuple[Link, ...]:
    five, _, quote, _, split, _, six, hebrew, _, months, monday = (span.id for span in spans)
    return (
        Link(derived_id("l1"), five, six, "contradict", "number", note="five, six",
             by="ana", at=AT),
        Link(derived_id("l2"), quote, months, "agree", "number", "attributed", "probable",
             by="ben", at=AT),
        Link(derived_id("l3"), months, monday, "differ", by="ben", at=AT),
        Link(derived_id("l4"), split, hebrew, "more_specific", by="ana", at=AT),
    )  # fmt: skip


def _claims(spans: tuple[Span, ...], links: tuple[Link, ...]) -> tuple[Claim, ...]:
    number, wait, quiet = (derived_id("claim", name) for name in ("number", "wait", "quiet"))
    return (
        Claim(number, "Five sailors were rescued 🚢", "harbour", "the coast guard",
              "2025-03-03", "Port Elm", 2, state="published", published=LATER,
              tags=("number", "sea, ferry"),
              spans=(spans[0].id,), links=(links[0].id,), by="ana", at=AT),
        Claim(wait, '=1+1 they waited "412" days\nat sea', "harbour", "@family", "2025-03",
              spans=(spans[2].id,), links=(links[1].id,), by="ben", at=AT),
        Claim(quiet, "Nobody was hurt", "harbour", state="void", by="ben", at=AT),
    )  # fmt: skip


def make_case() -> Record:
    spans = _spans()
    links = _links(spans)
    number, wait = derived_id("claim", "number"), derived_id("claim", "wait")
    source = derived_id("evidence", "log")
    second = derived_id("evidence", "formula")
    v1, v2, v3, v4 = (derived_id("verdict", str(n)) for n in range(4))
    return Record(
        articles=_articles(),
        texts={text_hash(text): text for text in (FERRY, RESCUE, SILENT)},
        spans=spans,
        links=links,
        claims=_claims(spans, links),
        verdicts=(
            Verdict(v1, number, "refuted", "The log says six.\n<script>alert(1)</script>", 0.8,
                    (source,), by="ana", at=AT),
            Verdict(v2, number, "refuted", "", None, (source, second), "blind", by="ben", at=AT),
            Verdict(v3, wait, "supported", "About 14 months.", 0.5, by="ana", at=AT),
            Verdict(v4, wait, "conflicting", "They differ.", after_discussion=True, by="ben",
                    at=AT),
        ),
        evidence=(
            Evidence(source, number, "Six aboard, six saved", "Harbour log",
                     "https://example.org/log", "p. 4", "https://example.com/kept", "",
                     "2025-04-01", "refutes", by="ana", at=AT),
            Evidence(second, number, "=HYPERLINK(1)", "", "javascript:alert(1)", stance="context",
                     by="ben", at=AT),
        ),
        omissions=(
            Omission(derived_id("omission"), number, "harbour/silent", text_hash(SILENT),
                     "read twice", "ben", AT),
        ),
        comments=(
            Comment(derived_id("c1"), number, "@ben look 👀", by="ana", at=AT),
            Comment(derived_id("c2"), number, "seen", derived_id("c1"), "ben", LATER),
        ),
        corrections=(Correction(derived_id("fix"), number, "Place name mended.", "ana", LATER),),
        assignments=(Assignment(derived_id("task"), wait, "ben", "ana", AT),),
        passes=(Pass(derived_id("pass"), "harbour", "ana", "blind", AT, by="ana", at=AT),),
        adjudications=(
            Adjudication(derived_id("ruling"), number, "refuted", "unanimous", "", (v1, v2), "cho",
                         LATER),
        ),
        decisions=(
            SuggestionDecision(derived_id("decision"), "quantities", "quantity", "accepted",
                               (("ferry", (25, 37)), ("rescue", (0, 8))), "five, six",
                               (links[0].id,), "ana", AT),
        ),
        mutes=(Mute(derived_id("mute"), "names", "ben", AT),),
        conflicts=(
            Conflict(number, "claims", "text", (ConflictValue("Five", "ana", AT, "d1"),
                                                ConflictValue("5", "ben", AT, "d2"))),
        ),
    )  # fmt: skip


def make_scheme() -> Scheme:
    labels = (SpanLabel("event", "Event"), SpanLabel("actor", "Actor"))
    base = preset("averitec")
    return Scheme(
        base.name,
        base.verdicts,
        base.relations,
        base.aspects,
        base.voices,
        base.certainties,
        labels,
    )


def make_options(scheme: Scheme) -> ExportOptions:
    return ExportOptions(
        scheme,
        "Elm Checkers",
        "https://checks.example.org",
        generated_at="2025-06-01T00:00:00.000Z",
    )
