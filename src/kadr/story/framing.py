"""Plain film grammar: from how far and from where a picture is seen when the script does not say."""

from dataclasses import dataclass

from kadr.board import Angle, Figure, Shot, Size
from kadr.story.beats import Beat
from kadr.story.setting import Setting

SHORT_TALK = 8
"""Words: a speech up to this long is one remark, and looks best as a face."""

_STRONG = ("angry", "afraid", "surprised", "sad")
_GESTURES = ("give", "point")
"""Poses of the hands: nearer than the waist they would be cut off."""

_BUSY = ("walk", "run", "sit", "give", "point")
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
    if not figures:
        return Size.ELS if view.setting.interior is False else Size.LS
    if view.before is None or _elsewhere(view, view.before):
        return Size.LS
    if any(figure.count > 1 for figure in figures):
        return Size.FS
    if len(figures) == 1:
        return _single(view, figures[0])
    if any(figure.pose in ("walk", "run") for figure in figures):
        return Size.FS
    return Size.MLS if any(figure.pose in _BUSY for figure in figures) else Size.MS


def _single(view: View, figure: Figure) -> Size:
    if figure.pose in _GESTURES:
        return Size.MCU if figure.feeling in _STRONG else Size.MS
    if figure.feeling in _STRONG:
        return Size.CU
    if figure.pose == "run":
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
        return {"angry": Angle.LOW, "afraid": Angle.HIGH}.get(view.figures[0].feeling, Angle.EYE)
    return Angle.EYE


def _who(figures: tuple[Figure, ...]) -> frozenset[str]:
    return frozenset(figure.who for figure in figures)
