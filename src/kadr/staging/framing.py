"""Shot sizes and angles as data, and the camera that they ask for."""

from dataclasses import dataclass, replace
from math import cos, radians, sin

import msgspec

from kadr.board import Angle, Camera, Size
from kadr.staging.lens import Point, project
from kadr.staging.stature import EYES

REFERENCE = 1.72
"""The stature in metres that the spans below are made for."""


@dataclass(frozen=True, slots=True)
class Framing:
    """What a shot size asks for, at a person of `REFERENCE` stature.

    `span`: metres of world from the top to the bottom of the frame; `eyes`: where the eyes stand in it, 0 top to 1
    bottom; `width`: the least metres across that one person needs; `gap`: metres between people side by side;
    `lens`: focal length in frame heights; `height`: the camera over the eyes in metres at eye level."""

    span: float
    eyes: float
    width: float
    gap: float
    lens: float
    height: float = 0.0


SIZES = {
    Size.ECU: Framing(0.17, 0.5, 0.17, 0.5, 2.6),
    Size.CU: Framing(0.48, 0.45, 0.3, 0.5, 2.2),
    Size.MCU: Framing(0.74, 0.38, 0.42, 0.5, 1.9),
    Size.MS: Framing(1.06, 0.3, 0.5, 0.66, 1.7),
    Size.MLS: Framing(1.5, 0.24, 0.62, 0.72, 1.5),
    Size.FS: Framing(2.3, 0.19, 0.9, 0.8, 1.35, 0.15),
    Size.LS: Framing(3.3, 0.36, 1.6, 1.0, 1.2, 0.5),
    Size.ELS: Framing(11.0, 0.6, 4.0, 1.3, 1.1, 2.2),
}
"""Spans after the usual crops (neck, chest, waist, knees), head room about a tenth of the frame."""

CLOSE = frozenset({Size.ECU, Size.CU, Size.MCU})
"""Sizes that belong to one person; others stand behind."""

WHOLE = frozenset({Size.FS, Size.LS, Size.ELS})
"""Sizes that show people from head to foot."""

ELEVATION = {Angle.EYE: 0.0, Angle.LOW: -24.0, Angle.HIGH: 30.0, Angle.OVERHEAD: 58.0, Angle.DUTCH: 0.0}
"""How far above the eyes the camera stands, in degrees round the person."""

STEEP_ENOUGH = 0.62
"""The part of the elevation that a close shot takes: past that there is only a hat to be seen."""

DUTCH_ROLL = 9.0
"""Degrees. More reads as an accident, less as a mistake."""

LOWEST = 0.18
"""The camera never stands nearer to the ground than this, in metres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a camera is to frame: `span` metres of height round somebody whose eyes are at `eyes` metres, and stand
    `low` frame heights lower in it than the size has them."""

    size: Size
    angle: Angle
    span: float
    eyes: float
    low: float = 0.0


def camera_for(aim: Aim) -> Camera:
    """The camera that sees `aim`: straight verticals at eye level (the frame is shifted, not tilted), a true tilt
    for the angles."""
    framing = SIZES[aim.size]
    reach = framing.lens * aim.span
    degrees = ELEVATION[aim.angle] * (STEEP_ENOUGH if aim.size in CLOSE else 1.0)
    elevation = radians(degrees)
    height = aim.eyes + sin(elevation) * reach
    level = elevation == 0.0
    height = max(LOWEST, height + framing.height if level else height)
    camera = Camera(
        height=height,
        distance=cos(elevation) * reach,
        lens=framing.lens,
        tilt=0.0 if level else -degrees,
    )
    shown = project(camera, Point(0.0, aim.eyes, 0.0)).y
    wanted = framing.eyes - 0.5 + aim.low
    if aim.angle is Angle.OVERHEAD and aim.size in WHOLE:
        wanted = min(wanted, -0.2)
    return Camera(
        height=round(camera.height, 3),
        distance=round(camera.distance, 3),
        lens=camera.lens,
        tilt=round(camera.tilt, 3) + 0.0,
        roll=DUTCH_ROLL if aim.angle is Angle.DUTCH else 0.0,
        shift=round(wanted - shown, 3) + 0.0,
    )


def aim_at(size: Size, angle: Angle, statures: tuple[float, ...], width: float, aspect: float) -> Aim:
    """The aim for people of these statures (metres, the first is the one whom the shot is about) who stand `width`
    metres apart from end to end, in a frame `aspect` times as wide as high.

    A group may widen the span by half: past that people close up."""
    framing = SIZES[size]
    lead = statures[0] if size in CLOSE else max(statures)
    span = framing.span * lead / REFERENCE
    span = max(span, framing.width * lead / REFERENCE / aspect)
    return Aim(size=size, angle=angle, span=max(span, min(width / aspect, span * 1.5)), eyes=lead * EYES)


HEADROOM = 0.035
"""The part of the frame's height that is left free above a hat."""


def under_hat(aim: Aim, top: float) -> Aim:
    """The aim with what is `top` metres above the eyes in the frame: from a little further away, and with the eyes a
    little lower, so that a face with a tall hat is not a small one."""
    free = SIZES[aim.size].eyes + aim.low - HEADROOM
    if aim.size is Size.ECU or top <= free * aim.span:
        return aim
    span = aim.span + (top - free * aim.span) * 0.9
    return replace(aim, span=span, low=aim.low + max(0.0, top / span - free))


BOWED = 0.06
"""The same past a shoulder, where heads are bowed."""


def sunk(camera: Camera, top: Point) -> Camera:
    """The camera with the world as much lower in the frame as it takes for a point to be in it."""
    short = BOWED - 0.5 - project(camera, top).y
    return msgspec.structs.replace(camera, shift=round(camera.shift + short, 3)) if short > 0.0 else camera


INSERT = {Size.ECU: (1.5, 1.15), Size.CU: (2.4, 1.45), Size.MCU: (3.4, 1.9)}
"""How many heights of a thing an insert shows at least, and how many widths."""


def at_thing(aim: Aim, size: Size, high: float, foot: float, across: float) -> Aim:
    """The aim for a thing `high` metres high whose foot is `foot` metres above the ground; `across` how
    high a frame is that is just as wide as the thing."""
    tall, wide = INSERT[size]
    return Aim(size=size, angle=aim.angle, span=max(0.2, high * tall, across * wide), eyes=foot + high * 0.55)
