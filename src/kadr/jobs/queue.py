"""The queue: what people want rendered, what is being rendered, and what became of it.

Everything that changes is one transaction, and is on the disk when the call returns. One process owns the database;
its threads may all call. Nothing here knows the time: order is by number, and what is shown as a time is given.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from kadr.errors import BadUse, MachineCannot
from kadr.jobs.database import back_up
from kadr.jobs.records import OPEN, Records
from kadr.jobs.rows import claim_of, item_of, job_of
from kadr.jobs.values import Claim, Item, Job
from kadr.messages import Message, from_plain, say

MOST_WAITING = 10_000
"""Items that may wait at one time."""

MOST_FALLS = 3
"""Servers that may die in a row before the queue is held at the start."""

TURN = "priority DESC, position"
"""Who comes first."""


class Queue(Records):
    """The queue in a folder."""

    def __init__(self, folder: Path, *, now: Callable[[], str], at: Callable[[str], None] = lambda step: None) -> None:
        super().__init__(folder, now=now, at=at)
        self._unwritten: Message | None = None  # why it is held, where the disk did not take it

    def close(self) -> None:
        """End in good order: what runs is given back, and a copy is kept."""
        with self._lock:
            with self._change("close"):
                self._db.execute("UPDATE items SET state = 'waiting' WHERE state = 'running'")
                self._void_all()
                self._put_meta("falls", "0")
            back_up(self._db, self._folder)
            self._db.close()

    def recover(self) -> None:
        """Take up what a server left that died: its leases are void, and what it had in work has had an attempt."""
        with self._change("recover"):
            falls = int(self._meta("falls") or 0) + 1
            self._put_meta("falls", str(falls))
            for row in self._db.execute("SELECT * FROM items WHERE state = 'running'").fetchall():
                self._attempted(row, say("jobs.server-died"))
            self._void_all()
            if falls > MOST_FALLS:
                self._hold(say("jobs.crash-loop", n=falls - 1))

    # What people do --------------------------------------------------------------------------------------------

    def add(
        self,
        board: str,
        *,
        lane: str,
        engine: str,
        wish: Mapping[str, str],
        items: Sequence[tuple[str, int]],
        priority: int = 0,
    ) -> Job:
        """Put a job at the end of its priority. Raises `BadUse` for none or too many items."""
        with self._change("add"):
            waiting = self._db.execute("SELECT count(*) FROM items WHERE state = 'waiting'").fetchone()[0]
            if not items or waiting + len(items) > MOST_WAITING:
                key = "jobs.too-many" if items else "jobs.nothing"
                raise BadUse(say(key, n=len(items), waiting=waiting, most=MOST_WAITING))
            place = self._db.execute("SELECT coalesce(max(position), 0) + 1 FROM jobs").fetchone()[0]
            job = self._db.execute(
                "INSERT INTO jobs (board, lane, engine, wish, state, priority, position, created)"
                " VALUES (?, ?, ?, ?, 'queued', ?, ?, ?)",
                (board, lane, engine, json.dumps(dict(wish)), priority, place, self._now()),
            ).lastrowid
            rows = [(job, panel, take) for panel, take in items]
            self._db.executemany("INSERT INTO items (job, panel, take, state) VALUES (?, ?, ?, 'waiting')", rows)
            self._event("job", board, job, {"state": "queued"})
        assert job is not None
        return self._known(job)

    def pause(self, job: int) -> None:
        """Hold a job; what is in work is given back within a step."""
        self._set(job, "pause", "paused = 1")

    def resume(self, job: int) -> None:
        """Let a job go on."""
        self._set(job, "resume", "paused = 0")

    def prioritise(self, job: int, priority: int) -> None:
        """Say how urgent a job is: the higher comes first."""
        self._set(job, "prioritise", "priority = ?", priority)

    def _set(self, job: int, step: str, assignment: str, *values: int) -> None:
        """Change an open job."""
        with self._change(step):
            sql = f"UPDATE jobs SET {assignment} WHERE id = ? AND state IN {OPEN}"
            if self._db.execute(sql, (*values, job)).rowcount:
                self._refresh(job)

    def move(self, job: int, before: int | None) -> None:
        """Put an open job before another one, and as urgent as that; None: behind all."""
        with self._change("move"):
            rows = self._db.execute(f"SELECT id, priority FROM jobs WHERE state IN {OPEN} ORDER BY {TURN}").fetchall()
            order = [row["id"] for row in rows if row["id"] != job]
            urgent = {row["id"]: row["priority"] for row in rows}
            if job not in urgent or (before is not None and before not in order):
                return
            order.insert(order.index(before) if before is not None else len(order), job)
            beside = before if before is not None else order[-2] if len(order) > 1 else job
            self._db.execute("UPDATE jobs SET priority = ? WHERE id = ?", (urgent[beside], job))
            numbered = [(place, each) for place, each in enumerate(order, start=1)]
            self._db.executemany("UPDATE jobs SET position = ? WHERE id = ?", numbered)
            self._refresh(job)

    def cancel(self, job: int) -> None:
        """End a job; what is done stays. A job that is through is left as it is."""
        with self._change("cancel"):
            sql = "UPDATE items SET state = 'cancelled' WHERE job = ? AND state IN ('waiting', 'running')"
            if self._db.execute(sql, (job,)).rowcount:
                self._refresh(job, void=True)

    def retry(self, job: int) -> None:
        """Let what failed or was cancelled wait again, behind all that waits."""
        with self._change("retry"):
            sql = (
                "UPDATE items SET state = 'waiting', attempts = 0, reason = NULL, key = ''"
                " WHERE job = ? AND state IN ('failed', 'cancelled')"
            )
            if self._db.execute(sql, (job,)).rowcount:
                place = self._db.execute("SELECT max(position) + 1 FROM jobs").fetchone()[0]
                self._db.execute(
                    "UPDATE jobs SET position = ?, solo = 0, reason = NULL, ended = '' WHERE id = ?", (place, job)
                )
                self._refresh(job)

    def pause_all(self, reason: Message) -> None:
        """Hold the queue, and say why. Where not even that can be written, it is held until this process ends."""
        try:
            with self._change("hold"):
                self._hold(reason)
        except MachineCannot:
            self._unwritten = reason

    def resume_all(self) -> None:
        """Let the queue go on."""
        with self._change("release"):
            self._db.execute("DELETE FROM meta WHERE name = 'held'")
            self._event("queue", "", None, {"paused": False})
        self._unwritten = None

    # What lanes do ---------------------------------------------------------------------------------------------

    def claim(self, lane: str, but: Collection[str] = ()) -> Claim | None:
        """The next job of a lane that may go on, with its waiting items, or None: nothing waits, the queue is held, or
        the lane has a job. Boards in `but` are passed over."""
        with self._lock:
            if not self._next(lane, but) or self.held():  # nothing to write: most looks end here
                return None
        with self._change("claim"):
            job = self._next(lane, but)
            if job is None:
                return None
            lease = int(self._meta("lease") or 0) + 1
            self._put_meta("lease", str(lease))
            self._db.execute("UPDATE jobs SET lease = ? WHERE id = ?", (lease, job["id"]))
            self._refresh(job["id"])
            waiting = self._db.execute(
                "SELECT * FROM items WHERE job = ? AND state = 'waiting' ORDER BY id LIMIT ?",
                (job["id"], 1 if job["solo"] else -1),
            ).fetchall()
            return claim_of(job, lease, waiting)

    def _next(self, lane: str, but: Collection[str]) -> sqlite3.Row | None:
        if self._db.execute("SELECT 1 FROM jobs WHERE lane = ? AND lease <> 0", (lane,)).fetchone():
            return None
        rows = self._db.execute(f"SELECT * FROM jobs WHERE lane = ? AND state = 'queued' ORDER BY {TURN}", (lane,))
        return next((row for row in rows if row["board"] not in but), None)

    def goes_on(self, lease: int) -> bool:
        """Whether the job of a lease is still wanted now."""
        with self._lock:
            job = self._leased(lease)
            return bool(job and not job["paused"] and self.held() is None)

    def outranked(self, lease: int) -> bool:
        """Whether another job of the same lane comes before that of a lease."""
        with self._lock:
            mine = self._leased(lease)
            if mine is None:
                return False
            first = self._db.execute(
                f"SELECT id FROM jobs WHERE lane = ? AND state IN ('queued', 'running') ORDER BY {TURN} LIMIT 1",
                (mine["lane"],),
            ).fetchone()
            return bool(first["id"] != mine["id"])

    def begin(self, lease: int, item: int) -> bool:
        """An item is in work, and no other of its job: one that is painted and not developed waits. False: the lease
        is void."""
        with self._report("begin", lease) as job:
            if job:
                self._db.execute("UPDATE items SET state = 'waiting' WHERE job = ? AND state = 'running'", (job["id"],))
                self._db.execute("UPDATE items SET state = 'running' WHERE id = ? AND state = 'waiting'", (item,))
        return job is not None

    def finish(self, lease: int, item: int, *, key: str, seconds: float) -> bool:
        """An item is done; its picture is named `key`. False: the lease is void."""
        with self._report("finish", lease) as job:
            if job:
                sql = "UPDATE items SET state = 'done', key = ?, seconds = ?, reason = NULL WHERE id = ?"
                self._db.execute(sql, (key, seconds, item))
                self._db.execute("UPDATE jobs SET solo = 0 WHERE id = ?", (job["id"],))
                self._put_meta("falls", "0")
                self._tell_item(item)
                self._refresh(job["id"])
        return job is not None

    def fail(self, lease: int, item: int, reason: Message) -> bool:
        """An item could not be made. False: the lease is void."""
        with self._report("fail", lease) as job:
            if job:
                self._fail(item, reason)
                self._refresh(job["id"])
        return job is not None

    def fail_rest(self, lease: int, reason: Message) -> bool:
        """No item that is left can be made. False: the lease is void. The job is not the lane's any more."""
        with self._report("fail", lease) as job:
            if job:
                left = "SELECT id FROM items WHERE job = ? AND state IN ('waiting', 'running')"
                for (item,) in self._db.execute(left, (job["id"],)).fetchall():
                    self._fail(item, reason)
                self._refresh(job["id"], void=True)
        return job is not None

    def give_back(self, lease: int) -> bool:
        """The lane lets the job go, and nothing was wrong with it. False: the lease was void already."""
        with self._report("give-back", lease) as job:
            if job:
                self._db.execute("UPDATE items SET state = 'waiting' WHERE job = ? AND state = 'running'", (job["id"],))
                self._refresh(job["id"], void=True)
        return job is not None

    def crashed(self, lease: int, reason: Message) -> bool:
        """The worker died. The item in work has had an attempt; where none was, the next claim holds one item only, so
        that the one that kills is found. False: the lease is void."""
        with self._report("crash", lease) as job:
            if job:
                blamed = self._blamed(job)
                if blamed:
                    self._attempted(blamed, reason)
                else:
                    self._db.execute("UPDATE jobs SET solo = 1 WHERE id = ?", (job["id"],))
                self._event("worker", job["board"], job["id"], {"died": reason.plain()})
                self._refresh(job["id"], void=True)
        return job is not None

    def _blamed(self, job: sqlite3.Row) -> sqlite3.Row | None:
        """The item that took the worker with it, as far as that is known."""
        states = ("running", "waiting") if job["solo"] else ("running",)
        sql = "SELECT * FROM items WHERE job = ? AND state = ? ORDER BY id LIMIT 1"
        rows = (self._db.execute(sql, (job["id"], state)).fetchone() for state in states)
        return next(filter(None, rows), None)

    # Looking ---------------------------------------------------------------------------------------------------

    def held(self) -> Message | None:
        """Why the queue is held, or None while it goes on."""
        with self._lock:
            held = self._meta("held")
        return from_plain(json.loads(held)) if held else self._unwritten

    def job(self, job: int) -> Job | None:
        """A job by its id."""
        with self._lock:
            row = self._db.execute("SELECT * FROM jobs WHERE id = ?", (job,)).fetchone()
        return job_of(row) if row else None

    def _known(self, job: int) -> Job:
        found = self.job(job)
        assert found is not None
        return found

    def jobs(self, *, board: str | None = None, ended: bool | None = None, limit: int = 100) -> list[Job]:
        """Jobs: the open ones in the order of their turn, then those that are through, the newest first."""
        where = ["1"] + (["board = ?"] if board is not None else [])
        where += [f"state {'NOT ' if ended else ''}IN {OPEN}"] if ended is not None else []
        turn = f"CASE WHEN state IN {OPEN} THEN 0 ELSE 1 END, CASE WHEN state IN {OPEN} THEN -priority END"
        turn += f", CASE WHEN state IN {OPEN} THEN position ELSE -id END"
        sql = f"SELECT * FROM jobs WHERE {' AND '.join(where)} ORDER BY {turn} LIMIT ?"
        with self._lock:
            rows = self._db.execute(sql, (*([board] if board is not None else []), limit)).fetchall()
        return [job_of(row) for row in rows]

    def items(self, job: int) -> list[Item]:
        """The items of a job, in their order."""
        with self._lock:
            rows = self._db.execute("SELECT * FROM items WHERE job = ? ORDER BY id", (job,)).fetchall()
        return [item_of(row) for row in rows]

    def counts(self, job: int) -> dict[str, int]:
        """How many items of a job are in each state."""
        with self._lock:
            rows = self._db.execute("SELECT state, count(*) FROM items WHERE job = ? GROUP BY state", (job,)).fetchall()
        return {row[0]: row[1] for row in rows}
