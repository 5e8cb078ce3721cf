"""What kadr says to people, in every language it speaks.

A message is an id and its facts; the words stay in ``messages/<language>/<room>.toml`` and are chosen at the
door, when it is known who reads them. ``say("story.empty", name="film.fountain")`` looks up ``empty`` in
``story.toml``. A text is a `str.format` pattern over the facts; a table of plural forms is chosen by the fact
``n``. Facts may be messages themselves.

A new language is a new folder with the same keys, a row in `LANGUAGES` and, if it counts differently, in
`PLURALS`; ``tests/test_messages.py`` fails until nothing is missing.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "ru")

Entry = str | dict[str, str]


def _english(n: int) -> str:
    return "one" if n == 1 else "many"


def _russian(n: int) -> str:
    """CLDR plural forms: 1 панель, 2 панели, 5 панелей, 11 панелей, 21 панель."""
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14):
        return "few"
    return "many"


PLURALS: dict[str, Callable[[int], str]] = {"en": _english, "ru": _russian}


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say: `id` is ``<room>.<key>`` in the catalogues, `facts` fill its gaps."""

    id: str
    facts: dict[str, object]

    def text(self, language: str = "en") -> str:
        """The words in `language` (one of `LANGUAGES`)."""
        facts = {name: fact.text(language) if isinstance(fact, Message) else fact for name, fact in self.facts.items()}
        entry = catalogue(language)[self.id]
        if isinstance(entry, dict):
            n = self.facts["n"]
            entry = entry[PLURALS[language](n if isinstance(n, int) else 0)]
        return entry.format(**facts)

    def __str__(self) -> str:
        return self.text()

    def plain(self) -> dict[str, object]:
        """The message as data that can be written as JSON: its id, and its facts as numbers, texts and messages."""
        facts = {name: _plain(fact) for name, fact in self.facts.items()}
        return {"id": self.id, "facts": facts}


def _plain(fact: object) -> object:
    if isinstance(fact, Message):
        return fact.plain()
    return fact if isinstance(fact, int | float | str) else str(fact)


def from_plain(data: Mapping[str, Any]) -> Message:
    """The message that `Message.plain` gave; one that this kadr has no words for any more says just that."""
    facts = {name: from_plain(fact) if isinstance(fact, Mapping) else fact for name, fact in data["facts"].items()}
    known = data["id"] in catalogue("en")
    return Message(data["id"], facts) if known else say("schema.unknown-message", id=data["id"])


def say(message_id: str, **facts: object) -> Message:
    """A message by its id; the words are looked up when it is read."""
    return Message(message_id, facts)


@cache
def catalogue(language: str) -> dict[str, Entry]:
    """All texts of one language, by id."""
    texts: dict[str, Entry] = {}
    for path in sorted(files(__package__).joinpath(language).iterdir(), key=lambda path: path.name):
        room, _, ending = path.name.rpartition(".")
        if ending == "toml":
            for key, entry in tomllib.loads(path.read_text("utf-8")).items():
                texts[f"{room}.{key}"] = entry
    return texts
