"""How a script introduces somebody: "MARA (40s, a waitress with a limp)", "старик Иван", "БРИГАДИР, грузный"."""

import re
from collections.abc import Iterator

from kadr import lexicon
from kadr.story.people import Named, People, Person

YOUTH, YEARS_OLD = 14, 60
"""Years up to which somebody is a child, and from which somebody is old."""

LONGEST = 12
"""Words of one clause of an introduction; what is longer tells a story."""

_YEARS = re.compile(r"\s*[,(]\s*(?:\w+\s+){0,2}?(\d{1,2})(?:s|'s|-?х)?\b")
_IN_WORDS = re.compile(
    r"(?:,?\s+(?:who\s+)?(?:was|is|turned)\s+(?:(?:about|only|just|almost|nearly|barely)\s+)?(\w+)(?=\s+years|\s+and\b|[,.;]))"
    r"|(?:,?\s+(?:было|исполнилось|шёл)?\s*(?:(?:всего|уже|почти)\s+)?(\w+)\s+(?:лет|года?)\b)"
)
_APPOSED = re.compile(r"(?:\s*\([^)]*\))?,\s+(?:an?|the)?\s*([^,.;:]{3,40})")
_IS = re.compile(r"\s+(?:(?:is|was|had been|has been)\s+an?|был|была|работал|работала)\s+([^,.;:]{3,40})")
_MISTER = {"mr": "m", "mister": "m", "sir": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "madame": "f"}
_BRACKETS = re.compile(r"\s*\(([^()]{2,160})\)")
_CLAUSE = re.compile(r"\s*,\s*([^,.;:!?()—–]+)(?=[,.;!?]|\s[—–]|$)")
_BARE_YEARS = re.compile(r"(?:aged?\s+)?\d+(?:\s+(?:years?(?:\s+old)?|лет|года?))?", re.IGNORECASE)
_VERBS = frozenset(("verb", "infinitive", "gerund", "conjunction"))


def introduce(people: People, text: str, words: tuple[lexicon.Word, ...]) -> None:
    """Learn what a text says of people where it names them."""
    for named in people.named_in(text, words):
        if not named.who:
            continue
        person = people.person(named.who)
        after = text[words[named.last].end :]
        years = _YEARS.match(after)
        if years and not person.age:
            person.age = _age(int(years[1]))
        in_words = _IN_WORDS.match(after)
        if in_words and not person.age:
            person.age = _age_in_words(in_words[1] or in_words[2])
        before = words[named.first - 1].folded if named.first else ""
        person.sex = person.sex or _MISTER.get(before, "")
        being = _IS.match(after)
        if being:
            _appose(person, being[1])
        apposed = _APPOSED.match(after)
        if apposed:
            _appose(person, apposed[1])
        if named.first and text[words[named.first - 1].end : named.start] == " ":
            _appose(person, words[named.first - 1].folded)
        if not person.traits:
            person.traits = ", ".join(_described(people, named, after))


def _described(people: People, named: Named, after: str) -> Iterator[str]:
    """The clauses behind a name that say how somebody looks: in brackets after capitals, or between commas as long
    as they speak of looks and of nothing that is done."""
    brackets = _BRACKETS.match(after)
    if brackets and named.words.isupper():
        yield from (part.strip() for part in brackets[1].split(",") if not _BARE_YEARS.fullmatch(part.strip()))
        return
    place = 0
    while clause := _CLAUSE.match(after, place):
        if not _of_looks(people, clause[1]):
            return
        yield clause[1].strip()
        place = clause.end()


def _of_looks(people: People, clause: str) -> bool:
    words = lexicon.split(clause)
    if not words or len(words) > LONGEST or people.named_in(clause, words):
        return False
    if any(form.part in _VERBS for word in words for form in lexicon.forms(word.folded)[:1]):
        return False
    return any(hit.field == "person" or hit.field.startswith("looks.") for hit in lexicon.read(clause))


def _appose(person: Person, text: str) -> None:
    """Learn from a noun that stands beside a name, if nothing else comes before it ("a tired waitress")."""
    words = lexicon.split(text)[:4]
    for hit in lexicon.read(text):
        if hit.field == "person" and hit.last < len(words):
            before = words[: hit.first]
            if all(any(form.part in ("adjective", "") for form in lexicon.forms(word.folded)) for word in before):
                person.learn(hit.words)
            return


def _age_in_words(word: str) -> str:
    if word.isdigit():
        return _age(int(word))
    return next((hit.concept for hit in lexicon.read(word) if hit.field == "years"), "")


def _age(years: int) -> str:
    return "child" if years <= YOUTH else "old" if years >= YEARS_OLD else "young" if years < 30 else "adult"
