"""Control maps: what image models are steered with, from the same lines as the drawn panel.

`draw_maps` gives them as values; `kadr.engines.draft.maps.bundle` names them as files.
"""

import re
from dataclasses import dataclass

from PIL import Image

from kadr.board import Recipe
from kadr.engines.draft.maps.depth import depth_map
from kadr.engines.draft.maps.ink import line_art, tone
from kadr.engines.draft.maps.masks import Owners, owners
from kadr.engines.draft.maps.pose import Body, bodies, pose_map
from kadr.engines.draft.maps.raster import png
from kadr.engines.draft.maps.tape import record
from kadr.engines.draft.painting import view_of

__all__ = ["Body", "Joint", "Maps", "Person", "Region", "Skeleton", "draw_maps", "people_of"]

VISIBLE, COVERED = 1.0, 0.5
"""How sure a point of a skeleton is: it is seen, or something is before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """A point of a skeleton in pixels; `sure` is 1 where it is seen, 0.5 where something is before it."""

    x: float
    y: float
    sure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """Somebody's points in the order of `kadr.engines.draft.maps.pose.POINTS`; None: out of frame or turned away.
    `who` is a name of the cast, or the crowd's word."""

    who: str
    joints: tuple[Joint | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of the picture: `mask` is a PNG, white where it is; `box` its left, top, right and bottom in pixels (None:
    nothing of it is seen), `share` its part of all pixels."""

    mask: bytes
    box: tuple[int, int, int, int] | None
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Where somebody, or a crowd, is seen; `face` is None where none is. `who` as for `Skeleton`."""

    who: str
    crowd: bool
    body: Region
    face: Region | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Maps:
    """All maps of a panel as PNG, `width` x `height` pixels each. `people` from left to right, crowds as one."""

    width: int
    height: int
    lineart: bytes
    tone: bytes
    pose: bytes
    depth: bytes
    skeletons: tuple[Skeleton, ...]
    people: tuple[Person, ...]


def draw_maps(recipe: Recipe) -> Maps:
    """The control maps of a recipe, aligned with its drawing to the pixel. The same recipe gives the same bytes."""
    recording, form = record(recipe), recipe.subject.format
    names = _names(recipe)
    groups = list(dict.fromkeys(names.values()))
    whose = owners(recording, {placed: groups.index(name) + 1 for placed, name in names.items()})
    people = bodies(recipe)
    crowds = {name for placed, name in names.items() if placed != name}
    return Maps(
        width=form.width,
        height=form.height,
        lineart=png(line_art(recording)),
        tone=png(tone(recording)),
        pose=png(pose_map(people, form.width, form.height)),
        depth=png(depth_map(recording, view_of(recipe))),
        skeletons=tuple(_skeleton(body, whose, groups.index(names[body.who]) + 1, names) for body in people),
        people=tuple(_person(name, name in crowds, whose, number) for number, name in enumerate(groups, start=1)),
    )


def people_of(recipe: Recipe) -> tuple[Person, ...]:
    """Where everybody is seen, as `draw_maps` has it, without drawing the other maps."""
    names = _names(recipe)
    groups = list(dict.fromkeys(names.values()))
    whose = owners(record(recipe), {placed: groups.index(name) + 1 for placed, name in names.items()})
    crowds = {name for placed, name in names.items() if placed != name}
    return tuple(_person(name, name in crowds, whose, number) for number, name in enumerate(groups, start=1))


def _names(recipe: Recipe) -> dict[str, str]:
    """Everybody in the staging from left to right, each with what he is called: himself, or his crowd."""
    cast = {character.name for character in recipe.subject.cast}
    figures = sorted(recipe.subject.staging.figures, key=lambda place: (place.x, place.who))
    return {place.who: place.who if place.who in cast else re.sub(r" \d+$", "", place.who) for place in figures}


def _person(name: str, crowd: bool, whose: Owners, number: int) -> Person:
    face = _region(whose.face(number))
    return Person(who=name, crowd=crowd, body=_region(whose.mask(number)), face=face if face.box else None)


def _region(mask: Image.Image) -> Region:
    share = mask.histogram()[255] / (mask.width * mask.height)
    return Region(mask=png(mask), box=mask.getbbox(), share=round(share, 4))


def _skeleton(body: Body, whose: Owners, number: int, names: dict[str, str]) -> Skeleton:
    joints = tuple(
        Joint(x=round(spot.x, 2), y=round(spot.y, 2), sure=VISIBLE if whose.at(*spot) == number else COVERED)
        if spot
        else None
        for spot in body.spots
    )
    return Skeleton(who=names[body.who], joints=joints)
