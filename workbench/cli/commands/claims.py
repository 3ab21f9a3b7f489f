"""`workbench claims`: the claims with their verdicts."""

import argparse
from typing import Any

from workbench.cli import output
from workbench.cli.opening import open_workspace
from workbench.domain.claim import Claim, Omission
from workbench.domain.span import Link, Span
from workbench.domain.verdict import Verdict
from workbench.workspace import queries
from workbench.workspace.view import View
from workbench.workspace.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the filters and the form."""
    parser.add_argument("--case", help="only the claims of this case")
    parser.add_argument(
        "--state", choices=("open", "in_review", "adjudicated", "published", "void")
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """List the claims, oldest first."""
    with open_workspace(args) as workspace:
        view = workspace.view
        case = workspace.case_named(args.case) if args.case else None
        found = view.claims.all() if case is None else view.claims.by("case", case)
        chosen = [claim for claim in found if args.state in (None, claim.state)]
        if args.json:
            output.value([_whole(workspace, claim) for claim in chosen])
        elif chosen:
            output.table(("id", "state", "verdict", "claim"), [_row(workspace, c) for c in chosen])
        elif len(view.claims):
            output.line(
                "no claim is in that case and state: leave out --case or --state to see more"
            )
        else:
            output.line("no claims yet: open the screen, highlight, link and press c")
    return 0


def _row(workspace: Workspace, claim: Claim) -> tuple[str, str, str, str]:
    label = queries.shown_verdict(workspace.view, claim.id, workspace.reviewer)
    given = len(workspace.view.verdicts.by("claim", claim.id))
    shown = "–"
    if label is not None:
        found = queries.label_of(workspace.scheme, label)
        shown = f"{found.glyph} {found.label}"
    elif given:
        shown = f"{given} verdicts differ"
    return claim.id, claim.state, shown, claim.text


def _whole(workspace: Workspace, claim: Claim) -> dict[str, Any]:
    view = workspace.view
    return {
        "id": claim.id,
        "text": claim.text,
        "case": claim.case,
        "state": claim.state,
        "claimant": claim.claimant,
        "stated_on": claim.stated_on,
        "tags": list(claim.tags),
        "by": claim.by,
        "at": claim.at,
        "verdict": queries.shown_verdict(view, claim.id, workspace.reviewer),
        "spans": [_span(span) for span in queries.spans_of_claim(view, claim)],
        "links": [_link(link) for link in queries.links_of_claim(view, claim)],
        "verdicts": [_verdict(item) for item in view.verdicts.by("claim", claim.id)],
        "omissions": [_omission(view, item) for item in view.omissions.by("claim", claim.id)],
        "comments": len(view.comments.by("claim", claim.id)),
    }


def _span(span: Span) -> dict[str, Any]:
    return {
        "id": span.id,
        "article": span.article,
        "fragments": [list(fragment) for fragment in span.fragments],
        "quote": span.quote,
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "id": link.id,
        "source": link.source,
        "target": link.target,
        "relation": link.relation,
        "aspect": link.aspect,
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "id": verdict.id,
        "by": verdict.by,
        "pass": verdict.round,
        "label": verdict.label,
        "rationale": verdict.rationale,
        "confidence": verdict.confidence,
        "evidence": list(verdict.evidence),
        "at": verdict.at,
    }


def _omission(view: View, omission: Omission) -> dict[str, Any]:
    return {
        "article": omission.article,
        "version": omission.version,
        "current": queries.is_current(view, omission),
        "by": omission.by,
        "at": omission.at,
        "note": omission.note,
    }
