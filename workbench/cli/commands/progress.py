"""`workbench progress`: how far everybody is, and what to do next."""

import argparse
from dataclasses import asdict

from workbench.cli import output
from workbench.cli.opening import open_workspace
from workbench.workspace import team
from workbench.workspace.cases import stray_cases


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the form."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print counts by case and reviewer."""
    with open_workspace(args) as workspace:
        cases = team.progress(workspace)
        if args.json:
            output.value([asdict(case) for case in cases])
            return 0
        output.table(
            ("case", "claims", "judged", "adjudicated", "published"),
            [
                (
                    case.case,
                    str(case.claims),
                    str(case.judged),
                    str(case.adjudicated),
                    str(case.published),
                )
                for case in cases
            ],
        )
        people = [person for case in cases for person in case.reviewers]
        if people:
            output.line()
            output.table(
                ("reviewer", "case", "judged", "of", "pass"),
                [
                    (
                        person.reviewer,
                        person.case,
                        str(person.judged),
                        str(person.expected),
                        _state(person),
                    )
                    for person in people
                ],
            )
        stray = stray_cases(workspace)
        for case in cases:
            if case.case in stray:
                said = f"it has claims and no article: workbench cases rename {case.case} NAME"
                output.line(f"next in {case.case}: {said}")
                continue
            step = team.next_steps(workspace, case.case)[0]
            output.line(f"next in {case.case}: {step.text}")
    return 0


def _state(person: "team.ReviewerProgress") -> str:
    """Which pass somebody is in, and how the last one ended."""
    if person.closed_by:
        return f"{person.current}, closed by {person.closed_by}"
    return f"{person.current}, submitted" if person.submitted else person.current
