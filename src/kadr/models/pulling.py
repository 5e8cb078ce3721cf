"""Fetch model sets: what there is to fetch, whether it fits, and then file by file."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from kadr import machine
from kadr.errors import BadModel, DiskFull, NoModel, Stopped
from kadr.messages import Message, say
from kadr.models import hub, sets
from kadr.models.config import read_json
from kadr.models.folder import PARTS, WEIGHTS
from kadr.models.header import read_header
from kadr.models.ledger import Known, Pulled, Watch, home, keep, open_ledger, unwatched
from kadr.models.sets import File, ModelSet

SPARE = 500_000_000
"""Bytes of the disk that are left alone."""

WEIGHING = re.compile(r"\.safetensors($|\.index\.)")
SHARD = re.compile(r"-\d{5}-of-\d{5}(\.fp16)?\.safetensors$")
"""What belongs to a part's weights, and what is one of several files of them."""

Tell = Callable[[Message], None]


USUAL = "sdxl"
"""The name of all that finished panels need, together."""


def wanted(names: Sequence[str]) -> list[ModelSet]:
    """The sets that `names` mean: names of sets or ids of the hub; none, or `USUAL`: the usual ones. Asks the hub only
    about ids.

    Raises `BadUse`, `NoNetwork`, `NoModel`."""
    if not names or list(names) == [USUAL]:
        return [one for one in map(sets.load, sets.names()) if one.usual]
    return [_foreign(name) if "/" in name else sets.known(name) for name in dict.fromkeys(names)]


def _foreign(name: str) -> ModelSet:
    """A base model that kadr does not know, as a set: what it needs of the repository, fp16 before fp32."""
    hub.library()
    commit, licence, sizes = hub.list_files(name)
    chosen = ["model_index.json"]
    for part in (*PARTS, "vae"):
        beside = [path for path in sizes if PurePosixPath(path).parent == PurePosixPath(part)]
        chosen += [path for path in beside if sets.is_allowed(path) and not WEIGHING.search(path)]
        chosen += _weights(part, beside)
    files = {path: File(bytes=sizes[path]) for path in chosen if path in sizes}
    if "model_index.json" not in files or not any(path.startswith("unet/") for path in files):
        raise NoModel(say("models.no-layout", hub=name))
    page = f"https://huggingface.co/{name}"
    return ModelSet(name=name, role="base", hub=name, revision=commit, licence=licence, licence_page=page, files=files)


def _weights(part: str, beside: Sequence[str]) -> list[str]:
    """The file of weights among those of a part that will be taken, or its index and the files that belong to it."""
    first = next((path for path in (f"{part}/{name}" for name in WEIGHTS) if path in beside), None)
    if first is None or not first.endswith(".json"):
        return [first] if first else []
    return [first, *(path for path in beside if SHARD.search(path) and ("fp16" in path) == ("fp16" in first))]


def missing(one: ModelSet) -> dict[str, File]:
    """The files of a set that the cache has not."""
    folder = hub.snapshot(one.hub, one.revision)
    return {path: file for path, file in one.files.items() if not (folder and (folder / path).is_file())}


@dataclass(slots=True)
class _Tally:
    """Counts bytes over all files, and passes them on."""

    watch: Watch
    total: int
    name: str = ""
    done: int = 0

    def add(self, count: int) -> None:
        self.done += count
        self.watch(self.name, self.done, self.total)


def pull(
    wanted_sets: Sequence[ModelSet], *, tell: Tell, watch: Watch = unwatched, folder: Path | None = None
) -> list[Path]:
    """Bring all files of the sets into the hub's cache; what is there stays. Returns where each set is.

    One pull at a time: a second one says so and waits. Raises `NoNetwork`, `NoModel`, `BadModel`, `DiskFull`, and
    `Stopped` for Ctrl-C; the part of a file that has come is kept, and the next pull goes on from there."""
    hub.library()
    folder = folder or home()
    try:
        with _alone(folder, tell):
            remotes = [remote for one in wanted_sets for remote in _describe(one)]
            remotes.sort(key=lambda remote: -remote.size)  # the time that is left is told truly from the first byte
            _check_room(remotes)
            tally = _Tally(watch, sum(remote.size for remote in remotes))
            for remote in remotes:
                tally.name = remote.path
                _fetch(remote, tally, folder)
    except KeyboardInterrupt:
        raise Stopped(say("models.stopped")) from None
    places = [hub.snapshot(one.hub, one.revision) for one in wanted_sets]
    return [place / one.folder for one, place in zip(wanted_sets, places, strict=True) if place]


@contextmanager
def _alone(folder: Path, tell: Tell) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "models.pull.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            tell(say("models.waiting"))
            lock.acquire(timeout=-1)
    except OSError as error:
        raise NoModel(say("models.cache", path=folder, detail=error.strerror or error)) from error
    try:
        yield
    finally:
        lock.release()


def _describe(one: ModelSet) -> Iterator[hub.Remote]:
    """The files that are not there, as the hub describes them now; another file than the manifest means is refused."""
    for path, file in missing(one).items():
        if not sets.is_allowed(path):
            raise BadModel(say("models.kind", path=path))
        remote = hub.describe(one.hub, path, one.revision)
        other_size = not file.about and remote.size != file.bytes
        if other_size or (file.sha256 and remote.etag != file.sha256) or remote.commit != one.revision:
            raise BadModel(say("models.other", hub=one.hub, path=path))
        yield remote


def _check_room(remotes: Sequence[hub.Remote]) -> None:
    need = 0
    for remote in remotes:
        part = hub.part_of(remote)
        need += 0 if hub.is_here(remote) else remote.size - (part.stat().st_size if part.exists() else 0)
    free = machine.free_disk(hub.cache())
    if need and need + SPARE > free:
        raise DiskFull(say("models.no-room", need=_gigabytes(need + SPARE), free=_gigabytes(free), path=hub.cache()))


def _gigabytes(count: int) -> str:
    return f"{count / 1e9:.1f}"


def _fetch(remote: hub.Remote, tally: _Tally, folder: Path) -> None:
    """Fetch one file, look into it, and note it."""
    before = tally.done
    place = hub.fetch(remote, tally.add)
    tally.add(before + remote.size - tally.done)
    try:
        _look_into(place)
    except BadModel:
        place.resolve().unlink(missing_ok=True)
        place.unlink(missing_ok=True)
        raise
    ledger = open_ledger(folder)
    if len(remote.etag) == 64:
        state = place.stat()
        ledger.hashes[str(place.resolve())] = Known(state.st_size, state.st_mtime_ns, remote.etag)
    pulled = ledger.pulled.get(remote.hub, Pulled(remote.commit))
    earlier = pulled.files if pulled.revision == remote.commit else {}
    files = {**earlier, remote.path: (remote.size, remote.etag)}
    ledger.pulled[remote.hub] = Pulled(remote.commit, files)
    keep(ledger, folder)


def _look_into(place: Path) -> None:
    """The right hash says that a file is what its author put there, not that it is what its name says."""
    if place.suffix == ".safetensors":
        read_header(place)
    elif place.suffix == ".json":
        read_json(place, 20_000_000)
