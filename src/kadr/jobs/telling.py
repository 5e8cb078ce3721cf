"""Reasons and events as JSON, and the table of events."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from kadr.jobs.values import Event, Events
from kadr.messages import Message, from_plain

KEPT = 10_000
"""How many events are kept at least; who asks for older ones is told of the gap."""

SLACK = 500
"""How many more may lie there before the oldest go, so that most events cost no deletion."""


def plain(reason: Message | None) -> dict[str, object] | None:
    """A reason as JSON holds it; None for None."""
    return reason.plain() if reason else None


def message(data: Mapping[str, Any] | None) -> Message | None:
    """The reason that `plain` wrote."""
    return from_plain(data) if data else None


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
