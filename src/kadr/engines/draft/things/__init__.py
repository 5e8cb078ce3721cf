"""Things, animals and vehicles, a small TOML file each: the file's name is the concept's name.

``parts`` are drawn in their order, from the side, in heights of the thing: x to the right from the middle of its foot,
y up; 1 is its top. A part is a ``shape`` with a ``tone`` (paper, shade, mid, dark, ink, glow), smooth unless it has
``corners``, inked unless ``rim = false``; or an open ``line``. ``blocks`` are boxes on the ground in metres, ``at`` the
middle of their foot, ``size`` as width, height, depth. ``like`` begins with another thing's parts. Animals and vehicles
look to the right.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Pair = tuple[float, float]
Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A shape with its tone, or a line."""

    tone: str = ""
    shape: tuple[Pair, ...] = ()
    line: tuple[Pair, ...] = ()
    corners: bool = False
    rim: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A box in metres."""

    at: Triple
    size: Triple
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What a file of this folder holds."""

    parts: tuple[Part, ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def width(self) -> float:
        """How wide the drawing is, in its heights."""
        spots = [spot for part in self.parts for spot in (*part.shape, *part.line)]
        return max(x for x, _ in spots) - min(x for x, _ in spots) if spots else 1.0


@cache
def things() -> tuple[str, ...]:
    """The names of all that has a drawing."""
    return tuple(
        sorted(file.name.removesuffix(".toml") for file in files(__package__).iterdir() if file.name.endswith("l"))
    )


@cache
def thing(name: str) -> Thing | None:
    """The drawing of a concept; None if nobody has drawn it."""
    if name not in things():
        return None
    row = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
    like = thing(row["like"]) if "like" in row else None
    parts = tuple(
        Part(
            tone=part.get("tone", ""),
            shape=tuple((x, y) for x, y in part.get("shape", ())),
            line=tuple((x, y) for x, y in part.get("line", ())),
            corners=part.get("corners", False),
            rim=part.get("rim", True),
        )
        for part in row.get("parts", ())
    )
    blocks = tuple(
        Block(at=tuple(block["at"]), size=tuple(block["size"]), tone=block["tone"]) for block in row.get("blocks", ())
    )
    return Thing(parts=(*(like.parts if like else ()), *parts), blocks=(*(like.blocks if like else ()), *blocks))
