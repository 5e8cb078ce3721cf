"""Skeletons as OpenPose draws them: the 18 points of COCO and 17 limbs, in the order and colours that nets know."""

from dataclasses import dataclass
from functools import partial
from math import atan2, degrees, hypot

from PIL import Image

from kadr.board import Recipe
from kadr.engines.draft.curves import Spot
from kadr.engines.draft.embraces import embodied
from kadr.engines.draft.maps.raster import read
from kadr.engines.draft.painting import from_behind, in_front, looks_of, view_of
from kadr.engines.draft.skeleton import Limb, Skeleton
from kadr.engines.draft.space import add, dot
from kadr.engines.draft.view import CLEAR, View
from kadr.staging import Point

POINTS = (
    "nose", "neck", "right shoulder", "right elbow", "right wrist", "left shoulder", "left elbow", "left wrist",
    "right hip", "right knee", "right ankle", "left hip", "left knee", "left ankle", "right eye", "left eye",
    "right ear", "left ear",
)  # fmt: skip
"""The points in their order. Right and left are the person's own."""

LIMBS = (
    (1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10), (1, 11), (11, 12), (12, 13), (1, 0),
    (0, 14), (14, 16), (0, 15), (15, 17),
)  # fmt: skip

COLOURS = (
    (255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0), (0, 255, 0), (0, 255, 85),
    (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255), (85, 0, 255), (170, 0, 255),
    (255, 0, 255), (255, 0, 170), (255, 0, 85),
)  # fmt: skip

STICK = 4.0
"""Half the width of a limb and the radius of a point, in pixels of a 512-pixel picture."""

DIM = 0.6
"""How bright a limb is beside its points."""

FACIAL = {
    "nose": ((0.0, -0.28, 1.0), (0.0, -0.1, 1.0), -0.25),
    "right eye": ((-0.37, 0.02, 0.74), (-0.42, 0.0, 0.75), 0.1),
    "left eye": ((0.37, 0.02, 0.74), (0.42, 0.0, 0.75), 0.1),
    "right ear": ((-0.8, 0.0, -0.1), (-1.0, 0.0, -0.05), -0.15),
    "left ear": ((0.8, 0.0, -0.1), (1.0, 0.0, -0.05), -0.15),
}
"""Where a point of the head is, which way it looks (both to its left, up, to the front, in halves of a head's height),
and how far it must be turned to us to be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Somebody's points in the order of `POINTS`, in pixels; None for those that are out of frame or turned away."""

    who: str
    spots: tuple[Spot | None, ...]


def bodies(recipe: Recipe) -> tuple[Body, ...]:
    """Everybody who is drawn with limbs, from the furthest to the nearest; animals are not."""
    view, found = view_of(recipe), []
    cast = {character.name: character for character in recipe.subject.cast}
    for place in sorted(recipe.subject.staging.figures, key=from_behind):
        looks = looks_of(place, cast, recipe)
        if looks.species:
            continue
        bones = embodied(place, recipe.subject.staging.figures, partial(looks_of, cast=cast, recipe=recipe))
        spots = tuple(_seen(point, view) for point in _points(bones, view))
        if in_front(place, bones, view) and any(spots):
            found.append(Body(who=place.who, spots=spots))
    return tuple(found)


def _points(bones: Skeleton, view: View) -> list[Point | None]:
    """Where the points are in the world."""
    found: dict[str, Point | None] = {"neck": add(bones.neck, bones.trunk.up, -0.03 * bones.tall)}
    for names, limbs in ((("shoulder", "elbow", "wrist"), bones.arms), (("hip", "knee", "ankle"), bones.legs)):
        for limb in limbs:
            found |= {f"{_side(limb)} {name}": joint for name, joint in zip(names, _joints(limb), strict=True)}
    toward = view.toward(bones.skull)
    for name, (place, way, least) in FACIAL.items():
        shown = dot(bones.head.out(*way), toward) > least
        found[name] = add(bones.skull, bones.head.out(*place), bones.unit) if shown else None
    return [found[name] for name in POINTS]


def _side(limb: Limb) -> str:
    return "left" if limb.side > 0 else "right"


def _joints(limb: Limb) -> tuple[Point, Point, Point]:
    return limb.root, limb.middle, limb.end


def _seen(point: Point | None, view: View) -> Spot | None:
    if point is None or view.depth(point) < CLEAR:
        return None
    spot = view.spot(point)
    return spot if 0 <= spot.x < view.width and 0 <= spot.y < view.height else None


def pose_map(people: tuple[Body, ...], width: int, height: int) -> Image.Image:
    """Everybody's skeleton on black."""
    stick = STICK * min(width, height) / 512
    drawn = [shape for body in people for shape in (*_limbs(body, stick), *_dots(body, stick))]
    return read(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" shape-rendering="crispEdges">'
        f'<rect width="100%" height="100%" fill="#000000"/>{"".join(drawn)}</svg>'
    )


def _limbs(body: Body, stick: float) -> list[str]:
    drawn = []
    for (start, end), colour in zip(LIMBS, COLOURS, strict=False):
        a, b = body.spots[start], body.spots[end]
        if a is None or b is None:
            continue
        x, y, half = (a.x + b.x) / 2, (a.y + b.y) / 2, hypot(a.x - b.x, a.y - b.y) / 2
        turn = degrees(atan2(b.y - a.y, b.x - a.x))
        dim = "#" + "".join(f"{int(part * DIM):02x}" for part in colour)
        drawn.append(
            f'<ellipse rx="{half:.1f}" ry="{stick:.1f}" fill="{dim}" '
            f'transform="translate({x:.1f} {y:.1f}) rotate({turn:.1f})"/>'
        )
    return drawn


def _dots(body: Body, stick: float) -> list[str]:
    return [
        f'<circle cx="{spot.x:.1f}" cy="{spot.y:.1f}" r="{stick:.1f}" fill="#{red:02x}{green:02x}{blue:02x}"/>'
        for spot, (red, green, blue) in zip(body.spots, COLOURS, strict=True)
        if spot
    ]
