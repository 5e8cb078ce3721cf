"""Look again at what was pulled: all there, whole, and, when asked, byte for byte what the hub names."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kadr.errors import BadModel, NoModel
from kadr.messages import Message, say
from kadr.models import hub, sets
from kadr.models.config import read_json
from kadr.models.folder import check_folder
from kadr.models.header import read_header
from kadr.models.ledger import Watch, hash_of, home, keep, open_ledger, unwatched
from kadr.models.sets import File, ModelSet


def check(one: ModelSet, *, thorough: bool, watch: Watch = unwatched, folder: Path | None = None) -> list[Message]:
    """What is wrong with a set that was pulled; empty: nothing. Sizes and headers; `thorough`: every byte, by its hash,
    which takes a minute for 12 GB. Raises `NoModel` where nothing of it is there."""
    snapshot = hub.snapshot(one.hub, one.revision)
    if not snapshot or not any((snapshot / path).exists() for path in one.files):
        raise NoModel(say("models.lacking", name=one.name, command=f"kadr models pull {one.name}"))
    wrong = []
    for path, file in one.files.items():
        try:
            _check_file(snapshot / path, file)
            if thorough:
                _check_bytes(one, path, snapshot / path, watch, folder or home())
        except BadModel as error:
            wrong.append(error.message)
    try:
        check_folder(snapshot)
    except BadModel as error:
        wrong.append(error.message)
    return wrong


def repair(one: ModelSet, wrong: list[Message]) -> Message:
    """What to do about a set that is damaged."""
    return say("models.repair", n=len(wrong), name=one.name, folder=hub.storage(one.hub))


def _check_file(path: Path, file: File) -> None:
    if not path.is_file():
        raise BadModel(say("models.no-file", path=path))
    if not file.about and path.stat().st_size != file.bytes:
        raise BadModel(say("models.size", path=path, found=path.stat().st_size, wanted=file.bytes))
    if path.suffix == ".safetensors":
        read_header(path)
    elif path.suffix == ".json":
        read_json(path, 20_000_000)


def _check_bytes(one: ModelSet, name: str, path: Path, watch: Watch, folder: Path) -> None:
    """Compare a file with the manifest's hash, else with the one that the hub named when it was pulled, else with the
    one that its place in the cache is named after."""
    ledger = open_ledger(folder)
    pulled = ledger.pulled.get(one.hub)
    noted = pulled.files.get(name) if pulled and pulled.revision == one.revision else None
    wanted = one.files[name].sha256 or (noted[1] if noted else path.resolve().name)
    if len(wanted) == 40:
        data = path.read_bytes()
        found = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
    else:
        found = hash_of(path, ledger, watch=watch, anew=True)
        keep(ledger, folder)
    if found != wanted and len(wanted) in (40, 64):
        raise BadModel(say("models.damaged", path=path))


def there(one: ModelSet) -> Iterator[Path]:
    """The files of a set that the cache has."""
    snapshot = hub.snapshot(one.hub, one.revision)
    for path in one.files:
        if snapshot and (snapshot / path).is_file():
            yield snapshot / path


def all_there() -> list[ModelSet]:
    """The sets of which the cache has something."""
    return [one for one in map(sets.load, sets.names()) if any(there(one))]
