"""Words to concepts, as data per language.

A language is a folder of five files (`world`, `people`, `camera`, `looks`, `grammar`) that say which words mean which
concept of which field; all languages are read at once, since a script may mix them. ``concepts.toml`` holds what is
true of a concept in every language. A third language is a new folder and a name in `LANGUAGES`.

How the entries are written:

- ``"walk"`` is that word in all its inflections, if it can be the field's part of speech (a pose is a verb, a thing is
  a noun). Several words stand in a row, each in any inflection: ``"low angle"``, ``"стоять на колено"``.
- ``"=guests"`` is that very form; ``"walk*"`` any word that begins so; a ``*`` that stands alone is any one word
  (``"long * beard"``), two dots up to three words (``"hand .. over"``).
- Case does not matter and ё is е, except that an entry in capitals (``"WIDE"``) matches capitals only.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

from kadr.lexicon.entries import GAP, LANGUAGES, WIDEST_GAP, Entry, Fact, facts, index, table
from kadr.lexicon.morphology import Form, fold, forms, gender, nominative, plural

__all__ = [
    "LANGUAGES", "Fact", "Form", "Hit", "Word", "concepts", "crowd_count", "fact", "fold", "forms", "gender",
    "is_latin", "like", "name", "nominative", "phrase", "plural", "read", "split", "unread",
]  # fmt: skip

_TELLING = frozenset(("noun", "adjective", "verb", "infinitive", "participle", ""))
"""Parts of speech whose words say something of the picture."""

_RARE = 0.15
"""A part of speech with less than this share of a Russian word's readings is not meant ("уже" as a grass snake)."""

_PREFIXED = frozenset(("verb", "infinitive", "gerund"))
_PREFIXES = ("при", "под", "вы", "за", "от", "у", "до", "пере", "про", "раз", "рас", "с", "в")
_SHORTEST_BASE = 5
_MOVING = frozenset(("walk", "run", "ride", "drive", "fly", "swim", "climb", "jump"))

_OPEN = ("*", GAP[-1])
"""How a part of a pattern ends that several words match."""

_NOTHING: frozenset[str] = frozenset()

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word of a text: as written, folded for comparison, and where it begins and ends."""

    text: str
    folded: str
    start: int
    end: int


class Hit(msgspec.Struct, frozen=True, gc=False):
    """Words of a text that mean `concept` of `field`. `first` and `last` number the words they begin and end with."""

    field: str
    concept: str
    words: str
    start: int
    end: int
    first: int
    last: int


@lru_cache(maxsize=256)
def split(text: str) -> tuple[Word, ...]:
    """The words of `text` with their positions."""
    return tuple([Word(match[0], fold(match[0]), *match.span()) for match in _WORD.finditer(text)])


@lru_cache(maxsize=1 << 10)
def read(text: str) -> tuple[Hit, ...]:
    """All concepts that `text` speaks of, in its order; within one field longer phrases hide shorter ones."""
    words = split(text)
    found = [
        hit
        for position, word in enumerate(words)
        if (entries := _candidates(word.folded))
        for hit in _hits_at(text, words, position, entries)
    ]
    found = _without_idioms(found)
    found.sort(key=lambda hit: (hit.field, hit.first - hit.last, hit.first))
    taken: set[tuple[str, int]] = set()
    kept = []
    for hit in found:
        places = [(hit.field, position) for position in range(hit.first, hit.last + 1)]
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: (hit.start, hit.field)))


def _without_idioms(found: list[Hit]) -> list[Hit]:
    """The hits that are no part of a figure of speech: there is no mouse "под мышкой"."""
    idioms = [hit for hit in found if hit.field == "idiom"]
    if not idioms:
        return found
    return [
        hit
        for hit in found
        if hit.field == "idiom" or not any(idiom.first <= hit.first and hit.last <= idiom.last for idiom in idioms)
    ]


def unread(text: str) -> tuple[str, ...]:
    """The words of `text` that say something and mean no concept, in their order."""
    known = {place for hit in read(text) for place in range(hit.first, hit.last + 1)}
    return tuple(
        dict.fromkeys(
            word.text
            for place, word in enumerate(split(text))
            if place not in known and any(form.part in _TELLING for form in forms(word.folded)[:1])
        )
    )


def is_latin(text: str) -> bool:
    """Whether all letters of `text` are Latin: the only ones that image models were trained on."""
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in text if sign.isalpha() and not sign.isascii())


@cache
def concepts(field: str) -> tuple[str, ...]:
    """The concepts of a field, in the order of ``concepts.toml``, then of the English file."""
    names = [*facts().get(field, {}), *(name for language in LANGUAGES for name in table(language).get(field, {}))]
    return tuple(dict.fromkeys(names))


def fact(field: str, concept: str) -> Fact:
    """What is known of a concept in every language."""
    return facts().get(field, {}).get(concept, Fact())


def like(field: str, concept: str) -> str:
    """The nearest concept that is drawn: itself, or what stands in for it (empty: nothing does)."""
    row = facts().get(field, {}).get(concept)
    return row.like if row and row.like else concept


def phrase(field: str, concept: str) -> str:
    """A concept in English, for a prompt; empty where nothing need be said."""
    words = fact(field, concept).prompt
    return concept.replace("-", " ") if words is None else words


def name(field: str, concept: str, language: str) -> str:
    """A concept as people of a language call it: in English its own name, else the first word that means it."""
    words = table(language).get(field, {}).get(concept, [])
    return words[0].lstrip("=") if words and language != "en" else concept.replace("-", " ")


def crowd_count(concept: str) -> int:
    """How many people a crowd of that concept usually is."""
    return {"few": 3, "group": 5, "crowd": 9}[concept]


def _hits_at(text: str, words: tuple[Word, ...], position: int, entries: tuple[Entry, ...]) -> Iterator[Hit]:
    following = _written(words[position + 1].folded) if position + 1 < len(words) else _NOTHING
    for entry in entries:
        second = entry.rest[0] if entry.rest else ""
        if second and second[-1] not in _OPEN and second not in following:
            continue
        last = _reach(entry.rest, words, position) if second else position
        if last < 0:
            continue
        start, end = words[position].start, words[last].end
        if not entry.capitals or text[start:end].isupper():
            yield Hit(entry.field, entry.concept, text[start:end], start, end, position, last)


def _reach(rest: tuple[str, ...], words: tuple[Word, ...], last: int) -> int:
    """The number of the last word, if the words after `last` match the rest of a pattern, else -1."""
    for place, part in enumerate(rest):
        if part == GAP:
            ends = (_reach(rest[place + 1 :], words, last + skipped) for skipped in range(WIDEST_GAP + 1))
            return next((end for end in ends if end >= 0), -1)
        last += 1
        if last >= len(words) or not _matches(part, words[last].folded):
            return -1
    return last


def _matches(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part[-1] == "*" else part in _written(word)


@lru_cache(maxsize=1 << 16)
def _written(word: str) -> frozenset[str]:
    """How an entry may write `word`: as a lemma, or as that very form."""
    return frozenset((word, "=" + word, *(form.lemma for form in forms(word))))


@lru_cache(maxsize=1 << 16)
def _candidates(word: str) -> tuple[Entry, ...]:
    """The entries whose first part matches `word`."""
    whole, stems = index()
    readings = forms(word)
    found = list(whole.get("=" + word, ()))
    for lemma in dict.fromkeys([word, *(form.lemma for form in readings)]):
        found += (entry for entry in whole.get(lemma, ()) if _fits(entry, lemma, word, readings))
    for length in range(1, len(word) + 1):
        found += stems.get(word[:length], ())
    return tuple(found) or tuple(_unprefixed(readings))


def _unprefixed(readings: tuple[Form, ...]) -> Iterator[Entry]:
    """What a Russian verb of movement means without its prefix, if it means nothing with it: "прибежать" is to run."""
    whole, _ = index()
    verb = next((form.lemma for form in readings[:1] if form.part in _PREFIXED), "")
    for prefix in _PREFIXES if verb else ():
        base = verb.removeprefix(prefix)
        if base != verb and len(base) >= _SHORTEST_BASE:
            yield from (entry for entry in whole.get(base, ()) if entry.concept in _MOVING and len(entry.pattern) == 1)


def _fits(entry: Entry, lemma: str, word: str, readings: tuple[Form, ...]) -> bool:
    """Whether one of the word's readings is that lemma in a part of speech that the entry takes."""
    if not entry.parts:
        return True
    known = [form for form in readings if form.lemma == lemma]
    if readings[0].part == "numeral" and not any(form.case == "nomn" for form in known):
        return False
    if not known and word != lemma:
        return False
    return sum(form.share for form in known or readings if form.part in entry.parts) >= _RARE
