"""Plain film grammar: from how far and from where a picture is seen when the script does not say."""

from dataclasses import dataclass

from kadr.board import Angle, Figure, Framing, Move, Shot, Size
from kadr.story.beats import Beat
from kadr.story.setting import Setting

SHORT_TALK = 8
"""Words: a speech up to this long is one remark, and looks best as a face."""

_STRONG = ("angry", "afraid", "surprised", "sad", "pain", "crying", "shouting")
_GESTURES = ("give", "point", "take", "hold", "aim", "throw", "wave", "knock", "open", "close")
"""Poses of the hands: nearer than the waist they would be cut off."""

_WHOLE = (
    "run", "dance", "jump", "fall", "fight", "ride", "climb", "swim", "fly", "walk", "kneel", "lie", "crouch", "hide",
    "bow", "push", "pull", "carry", "embrace", "work",
)  # fmt: skip
"""Poses of the whole body."""

_ALONG = ("run", "ride", "drive")
"""Poses with which the camera goes along."""

_STILL = ("stand", "look", "talk", "listen", "turn")
_NEXT = {
    Size.ECU: Size.CU,
    Size.CU: Size.MCU,
    Size.MCU: Size.MS,
    Size.MS: Size.MCU,
    Size.MLS: Size.MS,
    Size.FS: Size.MLS,
    Size.LS: Size.FS,
    Size.ELS: Size.LS,
}
"""The size to take instead, when the same people have just been seen in the same one."""


@dataclass(frozen=True, slots=True)
class View:
    """What decides how a beat is seen."""

    setting: Setting
    figures: tuple[Figure, ...]
    beat: Beat
    new_scene: bool
    before: Shot | None
    props: tuple[str, ...] = ()
    turning: bool = False  # the story turns here


def frame(view: View, size: Size) -> tuple[Framing, str]:
    """Plain, an insert of a thing, or over the shoulder of the one who is spoken to; and whose shoulder."""
    before, figures = view.before, view.figures
    if not figures and view.props and size in (Size.ECU, Size.CU):
        return Framing.INSERT, ""
    talks = len(figures) == 1 and figures[0].count == 1 and view.beat.speech and size in (Size.MCU, Size.MS)
    if talks and before is not None and not view.new_scene and not view.turning:
        partners = [figure.who for figure in before.figures if figure.who != figures[0].who and figure.count == 1]
        if not partners and before.eyes and before.eyes != figures[0].who:
            partners = [before.eyes]
        if len(partners) == 1:
            return Framing.OVER_SHOULDER, partners[0]
    return Framing.PLAIN, ""


def move(view: View, size: Size) -> Move:
    """The camera goes along with those who run, and closes in where the story turns."""
    if size in (Size.FS, Size.LS, Size.MLS) and any(figure.pose in _ALONG for figure in view.figures):
        return Move.TRACK
    closes = view.turning and size in (Size.CU, Size.MCU) and len(view.figures) == 1
    return Move.PUSH if closes else Move.STATIC


def choose(view: View, asked: Size | None) -> tuple[Size, Angle]:
    """A size and an angle; never the same size of the same people twice in a row. `asked` is the size that the
    script gives, for the angle's sake."""
    size = asked or _size(view)
    before = view.before
    same_people = before is not None and _who(before.figures) == _who(view.figures)
    if before is not None and asked is None and same_people and before.size is size:
        size = _NEXT[size]
    return size, _angle(view, size)


def _size(view: View) -> Size:
    figures = view.figures
    if not figures and view.props and view.before is not None and not _elsewhere(view, view.before):
        return Size.CU
    if not figures:
        return Size.ELS if view.setting.interior is False else Size.LS
    if view.before is None or _elsewhere(view, view.before):
        return Size.LS
    if any(figure.count > 1 for figure in figures):
        return Size.FS
    if len(figures) == 1:
        return _single(view, figures[0])
    if any(figure.pose in _WHOLE for figure in figures):
        return Size.FS
    return Size.MS if all(figure.pose in _STILL for figure in figures) else Size.MLS


def _single(view: View, figure: Figure) -> Size:
    if figure.pose in _GESTURES:
        return Size.MCU if figure.feeling in _STRONG else Size.MS
    if figure.feeling in _STRONG:
        return Size.CU
    if figure.pose in _WHOLE and figure.pose != "walk":
        return Size.FS
    words = sum(len(speech.text.split()) for speech in view.beat.speech)
    if 0 < words <= SHORT_TALK or figure.feeling != "neutral":
        return Size.MCU
    return Size.MLS if figure.pose == "walk" else Size.MS


def _elsewhere(view: View, before: Shot) -> bool:
    moved = view.setting.place != before.place or view.setting.interior != before.interior
    return moved or (view.new_scene and view.beat.scene.heading != before.heading)


def _angle(view: View, size: Size) -> Angle:
    """Anger looms, fear is looked down on; a landscape is seen from a height."""
    if size is Size.ELS:
        return Angle.HIGH
    if len(view.figures) == 1 and size in (Size.CU, Size.MCU, Size.MS):
        return {"angry": Angle.LOW, "shouting": Angle.LOW, "afraid": Angle.HIGH}.get(view.figures[0].feeling, Angle.EYE)
    return Angle.EYE


def _who(figures: tuple[Figure, ...]) -> frozenset[str]:
    return frozenset(figure.who for figure in figures)
