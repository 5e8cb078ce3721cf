"""The hub of models (huggingface.co), through huggingface_hub: the only place that knows of that library.

Files lie in the hub's own cache, so that other programs share them. The library itself begins a file again when its
process was killed; here a file's part stays beside its place in the cache and grows, and takes its place when its hash
is the one that the hub names. Nothing is ever put under its final name unchecked.
"""

import errno
import hashlib
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from kadr.errors import BadModel, DiskFull, NoModel, NoNetwork
from kadr.messages import say

PART = ".kadr.incomplete"
"""The ending of a file that is not all here yet."""

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
BLOCK = 8_000_000

CHUNK = 1_000_000
"""Bytes that are written at a time: what a kill may lose of a part, and how often the bar moves."""

OnBytes = Callable[[int], None]
"""Hears how many bytes more of a file are here; less than 0 when they have to come again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """A file as the hub describes it. `etag` is its SHA-256, or for small files its git hash."""

    hub: str
    path: str
    commit: str
    etag: str
    size: int


def library() -> Any:
    """huggingface_hub, told to tell nobody anything. Raises `NoModel` with what to install."""
    try:
        import huggingface_hub
        from huggingface_hub import constants
    except ImportError:
        raise NoModel(say("models.no-library")) from None
    constants.HF_HUB_DISABLE_TELEMETRY = True
    constants.DOWNLOAD_CHUNK_SIZE = CHUNK
    logging.getLogger("huggingface_hub").setLevel(logging.CRITICAL)
    return huggingface_hub


def cache() -> Path:
    """The hub's cache on this machine, where HF_HOME or HF_HUB_CACHE say."""
    library()
    from huggingface_hub import constants

    return Path(constants.HF_HUB_CACHE)


def storage(hub: str) -> Path:
    """Where the cache keeps a repository."""
    return cache() / ("models--" + hub.replace("/", "--"))


def snapshot(hub: str, revision: str) -> Path | None:
    """The folder of a repository at a revision (a commit, or a branch that was pulled), if the cache has it."""
    place = storage(hub)
    ref = place / "refs" / revision
    if ref.is_file():
        revision = ref.read_text("utf-8").strip()
    folder = place / "snapshots" / revision
    return folder if folder.is_dir() else None


def describe(hub: str, path: str, revision: str) -> Remote:
    """What the hub says of a file. Raises `NoNetwork`, `NoModel` or `BadModel`."""
    library()
    from huggingface_hub import get_hf_file_metadata, hf_hub_url

    with speaking(hub, path):
        url = hf_hub_url(hub, path, revision=revision)
        found = get_hf_file_metadata(url, token=None, retry_on_errors=False)
    etag = found.etag or ""
    if not found.commit_hash or found.size is None or len(etag) not in (40, 64) or not etag.isalnum():
        raise NoNetwork(say("models.no-hub", hub=hub, path=path))
    return Remote(hub=hub, path=path, commit=found.commit_hash, etag=etag, size=found.size)


def list_files(hub: str) -> tuple[str, str, dict[str, int]]:
    """A repository's commit, its licence as its card has it (or "?"), and its files with their sizes."""
    from huggingface_hub.errors import HFValidationError

    with speaking(hub, ""):
        try:
            info = library().HfApi().model_info(hub, files_metadata=True)
        except HFValidationError:
            raise NoModel(say("models.not-there", hub=hub, path="")) from None
    licence = str((info.card_data or {}).get("license") or "?")
    return info.sha, licence, {file.rfilename: file.size or 0 for file in info.siblings or []}


def part_of(remote: Remote) -> Path:
    """Where the part of a file grows."""
    return storage(remote.hub) / "blobs" / f"{remote.etag}{PART}"


def is_here(remote: Remote) -> bool:
    """Whether the cache has the file whole."""
    blob = storage(remote.hub) / "blobs" / remote.etag
    return blob.is_file() and blob.stat().st_size == remote.size


def fetch(remote: Remote, on_bytes: OnBytes) -> Path:
    """Bring a file into the cache, from where an earlier call was cut off, and check it. Returns its place.

    Raises `NoNetwork`, `DiskFull`, `BadModel` (another hash than the hub names: the part is thrown away)."""
    library()
    from huggingface_hub import hf_hub_download

    with speaking(remote.hub, remote.path):
        if not is_here(remote):
            _download(remote, on_bytes)
        place = hf_hub_download(remote.hub, remote.path, revision=remote.commit, tqdm_class=_silent())
    return Path(place)


def _download(remote: Remote, on_bytes: OnBytes) -> None:
    from huggingface_hub import hf_hub_url
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils import build_hf_headers

    part = part_of(remote)
    part.parent.mkdir(parents=True, exist_ok=True)
    with part.open("r+b" if part.exists() else "w+b") as file:
        growing = Growing(file, remote, on_bytes)
        http_get(
            hf_hub_url(remote.hub, remote.path, revision=remote.commit),
            growing,
            resume_size=growing.here,
            headers=build_hf_headers(),
            expected_size=remote.size,
            tqdm_class=_silent(),
        )
        file.flush()
        os.fsync(file.fileno())
    if growing.here != remote.size or growing.digest() != remote.etag:
        part.unlink(missing_ok=True)
        raise BadModel(say("models.hash", hub=remote.hub, path=remote.path))
    part.replace(part.with_name(remote.etag))


class Growing:
    """The part of a file, hashed as it grows: what is there already when it is opened, and what is written to it."""

    def __init__(self, file: BinaryIO, remote: Remote, on_bytes: OnBytes) -> None:
        self._file, self._remote, self._on_bytes = file, remote, on_bytes
        self.here = 0
        self._begin()
        while block := file.read(BLOCK):
            if self.here + len(block) > remote.size:
                file.seek(0)
                self.truncate()
                break
            self._count(block)

    def _begin(self) -> None:
        small = len(self._remote.etag) == 40
        self._hash = hashlib.sha1(usedforsecurity=False) if small else hashlib.sha256()
        if small:
            self._hash.update(f"blob {self._remote.size}\0".encode())

    def _count(self, block: bytes) -> None:
        self._hash.update(block)
        self.here += len(block)
        self._on_bytes(len(block))

    def write(self, block: bytes) -> int:
        """Add to the end. More than the hub promised is refused."""
        if self.here + len(block) > self._remote.size:
            raise BadModel(say("models.hash", hub=self._remote.hub, path=self._remote.path))
        self._file.write(block)
        self._count(block)
        return len(block)

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, place: int, whence: int = 0) -> int:
        return self._file.seek(place, whence)

    def truncate(self) -> int:
        """Begin again: a server would not go on from the middle."""
        self._on_bytes(-self.here)
        self.here = 0
        self._begin()
        return self._file.truncate()

    def digest(self) -> str:
        """The hash of all that is here, as the hub would name it."""
        return self._hash.hexdigest()


def _silent() -> Any:
    from tqdm import tqdm

    class Silent(tqdm):  # type: ignore[misc]  # tqdm has no types
        """No bar but kadr's own."""

        def __init__(self, *given: Any, **options: Any) -> None:
            super().__init__(*given, **{**options, "disable": True})

    return Silent


@contextmanager
def speaking(hub: str, path: str) -> Iterator[None]:
    """Turn what the library and the network raise into words."""
    from huggingface_hub import errors

    facts = {"hub": hub, "path": path}
    try:
        yield
    except errors.GatedRepoError as error:
        raise NoModel(say("models.gated", **facts)) from error
    except (errors.RepositoryNotFoundError, errors.EntryNotFoundError, errors.RevisionNotFoundError) as error:
        if isinstance(error, errors.LocalEntryNotFoundError):
            raise NoNetwork(say("models.no-network", **facts)) from error
        raise NoModel(say("models.not-there", **facts)) from error
    except errors.HfHubHTTPError as error:
        code = error.response.status_code
        if code in (401, 403):
            raise NoModel(say("models.gated", **facts)) from error
        raise NoNetwork(say("models.hub-fails", code=code, **facts)) from error
    except (errors.HTTPError, errors.OfflineModeIsEnabled) as error:
        raise NoNetwork(say("models.no-network", **facts)) from error
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(say("models.disk-full", path=cache())) from error
        if error.errno is None:
            raise NoNetwork(say("models.no-network", **facts)) from error
        raise NoModel(say("models.cache", path=cache(), detail=error.strerror or error)) from error
