"""Subject, key and stale; ids and seeds; what sticks when the script changes."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kadr import birth, story
from kadr.board import (
    PICTURE_FIELDS,
    Angle,
    Board,
    Character,
    Figure,
    Format,
    Framing,
    Looks,
    Move,
    Origin,
    Panel,
    Recipe,
    Shot,
    Size,
    Source,
    Speech,
    subject_of,
)
from kadr.composition import Order, compose
from kadr.script import Form
from kadr.staging import stage

FORMAT = Format(width=256, height=256)
CAST = {"Aldar": Character(name="Aldar", traits="thin", looks=Looks(build="thin"))}
SHOT = Shot(place="steppe", figures=(Figure(who="Aldar"),), action="Aldar waits.")

OTHER: dict[str, Any] = {
    "place": "yurt",
    "interior": True,
    "time": "night",
    "weather": "rain",
    "figures": (Figure(who="Aldar", pose="sit"),),
    "props": ("lamp",),
    "size": Size.CU,
    "angle": Angle.LOW,
    "move": Move.PAN,
    "framing": Framing.INSERT,
    "eyes": "Bai",
    "action": "Aldar waits for long.",
    "words": "a young man waiting",
}
UNSEEN: dict[str, Any] = {
    "scene": "9",
    "heading": "EXT. ELSEWHERE",
    "speech": (Speech(who="Aldar", text="Well?"),),
    "seconds": 9.5,
    "notes": "A note.",
    "line": 99,
    "page": 9,
    "unread": ("дутар",),
    "sources": {"size": Source(by=Origin.PERSON)},
}


def recipe(shot: Shot, cast: dict[str, Character] = CAST, **changes: Any) -> Recipe:
    panel = Panel(id="abcd", seed=1, shot=shot)
    subject = subject_of(panel, stage(shot, cast, FORMAT), cast, FORMAT)
    return msgspec.structs.replace(Recipe(subject=subject, engine="draft", edition=1, seed=1), **changes)


def test_the_lists_here_name_every_field_of_a_shot() -> None:
    assert set(OTHER) == set(PICTURE_FIELDS)
    assert OTHER.keys() | UNSEEN.keys() == set(Shot.__struct_fields__)


@pytest.mark.parametrize("field", OTHER)
def test_what_can_be_seen_is_in_the_subject(field: str) -> None:
    other = msgspec.structs.replace(SHOT, **{field: OTHER[field]})
    assert recipe(other).subject.digest != recipe(SHOT).subject.digest
    assert recipe(other).key != recipe(SHOT).key


@pytest.mark.parametrize("field", UNSEEN)
def test_what_cannot_be_seen_is_in_neither(field: str) -> None:
    other = msgspec.structs.replace(SHOT, **{field: UNSEEN[field]})
    assert recipe(other).subject.digest == recipe(SHOT).subject.digest
    assert recipe(other).key == recipe(SHOT).key


def test_looks_of_those_in_frame_count_and_no_others() -> None:
    stout = {"Aldar": msgspec.structs.replace(CAST["Aldar"], looks=Looks(build="stout"))}
    assert recipe(SHOT, stout).key != recipe(SHOT).key
    crowd = {**CAST, "Bai": Character(name="Bai", traits="stout")}
    assert recipe(SHOT, crowd).key == recipe(SHOT).key
    named = {"Aldar": msgspec.structs.replace(CAST["Aldar"], aliases=("Kose",))}
    assert recipe(SHOT, named).key == recipe(SHOT).key
    marked = {"Aldar": msgspec.structs.replace(CAST["Aldar"], colour="#ff0000")}
    assert recipe(SHOT, marked).key != recipe(SHOT).key, "clothes carry the character's colour"


@pytest.mark.parametrize(
    "change", [{"engine": "x"}, {"edition": 2}, {"seed": 2}, {"controls": {"a": 1}}, {"start": "k"}]
)
def test_the_hand_is_in_the_key_and_not_in_the_subject(change: dict[str, Any]) -> None:
    assert recipe(SHOT, **change).key != recipe(SHOT).key
    assert recipe(SHOT, **change).subject.digest == recipe(SHOT).subject.digest


@pytest.mark.parametrize("angle", Angle)
@pytest.mark.parametrize("size", Size)
def test_a_recipe_keeps_its_key_through_json(size: Size, angle: Angle) -> None:
    figures = (Figure(who="Aldar"), Figure(who="Bai", pose="sit"), Figure(who="guests", count=4))
    made = recipe(msgspec.structs.replace(SHOT, size=size, angle=angle, figures=figures))
    assert msgspec.json.decode(msgspec.json.encode(made), type=Recipe).key == made.key


def board_of(lines: list[str], before: Board | None = None) -> Board:
    script = story.read("\n".join(lines).encode(), name="lines.txt", form=Form.LINES)
    shots = story.shots(script, before.cast if before else ())
    return compose(Order(script=script, shots=shots, format=FORMAT), before)


LINES = st.lists(
    st.sampled_from(
        [f"{who} {what}." for who in ("Ann", "Bob", "A dog") for what in ("walks", "sits", "runs", "waits")]
    ),
    min_size=1,
    max_size=8,
    unique=True,
)


@given(LINES, LINES)
@hypothesis_settings(deadline=None, max_examples=60)
def test_every_panel_whose_line_is_still_there_keeps_its_id_and_its_picture(old: list[str], new: list[str]) -> None:
    before = board_of(old)
    after = board_of(new, before)
    assert [panel.shot.action for panel in after.panels] == new
    known = {panel.shot.action: panel for panel in before.panels}
    for panel in after.panels:
        earlier = known.get(panel.shot.action)
        if earlier:
            assert (panel.id, panel.seed, panel.staging) == (earlier.id, earlier.seed, earlier.staging)
    ids = [panel.id for panel in after.panels]
    assert len(set(ids)) == len(ids)


@given(LINES)
@hypothesis_settings(deadline=None, max_examples=30)
def test_the_same_script_changes_nothing(lines: list[str]) -> None:
    board = board_of(lines)
    assert board_of(lines, board) == board


def test_what_a_person_set_outlives_a_change_of_the_line() -> None:
    board = board_of(["Ann walks.", "Bob sits."])
    first = board.panels[0]
    by_hand = first.shot.with_field("size", Size.ECU, Source(by=Origin.PERSON))
    board = msgspec.structs.replace(board, panels=(msgspec.structs.replace(first, shot=by_hand), *board.panels[1:]))
    after = board_of(["Ann walks away slowly.", "Bob sits."], board)
    assert after.panels[0].id == first.id
    assert after.panels[0].shot.size is Size.ECU
    assert after.panels[0].staging != first.staging


@given(st.integers(0, 2**32 - 1), st.integers(0, 10_000))
def test_ids_are_never_given_twice(seed: int, born: int) -> None:
    taken: set[str] = set()
    ids = birth.panel_ids(seed, born, taken)
    found = [next(ids) for _ in range(50)]
    assert len({name for name, _ in found}) == 50
    assert [count for _, count in found] == sorted({count for _, count in found})


SCENE = """INT. ROOM - DAY

ANNA sits at the table. BORIS sits at the table.

ANNA
I never saw him before.

BORIS
He knows you very well, Anna.

Anna gives Boris a letter.

INT. OFFICE - NIGHT

Boris reads the letter.
"""


def board_of_scene(text: str, before: Board | None = None) -> Board:
    script = story.read(text.encode(), name="scene.fountain")
    return compose(Order(script=script, shots=story.shots(script, ()), format=FORMAT), before)


def test_a_changed_line_stages_its_own_panel_and_no_other() -> None:
    before = board_of_scene(SCENE)
    after = board_of_scene(SCENE.replace("gives Boris a letter", "slowly gives Boris a letter"), before)
    changed = [old.id for old, new in zip(before.panels, after.panels, strict=True) if old.staging != new.staging]
    assert len(changed) == 1
    stagings = [[msgspec.json.encode(panel.staging) for panel in board.panels] for board in (before, after)]
    assert sum(a != b for a, b in zip(*stagings, strict=True)) == 1


def test_blocking_of_one_panel_stages_no_other_and_is_kept_when_the_line_changes() -> None:
    board = board_of_scene(SCENE)
    first = board.panels[0]
    who = first.shot.figures[0].who
    moved = msgspec.structs.replace(first, blocking={f"{who}.x": -0.7, "mirror": True})
    before = compose(
        Order(script=None, format=FORMAT), msgspec.structs.replace(board, panels=(moved, *board.panels[1:]))
    )
    assert [panel.staging for panel in before.panels[1:]] == [panel.staging for panel in board.panels[1:]]
    after = board_of_scene(SCENE.replace("ANNA sits", "ANNA sits sadly"), before)
    assert after.panels[0].id == first.id
    assert after.panels[0].blocking == moved.blocking
    staging = after.panels[0].staging
    assert staging
    assert staging.mirror
    assert next(place.x for place in staging.figures if place.who == who) == -0.7


def test_sides_are_kept_through_a_scene_that_is_read() -> None:
    for panel in board_of_scene(SCENE).panels:
        assert panel.staging
        across = {place.who: place.x for place in panel.staging.figures}
        if {"Anna", "Boris"} <= across.keys():
            assert across["Anna"] < across["Boris"]
