"""One at a time for a board's folder: one writer, for the moment of a change, and one painter of each engine, for as
long as it paints. So a board can be edited while it is being painted."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from kadr.errors import Busy
from kadr.library.disk import speaking
from kadr.messages import Message, say
from kadr.schema import Value

Tell = Callable[[Message], None]


class Holder(Value, frozen=True, kw_only=True):
    """Who holds a board: only for the message. The lock itself is the system's and dies with its process."""

    process: int
    since: str


WRITER = ""
"""The part of who changes files; a painter's part is its engine's name."""


@contextmanager
def held(folder: Path, *, patience: float, tell: Tell, part: str = WRITER) -> Iterator[None]:
    """Hold the board in `folder` for the one who plays `part`, waiting up to `patience` seconds. Raises `Busy`, naming
    the holder."""
    ending = f"-{part}" if part else ""
    lock, note = FileLock(folder / f".lock{ending}", timeout=0), folder / f".holder{ending}"
    with speaking(folder):
        try:
            lock.acquire()
        except Timeout:
            _wait(lock, note, patience, tell)
    try:
        with suppress(OSError):  # the note is only for the message of who waits: without it a full disk can be undone
            note.write_bytes(msgspec.json.encode(Holder(process=os.getpid(), since=time.strftime("%H:%M:%S"))))
        yield
    finally:
        with suppress(OSError):  # a folder that was closed meanwhile keeps it, and whoever holds next writes his own
            note.unlink()
        lock.release()


def is_held(folder: Path, part: str) -> bool:
    """Whether somebody plays `part` in `folder` at this moment."""
    if not (folder / f".lock-{part}").is_file():
        return False
    lock = FileLock(folder / f".lock-{part}", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return True
    except OSError:
        return False  # somebody else's folder, in which nothing can be held
    lock.release()
    return False


def _wait(lock: FileLock, note: Path, patience: float, tell: Tell) -> None:
    facts = {"folder": note.parent, "who": _holder(note)}
    if patience > 0:
        tell(say("library.waiting", seconds=round(patience), **facts))
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise Busy(say("library.busy", **facts)) from None


def _holder(note: Path) -> Message:
    try:
        holder = msgspec.json.decode(note.read_bytes(), type=Holder)
    except (OSError, msgspec.MsgspecError):
        return say("library.holder-unknown")
    return say("library.holder", process=holder.process, since=holder.since)
