"""Setting text: paragraphs of words into lines of a measured width, and back.

Nothing is lost: a word that is too long for its line is broken, and `unset(set_lines(text, ...))` is `text` again,
so whatever does not fit in one place can be set anew in another.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from kadr.export.faces import Face, clean, clusters


class Role(Enum):
    """What a word is on the page; the sheet gives every role its face and tone."""

    CAMERA = "camera"
    HEADING = "heading"
    ACTION = "action"
    SPEAKER = "speaker"
    OFF = "off"
    MANNER = "manner"
    SPEECH = "speech"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its role. `joined`: the rest of a word that was broken, with no space before it."""

    text: str
    role: Role
    joined: bool = False


Paragraph = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words, each with the pixels it stands right of the line's beginning. `opens` a paragraph or goes on."""

    words: tuple[tuple[float, Word], ...]
    opens: bool


def paragraphs(spans: Iterable[tuple[str, Role]]) -> tuple[Paragraph, ...]:
    """Paragraphs of words from texts with roles; a newline in a text begins another paragraph."""
    found: list[list[Word]] = [[]]
    for text, role in spans:
        for position, row in enumerate(clean(text).split("\n")):
            if position:
                found.append([])
            found[-1] += [Word(word, role) for word in _bound(row).split(" ") if word]
    return tuple(tuple(words) for words in found if words)


def _bound(row: str) -> str:
    """`row` with single spaces, and hard ones where a line must not end: before a dash, after a lone letter."""
    row = re.sub(r"[^\S\u00a0\u202f]+", " ", row).strip()
    row = re.sub(r"(?<=\S) ([—–])(?= |$)", "\u00a0\\1", row)
    return re.sub(r"(?<![^ \u00a0])([^\W\d_]) (?=\w)", "\\1\u00a0", row)


def set_lines(text: Sequence[Paragraph], width: float, faces: Mapping[Role, Face]) -> list[Line]:
    """`text` in lines no wider than `width` pixels (one letter at the least)."""
    lines: list[Line] = []
    for paragraph in text:
        opens = True
        row: list[tuple[float, Word]] = []
        x = 0.0
        for word in _broken(paragraph, width, faces):
            face = faces[word.role]
            start = x + face.space if row else 0.0
            if row and (word.joined or start + face.width(word.text) > width):
                lines.append(Line(tuple(row), opens))
                opens, row, start = False, [], 0.0
            row.append((start, word))
            x = start + face.width(word.text)
        lines.append(Line(tuple(row), opens))
    return lines


def unset(lines: Iterable[Line]) -> tuple[Paragraph, ...]:
    """The paragraphs that `lines` were set from; broken words are whole again."""
    found: list[list[Word]] = []
    for line in lines:
        if line.opens or not found:
            found.append([])
        for _, word in line.words:
            if word.joined and found[-1]:
                found[-1][-1] = replace(found[-1][-1], text=found[-1][-1].text + word.text)
            else:
                found[-1].append(replace(word, joined=False))
    return tuple(map(tuple, found))


def _broken(paragraph: Paragraph, width: float, faces: Mapping[Role, Face]) -> Iterable[Word]:
    """The words, with those wider than a line in pieces that fit."""
    for word in paragraph:
        face = faces[word.role]
        if face.width(word.text) <= width:
            yield word
            continue
        letters = clusters(word.text)
        joined = word.joined
        while letters:
            count = _fitting(letters, width, face)
            yield Word("".join(letters[:count]), word.role, joined)
            letters, joined = letters[count:], True


def _fitting(letters: Sequence[str], width: float, face: Face) -> int:
    """How many of `letters` go into `width`; one at the least."""
    low, high = 1, 1
    while high < len(letters) and face.width("".join(letters[:high])) <= width:
        low, high = high, min(len(letters), high * 2)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if face.width("".join(letters[:middle])) <= width else (low, middle - 1)
    return low
