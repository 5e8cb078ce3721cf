"""How a value that a person gave is read: numbers, names and concepts, in the words of any language."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from math import isfinite

from kadr import lexicon
from kadr.errors import BadUse
from kadr.messages import Message, say

AUTO = "auto"
"""The value that gives a field back to kadr."""

YES = frozenset(("yes", "y", "true", "1", "да"))
NO = frozenset(("no", "n", "false", "0", "нет"))
INSIDE = YES | {"int", "inside", "interior", "инт", "внутри", "интерьер"}
OUTSIDE = NO | {"ext", "outside", "exterior", "нат", "снаружи", "натура"}

Setter = Callable[[str, str], object]
"""From a field's name and what was given to its value; raises `BadUse`."""


def named(name: str, names: Mapping[str, Sequence[str]]) -> str:
    """Whose name or alias that is, or nothing."""
    wanted = lexicon.fold(name.strip())
    return next((who for who, aliases in names.items() if wanted in map(lexicon.fold, (who, *aliases))), "")


def concept(field: str, value: str) -> str:
    """A concept by its own name or by words of any language that mean it."""
    concepts = lexicon.concepts(field)
    if value in concepts:
        return value
    found = next((hit.concept for hit in lexicon.read(value) if hit.field == field), "")
    if not found:
        close = near(value, [*concepts, *(lexicon.name(field, concept, "ru") for concept in concepts)])
        raise BadUse(say("set.no-concept", field=field, value=value[:40], near=close, known=", ".join(concepts)))
    return found


def near(value: str, known: Sequence[str]) -> Message | str:
    """What to say of those of the known that are spelled like a value; nothing if none is."""
    close = difflib.get_close_matches(value, known, n=3, cutoff=0.5)
    return say("set.near", words=", ".join(close)) if close else ""


def optional(field: str, value: str) -> str:
    """A concept, or nothing."""
    return concept(field, value) if value not in ("", "none", "нет") else ""


def choice(kind: type[Enum]) -> Setter:
    """One of an enumeration's values, by its name, its value or words that mean it."""

    def parse(field: str, value: str) -> object:
        values = {str(member.value).lower(): member for member in kind}
        if value.lower() in values:
            return values[value.lower()]
        return kind(concept(field, value)) if lexicon.concepts(field) else refuse(field, value, list(values))

    return parse


def refuse(field: str, value: str, known: list[str]) -> object:
    """Raises `BadUse` with what is known."""
    raise BadUse(say("set.no-concept", field=field, value=value[:40], near=near(value, known), known=", ".join(known)))


def under_roof(field: str, value: str) -> bool:
    """Whether inside is meant or outside."""
    if value.lower() not in INSIDE | OUTSIDE:
        refuse(field, value, ["int", "ext"])
    return value.lower() in INSIDE


def flag(field: str, value: str) -> bool:
    """Yes or no."""
    if value.lower() not in YES | NO:
        refuse(field, value, ["yes", "no"])
    return value.lower() in YES


def number(field: str, value: str, low: float, high: float, example: float) -> float:
    """A number from `low` to `high`, to a thousandth."""
    try:
        given = float(value.replace(",", ".").replace("−", "-"))
    except ValueError:
        given = float("nan")
    if not isfinite(given) or not low <= given <= high:
        facts = {"low": f"{low:g}", "high": f"{high:g}", "example": quoted(f"{field}={example:g}")}
        raise BadUse(say("set.bad-number", field=field, value=value[:40], auto=quoted(f"{field}={AUTO}"), **facts))
    return round(given, 3) + 0.0


def quoted(words: str) -> str:
    """Words as they are written on a command line."""
    return f'"{words}"' if " " in words else words


def seconds(field: str, value: str) -> float:
    """A length of time, from above 0 to an hour."""
    try:
        given = float(value.lower().rstrip(" sс").replace(",", "."))
    except ValueError:
        given = 0.0
    if not 0 < given <= 3600:
        raise BadUse(say("set.bad-seconds", value=value[:40]))
    return given


def things(field: str, value: str) -> tuple[str, ...]:
    """A list of things with commas between them."""
    return tuple(dict.fromkeys(thing(item.strip()) for item in value.split(",") if item.strip()))


def thing(value: str) -> str:
    """A thing as a concept if kadr knows it, else in the person's own words."""
    hits = lexicon.read(value)
    return next((hit.concept for hit in hits if hit.field in ("thing", "animal", "vehicle")), value)


def text(field: str, value: str) -> str:
    """The words as they are."""
    return value


def english(field: str, value: str) -> str:
    """Words for the prompt: the image model was trained on English and takes other letters for noise."""
    if not lexicon.is_latin(value):
        raise BadUse(say("set.not-english", field=field, value=value[:60]))
    return value


def unknown_field(field: str, known: Sequence[str], parts: Sequence[str] = ()) -> BadUse:
    """What to raise for a field that there is not. `parts` are fields of everybody in the picture."""
    words: Message | str = ", ".join(known)
    if parts:
        words = say("set.and-parts", words=words, parts=", .".join(parts))
    return BadUse(say("set.no-field", field=field[:40], near=near(field, list(known)), known=words))
