"""The Fountain reader: lines in, elements with positions out. Syntax: https://fountain.io/syntax/

1. `mask` (in `marks`) blanks out what is no text: boneyard and notes; the notes are kept.
2. The title page is taken from the top.
3. Line by line, each block becomes elements. Every step is linear in the length of the text.

More generous than the page above: scene headings and transitions in Russian too, a number in front of a heading, any
alphabet with capitals for cues, and the common transitions that do not end in TO: (FADE IN:, ЗТМ.).
"""

import re
from collections.abc import Callable

import msgspec

from kadr.messages import Message
from kadr.script import Element, Kind
from kadr.story.marks import Line, lines_of, mask, next_text, unemphasised

__all__ = ["has_heading", "parse", "unemphasised"]

_IN = r"INT|ИНТ|ПАВ|ИНТЕРЬЕР|ПАВИЛЬОН"
_OUT = r"EXT|НАТ|ЭКСТ|НАТУРА|ЭКСТЕРЬЕР"
_PLACE = rf"(?:(?:{_IN})\.?\s?/\s?(?:{_OUT})|(?:{_OUT})\.?\s?/\s?(?:{_IN})|I/E|E/I|EST|{_IN}|{_OUT})"
_HEADING = re.compile(
    rf"(?:(?P<number>\d{{1,4}}[^\W_]?(?:[-.]\d{{1,4}})*)[.)]?\s+)?(?:{_PLACE}[.\s]|(?i:{_PLACE})\.)\s*\S"
)
_ANY_HEADING = re.compile(rf"^[ \t]*{_HEADING.pattern.replace('?P<number>', '')}", re.MULTILINE)
_NUMBER = re.compile(r"#([\w.\-]{1,20})#$")

_TRANSITIONS = re.compile(
    r".*\bTO:|FADE (?:IN|OUT|TO BLACK|UP)[.:]?|CUT TO BLACK[.:]?|(?:ИЗ |В |УХОД В )?(?:ЗТМ|ЗАТЕМНЕНИ[ЕЯ])[.:]?"
    r"|СМЕНА КАДРА[.:]?|(?:НАПЛЫВ|ПЕРЕХОД(?: НА| К)?|ПЕРЕБИВКА|СКЛЕЙКА|ШТОРКА|ВЫТЕСНЕНИЕ|ИЗ ТЕМНОТЫ|В ТЕМНОТУ)[.:]"
)

_TITLE_KEYS = frozenset(
    [
        "title",
        "credit",
        "author",
        "authors",
        "source",
        "notes",
        "date",
        "contact",
        "copyright",
        "revision",
        "draft",
        "format",
        "language",
        "series",
        "episode",
        "genre",
        "logline",
        "название",
        "заголовок",
        "автор",
        "авторы",
        "сценарий",
        "режиссер",
        "режиссёр",
        "источник",
        "дата",
        "контакт",
        "контакты",
        "права",
        "версия",
        "жанр",
        "логлайн",
        "формат",
    ]
) | {"draft date", "written by", "автор сценария", "авторы сценария", "авторские права"}
_KEY = re.compile(r"([^\W_][^:\n]{0,40}):(?:\s+(.*)|)$")


def has_heading(text: str) -> bool:
    """Whether a line of `text` is a scene heading."""
    return _ANY_HEADING.search(text) is not None


def parse(text: str, remark: Callable[[Message], None]) -> tuple[tuple[Element, ...], dict[str, str]]:
    """The elements of a Fountain text in their order, and its title page by keys in small letters."""
    masked, notes = mask(text, remark)
    lines = lines_of(masked)
    title_page, begin = _title_page(lines)
    reader = _Reader(lines, begin)
    while reader.position < len(lines):
        reader.block()
    elements = sorted([*reader.elements, *notes], key=lambda element: (element.line, element.column))
    return tuple(elements), title_page


def _title_page(lines: list[Line]) -> tuple[dict[str, str], int]:
    """The title page, and the line after it. It must begin on the first line with a key that title pages have."""
    first = _KEY.match(lines[0].text) if lines else None
    if first is None or first[1].strip().casefold() not in _TITLE_KEYS:
        return {}, 0
    values: dict[str, list[str]] = {}
    key = ""
    for position, line in enumerate(lines):
        if line.blank:
            return _joined(values), position
        entry = _KEY.match(line.text) if line.column == 1 else None
        if entry:
            key = entry[1].strip().casefold()
            values.setdefault(key, [])
        values[key].append(((entry[2] or "") if entry else line.text).strip())
    return _joined(values), len(lines)


def _joined(values: dict[str, list[str]]) -> dict[str, str]:
    return {key: "\n".join(part for part in parts if part) for key, parts in values.items()}


class _Reader:
    """Walks over the lines once; each `block` call takes one block and stands on the line after it."""

    def __init__(self, lines: list[Line], begin: int) -> None:
        self.lines = lines
        self.position = begin
        self.elements: list[Element] = []

    def block(self) -> None:
        """Take the element or the paragraph that begins at the present line."""
        line = self.lines[self.position]
        if line.blank:
            self.position += 1
        elif not (self._marked(line) or self._heading(line) or self._transition(line)):
            if self._is_cue(line):
                self._dialogue(line)
            else:
                self._action()

    def _add(self, kind: Kind, line: Line, start: int, end: int | None = None, **more: object) -> None:
        begin = next_text(line.raw, start)
        text, lead = line.cut(begin, end)
        values = {"kind": kind, "text": text, "line": line.number, "column": begin + lead + 1, **more}
        self.elements.append(Element(**values))  # type: ignore[arg-type]

    def _one(self, kind: Kind, line: Line, skip: int, end: int | None = None, **more: object) -> bool:
        """A line that is one element; its text begins `skip` signs after the line's first one."""
        self._add(kind, line, line.column - 1 + skip, end, **more)
        self.position += 1
        return True

    def _marked(self, line: Line) -> bool:
        """Elements that a sign at the beginning of their line forces."""
        text = line.text
        if text.startswith("==="):
            return not text.strip("=") and self._one(Kind.PAGE_BREAK, line, 0)
        if text.startswith("="):
            return self._one(Kind.SYNOPSIS, line, 1)
        if text.startswith("#"):
            depth = len(text) - len(text.lstrip("#"))
            return self._one(Kind.SECTION, line, depth)
        if text.startswith("~"):
            return self._one(Kind.LYRIC, line, 1)
        if text.startswith(">"):
            if text.endswith("<") and len(text) > 1:
                return self._one(Kind.CENTERED, line, 1, line.raw.rindex("<"))
            return self._one(Kind.TRANSITION, line, 1)
        if text.startswith(".") and text[1:2].isalnum():
            return self._numbered(line, 1, "")
        return False

    def _heading(self, line: Line) -> bool:
        match = _HEADING.match(line.text)
        if match is None:
            return False
        number = match["number"] or ""
        return self._numbered(line, match.end("number") if number else 0, number)

    def _numbered(self, line: Line, skip: int, number: str) -> bool:
        """A heading, without the numbers at either end."""
        start = line.column - 1 + skip
        if number:
            start += len(line.raw[start:]) - len(line.raw[start:].lstrip(".) \t\0"))
        shown = line.raw.rstrip(" \t\0")
        own = _NUMBER.search(shown, max(start, len(shown) - 22))
        self._add(Kind.HEADING, line, start, own.start() if own else None, number=own[1] if own else number)
        self.position += 1
        return True

    def _transition(self, line: Line) -> bool:
        alone = self._blank(self.position + 1)
        if not (alone and line.text.isupper() and _TRANSITIONS.fullmatch(line.text)):
            return False
        return self._one(Kind.TRANSITION, line, 0)

    def _blank(self, position: int) -> bool:
        return position >= len(self.lines) or self.lines[position].blank

    def _is_cue(self, line: Line) -> bool:
        """A line in capitals with a line right below; only a forced cue may stand without capitals."""
        if line.text.startswith("@"):
            return True
        if line.text.startswith("!") or self._blank(self.position + 1) or line.raw.endswith("  "):
            return False
        name = line.text.removesuffix("^").partition("(")[0].strip()
        return name.isupper() and any(sign.isalpha() for sign in name)

    def _dialogue(self, cue: Line) -> None:
        """A cue and what stands under it, to the next blank line; two spaces on a line keep the speech open."""
        dual = cue.text.endswith("^")
        end = cue.raw.rindex("^") if dual else None
        self._one(Kind.CUE, cue, int(cue.text.startswith("@")), end, dual=dual)
        kind = Kind.CUE
        spoken: list[str] = []
        while self.position < len(self.lines):
            line = self.lines[self.position]
            if line.blank and (kind is Kind.CUE or len(line.raw) < 2):
                break
            self.position += 1
            if line.blank:
                continue
            previous, kind = kind, _spoken_kind(line)
            if previous is Kind.PARENTHETICAL and not self.elements[-1].text.endswith(")"):
                self._join([line.text])
                kind = Kind.PARENTHETICAL
                continue
            start = line.column - 1 + int(kind is Kind.LYRIC)
            if kind is previous is Kind.DIALOGUE:
                spoken.append(line.cut(start)[0])
                continue
            self._join(spoken)
            self._add(kind, line, start, dual=dual)
        self._join(spoken)

    def _join(self, texts: list[str]) -> None:
        """Put further lines to the last element, and empty the list."""
        if texts:
            last = self.elements[-1]
            self.elements[-1] = msgspec.structs.replace(last, text="\n".join([last.text, *texts]))
            texts.clear()

    def _action(self) -> None:
        """A paragraph, to the next blank line or marked element. Its lines stay lines."""
        first = self.lines[self.position]
        self._one(Kind.ACTION, first, int(first.text.startswith("!")))
        texts: list[str] = []
        while self.position < len(self.lines):
            line = self.lines[self.position]
            if line.blank or line.text[0] in "#>~=" or (_HEADING.match(line.text) and line.text.isupper()):
                break
            texts.append(line.cut(line.column - 1 + int(line.text.startswith("!")))[0])
            self.position += 1
        self._join(texts)


def _spoken_kind(line: Line) -> Kind:
    """What a line under a cue is."""
    if line.text.startswith("(") and (line.text.endswith(")") or ")" not in line.text):
        return Kind.PARENTHETICAL
    return Kind.LYRIC if line.text.startswith("~") else Kind.DIALOGUE
