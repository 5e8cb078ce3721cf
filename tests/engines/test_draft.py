"""Everything that the draft artist can draw draws, as an SVG with its layers; and two pictures look as they did."""

import io
from itertools import combinations, product
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageStat

from kadr.board import Angle, Character, Figure, Framing, Looks, Move, Placement, Shot, Size
from kadr.engines.draft import DraftArtist
from kadr.engines.draft.embraces import embodied
from kadr.engines.draft.feelings import feelings
from kadr.engines.draft.hats import HATS
from kadr.engines.draft.layers import NAMES
from kadr.engines.draft.marks import MOVES
from kadr.engines.draft.people import passer_by
from kadr.engines.draft.skeleton import build, poses
from kadr.engines.draft.things import things
from kadr.engines.draft.tones import shaded, tones
from kadr.engines.draft.weather import WEATHERS
from kadr.staging import head_of, stature
from recipes import CAST, TWO, WALK, recipe

GOLDENS = Path(__file__).parent.parent / "goldens"
LABEL = "{http://www.inkscape.org/namespaces/inkscape}label"


def draw(shot: Shot, cast: dict[str, Character] = CAST, size: tuple[int, int] = (256, 256)) -> str:
    """The SVG of a shot, read back as XML to see that it is whole."""
    picture = DraftArtist().open().paint(recipe(shot, cast=cast, size=size), lambda event: True)
    assert picture.svg
    root = fromstring(picture.svg)
    layers = root.findall("{http://www.w3.org/2000/svg}g")
    assert [layer.get("id") for layer in layers] == list(NAMES)
    assert all(layer.get(LABEL) for layer in layers)
    assert "nan" not in picture.svg
    return picture.svg


@pytest.mark.parametrize(("place", "time"), list(product(["", "moon"], ["day", "dawn", "dusk", "night"])))
def test_a_place_that_is_not_known_at_every_time(place: str, time: str) -> None:
    for interior, size in ((True, Size.FS), (False, Size.LS)):
        drawn = draw(Shot(place=place, time=time, interior=interior, size=size, figures=TWO.figures))
        assert drawn.count("<path") > 20


@pytest.mark.parametrize("pose", [*poses(), "somersault"])
def test_every_pose(pose: str) -> None:
    two = (Figure(who="Aldar", pose=pose), Figure(who="Bai", pose=pose))
    empty = draw(Shot(size=Size.FS)).count("<path")
    for size in (Size.FS, Size.MS):
        assert draw(Shot(figures=two, size=size)).count("<path") > empty + 20


def test_every_feeling_shows() -> None:
    drawn = {name: draw(Shot(figures=(Figure(who="Aldar", feeling=name),), size=Size.CU)) for name in feelings()}
    assert len(set(drawn.values())) == len(drawn)


@pytest.mark.parametrize("headwear", [*HATS, "none"])
@pytest.mark.parametrize("hair", ["bald", "short", "long", "braids"])
def test_every_headwear_on_every_hair(headwear: str, hair: str) -> None:
    looks = Looks(headwear=headwear, hair=hair, beard="moustache", age="child" if hair == "braids" else "old")
    cast = {"Somebody": Character(name="Somebody", looks=looks)}
    angles = (Angle.EYE, Angle.LOW, Angle.OVERHEAD)
    shots = [Shot(figures=(Figure(who="Somebody"),), size=Size.CU, angle=angle) for angle in angles]
    assert len({draw(shot, cast) for shot in shots}) == len(angles)


@pytest.mark.parametrize("garment", ["robe", "coat", "tunic", "dress", "shirt"])
def test_every_garment_in_every_tone(garment: str) -> None:
    drawn = set()
    for tone in ("light", "mid", "dark", "striped"):
        cast = {"Somebody": Character(name="Somebody", looks=Looks(garment=garment, garment_tone=tone))}
        drawn.add(draw(Shot(figures=(Figure(who="Somebody"),), size=Size.FS), cast))
    assert len(drawn) == 4


@pytest.mark.parametrize(("size", "angle"), list(product(Size, Angle)))
def test_every_size_from_every_angle(size: Size, angle: Angle) -> None:
    for place in ("village", "yurt"):
        shot = Shot(place=place, size=size, angle=angle, figures=(*TWO.figures, Figure(who="villagers", count=4)))
        assert draw(shot).count("<path") > 10


@pytest.mark.parametrize("form", [(512, 512), (336, 144), (144, 256), (1920, 1080)])
def test_shapes_of_frames(form: tuple[int, int]) -> None:
    assert f'viewBox="0 0 {form[0]} {form[1]}"' in draw(TWO, size=form)


def test_weather_lies_outside_only() -> None:
    clear = draw(Shot(place="yurt", interior=True))
    for weather in WEATHERS:
        assert draw(Shot(place="steppe", weather=weather)) != draw(Shot(place="steppe"))
        assert draw(Shot(place="yurt", interior=True, weather=weather)).count("<path") <= clear.count("<path") + 2


def test_only_a_moving_camera_leaves_a_mark() -> None:
    assert 'id="camera" inkscape:groupmode="layer" inkscape:label="Camera">\n\n</g>' in draw(TWO)
    for move in MOVES:
        assert "#d2432a" in draw(Shot(move=Move(move)))


def test_a_crowd_is_of_different_people() -> None:
    assert len({str(passer_by(f"villagers {n}", 7)) for n in range(1, 9)}) >= 7


@pytest.mark.parametrize(("name", "shot"), [("walk", WALK), ("two", TWO)])
def test_pictures_look_as_they_did(name: str, shot: Shot) -> None:
    picture = DraftArtist().open().paint(recipe(shot), lambda event: True)
    now, then = (
        Image.open(io.BytesIO(data)).convert("L")
        for data in (picture.png, (GOLDENS / f"draft-{name}.png").read_bytes())
    )
    assert ImageStat.Stat(ImageChops.difference(now, then)).mean[0] < 6.0


@pytest.mark.parametrize("pose", [*poses(), "somersault"])
def test_the_staging_knows_where_a_pose_has_its_head(pose: str) -> None:
    place, looks = Placement(who="Aldar", x=0.2, z=0.4, facing=40.0, pose=pose), Looks(age="adult")
    head, skull = head_of(place, stature(looks)), build(place, looks, feelings()["neutral"]).skull
    assert abs(head.y - skull.y) < 0.07
    assert abs(head.x - skull.x) < 0.13


@pytest.mark.parametrize("what", [*things(), "anvil"])
def test_every_thing(what: str) -> None:
    for size in (Size.CU, Size.LS):
        assert draw(Shot(place="steppe", props=(what,), size=size)).count("<path") > 6
    held = draw(Shot(figures=(Figure(who="Aldar", pose="hold", object=what),), props=(what,), size=Size.MS))
    assert held.count("<path") > 20


@pytest.mark.parametrize("size", [(768, 768), (1920, 1080)])
def test_a_crowd_is_no_larger_than_any_other_panel(size: tuple[int, int]) -> None:
    crowd = (*TWO.figures, Figure(who="villagers", count=9))
    drawn = draw(Shot(place="steppe", size=Size.FS, figures=crowd), size=size)
    assert len(drawn) < 200_000


def test_whom_we_look_past_is_dark() -> None:
    deep = shaded(tones("day", "")).paper
    one = (Figure(who="Aldar"),)
    past = draw(Shot(size=Size.MS, figures=one, eyes="Bai", framing=Framing.OVER_SHOULDER))
    assert deep in past
    assert deep not in draw(Shot(size=Size.MS, figures=one))


def test_arms_of_who_embrace_lie_round_the_other() -> None:
    two = (Figure(who="Aldar", pose="embrace", target="Bai"), Figure(who="Bai"))
    figures = recipe(Shot(size=Size.MS, figures=two)).subject.staging.figures
    bodies = [embodied(place, figures, lambda place: CAST[place.who].looks) for place in figures]
    assert {body.clasp for body in bodies} == {"over", "under"}
    for body, other in zip(bodies, reversed(bodies), strict=True):
        assert all(abs(arm.end.x - other.pelvis.x) < abs(arm.end.x - body.pelvis.x) for arm in body.arms)


@pytest.mark.parametrize("facing", [0.0, 40.0, 90.0, 180.0])
def test_tied_hair_reads_from_every_side(facing: float) -> None:
    """At 200 pixels each way to wear long hair darkens other places than the others do."""
    seen = []
    for hair in ("ponytail", "braids", "bun", "long"):
        who = Character(name="Ann", looks=Looks(sex="f", age="adult", hair=hair, garment_tone="light"))
        drawn = recipe(Shot(size=Size.MCU, figures=(Figure(who="Ann"),)), cast={"Ann": who}, size=(200, 200))
        staging = drawn.subject.staging
        turned = replace(staging.figures[0], facing=facing, head=facing)
        subject = replace(drawn.subject, staging=replace(staging, figures=(turned,)))
        picture = DraftArtist().open().paint(replace(drawn, subject=subject), lambda event: True)
        seen.append(Image.open(io.BytesIO(picture.png)).convert("L").point([255 * (v < 70) for v in range(256)]))
    for one, other in combinations(seen, 2):
        assert ImageChops.difference(one, other).histogram()[255] > 150
