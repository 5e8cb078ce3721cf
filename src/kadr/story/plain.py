"""Plain text -> elements: prose in paragraphs, or one panel per line."""

import re
from collections.abc import Iterator

import msgspec

from kadr.script import Element, Form, Kind

TITLE_LENGTH = 60
"""Letters of a line that may be a title."""

_SECTION = re.compile(r"#{1,6}\s+(\S.*)")
_DASH = re.compile(r"[—–-]\s")
_ENDED = tuple('.!?…»”":;')


def parse(text: str, form: Form) -> tuple[Element, ...]:
    """The paragraphs (prose) or the lines (lines) of `text`; a line ``# Title`` is a section."""
    lines = list(enumerate(text.split("\n"), start=1))
    if form is Form.LINES:
        return tuple(_element([entry]) for entry in lines if entry[1].strip())
    loose = not any(not line.strip() for _, line in lines[:-1])
    elements = [_element(paragraph) for paragraph in _paragraphs(lines, loose=loose)]
    if not loose and len(elements) > 1 and _is_title(elements[0]):
        elements[0] = msgspec.structs.replace(elements[0], kind=Kind.SECTION)
    return tuple(elements)


def _is_title(first: Element) -> bool:
    """A short line that stands alone over the story and does not end like a sentence is its title."""
    text = first.text
    return "\n" not in text and len(text) <= TITLE_LENGTH and not text.endswith((*_ENDED, ","))


def _paragraphs(lines: list[tuple[int, str]], *, loose: bool) -> Iterator[list[tuple[int, str]]]:
    """Lines that belong together. A dash of dialogue and a section begin a new paragraph; in a text without empty
    lines (`loose`), so does each line after one that ended its sentence."""
    paragraph: list[tuple[int, str]] = []
    for number, line in lines:
        shown = line.strip()
        last = paragraph[-1][1].rstrip() if paragraph else ""
        ended = (loose and last.endswith(_ENDED)) or _SECTION.fullmatch(last.strip())
        if paragraph and (not shown or ended or _DASH.match(shown) or _SECTION.fullmatch(shown)):
            yield paragraph
            paragraph = []
        if shown:
            paragraph.append((number, line))
    if paragraph:
        yield paragraph


def _element(paragraph: list[tuple[int, str]]) -> Element:
    number, first = paragraph[0]
    section = _SECTION.fullmatch(first.strip())
    start = len(first) - len(first.lstrip())
    if section:
        return Element(kind=Kind.SECTION, text=section[1].strip(), line=number, column=start + section.start(1) + 1)
    text = "\n".join(line.strip() for _, line in paragraph)
    return Element(kind=Kind.ACTION, text=text, line=number, column=start + 1)
