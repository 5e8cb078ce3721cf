"""What can be set, and to what: every field with its kind, and its values or bounds. Menus are made of it."""

from enum import Enum, StrEnum

from kadr import lexicon
from kadr.board import Angle, Framing, Move, Size
from kadr.schema import Value
from kadr.staging.corrections import BODILY, CAMERA, CHOICES, FLAGS, NUMBERS, PIECE_FLAGS, PLACED, PLACED_FLAGS, Range


class Kind(StrEnum):
    """What a field's value is."""

    CHOICE = "choice"  # one of its values
    THING = "thing"  # one of its values, or free words
    THINGS = "things"  # several such, with commas between them
    NAMES = "names"  # people of the cast, with commas between them
    NAME = "name"  # somebody in the picture
    NUMBER = "number"
    FLAG = "flag"
    TEXT = "text"
    ENGLISH = "english"  # text in Latin letters
    COLOUR = "colour"


class Term(Value, frozen=True, kw_only=True):
    """A field that can be set. `values` are concepts of the lexicon's field `concepts` where that is named; numbers are
    from `low` to `high`."""

    name: str
    kind: Kind
    values: tuple[str, ...] = ()
    concepts: str = ""
    low: float | None = None
    high: float | None = None


def _concept(name: str, kind: Kind = Kind.CHOICE, field: str = "") -> Term:
    return Term(name=name, kind=kind, values=lexicon.concepts(field or name), concepts=field or name)


def _chosen(name: str, values: type[Enum]) -> Term:
    return Term(name=name, kind=Kind.CHOICE, values=tuple(str(one.value) for one in values), concepts=name)


def _numbers(ranges: dict[str, Range], prefix: str = "") -> tuple[Term, ...]:
    return tuple(Term(name=prefix + name, kind=Kind.NUMBER, low=one.low, high=one.high) for name, one in ranges.items())


def _flags(names: tuple[str, ...]) -> tuple[Term, ...]:
    return tuple(Term(name=name, kind=Kind.FLAG) for name in names)


def panel_terms() -> tuple[Term, ...]:
    """What can be set on a panel as a whole."""
    return (
        _chosen("size", Size),
        _chosen("angle", Angle),
        _chosen("move", Move),
        _chosen("framing", Framing),
        Term(name="eyes", kind=Kind.NAME),
        _concept("place"),
        Term(name="interior", kind=Kind.FLAG),
        _concept("time"),
        _concept("weather"),
        Term(name="seconds", kind=Kind.NUMBER, low=0, high=3600),
        Term(name="who", kind=Kind.NAMES),
        _concept("props", Kind.THINGS, "thing"),
        Term(name="action", kind=Kind.TEXT),
        Term(name="notes", kind=Kind.TEXT),
        Term(name="words", kind=Kind.ENGLISH),
        *_numbers(NUMBERS),
        *_flags(FLAGS),
        *(Term(name=name, kind=Kind.CHOICE, values=values) for name, values in CHOICES.items()),
    )


def camera_terms() -> tuple[Term, ...]:
    """What can be set on a panel's camera."""
    return _numbers(CAMERA, "camera.")


def figure_terms() -> tuple[Term, ...]:
    """What can be set on somebody in a panel, as ``NAME.pose``."""
    said = (_concept("pose"), _concept("feeling"), _concept("object", Kind.THING, "thing"))
    return (*said, Term(name="target", kind=Kind.THING), *_numbers(PLACED), *_numbers(BODILY), *_flags(PLACED_FLAGS))


def piece_terms() -> tuple[Term, ...]:
    """What can be set on a thing in a panel, as ``chair.x``."""
    return (*_numbers(PLACED), *_flags(PIECE_FLAGS), *_flags(PLACED_FLAGS))


def character_terms() -> tuple[Term, ...]:
    """What can be set on somebody of the cast."""
    return (
        Term(name="name", kind=Kind.TEXT),
        Term(name="traits", kind=Kind.TEXT),
        Term(name="wardrobe", kind=Kind.TEXT),
        Term(name="words", kind=Kind.ENGLISH),
        Term(name="colour", kind=Kind.COLOUR),
    )
