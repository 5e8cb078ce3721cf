"""What a person says of a staging: moved, turned, scaled, mirrored, seen from another height.

It is applied to whatever kadr has staged. Numbers are what the picture then has, exactly: mirroring comes first, then
places and bodies, then heads find their targets anew unless they were turned by hand too, and the camera last.
"""

from collections.abc import Mapping, Sequence
from math import cos, radians, sin, tan
from typing import NamedTuple, TypeVar

import msgspec

from kadr.board import Camera, Character, Piece, Placement, Staging
from kadr.staging.framing import LOWEST
from kadr.staging.gaze import held_back, looking_again
from kadr.staging.stature import statures_of

T = TypeVar("T", Placement, Piece, Camera)

Word = float | bool | str
"""A number, yes or no, or a name."""


class Range(NamedTuple):
    """Which numbers a field may have, and what they are, for messages."""

    low: float
    high: float
    example: float


PLACED = {
    "x": Range(-100, 100, -0.4),
    "y": Range(-10, 100, 0.5),
    "z": Range(-100, 300, 1.5),
    "scale": Range(0.1, 10, 1.2),
}
"""What can be said of everything that stands in a picture: metres to the right, up and away, and the size."""

BODILY = {"facing": Range(-180, 180, 90), "head": Range(-180, 180, 60), "nod": Range(-60, 60, 15)}
"""And of people beside it, in degrees: 0 is to the camera, 90 to picture right, 180 away; a nod is down."""

CAMERA = {
    "height": Range(0.02, 100, 0.4),
    "distance": Range(0.05, 500, 3),
    "lens": Range(0.2, 10, 1.5),
    "tilt": Range(-85, 85, -10),
    "roll": Range(-180, 180, 9),
    "shift": Range(-3, 3, 0.1),
}
"""What can be said of the camera, in the measures of `kadr.board.Camera`."""

NUMBERS = {"horizon": Range(-1, 2, 0.35)}
"""What can be said of the picture: where the horizon is, 0 at its top and 1 at its bottom."""

FLAGS = ("mirror",)
PLACED_FLAGS = ("removed",)
PIECE_FLAGS = ("flip",)
CHOICES = {"light": ("fire", "lamp", "window", "screen", "none")}


def number_for(field: str) -> Range | None:
    """Which numbers ``Aldar.x``, ``camera.height`` or ``horizon`` may have; None: it is no number."""
    who, dot, part = field.rpartition(".")
    if not dot:
        return NUMBERS.get(field)
    return CAMERA.get(part) if who == "camera" else PLACED.get(part) or BODILY.get(part)


def names_of(pieces: Sequence[Piece]) -> list[str]:
    """The pieces by name: the second chair is "chair 2"."""
    counts: dict[str, int] = {}
    names = []
    for piece in pieces:
        counts[piece.what] = counts.get(piece.what, 0) + 1
        names.append(piece.what if counts[piece.what] == 1 else f"{piece.what} {counts[piece.what]}")
    return names


def corrected(staging: Staging, words: Mapping[str, Word], cast: Mapping[str, Character]) -> Staging:
    """The staging with a person's words applied; what they name and is not in the picture, and numbers outside of
    their range, change nothing. Applied twice it is as applied once."""
    said = {name: word for name, word in words.items() if _fits(name, word)}
    if not said:
        return staging
    if "mirror" in said and said["mirror"] is not staging.mirror:
        staging = _mirrored(staging)
    figures, pieces = _placed(staging, said)
    statures = statures_of((place.who for place in figures), cast)
    figures = looking_again(figures, pieces, statures)
    figures = [_with(place, place.who, ("head", "nod"), said) for place in figures]
    light = said.get("light", staging.light)
    return msgspec.structs.replace(
        staging,
        figures=tuple(figures),
        pieces=tuple(pieces),
        camera=_camera(staging.camera, said),
        light="" if light == "none" else str(light),
    )


def _fits(name: str, word: Word) -> bool:
    """Whether a word is of the kind and in the range that its field has."""
    allowed = number_for(name)
    if allowed is None:
        return True
    return isinstance(word, float | int) and not isinstance(word, bool) and allowed.low <= word <= allowed.high


def _mirrored(staging: Staging) -> Staging:
    """Left is right: everything that stands there, and where the camera goes."""
    figures = tuple(
        msgspec.structs.replace(
            place, x=0.0 - place.x, facing=0.0 - place.facing, head=None if place.head is None else 0.0 - place.head
        )
        for place in staging.figures
    )
    pieces = tuple(msgspec.structs.replace(piece, x=0.0 - piece.x, flip=not piece.flip) for piece in staging.pieces)
    camera = msgspec.structs.replace(staging.camera, roll=0.0 - staging.camera.roll)
    way = {"left": "right", "right": "left"}.get(staging.way, staging.way)
    mirror = not staging.mirror
    return msgspec.structs.replace(staging, figures=figures, pieces=pieces, camera=camera, way=way, mirror=mirror)


def _placed(staging: Staging, said: Mapping[str, Word]) -> tuple[list[Placement], list[Piece]]:
    """The figures and the pieces where a person wants them, without those that are removed."""
    figures = [
        held_back(_with(place, place.who, (*PLACED, "facing"), said))
        for place in staging.figures
        if said.get(f"{place.who}.removed") is not True
    ]
    pieces = [
        _with(piece, name, (*PLACED, *PIECE_FLAGS), said)
        for name, piece in zip(names_of(staging.pieces), staging.pieces, strict=True)
        if said.get(f"{name}.removed") is not True
    ]
    return figures, pieces


def _with(value: T, name: str, parts: Sequence[str], said: Mapping[str, Word]) -> T:
    """A value with those of its parts that were said."""
    changes = {part: said[f"{name}.{part}"] for part in parts if f"{name}.{part}" in said}
    return msgspec.structs.replace(value, **changes) if changes else value


def _camera(camera: Camera, said: Mapping[str, Word]) -> Camera:
    """The camera as wanted. From another height, distance or lens it still looks at what was in the middle of the
    frame; another tilt looks elsewhere; a horizon is reached by the height, so that people keep their places."""
    middle = _middle(camera)
    moved = _with(camera, "camera", ("roll", "distance", "lens", "height"), said)
    if moved != camera and "camera.tilt" not in said:
        moved = _aimed(moved, middle)
    moved = _with(moved, "camera", ("tilt", "shift"), said)
    if "horizon" not in said:
        return moved
    shift = float(said["horizon"]) - 0.5 - moved.lens * tan(radians(moved.tilt))
    moved = msgspec.structs.replace(moved, shift=round(max(-10.0, min(10.0, shift)), 3))
    if "camera.height" in said:
        return moved
    height = max(LOWEST, min(100.0, moved.height + middle - _middle(moved)))
    return msgspec.structs.replace(moved, height=round(height, 3))


def _middle(camera: Camera) -> float:
    """How high above the ground the middle of the frame is, on the plane of action."""
    tilt, part = radians(camera.tilt), camera.shift / camera.lens
    return camera.height + camera.distance * (sin(tilt) + part * cos(tilt)) / _least(cos(tilt) - part * sin(tilt))


def _aimed(camera: Camera, middle: float) -> Camera:
    """The camera shifted so that a height on the plane of action is in the middle of the frame."""
    tilt, rise = radians(camera.tilt), middle - camera.height
    up = rise * cos(tilt) - camera.distance * sin(tilt)
    away = rise * sin(tilt) + camera.distance * cos(tilt)
    return msgspec.structs.replace(camera, shift=round(max(-10.0, min(10.0, camera.lens * up / _least(away))), 3))


def _least(value: float) -> float:
    """A divisor that is not nothing."""
    return value if abs(value) > 0.01 else 0.01
