"""Word's DOCX -> paragraphs of text. Nothing in the file is run: a DOCX is a zip of XML, and only the XML of the text
and the names of its styles are read."""

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

from kadr.errors import BadScript
from kadr.messages import Message, say
from kadr.script import Kind
from kadr.story import markup

LARGEST = 40_000_000
"""Bytes of the unpacked text. Word needs about 10 bytes of XML a letter: a novel of a million letters is 10 MB."""

_STYLES = {
    Kind.HEADING: ("sceneheading", "slugline", "заголовоксцены", "местодействия", "объект"),
    Kind.CUE: ("character", "charactername", "персонаж", "имяперсонажа", "герой"),
    Kind.PARENTHETICAL: ("parenthetical", "ремарка"),
    Kind.DIALOGUE: ("dialogue", "dialog", "реплика", "диалог"),
    Kind.TRANSITION: ("transition", "переход"),
    Kind.ACTION: ("action", "действие", "описание"),
}
"""What a paragraph is by the name of its style, without spaces, in small letters."""

_TEXT = "word/document.xml"


@dataclass(slots=True)
class Paragraph:
    """A paragraph with the name of its style; empty ones are kept, since they part what stands around them."""

    style: str = ""
    text: list[str] = field(default_factory=list)

    @property
    def kind(self) -> Kind | None:
        """What its style makes of it, if that is a style of screenplays."""
        style = self.style.lower().replace(" ", "")
        return next((kind for kind, names in _STYLES.items() if style in names), None)


class _Reader:
    """Hears the elements of the document and gathers paragraphs; what was deleted with changes tracked is left out,
    and so is the second copy of text boxes that Word keeps for older programs."""

    def __init__(self) -> None:
        self.done: list[Paragraph] = []
        self.open: list[Paragraph] = []
        self.skipped = 0
        self.taking = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = markup.local(tag)
        if name in ("del", "Fallback", "moveFrom"):
            self.skipped += 1
        elif name == "p":
            self.open.append(Paragraph())
        elif self.open and not self.skipped:
            if name == "pStyle":
                self.open[-1].style = next(
                    (value for key, value in attributes.items() if markup.local(key) == "val"), ""
                )
            elif name in ("tab", "br", "cr"):
                self.open[-1].text.append("\n" if name != "tab" else " ")
            self.taking = name == "t"

    def end(self, tag: str) -> None:
        name = markup.local(tag)
        self.taking = False
        if name in ("del", "Fallback", "moveFrom"):
            self.skipped -= 1
        elif name == "p" and self.open:
            paragraph = self.open.pop()
            if not self.skipped:
                self.done.append(paragraph)

    def data(self, text: str) -> None:
        if self.taking and self.open:
            self.open[-1].text.append(text)


class _Styles:
    """Hears the style sheet: the names of styles by their ids."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.id = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        plain = {markup.local(key): value for key, value in attributes.items()}
        if markup.local(tag) == "style":
            self.id = plain.get("styleId", "")
        elif markup.local(tag) == "name" and self.id:
            self.names.setdefault(self.id, plain.get("val", ""))

    def end(self, tag: str) -> None:
        """Nothing to do: a style ends where the next begins."""

    def data(self, text: str) -> None:
        """A style sheet has no text."""


def parse(data: bytes, name: str | Message, remark: Callable[[Message], None]) -> list[Paragraph]:
    """The paragraphs of a DOCX file in their order. `remark` hears of macros, which are never run. Raises
    `BadScript`."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = {info.filename: info for info in archive.infolist()}
            if _TEXT not in members:
                raise BadScript(say("story.no_word_text", name=name))
            if any(member.lower().endswith("vbaproject.bin") for member in members):
                remark(say("story.macros", name=name))
            reader, styles = _Reader(), _Styles()
            markup.parse(_unpacked(archive, members[_TEXT], name), reader, name)
            if "word/styles.xml" in members:
                markup.parse(_unpacked(archive, members["word/styles.xml"], name), styles, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise BadScript(say("story.broken_zip", name=name)) from None
    for paragraph in reader.done:
        paragraph.style = styles.names.get(paragraph.style, paragraph.style)
    return reader.done


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str | Message) -> bytes:
    """A member's bytes, never more than `LARGEST` of them, whatever the archive says of its size."""
    with archive.open(member) as file:
        text = file.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise BadScript(say("story.unpacks_large", name=name, limit=LARGEST // 1_000_000))
    return text
