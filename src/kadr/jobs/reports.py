"""What workers report of the items they claimed, and what becomes of a job by it.

Every function works in the caller's transaction and says nothing of leases that are not the job's current one."""

import json
import sqlite3

from kadr.jobs import looking, telling
from kadr.jobs.values import ATTEMPTS, Done, Failed, Item, ItemState, JobState, Kind
from kadr.messages import Message


def leased(database: sqlite3.Connection, lease: int) -> sqlite3.Row | None:
    """The row of the job whose current lease this is."""
    row: sqlite3.Row | None = database.execute("SELECT * FROM jobs WHERE lease = ? AND lease > 0", (lease,)).fetchone()
    return row


def claimed(database: sqlite3.Connection, lease: int, item_id: int) -> Item | None:
    """The item, if it belongs to what was claimed by `lease` and is not through."""
    job, item = leased(database, lease), looking.item(database, item_id)
    if job is None or item is None or item.job != job["id"] or job["only_item"] not in (0, item.id):
        return None
    return item if item.state in (ItemState.waiting, ItemState.running) else None


def begin(database: sqlite3.Connection, item: Item) -> None:
    """One item of a job is in work at a time: what was begun before and not ended waits again."""
    database.execute("UPDATE items SET state = 'waiting' WHERE job = ? AND state = 'running'", (item.job,))
    database.execute("UPDATE items SET state = 'running' WHERE id = ?", (item.id,))
    board = database.execute("SELECT board FROM jobs WHERE id = ?", (item.job,)).fetchone()[0]
    telling.note(database, Kind.item_began, board, item.job, {"item": item.id, "panel": item.panel, "take": item.take})


def end(database: sqlite3.Connection, item: Item, outcome: Done | Failed, now: str) -> None:
    finish(database, item, outcome, item.attempts)
    if isinstance(outcome, Done):
        database.execute("UPDATE jobs SET solo = 0, crashes = 0 WHERE id = ?", (item.job,))
        database.execute("UPDATE meta SET value = 1 WHERE name = 'starts'")
    database.execute("UPDATE jobs SET lease = 0, only_item = 0 WHERE id = ? AND only_item = ?", (item.job, item.id))
    settle(database, item.job, now)


def finish(database: sqlite3.Connection, item: Item, outcome: Done | Failed, attempts: int) -> None:
    """Write an item's end and tell of it."""
    done = outcome if isinstance(outcome, Done) else None
    reason = telling.plain(outcome.reason) if isinstance(outcome, Failed) else None
    state, key, seconds = (ItemState.done, done.key, done.seconds) if done else (ItemState.failed, "", None)
    data = {"item": item.id, "panel": item.panel, "take": item.take, "state": state, "key": key, "seconds": seconds}
    board = database.execute("SELECT board FROM jobs WHERE id = ?", (item.job,)).fetchone()[0]
    seq = telling.note(database, Kind.item_ended, board, item.job, {**data, "reason": reason})
    database.execute(
        "UPDATE items SET state = ?, attempts = ?, key = ?, seconds = ?, reason = ?, ended = ? WHERE id = ?",
        (state, attempts, key, seconds, json.dumps(reason) if reason else None, seq, item.id),
    )


def give_back(database: sqlite3.Connection, job_id: int, now: str) -> None:
    """The claim is over; what was in work waits again and nobody is to blame."""
    database.execute("UPDATE items SET state = 'waiting' WHERE job = ? AND state = 'running'", (job_id,))
    database.execute("UPDATE jobs SET lease = 0, only_item = 0 WHERE id = ?", (job_id,))
    settle(database, job_id, now)


def crash(database: sqlite3.Connection, job: sqlite3.Row, reason: Message, now: str) -> tuple[Item, ...]:
    """The worker died: blame the item in work, else the only one claimed, else claim one by one from now on."""
    blamed = looking.running_items(database, job["id"])
    only = looking.item(database, job["only_item"])
    if only and not blamed:
        blamed = (only,)
    if not blamed:
        database.execute("UPDATE jobs SET solo = 1 WHERE id = ?", (job["id"],))
    if not blamed or only:
        database.execute("UPDATE jobs SET crashes = crashes + 1 WHERE id = ?", (job["id"],))
    telling.note(database, Kind.worker_died, job["board"], job["id"], {"reason": telling.plain(reason)})
    failed = blame(database, blamed, reason)
    give_back(database, job["id"], now)
    return failed


def blame(database: sqlite3.Connection, items: tuple[Item, ...], reason: Message) -> tuple[Item, ...]:
    """Count an attempt of each; those that had their last one fail and are returned."""
    failed = []
    for item in items:
        if item.attempts + 1 < ATTEMPTS:
            database.execute("UPDATE items SET attempts = attempts + 1 WHERE id = ?", (item.id,))
        else:
            finish(database, item, Failed(reason=reason), item.attempts + 1)
            failed.append(item.id)
    return tuple(found for item_id in failed if (found := looking.item(database, item_id)))


def cancel(database: sqlite3.Connection, job_id: int, now: str) -> None:
    """What is not through will not be done; the lease is void, so that a late report changes nothing."""
    database.execute(
        f"UPDATE items SET state = 'cancelled' WHERE job = ? AND {looking.UNFINISHED}",
        (job_id,),
    )
    settle(database, job_id, now)


def settle(database: sqlite3.Connection, job_id: int, now: str) -> None:
    """Bring a job's state to what its items, its claim and its pause say; tell of it if it changed."""
    job = looking.job(database, job_id)
    if job is None:
        raise KeyError(job_id)
    row = database.execute("SELECT lease, paused FROM jobs WHERE id = ?", (job_id,)).fetchone()
    if job.counts.waiting or job.counts.running:
        state = JobState.paused if row["paused"] else JobState.running if row["lease"] else JobState.queued
        database.execute("UPDATE jobs SET state = ?, ended = '' WHERE id = ?", (state, job_id))
    else:
        counts = job.counts
        state = JobState.cancelled if counts.cancelled else JobState.failed if counts.failed else JobState.done
        database.execute(
            "UPDATE jobs SET state = ?, ended = ?, paused = 0, lease = 0, only_item = 0, solo = 0 WHERE id = ?",
            (state, now, job_id),
        )
    if state != job.state:
        telling.note(database, Kind.job_changed, job.board, job_id, {"state": state})
