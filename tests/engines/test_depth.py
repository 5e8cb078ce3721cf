"""The depth map has everything that has a surface, where it stands, and nothing that has none."""

import io
from random import Random

import msgspec
import pytest
from PIL import Image, ImageChops

from kadr.board import Shot, Size
from kadr.engines.draft.hand import Hand
from kadr.engines.draft.layers import VEIL
from kadr.engines.draft.maps import draw_maps
from kadr.engines.draft.maps.slopes import Gauge, GaugedView, Slope
from kadr.engines.draft.maps.tape import Laid, Tape, record
from kadr.engines.draft.places import places
from kadr.engines.draft.strokes import fill
from kadr.staging import Point
from recipes import TWO, recipe

SIDE = 256
EDGE = ("car", "bus", "plane", "train", "lift")
"""Places so narrow that what frames the picture is the place itself."""


def depth_of(place: str) -> Image.Image:
    one = recipe(Shot(place=place, size=Size.LS, figures=TWO.figures), size=(SIDE, SIDE))
    return Image.open(io.BytesIO(draw_maps(one).depth)).convert("L")


def level(slope: Slope, x: float, y: float) -> float:
    return slope.mean + slope.along.x * (x - slope.middle.x) + slope.along.y * (y - slope.middle.y)


def laid(place: str) -> tuple[Laid, ...]:
    return record(recipe(Shot(place=place, size=Size.LS, figures=TWO.figures), size=(SIDE, SIDE))).laid


def test_what_is_filled_is_an_area_whoever_fills_it() -> None:
    """A wall, a fridge and a far house have a tone that no line has."""
    for place in ("kitchen", "parking", "street"):
        paths = [path for path in laid(place) if path.layer == "background"]
        ink = {path.colour for path in paths if path.kind == "line"}
        assert len({path.colour for path in paths if path.kind == "area"} - ink) > 8, place


def test_the_far_wall_of_a_room_is_nearer_than_nothing_and_further_than_people() -> None:
    depth = depth_of("kitchen")
    wall, body = depth.getpixel((115, 60)), depth.getpixel((88, 130))
    assert isinstance(wall, int)
    assert isinstance(body, int)
    assert 20 < wall < body - 20


def test_a_ceiling_that_runs_far_out_of_the_picture_is_exact() -> None:
    """Its corners are drawn nearer than they are, and are known all the same."""
    camera = recipe(Shot(size=Size.LS)).subject.staging.camera
    view = GaugedView(camera, SIDE, SIDE, gauge=Gauge(SIDE, SIDE))
    view.spot(Point(0.0, 1.0, 9.0))  # looked at for something else
    layer = Tape(gauge=view.gauge, name="background")
    near = 0.26 - camera.distance
    ceiling = [Point(x, 2.8, z) for x, z in ((-4.0, near), (-4.0, 5.0), (4.0, 5.0), (4.0, near))]
    fill(Hand(layer, SIDE, SIDE, "#000000", Random("ceiling")), view.spots(ceiling), "#cccccc")
    (path,) = layer.laid
    assert path.slope
    for point in (Point(0.0, 2.8, 1.0), Point(2.0, 2.8, 4.0)):
        assert level(path.slope, *view.spot(point)) == pytest.approx(1 / view.depth(point), rel=5e-3)


def test_the_lines_of_a_thing_are_where_it_stands() -> None:
    """A bicycle's wheels are lines and nothing else."""
    one = recipe(Shot(place="steppe", size=Size.MS, props=("bicycle",)), size=(SIDE, SIDE))
    depth = Image.open(io.BytesIO(draw_maps(one).depth)).convert("L")
    bare = msgspec.structs.replace(one.subject.staging, pieces=())
    empty = msgspec.structs.replace(one, subject=msgspec.structs.replace(one.subject, staging=bare))
    changed = ImageChops.difference(depth, Image.open(io.BytesIO(draw_maps(empty).depth)).convert("L"))
    lines = [path for path in record(one).laid if path.what == "piece" and path.kind == "line"]
    left = max(0.0, min(float(path.data[1:].split()[0]) for path in lines))
    box = changed.point([255 if value > 3 else 0 for value in range(256)]).getbbox()
    assert box
    assert box[0] < left + 6


def test_light_has_no_surface() -> None:
    depth = depth_of("forest")
    assert any(path.part == VEIL for path in laid("forest"))
    columns = [depth.getpixel((x, 150)) for x in range(60, 210, 6)]
    assert all(isinstance(value, int) and value > 40 for value in columns)


@pytest.mark.parametrize("place", [place for place in places() if place not in EDGE])
def test_what_frames_a_picture_does_not_take_its_greys(place: str) -> None:
    histogram = depth_of(place).histogram()
    assert sum(histogram[60:250]) > 0.15 * SIDE * SIDE
