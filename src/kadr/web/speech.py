"""What kadr says by the API: words that fit there, and no paths of this machine.

Messages are written where things happen, mostly for who sits at a terminal. One that speaks of commands or flags has a
text of its own for the API: ``arrange.locked`` is said as ``web.arrange.locked``, with the same facts.
"""

from pathlib import Path
from typing import Any

from kadr.messages import Message, catalogue, say

PLACES = frozenset(("path", "folder", "file", "home", "out"))
"""Facts that hold a path."""


def heard(message: Message, home: Path) -> Message:
    """`message` as the API says it: paths below `home` count from there, others are their last part."""
    own = f"web.{message.id}"
    facts = {name: _fact(name, fact, home) for name, fact in message.facts.items()}
    return Message(own if own in catalogue("en") else message.id, facts)


def heard_data(data: Any, home: Path) -> Any:
    """Data for JSON that may hold messages (`Message.plain`), with their paths as `heard` has them."""
    if isinstance(data, dict):
        return {name: heard_data(_fact(name, value, home), home) for name, value in data.items()}
    return data.plain() if isinstance(data, Message) else data


def _fact(name: str, fact: object, home: Path) -> object:
    if isinstance(fact, Message):
        return heard(fact, home)
    if isinstance(fact, Path) or (name in PLACES and isinstance(fact, str) and Path(fact).is_absolute()):
        return _place(Path(fact), home)
    if isinstance(fact, str):  # what the system says may name a file, too
        return fact.replace(f"{home}/", "")
    return fact


def _place(path: Path, home: Path) -> str | Message:
    if path == home:
        return say("web.home")
    if path.is_relative_to(home):
        return path.relative_to(home).as_posix()
    return path.name or "/"
