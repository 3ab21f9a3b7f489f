"""A made-up record of any size."""

from workbench.domain.article import Article, text_hash
from workbench.domain.claim import Claim
from workbench.domain.ids import derived_id
from workbench.domain.record import Record
from workbench.domain.span import CONTEXT, Link, Span
from workbench.domain.verdict import Evidence, Verdict

ARTICLES = 100
SENTENCE = "On day {n} the harbour of Port Elm counted {n} boats and {n} gulls 🚢.\n"


def make_record(annotations: int) -> Record:
    """Half spans, a quarter links, an eighth claims, the rest verdicts and evidence."""
    texts = ["".join(SENTENCE.format(n=n + a) for n in range(300)) for a in range(ARTICLES)]
    articles = tuple(
        Article(
            f"article-{n}", "bench", text_hash(text), "", f"Article {n}", url=f"https://x.org/{n}"
        )
        for n, text in enumerate(texts)
    )
    spans = tuple(
        _span(n, articles[n % ARTICLES], texts[n % ARTICLES]) for n in range(annotations // 2)
    )
    links = tuple(
        Link(derived_id("link", str(n)), spans[2 * n].id, spans[2 * n + 1].id, "agree")
        for n in range(annotations // 4)
    )
    claims = tuple(
        Claim(derived_id("claim", str(n)), f"Port Elm counted {n} boats", "bench",
              state="published", spans=(spans[n].id,), links=(links[n].id,))
        for n in range(annotations // 8)
    )  # fmt: skip
    evidence = tuple(
        Evidence(derived_id("evidence", str(n)), claims[n].id, "counted", "Log", "https://log.org")
        for n in range(annotations // 16)
    )
    verdicts = tuple(
        Verdict(derived_id("verdict", str(n)), claims[n].id, "supported", "It says so.", by="ana")
        for n in range(annotations // 16)
    )
    return Record(
        articles, dict(zip((a.version for a in articles), texts, strict=True)), spans, links,
        claims, verdicts, evidence,
    )  # fmt: skip


def _span(number: int, article: Article, text: str) -> Span:
    start = number // ARTICLES * 31 % (len(text) - 40)
    end = start + 20
    return Span(
        derived_id("span", str(number)), article.id, article.version, ((start, end),),
        text[start:end], text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT], by="ana",
    )  # fmt: skip
