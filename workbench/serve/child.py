"""What a session's process runs: takes its terminal, then is the program like any other start.

    python -P -m workbench.serve.child FOLDER --reviewer=NAME

The terminal becomes the controlling one, so that the system ends this process when the server's end
of it closes, however the server ended. Where the system can, writing outside of the workspace and
the reviewer's own folder is given up for good.
"""

import fcntl
import os
import runpy
import signal
import sys
import termios
from pathlib import Path

from workbench.config.paths import WorkspacePaths
from workbench.serve.confine import write_only_in


def main() -> None:
    """Run the program in the terminal that standard input is."""
    # A server that ignores hang-ups (`nohup`) hands that down.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    workspace = WorkspacePaths(Path(sys.argv[1]))
    own = Path(os.environ["XDG_CONFIG_HOME"])
    # The annotations may be a link to another place.
    write_only_in((workspace.folder, workspace.annotations, own))
    runpy.run_module("workbench", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
