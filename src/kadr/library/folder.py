"""One board on disk: its state, its history, its takes."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from kadr.board import Board, Panel, Take
from kadr.errors import BadBoard, NotNow
from kadr.library import disk
from kadr.library.document import decode, encode, marked_by_hand, sealed
from kadr.library.glance import Cell, Glance, glance
from kadr.library.holding import Tell, held
from kadr.library.rereading import Rereading
from kadr.messages import say

REFERENCE = re.compile(r"references/[0-9a-f]{64}\.png")
"""What the name of a reference photo is like; a board.json from elsewhere could name any file."""


class BoardFolder:
    """The folder of one board. Reading needs nothing; whatever writes is called while the board is held."""

    def __init__(self, path: Path, *, at: disk.At = disk.ignore) -> None:
        self.path = path
        self._at = at
        self._known: tuple[bytes, Board] | None = None  # what was last read, so that a large board is not read twice
        self._rereading = Rereading()
        self._seen: tuple[int, Glance | None] = 0, None

    @property
    def document(self) -> Path:
        """Where the board itself is."""
        return self.path / "board.json"

    def stamp(self) -> int:
        """A number that changes when the document does; 0 while there is none."""
        try:
            found = self.document.stat()
        except OSError:
            return 0
        return hash((found.st_mtime_ns, found.st_size, found.st_ino))

    # Holding -------------------------------------------------------------------------------------------------

    @contextmanager
    def hold(self, *, patience: float, tell: Tell) -> Iterator[None]:
        """Make the folder, be its only writer, and sweep what a killed writer left. Raises `kadr.errors.Busy`."""
        for folder in (self.path, self.path / "revisions", self.path / "takes"):
            disk.make_folder(folder)
        with held(self.path, patience=patience, tell=tell):
            for folder in (self.path, self.path / "revisions", self.path / "takes"):
                disk.sweep(folder)
            yield

    @contextmanager
    def painted_by(self, engine: str, *, patience: float, tell: Tell) -> Iterator[None]:
        """Make the folder, and be the only one who paints in it with `engine`; the board can be changed meanwhile.
        Raises `kadr.errors.Busy`."""
        disk.make_folder(self.path)
        with held(self.path, patience=patience, tell=tell, part=engine):
            yield

    # The state -----------------------------------------------------------------------------------------------

    def load(self) -> Board | None:
        """The board as it is, with what a person changed in the file marked as theirs; None if there is none.

        Raises `BadBoard` with the line of what is wrong.
        """
        data = self._bytes(self.document)
        if data is None:
            return None
        if self._known and self._known[0] == data:
            return self._known[1]
        board = self._rereading.decode(data, self.document)
        if board.seal == self._rereading.sealed(board).seal:
            self._known = data, board
            return board
        before = self._revision(board.revision)
        return marked_by_hand(board, before) if before else board

    def glance(self) -> Glance | None:
        """What a list shows of the board; None where there is none, or it cannot be read."""
        stamp = self.stamp()
        if stamp != self._seen[0]:
            data = self._bytes(self.document)
            self._seen = stamp, glance(data) if data else None
        return self._seen[1]

    def settle(self, now: str) -> Board | None:
        """`load`, and a revision of its own for what a person edited."""
        board = self.load()
        if board is None or (self._known and self._known[1] is board):  # only what bears its seal is known
            return board
        return self.commit(board, reason="edited", now=now)

    def commit(self, board: Board, *, reason: str, now: str) -> Board:
        """Make `board` the state, as a new revision whose parent is the one it was made from."""
        newest = max(self._numbers(), default=0)
        parent = board.revision if newest else 0
        new = msgspec.structs.replace(board, revision=newest + 1, parent=parent, reason=reason, changed=now)
        return self.amend(new)

    def amend(self, board: Board) -> Board:
        """Put `board` in the place of its own revision: a take has landed, nothing that a person would undo."""
        board = self._rereading.sealed(board)
        data = encode(board)
        disk.write(self._revision_path(board.revision), data, self._at, "revision")
        disk.write(self.document, data, self._at, "board")
        self._known = data, board
        return board

    # History -------------------------------------------------------------------------------------------------

    def undo(self, now: str, tell: Tell) -> Board:
        """Go back to the state before the last change. A damaged board.json is set aside (and `tell` told where), and
        its last good copy taken. Raises `NotNow` at the first state."""
        try:
            board = self.settle(now)
        except BadBoard:
            return self._rescue(tell)
        if board is None:
            raise BadBoard(say("library.no-board", path=self.path))
        earlier = self._revision(board.parent) if board.parent else None
        if earlier is None:
            raise NotNow(say("library.nothing-to-undo", folder=self.path))
        return self._step_to(earlier)

    def redo(self, now: str) -> Board:
        """Take back the last undo. Raises `NotNow` at the newest state."""
        board = self.settle(now)
        if board is None:
            raise BadBoard(say("library.no-board", path=self.path))
        later = [revision for revision in self.history() if revision.parent == board.revision]
        if not later:
            raise NotNow(say("library.nothing-to-redo", folder=self.path))
        return self._step_to(later[-1])

    def has_later(self, board: Board) -> bool:
        """Whether an undo led to this state, which can be taken back."""
        newer = (self._revision(number) for number in self._numbers() if number > board.revision)
        return any(later and later.parent == board.revision for later in newer)

    def history(self) -> list[Board]:
        """Every state that can still be read, oldest first."""
        found = (self._revision(number) for number in sorted(self._numbers()))
        return [board for board in found if board]

    def _step_to(self, board: Board) -> Board:
        disk.write(self.document, encode(board), self._at, "board")
        return board

    def _rescue(self, tell: Tell) -> Board:
        known = self.history()
        if not known:
            raise BadBoard(say("library.nothing-left", folder=self.path))
        aside = self.path / "board.damaged.json"
        disk.write(aside, self._bytes(self.document) or b"", self._at, "damaged")
        tell(say("library.set-aside", path=aside))
        return self._step_to(known[-1])

    def _numbers(self) -> list[int]:
        return [int(path.stem) for path in (self.path / "revisions").glob("*.json") if path.stem.isdecimal()]

    def _revision_path(self, number: int) -> Path:
        return self.path / "revisions" / f"{number:06}.json"

    def _revision(self, number: int) -> Board | None:
        try:
            data = self._bytes(self._revision_path(number))
            board = decode(data, self._revision_path(number)) if data else None
        except BadBoard:
            return None
        return board if board and board.seal == sealed(board).seal else None

    # Takes ---------------------------------------------------------------------------------------------------

    def picture(self, key: str) -> Path:
        """Where the picture of a take is, or would be."""
        return self.path / "takes" / f"{key}.png"

    def shown(self, panel: Panel) -> Path | None:
        """The picture of a panel's chosen take, or None while it has none."""
        path = self.picture(panel.chosen)
        return path if panel.chosen and path.is_file() else None

    def covers(self, panels: Iterable[Panel | Cell]) -> list[str]:
        """The keys of those pictures that panels show and that are there, in the panels' order."""
        chosen = [panel.chosen for panel in panels if panel.chosen]
        try:
            there = {path.name for path in (self.path / "takes").iterdir()} if chosen else set()
        except OSError:
            there = set()
        return [key for key in chosen if f"{key}.png" in there]

    def take(self, key: str) -> Take | None:
        """A take, if its files are there and are those that were committed; else None."""
        png = self._bytes(self.picture(key)) if key else None
        note = self._bytes(self.picture(key).with_suffix(".json")) if png else None
        if png is None or note is None:
            return None
        try:
            take = msgspec.json.decode(note, type=Take)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        svg = self._bytes(self.picture(key).with_suffix(".svg")) if take.svg else None
        whole = take.sha256 == _digest(png) and take.svg == (_digest(svg) if svg else "")
        return take if whole else None

    def takes(self) -> list[Take]:
        """Every take whose note can be read and whose picture is there, the oldest first. Pictures are not opened."""
        found = []
        for path in (self.path / "takes").glob("*.json"):
            note = self._bytes(path) if path.with_suffix(".png").is_file() else None
            with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                found += [msgspec.json.decode(note, type=Take)] if note else []
        return sorted(found, key=lambda take: (take.provenance.at, take.recipe.seed, take.key))

    def keep(self, take: Take, png: bytes, svg: str | None) -> None:
        """Commit a take. The picture is written last: when it is there, the take is."""
        picture = self.picture(take.key)
        if svg is not None:
            disk.write(picture.with_suffix(".svg"), svg.encode(), self._at, "svg")
        note = msgspec.json.format(msgspec.json.encode(take), indent=1)
        disk.write(picture.with_suffix(".json"), note, self._at, "note")
        disk.write(picture, png, self._at, "picture")

    def latents(self, key: str) -> bytes | None:
        """What a painted and not yet developed panel is made of, or None."""
        return self._bytes(self._latents(key))

    def keep_latents(self, key: str, data: bytes) -> None:
        """Commit a panel that is painted, until `drop_latents`."""
        disk.write(self._latents(key), data, self._at, "latents")

    def drop_latents(self, key: str) -> None:
        """Forget latents that have become a picture, or never will."""
        with disk.speaking(self.path):
            self._latents(key).unlink(missing_ok=True)

    def _latents(self, key: str) -> Path:
        return self.picture(key).with_suffix(".latents.safetensors")

    # Reference photos ----------------------------------------------------------------------------------------

    def reference(self, name: str) -> bytes:
        """A reference photo by its name in the cast. Raises `BadBoard` where it is gone or lies elsewhere."""
        data = self._bytes(self.path / name) if REFERENCE.fullmatch(name) else None
        if data is None:
            raise BadBoard(say("library.no-reference", path=self.path / name))
        return data

    def keep_references(self, pictures: Mapping[str, bytes]) -> None:
        """Commit reference photos, each named by its content: what is there stays as it is."""
        for name, data in pictures.items():
            if not (self.path / name).is_file():
                disk.make_folder((self.path / name).parent)
                disk.write(self.path / name, data, self._at, "reference")

    # The printed pages ---------------------------------------------------------------------------------------

    def page(self, number: int) -> Path:
        """Where page `number` of the sheet is: sheet.png, sheet-2.png, ..."""
        return self.path / ("sheet.png" if number == 1 else f"sheet-{number}.png")

    def pages(self) -> list[Path]:
        """The sheet's pages that are there, in their order."""
        further = sorted(int(path.stem[6:]) for path in self.path.glob("sheet-*.png") if path.stem[6:].isdecimal())
        return [self.page(number) for number in (1, *further) if self.page(number).is_file()]

    def keep_pages(self, pages: list[bytes]) -> list[Path]:
        """Commit the sheet's pages, and remove those of a longer sheet before."""
        paths = [self.page(number) for number in range(1, len(pages) + 1)]
        for path, data in zip(paths, pages, strict=True):
            disk.write(path, data, self._at, "sheet")
        with disk.speaking(self.path):
            for path in set(self.pages()) - set(paths):
                path.unlink(missing_ok=True)
        return paths

    def _bytes(self, path: Path) -> bytes | None:
        try:
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise BadBoard(say("library.unreadable", path=path, detail=error.strerror or error)) from error


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
