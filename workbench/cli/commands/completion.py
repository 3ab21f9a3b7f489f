"""`workbench completion SHELL`: the script that teaches a shell to complete `workbench`."""

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the shell."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="which shell it is for")


def run(args: argparse.Namespace) -> int:
    """Print the script; it says in its first lines where to put it."""
    from workbench.cli.completion import SHELLS
    from workbench.cli.surface import surface

    sys.stdout.write(SHELLS[args.shell](list(surface())))
    return 0
