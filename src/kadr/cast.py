"""Who is in it: the cast file, and what everybody looks like.

1. `read` takes a cast file, strictly; `from_traits` the same from a plain mapping of names to traits.
2. `complete` adds the people whom only the script names, and fills up everybody's looks: what the words say, then
   what the board already had, then a choice that sets them apart at a glance.
"""

import hashlib
import itertools
import re
import tomllib
import unicodedata
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from PIL import Image, UnidentifiedImageError

from kadr import lexicon
from kadr.board import Character, Looks
from kadr.errors import BadCast
from kadr.messages import Message, say

LONGEST_NAME = 80
LONGEST_TRAITS = 2000
"""Letters."""

LARGEST_FILE = 1_000_000
"""Bytes of a cast file."""

LARGEST_PICTURE = 50_000_000
"""Pixels of a reference picture: twice what cameras of 2020 give; nothing larger is ever decoded."""

PALETTE = (
    "#c8553d", "#3d6f9e", "#5b8c5a", "#d9a441", "#7d5ba6", "#2f8f8b", "#b5527a", "#8a6d3b", "#4f5d75", "#9aa53c",
)  # fmt: skip
"""Marks on boards, in the order in which they are given out."""

_FIELDS = ("name", "aliases", "traits", "references", "colour", "wardrobe", "words")
_LISTS = ("aliases", "references")
_NEAR = 3
"""How many words an adjective of tone may stand from its noun ("a black and rather worn robe")."""

_USUAL = Looks(
    age="adult", build="average", height="average", skin="mid", hair="short", hair_tone="dark", beard="none",
    headwear="none", garment="robe", garment_tone="mid",
)  # fmt: skip

_TELLING = {
    "headwear": 4,
    "garment_tone": 3,
    "build": 3,
    "beard": 2,
    "garment": 2,
    "height": 1,
    "hair_tone": 1,
    "age": 1,
}
"""How much a difference in each field helps to tell two people apart in a small drawing."""

_CHOICES = {
    "headwear": ("none", "cap", "kalpak", "brim", "turban", "fur-hat"),
    "garment_tone": ("light", "mid", "dark", "striped"),
    "build": ("average", "thin", "stout"),
    "beard": ("none", "short", "moustache"),
}


# ---------------------------------------------------------------------------------------------------------------
# The file
# ---------------------------------------------------------------------------------------------------------------


def read(path: Path) -> tuple[Character, ...]:
    """The characters of a cast file, in its order; looks are not filled yet. Raises `BadCast`."""
    table = _table(path)
    unknown = next((key for key in table if key != "character"), None)
    if unknown is not None:
        raise BadCast(say("cast.unknown_table", file=path.name, field=unknown))
    rows = table.get("character", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadCast(say("cast.no_rows", file=path.name))
    cast = tuple(_character(row, position, path) for position, row in enumerate(rows, start=1))
    _distinct(cast, path.name)
    return cast


def from_traits(traits: Mapping[str, str], *, file: str = "config.py") -> tuple[Character, ...]:
    """Characters from names and their traits; `file` is named in errors. Raises `BadCast`."""
    rows = [{"name": name, "traits": words} for name, words in traits.items()]
    cast = tuple(_character(row, position, Path(file)) for position, row in enumerate(rows, start=1))
    _distinct(cast, file)
    return cast


def _table(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise BadCast(say("cast.too_large", file=path.name))
        return tomllib.loads(data.decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadCast(_unreadable(path, error)) from None
    except RecursionError:
        raise BadCast(say("cast.not_toml", file=path.name, reason="nesting")) from None


def _unreadable(path: Path, error: Exception) -> Message:
    if isinstance(error, FileNotFoundError):
        return say("cast.missing", file=str(path))
    if isinstance(error, UnicodeDecodeError):
        return say("cast.not_utf8", file=path.name, offset=error.start)
    if isinstance(error, tomllib.TOMLDecodeError):
        return say("cast.not_toml", file=path.name, reason=str(error))
    return say("cast.unreadable", file=str(path).replace("\0", "?"))


def _character(row: Mapping[str, object], position: int, path: Path) -> Character:
    name = row.get("name")
    who = name if isinstance(name, str) and _clean(name) else f"#{position}"
    values: dict[str, object] = {}
    for field, value in row.items():
        if field not in _FIELDS:
            raise _bad("unknown_field", path, who, field, known=", ".join(_FIELDS))
        values[field] = _texts(value, path, who, field) if field in _LISTS else _text(value, path, who, field)
    if "name" not in values:
        raise _bad("no_name", path, who, "name")
    for label in (str(values["name"]), *_list(values, "aliases")):
        _check_name(label, path, who)
    if not lexicon.is_latin(str(values.get("words", ""))):
        raise _bad("not_english", path, who, "words")
    if values.get("colour") and not re.fullmatch(r"#[0-9a-fA-F]{6}", str(values["colour"])):
        raise _bad("colour", path, who, "colour", value=values["colour"])
    for reference in _list(values, "references"):
        _check_picture(reference, path, who)
    return msgspec.convert(values, Character)


def _list(values: Mapping[str, object], field: str) -> tuple[str, ...]:
    found = values.get(field, ())
    return found if isinstance(found, tuple) else ()


def _bad(key: str, path: Path, who: str, field: str, **facts: object) -> BadCast:
    return BadCast(say(f"cast.{key}", file=path.name, who=who, field=field, **facts))


def _text(value: object, path: Path, who: str, field: str) -> str:
    if not isinstance(value, str):
        raise _bad("not_text", path, who, field)
    if not _clean(value):
        raise _bad("controls", path, who, field)
    if len(value) > LONGEST_TRAITS:
        raise _bad("too_long", path, who, field, limit=LONGEST_TRAITS)
    return unicodedata.normalize("NFC", " ".join(value.split())) if field != "references" else value


def _texts(value: object, path: Path, who: str, field: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _bad("not_list", path, who, field)
    return tuple(_text(entry, path, who, field) for entry in value)


def _clean(text: str) -> bool:
    """Whether there are no control characters in it but line ends and tabs."""
    return not any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in text)


def _check_name(name: str, path: Path, who: str) -> None:
    if not any(sign.isalnum() for sign in name):
        raise _bad("empty_name", path, who, "name")
    if len(name) > LONGEST_NAME:
        raise _bad("long_name", path, who[:20] + "…", "name", limit=LONGEST_NAME)


def _distinct(cast: Sequence[Character], file: str) -> None:
    """No two characters share a name or an alias, whatever the case."""
    owners: dict[str, int] = {}
    for position, character in enumerate(cast):
        for name in (character.name, *character.aliases):
            if owners.setdefault(lexicon.fold(name), position) != position:
                other = cast[owners[lexicon.fold(name)]].name
                raise BadCast(say("cast.twice", file=file, name=name, who=other, other=character.name))


def _check_picture(reference: str, path: Path, who: str) -> None:
    """A reference is a picture that can be opened; only its header is read."""
    picture = path.parent / reference
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(picture, formats=["PNG", "JPEG", "WEBP"]) as image:
                width, height = image.size
    except FileNotFoundError:
        raise _bad("no_picture", path, who, "references", picture=reference) from None
    except Image.DecompressionBombError:
        raise _bad("huge_picture", path, who, "references", picture=reference, limit=_MEGAPIXELS) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise _bad("bad_picture", path, who, "references", picture=reference) from None
    if width * height > LARGEST_PICTURE:
        raise _bad("huge_picture", path, who, "references", picture=reference, limit=_MEGAPIXELS)


_MEGAPIXELS = LARGEST_PICTURE // 1_000_000


# ---------------------------------------------------------------------------------------------------------------
# Looks
# ---------------------------------------------------------------------------------------------------------------


def complete(
    given: Sequence[Character], told: Sequence[Character], existing: Sequence[Character] = ()
) -> tuple[Character, ...]:
    """Everybody of a board with full looks and a colour: those `given`, then those whom only the script has `told`
    of. `existing` is the board's cast so far: what was chosen there stays chosen, so nobody changes when somebody is
    added."""
    known = {lexicon.fold(name) for character in given for name in (character.name, *character.aliases)}
    added = [character for character in told if lexicon.fold(character.name) not in known]
    before = {lexicon.fold(character.name): character for character in existing}
    finished: list[Character] = []
    for character in (*given, *added):
        earlier = before.get(lexicon.fold(character.name), Character(name=character.name))
        reserved = [other.looks for other in existing if other.name != character.name and other.looks.headwear]
        others = [*(other.looks for other in finished), *reserved]
        looks = _chosen(character, _over(_outright(character), earlier.looks), others)
        taken = [other.colour for other in (*finished, *given, *existing)]
        colour = character.colour or earlier.colour or _colour(taken)
        finished.append(msgspec.structs.replace(character, looks=looks, colour=colour))
    return tuple(finished)


def _colour(taken: Sequence[str]) -> str:
    """The first colour of the palette that is least in use."""
    return min(PALETTE, key=lambda colour: (taken.count(colour), PALETTE.index(colour)))


def _outright(character: Character) -> Looks:
    """What looks are given outright, in words, or by the name itself ("Old Man")."""
    told = Looks()
    for text in (character.name, character.traits, character.wardrobe):
        told = _over(looks_of(text), told)
    return _over(character.looks, told)


def looks_of(text: str) -> Looks:
    """The looks that `text` speaks of; the longest phrase of a field counts, then the first."""
    hits = [hit for hit in lexicon.read(text) if hit.field.startswith(("looks.", "anchor"))]
    anchors = [hit for hit in hits if hit.field == "anchor"]
    found: dict[str, lexicon.Hit] = {}
    for hit in hits:
        field = hit.field.removeprefix("looks.")
        if hit.field == "anchor" or not _belongs(field, hit, anchors):
            continue
        if field not in found or hit.last - hit.first > found[field].last - found[field].first:
            found[field] = hit
    return Looks(**{field: hit.concept for field, hit in found.items()})


def _belongs(field: str, hit: lexicon.Hit, anchors: Sequence[lexicon.Hit]) -> bool:
    """Whether an adjective that many nouns can have ("grey", "dark") stands nearest to a noun of this field; the
    noun after it goes before the one in front of it."""
    if field not in ("hair_tone", "garment_tone", "skin"):
        return True
    after = [anchor for anchor in anchors if 0 <= anchor.first - hit.last <= _NEAR]
    before = [anchor for anchor in anchors if 0 < hit.first - anchor.last <= _NEAR]
    nearest = min(after, key=lambda anchor: anchor.first, default=None)
    nearest = nearest or max(before, key=lambda anchor: anchor.last, default=None)
    return nearest is not None and nearest.concept == field


def _over(upper: Looks, lower: Looks) -> Looks:
    """`upper`, and where it says nothing `lower`."""
    return Looks(**{field: getattr(upper, field) or getattr(lower, field) for field in Looks.__struct_fields__})


def _chosen(character: Character, known: Looks, others: Sequence[Looks]) -> Looks:
    """`known` with its gaps filled so that it differs most from `others`; the same name gives the same choice."""
    open_fields = {field: values for field, values in _choices(character, known).items() if not getattr(known, field)}
    candidates = [
        _over(msgspec.structs.replace(known, **dict(zip(open_fields, values, strict=True))), _USUAL)
        for values in itertools.product(*open_fields.values())
    ]
    return max(
        candidates,
        key=lambda looks: (min((_distance(looks, other) for other in others), default=0), _lot(character, looks)),
    )


def _choices(character: Character, known: Looks) -> dict[str, tuple[str, ...]]:
    """What there is to choose from. A beard is nobody's guess for a child, in a dress, or by a name in -а, -я, -a."""
    shaven = known.age == "child" or known.garment == "dress" or character.name.endswith(("а", "я", "a", "ия", "e"))
    return _CHOICES | ({"beard": ("none",), "headwear": ("none", "cap", "scarf")} if shaven else {})


def _distance(one: Looks, other: Looks) -> int:
    return sum(weight for field, weight in _TELLING.items() if getattr(one, field) != getattr(other, field))


def _lot(character: Character, looks: Looks) -> bytes:
    """A lot that name and looks draw: it decides between choices that are equally good."""
    return hashlib.sha256(lexicon.fold(character.name).encode() + msgspec.json.encode(looks)).digest()
