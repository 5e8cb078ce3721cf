"""A lane: one worker at a time, and the thread that feeds it from the queue.

What is drawn with lines and what needs a model go in lanes of their own, so that a draft does not wait an hour for a
finished picture. A lane keeps no state that matters: whatever happened is in the queue before the next thing happens.
"""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from kadr.errors import DiskFull, FolderClosed, NotThere
from kadr.jobs.errand import BROKEN, POLL, Errand, Live
from kadr.jobs.protocol import Ready, Through
from kadr.jobs.queue import Queue
from kadr.jobs.values import Claim, Failed
from kadr.jobs.worker import WorkerDied, WorkerProcess
from kadr.messages import from_plain, say

LOG = logging.getLogger("kadr")

IDLE = 300.0
"""Seconds after which a worker that has nothing to do gives its memory back."""

REST = 5.0
"""Seconds before a board that somebody else paints in is tried again."""

BACK_OFF = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds of waiting before a worker is started again, by how many have died in a row."""

MOST_FALSE_STARTS = 3
"""Workers that may die before they are ready; then the queue is held, and people are told."""

BLOCKING = ("library.disk-full", "library.closed", "library.not-a-folder", "jobs.disk-full", "jobs.closed")
"""Reasons for which the queue is paused that pass by themselves when somebody has made room."""

TAINTED = ("OutOfMemory", "Exception", BROKEN)
"""Errors after which a worker is not used any more: a device that has failed once fails until its process ends."""


class Lane:
    """Works off the jobs of one lane, until it is closed."""

    def __init__(
        self,
        name: str,
        queue: Queue,
        start_worker: Callable[[], WorkerProcess],
        folder_of: Callable[[str], Path],
        show: Callable[[Live], None],
        has_room: Callable[[], bool],
    ) -> None:
        self.name = name
        self._queue, self._start_worker, self._folder_of, self._show = queue, start_worker, folder_of, show
        self._closing, self._woken = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"lane-{name}")
        self._worker: WorkerProcess | None = None
        self._claim: Claim | None = None
        self._worked = time.monotonic()
        self._has_room = has_room
        self._deaths = self._false_starts = 0
        self._resting: dict[str, float] = {}

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    def close(self) -> None:
        """Stop within a step, give back what was claimed, and end the worker. Twice is fine."""
        self._closing.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join()

    # The loop ------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                self._turn()
            except (DiskFull, FolderClosed) as error:  # the queue's own disk, or the logs'
                self._retire()
                self._queue.pause_all(error.message)
            except Exception:  # a fault of kadr's own must not end the lane
                LOG.exception("lane %s", self.name)
                self._retire()
                self._closing.wait(REST)
        self._retire()

    def _turn(self) -> None:
        """Do the next thing there is, or wait a moment."""
        self._resume_when_there_is_room()
        if self._claim:
            self._queue.give_back(self._claim.lease)
            self._claim = None
        now = time.monotonic()
        self._resting = {board: until for board, until in self._resting.items() if until > now}
        self._claim = self._queue.claim(self.name, tuple(self._resting))
        if self._claim:
            self._carry_out(self._claim)
            self._claim, self._worked = None, time.monotonic()
            self._show(Live(lane=self.name))
            return
        self._mind()
        if now - self._worked > IDLE:
            self._retire()
        self._woken.wait(POLL)
        self._woken.clear()

    def _resume_when_there_is_room(self) -> None:
        pause = self._queue.paused()
        if pause is None or pause.reason is None or pause.reason.id not in BLOCKING:
            return
        self._closing.wait(REST)
        if self._has_room():
            self._queue.resume_all()

    def _mind(self) -> None:
        """Hear a worker that has nothing to do: that it lives, or does not. Its end is no panel's fault."""
        try:
            while self._worker and self._worker.hear(0):
                pass
        except WorkerDied:
            self._retire()

    def _carry_out(self, claim: Claim) -> None:
        """Have a claim painted, as far as it goes."""
        try:
            folder = self._folder_of(claim.job.board)
        except NotThere as error:
            self._queue.fail_rest(claim.lease, error.message)
            return
        self._mind()
        worker = self._worker or self._begin_worker()
        if worker is None:
            self._queue.give_back(claim.lease)
            return
        try:
            errand = Errand(claim, self._queue, worker, self._show)
            through = errand.run(folder, self._closing)
        except WorkerDied as died:
            self._retire()
            self._deaths += 1
            self._queue.crashed(claim.lease, died.reason)
            return
        self._deaths = 0
        if through.refusal:
            self._conclude(claim, through)
            return
        for item in errand.left:
            self._queue.end(claim.lease, item, Failed(reason=say("jobs.panel-gone")))
        self._queue.give_back(claim.lease)  # a claim may be of one item, and others wait

    def _conclude(self, claim: Claim, through: Through) -> None:
        """What becomes of the items that a refusal left."""
        reason = from_plain(through.reason) if through.reason else say("jobs.panel-gone")
        if through.refusal in TAINTED:
            self._retire()
        if through.refusal in ("Stopped", BROKEN):
            self._queue.give_back(claim.lease)
        elif through.refusal == "Busy":
            self._resting[claim.job.board] = time.monotonic() + REST
            self._queue.give_back(claim.lease)
        elif through.refusal == "DiskFull" or (through.refusal == "FolderClosed" and not self._has_room()):
            self._queue.pause_all(reason)  # it would meet every other panel too
            self._queue.give_back(claim.lease)
        else:
            self._queue.fail_rest(claim.lease, reason)

    # The worker ----------------------------------------------------------------------------------------------

    def _begin_worker(self) -> WorkerProcess | None:
        """A worker that is ready, after a pause if the last ones died; None where the lane is closed meanwhile, or
        none gets ready."""
        if self._closing.wait(BACK_OFF[min(self._deaths, len(BACK_OFF) - 1)]):
            return None
        self._worker = self._start_worker()
        try:
            while not self._closing.is_set():
                if isinstance(self._worker.hear(POLL), Ready):
                    self._false_starts = 0
                    return self._worker
        except WorkerDied as died:
            self._retire()
            self._deaths += 1
            self._false_starts += 1
            if self._false_starts >= MOST_FALSE_STARTS:
                self._false_starts = 0
                self._queue.pause_all(say("jobs.false-starts", n=MOST_FALSE_STARTS, reason=died.reason))
        return None

    def _retire(self) -> None:
        if self._worker:
            self._worker.end(patience=2)
            self._worker = None
