"""`workbench read`: articles, marks, links and claims as plain lines, for reading aloud.

No colours, no drawing, one thing a line; what begins and ends in a sentence is announced in it.
"""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from workbench.cli import output
from workbench.cli.diagnostics import say
from workbench.cli.opening import open_workspace, report_problems
from workbench.domain.claim import EARLIER
from workbench.domain.errors import WrongUse
from workbench.domain.verdict import Evidence
from workbench.workspace.linear import (
    ArticleHeard,
    ClaimHeard,
    Linear,
    LinkHeard,
    MarkHeard,
    VerdictHeard,
)
from workbench.workspace.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to read, and how wide."""
    parser.add_argument("article", nargs="?", help="only this article (default: everything)")
    parser.add_argument("--claim", metavar="N", help="only this claim, by its number or id")
    parser.add_argument("--case", help="only this case")
    parser.add_argument(
        "--width", type=int, default=80, metavar="N", help="columns a line (default: 80); 0: any"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print what was asked for; 3 if an article file can't be read."""
    if args.article and args.claim:
        raise WrongUse("an article and a claim are named", hint="read one after the other")
    if args.width < 0:
        raise WrongUse(f"{args.width} is no width", where="--width", hint="80, or 0 for any")
    with open_workspace(args) as workspace:
        workspace.load()
        linear = Linear(workspace)
        if args.claim:
            _tell(workspace, [args.case] if args.case else [])
            claim = linear.claim(linear.claim_named(args.claim, args.case))
            return _show(args, asdict(claim), _claim_lines(claim))
        workspace.require_articles()
        if args.article:
            article = linear.article(args.article)
            _tell(workspace, [article.case])
            return _show(args, asdict(article), _article_lines(article))
        return _everything(args, workspace, linear)


def _everything(args: argparse.Namespace, workspace: Workspace, linear: Linear) -> int:
    cases = [workspace.case_named(args.case)] if args.case else workspace.articles.cases()
    _tell(workspace, cases)
    whole = [_Case(workspace, linear, case) for case in cases]
    lines = (line for case in whole for line in case.lines())
    _show(args, [case.plain() for case in whole] if args.json else None, lines)
    return 3 if report_problems(workspace) else 0


class _Case:
    """A case, read from its first article to its last claim."""

    def __init__(self, workspace: Workspace, linear: Linear, case: str) -> None:
        self._linear = linear
        self._case = case
        self._articles = [article.id for article in workspace.articles.all(case)]
        self._claims = linear.claims(case)

    def plain(self) -> dict[str, Any]:
        linear = self._linear
        return {
            "case": self._case,
            "articles": [asdict(linear.article(id)) for id in self._articles],
            "claims": [asdict(linear.claim(claim)) for claim in self._claims],
        }

    def lines(self) -> Iterator[str]:
        articles, claims = len(self._articles), len(self._claims)
        yield f"Case: {self._case}. {_count(articles, 'article')}, {_count(claims, 'claim')}."
        for id in self._articles:
            yield ""
            yield from _article_lines(self._linear.article(id))
        for claim in self._claims:
            yield ""
            yield from _claim_lines(self._linear.claim(claim))


def _tell(workspace: Workspace, cases: list[str]) -> None:
    from workbench.workspace.team import withheld

    for case in cases:
        words = withheld(workspace, case)
        if words:
            say(f"{case}: {words} until you submit your pass")


def _show(args: argparse.Namespace, plain: object, lines: Iterator[str]) -> int:
    if args.json:
        output.value(plain)
        return 0
    for line in lines:
        for part in _wrapped(line, args.width):
            output.line(part)
    return 0


def _wrapped(line: str, width: int) -> list[str]:
    words = " ".join(line.split())
    if not width:
        return [words]
    from workbench.text.wrap import wrap

    rows = wrap(words, width)
    return [words[start:end].rstrip() for start, end in zip(rows.starts, rows.ends, strict=True)]


def _article_lines(article: ArticleHeard) -> Iterator[str]:
    yield f"Article: {article.title}"
    yield f"Name: {article.id}"
    for name in ("source", "author", "published", "url"):
        value = getattr(article, name)
        if value:
            guessed = " (guessed)" if name in article.guessed else ""
            yield f"{name.capitalize()}: {value}{guessed}"
    marks = sum(len(passage.marks) for passage in article.passages)
    yield f"{_count(len(article.passages), 'passage')}, {_count(marks, 'mark')}."
    if article.elsewhere:
        yield f"{_count(article.elsewhere, 'mark')} of another version: see workbench anchors."
    for passage in article.passages:
        if passage.begins_paragraph:
            yield ""
        yield passage.announced
        for mark in passage.marks:
            yield from _mark_lines(mark)


def _mark_lines(mark: MarkHeard) -> Iterator[str]:
    label = f", {mark.label}" if mark.label else ""
    by = f", by {mark.by}" if mark.by else ""
    yield f"Mark {mark.number}{label}{by}: “{mark.quote}”"
    if mark.note:
        yield f"Note on mark {mark.number}: {mark.note}"
    for claim in mark.claims:
        verdict = _verdict(claim.verdict)
        yield f"Mark {mark.number} carries claim {claim.number}, {verdict}: {claim.text}"
    for link in mark.links:
        facets = f" ({', '.join(link.facets)})" if link.facets else ""
        yield (
            f"Mark {mark.number} {link.relation}{facets}: “{link.other_quote}”, in "
            f"{link.other_article}"
        )


def _verdict(label: str) -> str:
    return f"verdict {label}" if label else "no verdict"


def _claim_lines(claim: ClaimHeard) -> Iterator[str]:
    yield f"Claim {claim.name.number}: {claim.name.text}"
    yield f"State: {claim.state.replace('_', ' ')}, {_verdict(claim.name.verdict)}"
    said = ", ".join(part for part in (claim.claimant, *claim.stated) if part)
    if said:
        yield f"Claimed by: {said}"
    if claim.tags:
        yield f"Tags: {', '.join(claim.tags)}"
    for passage in claim.passages:
        yield f"Passage in {passage.by}: “{passage.text}”"
    for link in claim.links:
        yield _link_line(link)
    for omission in claim.omissions:
        past = "" if omission.current else f", {EARLIER}"
        yield f"Omission, signed by {omission.by}: nothing of it in {omission.title}{past}"
    for verdict in claim.verdicts:
        yield from _verdict_lines(verdict)
    if claim.final:
        yield f"Final verdict: {claim.final}"
    for evidence in claim.evidence:
        yield _evidence_line(evidence)
    for comment in claim.comments:
        yield f"Comment by {comment.by}: {comment.text}"
    for correction in claim.corrections:
        yield f"Correction by {correction.by}: {correction.text}"


def _link_line(link: LinkHeard) -> str:
    facets = f" ({', '.join(link.facets)})" if link.facets else ""
    return (
        f"Link: “{link.quote}”, in {link.article}, {link.relation}{facets} “{link.other_quote}”, "
        f"in {link.other_article}"
    )


def _verdict_lines(verdict: VerdictHeard) -> Iterator[str]:
    blind = ", blind pass" if verdict.round == "blind" else ""
    sure = f", confidence {verdict.confidence:.0%}" if verdict.confidence is not None else ""
    yield f"Verdict by {verdict.by}{blind}: {verdict.label}{sure}"
    if verdict.rationale:
        yield f"Rationale of {verdict.by}: {verdict.rationale}"


def _evidence_line(evidence: Evidence) -> str:
    parts = (evidence.title, evidence.url, evidence.locator, evidence.note)
    quote = f": “{evidence.quote}”" if evidence.quote else ""
    about = ", ".join(part for part in parts if part)
    return f"Evidence by {evidence.by}, {evidence.stance}: {about}{quote}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
