"""The head as a form in space: level sections from the crown to the chin, and the faces that people have.

Measures are halves of a head's height from its middle: to its left, up, to the front. The outline is taken level by
level, so a profile has its nose, lips and chin, and a three-quarter view its brow and cheekbone.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin
from random import Random

from kadr.board import Looks, digest

Way = tuple[float, float, float]
"""A place on a head in halves of its height: to its left, up, to the front."""


@dataclass(frozen=True, slots=True)
class Level:
    """A section at the height `up`: how far the midline lies to the front (`ridge`), to which side the nose, the lips
    or the chin reach (`flank`), the face beside them (`plane`), half the width and where it is widest (`wide`,
    `side`), and the back."""

    up: float
    ridge: float
    flank: float
    plane: float
    wide: float
    side: float
    back: float


LEVELS = tuple(
    Level(*row)
    for row in (
        (1.0, 0.1, 0.02, 0.1, 0.17, -0.1, -0.32),
        (0.93, 0.36, 0.02, 0.36, 0.43, -0.1, -0.58),
        (0.8, 0.55, 0.02, 0.55, 0.6, -0.1, -0.74),
        (0.6, 0.69, 0.02, 0.69, 0.71, -0.08, -0.88),
        (0.42, 0.76, 0.02, 0.76, 0.75, -0.06, -0.93),
        (0.25, 0.8, 0.06, 0.79, 0.755, -0.02, -0.92),
        (0.14, 0.745, 0.08, 0.71, 0.74, 0.0, -0.9),
        (0.03, 0.775, 0.1, 0.675, 0.725, 0.02, -0.87),
        (-0.12, 0.87, 0.12, 0.69, 0.74, 0.02, -0.8),
        (-0.24, 0.985, 0.15, 0.7, 0.715, 0.0, -0.72),
        (-0.31, 1.0, 0.18, 0.69, 0.695, 0.0, -0.65),
        (-0.38, 0.85, 0.16, 0.68, 0.67, -0.02, -0.56),
        (-0.44, 0.745, 0.12, 0.68, 0.65, -0.02, -0.46),
        (-0.52, 0.785, 0.16, 0.69, 0.62, 0.0, -0.32),
        (-0.585, 0.735, 0.18, 0.68, 0.595, 0.0, -0.2),
        (-0.65, 0.77, 0.16, 0.665, 0.56, 0.02, -0.08),
        (-0.74, 0.675, 0.14, 0.63, 0.5, 0.06, 0.04),
        (-0.86, 0.74, 0.18, 0.68, 0.38, 0.14, 0.2),
        (-0.95, 0.69, 0.16, 0.63, 0.26, 0.24, 0.34),
        (-1.0, 0.58, 0.1, 0.54, 0.14, 0.32, 0.44),
    )
)
"""After the usual proportions of heads: eyes half-way, the base of the nose and the mouth at thirds below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What tells faces apart, 1 is usual: the nose's length before the face, the jaw's and the chin's width, how
    heavy the brows and how large the eyes and the lips are, and how round the cheeks."""

    nose: float = 1.0
    jaw: float = 1.0
    chin: float = 1.0
    brow: float = 1.0
    eye: float = 1.0
    lips: float = 1.0
    small: float = 1.0  # how high the lower half of the face is: less in children
    broad: float = 1.0


@lru_cache(maxsize=256)
def face_of(looks: Looks) -> Face:
    """The face that goes with looks: the same for equal looks, another for others."""
    random = Random(digest(looks))

    def about(middle: float, reach: float) -> float:
        return round(middle + (random.random() * 2 - 1) * reach, 3)

    child, female, old = looks.age == "child", looks.sex == "f", looks.age == "old"
    stout = {"stout": 0.14, "thin": -0.06}.get(looks.build, 0.0)
    if child:
        return Face(
            nose=about(0.55, 0.08), jaw=about(1.04, 0.03) + stout, chin=about(0.85, 0.08), brow=about(0.75, 0.1),
            eye=about(1.22, 0.05), lips=about(0.85, 0.1), small=0.86, broad=1.04,
        )  # fmt: skip
    return Face(
        nose=about(0.82 if female else 1.12, 0.16) + 0.1 * old,
        jaw=about(0.9 if female else 1.05, 0.05) + stout,
        chin=about(0.86 if female else 1.08, 0.14),
        brow=about(0.8 if female else 1.25, 0.18),
        eye=about(1.1 if female else 0.96, 0.06) - 0.06 * old,
        lips=about(1.25 if female else 0.9, 0.15),
        small=about(0.97 if female else 1.0, 0.02),
        broad=about(0.98, 0.025) + stout * 0.5,
    )


@dataclass(frozen=True, slots=True)
class Skull:
    """The levels of one face, from the crown down."""

    levels: tuple[Level, ...]

    def front(self, aside: float, up: float) -> float:
        """How far the surface lies to the front at a place of the face."""
        level = self.at(up)
        return _front(level, min(abs(aside), level.wide))

    def at(self, up: float) -> Level:
        """The section at any height, between its neighbours."""
        heights = [-level.up for level in self.levels]
        index = min(max(bisect_right(heights, -up), 1), len(self.levels) - 1)
        a, b = self.levels[index - 1], self.levels[index]
        part = min(1.0, max(0.0, (a.up - up) / (a.up - b.up)))
        return _between(a, b, part)

    def ring(self, level: Level, count: int = 15) -> tuple[Way, ...]:
        """Places round a section, from the front round its left to the front again; `count` on each half."""
        return _ring(level, count)


@lru_cache(maxsize=256)
def skull_of(face: Face) -> Skull:
    """The form of a face."""
    return Skull(tuple(_shaped(level, face) for level in LEVELS))


def _shaped(level: Level, face: Face) -> Level:
    low = max(0.0, -level.up - 0.1) / 0.9  # 0 at the cheekbones, 1 at the chin
    jaw = 1.0 + (face.jaw - 1.0) * low
    chin = 1.0 + (face.chin - 1.0) * max(0.0, low * 3.0 - 2.0)
    nose = face.nose if -0.42 < level.up < 0.14 else face.lips if level.up < -0.42 and level.up > -0.7 else 1.0
    return Level(
        up=level.up if level.up > 0 else level.up * face.small,
        ridge=level.plane + (level.ridge - level.plane) * nose,
        flank=level.flank * (1.0 + (nose - 1.0) * 0.6),
        plane=level.plane,
        wide=level.wide * face.broad * jaw * chin,
        side=level.side,
        back=level.back,
    )


def _between(a: Level, b: Level, part: float) -> Level:
    return Level(
        *(
            p + (q - p) * part
            for p, q in zip(
                (a.up, a.ridge, a.flank, a.plane, a.wide, a.side, a.back),
                (b.up, b.ridge, b.flank, b.plane, b.wide, b.side, b.back),
                strict=True,
            )
        )
    )


def _front(level: Level, aside: float) -> float:
    if aside < level.flank:
        swell = 0.5 + 0.5 * cos(pi * aside / level.flank)
        return level.plane + (level.ridge - level.plane) * swell
    reach = (aside - level.flank) / max(1e-6, level.wide - level.flank)
    return level.plane - (level.plane - level.side) * min(1.0, reach) * min(1.0, reach) * (0.3 + 0.7 * min(1.0, reach))


@lru_cache(maxsize=4096)
def _ring(level: Level, count: int) -> tuple[Way, ...]:
    half = _half(level, count)
    return (*half, *((-x, y, z) for x, y, z in reversed(half[1:-1])))


def _half(level: Level, count: int) -> list[Way]:
    """From the midline before the face round its left to the midline behind."""
    ahead = count // 2 + 2
    parts = [sin(pi / 2 * index / ahead) for index in range(ahead + 1)]
    places = [(level.wide * part, level.up, _front(level, level.wide * part)) for part in parts]
    behind = count - ahead
    for index in range(1, behind + 1):
        turn = pi / 2 * index / behind
        places.append((level.wide * cos(turn), level.up, level.side + (level.back - level.side) * sin(turn)))
    return places
