"""Who stands where in the line, and whose turn it is. Every function works in the caller's transaction."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from kadr.errors import BadUse, NotNow
from kadr.jobs import looking, telling
from kadr.jobs.reports import settle
from kadr.jobs.values import LIMIT, OPEN, Claim, Job, Kind
from kadr.messages import Message, say


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A job before it stands in the line."""

    board: str
    lane: str
    engine: str
    wish: Mapping[str, Any]
    items: Sequence[tuple[str, int]]
    priority: int


def add(database: sqlite3.Connection, wanted: Wanted, now: str) -> int:
    """Put a job at the end of its priority; its id. The same panel and take given twice is one item."""
    items = tuple(dict.fromkeys(wanted.items))
    if not items:
        raise BadUse(say("jobs.nothing"))
    waiting = looking.unfinished_count(database)
    if waiting + len(items) > LIMIT:
        raise NotNow(say("jobs.too-many", waiting=waiting, more=len(items), limit=LIMIT))
    job_id = database.execute(
        "INSERT INTO jobs (board, lane, engine, wish, state, priority, position, added)"
        " VALUES (?, ?, ?, ?, 'queued', ?, ?, ?) RETURNING id",
        (
            wanted.board,
            wanted.lane,
            wanted.engine,
            json.dumps(wanted.wish),
            wanted.priority,
            end_of(database, wanted.lane),
            now,
        ),
    ).fetchone()[0]
    database.executemany(
        "INSERT INTO items (job, panel, take) VALUES (?, ?, ?)", ((job_id, panel, take) for panel, take in items)
    )
    telling.note(database, Kind.job_added, wanted.board, job_id, {"items": len(items)})
    return int(job_id)


def end_of(database: sqlite3.Connection, lane: str) -> int:
    """The position behind everybody in the lane."""
    query = f"SELECT coalesce(max(position), 0) + 1 FROM jobs WHERE lane = ? AND {looking.OPEN}"
    return int(database.execute(query, (lane,)).fetchone()[0])


def claim(database: sqlite3.Connection, lane: str, busy_boards: Collection[str], now: str) -> Claim | None:
    """Give the lane's next job to a worker, unless the lane has one at work or the queue is paused."""
    if pause_of(database) or database.execute("SELECT 1 FROM jobs WHERE lane = ? AND lease > 0", (lane,)).fetchone():
        return None
    rows = database.execute(
        f"SELECT id, board, solo FROM jobs WHERE lane = ? AND state = 'queued' ORDER BY {looking.IN_LINE}",
        (lane,),
    )
    row = next((row for row in rows if row["board"] not in busy_boards), None)
    if row is None:
        return None
    items = looking.unfinished_items(database, row["id"], limit=1 if row["solo"] else -1)
    lease = database.execute("UPDATE meta SET value = value + 1 WHERE name = 'lease' RETURNING value").fetchone()[0]
    only = items[0].id if len(items) == 1 else 0
    database.execute("UPDATE jobs SET lease = ?, only_item = ? WHERE id = ?", (lease, only, row["id"]))
    settle(database, row["id"], now)
    return Claim(lease=lease, job=looked_up(database, row["id"]), items=items)


def first_of(database: sqlite3.Connection, lane: str) -> int | None:
    """The job of a lane that has its turn first, whether a worker has it or not."""
    query = f"SELECT id FROM jobs WHERE lane = ? AND state IN ('queued', 'running') ORDER BY {looking.IN_LINE} LIMIT 1"
    row = database.execute(query, (lane,)).fetchone()
    return int(row["id"]) if row else None


def looked_up(database: sqlite3.Connection, job_id: int) -> Job:
    """A job that must be there. Raises KeyError."""
    job = looking.job(database, job_id)
    if job is None:
        raise KeyError(job_id)
    return job


def move(database: sqlite3.Connection, job: Job, before: Job | None) -> None:
    """Put `job` right before `before`, or last in its lane; it takes the priority of the place where it now stands."""
    rows = database.execute(
        f"SELECT id, priority FROM jobs WHERE lane = ? AND {looking.OPEN} AND id != ? ORDER BY {looking.IN_LINE}",
        (job.lane, job.id),
    ).fetchall()
    ids = [row["id"] for row in rows]
    place = ids.index(before.id) if before else len(ids)
    priority = before.priority if before else rows[-1]["priority"] if rows else job.priority
    ids.insert(place, job.id)
    database.execute("UPDATE jobs SET priority = ? WHERE id = ?", (priority, job.id))
    database.executemany("UPDATE jobs SET position = ? WHERE id = ?", ((n, one) for n, one in enumerate(ids, 1)))
    telling.note(database, Kind.job_moved, job.board, job.id, {})


def retry(database: sqlite3.Connection, job: Job, now: str) -> None:
    """What failed or was cancelled waits again; a job that was through stands at the end of its lane."""
    if job.state not in OPEN:
        place = end_of(database, job.lane)
        database.execute("UPDATE jobs SET position = ?, crashes = 0 WHERE id = ?", (place, job.id))
    database.execute(
        "UPDATE items SET state = 'waiting', attempts = 0, reason = NULL, ended = NULL"
        " WHERE job = ? AND state IN ('failed', 'cancelled')",
        (job.id,),
    )
    settle(database, job.id, now)


def pause_of(database: sqlite3.Connection) -> str | None:
    """Why the whole queue is paused, as JSON; None if it is not."""
    value: str | None = database.execute("SELECT value FROM meta WHERE name = 'pause'").fetchone()[0]
    return value


def pause(database: sqlite3.Connection, reason: Message | None) -> None:
    told = json.dumps(telling.plain(reason))
    database.execute("UPDATE meta SET value = ? WHERE name = 'pause'", (told,))
    telling.note(database, Kind.queue_paused, "", 0, {"reason": telling.plain(reason)})
