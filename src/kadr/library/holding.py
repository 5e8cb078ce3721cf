"""One writer at a time for a board's folder."""

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


@contextmanager
def held(folder: Path, *, patience: float, tell: Tell) -> Iterator[None]:
    """Hold the board in `folder` for one writer, waiting up to `patience` seconds. Raises `Busy`, naming the holder."""
    lock, note = FileLock(folder / ".lock", timeout=0), folder / ".holder"
    with speaking(folder):
        try:
            lock.acquire()
        except Timeout:
            _wait(lock, folder, patience, tell)
    try:
        with suppress(OSError):  # the note is only for the message of who waits: without it a full disk can be undone
            note.write_bytes(msgspec.json.encode(Holder(process=os.getpid(), since=time.strftime("%H:%M:%S"))))
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _wait(lock: FileLock, folder: Path, patience: float, tell: Tell) -> None:
    facts = {"folder": folder, "who": _holder(folder)}
    if patience > 0:
        tell(say("library.waiting", seconds=round(patience), **facts))
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise Busy(say("library.busy", **facts)) from None


def _holder(folder: Path) -> Message:
    try:
        holder = msgspec.json.decode((folder / ".holder").read_bytes(), type=Holder)
    except (OSError, msgspec.MsgspecError):
        return say("library.holder-unknown")
    return say("library.holder", process=holder.process, since=holder.since)
