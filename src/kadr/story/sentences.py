"""Sentences of action, and speech inside prose: quoted in English, led by dashes or quoted in Russian."""

import re
from typing import NamedTuple

_CLOSING = "\"”»’')]"
_ENDED = re.compile(r"(?<=[.!?…\"”»’')\]]) ")
_WINDOW = 12  # how many letters before a space decide whether a sentence ends there
_SHORTENED = re.compile(
    r"(?:^|[\s(«“\"])(?:mr|mrs|ms|dr|st|prof|vs|etc|e\.g|i\.e|no|г|гг|ул|им|т\.\s?[дпек]|др|пр|стр|руб|[^\W\d_])\.$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^“”]*”|„[^“„”]*[“”]|«[^«»]*»|\"[^\"]*\"")
_DASH_START = re.compile(r"[—–-]\s+")
_DASH_INSIDE = re.compile(r"(?<=[,.!?…:])\s+[—–-]\s+")
_SAYS = re.compile(r"[.!?,…—–-]$")


class Piece(NamedTuple):
    """A stretch of prose: narration, or the words of a speech."""

    text: str
    spoken: bool


def sentences(text: str) -> list[str]:
    """The sentences of `text`; joined by spaces they are its words. A full stop before a small letter or after an
    abbreviation or an initial ends none."""
    text = " ".join(text.split())
    parts = []
    start = 0
    for match in _ENDED.finditer(text):
        before = text[max(start, match.start() - _WINDOW) : match.start()]
        ended = before.rstrip(_CLOSING).endswith((".", "!", "?", "…"))
        if not ended or text[match.end()].islower() or _SHORTENED.search(before):
            continue
        parts.append(text[start : match.start()])
        start = match.end()
    return [part for part in [*parts, text[start:].strip()] if part]


def pieces(paragraph: str) -> list[Piece]:
    """Narration and speech of a paragraph of prose in their order."""
    text = " ".join(paragraph.split())
    lead = _DASH_START.match(text)
    found = _dashed(text[lead.end() :]) if lead else _quoted(text)
    return [piece for piece in found if any(sign.isalnum() for sign in piece.text)]


def _dashed(text: str) -> list[Piece]:
    """— Speech, — said he. — Speech! — He turned. — Speech: speech and narration take turns, as Russian sets them."""
    found: list[Piece] = []
    for part in _DASH_INSIDE.split(text):
        told = bool(found) and found[-1].spoken
        found.append(Piece(part.strip(), not told))
    return found


def _quoted(text: str) -> list[Piece]:
    """Quotes are speech when they end as speech does, or when a colon or a comma leads to them; others are only
    words in quotes."""
    found: list[Piece] = []
    done = 0
    for match in _QUOTED.finditer(text):
        inside = match[0][1:-1].strip()
        before = text[done : match.start()].rstrip()
        if _SAYS.search(inside) or before.endswith((":", ",")) or text[match.end() :].lstrip().startswith("—"):
            found += [Piece(before.strip(" —–"), False), Piece(inside, True)]
            done = match.end()
    return [*found, Piece(text[done:].strip().removeprefix("—").strip(), False)]
