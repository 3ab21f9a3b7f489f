"""Start of the screen, and keys in the claims list: `python -m benchmarks.bench_tui`.

Start: a real terminal, from the shell to the words of both articles, beside a bare Textual program
that shows one line; CPU is that of the process's main thread, from the kernel. Keys: without a
terminal, CPU from the key to all it led to, with 10 and with 5,000 claims.
"""

import asyncio
import fcntl
import os
import pty
import select
import shutil
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from textual import events

from benchmarks.figures import note
from workbench.tui.app import WorkbenchApp
from workbench.workspace.commands import AddClaim, AddSpan
from workbench.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
FIRST = "000_f3a9a0b1af756c46"
WORD = b"Newslooks"
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("Newslooks")
Bare().run()
"""


def started(command: list[str], rounds: int) -> tuple[float, float]:
    """Fewest seconds to the word on the screen: wall, CPU."""
    runs = [_start(command) for _ in range(rounds)]
    return min(wall for wall, _ in runs), min(cpu for _, cpu in runs)


def _start(command: list[str]) -> tuple[float, float]:
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.environ["TERM"] = "xterm-256color"
        os.execv(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    begin = time.perf_counter()
    seen = b""
    while WORD not in seen and time.perf_counter() - begin < 20:
        if select.select([terminal], [], [], 0.01)[0]:
            seen += os.read(terminal, 65536)
    wall = time.perf_counter() - begin
    cpu = int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    os.close(terminal)
    return wall, cpu


async def keys(folder: Path, claims: int) -> dict[str, float]:
    """Median CPU milliseconds of keys in the claims list."""
    workspace = Workspace(folder, "ada")
    for number in range(claims):
        start = number * 7 % 2000
        span = workspace.do(AddSpan(article=FIRST, fragments=((start, start + 40),))).id
        workspace.do(AddClaim(text=f"Claim {number}", spans=(span or "",)))
    app = WorkbenchApp(workspace)
    found = {}
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        app.post_message(events.Key("shift+tab", None))
        await pilot.pause()
        for key in ("down", "pagedown", "up"):
            times = []
            for _ in range(30):
                begin = time.process_time()
                app.post_message(events.Key(key, None))
                await pilot.pause()
                times.append((time.process_time() - begin) * 1000)
            found[key] = statistics.median(times)
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "case"
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        ours = [sys.executable, "-m", "workbench", "--reviewer", "ada", str(folder)]
        bare_wall, bare_cpu = started([sys.executable, "-c", BARE], 5)
        wall, cpu = started(ours, 5)
        print(f"start   bare Textual {bare_wall:.2f} s, {bare_cpu:.2f} s CPU")
        print(f"        workbench    {wall:.2f} s, {cpu:.2f} s CPU ({cpu / bare_cpu:.2f} times)")
        note(
            "start of the screen",
            f"{wall:.2f} s, {cpu:.2f} s CPU",
            peer=f"bare Textual {bare_cpu:.2f} s CPU",
            ratio=cpu / bare_cpu,
        )
        few = asyncio.run(keys(folder, 10))
        many = asyncio.run(keys(folder, 4990))
        for key, time_few in few.items():
            ratio = many[key] / time_few
            note(f"key {key} with 5,000 marks", f"{many[key]:.1f} ms", peer="10 marks", ratio=ratio)
            print(
                f"{key:<9} {time_few:.1f} ms with 10, {many[key]:.1f} ms with 5,000 ({ratio:.2f})"
            )


if __name__ == "__main__":
    main()
