"""Words to concepts, as data per language.

``en.toml`` and ``ru.toml`` say which words mean which concept of which field; all languages are read at once, since
a script may mix them. A third language is a new file and a name in `LANGUAGES`.

How the entries are written:

- ``"walk"`` is that word; ``"walk*"`` any word that begins so; ``"low angle"`` words in a row; a ``*`` that stands
  alone is any one word (``"long * beard"``).
- Case does not matter and ё is е, except that an entry in capitals (``"WIDE"``) matches capitals only.
- Words are whole words: ``"sit"`` does not match "site".
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["LANGUAGES", "Hit", "Word", "concepts", "crowd_count", "fold", "read", "split"]

LANGUAGES = ("en", "ru")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Word(NamedTuple):
    """A word of a text: as written, folded for comparison, and where it begins and ends."""

    text: str
    folded: str
    start: int
    end: int


class Hit(NamedTuple):
    """Words of a text that mean `concept` of `field`. `first` and `last` number the words they begin and end with."""

    field: str
    concept: str
    words: str
    start: int
    end: int
    first: int
    last: int


class _Entry(NamedTuple):
    field: str
    concept: str
    pattern: tuple[str, ...]
    capitals: bool


def fold(text: str) -> str:
    """`text` as it is compared: small letters, ё as е, one kind of apostrophe."""
    return text.casefold().replace("ё", "е").replace("’", "'")


def split(text: str) -> tuple[Word, ...]:
    """The words of `text` with their positions."""
    return tuple(Word(match[0], fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text))


def read(text: str) -> tuple[Hit, ...]:
    """All concepts that `text` speaks of, in its order; within one field longer phrases hide shorter ones."""
    words = split(text)
    found = [
        hit
        for position, word in enumerate(words)
        if (entries := _candidates(word.folded))
        for hit in _hits_at(text, words, position, entries)
    ]
    found.sort(key=lambda hit: (hit.field, hit.first - hit.last, hit.first))
    taken: set[tuple[str, int]] = set()
    kept = []
    for hit in found:
        places = {(hit.field, position) for position in range(hit.first, hit.last + 1)}
        if taken.isdisjoint(places):
            taken |= places
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: (hit.start, hit.field)))


def concepts(field: str) -> tuple[str, ...]:
    """The concepts of a field, in the order of the English file."""
    return tuple(dict.fromkeys(concept for language in LANGUAGES for concept in _table(language).get(field, {})))


def crowd_count(concept: str) -> int:
    """How many people a crowd of that concept usually is."""
    return {"few": 3, "group": 5, "crowd": 9}[concept]


def _hits_at(text: str, words: tuple[Word, ...], position: int, entries: tuple[_Entry, ...]) -> Iterator[Hit]:
    for entry in entries:
        last = position + len(entry.pattern) - 1
        if last >= len(words):
            continue
        rest = zip(entry.pattern[1:], words[position + 1 : last + 1], strict=True)
        if not all(_matches(part, word.folded) for part, word in rest):
            continue
        start, end = words[position].start, words[last].end
        if not entry.capitals or text[start:end].isupper():
            yield Hit(entry.field, entry.concept, text[start:end], start, end, position, last)


def _matches(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@lru_cache(maxsize=1 << 16)
def _candidates(word: str) -> tuple[_Entry, ...]:
    """The entries whose first part matches `word`."""
    whole, stems = _index()
    found = list(whole.get(word, ()))
    for length in range(1, len(word) + 1):
        found += stems.get(word[:length], ())
    return tuple(found)


@cache
def _index() -> tuple[dict[str, list[_Entry]], dict[str, list[_Entry]]]:
    """Entries by their first part: whole words, and stems without the star."""
    whole: dict[str, list[_Entry]] = {}
    stems: dict[str, list[_Entry]] = {}
    for language in LANGUAGES:
        for field, rows in _table(language).items():
            for concept, phrases in rows.items():
                for phrase in phrases:
                    entry = _Entry(field, concept, tuple(fold(phrase).split()), phrase.isupper())
                    head = entry.pattern[0]
                    (stems if head.endswith("*") else whole).setdefault(head.rstrip("*"), []).append(entry)
    return whole, stems


@cache
def _table(language: str) -> dict[str, dict[str, list[str]]]:
    """One language's file: field -> concept -> entries; the fields of looks are called ``looks.age`` and so on."""
    table = tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text("utf-8"))
    looks = table.pop("looks")
    return table | {f"looks.{field}": rows for field, rows in looks.items()}
