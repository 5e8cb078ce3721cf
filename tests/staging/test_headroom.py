"""Tall hats are in the frame."""

import pytest

from kadr.board import Angle, Character, Figure, Format, Framing, Looks, Shot, Size
from kadr.staging import Point, head_of, project, stage, stature
from kadr.staging.memory import Memory
from kadr.staging.stature import HATS, hat_of


@pytest.mark.parametrize("headwear", HATS)
@pytest.mark.parametrize("size", [Size.CU, Size.MCU, Size.MS, Size.FS])
@pytest.mark.parametrize("angle", [Angle.EYE, Angle.LOW])
@pytest.mark.parametrize("pose", ["stand", "sit"])
def test_a_hat_is_in_the_frame(headwear: str, size: Size, angle: Angle, pose: str) -> None:
    looks = Looks(age="adult", headwear=headwear)
    cast = {"Anna": Character(name="Anna", looks=looks)}
    shot = Shot(size=size, angle=angle, figures=(Figure(who="Anna", pose=pose),))
    staging = stage(shot, cast, Format(width=768, height=768))
    place, tall = staging.figures[0], stature(looks)
    eyes = head_of(place, tall)
    top = Point(eyes.x, eyes.y + 0.074 * tall + hat_of(looks), eyes.z)
    assert project(staging.camera, top).y >= -0.5
    chin = Point(eyes.x, eyes.y - 0.14, eyes.z)
    assert project(staging.camera, chin).y <= 0.45


@pytest.mark.parametrize("sits", ["stand", "sit-ground"])
def test_a_hat_is_in_the_frame_past_a_shoulder(sits: str) -> None:
    looks = Looks(age="adult", height="tall", headwear="kalpak")
    cast = {"Anna": Character(name="Anna", looks=looks), "Boy": Character(name="Boy", looks=Looks(age="child"))}
    shot = Shot(size=Size.MS, framing=Framing.OVER_SHOULDER, eyes="Boy", figures=(Figure(who="Anna"),))
    memory = Memory(scene=("1", "", None), postures={"Boy": sits})
    staging = stage(shot, cast, Format(width=768, height=768), memory)
    eyes = head_of(staging.figures[0], stature(looks))
    top = Point(eyes.x, eyes.y + 0.074 * stature(looks) + hat_of(looks), eyes.z)
    assert project(staging.camera, top).y >= -0.445


def test_bare_heads_stay_where_they_were() -> None:
    looks = Looks(age="adult")
    shot = Shot(size=Size.CU, figures=(Figure(who="Anna"),))
    staging = stage(shot, {"Anna": Character(name="Anna", looks=looks)}, Format(width=768, height=768))
    assert project(staging.camera, head_of(staging.figures[0], stature(looks))).y == pytest.approx(-0.05, abs=0.002)
