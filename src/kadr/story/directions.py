"""What the script says about the camera: shot notes and plain words ("CLOSE ON", "крупный план")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kadr import lexicon
from kadr.board import Angle, Move, Size
from kadr.lexicon import Hit
from kadr.story.beats import Beat

_NOTE = re.compile(r"(?:shot|кадр|план)\s*:", re.IGNORECASE)
_SECONDS = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?)\s*(?:s|sec|seconds?|с|сек|секунды?|секунд)\b\.?", re.IGNORECASE)


@dataclass(slots=True)
class Asked:
    """What the script asks for; None is silence. `words` by field; `notes` are those that ask for nothing."""

    size: Size | None = None
    angle: Angle | None = None
    move: Move | None = None
    seconds: float | None = None
    words: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read(beat: Beat, hits: Sequence[Hit]) -> Asked:
    """What a beat asks for: shot notes go before words in the action (`hits`), the first of a kind before others."""
    asked = Asked()
    for note in beat.notes:
        match = _NOTE.match(note)
        if match:
            _shot_note(note[match.end() :], asked)
        else:
            asked.notes.append(note)
    _words(hits, asked)
    if not beat.scene.heading.upper().startswith(("INT", "EXT", "EST", "I/E", "ИНТ", "НАТ", "ЭКСТ", "ПАВ")):
        _words(lexicon.read(beat.scene.heading), asked)
    return asked


def _words(hits: Sequence[Hit], asked: Asked) -> bool:
    """Take what the hits say of the camera; whether there was something."""
    found = False
    for hit in hits:
        if hit.field not in ("size", "angle", "move"):
            continue
        found = True
        if hit.field not in asked.words:
            asked.words[hit.field] = hit.words
            if hit.field == "size":
                asked.size = Size(hit.concept)
            elif hit.field == "angle":
                asked.angle = Angle(hit.concept)
            else:
                asked.move = Move(hit.concept)
    return found


def _shot_note(text: str, asked: Asked) -> None:
    """``CU, low angle, 2.5s``: what is not understood stays a note."""
    match = _SECONDS.search(text)
    if match and 0 < (seconds := float(match[1].replace(",", "."))) <= 3600:
        asked.seconds, asked.words["seconds"] = seconds, match[0]
        text = text[: match.start()] + text[match.end() :]
    for part in re.split(r"[,;\n]", text):
        item = part.strip()
        if item and not _words(lexicon.read(item), asked) and not _words(lexicon.read(item.upper()), asked):
            asked.notes.append(item)
