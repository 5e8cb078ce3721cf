"""The server's inside: a home, its queue, and the lanes that work it off."""

import logging
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kadr.errors import MachineCannot
from kadr.jobs.errand import Live
from kadr.jobs.lane import Lane
from kadr.jobs.queue import Queue
from kadr.jobs.worker import WorkerProcess
from kadr.library.disk import write
from kadr.messages import Message
from kadr.wiring.clock import failpoint, now
from kadr.wiring.hands import HANDS, WITH_MODELS
from kadr.wiring.home import Home
from kadr.wiring.quoting import Quotes
from kadr.wiring.shown import Views

LOG = logging.getLogger("kadr")

DEVICE = "device"

LANES = {engine: DEVICE if engine in WITH_MODELS else "draft" for engine in HANDS}
"""The lane of each engine: what needs a model has the device to itself."""

ROOM = 8_000_000
"""Bytes that the disk must take before a queue that met a full one goes on by itself: a large panel with its lines."""


@dataclass
class Showing:
    """What the lanes are doing now; `version` counts its changes."""

    lanes: dict[str, Live] = field(default_factory=dict)
    version: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def show(self, live: Live) -> None:
        with self.lock:
            self.lanes[live.lane] = live
            self.version += 1

    def now(self) -> tuple[int, dict[str, Live]]:
        """The version, and what each lane is doing."""
        with self.lock:
            return self.version, dict(self.lanes)


@dataclass(frozen=True)
class Office:
    """All that the server works with."""

    home: Home
    queue: Queue
    lanes: dict[str, Lane]
    showing: Showing
    views: Views = field(default_factory=Views)
    quotes: Quotes = field(default_factory=Quotes)

    def quiet(self, message: Message) -> None:
        """A remark that nobody waits for."""
        LOG.info("%s", message.id)

    def wake(self) -> None:
        """There may be something new in the queue."""
        for lane in self.lanes.values():
            lane.wake()


@contextmanager
def open_office(home: Home, *, worker: Sequence[str] | None = None) -> Iterator[Office]:
    """The home's queue as it was left, and its lanes at work. The home must be `served`. `worker` is what starts a
    worker, for tests."""
    argv = tuple(worker or (sys.executable, "-m", "kadr.wiring.worker"))
    queue = Queue(home.state, now=now, at=failpoint())
    showing = Showing()
    lanes = {name: _lane(name, home, queue, showing, argv) for name in dict.fromkeys(LANES.values())}
    try:
        queue.recover()
        for lane in lanes.values():
            lane.start()
        yield Office(home=home, queue=queue, lanes=lanes, showing=showing)
    finally:
        for lane in lanes.values():
            lane.close()
        try:
            queue.back_up()
        finally:
            queue.close()


def _lane(name: str, home: Home, queue: Queue, showing: Showing, argv: Sequence[str]) -> Lane:
    log = home.state / "logs" / f"{name}.log"

    def folder_of(board: str) -> Path:
        return home.board(board).path

    return Lane(
        name,
        queue,
        start_worker=lambda: WorkerProcess(argv, log),
        folder_of=folder_of,
        show=showing.show,
        has_room=lambda: has_room(home.state / f".{name}.probe"),
    )


def has_room(probe: Path) -> bool:
    """Whether `ROOM` bytes can be written to `probe`, which is removed again. What the disk says of itself is not
    asked: it knows nothing of quotas and of permissions."""
    try:
        write(probe, bytes(ROOM))
        probe.unlink()
    except (MachineCannot, OSError):
        return False
    return True
