"""A recipe becomes a drawing.

1. The sheet, the view and the tones come from the subject.
2. The place, then its people from the furthest to the nearest, then what is in the air and the camera's mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from random import Random

import msgspec

from kadr.board import Character, Looks, Piece, Placement, Recipe
from kadr.engines.draft.embraces import draw_clasp, embodied
from kadr.engines.draft.feelings import feeling
from kadr.engines.draft.figures import draw_figure, draw_shadow
from kadr.engines.draft.hand import Hand
from kadr.engines.draft.layers import Sheet
from kadr.engines.draft.marks import paint_move
from kadr.engines.draft.people import filled, passer_by, world_here
from kadr.engines.draft.pieces import draw_piece
from kadr.engines.draft.places import paint_place
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.sitter import Sitter
from kadr.engines.draft.skeleton import Skeleton
from kadr.engines.draft.tones import shaded, tones
from kadr.engines.draft.view import View
from kadr.engines.draft.weather import paint_weather
from kadr.staging import Point, posture

CROWD = 5
"""From so many people on those without a name are drawn with fewer lines."""

HEFT = 1.7
"""How much heavier the line is round somebody past whose shoulder we look."""

STAGES = ("place", "figures", "air", "ink")
"""The steps of a panel; the last one is its PNG."""


def draw(recipe: Recipe, sheet: Sheet, view: View | None = None) -> Iterator[str]:
    """Draw `recipe` on an empty `sheet`, one step at a time; gives each step's name when it is done. `view` is for
    those who want to know what is looked at; it must be that of `view_of`."""
    staging, form = recipe.subject.staging, recipe.subject.format
    view = view or view_of(recipe)
    markers = tones(staging.time, staging.weather)

    def hand(layer: str) -> Hand:
        random = Random(f"{layer}/{recipe.seed}")
        return Hand(sheet.layers[layer], form.width, form.height, markers.ink, random)

    scene = Scene(
        staging=staging, view=view, tones=markers, back=hand("background"), front=hand("foreground"),
        random=Random(f"{staging.place}/{recipe.seed}"),
    )  # fmt: skip
    paint_place(scene)
    yield STAGES[0]
    under: Sitter | None = None
    cast = {character.name: character for character in recipe.subject.cast}
    standing: list[Placement | Piece] = [*staging.pieces, *staging.figures]
    for place in sorted(standing, key=from_behind):
        if isinstance(place, Piece):
            sheet.motif.turn_to("piece", place.what)
            draw_piece(scene, place, hand("figures"), hand("shadows"))
            continue
        sheet.motif.turn_to("figure", place.who)
        mood = feeling(place.feeling)
        looks = looks_of(place, cast, recipe)
        if looks.species:
            animal = Piece(
                what=looks.species, x=place.x, y=place.y, z=place.z, flip=place.facing < 0, scale=place.scale
            )
            draw_piece(scene, animal, hand("figures"), hand("shadows"))
            continue
        bones = embodied(place, staging.figures, partial(looks_of, cast=cast, recipe=recipe))
        if not in_front(place, bones, view):
            continue
        accent = cast[place.who].colour if place.who in cast else ""
        drawing = hand("figures")
        if len(staging.figures) >= CROWD:
            drawing = drawing.brisk() if place.who in cast else drawing.summary()
        before = over_shoulder(place, staging.figures, view)
        sitter = Sitter(
            bones=bones, looks=looks, feeling=mood, view=view, tones=shaded(markers) if before else markers,
            hand=drawing, holds=place.holds, accent=accent, heft=HEFT if before else 1.0,
        )  # fmt: skip
        draw_shadow(sitter, hand("shadows"))
        draw_figure(sitter)
        if bones.clasp == "over" and under:
            draw_clasp(under, sitter)
        under = sitter if bones.clasp == "under" else under
    yield STAGES[1]
    sheet.motif.turn_to("air")
    paint_weather(replace(scene, front=hand("weather")))
    paint_move(recipe, view, hand("camera"))
    yield STAGES[2]


def view_of(recipe: Recipe) -> View:
    """The window that `recipe` is seen through."""
    form = recipe.subject.format
    return View(recipe.subject.staging.camera, form.width, form.height)


def in_front(place: Placement, bones: Skeleton, view: View) -> bool:
    """Whether somebody's head is before the camera; who is behind it is not drawn."""
    return view.depth(Point(place.x, bones.skull.y, place.z)) >= 0.1


def over_shoulder(place: Placement, figures: Sequence[Placement], view: View) -> bool:
    """Whether we look past somebody at somebody else: they are near, and have their back to us."""
    near = view.depth(Point(place.x, 0.0, place.z))
    return abs(place.facing) > 115 and any(
        near < 0.68 * view.depth(Point(other.x, 0.0, other.z)) for other in figures if other.who != place.who
    )


def from_behind(place: Placement | Piece) -> tuple[float, int, float, str]:
    """The order of drawing: the furthest first, of two at one depth things before people."""
    name, thing = (place.what, 0) if isinstance(place, Piece) else (place.who, 1)
    return (-place.z, thing, place.x, name)


def looks_of(place: Placement, cast: dict[str, Character], recipe: Recipe) -> Looks:
    """What somebody in frame looks like: the cast's looks, or a stranger's; a wheelchair is
    left by who lies."""
    if place.who in cast:
        looks = filled(cast[place.who].looks)
        return looks if posture(place.pose).chair else msgspec.structs.replace(looks, seat="none")
    world = world_here(recipe.subject.staging.place, (character.looks for character in cast.values()))
    return filled(passer_by(place.who, recipe.seed, world))
