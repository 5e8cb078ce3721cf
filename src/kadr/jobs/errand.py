"""One claim in the hands of one worker: what the worker reports goes into the queue, what people want goes to it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kadr.jobs.pace import Pace
from kadr.jobs.protocol import Began, Ended, Paint, Remark, Step, Stop, Through, Up
from kadr.jobs.queue import Queue
from kadr.jobs.values import Claim, Done, Failed
from kadr.jobs.worker import WorkerProcess
from kadr.messages import from_plain

POLL = 0.25
"""Seconds between two looks at what people want now."""

GRACE = 30.0
"""Seconds that a worker has to stop: a step takes up to half a minute on a slow machine. Then it is ended, which loses
no more than that step."""

BROKEN = "Broken"
"""How an errand ends whose worker is not to be used any more; what is left is for another."""

FAULTS = ("studio.broke", "studio.no-memory")
"""The reasons of a panel that failed by a fault and not by a refusal: the device may be in a state that no other panel
survives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """What a lane is doing now; with no job, nothing. `seconds_left` is for the claim; None where nothing is measured
    yet. `preview` is a PNG."""

    lane: str
    job: int | None = None
    board: str = ""
    panel: str = ""
    number: str = ""
    take: int = 0
    stage: str = ""
    step: int = 0
    steps: int = 0
    seconds_left: float | None = None
    preview: bytes | None = None


class Errand:
    """A claim being carried out by `worker`; `show` hears where it stands. `left` are the items that have not ended."""

    def __init__(self, claim: Claim, queue: Queue, worker: WorkerProcess, show: Callable[[Live], None]) -> None:
        self._claim, self._queue, self._worker, self._show = claim, queue, worker, show
        self._live = Live(lane=claim.job.lane, job=claim.job.id, board=claim.job.board)
        self._pace = Pace()
        self._items = {(item.panel, item.take): item.id for item in claim.items}
        self.left = {item.id for item in claim.items}
        self._in_work: tuple[str, int] | None = None
        self._began = 0.0
        self._stopped: float | None = None
        self._broken = False

    def run(self, folder: Path, closing: threading.Event) -> Through:
        """Have the board in `folder` painted; how it came to its end. Raises `WorkerDied`."""
        items = tuple((item.panel, item.take) for item in self._claim.items)
        order = Paint(board=str(folder), engine=self._claim.job.engine, wish=self._claim.job.wish, items=items)
        self._worker.tell(order)
        self._show(self._live)
        while True:
            said = self._worker.hear(POLL)
            if isinstance(said, Through):
                return Through(refusal=BROKEN) if self._broken and said.refusal in ("", "Stopped") else said
            if said is not None:
                self._note(said)
            if self._ask_to_stop(closing):
                return Through(refusal=BROKEN)

    def _ask_to_stop(self, closing: threading.Event) -> bool:
        """Tell the worker what people want now. True where it does not heed, and was ended."""
        if closing.is_set() or not self._queue.goes_on(self._claim.lease):
            if self._stopped is None:
                self._stopped = time.monotonic()
                self._worker.tell(Stop())
            elif time.monotonic() - self._stopped > GRACE:
                self._worker.end(patience=0)
                return True
        elif self._broken or self._queue.outranked(self._claim.lease):
            self._worker.tell(Stop(after_panel=True))
        return False

    def _note(self, said: Up) -> None:
        match said:
            case Began():
                self._begin(said)
            case Step():
                self._step(said)
            case Ended():
                self._end(said)
            case Remark():
                self._queue.note("remark", self._claim.job.board, self._claim.job.id, said.message)

    def _begin(self, began: Began) -> None:
        take = (began.panel, began.take)
        self._in_work, self._began = take, time.monotonic()
        self._queue.begin(self._claim.lease, self._items[take])
        self._pace.began(take, self._began)
        self._live = replace(self._live, panel=began.panel, number=began.number, take=began.take, preview=None, step=0)
        self._show(self._live)

    def _step(self, step: Step) -> None:
        at = time.monotonic()
        self._pace.stepped(step.stage, at)
        left = self._pace.left(len(self.left), at)
        live = replace(self._live, stage=step.stage, step=step.step, steps=step.steps, seconds_left=left)
        self._live = replace(live, preview=step.preview or live.preview)
        self._show(self._live)

    def _end(self, ended: Ended) -> None:
        take = (ended.panel, ended.take)
        seconds = time.monotonic() - self._began if self._in_work == take else None
        reason = from_plain(ended.reason) if ended.reason else None
        self._broken = self._broken or (reason is not None and reason.id in FAULTS)
        outcome = Failed(reason=reason) if reason else Done(key=ended.key, seconds=seconds)
        self._queue.end(self._claim.lease, self._items[take], outcome)
        self._pace.ended(take)
        self.left.discard(self._items[take])
