"""The cast file: who is in it, read strictly; `from_traits` reads the same from a plain mapping of names to traits."""

import re
import tomllib
import unicodedata
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from PIL import Image, UnidentifiedImageError

from kadr import lexicon
from kadr.board import Character
from kadr.cast.photo import with_looks_of
from kadr.errors import BadCast
from kadr.messages import Message, say
from kadr.picture import FORMATS, MEGAPIXELS, MOST_PIXELS

LONGEST_NAME = 80
LONGEST_TRAITS = 2000
"""Letters."""

LARGEST_FILE = 1_000_000
"""Bytes of a cast file."""

_FIELDS = ("name", "aliases", "traits", "references", "colour", "wardrobe", "words")
_LISTS = ("aliases", "references")


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
    return from_rows([{"name": name, "traits": words} for name, words in traits.items()], file=file)


def from_rows(rows: Sequence[Mapping[str, object]], *, file: str) -> tuple[Character, ...]:
    """Characters from what a cast file says of each, without pictures; `file` is named in errors. Raises `BadCast`."""
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
    character = msgspec.convert(values, Character)
    for reference in character.references[:1]:
        try:
            return with_looks_of((path.parent / reference).read_bytes(), character)
        except (OSError, ValueError, SyntaxError):
            raise _bad("bad_picture", path, who, "references", picture=reference) from None
    return character


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
            with Image.open(picture, formats=FORMATS) as image:
                width, height = image.size
    except FileNotFoundError:
        raise _bad("no_picture", path, who, "references", picture=reference) from None
    except Image.DecompressionBombError:
        raise _bad("huge_picture", path, who, "references", picture=reference, limit=MEGAPIXELS) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise _bad("bad_picture", path, who, "references", picture=reference) from None
    if width * height > MOST_PIXELS:
        raise _bad("huge_picture", path, who, "references", picture=reference, limit=MEGAPIXELS)
