"""What the script says about the camera: shot notes and plain words ("CLOSE ON", "крупный план", "глазами Анны")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kadr import lexicon
from kadr.board import Angle, Framing, Move, Size
from kadr.lexicon import Hit
from kadr.story.clauses import Sentence
from kadr.story.mention import Mention

_NOTE = re.compile(r"(?:shot|кадр|план)\s*:", re.IGNORECASE)
_SECONDS = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?)\s*(?:s|sec|seconds?|с|сек|секунды?|секунд)\b\.?", re.IGNORECASE)
_SCENE = ("INT", "EXT", "EST", "I/E", "ИНТ", "НАТ", "ЭКСТ", "ПАВ")
_FIELDS = ("size", "angle", "move")
_LABEL = re.compile(r"\s*(?:[:—–.,\n-]|$)")


@dataclass(slots=True)
class Asked:
    """What the script asks for; None is silence. `words` by field; `notes` are those that ask for nothing."""

    size: Size | None = None
    angle: Angle | None = None
    move: Move | None = None
    framing: Framing | None = None
    eyes: str = ""
    seconds: float | None = None
    words: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def take(self, hit: Hit) -> None:
        """Take what a hit asks for, unless something was asked for before."""
        if hit.field in self.words:
            return
        self.words[hit.field] = hit.words
        if hit.field == "size":
            self.size = Size(hit.concept)
        elif hit.field == "angle":
            self.angle = Angle(hit.concept)
        else:
            self.move = Move(hit.concept)

    def add(self, other: "Asked") -> None:
        """Take what a later sentence asks for where nothing was asked for yet."""
        for name in ("size", "angle", "move", "framing", "eyes", "seconds"):
            if not getattr(self, name) and getattr(other, name):
                setattr(self, name, getattr(other, name))
                if name in other.words:
                    self.words[name] = other.words[name]
        self.notes += other.notes


def of_notes(notes: Sequence[str]) -> Asked:
    """What shot notes ask for; other notes are kept as they are."""
    asked = Asked()
    for note in notes:
        match = _NOTE.match(note)
        if match:
            _shot_note(note[match.end() :], asked)
        else:
            asked.notes.append(note)
    return asked


def of_heading(heading: str) -> Asked:
    """What a heading asks for that is a shot and no scene (".CLOSE ON THE RING")."""
    asked = Asked()
    if not heading.upper().lstrip(" 0123456789.").startswith(_SCENE):
        for hit in lexicon.read(heading):
            if hit.field in _FIELDS:
                asked.take(hit)
    return asked


def of_sentence(sentence: Sentence, mentions: Sequence[Mention], *, screenplay: bool) -> Asked:
    """What a sentence of action asks for."""
    asked = Asked()
    for hit in _directions(sentence, screenplay=screenplay):
        asked.take(hit)
    for name, framing in (("pov", Framing.POV), ("shoulder", Framing.OVER_SHOULDER)):
        found = next((hit for hit in sentence.hits if hit.field == name), None)
        if found and (screenplay or name == "pov") and not asked.framing:
            eyes = _whose(found, mentions)
            if eyes is not None or (screenplay and name == "pov"):
                asked.framing, asked.words["framing"] = framing, found.words
                if eyes is not None and eyes.who:
                    asked.eyes, asked.words["eyes"] = eyes.who[0], eyes.words
    return asked


def covered(sentence: Sentence, *, screenplay: bool) -> frozenset[int]:
    """The words of a sentence that direct the camera."""
    hits = _directions(sentence, screenplay=screenplay)
    return frozenset(word for hit in hits for word in range(hit.first, hit.last + 1))


def _whose(hit: Hit, mentions: Sequence[Mention]) -> Mention | None:
    """Whose eyes or shoulder: the mention inside the words, or beside them."""
    near = [mention for mention in mentions if hit.first - 3 <= mention.first and mention.last <= hit.last + 3]
    return min(
        near, key=lambda mention: min(abs(mention.first - hit.last), abs(hit.first - mention.last)), default=None
    )


def _directions(sentence: Sentence, *, screenplay: bool) -> Iterator[Hit]:
    for hit in sentence.hits:
        if hit.field in _FIELDS and _directs(sentence, hit, screenplay=screenplay):
            yield hit


def _directs(sentence: Sentence, hit: Hit, *, screenplay: bool) -> bool:
    """Whether words that may speak of the camera do: those that say nothing else always, the others in capitals, as a
    label at the beginning of a sentence, or beside "we" and "camera"."""
    if not sentence.is_a("loose", hit.first):
        return True
    if hit.words.isupper() and screenplay:
        return True
    label = not sentence.text[: hit.start].strip("([ ") and _LABEL.match(sentence.text, hit.end)
    if label and screenplay:
        return True
    first, last = sentence.pieces[sentence.piece_of(hit.first)]
    for word in range(first, last + 1):
        if sentence.is_a("eyewitness", word) and (screenplay or sentence.words[word].folded not in ("we", "мы")):
            return True
    if not screenplay:
        return False
    alone = (hit.first, hit.last) == (first, last)
    opens = not sentence.text[: hit.start].strip() and not sentence.has_object(hit.last)
    return alone or (opens and hit.field in ("size", "move"))


def _shot_note(text: str, asked: Asked) -> None:
    """``CU, low angle, 2.5s``: what is not understood stays a note."""
    match = _SECONDS.search(text)
    if match and 0 < (seconds := float(match[1].replace(",", "."))) <= 3600:
        asked.seconds, asked.words["seconds"] = seconds, match[0]
        text = text[: match.start()] + text[match.end() :]
    for part in re.split(r"[,;\n]", text):
        item = part.strip()
        hits = [hit for said in (item, item.upper()) for hit in lexicon.read(said) if hit.field in _FIELDS]
        for hit in hits:
            asked.take(hit)
        if item and not hits:
            asked.notes.append(item)
