"""What a person says of where things stand: ``Aldar.x=-0.4``, ``camera.height=0.4``, ``mirror=yes``.

The words go to the panel's blocking by their full names, and the staging is corrected by them whatever kadr stages
there; ``auto`` takes a word back.
"""

import re
from collections.abc import Collection, Mapping, Sequence

import msgspec

from kadr import lexicon
from kadr.board import Board, Panel
from kadr.edits.values import AUTO, NO, flag, named, number, refuse, thing, unknown_field
from kadr.errors import BadUse
from kadr.messages import say
from kadr.staging.corrections import (
    BODILY,
    CAMERA,
    CHOICES,
    FLAGS,
    NUMBERS,
    PIECE_FLAGS,
    PLACED,
    PLACED_FLAGS,
    Word,
    names_of,
    number_for,
)

ALL = "blocking"
"""``blocking=auto`` takes every word back."""

PICTURE = (*NUMBERS, *FLAGS, *CHOICES)
PEOPLE = (*PLACED, *BODILY, *PLACED_FLAGS)
PIECES = (*PLACED, *PIECE_FLAGS, *PLACED_FLAGS)
PARTS = frozenset((*PEOPLE, *PIECES))
CAMERA_WORDS = tuple(f"camera.{part}" for part in CAMERA)
CAMERAS = ("camera", "камера")


def speaks(field: str) -> bool:
    """Whether a field is one of the blocking's."""
    who, dot, part = field.rpartition(".")
    return part in PARTS or lexicon.fold(who) in CAMERAS if dot else field in (*PICTURE, ALL)


def blocked(panel: Panel, field: str, value: str, board: Board) -> Panel:
    """The panel with one word on its staging set or, by ``auto``, taken back. Raises `BadUse`."""
    if field == ALL:
        if value != AUTO:
            refuse(field, value, [AUTO])
        return msgspec.structs.replace(panel, blocking={})
    name = _full_name(panel, field, board)
    if value == AUTO:
        rest = {key: word for key, word in panel.blocking.items() if key != name}
        return msgspec.structs.replace(panel, blocking=rest)
    return msgspec.structs.replace(panel, blocking={**panel.blocking, name: _word(name, field, value)})


def _word(name: str, field: str, value: str) -> Word:
    """The value as what the field of that full name holds; `field` is how the person calls it."""
    allowed = number_for(name)
    if allowed:
        return number(field, value, *allowed)
    if name not in CHOICES:
        return flag(field, value)
    said = "none" if value.lower() in NO else value.lower()
    known = next((word for word in (said, thing(value)) if word in CHOICES[name]), "")
    return known or str(refuse(field, value, list(CHOICES[name])))


def put_back(panel: Panel, names: Collection[str]) -> Panel:
    """The panel with these in the picture again, whoever was ``removed`` among them."""
    rest = {key: word for key, word in panel.blocking.items() if key not in {f"{name}.removed" for name in names}}
    return msgspec.structs.replace(panel, blocking=rest)


def _full_name(panel: Panel, field: str, board: Board) -> str:
    """The field with the name of whom or what it is of as the board has it."""
    who, dot, part = field.rpartition(".")
    if not dot:
        return field
    if lexicon.fold(who) in CAMERAS:
        return f"camera.{_part(part, tuple(CAMERA), 'camera')}"
    people = _people(panel, board)
    if person := named(who, people):
        return f"{person}.{_part(part, PEOPLE, person)}"
    pieces = _pieces(panel)
    if piece := _piece(who, pieces):
        return f"{piece}.{_part(part, PIECES, piece)}"
    known = ", ".join([*people, *pieces]) or "—"
    raise BadUse(say("set.not-here", field=field[:60], who=who[:60], known=known))


def _part(part: str, known: Sequence[str], name: str) -> str:
    if part not in known:
        raise unknown_field(part, [f"{name}.{one}" for one in known])
    return part


def _people(panel: Panel, board: Board) -> Mapping[str, Sequence[str]]:
    """Everybody in the picture, with their aliases: the named, and each one of a crowd."""
    figures = [figure.who for figure in panel.shot.figures if figure.count == 1]
    placed = [place.who for place in panel.staging.figures] if panel.staging else []
    cast = {character.name: character.aliases for character in board.cast}
    said = [who for who in (name.rpartition(".")[0] for name in panel.blocking) if who in cast]
    return {who: cast.get(who, ()) for who in (*figures, *placed, *said)}


def _pieces(panel: Panel) -> list[str]:
    """What stands in the picture and can be moved, also what was removed by hand."""
    placed = names_of(panel.staging.pieces) if panel.staging else []
    said = [who for who in (name.rpartition(".")[0] for name in panel.blocking) if who not in ("", "camera")]
    return list(dict.fromkeys((*placed, *panel.shot.props, *said)))


def _piece(who: str, pieces: Sequence[str]) -> str:
    """A piece by its own name or by words that mean it, "horse" or "вторая лошадь" apart: "лошадь 2"."""
    if who in pieces:
        return who
    word, digits = re.fullmatch(r"(.*?)((?: \d+)?)", who.strip(), re.DOTALL).groups()  # type: ignore[union-attr]
    found = f"{thing(word)}{digits}"
    return found if found in pieces else ""
