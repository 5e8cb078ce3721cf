"""Things, animals and vehicles, a small TOML file each: the file's name is the concept's name.

All numbers of ``parts`` are hundredths of the thing's height: x to the right from the middle of its foot, y up, 100 is
its top (manes and antlers may rise above it). Animals and vehicles look to the right. Parts are drawn in their order;
each has one of these forms, as a string of places with commas between them, and ``!`` after a place makes a corner:

====================  ==============================================================================================
``shape``             ``x y, x y, ...`` a closed outline
``half``              the right half of a symmetrical outline, from its top to its bottom
``limb``              ``x y r, x y r, ...`` a bent rod, ``r`` its half width: legs, tails, handles, pipes
``round``             ``x y rx ry turn`` an ellipse; without ``ry`` a circle
``box``               ``left bottom right top cut`` a rectangle, its corners rounded by ``cut``
``line``              ``x y, x y, ...`` an open stroke
``hatch``             an outline that is filled with strokes, without a rim
``wheel``             ``x y r`` a tyre with rim and hub
``spokes``            ``x y r count`` a wheel with spokes
``text``              ``x y height words`` letters, which a flip does not turn
====================  ==============================================================================================

And of each: ``tone`` (paper, shade, mid, dark, ink, glow, and in shadow ``mid-``; a line's is ink), ``rim = false`` for
no outline, ``weight`` of the line (1 is the outline's), ``shadow`` how deep the side away from the light is shaded (by
itself a part of the form's width; 0 is flat), ``fur = "depth pitch"`` or ``curl = "depth pitch"`` for an outline of
spikes or of bumps, ``join = true`` for no line between the part and the one before it, ``mirror = true`` for a second
one on the other side, ``repeat = "count x y"`` for a row.

``blocks`` are boxes on the ground in metres, ``at`` the middle of their foot, ``size`` as width, height, depth;
``faces`` are parts in centimetres on an upright plane that stands ``front`` metres before the middle (what is on the
fronts of the blocks). ``like`` begins with another thing's parts. ``hold`` says how it lies in a hand: ``at = "x y"``
is in the palm, ``turn`` leans it forward by degrees, ``along = true`` lays it along the forearm; ``held`` are other
parts for there, if it is not held as it stands (an umbrella is open).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from kadr.engines.draft.things.forms import FORMS, Outline, Pair, Part, numbers

__all__ = ["Block", "Hold", "Outline", "Pair", "Part", "Thing", "thing", "things"]

Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A box in metres."""

    at: Triple
    size: Triple
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """How a thing lies in a hand: the place in the palm, in heights; the lean in degrees; along the forearm or not."""

    at: Pair
    turn: float = 0.0
    along: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What a file of this folder holds. `faces` are in metres, on a plane `front` metres before the middle."""

    parts: tuple[Part, ...] = ()
    blocks: tuple[Block, ...] = ()
    faces: tuple[Part, ...] = ()
    front: float = 0.0
    hold: Hold | None = None
    held: tuple[Part, ...] = ()

    @property
    def width(self) -> float:
        """How wide the drawing is, in its heights."""
        spots = [spot for part in self.parts for spot in part.outline.spots]
        return max(x for x, _ in spots) - min(x for x, _ in spots) if spots else 0.0

    @property
    def base(self) -> tuple[float, float]:
        """How wide and how deep its blocks are, in metres."""
        wide = max((abs(block.at[0]) + block.size[0] / 2 for block in self.blocks), default=0.0)
        deep = max((abs(block.at[2]) + block.size[2] / 2 for block in self.blocks), default=0.0)
        return 2 * wide, 2 * deep


@cache
def things() -> tuple[str, ...]:
    """The names of all that has a drawing."""
    return tuple(
        sorted(file.name.removesuffix(".toml") for file in files(__package__).iterdir() if file.name.endswith(".toml"))
    )


@cache
def thing(name: str) -> Thing | None:
    """The drawing of a concept; None if nobody has drawn it."""
    if name not in things():
        return None
    row = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
    like = thing(row["like"]) if "like" in row else None
    like = like or Thing()
    blocks = tuple(
        Block(at=tuple(block["at"]), size=tuple(block["size"]), tone=block["tone"]) for block in row.get("blocks", ())
    )
    return Thing(
        parts=(*like.parts, *_all_parts(row, "parts")),
        blocks=(*like.blocks, *blocks),
        faces=(*like.faces, *_all_parts(row, "faces")),
        front=row.get("front", like.front),
        hold=_hold(row["hold"]) if "hold" in row else like.hold,
        held=_all_parts(row, "held") or like.held,
    )


def _all_parts(row: Mapping[str, Any], key: str) -> tuple[Part, ...]:
    return tuple(part for entry in row.get(key, ()) for part in _parts(entry))


def _hold(row: Mapping[str, Any]) -> Hold:
    x, y = numbers(row["at"])
    return Hold(at=(x, y), turn=row.get("turn", 0.0), along=row.get("along", False))


def _parts(row: Mapping[str, Any]) -> list[Part]:
    """A row of a file as parts: a wheel is several, and so is what is repeated or mirrored."""
    form = next(name for name in FORMS if name in row)
    parts = FORMS[form](row)
    if row.get("mirror"):
        parts += [_moved(part, 0.0, 0.0, -1) for part in parts]
    if "repeat" in row:
        count, x, y = numbers(row["repeat"])
        parts = [_moved(part, x * n, y * n, 1) for n in range(round(count * 100)) for part in parts]
    return parts


def _moved(part: Part, x: float, y: float, side: int) -> Part:
    spots = tuple((side * a + x, b + y) for a, b in part.outline.spots)
    return replace(part, outline=replace(part.outline, spots=spots))
