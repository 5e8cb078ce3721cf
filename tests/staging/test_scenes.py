"""Properties of a scene: what its panels have fixed goes on from panel to panel, whatever they show."""

from itertools import combinations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadr import lexicon
from kadr.board import Angle, Character, Figure, Format, Framing, Looks, Move, Placement, Shot, Size, Staging
from kadr.staging import Memory, head_of, pairs, project, remember, stage, stature

CAST = {
    "Aldar": Character(name="Aldar", looks=Looks(age="young", build="thin", height="tall")),
    "Bai": Character(name="Bai", looks=Looks(age="old", build="stout", height="short")),
    "Boy": Character(name="Boy", looks=Looks(age="child")),
    "Anna": Character(name="Anna", looks=Looks(sex="f")),
    "Rex": Character(name="Rex", looks=Looks(species="dog")),
}
FORMATS = [(512, 512), (1920, 1080), (2520, 1080), (1080, 1920), (768, 512), (576, 720)]
WIDE = Format(width=1920, height=1080)
THINGS = ("table", "horse", "book", "car", "lamp", "fire", "cup", "bed")

names = st.sampled_from([*CAST, "Nobody"])
figures = st.builds(
    Figure,
    who=names,
    pose=st.sampled_from(lexicon.concepts("pose")),
    object=st.sampled_from(["", "", *THINGS]),
    target=st.one_of(st.just(""), names, st.sampled_from(THINGS)),
)
groups = st.lists(figures, max_size=6, unique_by=lambda figure: figure.who)
crowds = st.builds(Figure, who=st.just("villagers"), count=st.integers(2, 30))
formats = st.sampled_from(FORMATS).map(lambda size: Format(width=size[0], height=size[1]))
shots = st.builds(
    lambda named, crowd, **fields: Shot(figures=(*named, *crowd), **fields),
    groups,
    st.lists(crowds, max_size=1),
    size=st.sampled_from(list(Size)),
    angle=st.sampled_from(list(Angle)),
    move=st.sampled_from(list(Move)),
    framing=st.sampled_from(list(Framing)),
    eyes=st.sampled_from(["", *CAST]),
    place=st.sampled_from(["steppe", "yurt", "room", "car", "street", ""]),
    time=st.sampled_from(["day", "night"]),
    props=st.lists(st.sampled_from(THINGS), max_size=4, unique=True).map(tuple),
)
plain = st.builds(
    lambda who, size: Shot(figures=tuple(Figure(who=name) for name in who), size=size, place="steppe"),
    st.lists(st.sampled_from([*CAST]), min_size=1, max_size=4, unique=True),
    st.sampled_from(list(Size)),
)


def staged(scene: list[Shot], form: Format = WIDE) -> list[Staging]:
    """The shots' stagings, one going on from the other."""
    memory, found = Memory(), []
    for shot in scene:
        found.append(stage(shot, CAST, form, memory))
        memory = remember(memory, shot, found[-1])
    return found


def wrapped(angle: float) -> float:
    return (angle + 180) % 360 - 180


def placed(staging: Staging, who: str) -> Placement:
    return next(place for place in staging.figures if place.who == who)


@settings(max_examples=250, deadline=None)
@given(st.lists(shots, min_size=1, max_size=5), formats)
def test_any_scene_is_staged_the_same_every_time_and_keeps_its_bytes(scene: list[Shot], form: Format) -> None:
    once, again = staged(scene, form), staged(scene, form)
    assert once == again
    for staging in once:
        written = msgspec.json.encode(staging)
        assert msgspec.json.encode(msgspec.json.decode(written, type=Staging)) == written
        for value in [*staging.figures, *staging.pieces, staging.camera]:
            numbers = [getattr(value, name) for name in value.__struct_fields__]
            assert all(number == round(number, 3) for number in numbers if isinstance(number, float)), value


@settings(max_examples=250, deadline=None)
@given(st.lists(shots, min_size=1, max_size=4), formats)
def test_faces_are_in_frame_in_every_panel(scene: list[Shot], form: Format) -> None:
    for shot, staging in zip(scene, staged(scene, form), strict=True):
        named = {figure.who for figure in shot.figures if figure.count == 1}
        for place in staging.figures:
            if place.who not in named:
                continue
            tall = stature(CAST[place.who].looks if place.who in CAST else Looks())
            eyes = project(staging.camera, head_of(place, tall))
            assert eyes.depth > 0.1
            assert abs(eyes.x) <= form.width / form.height / 2
            assert abs(eyes.y) <= 0.5


@settings(max_examples=250, deadline=None)
@given(st.lists(shots, min_size=1, max_size=4), formats)
def test_nobody_is_inside_somebody_whom_they_do_not_touch(scene: list[Shot], form: Format) -> None:
    for shot, staging in zip(scene, staged(scene, form), strict=True):
        touching = {frozenset(pair[:2]) for pair in pairs([one for one in shot.figures if one.count == 1])}
        for a, b in combinations(staging.figures, 2):
            if frozenset((a.who, b.who)) not in touching:
                assert (a.x - b.x) ** 2 + (a.z - b.z) ** 2 >= 0.25**2, (a, b)


@settings(max_examples=250, deadline=None)
@given(st.lists(shots, min_size=1, max_size=4), formats)
def test_necks_do_not_break(scene: list[Shot], form: Format) -> None:
    for staging in staged(scene, form):
        for place in staging.figures:
            assert place.head is None or abs(wrapped(place.head - place.facing)) <= 75.001
            assert -30 <= place.nod <= 35


@settings(max_examples=200, deadline=None)
@given(st.lists(plain, min_size=2, max_size=5))
def test_who_stood_left_stands_left_through_the_scene(scene: list[Shot]) -> None:
    before: dict[frozenset[str], str] = {}
    for staging in staged(scene):
        across = {place.who: place.x / (place.z + staging.camera.distance) for place in staging.figures}
        for a, b in combinations(across, 2):
            left = a if across[a] < across[b] else b
            assert before.setdefault(frozenset((a, b)), left) == left


def two(first: str, second: str, **fields: object) -> Shot:
    return Shot(figures=(Figure(who=first), Figure(who=second)), **fields)  # type: ignore[arg-type]


def one(who: str, size: Size = Size.MS, pose: str = "stand", **fields: object) -> Shot:
    return Shot(figures=(Figure(who=who, pose=pose),), size=size, **fields)  # type: ignore[arg-type]


def test_shot_and_reverse_shot() -> None:
    over = Framing.OVER_SHOULDER
    scene = [two("Bai", "Aldar"), one("Bai"), one("Aldar", framing=over, eyes="Bai"), one("Bai", Size.CU)]
    both, bai, aldar, near = staged(scene)
    assert [staging.reverse for staging in (both, bai, aldar, near)] == [False, False, True, False]
    assert placed(bai, "Bai").facing > 0 > placed(aldar, "Aldar").facing
    assert placed(aldar, "Bai").x < placed(aldar, "Aldar").x
    assert placed(aldar, "Bai").z < -0.5


def test_a_cut_to_another_scene_forgets() -> None:
    first, second = two("Bai", "Aldar"), two("Aldar", "Bai", scene="2")
    _, after = staged([first, second])
    assert placed(after, "Aldar").x < placed(after, "Bai").x


def test_who_runs_right_runs_right_after_the_cut() -> None:
    scene = [one("Aldar", Size.FS, "run"), one("Bai", Size.FS, "run"), one("Aldar", Size.LS, "run")]
    ways = {place.facing > 0 for staging in staged(scene) for place in staging.figures}
    assert len(ways) == 1


def test_who_runs_after_somebody_is_behind_them() -> None:
    chased = Shot(figures=(Figure(who="Aldar", pose="run"), Figure(who="Bai", pose="run", target="Aldar")))
    staging = stage(chased, CAST, WIDE)
    bai, aldar = placed(staging, "Bai"), placed(staging, "Aldar")
    assert (aldar.x - bai.x) * aldar.facing > 0
    assert aldar.facing * bai.facing > 0


def test_seats_and_the_table_stay_where_they_were() -> None:
    sitting = tuple(Figure(who=who, pose="sit") for who in ("Aldar", "Bai", "Anna"))
    wide = Shot(place="room", size=Size.LS, figures=sitting, props=("table",))
    later = Shot(place="room", size=Size.MLS, figures=(sitting[1], sitting[2]))
    first, second = staged([wide, later])
    gaps = [placed(staging, "Anna").x - placed(staging, "Bai").x for staging in (first, second)]
    assert gaps[0] == pytest.approx(gaps[1], abs=0.002)
    tables = [next(piece for piece in staging.pieces if piece.what == "table") for staging in (first, second)]
    away = [table.x - placed(staging, "Bai").x for table, staging in zip(tables, (first, second), strict=True)]
    assert away[0] == pytest.approx(away[1], abs=0.002)


def test_eye_lines_meet() -> None:
    talk = Shot(figures=(Figure(who="Boy", pose="talk"), Figure(who="Aldar")), size=Size.FS)
    staging = stage(talk, CAST, WIDE)
    boy, aldar = placed(staging, "Boy"), placed(staging, "Aldar")
    assert (boy.gaze, aldar.gaze) == ("Aldar", "Boy")
    assert boy.head is not None
    assert aldar.head is not None
    assert boy.head > 0 > aldar.head
    assert boy.nod < 0 < aldar.nod


def test_alone_they_look_to_where_the_other_is() -> None:
    _, boy, aldar = staged([two("Boy", "Aldar"), one("Boy", Size.CU), one("Aldar", Size.CU)])
    assert (placed(boy, "Boy").gaze, placed(aldar, "Aldar").gaze) == ("Aldar", "Boy")
    assert placed(boy, "Boy").nod < 0 < placed(aldar, "Aldar").nod


def test_who_reads_looks_at_the_book() -> None:
    shot = Shot(figures=(Figure(who="Aldar", pose="read", object="book"), Figure(who="Bai")), props=("book",))
    assert placed(stage(shot, CAST, WIDE), "Aldar").gaze == "book"


def test_over_a_childs_shoulder_the_camera_is_low() -> None:
    over = Framing.OVER_SHOULDER
    low = stage(one("Aldar", framing=over, eyes="Boy"), CAST, WIDE)
    high = stage(one("Boy", framing=over, eyes="Aldar"), CAST, WIDE)
    assert low.camera.height < 1.2 < high.camera.height
    for staging, who, near in ((low, "Aldar", "Boy"), (high, "Boy", "Aldar")):
        for name in (who, near):
            eyes = project(staging.camera, head_of(placed(staging, name), stature(CAST[name].looks)))
            assert abs(eyes.y) < 0.5, name


@pytest.mark.parametrize("size", [Size.CU, Size.MCU, Size.MS, Size.FS])
@pytest.mark.parametrize("form", FORMATS)
def test_a_shoulder_never_covers_the_face(size: Size, form: tuple[int, int]) -> None:
    shot = one("Anna", size, framing=Framing.OVER_SHOULDER, eyes="Aldar")
    staging = stage(shot, CAST, Format(width=form[0], height=form[1]))
    face, back = (
        project(staging.camera, head_of(placed(staging, who), stature(CAST[who].looks))) for who in ("Anna", "Aldar")
    )
    lens = staging.camera.lens
    assert abs(face.x - back.x) >= 0.12 * lens / face.depth + 0.14 * lens / back.depth


def test_a_close_up_of_too_many_in_an_upright_frame_shows_them_all() -> None:
    form = Format(width=1080, height=1920)
    figures = tuple(Figure(who=who) for who in ("Rex", "Aldar", "Boy", "Nobody"))
    figures += (Figure(who="Bai", pose="hit", target="Aldar"), Figure(who="Anna", pose="sleep"))
    (staging,) = staged([Shot(place="steppe", size=Size.CU, figures=figures)], form)
    for place in staging.figures:
        tall = stature(CAST[place.who].looks if place.who in CAST else Looks())
        assert abs(project(staging.camera, head_of(place, tall)).x) <= form.width / form.height / 2


def test_who_looks_at_nobody_holds_the_head_level() -> None:
    assert [staged([one("Aldar", pose=pose)])[0].figures[0].nod for pose in ("stand", "kneel")] == [0.0, 0.0]
