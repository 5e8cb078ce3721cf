"""The queue that loses nothing: jobs in SQLite, given to workers one by one.

What a method returns is on the disk. One process owns the queue; its threads may share one `Queue`.
"""

import json
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kadr.errors import MachineCannot
from kadr.jobs import line, looking, reports, telling
from kadr.jobs.database import BACKUP, NAME, back_up, open_database, translating
from kadr.jobs.values import (
    OPEN,
    Claim,
    Counts,
    Done,
    Events,
    Failed,
    Item,
    Job,
    JobState,
    Kind,
    Pause,
    Recovered,
    Unfinished,
)
from kadr.library.disk import At, ignore
from kadr.messages import Message, say

STARTS = 3
"""So many starts that ended without an orderly close and without one finished item are a crash loop."""


class Queue:
    """The queue in `folder`; `told` is what a person should know about how it was opened.

    `now` gives the time for display, ISO 8601 in UTC; no order depends on it. `at` is called with ``<change>.begin``,
    ``.written`` and ``.committed`` of every change. Every method raises `DiskFull`, `FolderClosed`, `Busy` or
    `BadQueue` if the disk refuses; then nothing was changed."""

    def __init__(self, folder: Path, *, now: Callable[[], str], at: At = ignore) -> None:
        self._path, self._now, self._at = folder / NAME, now, at
        self._lock = threading.RLock()
        self._database, told = open_database(folder)
        self.told: tuple[Message, ...] = tuple(told)
        self._unwritten: Message | None = None  # why all is paused, where the disk did not take it

    # Life ------------------------------------------------------------------------------------------------------

    def recover(self) -> Recovered:
        """Call once at a start: whatever is claimed belongs to a server that died. Items in work count an attempt and
        fail at the third; after `STARTS` deaths in a row the queue starts paused."""
        with self._change("recover") as database:
            query = "UPDATE meta SET value = value + 1 WHERE name = 'starts' RETURNING value"
            looping = database.execute(query).fetchone()[0] > STARTS
            jobs: list[int] = []
            failed: list[Item] = []
            for row in database.execute("SELECT id FROM jobs WHERE lease > 0 ORDER BY id").fetchall():
                running = looking.running_items(database, row["id"])
                failed += reports.blame(database, running, say("jobs.server-died"))
                reports.give_back(database, row["id"], self._now())
                jobs.append(row["id"])
            paused = say("jobs.crash-loop", n=STARTS) if looping else None
            if paused and line.pause_of(database) is None:
                line.pause(database, paused)
            return Recovered(jobs=tuple(jobs), failed=tuple(failed), paused=paused)

    def back_up(self) -> None:
        """Copy the queue beside itself, for the day its file is damaged."""
        with self._lock:
            back_up(self._database, self._path.with_name(BACKUP))

    def close(self) -> None:
        """End in order: the next start finds no death. Where the disk refuses that, the file is closed all the same."""
        try:
            with self._change("close") as database:
                database.execute("UPDATE meta SET value = 0 WHERE name = 'starts'")
        finally:
            with self._lock:
                self._database.close()

    # Wishes ----------------------------------------------------------------------------------------------------

    def add(
        self,
        board: str,
        lane: str,
        engine: str,
        wish: Mapping[str, Any],
        items: Sequence[tuple[str, int]],
        priority: int = 0,
    ) -> Job:
        """Queue a job of (panel id, take number) pairs. Raises `BadUse` if there are none, or too many in all."""
        wanted = line.Wanted(board=board, lane=lane, engine=engine, wish=wish, items=items, priority=priority)
        with self._change("add") as database:
            return line.looked_up(database, line.add(database, wanted, self._now()))

    def pause(self, job_id: int) -> bool:
        """Not to be claimed until resumed. A claim goes on until it is given back. False if the job is through."""
        return self._set_paused(job_id, True)

    def resume(self, job_id: int) -> bool:
        """Undo `pause`. False if the job is not paused."""
        return self._set_paused(job_id, False)

    def cancel(self, job_id: int) -> bool:
        """Give up what is not through; a claim's reports are refused from now on. False if the job is through."""
        with self._change("cancel") as database:
            job = self._open_job(job_id)
            if job:
                reports.cancel(database, job.id, self._now())
            return job is not None

    def retry(self, job_id: int) -> bool:
        """Queue again what failed or was cancelled, with no attempts counted. False if there is nothing of it."""
        with self._change("retry") as database:
            job = looking.job(database, job_id)
            if job is None or not (job.counts.failed or job.counts.cancelled):
                return False
            line.retry(database, job, self._now())
            return True

    def prioritise(self, job_id: int, priority: int) -> bool:
        """Higher has its turn first. False if the job is through."""
        with self._change("prioritise") as database:
            job = self._open_job(job_id)
            if job:
                database.execute("UPDATE jobs SET priority = ? WHERE id = ?", (priority, job.id))
                telling.note(database, Kind.job_moved, job.board, job.id, {})
            return job is not None

    def move(self, job_id: int, before: int | None = None) -> bool:
        """Put a job right before another of its lane, or last; it takes the priority of that place. False if either
        is through or they are not of one lane."""
        with self._change("move"):
            job, other = self._open_job(job_id), self._open_job(before) if before is not None else None
            if job is None or before == job_id or (before is not None and (other is None or other.lane != job.lane)):
                return False
            line.move(self._database, job, other)
            return True

    def forget(self, job_id: int) -> bool:
        """Remove a job that is through from the history; its pictures stay. False if it is not through."""
        with self._change("forget") as database:
            job = looking.job(database, job_id)
            if job is None or job.state in OPEN:
                return False
            database.execute("DELETE FROM jobs WHERE id = ?", (job_id,))
            telling.note(database, Kind.job_forgotten, job.board, job_id, {})
            return True

    def pause_all(self, reason: Message | None = None) -> None:
        """No lane gets a claim until `resume_all`; `reason` is None if a person wants it. A reason that the disk does
        not take (it is full, most likely) holds until this process ends."""
        try:
            with self._change("pause-all") as database:
                line.pause(database, reason)
        except MachineCannot:
            if reason is None:
                raise
            self._unwritten = reason

    def resume_all(self) -> bool:
        """Go on. False if the queue was not paused."""
        with self._change("resume-all") as database:
            unwritten, self._unwritten = self._unwritten, None
            if line.pause_of(database) is None:
                return unwritten is not None
            database.execute("UPDATE meta SET value = NULL WHERE name = 'pause'")
            database.execute("UPDATE meta SET value = 1 WHERE name = 'starts'")
            telling.note(database, Kind.queue_resumed, "", 0, {})
            return True

    # Work ------------------------------------------------------------------------------------------------------

    def claim(self, lane: str, busy_boards: Collection[str] = ()) -> Claim | None:
        """The lane's next job with what there is to do of it, in order; None if there is none that is not on one of
        `busy_boards`, if the lane has a claim already, or if the queue is paused."""
        if self._unwritten:
            return None
        with self._change("claim") as database:
            return line.claim(database, lane, busy_boards, self._now())

    def begin(self, lease: int, item_id: int) -> bool:
        """An item is in work; one begun before and not ended waits again. False: stop, the claim is over."""
        with self._change("begin") as database:
            item = reports.claimed(database, lease, item_id)
            if item:
                reports.begin(database, item)
            return item is not None

    def end(self, lease: int, item_id: int, outcome: Done | Failed) -> bool:
        """An item is through; when all are, the claim is over by itself. False: the claim or the item was through."""
        with self._change("end") as database:
            item = reports.claimed(database, lease, item_id)
            if item:
                reports.end(database, item, outcome, self._now())
            return item is not None

    def give_back(self, lease: int) -> bool:
        """The worker stops in order; what it did not end waits again. False if the claim was over."""
        with self._change("give-back") as database:
            job = reports.leased(database, lease)
            if job:
                reports.give_back(database, job["id"], self._now())
            return job is not None

    def fail_rest(self, lease: int, reason: Message) -> bool:
        """Nothing that is left of the job can be done, and why: the claim is over. False if it was already."""
        with self._change("fail-rest") as database:
            job = reports.leased(database, lease)
            for item in looking.unfinished_items(database, job["id"]) if job else ():
                reports.end(database, item, Failed(reason=reason), self._now())
            return job is not None

    def crashed(self, lease: int, reason: Message) -> tuple[Item, ...]:
        """The worker died of `reason`: the item in work counts an attempt and fails at the third. With none in work,
        the job is claimed item by item until one ends well, so that the one that kills while all is prepared is found.
        Returns those set aside; empty also if the claim was over."""
        with self._change("crashed") as database:
            job = reports.leased(database, lease)
            return reports.crash(database, job, reason, self._now()) if job else ()

    # Looking ---------------------------------------------------------------------------------------------------

    def job(self, job_id: int) -> Job | None:
        with self._look() as database:
            return looking.job(database, job_id)

    def jobs(
        self, board: str | None = None, *, ended: bool = False, limit: int = 100, before: int | None = None
    ) -> tuple[Job, ...]:
        """Jobs not through, in the order of their turn; or, `ended`, those that are, the newest first, from below the
        id `before`."""
        with self._look() as database:
            if ended:
                return looking.ended_jobs(database, board, limit, before)
            return looking.open_jobs(database, board, limit)

    def items(self, job_id: int, after: int = 0, limit: int = -1) -> tuple[Item, ...]:
        """Items of a job in order, from above the id `after`; a negative `limit` is none."""
        with self._look() as database:
            return looking.items(database, job_id, after, limit)

    def waiting(self, board: str) -> tuple[Unfinished, ...]:
        """What is still to be done for a board, in the order of its turn."""
        with self._look() as database:
            jobs = looking.open_jobs(database, board, -1)
            return tuple(Unfinished(job=job, items=looking.unfinished_items(database, job.id)) for job in jobs)

    def counts(self, board: str | None = None) -> Counts:
        """The items of all jobs that are not through, by state."""
        with self._look() as database:
            return looking.counts(database, board)

    def paused(self) -> Pause | None:
        """Whether the whole queue is paused, and why."""
        with self._look() as database:
            told = line.pause_of(database)
            if told is None:
                return Pause(reason=self._unwritten) if self._unwritten else None
            return Pause(reason=telling.message(json.loads(told)))

    def goes_on(self, lease: int) -> bool:
        """Whether what was claimed is still wanted now: neither cancelled nor paused, and the queue not either."""
        with self._look() as database:
            job = reports.leased(database, lease)
            return bool(job and not job["paused"]) and self.paused() is None

    def outranked(self, lease: int) -> bool:
        """Whether another job of the lane has its turn before the one that was claimed."""
        with self._look() as database:
            job = reports.leased(database, lease)
            return job is not None and line.first_of(database, job["lane"]) != job["id"]

    # Events ----------------------------------------------------------------------------------------------------

    def note(self, kind: str, board: str = "", job: int = 0, data: Mapping[str, object] | None = None) -> int:
        """Append an event of somebody else; its number. `data` must be JSON."""
        with self._change("note") as database:
            return telling.note(database, kind, board, job, data or {})

    def events(self, after: int, board: str | None = None, limit: int = 1000) -> Events:
        """Events after number `after`, the oldest first, of one board and the whole queue or of all boards."""
        with self._look() as database:
            return telling.after(database, after, board, limit)

    def newest(self) -> int:
        """The number of the newest event, 0 before the first."""
        with self._look() as database:
            return telling.newest(database)

    # Below -----------------------------------------------------------------------------------------------------

    def _set_paused(self, job_id: int, paused: bool) -> bool:
        with self._change("pause" if paused else "resume") as database:
            job = self._open_job(job_id)
            if job is None or not (paused or job.state is JobState.paused):
                return False
            database.execute("UPDATE jobs SET paused = ? WHERE id = ?", (paused, job_id))
            reports.settle(database, job_id, self._now())
            return True

    def _open_job(self, job_id: int) -> Job | None:
        job = looking.job(self._database, job_id)
        return job if job and job.state in OPEN else None

    @contextmanager
    def _look(self) -> Iterator[sqlite3.Connection]:
        with self._lock, translating(self._path):
            yield self._database

    @contextmanager
    def _change(self, name: str) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on the disk when this is left, or nothing of it."""
        with self._lock, translating(self._path):
            self._database.execute("BEGIN IMMEDIATE")
            try:
                self._at(f"{name}.begin")
                yield self._database
                self._at(f"{name}.written")
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:  # SQLite rolls back by itself when the disk is full
                    self._database.execute("ROLLBACK")
                raise
            self._at(f"{name}.committed")
