"""The queue's tables, and the rules that hold among their rows. Who calls from outside wants `kadr.jobs.queue`."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kadr.jobs.database import NAME, open_database, speaking
from kadr.jobs.rows import event_of, reason_of, written
from kadr.jobs.values import Event
from kadr.messages import Message

MOST_ATTEMPTS = 3
"""Times that an item may take its worker with it; then it is set aside."""

OPEN = "('queued', 'running', 'paused')"
"""The states of a job that is not through, for SQL."""

KEPT_EVENTS = 10_000
PRUNE_EVERY = 500


class Records:
    """The database of a queue. `remarks` is what a person should know of how it was found."""

    def __init__(self, folder: Path, *, now: Callable[[], str], at: Callable[[str], None]) -> None:
        self._folder, self._now, self._at = folder, now, at
        self._lock = threading.RLock()
        self._db, self.remarks = open_database(folder)

    @contextmanager
    def _change(self, step: str) -> Iterator[None]:
        """One transaction: all of it is on the disk afterwards, or nothing of it happened. The steps are
        ``<step>.begin``, ``.written`` and ``.committed``."""
        with self._lock, speaking(self._folder / NAME):
            self._at(f"{step}.begin")
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._at(f"{step}.written")
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            self._at(f"{step}.committed")

    @contextmanager
    def _report(self, step: str, lease: int) -> Iterator[sqlite3.Row | None]:
        """A change by a lane: the job of its lease, or None where that is void."""
        with self._change(step):
            yield self._leased(lease)

    def _leased(self, lease: int) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._db.execute("SELECT * FROM jobs WHERE lease = ?", (lease,)).fetchone()
        return found if lease else None

    # Jobs and items --------------------------------------------------------------------------------------------

    def _refresh(self, job: int, *, void: bool = False) -> None:
        """Bring a job's state in line with its items. `void`: no lane has it any more."""
        if void:
            self._db.execute("UPDATE jobs SET lease = 0 WHERE id = ?", (job,))
        row = self._db.execute("SELECT * FROM jobs WHERE id = ?", (job,)).fetchone()
        found = {state for (state,) in self._db.execute("SELECT DISTINCT state FROM items WHERE job = ?", (job,))}
        state = _state(found, leased=bool(row["lease"]), paused=bool(row["paused"]))
        ended = self._now() if state in ("done", "failed", "cancelled") else ""
        lease = 0 if ended else row["lease"]
        self._db.execute("UPDATE jobs SET state = ?, ended = ?, lease = ? WHERE id = ?", (state, ended, lease, job))
        if state != row["state"]:
            self._event("job", row["board"], job, {"state": state})

    def _void_all(self) -> None:
        """No lane has anything any more."""
        for (job,) in self._db.execute("SELECT id FROM jobs WHERE lease <> 0").fetchall():
            self._refresh(job, void=True)

    def _fail(self, item: int, reason: Message) -> None:
        self._db.execute("UPDATE items SET state = 'failed', reason = ? WHERE id = ?", (written(reason), item))
        self._tell_item(item)

    def _attempted(self, item: sqlite3.Row, reason: Message) -> None:
        """An item took its worker with it: it waits for another try, or is set aside."""
        tried = item["attempts"] + 1
        state, why = ("failed", written(reason)) if tried >= MOST_ATTEMPTS else ("waiting", None)
        sql = "UPDATE items SET attempts = ?, state = ?, reason = ? WHERE id = ?"
        self._db.execute(sql, (tried, state, why, item["id"]))
        self._tell_item(item["id"])

    # Events ----------------------------------------------------------------------------------------------------

    def note(self, kind: str, *, board: str, job: int | None, data: dict[str, Any]) -> None:
        """Tell everybody who listens of something that the queue itself does not do."""
        with self._change("note"):
            self._event(kind, board, job, data)

    def events(self, after: int, *, limit: int) -> list[Event]:
        """What happened after event `after`, oldest first."""
        with self._lock:
            rows = self._db.execute("SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit))
            return [event_of(row) for row in rows]

    def newest(self) -> int:
        """The number of the last event; 0 before the first."""
        with self._lock:
            return int(self._db.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()[0])

    def has_gap(self, after: int) -> bool:
        """Whether something after event `after` is not known any more, or there never was such an event."""
        with self._lock:
            oldest = self._db.execute("SELECT coalesce(min(seq), 1) FROM events").fetchone()[0]
        return after < oldest - 1 or after > self.newest()

    def _event(self, kind: str, board: str, job: int | None, data: dict[str, Any]) -> None:
        sql = "INSERT INTO events (kind, board, job, data) VALUES (?, ?, ?, ?)"
        seq = self._db.execute(sql, (kind, board, job, json.dumps(data))).lastrowid or 0
        if seq % PRUNE_EVERY == 0:
            self._db.execute("DELETE FROM events WHERE seq <= ?", (seq - KEPT_EVENTS,))

    def _tell_item(self, item: int) -> None:
        row = self._db.execute(
            "SELECT items.*, board FROM items JOIN jobs ON jobs.id = job WHERE items.id = ?", (item,)
        ).fetchone()
        data = {name: row[name] for name in ("panel", "take", "state", "key", "attempts")}
        reason = reason_of(row["reason"])
        self._event("item", row["board"], row["job"], {**data, "reason": reason.plain() if reason else None})

    # Beside the tables -----------------------------------------------------------------------------------------

    def _meta(self, name: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def _put_meta(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value))

    def _hold(self, reason: Message) -> None:
        self._put_meta("held", written(reason))
        self._event("queue", "", None, {"paused": True, "reason": reason.plain()})


def _state(items: set[str], *, leased: bool, paused: bool) -> str:
    """A job's state from those of its items."""
    if items & {"waiting", "running"}:
        return "paused" if paused else "running" if leased else "queued"
    return next((state for state in ("failed", "cancelled") if state in items), "done")
