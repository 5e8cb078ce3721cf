"""Marks of camera and people: where they go, that they stay in the picture, and off the faces."""

from itertools import product
from random import Random

import pytest

from kadr.board import Angle, Figure, Format, Move, Shot, Size, Staging
from kadr.engines.draft.arrows import ACCENT
from kadr.engines.draft.curves import Spot, distance
from kadr.engines.draft.hand import Hand
from kadr.engines.draft.layers import Layer
from kadr.engines.draft.marks import MOVES, Marking, _before_faces, paint_move
from kadr.engines.draft.trails import WAYS, trails
from kadr.engines.draft.view import View
from kadr.staging import Memory, remember, stage
from recipes import CAST, recipe

WIDE = Format(width=1024, height=576)


def one(pose: str, size: Size = Size.FS, **fields: object) -> Shot:
    return Shot(figures=(Figure(who="Aldar", pose=pose),), size=size, place="steppe", **fields)  # type: ignore[arg-type]


def staged(shot: Shot) -> tuple[Staging, View]:
    staging = stage(shot, CAST, WIDE)
    return staging, View(staging.camera, WIDE.width, WIDE.height)


def found(shot: Shot) -> list[list[Spot]]:
    staging, view = staged(shot)
    return [trail.spots for trail in trails(staging, view, frozenset(CAST), shot.size.value)]


@pytest.mark.parametrize("pose", WAYS)
def test_who_moves_leaves_a_trail_ahead(pose: str) -> None:
    staging, _ = staged(one(pose, Size.LS))
    (trail,) = found(one(pose, Size.LS))
    way = (trail[-1].x - trail[0].x) * staging.figures[0].facing
    assert way < 0 if pose == "pull" else way > 0


@pytest.mark.parametrize("size", [Size.ECU, Size.CU, Size.MCU, Size.MS])
def test_close_shots_and_crowds_have_none(size: Size) -> None:
    assert not found(one("run", size))
    crowd = Shot(figures=(Figure(who="guests", pose="run", count=5),), size=Size.LS, place="steppe")
    assert not found(crowd)


def test_who_runs_left_in_the_scene_has_a_trail_to_the_left() -> None:
    memory = Memory()
    shots = [Shot(figures=(Figure(who="Bai", pose="run"),), size=Size.FS, place="steppe"), one("run")]
    for shot in shots:
        staging = stage(shot, CAST, WIDE, memory)
        memory = remember(memory, shot, staging)
        view = View(staging.camera, WIDE.width, WIDE.height)
        (trail,) = trails(staging, view, frozenset(CAST), shot.size.value)
        assert (trail.spots[-1].x - trail.spots[0].x) * staging.figures[0].facing > 0


@pytest.mark.parametrize(("move", "way"), list(product(["pan", "tilt", "track"], ["left", "right", "up", "down"])))
def test_marks_go_where_the_camera_goes(move: str, way: str) -> None:
    layer = Layer()
    MOVES[move](Marking(Hand(layer, 1024, 576, ACCENT, Random(1)), way, ()))
    assert layer.runs


def test_a_pan_goes_above_when_a_face_is_below() -> None:
    hand = Hand(Layer(), 1000, 1000, ACCENT, Random(1))
    low, high = [Spot(300.0, 940.0), Spot(700.0, 940.0)], [Spot(300.0, 60.0), Spot(700.0, 60.0)]
    assert Marking(hand, "right", ()).first_free([low, high]) == low
    assert Marking(hand, "right", ((Spot(500.0, 930.0), 60.0),)).first_free([low, high]) == high
    assert Marking(hand, "right", (), taken=(Spot(500.0, 930.0),)).first_free([low, high]) == high


@pytest.mark.parametrize(("move", "size", "angle"), list(product(Move, Size, [Angle.EYE, Angle.LOW, Angle.OVERHEAD])))
def test_marks_draw_in_every_shot(move: Move, size: Size, angle: Angle) -> None:
    shot = one("jump", size, move=move, angle=angle)
    made = recipe(shot)
    staging, form = made.subject.staging, made.subject.format
    layer = Layer()
    paint_move(
        made, View(staging.camera, form.width, form.height), Hand(layer, form.width, form.height, ACCENT, Random(1))
    )
    assert all("nan" not in data for _, run in layer.runs for data in run)
    assert layer.runs or move is Move.STATIC


def test_arrows_stop_before_faces() -> None:
    hand = Hand(Layer(), 1000, 1000, ACCENT, Random(1))
    face = (Spot(500.0, 500.0), 50.0)
    line = [Spot(100.0 + 20.0 * step, 500.0) for step in range(40)]
    kept = _before_faces(Marking(hand, "", (face,)), line)
    assert kept
    assert all(distance(spot, face[0]) > face[1] for spot in kept)
