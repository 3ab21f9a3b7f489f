"""Times of the team screens at the size of a big desk, printed.

python benchmarks/bench_team.py [reviewers] [claims]

The workspace is made once, in a temporary folder. "painted" is from the key to the first paint of
the screen, "computed" to the last figure with its interval.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from benchmarks.figures import note

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from textual import events

from benchmarks.bench_review import made_up
from workbench.domain import ids
from workbench.domain.article import Article
from workbench.tui.app import WorkbenchApp
from workbench.workspace import team
from workbench.workspace.desk import create
from workbench.workspace.workspace import Workspace

_BATCH = 2000


def filled(folder: Path, reviewers: int, claims: int) -> None:
    """A workspace in which everybody has judged every claim and marked both halves of its line."""
    (folder / "seeds" / "case").mkdir(parents=True)
    text = ("x" * 119 + "\n") * claims
    for name in ("one", "two"):
        (folder / "seeds" / "case" / f"{name}.txt").write_text(f"{name} {text}")
    record = made_up(reviewers, claims)
    with Workspace(folder, "r0") as workspace:
        article = workspace.articles.get("one")
        workspace.store.put_text(workspace.articles.text(article.version))
        id, version = article.id, article.version
        spans = [replace(item, article=id, version=version) for item in record.spans]
        items: list[Any] = [article, *spans, *record.links, *record.claims, *record.verdicts]
        items += record.comments[:claims]
        for start in range(0, len(items), _BATCH):
            ops = [_keyed(item) for item in items[start : start + _BATCH]]
            workspace.take(workspace.store.commit(ops, why="bench").delta.keys)


def _keyed(item: Any) -> Any:
    """The row of a made-up record, whose ids are words: made ids of the program's kind."""
    if isinstance(item, Article):
        return create(item)
    made: dict[str, Any] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name in ("id", "claim", "source", "target"):
            made[field.name] = ids.derived_id("bench", value)
        elif field.name in ("spans", "links"):
            made[field.name] = tuple(ids.derived_id("bench", one) for one in value)
    return create(replace(item, **made))


def timed(name: str, call: Callable[[], object]) -> None:
    """Run once and print the time."""
    before, cpu = time.perf_counter(), time.process_time()
    call()
    took, worked = time.perf_counter() - before, time.process_time() - cpu
    print(f"{name:60} {took:7.3f} s  ({worked:.3f} CPU)")
    note(name, f"{took:.3f} s ({worked:.3f} s CPU)")


async def screens(folder: Path) -> None:
    """Open the screens by their keys."""
    app = WorkbenchApp(Workspace(folder, "r0"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        for key, name in (("A", "adjudication"), ("D", "dashboard"), ("W", "assignments"),
                          ("I", "inbox")):  # fmt: skip
            before, cpu = time.perf_counter(), time.process_time()
            app.post_message(events.Key(key, key))
            while app.screen is app.compare or not app.screen.is_running:
                await asyncio.sleep(0.001)
            painted = asyncio.Event()
            app.screen.call_after_refresh(painted.set)
            await painted.wait()
            took, worked = time.perf_counter() - before, time.process_time() - cpu
            print(f"{name + ' painted':60} {took:7.3f} s  ({worked:.3f} CPU)")
            note(f"{name} painted", f"{took:.3f} s ({worked:.3f} s CPU)")
            await pilot.pause()
            await app.workers.wait_for_complete()
            print(f"{name + ' computed':60} {time.perf_counter() - before:7.3f} s")
            await pilot.press("escape")
            await pilot.pause()


def main(reviewers: int = 10, claims: int = 1000) -> None:
    """Measure and print."""
    print(f"{reviewers} reviewers x {claims} claims")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "desk"
        filled(folder, reviewers, claims)
        with Workspace(folder, "r0") as workspace:
            timed("open the database", lambda: workspace.load())
            timed("docket, first time", lambda: team.docket(workspace, "case"))
            timed("docket, again", lambda: team.docket(workspace, "case"))
            timed("progress", lambda: team.progress(workspace))
            timed("inbox", lambda: team.inbox(workspace))
            timed("agreement, no intervals", lambda: team.agreement(workspace, resamples=0))
            timed("agreement, 1,000 resamples", lambda: team.agreement(workspace))
        asyncio.run(screens(folder))


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    main(*given)
