"""Who is in a board on disk: added by name, their reference photos from bytes."""

import hashlib
import warnings
from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

import msgspec
from PIL import Image

from kadr import cast as casting
from kadr import lexicon
from kadr.board import Board, Character
from kadr.cast.photo import with_looks_of
from kadr.cast.portrait import portrait
from kadr.errors import BadBoard, BadPicture, BadUse, NotNow
from kadr.library import BoardFolder
from kadr.messages import say
from kadr.picture import FORMATS, MEGAPIXELS, MOST_PIXELS
from kadr.wiring.boards import commit_edit, edit
from kadr.wiring.clock import PATIENCE, now

T = TypeVar("T")


def add_character(folder: BoardFolder, name: str, traits: str = "") -> tuple[Board, Board]:
    """Put somebody into the cast. Raises `BadCast` for a name that is none, `BadUse` for one that is taken."""
    added = casting.from_traits({name: traits}, file="-")[0]

    def grown(board: Board) -> Board:
        known = {lexicon.fold(one) for other in board.cast for one in (other.name, *other.aliases)}
        if lexicon.fold(added.name) in known:
            raise NotNow(say("arrange.there", name=added.name))
        return msgspec.structs.replace(board, cast=(*board.cast, added))

    return edit(folder, grown, reason="cast")


def add_reference(folder: BoardFolder, name: str, photo: bytes) -> tuple[Board, Board]:
    """Give somebody a reference photo (PNG, JPEG, WEBP), kept as a square around the face; the first one tells of
    their skin and hair what words do not. Raises `BadUse`, `BadPicture`."""
    square = _opened(photo, portrait)
    file = casting.name_of(hashlib.sha256(photo).hexdigest())
    with folder.hold(patience=PATIENCE, tell=lambda message: None):
        before = folder.settle(now())
        if before is None:
            raise BadBoard(say("library.no-board", path=folder.path))
        character = _character(before, name)
        folder.keep_references({file: square})
        seen = character if character.references else _opened(photo, lambda data: with_looks_of(data, character))
        seen = msgspec.structs.replace(seen, references=tuple(dict.fromkeys((*character.references, file))))
        return commit_edit(folder, before, _with(before, character, seen), reason="cast")


def remove_reference(folder: BoardFolder, name: str, reference: str) -> tuple[Board, Board]:
    """Take a reference photo from somebody; its file stays for undo. Raises `BadUse`."""

    def shrunk(board: Board) -> Board:
        character = _character(board, name)
        if reference not in character.references:
            known = ", ".join(character.references) or "—"
            raise BadUse(say("arrange.no-reference", name=character.name, reference=reference[:80], known=known))
        rest = tuple(one for one in character.references if one != reference)
        return _with(board, character, msgspec.structs.replace(character, references=rest))

    return edit(folder, shrunk, reason="cast")


def _character(board: Board, name: str) -> Character:
    wanted = lexicon.fold(name.strip())
    for character in board.cast:
        if wanted in map(lexicon.fold, (character.name, *character.aliases)):
            return character
    known = ", ".join(character.name for character in board.cast) or "—"
    raise BadUse(say("arrange.nobody", name=name[:60], known=known))


def _with(board: Board, character: Character, changed: Character) -> Board:
    return msgspec.structs.replace(board, cast=tuple(changed if other is character else other for other in board.cast))


def _opened(photo: bytes, take: Callable[[bytes], T]) -> T:
    """What `take` makes of a photo. Raises `BadPicture`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(photo), formats=FORMATS) as image:
                width, height = image.size
            if width * height > MOST_PIXELS:
                raise BadPicture(say("arrange.no-photo", detail=f"{width}x{height}", megapixels=MEGAPIXELS))
            return take(photo)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        detail = type(error).__name__
        raise BadPicture(say("arrange.no-photo", detail=detail, megapixels=MEGAPIXELS)) from error
