"""An edited script finds its panels again."""

from random import Random

import msgspec
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


# ---------------------------------------------------------------------------------------------------------------
# Edits of a script, as people make them
# ---------------------------------------------------------------------------------------------------------------

NOUNS = ["lamp", "horse", "letter", "river", "tower", "drum", "mirror", "kite", "ship", "crown", "apple", "wolf"]
VERBS = [
    "falls",
    "burns",
    "turns",
    "waits",
    "sings",
    "shines",
    "breaks",
    "sleeps",
    "shakes",
    "drifts",
    "bends",
    "grows",
]


@st.composite
def scripts(draw: st.DrawFn, least: int = 3) -> list[str]:
    """Beats that share hardly a word."""
    nouns = draw(st.permutations(NOUNS))
    verbs = draw(st.permutations(VERBS))
    count = draw(st.integers(least, len(NOUNS)))
    return [f"{noun.title()}-{number} {verb}." for number, (noun, verb) in enumerate(zip(nouns, verbs, strict=True))][
        :count
    ]


def marked(lines: list[str], place: int) -> list[Shot]:
    """The shots of `lines`, one of which a person set to a close-up."""
    found = shots(lines)
    found[place] = found[place].with_field("size", Size.CU, Source(by=Origin.PERSON))
    return found


def edited(old: list[Shot], lines: list[str]) -> list[Shot]:
    """The shots of the edited script with what sticks."""
    new = shots(lines)
    places = story.align(old, new)
    return [shot if place is None else story.carry(old[place], shot) for place, shot in zip(places, new, strict=True)]


def closeups(found: list[Shot]) -> list[str]:
    return [shot.action for shot in found if shot.size is Size.CU]


@given(scripts(), st.data())
def test_an_inserted_beat_is_new_and_moves_nothing(lines: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines)))
    found = story.align(shots(lines), shots([*lines[:at], "Something new!", *lines[at:]]))
    assert found[at] is None
    assert [place for place in found if place is not None] == list(range(len(lines)))


@given(scripts(), st.data())
def test_a_removed_beat_takes_only_its_own_panel(lines: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    found = story.align(shots(lines), shots([*lines[:at], *lines[at + 1 :]]))
    assert found == tuple(place for place in range(len(lines)) if place != at)


@given(scripts(), st.data())
def test_an_edited_beat_keeps_its_panel_and_what_a_person_set(lines: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    changed = lines[at].removesuffix(".") + " slowly."
    after = edited(marked(lines, at), [*lines[:at], changed, *lines[at + 1 :]])
    assert closeups(after) == [changed]


@given(scripts(least=4), st.data())
def test_moved_beats_take_their_panels_with_them(lines: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    order = data.draw(st.permutations(lines))
    assert closeups(edited(marked(lines, at), order)) == [lines[at]]
    first, last = sorted(data.draw(st.lists(st.integers(0, len(lines)), min_size=2, max_size=2)))
    swapped = [*lines[last:], *lines[first:last], *lines[:first]]
    assert story.align(shots(lines), shots(swapped)) == tuple(lines.index(line) for line in swapped)


@given(scripts(), st.data())
def test_going_back_to_the_old_script_goes_back_to_the_old_values(lines: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    old = marked(lines, at)
    other = [*lines, "Something new!"]
    assert edited(edited(old, other), lines) == old


@given(st.lists(st.sampled_from(LINES), max_size=10), st.lists(st.sampled_from(LINES), max_size=10), st.randoms())
def test_alignment_does_not_depend_on_what_is_not_text(old: list[str], new: list[str], random: Random) -> None:
    before, after = shots(old), shots(new)
    other = [
        msgspec.structs.replace(shot, line=random.randint(1, 99), seconds=float(place))
        for place, shot in enumerate(after)
    ]
    assert story.align(before, after) == story.align(before, other)
