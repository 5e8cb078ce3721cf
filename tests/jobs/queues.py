"""A queue to try, and the way of a job through it."""

from pathlib import Path

from kadr.jobs import Claim, Done, Job, Queue
from kadr.library.disk import At, ignore

MEMORY = Path("/dev/shm")
"""Where thousands of commits need not wait for the disk, on systems that have it."""


def opened(folder: Path, at: At = ignore) -> Queue:
    return Queue(folder, now=lambda: "", at=at)


def die(queue: Queue) -> None:
    """The connection goes without an orderly end."""
    queue._database.close()


def add(queue: Queue, items: int = 2, board: str = "b", lane: str = "draft", priority: int = 0) -> Job:
    return queue.add(board, lane, "draft", {"style": "ink"}, [(f"p{n}", 1) for n in range(items)], priority)


def claimed(queue: Queue, lane: str = "draft") -> Claim:
    claim = queue.claim(lane)
    assert claim is not None
    return claim


def finish(queue: Queue, claim: Claim, *, seconds: float | None = 1.0) -> None:
    for item in claim.items:
        assert queue.begin(claim.lease, item.id)
        assert queue.end(claim.lease, item.id, Done(key=f"key-{item.panel}", seconds=seconds))
