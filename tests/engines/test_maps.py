"""Control maps show what the panel shows, where the panel shows it."""

import io
import json
from itertools import product

import msgspec
import pytest
from PIL import Image, ImageChops

from kadr.board import Angle, Character, Figure, Framing, Looks, Recipe, Shot, Size
from kadr.engines.draft import DraftArtist
from kadr.engines.draft.maps import Maps, Person, draw_maps
from kadr.engines.draft.maps.bundle import INDEX, bundle, file_name
from kadr.engines.draft.maps.pose import COLOURS, DIM, LIMBS, POINTS
from kadr.engines.draft.maps.slopes import Gauge, GaugedView, ground
from kadr.engines.draft.maps.tape import SCENE, record
from kadr.engines.draft.places import places
from kadr.engines.draft.view import View
from kadr.staging import Point
from recipes import CAST, TWO, WALK, recipe

DOG = Character(name="Rex", looks=Looks(species="dog"))
CROWD = Shot(place="street", size=Size.LS, figures=(Figure(who="Aldar"), Figure(who="villager", count=7)))
SIZE = (384, 384)


def maps_of(shot: Shot, cast: dict[str, Character] = CAST) -> Maps:
    return draw_maps(recipe(shot, cast=cast, size=SIZE))


def grey(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("L")


def panel(one: Recipe) -> Image.Image:
    return grey(DraftArtist().open().paint(one, lambda event: True).png)


def alone(one: Recipe, keep: set[str]) -> Recipe:
    """The same recipe with the same camera, without those who are not kept."""
    staging = one.subject.staging
    figures = tuple(place for place in staging.figures if place.who in keep)
    staging = msgspec.structs.replace(staging, figures=figures)
    return msgspec.structs.replace(one, subject=msgspec.structs.replace(one.subject, staging=staging))


def share(image: Image.Image) -> float:
    """How much of a mask is white."""
    return image.histogram()[255] / (image.width * image.height)


def person(maps: Maps, who: str) -> Person:
    return next(person for person in maps.people if person.who == who)


def test_line_art_is_white_where_the_panel_has_ink() -> None:
    for shot in (TWO, WALK, CROWD):
        one = recipe(shot, size=(768, 768))
        lines, drawn = grey(draw_maps(one).lineart), panel(one)
        white = lines.point([255 if level > 200 else 0 for level in range(256)])
        dark = drawn.point([255 if level < 150 else 0 for level in range(256)])
        assert share(white) > 0.005
        assert share(ImageChops.subtract(white, dark)) < 0.05 * share(white)


def test_tones_have_no_lines() -> None:
    one = recipe(Shot(size=Size.FS, figures=(Figure(who="Aldar"),)), size=SIZE)
    light = sum(grey(draw_maps(one).tone).histogram()[:60])
    assert light < 0.4 * sum(panel(one).histogram()[:60])


def test_neither_weather_nor_the_marks_of_the_camera_are_in_any_map() -> None:
    plain = Shot(place="steppe", size=Size.FS, figures=WALK.figures, weather="rain")
    moving = msgspec.structs.replace(plain, move="push in")
    assert maps_of(plain) == maps_of(moving)
    assert {path.layer for path in record(recipe(moving, size=SIZE)).laid} <= set(SCENE)


def test_a_mask_is_where_its_person_changes_the_panel() -> None:
    one = recipe(TWO, size=SIZE)
    maps = draw_maps(one)
    for who, other in (("Aldar", "Bai"), ("Bai", "Aldar")):
        changed = ImageChops.difference(panel(one), panel(alone(one, {other})))
        different = changed.point([255 if level > 2 else 0 for level in range(256)])
        mask = grey(person(maps, who).body.mask)
        assert mask.getbbox() == person(maps, who).body.box
        outer, inner = different.getbbox(), mask.getbbox()
        assert outer
        assert inner
        assert all(a <= b + 1 for a, b in zip(outer[:2], inner[:2], strict=True))
        assert all(a >= b - 1 for a, b in zip(outer[2:], inner[2:], strict=True))
        # paper-white cloth on a paper-white wall changes nothing but its outline
        assert share(ImageChops.subtract(different, mask)) < 0.12


def test_masks_are_black_or_white_and_never_on_each_other() -> None:
    crowded = Shot(size=Size.MS, figures=(*TWO.figures, Figure(who="guest", count=5)))
    maps = maps_of(crowded)
    masks = [grey(person.body.mask) for person in maps.people]
    assert len(masks) == 3
    for index, mask in enumerate(masks):
        histogram = mask.histogram()
        assert histogram[0] + histogram[255] == mask.width * mask.height
        for other in masks[index + 1 :]:
            assert not ImageChops.multiply(mask, other).getbbox()


def test_who_stands_in_front_hides_who_stands_behind() -> None:
    one = recipe(TWO, size=SIZE)
    near, far = one.subject.staging.figures
    behind = msgspec.structs.replace(far, x=near.x, z=near.z + 1.5)
    staging = msgspec.structs.replace(one.subject.staging, figures=(near, behind))
    one = msgspec.structs.replace(one, subject=msgspec.structs.replace(one.subject, staging=staging))
    hidden, free = draw_maps(one), draw_maps(alone(one, {"Bai"}))
    assert person(hidden, "Bai").body.share < person(free, "Bai").body.share
    assert person(hidden, "Aldar") == person(draw_maps(alone(one, {"Aldar"})), "Aldar")


def test_a_face_is_a_part_of_its_person_and_is_gone_from_behind() -> None:
    maps = maps_of(TWO)
    for somebody in maps.people:
        assert somebody.face
        assert not ImageChops.subtract(grey(somebody.face.mask), grey(somebody.body.mask)).getbbox()
        assert 0 < somebody.face.share < somebody.body.share
    one = recipe(Shot(size=Size.MS, figures=(Figure(who="Aldar"),)), size=SIZE)
    (place,) = one.subject.staging.figures
    staging = msgspec.structs.replace(
        one.subject.staging, figures=(msgspec.structs.replace(place, facing=180.0, head=180.0),)
    )
    away = draw_maps(msgspec.structs.replace(one, subject=msgspec.structs.replace(one.subject, staging=staging)))
    assert away.people[0].face is None
    joints = dict(zip(POINTS, away.skeletons[0].joints, strict=True))
    assert joints["nose"] is joints["left eye"] is joints["right eye"] is None
    left, right = joints["left shoulder"], joints["right shoulder"]
    assert left
    assert right
    assert left.x < right.x


def test_a_skeleton_is_inside_of_its_person() -> None:
    for size, pose in product((Size.FS, Size.MS), ("stand", "walk", "sit", "point")):
        maps = maps_of(Shot(size=size, figures=(Figure(who="Aldar", pose=pose),)))
        (body,) = maps.skeletons
        seen = [joint for joint in body.joints if joint]
        assert len(seen) > 8
        mask = grey(maps.people[0].body.mask)
        for joint in seen:
            reach = 7
            near = mask.crop(
                (int(joint.x) - reach, int(joint.y) - reach, int(joint.x) + reach + 1, int(joint.y) + reach + 1)
            )
            assert near.getbbox(), (size, pose, joint)
        assert sum(joint.sure == 1.0 for joint in seen) > len(seen) / 2


def test_right_and_left_are_the_persons_own() -> None:
    (body,) = maps_of(Shot(size=Size.FS, figures=(Figure(who="Aldar"),))).skeletons
    joints = dict(zip(POINTS, body.joints, strict=True))
    left, right, neck, hip = (joints[name] for name in ("left shoulder", "right shoulder", "neck", "left hip"))
    assert left
    assert right
    assert neck
    assert hip
    assert right.x < neck.x < left.x
    assert neck.y < hip.y


def test_limbs_are_dim_and_points_are_bright() -> None:
    maps = maps_of(Shot(size=Size.FS, figures=(Figure(who="Aldar"),)))
    (body,) = maps.skeletons
    image = Image.open(io.BytesIO(maps.pose)).convert("RGB")
    for joint, colour in zip(body.joints[2:14], COLOURS[2:14], strict=True):
        assert joint
        assert image.getpixel((int(joint.x), int(joint.y))) == colour
    start, end = (body.joints[index] for index in LIMBS[4])
    assert start
    assert end
    middle = image.getpixel((int((start.x + end.x) / 2), int((start.y + end.y) / 2)))
    assert middle == tuple(int(part * DIM) for part in COLOURS[4])


def test_what_is_nearer_is_brighter() -> None:
    one = recipe(Shot(size=Size.FS, figures=TWO.figures), size=SIZE)
    near, far = one.subject.staging.figures
    figures = (msgspec.structs.replace(near, z=-0.4), msgspec.structs.replace(far, z=2.5))
    staging = msgspec.structs.replace(one.subject.staging, figures=figures)
    maps = draw_maps(msgspec.structs.replace(one, subject=msgspec.structs.replace(one.subject, staging=staging)))
    depth = grey(maps.depth)
    brightness = {}
    for somebody in maps.people:
        mask = grey(somebody.body.mask)
        histogram = depth.histogram(mask)
        brightness[somebody.who] = sum(level * count for level, count in enumerate(histogram)) / sum(histogram)
    assert brightness["Aldar"] > brightness["Bai"] + 10
    assert depth.getextrema() == (0, 255)
    column = [depth.getpixel((2, y)) for y in range(depth.height)]
    assert column[-1] == max(column, key=lambda level: level if isinstance(level, int) else 0)


@pytest.mark.parametrize("place", [*places(), "", "moon"])
def test_every_place_has_depth(place: str) -> None:
    for interior, size in ((True, Size.FS), (False, Size.LS)):
        shot = Shot(place=place, interior=interior, size=size, figures=TWO.figures)
        maps = draw_maps(recipe(shot, size=(160, 160)))
        assert grey(maps.depth).getextrema() == (0, 255)
        assert all(somebody.body.box for somebody in maps.people)


@pytest.mark.parametrize(("size", "angle"), list(product(Size, Angle)))
def test_every_size_and_angle(size: Size, angle: Angle) -> None:
    shot = Shot(place="village-street", size=size, angle=angle, figures=TWO.figures)
    maps = maps_of(shot)
    assert maps.people[0].body.box or maps.people[1].body.box
    for data in (maps.lineart, maps.tone, maps.pose, maps.depth):
        assert Image.open(io.BytesIO(data)).size == SIZE


@pytest.mark.parametrize("framing", Framing)
def test_every_framing(framing: Framing) -> None:
    shot = Shot(size=Size.MS, figures=(Figure(who="Aldar"),), framing=framing, eyes="Bai", props=("cup",))
    one = recipe(shot, size=(384, 216))
    bai = msgspec.structs.replace(one.subject, cast=(CAST["Aldar"], CAST["Bai"]))
    maps = draw_maps(msgspec.structs.replace(one, subject=bai))
    assert (maps.width, maps.height) == (384, 216)
    if framing is Framing.OVER_SHOULDER:
        assert {somebody.who for somebody in maps.people} == {"Aldar", "Bai"}
        assert person(maps, "Bai").face is None


def test_a_crowd_is_one() -> None:
    maps = maps_of(CROWD)
    crowd = person(maps, "villager")
    assert crowd.crowd
    assert not person(maps, "Aldar").crowd
    assert len(maps.people) == 2
    assert sum(skeleton.who == "villager" for skeleton in maps.skeletons) > 2


def test_an_animal_has_a_mask_and_no_skeleton() -> None:
    cast = {**CAST, "Rex": DOG}
    maps = maps_of(Shot(size=Size.FS, figures=(Figure(who="Aldar"), Figure(who="Rex"))), cast)
    assert person(maps, "Rex").body.box
    assert person(maps, "Rex").face is None
    assert [skeleton.who for skeleton in maps.skeletons] == ["Aldar"]


def test_nobody() -> None:
    one = recipe(Shot(place="steppe", size=Size.LS), size=SIZE)
    maps = draw_maps(one)
    assert maps.people == ()
    assert maps.skeletons == ()
    assert not grey(maps.pose).getbbox()
    assert list(bundle(maps, one, {})) == ["lineart.png", "tone.png", "pose.png", "pose.json", "depth.png", INDEX]


def test_the_same_recipe_gives_the_same_bytes() -> None:
    assert maps_of(CROWD) == maps_of(CROWD)


@pytest.mark.parametrize("size", [(64, 64), (1024, 256), (200, 768)])
def test_every_format(size: tuple[int, int]) -> None:
    maps = draw_maps(recipe(TWO, size=size))
    assert Image.open(io.BytesIO(maps.people[0].body.mask)).size == size


def test_larger_maps_are_the_same_maps() -> None:
    small, large = (draw_maps(recipe(TWO, size=(side, side))) for side in (256, 512))
    for one, other in zip(small.people, large.people, strict=True):
        assert one.body.share == pytest.approx(other.body.share, abs=0.01)
    for a, b in zip(small.skeletons[0].joints, large.skeletons[0].joints, strict=True):
        assert (a is None) == (b is None)
        assert a is None or b is None or (a.x * 2, a.y * 2) == pytest.approx((b.x, b.y), abs=0.05)


def test_the_index_names_every_file() -> None:
    one = recipe(CROWD, size=SIZE)
    files = bundle(draw_maps(one), one, {"number": "1A"})
    index = json.loads(files[INDEX])
    assert [entry["file"] for entry in index["maps"]] + [INDEX] == list(files)
    assert index["subject"] == one.subject.digest
    assert index["edition"] == 1
    assert (index["width"], index["height"]) == SIZE
    assert {entry["who"] for entry in index["maps"] if entry["kind"] == "mask"} == {"Aldar", "villager"}
    pose = json.loads(files["pose.json"])
    assert (pose["canvas_width"], pose["canvas_height"]) == SIZE
    assert all(len(body["pose_keypoints_2d"]) == 54 for body in pose["people"])


def test_names_of_files() -> None:
    assert file_name("mask", 1, "Алдар Көсе") == "mask-1-aldar-kose.png"
    assert file_name("face", 2, "Щукин-Ёлкин") == "face-2-shchukin-yolkin.png"
    assert file_name("mask", 3, "../../etc") == "mask-3-etc.png"
    assert file_name("mask", 4, "李") == "mask-4.png"
    assert len(file_name("mask", 5, "a" * 500)) < 60


def test_two_who_read_alike_have_files_of_their_own() -> None:
    cast = {name: replace_name(name) for name in ("Ан-на", "Анна")}
    one = recipe(Shot(size=Size.FS, figures=tuple(Figure(who=name) for name in cast)), cast=cast, size=SIZE)
    files = bundle(draw_maps(one), one, {})
    assert len([name for name in files if name.startswith("mask")]) == 2


def replace_name(name: str) -> Character:
    return msgspec.structs.replace(CAST["Aldar"], name=name)


def test_the_nearness_of_a_floor_is_exact() -> None:
    one = recipe(WALK, size=SIZE)
    gauge = Gauge(*SIZE)
    view = GaugedView(one.subject.staging.camera, *SIZE, gauge=gauge)
    floor = [Point(x, 0.0, z) for x, z in ((-1.0, 0.0), (1.5, 0.0), (1.0, 3.0), (-2.0, 6.0))]
    spots = [view.spot(point) for point in floor]
    view.spot(Point(0.0, 2.0, 9.0))  # looked at for something else
    slope = gauge.read("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots) + "z")
    assert slope
    for point in (Point(0.0, 0.0, 2.0), *floor):
        spot = View.spot(view, point)
        near = slope.mean + slope.along.x * (spot.x - slope.middle.x) + slope.along.y * (spot.y - slope.middle.y)
        assert near == pytest.approx(1 / view.depth(point), rel=1e-3)
    assert ground(view).mean > 0
