"""What a session's process runs: takes its terminal, then is the program like any other start.

    python -P -m workbench.serve.child FOLDER --reviewer=NAME

The terminal becomes the controlling one, so that the system ends this process when the server's end
of it closes, however the server ended.
"""

import fcntl
import runpy
import signal
import termios


def main() -> None:
    """Run the program in the terminal that standard input is."""
    # A server that ignores hang-ups (`nohup`) hands that down.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    runpy.run_module("workbench", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
