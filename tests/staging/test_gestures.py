"""A hand that tells the story is in the frame."""

from math import dist

import pytest

from kadr.board import Character, Figure, Format, Framing, Looks, Origin, Shot, Size, Source
from kadr.engines.draft.feelings import feeling
from kadr.engines.draft.skeleton import build
from kadr.staging import Point, head_of, project, stage, stature
from kadr.staging.gestures import HANDS, PALM, hand_of
from kadr.staging.memory import Memory

LOOKS = Looks(age="adult")
CAST = {"Anna": Character(name="Anna", looks=LOOKS), "Boris": Character(name="Boris", looks=LOOKS)}
SQUARE = Format(width=768, height=768)
TALL = stature(LOOKS)


@pytest.mark.parametrize("pose", HANDS)
@pytest.mark.parametrize("who", CAST)
def test_a_hand_is_where_the_artist_draws_it(pose: str, who: str) -> None:
    shot = Shot(size=Size.FS, figures=(Figure(who=who, pose=pose),))
    place = stage(shot, CAST, SQUARE).figures[0]
    hand = hand_of(place, TALL)
    assert hand is not None
    wrist = build(place, LOOKS, feeling("neutral")).arms[0].end
    assert dist(wrist, hand) <= PALM + 0.05


@pytest.mark.parametrize("pose", ["point", "give", "hold", "wave", "aim"])
@pytest.mark.parametrize("size", [Size.CU, Size.MCU, Size.MS])
@pytest.mark.parametrize("form", [(768, 768), (1920, 1080), (1080, 1920)])
@pytest.mark.parametrize("who", CAST)
def test_a_close_frame_takes_in_the_hand(pose: str, size: Size, form: tuple[int, int], who: str) -> None:
    shot = Shot(size=size, figures=(Figure(who=who, pose=pose),))
    staging = stage(shot, CAST, Format(width=form[0], height=form[1]))
    hand = hand_of(staging.figures[0], TALL)
    assert hand is not None
    seen = project(staging.camera, hand)
    assert abs(seen.x) < form[0] / form[1] / 2
    assert abs(seen.y) < 0.5


def test_a_size_that_was_said_stays() -> None:
    chosen = Shot(size=Size.CU, figures=(Figure(who="Anna", pose="point"),))
    said = chosen.with_field("size", Size.CU, Source(by=Origin.PERSON))
    calm = Shot(size=Size.CU, figures=(Figure(who="Anna"),))
    assert stage(said, CAST, SQUARE).camera.distance == stage(calm, CAST, SQUARE).camera.distance
    assert stage(chosen, CAST, SQUARE).camera.distance > stage(calm, CAST, SQUARE).camera.distance
    assert stage(said, CAST, SQUARE).of != stage(chosen, CAST, SQUARE).of


@pytest.mark.parametrize("who", ["Anna", "Boris"])
@pytest.mark.parametrize("sits", ["stand", "sit", "sit-ground"])
def test_what_is_given_is_not_behind_the_shoulder(who: str, sits: str) -> None:
    other = "Boris" if who == "Anna" else "Anna"
    shot = Shot(size=Size.MS, framing=Framing.OVER_SHOULDER, eyes=other, figures=(Figure(who=who, pose="give"),))
    staging = stage(shot, CAST, SQUARE, Memory(scene=("1", "", None), postures={other: sits}))
    seen, shoulder = staging.figures
    hand, head = hand_of(seen, TALL), head_of(shoulder, TALL)
    assert hand is not None
    apart = abs(project(staging.camera, hand).x - project(staging.camera, head).x)
    assert apart > 0.15 * staging.camera.lens / project(staging.camera, head).depth


@pytest.mark.parametrize(
    ("pose", "action"),
    [
        ("take", "ANNA kneels and picks up a key."),
        ("take", "Анна поднимает ключ с земли."),
        ("work", "ANNA kneels and digs."),
    ],
)
@pytest.mark.parametrize("size", [Size.MCU, Size.MS, Size.FS])
def test_what_is_done_on_the_ground_is_in_the_frame(pose: str, action: str, size: Size) -> None:
    shot = Shot(size=size, place="street", action=action, figures=(Figure(who="Anna", pose=pose),))
    staging = stage(shot, CAST, SQUARE)
    wrist = build(staging.figures[0], LOOKS, feeling("neutral")).arms[0].end
    assert wrist.y < 0.3
    assert abs(project(staging.camera, Point(wrist.x, 0.0, wrist.z)).y) < 0.5


def test_who_takes_something_from_a_table_stands() -> None:
    shot = Shot(place="street", action="ANNA takes a key.", figures=(Figure(who="Anna", pose="take"),))
    assert stage(shot, CAST, SQUARE).figures[0].pose.startswith("give")
