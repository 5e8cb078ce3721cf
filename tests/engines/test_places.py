"""Every place draws at a spread of hours, weathers, sizes, angles and shapes of frames; night is not day, and the other
side of a set is another picture."""

import io
from itertools import cycle

import msgspec
import pytest
from PIL import Image, ImageStat

from kadr import lexicon
from kadr.board import Angle, Figure, Recipe, Shot, Size
from kadr.engines.draft import DraftArtist
from kadr.engines.draft.artist import rasterise
from kadr.engines.draft.expanse import ROWS
from kadr.engines.draft.grounds import GROUNDS
from kadr.engines.draft.places import places
from kadr.engines.draft.weather import WEATHERS
from recipes import TWO, recipe

FORMS = ((256, 256), (336, 144), (144, 256), (456, 256))
LIGHTS = ("fire", "lamp", "window", "screen")
LARGEST = 200_000
"""Bytes of SVG that a panel may have."""


def svg_of(drawn: Recipe) -> str:
    picture = DraftArtist().open().paint(drawn, lambda event: True)
    assert picture.svg
    assert "nan" not in picture.svg
    assert len(picture.svg.encode()) < LARGEST
    return picture.svg


def staged(drawn: Recipe, **changes: object) -> Recipe:
    """The same recipe with something else in its staging."""
    subject = drawn.subject
    return msgspec.structs.replace(
        drawn, subject=msgspec.structs.replace(subject, staging=msgspec.structs.replace(subject.staging, **changes))
    )


def contrast(svg: str) -> float:
    """How far tones lie apart in the picture: 0 is blank."""
    return float(ImageStat.Stat(Image.open(io.BytesIO(rasterise(svg))).convert("L")).stddev[0])


@pytest.mark.parametrize("place", places())
def test_every_place_in_a_spread_of_shots(place: str) -> None:
    spread = zip(
        Size, cycle(Angle), cycle(("day", "night", "dusk", "dawn")), cycle(("", *WEATHERS)), cycle(FORMS),
        strict=False,
    )  # fmt: skip
    for size, angle, time, weather, form in spread:
        shot = Shot(
            place=place, size=size, angle=angle, time=time, weather=weather, interior=not weather, figures=TWO.figures
        )
        assert svg_of(recipe(shot, size=form)).count("<path") > 10


@pytest.mark.parametrize("place", sorted(GROUNDS))
def test_the_ground_from_above_says_which_place_it_is(place: str) -> None:
    assert lexicon.fact("place", place) != lexicon.fact("place", "nowhere")
    shots = [Shot(place=name, interior=False, size=Size.LS, angle=Angle.OVERHEAD) for name in (place, "plain")]
    here, plain = (svg_of(recipe(shot, size=(256, 256))) for shot in shots)
    assert contrast(here) > contrast(plain)


@pytest.mark.parametrize("place", sorted(ROWS))
def test_a_large_room_is_furnished(place: str) -> None:
    shot = Shot(place=place, interior=True, size=Size.ELS, figures=TWO.figures)
    assert contrast(svg_of(recipe(shot, size=(320, 320)))) > 16


@pytest.mark.parametrize("place", places())
def test_a_place_is_not_blank_and_night_is_not_day(place: str) -> None:
    day, night = (
        svg_of(recipe(Shot(place=place, time=time, size=Size.LS, figures=(Figure(who="Aldar"),)), size=(320, 320)))
        for time in ("day", "night")
    )
    assert contrast(day) > 15
    dark, light = (ImageStat.Stat(Image.open(io.BytesIO(rasterise(svg))).convert("L")).mean[0] for svg in (night, day))
    assert dark < light - 30


@pytest.mark.parametrize("place", places())
def test_the_other_side_of_a_set_is_another_picture(place: str) -> None:
    shot = recipe(Shot(place=place, size=Size.LS, figures=TWO.figures))
    assert svg_of(staged(shot, reverse=True)) != svg_of(shot)


@pytest.mark.parametrize("light", LIGHTS)
def test_light_is_seen(light: str) -> None:
    for place, size in (("room", Size.LS), ("steppe", Size.LS), ("room", Size.CU)):
        shot = recipe(Shot(place=place, size=size, time="night", figures=TWO.figures))
        assert svg_of(staged(shot, light=light)) != svg_of(shot)


def test_a_set_stands_still_between_panels() -> None:
    def background(seed: int) -> list[str]:
        svg = svg_of(recipe(Shot(place="forest", size=Size.LS), seed=seed))
        return [line.split("d=")[0] for line in svg.split('id="shadows"')[0].splitlines()]

    assert background(1) == background(2)


def test_what_a_place_is_drawn_as_is_drawn() -> None:
    for name in lexicon.concepts("place"):
        assert lexicon.like("place", name) in places(), name
