"""The queue's file: opened whole or mended, never lost without a word.

``journal_mode=WAL`` with ``synchronous=FULL``: what was committed is there after a power cut (WAL with NORMAL may lose
the last commits, https://www.sqlite.org/pragma.html#pragma_synchronous). WAL needs shared memory, which network
filesystems do not have (https://www.sqlite.org/wal.html); there the rollback journal does the same more slowly.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from kadr.errors import BadInput, Busy, DiskFull, FolderClosed, KadrError, MachineCannot
from kadr.jobs.migrations import MIGRATIONS
from kadr.jobs.values import Kind
from kadr.library.disk import make_folder, speaking, sync_folder
from kadr.messages import Message, say

NAME, BACKUP = "queue.sqlite3", "queue.backup.sqlite3"
PATIENCE = 5.0
"""How long, in seconds, a statement waits for another program that looks into the file."""

EPOCH = 1_000_000_000
"""The numbers of events leap to a multiple of this when the queue is mended, another one each time, so that nobody who
knows events that are lost takes new ones for them."""


class BadQueue(BadInput):
    """The queue's file is damaged, or was written by a newer kadr."""


NO_ROOM = {
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC),
    *(sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMSIZE),
}
"""What SQLite makes of a write that does not fit: it knows ENOSPC by name, but not a quota or a limit of size."""

CLOSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@contextmanager
def translating(path: Path) -> Iterator[None]:
    """Turn what SQLite says about `path` into words.

    Raises `DiskFull`, `FolderClosed`, `Busy`, `BadQueue` or `MachineCannot`."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _spoken(path, error) from error


def _spoken(path: Path, error: sqlite3.DatabaseError) -> KadrError:
    code = _code(error)
    if code in NO_ROOM:
        return DiskFull(say("jobs.disk-full", path=path, detail=error))
    if code in CLOSED:
        return FolderClosed(say("jobs.closed", path=path))
    if code in LOCKED:
        return Busy(say("jobs.busy", path=path))
    if code in DAMAGED:
        return BadQueue(say("jobs.damaged", path=path))
    return MachineCannot(say("jobs.system", path=path, detail=error))


def _code(error: sqlite3.DatabaseError) -> int:
    """The primary result code, which extended ones keep in their lowest byte; of writing and reading the extended."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)  # what Python says by itself has none
    return code if code & 0xFF == sqlite3.SQLITE_IOERR else code & 0xFF


def open_database(folder: Path) -> tuple[sqlite3.Connection, list[Message]]:
    """The queue's database in `folder`, of this kadr's schema, and what a person should know about how it was opened.

    Raises `BadQueue` if a newer kadr wrote it (it is not touched), `DiskFull`, `FolderClosed`, `Busy`."""
    make_folder(folder)
    path, told = folder / NAME, []
    with translating(path):
        if not _is_sound(path):
            told.append(_mend(path))
        database = _connect(path)
        try:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version > len(MIGRATIONS):
                raise BadQueue(say("jobs.newer", path=path, found=version, known=len(MIGRATIONS)))
            told += _set_journal(database, path)
            _migrate(database, path, version)
        except BaseException:
            database.close()
            raise
    return database, told


def back_up(database: sqlite3.Connection, to: Path) -> None:
    """Copy the whole database to `to`, whole or not at all, as one file without a journal beside it."""
    part = to.with_name(f".{to.name}.part")
    try:
        with translating(to), closing(sqlite3.connect(part)) as copy:
            database.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        with speaking(to):
            _sync(part)
            part.replace(to)
            sync_folder(to.parent)
    finally:
        part.unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    database.row_factory = sqlite3.Row
    database.execute("PRAGMA synchronous=FULL")
    database.execute("PRAGMA foreign_keys=ON")
    return database


def _is_sound(path: Path) -> bool:
    """Whether the file at `path` can be trusted. One that is not there yet can; an empty one cannot if there is a
    backup, because the first start writes the schema before anything is backed up."""
    if not path.exists():
        return True
    if not path.stat().st_size:
        return not path.with_name(BACKUP).exists()
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE)) as database:
            return [row[0] for row in database.execute("PRAGMA quick_check(1)")] == ["ok"]
    except sqlite3.DatabaseError as error:
        if _code(error) in DAMAGED:
            return False
        raise


def _mend(path: Path) -> Message:
    """Put the damaged file and its journal aside, and the last backup in its place, or an empty queue."""
    number = 1
    while (aside := path.with_name(f"queue.damaged-{number}.sqlite3")).exists():
        number += 1
    backup = path.with_name(BACKUP)
    sound = backup.exists() and _is_sound(backup)
    with speaking(path):
        for ending in ("-wal", "-shm", "-journal"):
            with suppress(FileNotFoundError):
                path.with_name(path.name + ending).replace(aside.with_name(aside.name + ending))
        path.replace(aside)
        sync_folder(path.parent)
    _replace(path, backup if sound else None, number)
    return say("jobs.restored" if sound else "jobs.began-anew", path=aside)


def _replace(path: Path, backup: Path | None, number: int) -> None:
    """Put `backup` or an empty queue at `path`, whole or not at all, as the `number`-th that was mended."""
    part = path.with_name(f".{path.name}.part")
    with speaking(path):
        for ending in ("", "-journal", "-wal"):  # of a kill in the middle of this
            part.with_name(part.name + ending).unlink(missing_ok=True)
        if backup:
            shutil.copyfile(backup, part)
    with closing(_connect(part)) as database:
        if not backup:
            _migrate(database, part, 0)
        newest = database.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()[0]
        database.execute("DELETE FROM events")
        database.execute(
            "INSERT INTO events VALUES (?, ?, '', 0, '{}')",
            (max(newest // EPOCH + 1, number) * EPOCH, Kind.queue_mended),
        )
    with speaking(path):
        _sync(part)
        part.replace(path)
        sync_folder(path.parent)


def _set_journal(database: sqlite3.Connection, path: Path) -> list[Message]:
    try:
        mode = database.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    except sqlite3.OperationalError as error:
        if _code(error) in CLOSED | {sqlite3.SQLITE_FULL}:
            raise
        mode = "refused"
    if mode == "wal":
        return []
    database.execute("PRAGMA journal_mode=DELETE")
    return [say("jobs.no-wal", path=path)]


def _migrate(database: sqlite3.Connection, path: Path, version: int) -> None:
    """Take the steps that are missing, each whole or not at all, with a copy of what was there before them."""
    if version == len(MIGRATIONS):
        return
    if version:
        back_up(database, path.with_name(f"{path.name}.before-{len(MIGRATIONS)}"))
    for number, step in enumerate(MIGRATIONS[version:], version + 1):
        try:
            database.executescript(f"BEGIN IMMEDIATE; {step}; PRAGMA user_version={number}; COMMIT;")
        except sqlite3.DatabaseError:
            if database.in_transaction:
                database.rollback()
            raise
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
