"""Hands commands to the workspace: in order, off the screen's thread, none forgotten."""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from workbench.domain.errors import StoreTrouble, WorkbenchError
from workbench.tui.messages import Job
from workbench.workspace.changes import Changes, Outcome

if TYPE_CHECKING:
    from workbench.workspace.commands import Command
    from workbench.workspace.opened import Edits, Opened
    from workbench.workspace.workspace import Workspace

_PATIENCE = 10.0
"""Seconds to wait, after a crash, for a command that is being written."""

WriteState = Literal["idle", "saving", "failed"]


class Writer:
    """A queue of jobs and the one coroutine that empties it."""

    def __init__(
        self,
        workspace: "Workspace",
        start: Callable[["Writer"], None],
        changed: Callable[[Changes], None],
        refused: Callable[[WorkbenchError], None],
    ) -> None:
        """Prepare an empty queue.

        Args:
            workspace: carries the commands out.
            start: runs `empty` as a worker.
            changed: told of what each command changed, and of every change of state.
            refused: told of what a job was refused for, if the job itself has no ear for it.
        """
        self._workspace = workspace
        self._start = start
        self._changed = changed
        self._tell_refused = refused
        self._jobs: deque[Job] = deque()
        self._running = False
        self._thread = ThreadPoolExecutor(1, "write")
        self._step: Future[Outcome] | None = None
        """The command that is being written."""
        self.refused = 0
        """How many jobs were refused so far."""
        self.state: WriteState = "idle"
        self.saved_at = ""
        """Local time of the last acknowledged change, `HH:MM:SS`."""
        self.trouble = ""
        """Why the last write failed; where it did is said in passing."""

    @property
    def waiting(self) -> int:
        """How many jobs are not on disk."""
        return len(self._jobs)

    def look(self, edits: "Edits") -> "Future[Opened]":
        """Note what an editor shows that opens now; a change that is put later finds it noted."""
        from workbench.workspace.opened import look

        return self._thread.submit(look, self._workspace, edits)

    def put(self, job: Job) -> None:
        """Queue a job; those that failed before it are tried again first."""
        self._jobs.append(job)
        self.retry()

    def retry(self) -> None:
        """Go on with what waits."""
        if self._jobs and not self._running:
            self._running = True
            self._set("saving")
            self._start(self)

    async def empty(self) -> None:
        """Carry out what waits, until nothing does or the disk refuses."""
        try:
            while self._jobs:
                if not await self._carry_out(self._jobs[0]):
                    return
        finally:
            self._running = False

    async def _carry_out(self, job: Job) -> bool:
        try:
            while len(job.done) < len(job.steps):
                command = job.steps[len(job.done)]
                self._step = self._thread.submit(self._do, command, job)
                outcome = await asyncio.wrap_future(self._step)
                self._step = None
                job.done.append(outcome)
                self._note(outcome)
        except StoreTrouble as error:
            self._step = None
            return self._store_trouble(job, error)
        except WorkbenchError as error:
            self._step = None
            self._jobs.popleft()
            self._set("saving" if self._jobs else "idle")
            self._refuse(job, error)
            return True
        self._jobs.popleft()
        self._set("saving" if self._jobs else "idle")
        if job.then is not None:
            job.then(job.done)
        return True

    def _do(self, command: "Command", job: Job) -> Outcome:
        if job.opened is None:
            return self._workspace.do(command)
        return self._workspace.do(command, job.opened.result(_PATIENCE))

    def _store_trouble(self, job: Job, error: StoreTrouble) -> bool:
        self.trouble = error.message
        if not job.kept:
            self._jobs.popleft()
        self._set("failed")
        self._refuse(job, error)
        return False

    def _refuse(self, job: Job, error: WorkbenchError) -> None:
        self.refused += 1
        (job.failed or self._tell_refused)(error)

    def _note(self, outcome: Outcome) -> None:
        if outcome.changes:
            self.saved_at = datetime.now().strftime("%H:%M:%S")
        self._changed(outcome.changes)

    def _set(self, state: WriteState) -> None:
        self.state = state
        self._changed(Changes())

    def rescue(self) -> list[str]:
        """After a crash: write what still waits, without the screen.

        Nothing that goes wrong with one job, not even a fault of the program, keeps the others.

        Returns:
            One line for each job that could not be written.
        """
        lost: list[str] = []
        self._finish_step(lost)
        for job in self._jobs:
            try:
                for step in job.steps[len(job.done) :]:
                    job.done.append(self._do(step, job))
            except Exception as error:
                lost.append(_lost(job, error))
        self._jobs.clear()
        return lost

    def _finish_step(self, lost: list[str]) -> None:
        """Wait for the command that was being written when the program failed."""
        step, self._step = self._step, None
        if step is None or step.cancelled():
            return
        try:
            self._jobs[0].done.append(step.result(_PATIENCE))
        except Exception as error:
            lost.append(_lost(self._jobs.popleft(), error))


def _lost(job: Job, error: Exception) -> str:
    if isinstance(error, TimeoutError):
        why = "still being written"
    elif isinstance(error, WorkbenchError):
        why = str(error)
    else:
        why = f"{type(error).__name__}: {error}"
    return f"{job.steps[len(job.done)]!r}: {why}"
