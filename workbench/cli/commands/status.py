"""`workbench status`: what there is and what to do next."""

import argparse
from collections import Counter
from collections.abc import Mapping

from workbench.cli import output
from workbench.cli.diagnostics import warn
from workbench.cli.opening import open_workspace, report_problems
from workbench.workspace import team
from workbench.workspace.disputes import disputes
from workbench.workspace.queries import Counts, counts
from workbench.workspace.workspace import Workspace

_STEPS: Mapping["team.StepKind", str] = {
    "judge": "give a verdict on {count_of}: choose one with < >, press a digit",
    "rationale": "say why on {count_of}: choose one with < >, press r",
    "submit": "submit your pass: open the screen and press P",
    "adjudicate": "decide on {count_of}: open the screen and press A",
    "publish": "publish {count_of}: open the screen and press A, then p",
}
"""What can be done → what to do, the most useful first."""
_DONE = "export: workbench export markdown"


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
        waiting = disputes(workspace).count
        found = counts(view, articles, workspace.reviewer, waiting)
        states = Counter(claim.state for claim in view.claims.all())
        noticed = workspace.revisions.look()
        lost = [
            item.id
            for item in view.articles.all()
            if item.id and workspace.store.lacks_text(item.version)
        ]
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
            "changed_on_disk": list(noticed.changed),
            "unreadable_on_disk": list(noticed.unreadable),
            "faults": len(workspace.store_faults()) + len(lost),
            "next": next_step(workspace, found),
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
        for id in lost:
            warn(f"{id}: its text is missing; `workbench check --repair` looks for it in seeds/")
        return 3 if report_problems(workspace, noticed) else 0


def next_step(workspace: Workspace, found: Counts) -> str:
    """One sentence: what this person can do now, over all cases."""
    if found.conflicts:
        noun = "conflict" if found.conflicts == 1 else "conflicts"
        return f"settle {found.conflicts} {noun}: open the screen and press !"
    if found.articles < 2:
        return "add a second article to seeds/ to compare with"
    if not found.claims:
        return "open the screen (workbench), link two sentences with L, make a claim with c"
    cases = [case for case in workspace.articles.cases() if workspace.view.claims.by("case", case)]
    steps = [step for case in cases for step in team.next_steps(workspace, case)]
    kinds = Counter(step.kind for step in steps)
    for kind, words in _STEPS.items():
        if count := kinds[kind]:
            return words.format(count_of=f"{count} claim{'s' * (count != 1)}")
    waiting = [step.text for step in steps if step.kind == "wait"]
    return f"{waiting[0][0].lower()}{waiting[0][1:]}" if waiting else _DONE
