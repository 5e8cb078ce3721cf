"""A home: the folder with all boards that one server shows, and what it keeps beside them.

<home>/
  <board>/            the folders of boards, as `kadr render` makes them
  .kadr/              the queue, the thumbnails, the token, the workers' logs
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import msgspec

from kadr.errors import Busy, NotThere
from kadr.library import BoardFolder
from kadr.library.disk import make_folder, speaking, write
from kadr.library.holding import held, is_held
from kadr.messages import say
from kadr.schema import Value
from kadr.wiring.clock import failpoint

ID_LENGTH = 12

SERVER = "server"
"""The part that a server plays in its home."""


class Running(Value, frozen=True, kw_only=True):
    """Where a server is: for other programs, and for the message of the second one."""

    url: str
    process: int


@dataclass(frozen=True)
class Home:
    """The boards in `path`. A board's id is made of its folder's name, which never enters a URL."""

    path: Path
    _known: dict[Path, BoardFolder] = field(default_factory=dict)

    @cached_property
    def state(self) -> Path:
        """Where the server keeps what is its own."""
        return self.path / ".kadr"

    def boards(self) -> Mapping[str, BoardFolder]:
        """Every board by its id, sorted by name. Links to elsewhere are none of ours."""
        with speaking(self.path):
            found = sorted(self.path.glob("*/board.json")) if self.path.is_dir() else []
        folders = (path.parent for path in found if not path.parent.is_symlink() and not path.is_symlink())
        return {
            board_id(path.name): self._known.setdefault(path, BoardFolder(path, at=failpoint())) for path in folders
        }

    def board(self, wanted: str) -> BoardFolder:
        """The board of that id. Raises `NotThere` where there is none."""
        found = self.boards().get(wanted)
        if found is None:
            raise NotThere(say("serving.no-board", id=wanted[:40]))
        return found

    @contextmanager
    def served(self) -> Iterator[None]:
        """Be the only server of this home. Raises `Busy` that says where the other one is."""
        make_folder(self.state)
        with ExitStack() as holding:
            try:
                holding.enter_context(held(self.state, patience=0, tell=lambda message: None, part=SERVER))
            except Busy:
                raise Busy(say("serving.second", home=self.path, url=self._where())) from None
            holding.callback(self._withdraw)
            yield

    def announce(self, running: Running) -> None:
        """Say where the server is."""
        write(self._note, msgspec.json.encode(running))

    def running(self) -> Running | None:
        """The server of this home, if one is running: its lock is the system's, and goes with its process."""
        return self._read() if is_held(self.state, SERVER) else None

    def _withdraw(self) -> None:
        """Say no more where the server is. A note that cannot be removed does no harm: it is read under the lock."""
        with suppress(OSError):
            self._note.unlink()

    def _where(self) -> str:
        found = self._read()
        return found.url if found else "?"

    def _read(self) -> Running | None:
        try:
            return msgspec.json.decode(self._note.read_bytes(), type=Running)
        except (OSError, msgspec.MsgspecError):
            return None

    @property
    def _note(self) -> Path:
        return self.state / "server.json"


def board_id(name: str) -> str:
    """The id of the board in a folder of that name: the same on every machine."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def server_beside(script: str, out: Path) -> Running | None:
    """The server, if one is running, that shows the board which a render of `script` into `out` makes."""
    home = Path(script).resolve().parent if script != "-" and Path(script).is_dir() else out
    return Home(home).running()
