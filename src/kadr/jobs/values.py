"""Jobs, their items, and events: what the queue holds."""

from enum import StrEnum
from typing import Any

from kadr.messages import Message
from kadr.schema import Value


class JobState(StrEnum):
    """Where a job stands. The last three are final, unless somebody asks to try again."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"  # all is through, and at least one item failed
    CANCELLED = "cancelled"


class ItemState(StrEnum):
    """Where an item stands. The last three are final, unless somebody asks to try again."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Item(Value, frozen=True, kw_only=True):
    """One take of one panel, the unit that is done or not. `key` names its picture."""

    id: int
    panel: str
    take: int
    state: ItemState
    attempts: int = 0
    key: str = ""
    seconds: float = 0.0
    reason: Message | None = None


class Job(Value, frozen=True, kw_only=True):
    """A wish to render takes of one board with one engine. `wish` is what the worker is told beside that."""

    id: int
    board: str
    lane: str
    engine: str
    wish: dict[str, str]
    state: JobState
    priority: int
    created: str
    ended: str = ""
    reason: Message | None = None


class Claim(Value, frozen=True, kw_only=True):
    """A job in the hands of a lane. Whatever is reported carries `lease`, and is refused when it is not the job's any
    more."""

    job: int
    lease: int
    board: str
    lane: str
    engine: str
    wish: dict[str, str]
    items: tuple[Item, ...]


class Event(Value, frozen=True, kw_only=True):
    """Something that happened; `seq` counts up and never comes twice."""

    seq: int
    kind: str
    board: str
    job: int | None
    data: dict[str, Any]
