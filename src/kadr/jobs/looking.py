"""Reading what the queue holds."""

import json
import sqlite3

from kadr.jobs.telling import message
from kadr.jobs.values import Counts, Item, ItemState, Job, JobState

UNFINISHED = "state IN ('waiting', 'running')"
OPEN = "state IN ('queued', 'running', 'paused')"
IN_LINE = "priority DESC, position, id"
"""The order in which jobs of a lane have their turn."""

_COUNTS = ", ".join(
    f"(SELECT count(*) FROM items WHERE job = jobs.id AND state = '{state}') AS {state}_items" for state in ItemState
)
_JOBS = f"SELECT jobs.*, {_COUNTS} FROM jobs"


def _job(row: sqlite3.Row) -> Job:
    return Job(
        id=row["id"],
        board=row["board"],
        lane=row["lane"],
        engine=row["engine"],
        wish=json.loads(row["wish"]),
        state=JobState(row["state"]),
        priority=row["priority"],
        position=row["position"],
        crashes=row["crashes"],
        counts=Counts(**{state: row[f"{state}_items"] for state in ItemState}),
        added=row["added"],
        ended=row["ended"],
    )


def _item(row: sqlite3.Row) -> Item:
    return Item(
        id=row["id"],
        job=row["job"],
        panel=row["panel"],
        take=row["take"],
        state=ItemState(row["state"]),
        attempts=row["attempts"],
        key=row["key"],
        seconds=row["seconds"],
        reason=message(json.loads(row["reason"])) if row["reason"] else None,
    )


def job(database: sqlite3.Connection, job_id: int) -> Job | None:
    row = database.execute(f"{_JOBS} WHERE id = ?", (job_id,)).fetchone()
    return _job(row) if row else None


def open_jobs(database: sqlite3.Connection, board: str | None, limit: int) -> tuple[Job, ...]:
    """Those that are not through, in the order in which they have their turn."""
    where = f"WHERE {OPEN} AND (?1 IS NULL OR board = ?1) ORDER BY {IN_LINE} LIMIT ?2"
    return tuple(map(_job, database.execute(f"{_JOBS} {where}", (board, limit))))


def ended_jobs(database: sqlite3.Connection, board: str | None, limit: int, before: int | None) -> tuple[Job, ...]:
    """Those that are through, the newest first, older than the job `before`."""
    where = f"WHERE NOT {OPEN} AND (?1 IS NULL OR board = ?1) AND (?3 IS NULL OR id < ?3) ORDER BY id DESC LIMIT ?2"
    return tuple(map(_job, database.execute(f"{_JOBS} {where}", (board, limit, before))))


def items(database: sqlite3.Connection, job_id: int, after: int = 0, limit: int = -1) -> tuple[Item, ...]:
    rows = database.execute("SELECT * FROM items WHERE job = ? AND id > ? ORDER BY id LIMIT ?", (job_id, after, limit))
    return tuple(map(_item, rows))


def unfinished_items(database: sqlite3.Connection, job_id: int, limit: int = -1) -> tuple[Item, ...]:
    rows = database.execute(
        f"SELECT * FROM items WHERE job = ? AND {UNFINISHED} ORDER BY id LIMIT ?",
        (job_id, limit),
    )
    return tuple(map(_item, rows))


def running_items(database: sqlite3.Connection, job_id: int) -> tuple[Item, ...]:
    rows = database.execute("SELECT * FROM items WHERE job = ? AND state = 'running' ORDER BY id", (job_id,))
    return tuple(map(_item, rows))


def item(database: sqlite3.Connection, item_id: int) -> Item | None:
    row = database.execute("SELECT * FROM items WHERE id = ?", (item_id,)).fetchone()
    return _item(row) if row else None


def counts(database: sqlite3.Connection, board: str | None) -> Counts:
    """The items of all jobs that are not through, by state."""
    rows = database.execute(
        f"SELECT items.state, count(*) FROM jobs JOIN items ON items.job = jobs.id"
        f" WHERE jobs.{OPEN} AND (?1 IS NULL OR board = ?1) GROUP BY items.state",
        (board,),
    )
    return Counts(**dict(map(tuple, rows)))


def unfinished_count(database: sqlite3.Connection) -> int:
    return int(database.execute(f"SELECT count(*) FROM items WHERE {UNFINISHED}").fetchone()[0])
