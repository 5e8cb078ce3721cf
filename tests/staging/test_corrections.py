"""A person's words on a staging are applied exactly, and twice is as once."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadr.board import Angle, Character, Figure, Format, Looks, Shot, Size, Staging
from kadr.staging import Point, Word, corrected, project, stage
from kadr.staging.corrections import BODILY, CAMERA, NUMBERS, PLACED, Range

CAST = {"Ann": Character(name="Ann", looks=Looks(sex="f")), "Bob": Character(name="Bob", looks=Looks(age="child"))}
WIDE = Format(width=1920, height=1080)
TWO = Shot(figures=(Figure(who="Ann", pose="talk"), Figure(who="Bob")), props=("horse",), size=Size.LS, place="steppe")


def number(allowed: Range) -> st.SearchStrategy[float]:
    return st.floats(allowed.low, allowed.high).map(lambda value: round(value, 3) + 0.0)


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    **{f"{who}.{part}": number(PLACED[part]) for who in ("Ann", "Bob", "horse", "Nobody") for part in PLACED},
    **{f"{who}.{part}": number(BODILY[part]) for who in ("Ann", "Bob") for part in BODILY},
    **{f"camera.{part}": number(CAMERA[part]) for part in CAMERA},
    **{name: number(NUMBERS[name]) for name in NUMBERS},
    "mirror": st.booleans(),
    "horse.flip": st.booleans(),
    "horse.removed": st.booleans(),
    "light": st.sampled_from(["fire", "lamp", "window", "screen", "none"]),
}
words = st.fixed_dictionaries({}, optional=FIELDS)
shots = st.builds(
    lambda size, angle: msgspec.structs.replace(TWO, size=size, angle=angle),
    st.sampled_from(list(Size)),
    st.sampled_from(list(Angle)),
)


@settings(max_examples=300, deadline=None)
@given(words, shots)
def test_every_word_is_applied_exactly_and_once(said: dict[str, Word], shot: Shot) -> None:
    staging = corrected(stage(shot, CAST, WIDE), said, CAST)
    assert corrected(staging, said, CAST) == staging
    standing: dict[str, Any] = {place.who: place for place in staging.figures}
    standing |= {piece.what: piece for piece in staging.pieces} | {"camera": staging.camera}
    for name, word in said.items():
        who, dot, part = name.rpartition(".")
        if name == "camera.shift" and "horizon" in said:
            continue
        if dot and part != "removed" and who in standing:
            assert getattr(standing[who], part) == word, name
    assert staging.mirror is said.get("mirror", False)
    written = msgspec.json.encode(staging)
    assert msgspec.json.encode(msgspec.json.decode(written, type=Staging)) == written


@settings(max_examples=200, deadline=None)
@given(st.floats(0.0, 1.0), shots)
def test_the_horizon_is_where_a_person_wants_it(horizon: float, shot: Shot) -> None:
    staging = corrected(stage(shot, CAST, WIDE), {"horizon": round(horizon, 3)}, CAST)
    if staging.camera.roll or staging.camera.tilt < -50:
        return
    seen = project(staging.camera, Point(0.0, staging.camera.height, 1e7))
    assert seen.y + 0.5 == pytest.approx(round(horizon, 3), abs=0.01)


def test_a_lower_camera_still_sees_the_people() -> None:
    before = stage(TWO, CAST, WIDE)
    after = corrected(before, {"camera.height": 0.4}, CAST)
    faces = [project(staging.camera, Point(0.0, 1.5, 0.0)).y for staging in (before, after)]
    assert faces[0] == pytest.approx(faces[1], abs=0.05)


def test_a_mirrored_picture() -> None:
    before = stage(TWO, CAST, WIDE)
    after = corrected(before, {"mirror": True}, CAST)
    assert [place.x for place in after.figures] == [-place.x for place in before.figures]
    assert [place.head for place in after.figures] == [place.head and -place.head for place in before.figures]
    assert after.pieces[0].flip is not before.pieces[0].flip


def test_heads_follow_who_is_moved() -> None:
    left = corrected(stage(TWO, CAST, WIDE), {"Bob.x": -3.0, "Ann.facing": -40.0}, CAST).figures[0]
    assert left.head is not None
    assert left.head < 0


def test_what_is_removed_is_gone_and_what_is_out_of_range_is_nothing() -> None:
    before = stage(TWO, CAST, WIDE)
    assert [piece.what for piece in before.pieces] == ["horse"]
    assert corrected(before, {"horse.removed": True}, CAST).pieces == ()
    assert corrected(before, {"Ann.scale": 0.0, "camera.lens": 1e300, "Ann.x": True}, CAST) == before
