"""Who is meant: names, aliases and cues of a script, found in running text in Latin and Cyrillic letters.

Russian names are met in all their cases by a plain stem: the name without its last vowel, й or ь, and the text's word
without a case ending ("Алдару" is "Алдар", "баем" is "Бай").
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kadr import lexicon
from kadr.board import Character
from kadr.script import Form, Kind, Script

_CASES = [
    "ами",
    "ями",
    "ого",
    "его",
    "ому",
    "ему",
    "ыми",
    "ими",
    "ах",
    "ях",
    "ов",
    "ев",
    "ей",
    "ой",
    "ою",
    "ею",
    "ом",
    "ем",
    "ам",
    "ям",
    "ым",
    "им",
    "ую",
    "юю",
    "ая",
    "яя",
    "ые",
    "ие",
    "ых",
    "их",
    "а",
    "я",
    "о",
    "е",
    "у",
    "ю",
    "ы",
    "и",
    "й",
    "ь",
]
_FLEETING = re.compile(r".+[еёо][лцк]$")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_ARTICLES = frozenset(("the", "a", "an"))
_DETERMINERS = _ARTICLES | frozenset(["his", "her", "their", "our", "my", "your", "this", "that", "old", "young"])
_AND = re.compile(r"\s+(?:AND|И|ЖӘНЕ)\s+|\s*[/&,]\s*")
_NO_NAMES = frozenset(
    [
        "i",
        "i'm",
        "i'll",
        "i'd",
        "i've",
        "god",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "english",
        "russian",
        "kazakh",
        "ok",
        "tv",
    ]
)


class Mention(NamedTuple):
    """A person or a crowd at a place in a text; `number` above 1 is a crowd."""

    who: str
    start: int
    words: str
    number: int = 1


class _Name(NamedTuple):
    who: str
    stems: tuple[frozenset[str], ...]


class People:
    """Everybody that a script may speak of: the cast, and those whom only the script names."""

    def __init__(self, cast: Sequence[Character], named: Sequence[str] = ()) -> None:
        self._whole: dict[str, str] = {}
        self._index: dict[str, list[_Name]] = {}
        parts: dict[str, set[str]] = {}
        names = [(name, character.name) for character in cast for name in (character.name, *character.aliases)]
        for name, who in [*names, *((name, name) for name in named)]:
            words = _words_of(name)
            if words and " ".join(words) not in self._whole:
                self._whole[" ".join(words)] = who
                self._add(words, who)
                for word in words:
                    parts.setdefault(word, set()).add(who)
        for word, owners in parts.items():
            if len(owners) == 1 and len(word) > 2 and word not in self._whole:
                self._whole[word] = next(iter(owners))
                self._add((word,), self._whole[word])

    def _add(self, words: tuple[str, ...], who: str) -> None:
        name = _Name(who, tuple(_stems(word) for word in words))
        for stem in name.stems[0]:
            self._index.setdefault(stem, []).append(name)

    def speakers(self, cue: str) -> tuple[Mention, ...]:
        """Who speaks under a cue: a character, a crowd, somebody new in title case, or several of them."""
        name = cue.partition("(")[0].strip()
        if " ".join(_words_of(name)) in self._whole:
            return (self._speaker(name),)
        return tuple(self._speaker(part) for part in _AND.split(name) if part.strip())

    def _speaker(self, name: str) -> Mention:
        words = _words_of(name)
        known = self._whole.get(" ".join(words))
        if known:
            return Mention(known, 0, name)
        crowd = next((hit for hit in lexicon.read(name) if hit.field == "crowd"), None)
        if crowd and hit_covers(crowd, words):
            return Mention(lexicon.fold(crowd.words), 0, crowd.words, lexicon.crowd_count(crowd.concept))
        return Mention(titled(name), 0, name)

    def mentions(self, text: str) -> list[Mention]:
        """Every person named in `text`, in its order; the longest name wins where several begin."""
        if not self._index:
            return []
        words = lexicon.split(text)
        found: list[Mention] = []
        position = 0
        while position < len(words):
            match = self._match(words, position)
            if match and _meant(words, position):
                last = words[position + len(match.stems) - 1]
                start = words[position].start
                found.append(Mention(match.who, start, text[start : last.end]))
                position += len(match.stems)
            else:
                position += 1
        return found

    def _match(self, words: tuple[lexicon.Word, ...], position: int) -> _Name | None:
        best: _Name | None = None
        for form in _forms(words[position].folded):
            for name in self._index.get(form, ()):
                window = words[position : position + len(name.stems)]
                longer = best is None or len(name.stems) > len(best.stems)
                if longer and len(window) == len(name.stems) and _all_match(name, window):
                    best = name
        return best


def named(script: Script, cast: Sequence[Character]) -> tuple[str, ...]:
    """The people whom the script names and the cast does not hold: by their cues or, where there are neither cues
    nor a cast, by capitals inside sentences. Crowds are not people."""
    if script.form is not Form.SCREENPLAY:
        return (
            () if cast else _names_of_prose(element.text for element in script.elements if element.kind is Kind.ACTION)
        )
    people = People(cast)
    cues = dict.fromkeys(element.text for element in script.elements if element.kind is Kind.CUE)
    known = {character.name for character in cast}
    found = (mention for cue in cues for mention in people.speakers(cue) if mention.number == 1)
    return tuple(dict.fromkeys(mention.who for mention in found if mention.who and mention.who not in known))


def titled(name: str) -> str:
    """A cue as a name: THE OLD MAN -> The Old Man."""
    text = " ".join(name.split())
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", lambda match: match[0].capitalize(), text)


def hit_covers(hit: lexicon.Hit, words: tuple[str, ...]) -> bool:
    """Whether a hit's words are all that was said, but for articles."""
    return _words_of(hit.words) == words


def _words_of(name: str) -> tuple[str, ...]:
    words = tuple(word.folded for word in lexicon.split(name))
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _stems(word: str) -> frozenset[str]:
    """Under which stems a name's word is found."""
    if not _CYRILLIC.search(word) or len(word) < 3:
        return frozenset((word,))
    if word[-1] in "еоэуюиы":
        return frozenset(("=" + word,))
    stems = {word[:-1] if word[-1] in "аяйь" else word}
    if _FLEETING.match(word):
        stems.add(word[:-2] + word[-1])
    return frozenset(stems)


def _forms(word: str) -> Iterator[str]:
    """The stems that a word of a text may stand for."""
    yield word
    if not _CYRILLIC.match(word):
        if word.endswith("'s"):
            yield word[:-2]
        return
    yield "=" + word
    for ending in _CASES:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            yield word[: -len(ending)]


def _all_match(name: _Name, window: Sequence[lexicon.Word]) -> bool:
    return all(not stems.isdisjoint(_forms(word.folded)) for stems, word in zip(name.stems, window, strict=True))


def _meant(words: tuple[lexicon.Word, ...], position: int) -> bool:
    """Latin names need a capital or a determiner ("the bai"), or Will and Rose would be everywhere."""
    first = words[position].text[0]
    if not first.islower() or _CYRILLIC.match(first):
        return True
    return position > 0 and words[position - 1].folded in _DETERMINERS


def _names_of_prose(texts: Iterable[str]) -> tuple[str, ...]:
    """Names by capitals inside sentences, seen at least twice; the longest form of a name stands for all."""
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update(_capitalised(text))
    stems = {name: tuple(min(_stems(word)) for word in _words_of(name)) for name in seen}
    counts: Counter[tuple[str, ...]] = Counter()
    for name, count in seen.items():
        counts[stems[name]] += count
    shortest: dict[tuple[str, ...], str] = {}
    for name in sorted(seen, key=len):
        known = next((key for key in shortest if _same_person(key, name)), stems[name])
        shortest.setdefault(known, name)
        if known != stems[name]:
            counts[known] += counts.pop(stems[name], 0)
    names = [(key, name) for key, name in shortest.items() if counts[key] >= 2]
    whole = [name for key, name in names if not any(set(key) < set(other) for other, _ in names)]
    return tuple(sorted(whole, key=lambda name: list(seen).index(name)))


def _same_person(stems: tuple[str, ...], name: str) -> bool:
    words = _words_of(name)
    return len(words) == len(stems) and all(stem in _forms(word) for stem, word in zip(stems, words, strict=True))


def _capitalised(text: str) -> Iterator[str]:
    """Runs of capitalised words that do not begin a sentence and mean nothing in the lexicon."""
    run: list[str] = []
    end = 0
    for word in lexicon.split(text):
        between = text[end : word.start]
        if run and between != " ":
            yield " ".join(run)
            run = []
        inside = (end > 0 and between in (" ", "\n", ", ")) or bool(run)
        common = word.folded in _NO_NAMES or any(hit.field in ("place", "crowd") for hit in lexicon.read(word.text))
        if inside and word.text.istitle() and not common:
            run.append(word.text)
        elif run:
            yield " ".join(run)
            run = []
        end = word.end
    if run:
        yield " ".join(run)
