"""A script as it was written: its elements in their order, each with its place in the source."""

from enum import StrEnum

from kadr.schema import Value


class Form(StrEnum):
    """How a text is to be read."""

    SCREENPLAY = "screenplay"
    PROSE = "prose"
    LINES = "lines"


class Kind(StrEnum):
    """What an element of a screenplay is; prose and lines are ACTION throughout."""

    HEADING = "heading"
    ACTION = "action"
    CUE = "cue"
    PARENTHETICAL = "parenthetical"
    DIALOGUE = "dialogue"
    LYRIC = "lyric"
    TRANSITION = "transition"
    CENTERED = "centered"
    SECTION = "section"
    SYNOPSIS = "synopsis"
    NOTE = "note"
    PAGE_BREAK = "page break"


class Unit(StrEnum):
    """What `Element.line` counts: lines of a text or of a page, or paragraphs where the source shows no lines."""

    LINE = "line"
    PARAGRAPH = "paragraph"


class Element(Value, frozen=True, kw_only=True):
    """One element of a script. `line` and `column` count from 1 and say where its text begins in the source."""

    kind: Kind
    text: str
    line: int
    column: int = 1
    page: int = 0  # from 1; 0: the source has no pages
    number: str = ""  # a scene's own number: #12A#
    dual: bool = False  # the second speaker of a dual dialogue


class Script(Value, frozen=True, kw_only=True):
    """A text that was read: its elements in their order, and where it came from."""

    title: str
    form: Form
    elements: tuple[Element, ...]
    source: str = ""  # the file's name, without its folder
    encoding: str = "utf-8"
    title_page: dict[str, str] = {}
    unit: Unit = Unit.LINE
