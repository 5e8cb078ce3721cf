"""What a person sets by hand: ``size=CU``, ``Aldar.pose=run``, ``Aldar.x=0.4``, ``words="a red kite"``. Pure: a
board goes in, a board comes out, every value that was set is the person's from then on."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from kadr.board import MOST_FIGURES, Angle, Board, Figure, Framing, Move, Origin, Panel, Shot, Size, Source
from kadr.edits.arrangement import approve, begin_from, duplicate, insert, lock, move, open_to_edits, remove, reorder
from kadr.edits.blocking import CAMERA_WORDS, PEOPLE, PICTURE, blocked, put_back
from kadr.edits.blocking import speaks as speaks
from kadr.edits.naming import rename
from kadr.edits.values import (
    AUTO as AUTO,
)
from kadr.edits.values import (
    Setter,
    choice,
    concept,
    english,
    named,
    near,
    optional,
    seconds,
    text,
    thing,
    things,
    under_roof,
    unknown_field,
)
from kadr.errors import BadUse
from kadr.messages import say
from kadr.staging.naming import first_called

__all__ = [
    "AUTO",
    "apply",
    "approve",
    "begin_from",
    "duplicate",
    "insert",
    "lock",
    "move",
    "open_to_edits",
    "remove",
    "reorder",
    "speaks",
    "split",
    "stale",
]

LONGEST = 2000
"""Letters of a value."""

AUTOS = (AUTO, "авто")

_PERSON = ("pose", "feeling", "object", "target")
_CHARACTER = ("name", "traits", "wardrobe", "words", "colour")


def split(assignment: str) -> tuple[str, str]:
    """``FIELD=VALUE`` as both parts, in whatever letters: ``Aldar.X = AUTO`` is Aldar.x and auto. Raises `BadUse`."""
    field, sign, value = (part.strip() for part in assignment.partition("="))
    if not sign or not field:
        raise BadUse(say("set.not-assignment", given=assignment[:60]))
    if any("\ud800" <= letter <= "\udfff" for letter in assignment):
        raise BadUse(say("set.not-text", field=field[:40]))
    if len(value) > LONGEST:
        raise BadUse(say("set.too-long", field=field[:40], found=len(value), most=LONGEST))
    who, dot, part = field.rpartition(".")
    return f"{who.strip()}{dot}{part.strip().lower()}", AUTO if value.lower() in AUTOS else value


def apply(board: Board, target: str, assignments: Sequence[tuple[str, str]]) -> Board:
    """The board with fields of one panel (by number or id) or of one character set. Raises `BadUse`."""
    panel = board.panel(target)
    if panel:
        open_to_edits(panel, board)
        edited = panel
        for field, value in assignments:
            with _naming(field):
                edited = _assigned(edited, field, value, board)
        panels = (edited if other is panel else other for other in board.panels)
        return msgspec.structs.replace(board, panels=tuple(panels))
    character = named(target, {character.name: character.aliases for character in board.cast})
    if not character:
        known = ", ".join([*board.numbers(), *(character.name for character in board.cast)])
        raise BadUse(say("set.no-target", target=target[:60], known=known))
    return _described(board, character, assignments)


@contextmanager
def _naming(field: str) -> Iterator[None]:
    """A refusal of what stands inside knows which field it is about."""
    try:
        yield
    except BadUse as error:
        error.field = field
        raise


def _assigned(panel: Panel, field: str, value: str, board: Board) -> Panel:
    if speaks(field):
        return blocked(panel, field, value, board)
    edited = panel.with_edited(_set(panel, field, value, board))
    return put_back(edited, _listed(edited.shot, field) if value != AUTO else ())


def _listed(shot: Shot, field: str) -> tuple[str, ...]:
    """Whom or what a person has just put into the picture by listing them."""
    return {"who": tuple(figure.who for figure in shot.figures), "props": shot.props}.get(field, ())


def stale(board: Board, before: Board) -> tuple[Panel, ...]:
    """The panels whose picture is another than it was."""
    old = {panel.id: _seen(panel, before) for panel in before.panels}
    return tuple(panel for panel in board.panels if _seen(panel, board) != old.get(panel.id))


def _seen(panel: Panel, board: Board) -> object:
    """What is to be seen in a panel: all that is staged, and those in frame."""
    first, cast = first_called(panel, board)
    people = [cast.get(figure.who) for figure in first.shot.figures]
    known = [msgspec.structs.replace(character, aliases=()) for character in people if character]
    return first.shot.picture(), first.staging, known


def _described(board: Board, name: str, assignments: Sequence[tuple[str, str]]) -> Board:
    changes: dict[str, str] = {}
    new = name
    for field, value in assignments:
        with _naming(field):
            if field == "name":
                new = board.renamed.get(name, name) if value == AUTO else value
            else:
                changes[field] = _trait(field, value)
    cast = tuple(
        msgspec.structs.replace(character, **changes) if character.name == name else character
        for character in board.cast
    )
    return rename(msgspec.structs.replace(board, cast=cast), name, new)


def _trait(field: str, value: str) -> str:
    if field not in _CHARACTER:
        raise unknown_field(field, _CHARACTER)
    if field == "words":
        english(field, value)
    if field == "colour" and not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise BadUse(say("set.bad-colour", value=value[:40]))
    return value


def _set(panel: Panel, field: str, value: str, board: Board) -> Shot:
    shot = panel.shot
    who, dot, part = field.rpartition(".")
    if dot:
        figures = _posed(panel, who, part, value, board)
        is_as_read = panel.read is not None and figures == panel.read.figures
        return _given_back(panel, "figures") if is_as_read else _with_figures(shot, figures)
    if field == "who":
        return _with_figures(shot, _cast_of(shot, value, board)) if value != AUTO else _given_back(panel, "figures")
    if field not in _FIELDS:
        raise unknown_field(field, (*_FIELDS, "who", *PICTURE, *CAMERA_WORDS), (*_PERSON, *PEOPLE))
    if value == AUTO:
        return _given_back(panel, field)
    return shot.with_field(field, _FIELDS[field](field, value), Source(by=Origin.PERSON))


def _given_back(panel: Panel, field: str) -> Shot:
    """The shot with a field as it was before a person set it. Where that is not known (an earlier kadr did not keep
    it), only the mark goes, and the field is read anew with the script."""
    shot, read = panel.shot, panel.read
    sources = {name: by for name, by in shot.sources.items() if name != field}
    if read is None:
        return msgspec.structs.replace(shot, sources=sources)
    if field in read.sources:
        sources[field] = read.sources[field]
    return msgspec.structs.replace(shot, **{field: getattr(read, field)}, sources=sources)


def _with_figures(shot: Shot, figures: tuple[Figure, ...]) -> Shot:
    return shot.with_field("figures", figures, Source(by=Origin.PERSON))


# ---------------------------------------------------------------------------------------------------------------
# People
# ---------------------------------------------------------------------------------------------------------------


def _posed(panel: Panel, who: str, part: str, value: str, board: Board) -> tuple[Figure, ...]:
    shot = panel.shot
    names = {figure.who: _aliases(figure.who, board) for figure in shot.figures}
    name = named(who, names)
    if not name:
        raise BadUse(say("set.not-in-frame", who=who[:60], known=", ".join(names) or "—"))
    if part not in _PERSON:
        raise unknown_field(part, (*_PERSON, *PEOPLE))
    if value == AUTO:
        read = panel.read.figures if panel.read else ()
        given: object = getattr(next((figure for figure in read if figure.who == name), Figure(who=name)), part)
    elif part == "target" and (person := named(value, names)):
        given = person
    else:
        given = concept(part, value) if part in ("pose", "feeling") else thing(value)
    return tuple(
        msgspec.structs.replace(figure, **{part: given}) if figure.who == name else figure for figure in shot.figures
    )


def _cast_of(shot: Shot, value: str, board: Board) -> tuple[Figure, ...]:
    """Those who are listed: who was in frame keeps pose and feeling."""
    known = {figure.who: figure for figure in shot.figures}
    names = dict.fromkeys(known, ()) | {character.name: character.aliases for character in board.cast}
    figures: dict[str, Figure] = {}
    for item in filter(None, (part.strip() for part in value.split(","))):
        name = named(item, names)
        if not name:
            raise BadUse(say("set.nobody", who=item[:60], known=", ".join(names), near=near(item, list(names))))
        figures[name] = known.get(name, Figure(who=name))
    if len(figures) > MOST_FIGURES:
        raise BadUse(say("set.too-many", found=len(figures), most=MOST_FIGURES))
    return tuple(figures.values())


def _aliases(who: str, board: Board) -> tuple[str, ...]:
    character = board.character(who)
    return character.aliases if character else ()


_FIELDS: dict[str, Setter] = {
    "size": choice(Size),
    "angle": choice(Angle),
    "move": choice(Move),
    "framing": choice(Framing),
    "eyes": text,
    "place": optional,
    "interior": under_roof,
    "time": concept,
    "weather": optional,
    "seconds": seconds,
    "props": things,
    "action": text,
    "notes": text,
    "words": english,
}
"""What can be set on a panel, and how its value is read."""
