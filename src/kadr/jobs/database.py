"""The queue's file: opened and checked, brought to the newest version, restored where it is damaged.

A copy is kept beside it (``queue.backup.sqlite3``), made at every orderly end and before every migration. The pictures
are not in here: what a damaged queue loses is which panels were still wanted.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from kadr.errors import BadBoard, DiskFull, FolderClosed, MachineCannot
from kadr.jobs.migrations import MIGRATIONS, VERSION
from kadr.library.disk import make_folder
from kadr.messages import Message, say

NAME = "queue.sqlite3"
BACKUP = "queue.backup.sqlite3"
BESIDE = ("", "-wal", "-shm")
"""The endings of the files that SQLite keeps for one database."""

PATIENCE = 5_000
"""Milliseconds to wait for another program that reads the file."""


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the disk into words: `DiskFull`, `FolderClosed`, `MachineCannot`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
            raise DiskFull(say("library.disk-full", path=path)) from error
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            raise FolderClosed(say("library.closed", path=path)) from error
        raise MachineCannot(say("library.system", path=path, detail=error)) from error


def open_database(folder: Path) -> tuple[sqlite3.Connection, list[Message]]:
    """The queue in `folder`, which is made, and what a person should know of its state. Raises `BadBoard` where a newer
    kadr wrote it, `DiskFull`, `FolderClosed`, `MachineCannot`."""
    make_folder(folder)
    path, told = folder / NAME, []
    with speaking(path):
        if not _is_sound(path):
            told.append(_restore(folder))
        connection = _connect(path)
        try:
            if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
                # a network's file system: slower, and just as safe
                connection.execute("PRAGMA journal_mode = DELETE")
                told.append(say("jobs.no-wal", path=path))
            connection.execute("PRAGMA synchronous = FULL")
            _migrate(connection, folder)
        except BaseException:
            connection.close()
            raise
    return connection, told


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.row_factory = sqlite3.Row
    return connection


def _is_sound(path: Path) -> bool:
    """Whether the file can be used; one that is not there can."""
    if not path.exists():
        return True
    try:
        with closing(_connect(path)) as connection:
            return [row[0] for row in connection.execute("PRAGMA quick_check")] == ["ok"]
    except sqlite3.OperationalError:
        raise  # the disk's fault, and not the file's
    except sqlite3.DatabaseError:
        return False


def _restore(folder: Path) -> Message:
    """Set a damaged queue aside, and take its last copy if that one is sound, else a new one."""
    aside = next(name for n in count(1) if not (name := folder / f"queue.damaged-{n}.sqlite3").exists())
    for ending in BESIDE:
        beside = folder / (NAME + ending)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + ending))
    backup = folder / BACKUP
    if backup.exists() and _is_sound(backup):
        with closing(_connect(backup)) as source, closing(_connect(folder / NAME)) as target:
            source.backup(target)
        return say("jobs.restored", path=aside)
    return say("jobs.begun-anew", path=aside)


def _migrate(connection: sqlite3.Connection, folder: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise BadBoard(say("jobs.newer", path=folder / NAME, found=version, known=VERSION))
    if 0 < version < VERSION:
        back_up(connection, folder)
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        connection.executescript(f"BEGIN; {statements}; PRAGMA user_version = {number}; COMMIT;")


def back_up(connection: sqlite3.Connection, folder: Path) -> None:
    """Make the copy anew: whole or not at all."""
    part = folder / f".{BACKUP}.part"
    part.unlink(missing_ok=True)
    with speaking(part):
        with closing(sqlite3.connect(part)) as target:
            connection.backup(target)
        part.replace(folder / BACKUP)
