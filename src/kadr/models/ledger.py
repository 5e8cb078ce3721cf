"""What is known of model files: ``models.lock.json`` in kadr's own folder, ``.kadr`` in the person's home.

It holds, for each repository of the hub, what was pulled and checked (size and SHA-256), and for each file that was
hashed its hash, so that 12 GB are read once and not before every board. A hash counts as long as the file's size and
time of change stay. The ledger is a memory and no more: without it everything is hashed again.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from kadr.errors import BadModel
from kadr.messages import say
from kadr.models.state import State, check_unchanged

NAME = "models.lock.json"
BLOCK = 8_000_000

Watch = Callable[[str, int, int], None]
"""Hears of long work: the file's name, bytes done, bytes in all."""


def unwatched(name: str, done: int, total: int) -> None:
    """The `Watch` of those who do not care."""


class Known(msgspec.Struct, frozen=True):
    """The hash of a file as it was when it had this size and time of change."""

    size: int
    mtime_ns: int
    sha256: str

    @property
    def state(self) -> State:
        """In which the file had this hash."""
        return State(self.size, self.mtime_ns)


class Pulled(msgspec.Struct, frozen=True):
    """What was pulled of one repository: the commit, and size and SHA-256 of each file."""

    revision: str
    files: dict[str, tuple[int, str]] = {}


class Ledger(msgspec.Struct):
    """All of it. `hashes` by a file's full path, `pulled` by the hub's id."""

    hashes: dict[str, Known] = {}
    pulled: dict[str, Pulled] = {}


def home() -> Path:
    """kadr's own folder. It need not be there yet."""
    return Path.home() / ".kadr"


def open_ledger(folder: Path) -> Ledger:
    """The ledger in `folder`; an empty one where there is none, or none that can be read."""
    try:
        return msgspec.json.decode((folder / NAME).read_bytes(), type=Ledger)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Ledger()


def keep(ledger: Ledger, folder: Path) -> None:
    """Write the ledger, whole or not at all. Where it cannot be written, it is forgotten: it is only a memory."""
    part = folder / f".{NAME}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_bytes(msgspec.json.format(msgspec.json.encode(ledger), indent=1))
        part.replace(folder / NAME)
    except OSError:
        part.unlink(missing_ok=True)


def hash_of(path: Path, ledger: Ledger, *, watch: Watch = unwatched, anew: bool = False) -> str:
    """The SHA-256 of a file, from the ledger if it has not changed since. `anew`: read it whatever is known.

    Raises `BadModel` where it cannot be read, or changes while it is."""
    try:
        whole = path.resolve()
        state = whole.stat()
        known = ledger.hashes.get(str(whole))
        if known and not anew and known.state == State.of(state):
            return known.sha256
        digest, done = hashlib.sha256(), 0
        with whole.open("rb") as file:
            while done <= state.st_size and (block := file.read(BLOCK)):  # one that grows has an end too
                digest.update(block)
                done += len(block)
                watch(path.name, done, state.st_size)
        check_unchanged([whole], {whole: State.of(state)})
    except OSError as error:
        raise BadModel(say("models.vanished", path=path, detail=error.strerror or error)) from error
    ledger.hashes[str(whole)] = Known(state.st_size, state.st_mtime_ns, digest.hexdigest())
    return digest.hexdigest()
