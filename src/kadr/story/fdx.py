"""Final Draft's FDX -> elements. `line` counts the paragraphs of the script from 1: Final Draft shows no lines."""

from dataclasses import dataclass, field

from kadr.errors import BadScript
from kadr.messages import Message, say
from kadr.script import Element, Kind
from kadr.story import markup

_KINDS = {
    "Scene Heading": Kind.HEADING,
    "Character": Kind.CUE,
    "Parenthetical": Kind.PARENTHETICAL,
    "Dialogue": Kind.DIALOGUE,
    "Singing": Kind.LYRIC,
    "Lyrics": Kind.LYRIC,
    "Transition": Kind.TRANSITION,
    "New Act": Kind.SECTION,
    "End of Act": Kind.CENTERED,
}
"""What a paragraph's Type is; Action, Shot, General and all others are action."""

_APART = ("ScriptNote", "Summary", "TitlePage", "HeaderAndFooter", "SmartType", "MoresAndContinueds", "Macros")
"""Elements whose paragraphs do not belong to the script's own text."""


@dataclass(slots=True)
class _Paragraph:
    apart: str  # which of `_APART` it lies in, or nothing
    kind: Kind
    line: int
    number: str = ""
    dual: bool = False
    text: list[str] = field(default_factory=list)
    after: list[Element] = field(default_factory=list)  # notes and synopses anchored in it


class _Reader:
    """Hears the elements of the file and gathers those of the script."""

    def __init__(self, name: str | Message) -> None:
        self.name = name
        self.path: list[str] = []
        self.open: list[_Paragraph] = []
        self.elements: list[Element] = []
        self.title: list[str] = []
        self.paragraphs = 0
        self.dual_cues = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self.path and tag != "FinalDraft":
            raise BadScript(say("story.not_final_draft", name=self.name, tag=tag[:40]))
        if tag == "DualDialogue":
            self.dual_cues = 0
        elif tag == "Paragraph":
            self._begin(attributes)
        elif tag == "SceneProperties" and self.open and attributes.get("Title", "").strip():
            self._anchor(Kind.SYNOPSIS, attributes["Title"].strip(), self.open[-1].line)
        self.path.append(tag)

    def _begin(self, attributes: dict[str, str]) -> None:
        apart = next((tag for tag in reversed(self.path) if tag in _APART), "")
        kind = _KINDS.get(attributes.get("Type", ""), Kind.ACTION)
        self.paragraphs += not apart
        dual = False
        if kind is Kind.CUE and "DualDialogue" in self.path:
            self.dual_cues += 1
            dual = self.dual_cues == 2
        number = attributes.get("Number", "") if kind is Kind.HEADING else ""
        self.open.append(_Paragraph(apart, kind, self.paragraphs, number, dual))

    def end(self, tag: str) -> None:
        self.path.pop()
        if tag != "Paragraph":
            return
        done = self.open.pop()
        text = "".join(done.text).replace("\t", " ").strip()
        if done.apart == "TitlePage":
            self.title += [text] if text else []
        elif done.apart in ("ScriptNote", "Summary") and text:
            self._anchor(Kind.NOTE if done.apart == "ScriptNote" else Kind.SYNOPSIS, text, done.line)
        elif not done.apart:
            if text:
                self.elements.append(
                    Element(kind=done.kind, text=text, line=done.line, number=done.number, dual=done.dual)
                )
            self.elements += done.after

    def _anchor(self, kind: Kind, text: str, line: int) -> None:
        """Keep a note or a synopsis for the place after the paragraph that it is anchored in."""
        element = Element(kind=kind, text=text, line=line)
        owner = next((paragraph for paragraph in reversed(self.open) if not paragraph.apart), None)
        (owner.after if owner else self.elements).append(element)

    def data(self, text: str) -> None:
        if self.open and self.path[-2:] == ["Paragraph", "Text"]:
            self.open[-1].text.append(text)


def parse(data: bytes, name: str | Message) -> tuple[tuple[Element, ...], dict[str, str]]:
    """The elements of an FDX file, and its title page (``title`` alone: Final Draft marks no other line of it).
    Raises `BadScript`."""
    reader = _Reader(name)
    markup.parse(data, reader, name)
    return tuple(reader.elements), {"title": reader.title[0]} if reader.title else {}
