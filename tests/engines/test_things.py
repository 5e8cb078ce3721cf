"""Every thing, animal and vehicle has a sound drawing of its own, and draws at any size, flipped or not."""

import io
from random import Random

import pytest
import resvg_py
from defusedxml.ElementTree import fromstring
from msgspec.structs import replace
from PIL import Image

from kadr import lexicon
from kadr.board import Figure, Recipe, Shot, Size
from kadr.engines.draft import DraftArtist
from kadr.engines.draft.curves import Spot
from kadr.engines.draft.hand import Hand
from kadr.engines.draft.layers import Sheet
from kadr.engines.draft.pieces import FIELDS, Stance, draw_flat
from kadr.engines.draft.things import Part, Thing, thing, things
from kadr.engines.draft.tones import tones
from recipes import recipe

TONES = {"paper", "shade", "mid", "dark", "ink", "glow", "shade-", "mid-", "dark-"}
LEAST_PARTS = 4
FURTHEST = 3.5
"""Heights: no drawing is wider than seven times its height."""

SIZES = (14.0, 60.0, 300.0)


def drawing(name: str) -> Thing:
    found = thing(name)
    assert found is not None
    return found


def drawn(name: str, size: float, *, flip: bool = False, turn: float = 0.0) -> str:
    """The SVG of a thing's parts, `size` pixels high in the middle of a picture of 400 pixels."""
    sheet, markers = Sheet(400, 400, "#ffffff"), tones("day", "")
    hand = Hand(sheet.layers["figures"], 400, 400, markers.ink, Random(name))
    foot = Spot(200, 200 + size / 2)
    draw_flat(hand, markers, drawing(name), Stance(foot, size, flip, turn), weight=1.2)
    svg = sheet.svg()
    fromstring(svg)
    assert "nan" not in svg
    return svg


@pytest.mark.parametrize("name", things())
def test_the_numbers_are_sane(name: str) -> None:
    found = drawing(name)
    parts: tuple[Part, ...] = (*found.parts, *found.faces, *found.held)
    assert len(parts) + len(found.blocks) >= LEAST_PARTS
    for part in parts:
        assert part.tone in TONES
        assert 0 < part.weight < 8
        assert 0 <= part.shadow < 0.3
        assert len(part.outline.spots) > 1
        assert all(index < len(part.outline.spots) for index in part.outline.corners)
    for part in (*found.parts, *found.held):
        for x, y in part.outline.spots:
            assert abs(x) <= FURTHEST
            assert -0.5 <= y <= 1.8
    for x, y in (spot for part in found.faces for spot in part.outline.spots):
        assert abs(x) <= 2
        assert 0 <= y <= 2.5
    for block in found.blocks:
        assert block.tone in TONES
        assert all(abs(value) < 3 for value in (*block.at, *block.size))


@pytest.mark.parametrize("name", things())
def test_every_drawing_is_of_a_known_thing_and_stands_on_its_foot(name: str) -> None:
    fact = next(fact for field in FIELDS if (fact := lexicon.fact(field, name)).high)
    lowest = min((y for part in drawing(name).parts for _, y in part.outline.spots), default=0.0)
    if fact.stands == "ground" and not drawing(name).blocks:
        assert -0.3 <= lowest <= 0.1


def test_no_thing_is_drawn_as_another() -> None:
    seen: dict[object, str] = {}
    for name in things():
        found = drawing(name)
        look = (found.parts, found.blocks, found.faces)
        assert look not in seen, f"{name} is drawn as {seen[look]}"
        seen[look] = name


@pytest.mark.parametrize("name", [name for name in things() if drawing(name).parts])
def test_every_thing_at_any_size(name: str) -> None:
    for size in SIZES:
        for flip in (False, True):
            assert len(drawn(name, size, flip=flip)) < 120_000
    assert drawn(name, 60.0, turn=0.7) != drawn(name, 60.0)
    assert drawn(name, 60.0) == drawn(name, 60.0)


@pytest.mark.parametrize("name", [name for name in things() if drawing(name).parts][::9])
def test_a_drawing_leaves_ink_on_both_sides(name: str) -> None:
    for flip in (False, True):
        svg = drawn(name, 90.0, flip=flip)
        picture = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg)))).convert("L")
        dark = sum(value < 128 for value in picture.tobytes())
        assert 40 < dark < 60_000


def test_letters_are_not_turned_by_a_flip() -> None:
    assert ">TAXI<" in drawn("taxi", 300.0, flip=True)


def test_what_nobody_has_drawn_has_its_name_on_it() -> None:
    shown = panel(recipe(Shot(props=("slot-machine",), size=Size.LS)))
    assert ">SLOT<" in shown
    assert ">MACHINE<" in shown


def test_so_has_what_nobody_has_drawn_in_a_hand() -> None:
    made = recipe(Shot(figures=(Figure(who="Aldar", pose="hold"),), size=Size.MS))
    figures = tuple(replace(figure, holds="needle-case") for figure in made.subject.staging.figures)
    staging = replace(made.subject.staging, figures=figures)
    assert ">NEEDLE CASE<" in panel(replace(made, subject=replace(made.subject, staging=staging)))


def panel(made: Recipe) -> str:
    return DraftArtist().open().paint(made, lambda event: True).svg or ""
