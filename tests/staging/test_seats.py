"""Who sits stays seated; who has a wheelchair is in it."""

import pytest

from kadr.board import Character, Figure, Format, Looks, Placement, Shot, Size, Staging
from kadr.engines.draft.feelings import feeling
from kadr.engines.draft.skeleton import build
from kadr.staging import posture, remember, stage
from kadr.staging.memory import Memory

CAST = {
    "Anna": Character(name="Anna", looks=Looks(age="adult", seat="wheelchair")),
    "Boris": Character(name="Boris", looks=Looks(age="adult")),
}
SQUARE = Format(width=768, height=768)


def shot(who: str, pose: str, **fields: object) -> Shot:
    return Shot(**{"size": Size.FS, "place": "kitchen", "figures": (Figure(who=who, pose=pose),)} | fields)


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
