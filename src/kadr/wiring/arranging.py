"""What a person does with a board on disk: every door here makes a revision, which can be undone."""

import dataclasses
import hashlib
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
from PIL import Image, ImageOps

from kadr import cast as casting
from kadr import story, studio
from kadr.board import Board, Character, Panel, Provenance, Recipe, Take, subject_of
from kadr.composition import Order, compose
from kadr.edits import arrangement
from kadr.errors import BadBoard, BadUse, NotThere
from kadr.library import BoardFolder
from kadr.library.holding import Tell
from kadr.messages import say
from kadr.wiring.clock import PATIENCE, now

Do = Callable[[Board], Board]
"""What is done to a board."""

OWN = "own"
"""The engine of pictures that a person brought."""

MOST_REFERENCES = 8
"""Photos of one person: more do not make a face more like."""


def arrange(folder: BoardFolder, do: Do, *, reason: str, tell: Tell = lambda message: None) -> tuple[Board, Board]:
    """Do something to the board in `folder`: the board before and after, the latter staged where it must be, and a new
    revision if anything is another than it was."""
    with folder.hold(patience=PATIENCE, tell=tell):
        before = folder.settle(now())
        if before is None:
            raise BadBoard(say("library.no-board", path=folder.path))
        done = do(before)
        after = compose(_as_it_is(done), done)
        if studio.content(after) == studio.content(before):
            return before, before
        return before, folder.commit(after, reason=reason, now=now())


def _as_it_is(board: Board) -> Order:
    """The order that leaves script, cast and format what they are."""
    return Order(script=None, format=board.format, format_by=board.format_by)


def retell(folder: BoardFolder, data: bytes, *, name: str, tell: Tell = lambda message: None) -> tuple[Board, Board]:
    """Give the board another text of its script: panels go on where their beats do. Nothing is drawn. Raises
    `BadScript`, and then nothing is changed."""

    def tell_again(board: Board) -> Board:
        script = story.read(data, name=name, form=board.form, remark=tell)
        script = msgspec.structs.replace(script, title=board.title)
        told = story.break_down(script, board.cast)
        order = dataclasses.replace(_as_it_is(board), script=script, shots=told.shots, people=told.people)
        return compose(order, board)

    return arrange(folder, tell_again, reason="script", tell=tell)


# ---------------------------------------------------------------------------------------------------------------
# Takes
# ---------------------------------------------------------------------------------------------------------------


def takes_of(folder: BoardFolder, panel: Panel) -> list[str]:
    """The keys of the takes that were made for a panel, oldest first; the chosen one is among them."""
    notes = sorted((folder.path / "takes").glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    return [note.stem for note in notes if note.stem == panel.chosen or _made_for(note) == panel.id]


class _Made(msgspec.Struct):
    panel: str = ""


def _made_for(note: Path) -> str:
    try:
        return msgspec.json.decode(note.read_bytes(), type=_Made).panel
    except (OSError, msgspec.MsgspecError):
        return ""


def choose(folder: BoardFolder, name: str, key: str, *, tell: Tell = lambda message: None) -> tuple[Board, Board]:
    """Let a panel show a take of its own. Raises `NotThere` where there is no such take."""

    def pick(board: Board) -> Board:
        panel = arrangement.find(board, name)
        if key not in takes_of(folder, panel) or folder.take(key) is None:
            raise NotThere(say("arrange.no-take", number=name, key=key))
        return arrangement.choose(board, panel.id, key)

    return arrange(folder, pick, reason="choose", tell=tell)


def bring(
    folder: BoardFolder, name: str, picture: bytes, *, whole: bool = False, tell: Tell = lambda message: None
) -> tuple[Board, Board]:
    """Let a panel show a picture of a person's own: a PNG, decoded and safe. It fills the frame, or with `whole` stands
    in it without losing an edge. It is a take like others, and no render replaces it while the panel is what it is."""

    def put(board: Board) -> Board:
        panel = arrangement.find(board, name)
        arrangement.refuse_locked(panel, name)
        take, png = _own_take(board, panel, picture, whole=whole)
        folder.keep(take, png, None)
        return arrangement.choose(board, panel.id, take.key)

    return arrange(folder, put, reason="picture", tell=tell)


def _own_take(board: Board, panel: Panel, picture: bytes, *, whole: bool) -> tuple[Take, bytes]:
    if panel.staging is None:
        raise ValueError(f"panel {panel.id} has not been staged")
    looks = {character.name: character for character in board.cast}
    recipe = Recipe(
        subject=subject_of(panel, panel.staging, looks, board.format),
        engine=OWN,
        edition=1,
        seed=panel.seed,
        controls={"picture": hashlib.sha256(picture).hexdigest(), "whole": int(whole)},
    )
    png = _fitted(picture, (board.format.width, board.format.height), whole=whole)
    made = Provenance(at=now(), seconds=0.0, kadr="", machine="")
    digest = hashlib.sha256(png).hexdigest()
    return Take(key=recipe.key, recipe=recipe, sha256=digest, panel=panel.id, provenance=made), png


def _fitted(picture: bytes, size: tuple[int, int], *, whole: bool) -> bytes:
    """A picture in the board's size, on white where it does not reach."""
    with Image.open(io.BytesIO(picture), formats=["PNG"]) as image:
        opaque = Image.new("RGB", image.size, "white")
        opaque.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    fit = ImageOps.pad(opaque, size, color="white") if whole else ImageOps.fit(opaque, size)
    stream = io.BytesIO()
    fit.save(stream, "PNG")
    return stream.getvalue()


# ---------------------------------------------------------------------------------------------------------------
# The cast
# ---------------------------------------------------------------------------------------------------------------


def add_reference(
    folder: BoardFolder, who: str, photo: bytes, *, tell: Tell = lambda message: None
) -> tuple[Board, Board]:
    """Give somebody of the cast a reference photo: a PNG, decoded and safe."""

    def give(board: Board) -> Board:
        character = _somebody(board, who)
        if len(character.references) >= MOST_REFERENCES:
            raise BadUse(say("arrange.references", who=who, most=MOST_REFERENCES))
        with tempfile.TemporaryDirectory() as aside:
            (Path(aside) / "photo.png").write_bytes(photo)
            given = msgspec.structs.replace(character, references=("photo.png",))
            kept, pictures = casting.kept(given, Path(aside))
        folder.keep_references(pictures)
        references = tuple(dict.fromkeys((*character.references, *kept.references)))
        return _with(board, msgspec.structs.replace(character, references=references))

    return arrange(folder, give, reason="cast", tell=tell)


def drop_reference(
    folder: BoardFolder, who: str, digest: str, *, tell: Tell = lambda message: None
) -> tuple[Board, Board]:
    """Take a reference photo from somebody; the file stays, so that undo has it."""

    def drop(board: Board) -> Board:
        character = _somebody(board, who)
        left = tuple(name for name in character.references if casting.digest_of(name) != digest)
        if left == character.references:
            raise NotThere(say("arrange.no-reference", who=who, digest=digest[:12]))
        return _with(board, msgspec.structs.replace(character, references=left))

    return arrange(folder, drop, reason="cast", tell=tell)


def _somebody(board: Board, who: str) -> Character:
    found = board.character(who)
    if found is None:
        known = ", ".join(character.name for character in board.cast[:20])
        raise NotThere(say("serving.nobody", name=who[:60], known=known))
    return found


def _with(board: Board, character: Character) -> Board:
    cast = tuple(character if other.name == character.name else other for other in board.cast)
    return msgspec.structs.replace(board, cast=cast)
