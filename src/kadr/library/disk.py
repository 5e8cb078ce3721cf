"""Files that are whole or not there at all."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kadr.errors import DiskFull, FolderClosed, MachineCannot
from kadr.messages import say

PART = ".part"
"""The ending of a file that is being written. What is left of one after a kill is swept away at the next start."""

At = Callable[[str], None]
"""Called with the name of each step of a commit, so that tests can pull the plug exactly there."""

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT}
NO_FOLDER = {errno.ENOTDIR, errno.EEXIST, errno.EISDIR}


def ignore(step: str) -> None:
    """The `At` of everyday life: nothing happens."""


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn what the system says about writing to `path` into words: `DiskFull`, `FolderClosed`, `MachineCannot`."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(say("library.disk-full", path=path)) from error
        if error.errno in CLOSED:
            raise FolderClosed(say("library.closed", path=path)) from error
        if error.errno in NO_FOLDER:
            raise FolderClosed(say("library.not-a-folder", path=path)) from error
        raise MachineCannot(say("library.system", path=path, detail=error.strerror or error)) from error


def write(path: Path, data: bytes, at: At = ignore, step: str = "file") -> None:
    """Put `data` at `path`, whole or not at all, and on the disk when this returns.

    The steps are named ``<step>.begin``, ``.written``, ``.synced``, ``.renamed`` and ``.done``.
    """
    part = path.with_name(f".{path.name}{PART}")
    with speaking(path):
        try:
            at(f"{step}.begin")
            fill(part, data, at, step)
            at(f"{step}.synced")
            part.replace(path)
            at(f"{step}.renamed")
            sync_folder(path.parent)
            at(f"{step}.done")
        except OSError:
            part.unlink(missing_ok=True)
            raise


def fill(part: Path, data: bytes, at: At, step: str) -> None:
    """Write a file that nobody knows of yet, and see that it is on the disk."""
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        at(f"{step}.written")
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` last through a power cut (POSIX; elsewhere renames last by themselves)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it."""
    with speaking(folder):
        folder.mkdir(parents=True, exist_ok=True)


def sweep(folder: Path) -> None:
    """Remove what a kill left half written."""
    with speaking(folder):
        for part in folder.glob(f".*{PART}"):
            part.unlink(missing_ok=True)
