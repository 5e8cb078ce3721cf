"""Everybody of a script, and where a text names them.

Russian names are met in all their cases by a plain stem: the name without its last vowel, й or ь, and the text's word
without a case ending ("Алдару" is "Алдар", "баем" is "Бай").
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kadr import lexicon
from kadr.board import Character
from kadr.script import Form, Kind, Script
from kadr.story.names import is_given, names_in, sex_of, titled, whole_names
from kadr.story.pets import pets_in, speaking_in

_CASES = (
    "ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "ах", "ях", "ов", "ев", "ей", "ой", "ою", "ею", "ом", "ем",
    "ам", "ям", "ым", "им", "ую", "юю", "ая", "яя", "ые", "ие", "ых", "их", "а", "я", "о", "е", "у", "ю", "ы", "и", "й",
    "ь",
)  # fmt: skip
_FLEETING = re.compile(r".+[еёо][лцк]$")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_ARTICLES = frozenset(("the", "a", "an"))
_DETERMINERS = _ARTICLES | frozenset(["his", "her", "their", "our", "my", "your", "this", "that", "old", "young"])
_WORLD = frozenset(("thing", "vehicle", "place", "voice"))
_AND = re.compile(r"\s+(?:AND|И|ЖӘНЕ)\s+|\s*[/&,]\s*")


class Named(NamedTuple):
    """A name or a cue at a place in a text. `among`: whose it may be, if several bear it (then `who` is empty);
    `number` above 1 is a crowd. `first` and `last` number its words."""

    who: str
    words: str
    start: int = 0
    first: int = 0
    last: int = 0
    number: int = 1
    among: tuple[str, ...] = ()
    exact: bool = False  # as the cast or a cue writes it, in no case but the nominative


@dataclass(slots=True)
class Person:
    """What is known of somebody: sex (m, f), age (child, young, adult, old), species (an animal, or empty for a human),
    and the words with which they are introduced. `bearers`: by role (a concept of the lexicon), who has it, among all
    whom a `People` knows."""

    who: str
    bearers: dict[str, set[str]]
    sex: str = ""
    age: str = ""
    species: str = ""
    traits: str = ""

    def learn(self, text: str, *, sure: bool = False) -> None:
        """Take sex, age and roles from words about them, where nothing is known yet (or `sure`)."""
        for hit in lexicon.read(text):
            if hit.field == "person":
                known = lexicon.fact("person", hit.concept)
                self.bear(hit.concept)
                self.sex = known.sex if known.sex and (sure or not self.sex) else self.sex
                self.age = known.age if known.age and (sure or not self.age) else self.age
            elif hit.field == "looks.age" and not self.age:
                self.age = hit.concept
            elif hit.field == "looks.sex" and not self.sex:
                self.sex = hit.concept

    def bear(self, role: str) -> None:
        """Have a role."""
        self.bearers.setdefault(role, set()).add(self.who)

    def fits(self, sex: str, age: str = "") -> bool:
        """Whether what is known of them does not speak against a sex and an age."""
        grown = (age, self.age) in {("adult", "young"), ("young", "adult"), ("adult", "old")}
        return (not sex or not self.sex or sex == self.sex) and (not age or not self.age or age == self.age or grown)


class _Name(NamedTuple):
    owners: tuple[str, ...]
    stems: tuple[frozenset[str], ...]
    common: bool  # also a noun for anybody or for an animal: may stand in small letters


class People:
    """Everybody that a script may speak of: the cast, and those whom only the script names."""

    def __init__(
        self, cast: Sequence[Character], named: Sequence[str] = (), animals: Mapping[str, str] | None = None
    ) -> None:
        self._whole: dict[str, str] = {}
        self._index: dict[str, list[_Name]] = {}
        self.persons: dict[str, Person] = {}
        self.bearers: dict[str, set[str]] = {}
        self.named = tuple(dict.fromkeys([*(character.name for character in cast), *named]))
        parts: dict[str, list[str]] = {}
        names = [(name, character.name) for character in cast for name in (character.name, *character.aliases)]
        for name, who in [*names, *((name, name) for name in named)]:
            words = _words_of(name)
            if words and " ".join(words) not in self._whole:
                self._whole[" ".join(words)] = who
                self._add(words, (who,))
                for word in words:
                    if who not in parts.setdefault(word, []):
                        parts[word].append(who)
            self.person(who).sex = self.person(who).sex or sex_of(name)
        for word, owners in parts.items():
            if len(word) > 2 and word not in self._whole and not _hollow(word):
                self._add((word,), tuple(owners))
                if len(owners) == 1:
                    self._whole[word] = owners[0]
        for character in cast:
            person = self.person(character.name)
            person.sex = character.looks.sex or person.sex
            for text in (character.name, *character.aliases, character.traits):
                person.learn(text, sure=text == character.name)
        for name in named:
            self.person(name).learn(name)
            self.person(name).species = (animals or {}).get(name, "") or animal_of(name)

    def person(self, who: str) -> Person:
        """What is known of somebody, who may be met here for the first time."""
        known = self.persons.get(who)
        if known is None:
            known = self.persons[who] = Person(who, self.bearers)
        return known

    def call(self, who: str, noun: str) -> None:
        """Know somebody by another word too: the goose Gavrila is "the goose"."""
        if noun not in self._whole:
            self._whole[noun] = who
            self._add((noun,), (who,))

    def _add(self, words: tuple[str, ...], owners: tuple[str, ...]) -> None:
        common = all(any(hit.field in ("person", "animal") for hit in lexicon.read(word)) for word in words)
        name = _Name(owners, tuple(_stems(word) for word in words), common)
        for stem in name.stems[0]:
            self._index.setdefault(stem, []).append(name)

    def speakers(self, cue: str) -> tuple[Named, ...]:
        """Who speaks under a cue: a character, a crowd, somebody new in title case, or several of them."""
        name = cue.partition("(")[0].strip().rstrip("^ ")
        if " ".join(_words_of(name)) in self._whole:
            return (self._speaker(name),)
        return tuple(self._speaker(part) for part in _AND.split(name) if part.strip())

    def _speaker(self, name: str) -> Named:
        words = _words_of(name)
        known = self._whole.get(" ".join(words))
        if known:
            return Named(known, name)
        for hit in lexicon.read(name):
            if hit.field == "crowd" and _words_of(hit.words) == words:
                return Named(lexicon.fold(hit.words), hit.words, number=lexicon.crowd_count(hit.concept))
        return Named(titled(name), name)

    def named_in(self, text: str, words: tuple[lexicon.Word, ...]) -> list[Named]:
        """Every person named in `text` (its `words`), in its order; the longest name wins where several begin."""
        found: list[Named] = []
        position = 0
        while self._index and position < len(words):
            match = self._match(words, position)
            if match and _meant(words, position, common=match.common):
                last = position + len(match.stems) - 1
                start = words[position].start
                who = match.owners[0] if len(match.owners) == 1 else ""
                among = () if who else match.owners
                exact = " ".join(word.folded for word in words[position : last + 1]) in self._whole
                found.append(Named(who, text[start : words[last].end], start, position, last, among=among, exact=exact))
                position = last + 1
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


def everybody(script: Script, cast: Sequence[Character]) -> People:
    """The cast, the people whom only the script names, and the animals that have names or speak."""
    action = [element.text for element in script.elements if element.kind is Kind.ACTION]
    pets = pets_in(action)
    nouns = {noun: titled(name) for name, (noun, _) in pets.items()}
    animals = {name: animal for name, (_, animal) in pets.items()}
    if script.form is not Form.SCREENPLAY:
        animals |= {name: animal for name, animal in speaking_in(action).items() if name not in nouns}
    others = named(script, cast, animals)
    known = People(cast, others)
    new = {titled(name): animals[name] for name in animals if not _covers(known, titled(name))}
    people = People(cast, (*others, *new), new)
    for noun, who in nouns.items():
        if who in new:
            people.call(who, noun)
    return people


def named(script: Script, cast: Sequence[Character], animals: Collection[str] = ()) -> tuple[str, ...]:
    """The people whom the script names and the cast does not hold: by their cues and by capitals. Crowds and `animals`
    are not people."""
    people = People(cast)
    cues = dict.fromkeys(element.text for element in script.elements if element.kind is Kind.CUE)
    known = {character.name for character in cast}
    speaking = [mention.who for cue in cues for mention in people.speakers(cue) if mention.number == 1]
    met = People(cast, speaking)
    told = [name for name in names_in(script) if lexicon.fold(name) not in animals and not _covers(met, name)]
    found = whole_names([*speaking, *told]) if script.form is Form.SCREENPLAY else whole_names(told)
    return tuple(dict.fromkeys(who for who in found if who and who not in known))


def animal_of(name: str) -> str:
    """The animal that a name says: "The Fox", "Кот Матроскин"."""
    return next((hit.concept for hit in lexicon.read(name) if hit.field == "animal"), "")


def _covers(people: People, name: str) -> bool:
    """Whether a name is somebody's who is known already, in whole or in part."""
    words = lexicon.split(name)
    found = people.named_in(name, words)
    return bool(found)


def _hollow(word: str) -> bool:
    """Whether a part of a name names nobody by itself: "the Old Man" is not "old", a Radio Announcer no radio."""
    fields = {hit.field for hit in lexicon.read(word)}
    small = any(field.startswith("looks.") or field in ("determiner", "number") for field in fields)
    return small or (bool(fields & _WORLD) and not is_given(word))


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


@lru_cache(maxsize=1 << 16)
def _forms(word: str) -> tuple[str, ...]:
    """The stems that a word of a text may stand for."""
    if not _CYRILLIC.match(word):
        return (word, word[:-2]) if word.endswith("'s") else (word,)
    endings = (ending for ending in _CASES if word.endswith(ending) and len(word) - len(ending) >= 2)
    return (word, "=" + word, *(word[: -len(ending)] for ending in endings))


def _all_match(name: _Name, window: Iterable[lexicon.Word]) -> bool:
    return all(not stems.isdisjoint(_forms(word.folded)) for stems, word in zip(name.stems, window, strict=True))


def _meant(words: tuple[lexicon.Word, ...], position: int, *, common: bool) -> bool:
    """A name has a capital, or Will, Rose and Вера would be everywhere; a common noun ("the bai", "старик") may do
    without."""
    if not words[position].text[0].islower():
        return True
    if common:
        return True
    latin = not _CYRILLIC.match(words[position].text[0])
    return latin and position > 0 and words[position - 1].folded in _DETERMINERS
