"""What the queue holds and what it says, as plain values."""

from enum import StrEnum
from typing import Any

from kadr.messages import Message
from kadr.schema import Value

ATTEMPTS = 3
"""How often an item may take its worker down before it is set aside as failed."""

LIMIT = 10_000
"""How many unfinished items the queue takes in all."""


class JobState(StrEnum):
    """The state of a job: the first three may change, of the last three a job reaches exactly one."""

    queued = "queued"
    running = "running"  # a worker has claimed it
    paused = "paused"  # by a person; a worker that has claimed it is being stopped
    done = "done"
    failed = "failed"  # through, and some item failed
    cancelled = "cancelled"  # given up before it was through


OPEN = (JobState.queued, JobState.running, JobState.paused)
"""The states of a job that is not through."""


class ItemState(StrEnum):
    """The state of an item; of the last three it reaches exactly one."""

    waiting = "waiting"
    running = "running"
    done = "done"
    failed = "failed"
    cancelled = "cancelled"


class Kind(StrEnum):
    """What an event of the queue itself is about. Others note events of their own kinds."""

    job_added = "job-added"
    job_changed = "job-changed"  # its state; data: {"state"}
    job_moved = "job-moved"  # its priority or its place
    job_forgotten = "job-forgotten"
    item_began = "item-began"  # data: {"item", "panel", "take"}
    item_ended = "item-ended"  # data: {"item", "panel", "take", "state", "key", "seconds", "reason"}
    worker_died = "worker-died"  # data: {"reason"}; another one is started
    queue_paused = "queue-paused"  # data: {"reason"}
    queue_resumed = "queue-resumed"
    queue_mended = "queue-mended"  # its file was damaged, and what came back may be older


class Counts(Value, frozen=True, kw_only=True):
    """How many items are in each state."""

    waiting: int = 0
    running: int = 0
    done: int = 0
    failed: int = 0
    cancelled: int = 0


class Job(Value, frozen=True, kw_only=True):
    """One wish to render panels of one board with one engine. `lane` is the worker that may do it, `wish` is opaque
    to the queue; `crashes` counts the times its worker died while no item was in work. The times are for display."""

    id: int
    board: str
    lane: str
    engine: str
    wish: dict[str, Any]
    state: JobState
    priority: int
    position: int
    crashes: int
    counts: Counts
    added: str
    ended: str = ""


class Item(Value, frozen=True, kw_only=True):
    """One take of one panel: the unit of durability. `attempts` counts the times it took its worker or the server
    down; `key` names its picture when it is done, `reason` says why it failed."""

    id: int
    job: int
    panel: str
    take: int
    state: ItemState
    attempts: int
    key: str = ""
    seconds: float | None = None
    reason: Message | None = None


class Claim(Value, frozen=True, kw_only=True):
    """A job that a worker may do, and the items it shall do now, in order. Every report carries `lease`."""

    lease: int
    job: Job
    items: tuple[Item, ...]


class Unfinished(Value, frozen=True, kw_only=True):
    """A job that is not through, and its items that wait or are in work."""

    job: Job
    items: tuple[Item, ...]


class Done(Value, frozen=True, kw_only=True):
    """An item came to its picture, named by `key`. `seconds` it took, None if the picture was there already."""

    key: str
    seconds: float | None = None


class Failed(Value, frozen=True, kw_only=True):
    """An item cannot be done, and why."""

    reason: Message


class Recovered(Value, frozen=True, kw_only=True):
    """What a start found: the jobs that a dead server had claimed, the items set aside because they were in work for
    the third time, and why the queue starts paused, if it does."""

    jobs: tuple[int, ...]
    failed: tuple[Item, ...]
    paused: Message | None = None


class Pause(Value, frozen=True, kw_only=True):
    """The whole queue is paused; `reason` is None if a person did it."""

    reason: Message | None = None


class Event(Value, frozen=True, kw_only=True):
    """Something that happened; `seq` only grows. `board` is empty and `job` is 0 for what concerns the whole queue."""

    seq: int
    kind: str
    board: str
    job: int
    data: dict[str, Any]


class Events(Value, frozen=True, kw_only=True):
    """Events after a place. `gap`: some after that place are no longer kept, so what is known must be read anew."""

    gap: bool
    events: tuple[Event, ...]
