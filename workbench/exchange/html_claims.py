"""Claims as cards of the HTML report."""

from collections.abc import Iterator

from workbench.config.scheme import Scheme
from workbench.domain.claim import Claim
from workbench.domain.span import Span
from workbench.domain.verdict import Evidence
from workbench.exchange.claimreview import web_address
from workbench.exchange.claims import Dossiers, Final, known_label, label_text, relation_text
from workbench.exchange.html_text import escape, isolated


def look(scheme: Scheme, label: str | None) -> str:
    """CSS class of a verdict: good and bad are the ends of the scale, mid lies between."""
    verdict = known_label(scheme, label)
    if verdict is None:
        return "open"
    if verdict.rank is None:
        return "none"
    ranks = [item.rank for item in scheme.verdicts if item.rank is not None]
    ends = {min(ranks): "bad", max(ranks): "good"}
    return ends.get(verdict.rank, "mid")


def verdict_text(scheme: Scheme, label: str | None) -> str:
    """Glyph and label, escaped: never colour alone."""
    verdict = known_label(scheme, label)
    glyph = f"{verdict.glyph} " if verdict else ""
    return escape(f"{glyph}{label_text(scheme, label)}")


def card(
    dossiers: Dossiers, claim: Claim, number: int, final: Final, scheme: Scheme
) -> Iterator[str]:
    """The card of one claim."""
    spans = " ".join(span.id for span in dossiers.spans_of(claim) if dossiers.stands(span))
    yield (
        f'<section class="claim {look(scheme, final.label)}" id="c{number}" tabindex="0"'
        f' data-number="{number}" data-label="{escape(final.label or "")}" data-spans="{spans}">'
    )
    yield f"<h3 dir=auto>{number}. {escape(claim.text)}</h3>"
    verdict = f'<span class="verdict">{verdict_text(scheme, final.label)}</span>'
    yield f'<p>{verdict} <span class="soft">({escape(final.provenance)})</span></p>'
    said = [isolated(part) for part in (claim.claimant, claim.stated_on, claim.stated_at) if part]
    if said:
        yield f'<p class="soft">Claimed by {", ".join(said)}</p>'
    if final.rationale:
        yield f"<p dir=auto>{escape(final.rationale)}</p>"
    yield from _links(dossiers, claim, scheme)
    yield from _evidence(dossiers.evidence(claim))
    yield from _verdicts(dossiers, claim, scheme)
    yield from _rest(dossiers, claim)
    yield "</section>"


def _links(dossiers: Dossiers, claim: Claim, scheme: Scheme) -> Iterator[str]:
    rows = []
    for link in dossiers.links_of(claim):
        ends = dossiers.spans.get(link.source), dossiers.spans.get(link.target)
        if ends[0] is None or ends[1] is None:
            continue
        source, target = (_passage(dossiers, end, "“", "”") for end in ends if end)
        relation = escape(relation_text(scheme, link.relation))
        facets = ", ".join(filter(None, (link.aspect, link.voice, link.certainty)))
        about = f' <span class="soft">({escape(facets)})</span>' if facets else ""
        rows.append(
            f'<li data-from="{ends[0].id}" data-to="{ends[1].id}" data-relation="{relation}">'
            f"{source} <b>{relation}</b>{about} {target}</li>"
        )
    if rows:
        yield f"<ul>{''.join(rows)}</ul>"
    linked = {end for link in dossiers.links_of(claim) for end in (link.source, link.target)}
    for span in dossiers.spans_of(claim):
        if span.id not in linked:
            quote, title = _passage(dossiers, span), escape(dossiers.title(span.article))
            yield f"<blockquote>{quote} <span class=soft>{title}</span></blockquote>"


def _passage(dossiers: Dossiers, span: Span, opened: str = "", closed: str = "") -> str:
    """The words of a span, which lead to its mark; one that no article shows leads nowhere."""
    quote = f"{opened}{isolated(dossiers.words(span))}{closed}"
    if dossiers.stands(span):
        quote = f'<a href="#s-{span.id}">{quote}</a>'
    state = dossiers.state_of(span)
    return f'{quote} <span class="soft">({escape(state)})</span>' if state else quote


def _evidence(evidence: list[Evidence]) -> Iterator[str]:
    if not evidence:
        return
    yield "<h4>Evidence</h4><ul>"
    for item in evidence:
        about = ", ".join(
            filter(None, (item.locator, item.retrieved and f"seen {item.retrieved}", item.note))
        )
        yield f"<li>{escape(item.stance)}: {linked(item.title, item.url)}"
        if item.archive_url:
            yield f" ({linked('archived', item.archive_url)})"
        yield f' <span class="soft">{escape(about)}</span>'
        if item.quote:
            yield f"<blockquote dir=auto>{escape(item.quote)}</blockquote>"
        yield "</li>"
    yield "</ul>"


def linked(title: str, url: str) -> str:
    """A title that leads to a web address; any other address is shown, not linked."""
    if web_address(url):
        shown = isolated(title or url)
        return f'<a href="{escape(url)}" rel="noopener noreferrer nofollow">{shown}</a>'
    return isolated(" ".join(filter(None, (title, url)))) or "no source given"


def _verdicts(dossiers: Dossiers, claim: Claim, scheme: Scheme) -> Iterator[str]:
    verdicts = dossiers.verdicts(claim)
    if not verdicts:
        return
    yield "<h4>Verdicts of the reviewers</h4><ul>"
    for verdict in verdicts:
        sure = "" if verdict.confidence is None else f", confidence {verdict.confidence:.0%}"
        later = ", after discussion" if verdict.after_discussion else ""
        about = f"({escape(verdict.round)} pass{sure}{later})"
        why = f" — {isolated(verdict.rationale)}" if verdict.rationale else ""
        label = verdict_text(scheme, verdict.label)
        yield f"<li>{isolated(verdict.by)}: {label} {about}{why}</li>"
    yield "</ul>"


def _rest(dossiers: Dossiers, claim: Claim) -> Iterator[str]:
    for omission in dossiers.omissions(claim):
        note = f": {isolated(omission.note)}" if omission.note else ""
        yield (
            f"<p>{isolated(dossiers.title(omission.article))} says nothing of it"
            f" ({isolated(omission.by)} looked{dossiers.of_omission(omission)}){note}</p>"
        )
    for correction in dossiers.corrections(claim):
        yield f"<p><b>Correction, {escape(correction.at[:10])}:</b> {isolated(correction.text)}</p>"
