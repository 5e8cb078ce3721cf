"""What a sheet says, in words: the labels of a panel, its text, and the header. No geometry."""

from datetime import date
from math import gcd

from kadr.board import Angle, Board, Format, Move, Shot
from kadr.export.type import Paragraph, Role, paragraphs
from kadr.messages import say


def length(seconds: float, language: str) -> str:
    """A duration: "2.5 s", "1 min 05 s"."""
    decimal = say("sheet.decimal").text(language)
    if seconds < 60:
        return say("sheet.seconds", seconds=f"{seconds:.1f}".removesuffix(".0").replace(".", decimal)).text(language)
    minutes, rest = divmod(round(seconds), 60)
    return say("sheet.minutes", minutes=minutes, seconds=f"{rest:02}").text(language)


def aspect(form: Format) -> str:
    """The pictures' shape: "16:9", or "2.39:1" where the whole numbers are not those anybody says."""
    common = gcd(form.width, form.height)
    width, height = form.width // common, form.height // common
    return f"{width}:{height}" if max(width, height) <= 21 else f"{form.width / form.height:.2f}:1"


def camera(shot: Shot, language: str) -> tuple[str, ...]:
    """The shot's size, then its angle and move where there is something to say."""
    found = [f"sheet.size_{shot.size.name}"]
    if shot.angle is not Angle.EYE:
        found.append(f"sheet.angle_{shot.angle.name}")
    if shot.move is not Move.STATIC:
        found.append(f"sheet.move_{shot.move.name}")
    return tuple(say(key).text(language) for key in found)


def telling(shot: Shot, language: str, *, heading: bool) -> tuple[Paragraph, ...]:
    """The text of a panel: its scene's heading (where a scene begins), action, dialogue and notes."""
    text = list(paragraphs([(shot.heading.upper(), Role.HEADING)])) if heading else []
    text += paragraphs([(shot.action, Role.ACTION)])
    for speech in shot.speech:
        off = say("sheet.off").text(language) if speech.off else ""
        manner = speech.manner.strip().removeprefix("(").removesuffix(")")
        text += paragraphs(
            [
                (speech.who.upper(), Role.SPEAKER),
                (off, Role.OFF),
                (f"({manner})" if manner else "", Role.MANNER),
                (speech.text, Role.SPEECH),
            ]
        )
    if shot.notes:
        text += paragraphs([(say("sheet.note").text(language), Role.NOTE), (shot.notes, Role.NOTE)])
    return tuple(text)


def facts(board: Board, language: str) -> tuple[str, ...]:
    """What the header says of the whole board: panels, duration, aspect, date of its last change."""
    seconds = sum(panel.shot.seconds for panel in board.panels)
    found = [
        say("sheet.panels", n=len(board.panels)).text(language),
        length(seconds, language),
        aspect(board.format),
    ]
    try:
        changed = date.fromisoformat(board.changed[:10])
    except ValueError:  # not saved yet
        return tuple(found)
    said = say("sheet.date", year=changed.year, month=f"{changed.month:02}", day=f"{changed.day:02}")
    return (*found, said.text(language))
