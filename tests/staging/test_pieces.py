"""Things: what the staging knows of drawings is true, inserts hold all of a thing, riders sit on what they ride."""

import pytest

from kadr.board import Character, Figure, Format, Looks, Shot, Size
from kadr.engines.draft.feelings import feeling
from kadr.engines.draft.skeleton import build
from kadr.engines.draft.things import thing, things
from kadr.staging import Point, project, stage
from kadr.staging.measures import mounts, wide
from kadr.staging.pieces import facts

CAST = {"Anna": Character(name="Anna", looks=Looks(age="adult"))}


def drawn_width(what: str) -> float:
    drawn, high = thing(what), facts(what)[1]
    assert drawn is not None
    fronts = [x for part in drawn.faces for x, _ in part.outline.spots]
    return max(drawn.base[0], drawn.width * high, max(fronts) - min(fronts) if fronts else 0.0)


def test_things_are_as_wide_as_they_are_drawn() -> None:
    found = {what: drawn_width(what) for what in things() if drawn_width(what) > 1.15 * facts(what)[1]}
    wrong = {what: width for what, width in found.items() if abs((wide(what) or 0.0) - width) > 0.05 * width + 0.01}
    assert not wrong, "rows for [wide] in staging/measures.toml"


@pytest.mark.parametrize("form", [(768, 768), (1920, 1080), (1080, 1920)])
@pytest.mark.parametrize("what", ["table", "train", "rope", "car", "flute", "sword", "bed"])
def test_an_insert_holds_all_of_a_thing(what: str, form: tuple[int, int]) -> None:
    staging = stage(Shot(size=Size.CU, props=(what,)), {}, Format(width=form[0], height=form[1]))
    piece = staging.pieces[-1]
    for side in (-1, 1):
        seen = project(staging.camera, Point(side * drawn_width(what) / 2, piece.y, piece.z))
        assert abs(seen.x) < form[0] / form[1] / 2


@pytest.mark.parametrize("mount", mounts())
def test_riders_sit_on_what_they_ride(mount: str) -> None:
    shot = Shot(size=Size.LS, props=(mount,), figures=(Figure(who="Anna", pose="ride"),), place="steppe")
    staging = stage(shot, CAST, Format(width=1024, height=768))
    rider, ridden = staging.figures[0], staging.pieces[0]
    assert ridden.what == mount
    high = facts(mount)[1]
    hips = build(rider, CAST["Anna"].looks, feeling("neutral")).pelvis.y
    assert 0.0 < hips - {"horse": 1.25, "camel": 1.46, "elephant": 2.66, "bicycle": 1.0}.get(mount, 0.78 * high) < 0.42
    for y in (0.0, high):
        assert abs(project(staging.camera, Point(ridden.x, y, ridden.z)).y) <= 0.5
