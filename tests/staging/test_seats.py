"""Who sits stays seated; who has a wheelchair is in it."""

import pytest

from kadr.board import Character, Figure, Format, Looks, Placement, Shot, Size, Staging
from kadr.engines.draft.feelings import feeling
from kadr.engines.draft.skeleton import build
from kadr.staging import Point, posture, project, remember, stage
from kadr.staging.memory import Memory

CAST = {
    "Anna": Character(name="Anna", looks=Looks(age="adult", seat="wheelchair")),
    "Boris": Character(name="Boris", looks=Looks(age="adult")),
}
SQUARE = Format(width=768, height=768)


def shot(who: str, pose: str, place: str = "kitchen") -> Shot:
    return Shot(size=Size.FS, place=place, figures=(Figure(who=who, pose=pose),))


def group(*figures: Figure) -> Shot:
    return Shot(size=Size.FS, place="kitchen", figures=figures)


def after(*shots: Shot) -> Staging:
    memory, staging = Memory(), None
    for one in shots:
        staging = stage(one, CAST, SQUARE, memory)
        memory = remember(memory, one, staging)
    assert staging is not None
    return staging


def hips(place: Placement) -> float:
    return build(place, CAST[place.who].looks, feeling("neutral")).pelvis.y


@pytest.mark.parametrize("pose", ["drink", "eat", "phone", "read", "give", "point", "hold", "talk", "look"])
def test_who_sits_does_things_sitting(pose: str) -> None:
    staging = after(shot("Boris", "sit"), shot("Boris", "hold"), shot("Boris", pose))
    assert hips(staging.figures[0]) < 0.6
    assert [piece.what for piece in staging.pieces].count("chair") == 1


def test_who_gets_up_stands() -> None:
    for pose in ("stand", "walk", "dance"):
        assert hips(after(shot("Boris", "sit"), shot("Boris", pose)).figures[0]) > 0.7


@pytest.mark.parametrize("pose", ["stand", "walk", "run", "talk", "point", "embrace", "kneel", "jump"])
def test_who_has_a_wheelchair_is_seated_in_it(pose: str) -> None:
    for place in ("kitchen", "steppe"):
        staging = after(shot("Anna", pose, place=place))
        assert 0.3 < hips(staging.figures[0]) < 0.6
        assert "chair" not in [piece.what for piece in staging.pieces]
    assert hips(after(shot("Anna", "lie")).figures[0]) < 0.3


def test_a_wheelchair_rolls() -> None:
    assert posture(after(shot("Anna", "walk")).figures[0].pose).moving
    assert not posture(after(shot("Anna", "talk")).figures[0].pose).moving


@pytest.mark.parametrize("form", [(768, 768), (432, 768), (1280, 540)])
@pytest.mark.parametrize("people", [1, 2, 3, 4])
def test_shoulders_are_in_the_frame_of_a_car(form: tuple[int, int], people: int) -> None:
    names = ("Boris", "Cid", "Dan", "Eve")
    figures = tuple(Figure(who=who, pose="stand" if index else "drive") for index, who in enumerate(names[:people]))
    riding = Shot(place="car", interior=True, size=Size.MS, figures=figures)
    staging = stage(riding, CAST, Format(width=form[0], height=form[1]))
    assert len(staging.figures) == people
    for place in staging.figures:
        shoulder = Point(abs(place.x) + 0.21, 1.0, place.z)
        assert project(staging.camera, shoulder).x <= form[0] / form[1] / 2


def test_a_close_up_in_a_car_is_of_one_person() -> None:
    two = (Figure(who="Boris", pose="drive"), Figure(who="Cid", pose="talk"))
    staging = stage(Shot(place="car", interior=True, size=Size.CU, figures=two), CAST, SQUARE)
    assert [place.who for place in staging.figures] == ["Boris"]


def test_who_gives_to_somebody_who_stands_gets_up() -> None:
    two = (Figure(who="Cid", pose="sit"), Figure(who="Boris", pose="walk"))
    gift = (Figure(who="Cid", pose="give", target="Boris"), Figure(who="Boris"))
    both = (Figure(who="Cid", pose="sit"), Figure(who="Boris", pose="sit"))
    giving = group(*gift)
    assert posture(after(group(*two), giving).figures[0].pose).eyes > 0.9
    assert posture(after(group(*both), giving).figures[0].pose).eyes < 0.9
