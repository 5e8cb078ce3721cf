"""PDF -> lines with their indents, and from them elements by the layout of screenplays.

A screenplay's page tells by its columns what a line is: action at the left, dialogue further in, cues furthest. Where
the columns lie is taken from the document itself. Everything is read from the text of the pages; pictures of pages
(scans) have none, and are refused.
"""

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

import pypdf

from kadr.errors import BadScript
from kadr.messages import Message, say
from kadr.script import Element, Kind
from kadr.story import fountain

MOST_PAGES = 1500
"""A feature has 120 pages, a long novel 1,200."""

DIALOGUE_INDENT, CUE_INDENT = 5, 14
"""Letters by which dialogue and cues stand further in than action. Standard pages: action at 1.5 inches, dialogue at
2.5, parentheticals at 3.1, cues at 3.7, with 10 letters an inch; layouts vary by a few letters."""

REPEATED = 3
"""On how many pages the same first or last line makes it a running header or footer."""

_PAGE_NUMBER = re.compile(r"(?:page\s+|стр\.?\s*)?\d{1,4}\s*\.?(?:\s*(?:/|of|из)\s*\d+)?", re.IGNORECASE)
_CONTINUED = re.compile(r"\(?(?:MORE|CONTINUED:?|ДАЛЬШЕ|ПРОДОЛЖЕНИЕ:?|CONT['’]D)\)?", re.IGNORECASE)
_CONTD = re.compile(r"\s*\((?:CONT['’]?D|CONTINUING|ПРОД(?:ОЛЖАЕТ|\.)?|ПРОДОЛЖАЯ)\)\s*$", re.IGNORECASE)
_SCENE_NUMBER = re.compile(r"^(\d{1,4}[A-ZА-Я]?)[.\s]\s*(?=\S)|\s{2,}(\d{1,4}[A-ZА-Я]?)\s*$")
_TRANSITION = re.compile(r"[^a-zа-я]{3,30}(?:TO:|IN:|OUT\.?|ЗТМ\.?|ПЕРЕХОД:?|ЗАТЕМНЕНИЕ\.?)")


class Line(NamedTuple):
    """A line of a page: its text, how many letters it stands in, and its place."""

    text: str
    indent: int
    page: int
    number: int  # on its page, from 1


def lines_of(data: bytes, name: str | Message) -> list[Line]:
    """The lines of a PDF; an empty one stands where the page leaves room. Raises `BadScript`."""
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadScript(say("story.pdf_locked", name=name))
        if len(reader.pages) > MOST_PAGES:
            raise BadScript(say("story.pdf_long", name=name, pages=len(reader.pages), limit=MOST_PAGES))
        pages = [page.extract_text(extraction_mode="layout") for page in reader.pages]
    except BadScript:
        raise
    except Exception:  # a broken file makes pypdf stumble in ways that its own errors do not cover
        raise BadScript(say("story.pdf_broken", name=name)) from None
    if not any(sign.isalnum() for page in pages for sign in page):
        raise BadScript(say("story.pdf_scanned", name=name, n=len(pages)))
    return _without_headers([_page(text, number) for number, text in enumerate(pages, start=1)])


def _page(text: str, page: int) -> list[Line]:
    rows = text.replace("\0", " ").split("\n")
    return [Line(row.strip(), len(row) - len(row.lstrip()), page, number) for number, row in enumerate(rows, start=1)]


def _without_headers(pages: Sequence[list[Line]]) -> list[Line]:
    """The lines of all pages without page numbers and what is repeated on top and at the bottom."""
    edges: Counter[str] = Counter()
    for page in pages:
        full = [line for line in page if line.text]
        edges.update({_bare(line.text) for line in (*full[:1], *full[-1:])})
    kept: list[Line] = []
    for page in pages:
        full = [line for line in page if line.text]
        outer = {line.number for line in (*full[:2], *full[-2:])}
        for line in page:
            repeated = line.number in outer and edges[_bare(line.text)] >= REPEATED
            numbered = line.number in outer and _PAGE_NUMBER.fullmatch(line.text)
            if not (repeated or numbered or _CONTINUED.fullmatch(line.text)):
                kept.append(line)
    return kept


def _bare(text: str) -> str:
    """A line as it repeats: without its page number."""
    return re.sub(r"\d+\.?", "", text).strip()


def is_screenplay(lines: Sequence[Line]) -> bool:
    """Whether a scene heading stands in it."""
    return any(fountain.has_heading(_heading(line.text)[0]) for line in lines if line.text)


def elements(lines: Sequence[Line]) -> tuple[Element, ...]:
    """The elements of a screenplay by its layout."""
    return _Layout(lines).elements()


def _heading(text: str) -> tuple[str, str]:
    """A heading without the scene numbers in its margins, and the number."""
    number = ""
    for _ in range(2):
        match = _SCENE_NUMBER.search(text)
        if match:
            number = number or match[1] or match[2]
            text = (text[: match.start()] + text[match.end() :]).strip()
    return text, number


class _Layout:
    """Walks over the lines once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        indents = Counter(line.indent for line in lines if len(line.text) > 30)
        usual = [indent for indent, count in indents.items() if count >= max(1, indents.total() // 20)]
        self.margin = min(usual, default=0)
        self.found: list[Element] = []
        self.started = False  # a heading was met: what stands before is the title page
        self.talking = False
        self.gap = True  # an empty line was passed

    def elements(self) -> tuple[Element, ...]:
        """All elements, the title page left out."""
        page = 0
        for place, line in enumerate(self.lines):
            turned, page = line.page != page, line.page
            if not line.text:
                self.gap = True
                self.talking = self.talking and self._speech_goes_on(place)
                continue
            self._take(line, place, turned=turned)
            self.gap = False
        return tuple(self.found)

    def _take(self, line: Line, place: int, *, turned: bool) -> None:
        inward = line.indent - self.margin
        heading, number = _heading(line.text)
        if fountain.has_heading(heading):
            self.started, self.talking = True, False
            self._put(Kind.HEADING, heading, line, number)
        elif not self.started:
            return
        elif _TRANSITION.fullmatch(line.text) and line.text.isupper():
            self.talking = False
            self._put(Kind.TRANSITION, line.text, line)
        elif inward >= CUE_INDENT and _is_cue(line.text) and self._followed(place):
            self._cue(line)
        elif self.talking and inward >= DIALOGUE_INDENT:
            opened = self.found[-1].kind is Kind.PARENTHETICAL and ")" not in self.found[-1].text
            kind = Kind.PARENTHETICAL if line.text.startswith("(") or opened else Kind.DIALOGUE
            self._put(kind, line.text, line, join=self.found[-1].kind is kind)
        else:
            self.talking = False
            joins = bool(self.found) and self.found[-1].kind is Kind.ACTION and (not self.gap or turned)
            self._put(Kind.ACTION, line.text, line, join=joins and not (turned and _ended(self.found[-1].text)))

    def _cue(self, line: Line) -> None:
        """A cue; one that only goes on with the speech of the page before is joined to it."""
        name = _CONTD.sub("", line.text)
        cue = next((element for element in reversed(self.found) if element.kind is Kind.CUE), None)
        spoken = self.found and self.found[-1].kind in (Kind.DIALOGUE, Kind.PARENTHETICAL)
        self.talking = True
        if not (name != line.text and cue and cue.text == name and spoken and self.found[-1].page != line.page):
            self._put(Kind.CUE, name, line)

    def _put(self, kind: Kind, text: str, line: Line, number: str = "", *, join: bool = False) -> None:
        if join:
            last = self.found[-1]
            self.found[-1] = Element(
                kind=kind, text=f"{last.text}\n{text}", line=last.line, column=last.column, page=last.page
            )
            return
        self.found.append(
            Element(kind=kind, text=text, line=line.number, column=line.indent + 1, page=line.page, number=number)
        )

    def _followed(self, place: int) -> bool:
        """Whether dialogue stands below, on this page or at the top of the next."""
        for line in self.lines[place + 1 : place + 6]:
            if line.text:
                return line.indent - self.margin >= DIALOGUE_INDENT
        return False

    def _speech_goes_on(self, place: int) -> bool:
        """Whether an empty line inside a speech is only the end of its page."""
        return any(line.page != self.lines[place].page for line in self.lines[place : place + 6])


def _is_cue(text: str) -> bool:
    name = text.partition("(")[0]
    return any(sign.isalpha() for sign in name) and name == name.upper() and len(text) <= 50


def _ended(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?", "…", ":", '"', "»"))
