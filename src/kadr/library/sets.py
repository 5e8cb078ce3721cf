"""Files that belong together: a folder has the former set or the new one, and never a part of each for good.

An index among the files names the others. While a set is put in its place there is no index, and what is left to do is
written down first, so that whoever comes after a kill ends it.
"""

import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from kadr.errors import FolderClosed
from kadr.library.disk import At, fill, ignore, make_folder, speaking, sync_folder, write
from kadr.library.holding import Tell, held
from kadr.messages import say
from kadr.schema import Value

NOTE = ".kadr.unfinished"
"""Where it is written down what is still to do."""

PART = ".kadr.{}.part"
"""A file that waits for its place. The folder may hold other people's parts: these names are only kadr's."""

Named = Callable[[bytes], Collection[str]]
"""From the bytes of an index to the names of the files that are its writer's own."""


class Unfinished(Value, frozen=True, kw_only=True):
    """What is still to be put in its place, and what to be removed."""

    put: tuple[str, ...]
    gone: tuple[str, ...]


def keep_set(
    folder: Path, files: Mapping[str, bytes], named: Named, *, patience: float, tell: Tell, at: At = ignore
) -> None:
    """Put `files` into `folder`, which is made, and remove those of the set before it. The last of the files is the
    index; `named` says which files an index that is there names. Other files stay. A disk that is full, and a kill
    before all files are on the disk, change nothing; a kill after that is made good by the next call. Raises
    `kadr.errors.Busy` when somebody else writes there for more than `patience` seconds.

    The steps are ``set.begin``, ``.written`` and ``.synced`` (of every file), ``.noted``, ``.placed`` and ``.done``.
    """
    make_folder(folder)
    with held(folder, patience=patience, tell=tell), speaking(folder):
        try:
            at("set.begin")
            _finish(folder, at)
            index = folder / [*files][-1]
            before = {name for name in named(index.read_bytes()) if _plain(name)} if index.is_file() else set()
            _fill_parts(folder, files, at)
            note = Unfinished(put=tuple(files), gone=tuple(sorted(before - files.keys())))
            write(folder / NOTE, msgspec.json.encode(note))
            at("set.noted")
            _finish(folder, at)
            at("set.done")
        finally:
            # while it is held: whoever waits for it looks again and finds a new one; Windows keeps it until then
            with suppress(PermissionError):
                (folder / ".lock").unlink(missing_ok=True)


def _fill_parts(folder: Path, files: Mapping[str, bytes], at: At) -> None:
    """Write all files beside their places. Raises `FolderClosed` where a folder stands in a file's place."""
    for name in files:
        if (folder / name).is_dir():
            raise FolderClosed(say("library.a-folder", path=folder / name))
    parts = {folder / PART.format(name): data for name, data in files.items()}
    try:
        for part, data in parts.items():
            fill(part, data, at, "set")
        at("set.synced")
    except OSError:
        for part in parts:
            part.unlink(missing_ok=True)
        raise


def _finish(folder: Path, at: At) -> None:
    """Do what is noted as unfinished; parts of which nothing is noted were never whole, and go."""
    note = folder / NOTE
    try:
        unfinished = msgspec.json.decode(note.read_bytes(), type=Unfinished)
    except (FileNotFoundError, msgspec.MsgspecError):
        unfinished = Unfinished(put=(), gone=())
    waiting = [name for name in filter(_plain, unfinished.put) if (folder / PART.format(name)).is_file()]
    index = waiting[-1:]
    for name in (*index, *filter(_plain, unfinished.gone)):
        (folder / name).unlink(missing_ok=True)
    for name in waiting:
        (folder / PART.format(name)).replace(folder / name)
        at("set.placed")
    sync_folder(folder)
    note.unlink(missing_ok=True)
    for part in folder.glob(PART.format("*")):
        part.unlink(missing_ok=True)


def _plain(name: str) -> bool:
    """Whether a name is of a file in the folder itself."""
    return bool(re.fullmatch(r"[a-z0-9][a-z0-9.-]*", name))
