"""`workbench claims`: the claims with their verdicts."""

import argparse
from typing import Any

from workbench.cli import output
from workbench.cli.opening import open_workspace
from workbench.domain.claim import Claim
from workbench.workspace import queries
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
        elif not chosen:
            output.line("no claims yet: open the screen, highlight, link and press c")
        else:
            output.table(("id", "state", "verdict", "claim"), [_row(workspace, c) for c in chosen])
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
        "spans": [
            {
                "id": span.id,
                "article": span.article,
                "fragments": [list(fragment) for fragment in span.fragments],
                "quote": span.quote,
            }
            for span in queries.spans_of_claim(view, claim)
        ],
        "links": [
            {
                "id": link.id,
                "source": link.source,
                "target": link.target,
                "relation": link.relation,
                "aspect": link.aspect,
            }
            for link in queries.links_of_claim(view, claim)
        ],
        "verdicts": [
            {
                "id": item.id,
                "by": item.by,
                "pass": item.round,
                "label": item.label,
                "rationale": item.rationale,
                "confidence": item.confidence,
                "evidence": list(item.evidence),
                "at": item.at,
            }
            for item in view.verdicts.by("claim", claim.id)
        ],
        "omissions": [
            {
                "article": item.article,
                "version": item.version,
                "current": queries.is_current(view, item),
                "by": item.by,
                "at": item.at,
                "note": item.note,
            }
            for item in view.omissions.by("claim", claim.id)
        ],
        "comments": len(view.comments.by("claim", claim.id)),
    }
