"""An edited script finds its panels again."""

from hypothesis import given
from hypothesis import strategies as st

from kadr import story
from kadr.board import Origin, Shot, Size, Source

LINES = [
    "Aldar walks in.",
    "The Bai sits by the fire.",
    "Coins fall on the floor.",
    "Everybody laughs at once.",
    "Night.",
]


def shots(lines: list[str]) -> list[Shot]:
    return [Shot(action=line, sources={"size": Source(by=Origin.CHOSEN)}) for line in lines]


def test_the_same_script_continues_itself() -> None:
    assert story.align(shots(LINES), shots(LINES)) == (0, 1, 2, 3, 4)


def test_inserted_removed_changed_and_moved() -> None:
    assert story.align(shots(LINES), shots([*LINES[:2], "Rain.", *LINES[2:]])) == (0, 1, None, 2, 3, 4)
    assert story.align(shots(LINES), shots([LINES[0], *LINES[2:]])) == (0, 2, 3, 4)
    assert story.align(shots(LINES), shots([*LINES[:2], "Gold coins fall on the floor.", *LINES[3:]])) == (
        0,
        1,
        2,
        3,
        4,
    )
    assert story.align(shots(LINES), shots([*LINES[1:], LINES[0]])) == (1, 2, 3, 4, 0)
    assert story.align(shots(["a"] * 3), shots(["a"] * 2)) == (0, 1)


@given(st.lists(st.sampled_from(LINES), max_size=8), st.lists(st.sampled_from(LINES), max_size=8))
def test_no_panel_is_taken_twice_and_no_equal_one_is_left(old: list[str], new: list[str]) -> None:
    found = story.align(shots(old), shots(new))
    taken = [place for place in found if place is not None]
    assert len(found) == len(new)
    assert len(set(taken)) == len(taken)
    for line in set(new):
        assert sum(found[place] is not None for place, text in enumerate(new) if text == line) >= min(
            old.count(line), new.count(line)
        )


def test_values_stick_as_their_origin_says() -> None:
    old = Shot(action="A.", size=Size.CU, sources={"size": Source(by=Origin.CHOSEN)})
    new = Shot(action="A.", size=Size.LS, line=9, sources={"size": Source(by=Origin.CHOSEN)})
    changed = Shot(action="B.", size=Size.LS, sources={"size": Source(by=Origin.CHOSEN)})
    explicit = Shot(action="A.", size=Size.LS, sources={"size": Source(by=Origin.SCRIPT, words="WIDE")})
    person = Shot(action="A.", size=Size.CU, sources={"size": Source(by=Origin.PERSON)})
    assert (story.carry(old, new).size, story.carry(old, new).line) == (Size.CU, 9)
    assert story.carry(old, changed) == changed
    assert story.carry(old, explicit) == explicit
    for shot in (new, changed, explicit):
        assert story.carry(person, shot).size is Size.CU
        assert story.carry(person, shot).by("size") is Origin.PERSON


@given(st.sampled_from(LINES), st.sampled_from(LINES))
def test_carrying_twice_is_carrying_once(one: str, other: str) -> None:
    old, new = shots([one])[0], shots([other])[0]
    assert story.carry(old, story.carry(old, new)) == story.carry(old, new)
    assert story.carry(old, new).action == other
