"""Properties of every staging: nobody outside the frame by accident, nobody inside somebody, order kept."""

from itertools import combinations, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kadr.board import Angle, Character, Figure, Format, Looks, Shot, Size
from kadr.staging import POSTURES, Point, head_of, pairs, project, stage, stamp, stature

CAST = {
    "Aldar": Character(name="Aldar", looks=Looks(age="young", build="thin", height="tall")),
    "Bai": Character(name="Bai", looks=Looks(age="old", build="stout", height="short")),
    "Boy": Character(name="Boy", looks=Looks(age="child")),
}
FORMATS = [(512, 512), (1920, 1080), (2520, 1080), (1080, 1920), (768, 512), (576, 720)]
POSES = ["stand", *(pose for pose in POSTURES if pose != "sit-ground")]

figures = st.builds(Figure, who=st.sampled_from([*CAST, "Nobody"]), pose=st.sampled_from(POSES))
groups = st.lists(figures, max_size=4, unique_by=lambda figure: figure.who)
crowds = st.builds(Figure, who=st.just("villagers"), count=st.integers(2, 30))
formats = st.sampled_from(FORMATS).map(lambda size: Format(width=size[0], height=size[1]))
shots = st.builds(
    lambda named, crowd, size, angle: Shot(figures=(*named, *crowd), size=size, angle=angle, place="steppe"),
    groups,
    st.lists(crowds, max_size=1),
    st.sampled_from(list(Size)),
    st.sampled_from(list(Angle)),
)


@settings(max_examples=300, deadline=None)
@given(shots, formats)
def test_heads_are_in_the_frame(shot: Shot, form: Format) -> None:
    staging = stage(shot, CAST, form)
    for place in staging.figures:
        tall = stature(CAST[place.who].looks if place.who in CAST else Looks())
        eyes = project(staging.camera, head_of(place, tall))
        assert eyes.depth > 0.1
        assert abs(eyes.x) <= form.width / form.height / 2
        assert abs(eyes.y) <= 0.5


@settings(max_examples=300, deadline=None)
@given(shots, formats)
def test_nobody_stands_inside_somebody(shot: Shot, form: Format) -> None:
    touching = {frozenset(pair[:2]) for pair in pairs([figure for figure in shot.figures if figure.count == 1])}
    for a, b in combinations(stage(shot, CAST, form).figures, 2):
        if frozenset((a.who, b.who)) in touching:
            continue
        assert (a.x - b.x) ** 2 + (a.z - b.z) ** 2 >= 0.3**2, (a, b)


@settings(max_examples=200, deadline=None)
@given(shots, formats)
def test_order_on_the_picture_is_the_order_of_the_figures(shot: Shot, form: Format) -> None:
    figures = [figure for figure in shot.figures if figure.count == 1]
    assume(not pairs(figures))  # who touches stands together
    named = [figure.who for figure in figures]
    staging = stage(shot, CAST, form)
    placed = [place for place in staging.figures if place.who in named]
    assert [place.who for place in placed] == named[: len(placed)]
    across = [project(staging.camera, Point(place.x, 1.4, place.z)).x for place in placed]
    if staging.camera.roll == 0.0:
        assert all(a < b for a, b in pairwise(across))


def test_who_stands_left_stays_left_in_the_narrowest_frame() -> None:
    two = Shot(figures=(Figure(who="Aldar"), Figure(who="Bai")), size=Size.CU, angle=Angle.OVERHEAD)
    left, right = stage(two, CAST, Format(width=1080, height=1920)).figures
    assert left.x < right.x


@settings(max_examples=100, deadline=None)
@given(shots, formats)
def test_staging_is_pure_and_rounded(shot: Shot, form: Format) -> None:
    staging = stage(shot, CAST, form)
    assert staging == stage(shot, dict(CAST), form)
    assert staging.of == stamp(shot, form)
    for place in staging.figures:
        assert (place.x, place.z, place.facing) == (round(place.x, 3), round(place.z, 3), round(place.facing, 3))


def test_two_people_face_each_other() -> None:
    shot = Shot(figures=(Figure(who="Aldar"), Figure(who="Bai")), size=Size.MS)
    left, right = stage(shot, CAST, Format(width=768, height=768)).figures
    assert left.x < right.x
    assert left.facing > 0 > right.facing


def test_the_first_dominates_a_close_shot() -> None:
    shot = Shot(figures=(Figure(who="Bai"), Figure(who="Aldar")), size=Size.MCU)
    first, second = stage(shot, CAST, Format(width=768, height=768)).figures
    assert first.who == "Bai"
    assert second.z > first.z + 0.5


def test_a_closer_size_shows_a_larger_head() -> None:
    heads = []
    for size in Size:
        staging = stage(Shot(figures=(Figure(who="Aldar"),), size=size), CAST, Format(width=768, height=768))
        place = staging.figures[0]
        low, high = (project(staging.camera, Point(place.x, y, place.z)).y for y in (1.6, 1.83))
        heads.append(low - high)
    assert heads == sorted(heads, reverse=True)


def test_a_crowd_gets_names_and_stands_behind() -> None:
    shot = Shot(figures=(Figure(who="Bai"), Figure(who="villagers", count=5)), size=Size.FS)
    bai, *others = stage(shot, CAST, Format(width=768, height=768)).figures
    assert [place.who for place in others] == [f"villagers {n}" for n in range(1, 6)]
    assert all(place.z > bai.z for place in others)


def test_the_camera_steps_back_for_a_crowd() -> None:
    seated = (Figure(who="Aldar", pose="sit"), Figure(who="Bai", pose="sit"))
    shot = Shot(place="yurt", size=Size.MLS, figures=(*seated, Figure(who="villagers", count=6)))
    assert len(stage(shot, CAST, Format(width=768, height=512)).figures) >= 5


def test_words_do_not_change_the_stamp() -> None:
    form = Format(width=512, height=512)
    shot = Shot(place="steppe")
    assert stamp(shot, form) == stamp(Shot(place="steppe", notes="later", seconds=9), form)
    assert stamp(shot, form) != stamp(Shot(place="yurt"), form)


@pytest.mark.parametrize(
    ("place", "interior", "inside"), [("yurt", None, True), ("yurt", False, False), ("steppe", None, False)]
)
def test_some_places_are_shown_from_inside(place: str, interior: bool | None, inside: bool) -> None:
    staging = stage(Shot(place=place, interior=interior), {}, Format(width=512, height=512))
    assert staging.interior is inside


@pytest.mark.parametrize("seat", ["sofa", "log", "stone", "stump", "bed", "throne", "armchair"])
def test_who_sits_on_something_sits_on_it(seat: str) -> None:
    shot = Shot(place="steppe", size=Size.FS, figures=(Figure(who="Aldar", pose="sit"),), props=(seat,))
    staging = stage(shot, CAST, Format(width=768, height=768))
    assert [piece.what for piece in staging.pieces] == [seat]
    assert staging.pieces[0].x == staging.figures[0].x


def test_two_people_share_one_bench() -> None:
    two = (Figure(who="Aldar", pose="sit"), Figure(who="Bai", pose="sit"))
    shot = Shot(place="park", size=Size.FS, figures=two, props=("bench",))
    staging = stage(shot, CAST, Format(width=768, height=768))
    left, right = (place.x for place in staging.figures)
    assert [piece.what for piece in staging.pieces] == ["bench"]
    assert left < staging.pieces[0].x < right


def test_who_sits_on_a_bench_has_no_chair() -> None:
    shot = Shot(place="park", size=Size.FS, figures=(Figure(who="Aldar", pose="sit"),), props=("bench",))
    pieces = stage(shot, {}, Format(width=320, height=180)).pieces
    assert [piece.what for piece in pieces] == ["bench"]
