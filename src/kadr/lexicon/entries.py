"""The lexicon's files: what an entry is, and the tables of all languages by the first word of their entries."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kadr.lexicon.morphology import fold

LANGUAGES = ("en", "ru")
FILES = ("world", "people", "camera", "looks", "grammar")

GAP = ".."
WIDEST_GAP = 3
"""Words that may stand where an entry has two dots ("hand .. over")."""

_VERBS = frozenset(("verb", "infinitive", "participle", "gerund", ""))
_NOUNS = frozenset(("noun", ""))
_PARTS = {
    "pose": _VERBS,
    "saying": _VERBS,
    "place": _NOUNS,
    "thing": _NOUNS,
    "animal": _NOUNS,
    "vehicle": _NOUNS,
    "person": _NOUNS,
    "crowd": _NOUNS,
}
"""What part of speech a single word must be to mean a concept of a field; fields that are not here take any."""


class Entry(NamedTuple):
    """One entry: words that mean `concept` of `field`. `parts`: what parts of speech it may be, empty: any; `rest`: the
    pattern after its first word."""

    field: str
    concept: str
    pattern: tuple[str, ...]
    capitals: bool
    parts: frozenset[str]
    rest: tuple[str, ...]


class Fact(NamedTuple):
    """What is known of a concept whatever the language.

    `like` is the nearest concept that is drawn for it; `inside` whether such a place is under a roof, None if it can
    be either. `prompt` is its English words, None: its own name; `toward` leads to whom a pose is aimed at, `takes`
    says that a pose has an object, `bare` that its words have no article. `folk` marks places of tales and of
    long ago, where people wear robes; in places that are `seated` people sit unless they do something else.

    `wears` is what somebody of a trade is known by, as looks: field -> concept.

    `high` is how high a thing is, in metres, and `stands` where it is when nobody holds it: hand (small enough to be
    held, else it lies on a table), ground, wall or air; ``set``: the place draws it if it has one."""

    like: str = ""
    inside: bool | None = None
    sex: str = ""
    age: str = ""
    prompt: str | None = None
    toward: str = ""
    takes: bool = False
    bare: bool = False
    folk: bool = False
    seated: bool = False
    high: float = 0.0
    stands: str = ""
    wears: dict[str, str] = {}


@cache
def table(language: str) -> dict[str, dict[str, list[str]]]:
    """One language: field -> concept -> entries; the fields of looks are called ``looks.age`` and so on."""
    found: dict[str, dict[str, list[str]]] = {}
    for name in FILES:
        rooms = tomllib.loads(files(__package__).joinpath(language, f"{name}.toml").read_text("utf-8"))
        looks = rooms.pop("looks", {})
        found |= rooms | {f"looks.{field}": rows for field, rows in looks.items()}
    return found


@cache
def facts() -> dict[str, dict[str, Fact]]:
    """What concepts.toml says, by field and concept."""
    rows = tomllib.loads(files(__package__).joinpath("concepts.toml").read_text("utf-8"))
    rows |= {f"looks.{field}": table for field, table in rows.pop("looks").items()}
    return {field: {name: Fact(**row) for name, row in concepts.items()} for field, concepts in rows.items()}


@cache
def index() -> tuple[dict[str, list[Entry]], dict[str, list[Entry]]]:
    """Entries by their first word: lemmas (``=`` before exact forms), and stems without the star."""
    whole: dict[str, list[Entry]] = {}
    stems: dict[str, list[Entry]] = {}
    for language in LANGUAGES:
        for field, rows in table(language).items():
            for concept, phrases in rows.items():
                for phrase in phrases:
                    entry = _entry(field, concept, phrase)
                    head = entry.pattern[0]
                    (stems if head.endswith("*") else whole).setdefault(head.rstrip("*"), []).append(entry)
    return whole, stems


def _entry(field: str, concept: str, phrase: str) -> Entry:
    pattern = tuple(fold(phrase).split())
    parts = _PARTS.get(field, frozenset[str]()) if len(pattern) == 1 and pattern[0][0] != "=" else frozenset[str]()
    return Entry(field, concept, pattern, phrase.isupper() and len(phrase) > 1, parts, pattern[1:])
