"""A script's elements -> its smallest beats, each in its scene."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kadr import lexicon
from kadr.board import Speech
from kadr.script import Element, Form, Kind, Script
from kadr.story.beats import Beat, Scene, Strength
from kadr.story.people import People
from kadr.story.sentences import Piece, pieces, sentences

_OFF = ("V.O", "VO", "O.S", "OS", "O.C", "OC", "ЗК", "З.К", "ЗА КАДРОМ", "ГОЛОС ЗА КАДРОМ", "ВЗК", "FILTERED")

LONGEST_TAG = 6
"""Words beside a speech that only say who speaks."""


def smallest(script: Script, people: People) -> list[Beat]:
    """The smallest beats of a script in their order."""
    if script.form is Form.SCREENPLAY:
        return _Screenplay(script.elements, people).beats()
    scene = Scene("1")
    told = [element for element in script.elements if element.kind is Kind.ACTION]
    if script.form is Form.LINES:
        return [_line(element, scene) for element in told]
    return [beat for element in told for beat in _prose(element, scene)]


class _Screenplay:
    """Walks over the elements once and gathers beats."""

    def __init__(self, elements: Sequence[Element], people: People) -> None:
        self.elements = elements
        self.people = people
        self.found: list[Beat] = []
        self.scene = Scene("1")
        self.opened: Element | None = None  # a heading that has no beat yet
        self.scenes = 0
        self.waiting: list[str] = []  # notes for the beat to come
        self.paragraph = 0  # the beat that the present paragraph begins with

    def beats(self) -> list[Beat]:
        """All beats; a heading without anything under it is a beat of its own: the place alone."""
        position = 0
        while position < len(self.elements):
            element = self.elements[position]
            position += 1
            if element.kind is Kind.HEADING:
                self._open(element)
            elif element.kind is Kind.ACTION:
                self._action(element)
            elif element.kind is Kind.CUE:
                position = self._speech(element, position)
            elif element.kind in (Kind.LYRIC, Kind.DIALOGUE):
                self._put(Strength.SPEECH, element.line, speech=(Speech(who="", text=_plain(element.text)),))
            elif element.kind is Kind.NOTE:
                self._note(position - 1)
        self._close()
        return self.found

    def _open(self, heading: Element) -> None:
        self._close()
        self.scenes += 1
        self.scene = Scene(heading.number or str(self.scenes), _plain(heading.text))
        self.opened = heading

    def _close(self) -> None:
        if self.opened:
            self._put(Strength.SCENE, self.opened.line)

    def _put(self, strength: Strength, line: int, action: str = "", page: int = 0, **more: tuple[object, ...]) -> None:
        first = self.opened is not None or not self.found
        notes = tuple(self.waiting)
        self.waiting, self.opened = [], None
        chosen = Strength.SCENE if first else strength
        self.found.append(Beat(chosen, self.scene, line, page, action, notes=notes, **more))  # type: ignore[arg-type]

    def _action(self, element: Element) -> None:
        strength = Strength.PARAGRAPH
        paragraph = len(self.found)
        for sentence, line in _placed(element):
            self._put(strength, line, sentence)
            strength = Strength.SENTENCE
        self.paragraph = paragraph

    def _speech(self, cue: Element, position: int) -> int:
        """The speech under a cue; gives the position after it. Notes inside it stay with it."""
        spoken: list[str] = []
        manner: list[str] = []
        notes: list[int] = []
        while position < len(self.elements):
            element = self.elements[position]
            if element.kind is Kind.NOTE:
                notes.append(position)
            elif element.kind is Kind.PARENTHETICAL:
                manner.append(_plain(element.text).strip("() "))
            elif element.kind in (Kind.DIALOGUE, Kind.LYRIC):
                spoken.append(_plain(element.text))
            else:
                break
            position += 1
        self._say(cue, " ".join(spoken), "; ".join(manner))
        for note in notes:
            self._note(note)
        return position

    def _say(self, cue: Element, text: str, manner: str) -> None:
        speakers = self.people.speakers(cue.text)
        name, _, extension = cue.text.partition("(")
        off = extension.strip(" )").upper().startswith(_OFF) or any(hit.field == "voice" for hit in lexicon.read(name))
        written = name.strip().rstrip("^ ")
        who = written.title() if len(speakers) == 1 else " & ".join(speaker.who for speaker in speakers)
        speech = Speech(who=who, text=text, manner=manner, off=off)
        self._put(Strength.SPEECH, cue.line, speech=(speech,), present=() if off else (name.strip(),))
        self.paragraph = len(self.found) - 1

    def _note(self, position: int) -> None:
        """A note belongs to the paragraph that it stands in or after; to the next one if it touches only that or
        the scene has none yet."""
        note = self.elements[position]
        following = next((other for other in self.elements[position + 1 : position + 2]), None)
        end = note.line + note.text.count("\n")
        previous = self.elements[position - 1] if position else None
        touched = previous is not None and previous.line + previous.text.count("\n") >= note.line - 1
        leads = following is not None and following.line <= end + 1 and not touched
        if self.opened or not self.found or leads:
            self.waiting.append(note.text)
            return
        beat = self.found[self.paragraph]
        self.found[self.paragraph] = _noted(beat, note.text)


def _noted(beat: Beat, note: str) -> Beat:
    return replace(beat, notes=(*beat.notes, note))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _placed(element: Element) -> Iterator[tuple[str, int]]:
    """The sentences of an element with the lines that they begin in."""
    if "\n" not in element.text:
        yield from ((sentence, element.line) for sentence in sentences(element.text))
        return
    ends: list[int] = []  # how many words there are up to the end of each line
    for line in element.text.split("\n"):
        ends.append((ends[-1] if ends else 0) + len(line.split()))
    words = line_of = 0
    for sentence in sentences(element.text):
        while ends[line_of] <= words:
            line_of += 1
        yield sentence, element.line + line_of
        words += len(sentence.split())


def _line(element: Element, scene: Scene) -> Beat:
    """A line of a list of panels: one beat, whatever is in it."""
    beats = list(_spoken_prose(pieces(element.text), element, scene))
    if len(beats) < 2:
        return beats[0] if beats else Beat(Strength.PARAGRAPH, scene, element.line, action=_plain(element.text))
    action = " ".join(beat.action for beat in beats if beat.action)
    speech = tuple(speech for beat in beats for speech in beat.speech)
    return Beat(Strength.PARAGRAPH, scene, element.line, element.page, action, speech)


def _prose(element: Element, scene: Scene) -> Iterator[Beat]:
    told = pieces(element.text)
    if not any(piece.spoken for piece in told):
        strength = Strength.PARAGRAPH
        for sentence, line in _placed(element):
            yield Beat(strength, scene, line, element.page, sentence)
            strength = Strength.SENTENCE
        return
    yield from _spoken_prose(told, element, scene)


def _spoken_prose(told: list[Piece], element: Element, scene: Scene) -> Iterator[Beat]:
    """Beats of a paragraph with speech: what stands right beside a speech and says who speaks goes with it. Who that
    is, is found out when the beats are read."""
    actions: list[str] = []
    strength = Strength.PARAGRAPH
    for place, piece in enumerate(told):
        if not piece.spoken:
            actions += sentences(piece.text)
            continue
        tag = sentences(told[place + 1].text)[0] if place + 1 < len(told) and not told[place + 1].spoken else ""
        leads = bool(actions) and place > 0 and actions[-1].endswith((",", ":"))
        beside = actions.pop() if leads else ""
        for action in actions:
            yield Beat(strength, scene, element.line, element.page, action)
            strength = Strength.SENTENCE
        actions = []
        if tag and (tag[:1].islower() or (not beside and _says(tag))):
            told[place + 1] = Piece(told[place + 1].text[len(tag) :].strip(), False)
        else:
            tag = ""
        action = " ".join(part for part in (beside, tag) if part)
        speech = Speech(who="", text=piece.text)
        yield Beat(strength, scene, element.line, element.page, action, (speech,))
        strength = Strength.SPEECH
    for action in actions:
        yield Beat(strength, scene, element.line, element.page, action)
        strength = Strength.SENTENCE


def _says(tag: str) -> bool:
    """Whether a sentence right after a speech says who spoke: "Aldar said.", "The Bai laughed."."""
    return len(tag.split()) <= LONGEST_TAG and any(hit.field == "saying" for hit in lexicon.read(tag))
