"""What stands in a Fountain text and is no text: boneyard, notes, emphasis.

`mask` overwrites boneyards and notes with NULs (no script has one: `reading` refuses them), so that every sign keeps
its line and column. A line that held nothing else is dropped by `lines_of`, as if it were not there.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from kadr.messages import Message, say
from kadr.script import Element, Kind

_GAP = re.compile(" ?\0+")
_SHOWN = re.compile(r"[^\s\0]")
_EMPHASIS = re.compile(r"\\[*_\\]|\*{1,3}|_")


class Line(NamedTuple):
    """A line of the source: its number from 1, the masked signs, the text without masks and outer spaces, and the
    column from 1 where that text begins."""

    number: int
    raw: str
    text: str
    column: int

    @property
    def blank(self) -> bool:
        """Whether nothing is on it."""
        return not self.text

    def cut(self, start: int, end: int | None = None) -> tuple[str, int]:
        """The text from index `start` on without emphasis, and how many signs of emphasis it began with."""
        piece = self.raw[start:end].rstrip(" \t\0")
        return _without_emphasis(_GAP.sub("", piece).strip())


def next_text(raw: str, start: int) -> int:
    """The index of the first sign at or after `start` that can be seen, or `start`."""
    found = _SHOWN.search(raw, start)
    return found.start() if found else start


def lines_of(masked: str) -> list[Line]:
    """The lines of a masked text, without those that held nothing but boneyard or notes."""
    lines = []
    for number, raw in enumerate(masked.split("\n"), start=1):
        text = _GAP.sub("", raw).strip() if "\0" in raw else raw.strip()
        if text or "\0" not in raw:
            lines.append(Line(number, raw, text, next_text(raw, 0) + 1))
    return lines


def mask(text: str, remark: Callable[[Message], None]) -> tuple[str, list[Element]]:
    """The text with boneyards and notes overwritten, and the notes. What is opened and never closed stays text, and
    `remark` hears of it."""
    return _mask_notes(_mask_boneyard(text, remark), remark)


def _mask_boneyard(text: str, remark: Callable[[Message], None]) -> str:
    parts = []
    done = 0
    while (start := text.find("/*", done)) >= 0:
        end = text.find("*/", start + 2)
        if end < 0:
            remark(say("story.open_boneyard", line=text.count("\n", 0, start) + 1))
            break
        parts += [text[done:start], _nulls(text[start : end + 2])]
        done = end + 2
    return "".join([*parts, text[done:]])


def _mask_notes(text: str, remark: Callable[[Message], None]) -> tuple[str, list[Element]]:
    """A note ends at ]] and holds no empty line (two spaces on the line keep it open)."""
    parts: list[str] = []
    notes: list[Element] = []
    done = at = start_of_line = 0
    line = 1
    close = empty = -1
    complained = False
    while (start := text.find("[[", at)) >= 0:
        line += text.count("\n", at, start)
        start_of_line = text.rfind("\n", at, start) + 1 or start_of_line
        close = close if close >= start or close == len(text) else _find(text, "]]", start)
        empty = empty if empty >= start or empty == len(text) else _find(text, "\n\n", start)
        if close > empty or close == len(text):
            if not complained:
                remark(say("story.open_note", line=line))
            complained, at = True, start + 2
            continue
        inside = text[start + 2 : close]
        notes.append(_note(inside, line, start - start_of_line + 1))
        parts += [text[done:start], _nulls(text[start : close + 2])]
        line += inside.count("\n")
        start_of_line = start + 3 + inside.rfind("\n") if "\n" in inside else start_of_line
        done = at = close + 2
    return "".join([*parts, text[done:]]), notes


def _find(text: str, what: str, start: int) -> int:
    """Where `what` is, or the length of the text, so that it is looked for in vain only once."""
    found = text.find(what, start)
    return len(text) if found < 0 else found


def _note(inside: str, line: int, column: int) -> Element:
    lead = next_text(inside, 0)
    before = inside[:lead]
    line += before.count("\n")
    column = lead - before.rfind("\n") if "\n" in before else column + 2 + lead
    text = "\n".join(part.strip() for part in _GAP.sub("", inside).strip().split("\n"))
    return Element(kind=Kind.NOTE, text=text, line=line, column=column)


def _nulls(text: str) -> str:
    return "\n".join("\0" * len(part) for part in text.split("\n"))


def unemphasised(text: str) -> str:
    """`text` without the signs of emphasis: *italic*, **bold**, ***both***, _underlined_; a backslash keeps one."""
    return _without_emphasis(text)[0]


def _without_emphasis(text: str) -> tuple[str, int]:
    if "*" not in text and "_" not in text and "\\" not in text:
        return text, 0
    gone: set[int] = set()
    opened: dict[str, re.Match[str]] = {}
    for match in _EMPHASIS.finditer(text):
        mark, start, end = match[0], match.start(), match.end()
        if mark.startswith("\\"):
            gone.add(start)
        elif mark in opened and not text[start - 1].isspace() and _ends(text, mark, end):
            first = opened.pop(mark)
            gone.update(range(first.start(), first.end()), range(start, end))
        elif not text[end : end + 1].isspace() and end < len(text) and _begins(text, mark, start):
            opened[mark] = match
    kept = [position for position in range(len(text)) if position not in gone]
    return "".join(text[position] for position in kept), kept[0] if kept else 0


def _begins(text: str, mark: str, start: int) -> bool:
    return mark != "_" or start == 0 or not text[start - 1].isalnum()


def _ends(text: str, mark: str, end: int) -> bool:
    return mark != "_" or not text[end : end + 1].isalnum()
