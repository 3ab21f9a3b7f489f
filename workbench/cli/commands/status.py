"""`workbench status`: what there is and what to do next."""

import argparse
from collections import Counter

from workbench.cli import output
from workbench.cli.diagnostics import warn
from workbench.cli.opening import open_workspace, report_problems
from workbench.workspace.queries import counts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the form."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print counts, conflicts and the next step; 3 if an article file can't be read."""
    with open_workspace(args) as workspace:
        workspace.load()
        workspace.require_articles()
        view = workspace.view
        articles = workspace.articles.all()
        conflicts = workspace.conflicts()
        found = counts(view, articles, workspace.reviewer, len(conflicts))
        states = Counter(claim.state for claim in view.claims.all())
        changed = [a.id for a in articles if workspace.articles.changed(a.id) is not None]
        whole = {
            "workspace": workspace.name,
            "reviewer": workspace.reviewer,
            "scheme": workspace.scheme.name,
            "cases": workspace.articles.cases(),
            "articles": found.articles,
            "spans": found.spans,
            "links": found.links,
            "claims": found.claims,
            "states": dict(states),
            "verdicts": len(view.verdicts),
            "judged_by_you": found.judged,
            "conflicts": found.conflicts,
            "changed_on_disk": changed,
            "faults": len(workspace.store_faults()),
            "next": next_step(found.articles, found.claims, found.judged, found.conflicts),
        }
        if args.json:
            output.value(whole)
        else:
            rows = []
            for name, value in whole.items():
                shown = ", ".join(map(str, value)) if isinstance(value, list) else value
                if isinstance(value, dict):
                    shown = ", ".join(f"{count} {state}" for state, count in value.items())
                if shown not in ("", None):
                    rows.append((f"{name.replace('_', ' ')}:", str(shown)))
            output.columns(rows)
        if workspace.store_faults():
            warn("some lines of the database could not be read: `workbench check` names them")
        return 3 if report_problems(workspace) else 0


def next_step(articles: int, claims: int, judged: int, conflicts: int) -> str:
    """One sentence: what to do now."""
    if conflicts:
        return f"settle {conflicts} conflicts: open the screen and press !"
    if articles < 2:
        return "add a second article to seeds/ to compare with"
    if not claims:
        return "open the screen (workbench), link two sentences with L, make a claim with c"
    if judged < claims:
        return f"give a verdict on {claims - judged} claims: choose one with < >, press a digit"
    return "export: workbench export markdown"
