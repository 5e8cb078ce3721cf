"""What a person sets by hand: ``size=CU``, ``Aldar.pose=run``, ``words="a red kite"``. Pure: a board goes in, a board
comes out, every value that was set is the person's from then on."""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum

import msgspec

from kadr import lexicon
from kadr.board import Angle, Board, Figure, Framing, Move, Origin, Panel, Shot, Size, Source
from kadr.errors import BadUse
from kadr.messages import say

AUTO = "auto"
"""The value that gives a field back to kadr."""

LONGEST = 2000
"""Letters of a value."""

_YES = frozenset(("yes", "y", "true", "int", "inside", "interior", "да", "инт", "внутри", "интерьер"))
_NO = frozenset(("no", "n", "false", "ext", "outside", "exterior", "нет", "нат", "снаружи", "натура"))
_PERSON = ("pose", "feeling", "object", "target")
_CHARACTER = ("traits", "wardrobe", "words", "colour")

Setter = Callable[[str, str], object]
"""From a field's name and what was given to its value; raises `BadUse`."""


def split(assignment: str) -> tuple[str, str]:
    """``FIELD=VALUE`` as both parts. Raises `BadUse`."""
    field, sign, value = assignment.partition("=")
    if not sign or not field.strip() or len(value) > LONGEST:
        raise BadUse(say("set.not-assignment", given=assignment[:60]))
    return field.strip(), value.strip()


def apply(board: Board, target: str, assignments: Sequence[tuple[str, str]]) -> Board:
    """The board with fields of one panel (by number or id) or of one character set. Raises `BadUse`."""
    panel = board.panel(target)
    if panel:
        shot = panel.shot
        for field, value in assignments:
            shot = _set(shot, field, value, board)
        panels = (msgspec.structs.replace(panel, shot=shot) if other is panel else other for other in board.panels)
        return msgspec.structs.replace(board, panels=tuple(panels))
    character = _named(target, {character.name: character.aliases for character in board.cast})
    if not character:
        known = ", ".join([*board.numbers(), *(character.name for character in board.cast)])
        raise BadUse(say("set.no-target", target=target[:60], known=known))
    return _described(board, character, assignments)


def stale(board: Board, before: Board) -> tuple[Panel, ...]:
    """The panels whose picture is another than it was."""
    old = {panel.id: panel.shot.picture() for panel in before.panels}
    changed = {character.name for character in board.cast if character not in before.cast}
    return tuple(
        panel
        for panel in board.panels
        if panel.shot.picture() != old.get(panel.id) or any(figure.who in changed for figure in panel.shot.figures)
    )


def _described(board: Board, name: str, assignments: Sequence[tuple[str, str]]) -> Board:
    changes: dict[str, str] = {}
    for field, value in assignments:
        if field not in _CHARACTER:
            raise _unknown_field(field, _CHARACTER)
        if field == "words":
            _english(field, value)
        if field == "colour" and not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            raise BadUse(say("set.bad-colour", value=value[:40]))
        changes[field] = value
    cast = tuple(
        msgspec.structs.replace(character, **changes) if character.name == name else character
        for character in board.cast
    )
    return msgspec.structs.replace(board, cast=cast)


def _set(shot: Shot, field: str, value: str, board: Board) -> Shot:
    who, dot, part = field.rpartition(".")
    if dot:
        return _with_figures(shot, _posed(shot, who, part, value, board))
    if field == "who":
        return _with_figures(shot, _cast_of(shot, value, board)) if value != AUTO else _given_back(shot, "figures")
    if field not in _FIELDS:
        raise _unknown_field(field, (*_FIELDS, "who", *(f"NAME.{part}" for part in _PERSON)))
    if value == AUTO:
        return _given_back(shot, field)
    return shot.with_field(field, _FIELDS[field](field, value), Source(by=Origin.PERSON))


def _given_back(shot: Shot, field: str) -> Shot:
    """The shot with nobody's mark on a field: it is read anew with the script."""
    return msgspec.structs.replace(shot, sources={name: by for name, by in shot.sources.items() if name != field})


def _with_figures(shot: Shot, figures: tuple[Figure, ...]) -> Shot:
    return shot.with_field("figures", figures, Source(by=Origin.PERSON))


# ---------------------------------------------------------------------------------------------------------------
# People
# ---------------------------------------------------------------------------------------------------------------


def _posed(shot: Shot, who: str, part: str, value: str, board: Board) -> tuple[Figure, ...]:
    names = {figure.who: _aliases(figure.who, board) for figure in shot.figures}
    name = _named(who, names)
    if not name:
        raise BadUse(say("set.not-in-frame", who=who[:60], known=", ".join(names) or "—"))
    if part not in _PERSON:
        raise _unknown_field(part, _PERSON)
    given: object = _concept(part, value) if part in ("pose", "feeling") else _thing(value)
    if part == "target" and (person := _named(value, names)):
        given = person
    return tuple(
        msgspec.structs.replace(figure, **{part: given}) if figure.who == name else figure for figure in shot.figures
    )


def _cast_of(shot: Shot, value: str, board: Board) -> tuple[Figure, ...]:
    """Those who are listed: who was in frame keeps pose and feeling."""
    known = {figure.who: figure for figure in shot.figures}
    names = dict.fromkeys(known, ()) | {character.name: character.aliases for character in board.cast}
    figures = []
    for item in filter(None, (part.strip() for part in value.split(","))):
        name = _named(item, names)
        if not name:
            raise BadUse(say("set.nobody", who=item[:60], known=", ".join(names), near=_near(item, list(names))))
        figures.append(known.get(name, Figure(who=name)))
    return tuple(figures)


def _aliases(who: str, board: Board) -> tuple[str, ...]:
    character = board.character(who)
    return character.aliases if character else ()


def _named(name: str, names: Mapping[str, Sequence[str]]) -> str:
    """Whose name or alias that is, or nothing."""
    wanted = lexicon.fold(name.strip())
    return next((who for who, aliases in names.items() if wanted in map(lexicon.fold, (who, *aliases))), "")


# ---------------------------------------------------------------------------------------------------------------
# Values
# ---------------------------------------------------------------------------------------------------------------


def _concept(field: str, value: str) -> str:
    """A concept by its own name or by words of any language that mean it."""
    concepts = lexicon.concepts(field)
    if value in concepts:
        return value
    found = next((hit.concept for hit in lexicon.read(value) if hit.field == field), "")
    if not found:
        near = _near(value, [*concepts, *(lexicon.name(field, concept, "ru") for concept in concepts)])
        raise BadUse(say("set.no-concept", field=field, value=value[:40], near=near, known=", ".join(concepts)))
    return found


def _near(value: str, known: Sequence[str]) -> str:
    return ", ".join(difflib.get_close_matches(value, known, n=3, cutoff=0.5)) or "—"


def _optional(field: str, value: str) -> str:
    return _concept(field, value) if value not in ("", "none", "нет") else ""


def _choice(kind: type[Enum]) -> Setter:
    """One of an enumeration's values, by its name, its value or words that mean it."""

    def parse(field: str, value: str) -> object:
        values = {str(member.value).lower(): member for member in kind}
        if value.lower() in values:
            return values[value.lower()]
        return kind(_concept(field, value)) if lexicon.concepts(field) else _refuse(field, value, list(values))

    return parse


def _refuse(field: str, value: str, known: list[str]) -> object:
    raise BadUse(say("set.no-concept", field=field, value=value[:40], near=_near(value, known), known=", ".join(known)))


def _flag(field: str, value: str) -> bool:
    if value.lower() not in _YES | _NO:
        _refuse(field, value, ["int", "ext"])
    return value.lower() in _YES


def _seconds(field: str, value: str) -> float:
    try:
        seconds = float(value.lower().rstrip(" sс").replace(",", "."))
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:
        raise BadUse(say("set.bad-seconds", value=value[:40]))
    return seconds


def _things(field: str, value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_thing(item.strip()) for item in value.split(",") if item.strip()))


def _thing(value: str) -> str:
    """A thing as a concept if kadr knows it, else in the person's own words."""
    hits = lexicon.read(value)
    return next((hit.concept for hit in hits if hit.field in ("thing", "animal", "vehicle")), value)


def _text(field: str, value: str) -> str:
    return value


def _english(field: str, value: str) -> str:
    """Words for the prompt: the image model was trained on English and takes other letters for noise."""
    if not lexicon.is_latin(value):
        raise BadUse(say("set.not-english", field=field, value=value[:60]))
    return value


_FIELDS: dict[str, Setter] = {
    "size": _choice(Size),
    "angle": _choice(Angle),
    "move": _choice(Move),
    "framing": _choice(Framing),
    "eyes": _text,
    "place": _optional,
    "interior": _flag,
    "time": _concept,
    "weather": _optional,
    "seconds": _seconds,
    "props": _things,
    "action": _text,
    "notes": _text,
    "words": _english,
}
"""What can be set on a panel, and how its value is read."""


def _unknown_field(field: str, known: Sequence[str]) -> BadUse:
    return BadUse(say("set.no-field", field=field[:40], near=_near(field, list(known)), known=", ".join(known)))
