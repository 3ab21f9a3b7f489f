"""`workbench check`: is the database sound, do the spans still say what they said?"""

import argparse

from workbench.cli import output
from workbench.cli.diagnostics import Progress
from workbench.cli.opening import open_workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare repair and the form."""
    parser.add_argument(
        "--repair", action="store_true", help="set damaged lines aside, take lost texts from seeds/"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print every fault; 1 if there are any that were not repaired."""
    with open_workspace(args) as workspace:
        faults = workspace.check(repair=args.repair, progress=Progress("checking"))
        if args.json:
            output.value(
                [
                    {
                        "file": fault.file,
                        "line": fault.line,
                        "what": fault.what,
                        "repaired": fault.repaired,
                    }
                    for fault in faults
                ]
            )
        else:
            for fault in faults:
                place = f"{fault.file}:{fault.line}" if fault.line else fault.file
                mended = " (repaired)" if fault.repaired else ""
                output.line(f"{place}: {fault.what}{mended}")
            if not faults:
                output.line("sound: every line reads, every quote stands where it should")
        return 1 if any(not fault.repaired for fault in faults) else 0
