"""Messages and events as JSON, and the table of events."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from kadr.jobs.values import Event, Events
from kadr.messages import Message

KEPT = 10_000
"""How many events are kept at least; who asks for older ones is told of the gap."""

SLACK = 500
"""How many more may lie there before the oldest go, so that most events cost no deletion."""


def plain(value: object) -> Any:
    """A message or its facts as JSON holds them: messages as their id and facts, what JSON does not know as text."""
    if isinstance(value, Message):
        return {"id": value.id, "facts": plain(value.facts)}
    if isinstance(value, Mapping):
        return {str(name): plain(fact) for name, fact in value.items()}
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def message(value: Any) -> Message | None:
    """The message that `plain` wrote, None for None."""
    if value is None:
        return None
    facts = {name: message(fact) if isinstance(fact, dict) else fact for name, fact in value["facts"].items()}
    return Message(value["id"], facts)


def note(database: sqlite3.Connection, kind: str, board: str, job: int, data: Mapping[str, object]) -> int:
    """Append an event in the present transaction; its number."""
    seq = database.execute(
        "INSERT INTO events (kind, board, job, data) VALUES (?, ?, ?, ?)", (kind, board, job, json.dumps(data))
    ).lastrowid
    if seq is None:
        raise RuntimeError("an event has no number")
    if seq % SLACK == 0:
        database.execute("DELETE FROM events WHERE seq <= ?", (seq - KEPT,))
    return seq


def newest(database: sqlite3.Connection) -> int:
    """The number of the newest event, 0 before the first."""
    row = database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'events'").fetchone()
    return int(row[0]) if row else 0


def after(database: sqlite3.Connection, seq: int, board: str | None, limit: int) -> Events:
    """Up to `limit` events after number `seq`, of one board and the whole queue, or of all."""
    last, first = newest(database), database.execute("SELECT min(seq) FROM events").fetchone()[0]
    gap = seq > last or seq < (last if first is None else first - 1)
    rows = database.execute(
        "SELECT * FROM events WHERE seq > ?1 AND (?2 IS NULL OR board IN (?2, '')) ORDER BY seq LIMIT ?3",
        (seq if not gap else 0, board, limit),
    )
    events = tuple(
        Event(seq=row["seq"], kind=row["kind"], board=row["board"], job=row["job"], data=json.loads(row["data"]))
        for row in rows
    )
    return Events(gap=gap, events=events)
