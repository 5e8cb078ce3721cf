"""Those who touch, those who point; what lights a picture, and where its camera goes."""

import pytest

from kadr.board import Character, Figure, Format, Looks, Move, Placement, Shot, Size
from kadr.staging import CONTACTS, stage

CAST = {
    "Ann": Character(name="Ann", looks=Looks(sex="f")),
    "Bob": Character(name="Bob", looks=Looks(sex="m")),
    "Cat": Character(name="Cat", looks=Looks(sex="f")),
    "Kid": Character(name="Kid", looks=Looks(age="child")),
}
WIDE = Format(width=1920, height=1080)


def people(*figures: Figure, size: Size = Size.FS, props: tuple[str, ...] = ()) -> dict[str, Placement]:
    staging = stage(Shot(figures=figures, size=size, props=props), CAST, WIDE)
    return {place.who: place for place in staging.figures}


@pytest.mark.parametrize("pose", [pose for pose, contact in CONTACTS.items() if not contact.lifted])
@pytest.mark.parametrize("size", [Size.CU, Size.MS, Size.FS, Size.LS])
def test_who_touches_stands_near_and_face_to_face(pose: str, size: Size) -> None:
    placed = people(Figure(who="Ann", pose=pose, target="Bob"), Figure(who="Bob"), size=size)
    ann, bob = placed["Ann"], placed["Bob"]
    assert bob.x - ann.x == pytest.approx(CONTACTS[pose].apart, abs=0.01)
    assert ann.z == bob.z
    assert ann.facing > 40
    assert bob.facing < -40


def test_an_embrace_is_mutual_and_a_third_stands_apart() -> None:
    placed = people(Figure(who="Ann", pose="embrace", target="Cat"), Figure(who="Bob"), Figure(who="Cat"))
    assert placed["Cat"].pose == "embrace"
    assert abs(placed["Ann"].x - placed["Cat"].x) < 0.5 < abs(placed["Bob"].x - placed["Cat"].x)


def test_who_is_given_something_holds_out_a_hand() -> None:
    placed = people(Figure(who="Ann", pose="give", object="flower", target="Bob"), Figure(who="Bob"), props=("flower",))
    assert (placed["Bob"].pose, placed["Bob"].holds, placed["Ann"].holds) == ("give", "", "flower")


def test_somebody_is_carried_in_the_arms() -> None:
    placed = people(Figure(who="Bob", pose="carry", target="Kid"), Figure(who="Kid"))
    assert placed["Kid"].pose == "lie"
    assert placed["Kid"].y > 0.5
    assert abs(placed["Kid"].x - placed["Bob"].x) < 0.4


@pytest.mark.parametrize("target", ["Ann", "Cat"])
def test_who_points_points_at_them(target: str) -> None:
    placed = people(Figure(who="Ann"), Figure(who="Bob", pose="point", target=target), Figure(who="Cat"))
    bob, other = placed["Bob"], placed[target]
    assert (other.x - bob.x) * bob.facing > 0
    assert abs(bob.facing) > 50
    assert bob.gaze == target


def test_a_thing_that_is_looked_for_is_where_they_look() -> None:
    staging = stage(
        Shot(figures=(Figure(who="Ann", pose="point", target="horse"),), props=("tree", "horse"), size=Size.LS),
        CAST,
        WIDE,
    )
    ann = staging.figures[0]
    horse = next(piece for piece in staging.pieces if piece.what == "horse")
    assert (horse.x - ann.x) * ann.facing > 0


@pytest.mark.parametrize(
    ("place", "time", "props", "interior", "light"),
    [
        ("steppe", "night", ("fire",), False, "fire"),
        ("steppe", "day", ("fire",), False, ""),
        ("yurt", "night", (), None, "fire"),
        ("yurt", "day", (), None, "window"),
        ("room", "night", ("lamp",), True, "lamp"),
        ("room", "day", ("lamp",), True, ""),
        ("office", "night", ("computer",), True, "screen"),
        ("room", "night", ("candle", "computer"), True, "lamp"),
        ("cellar", "day", (), True, "window"),
        ("street", "day", (), False, ""),
    ],
)
def test_what_lights_it(place: str, time: str, props: tuple[str, ...], interior: bool | None, light: str) -> None:
    shot = Shot(place=place, time=time, props=props, interior=interior, size=Size.LS)
    assert stage(shot, CAST, WIDE).light == light


@pytest.mark.parametrize(
    ("move", "action", "way"),
    [
        (Move.PAN, "Pan left across the roofs.", "left"),
        (Move.PAN, "Камера панорамирует вправо.", "right"),
        (Move.PAN, "Ann left the room.", "right"),
        (Move.TILT, "We tilt down to the letter.", "down"),
        (Move.TILT, "Камера идёт вверх по башне", "up"),
        (Move.TILT, "", "up"),
        (Move.PUSH, "Push in, pan left", ""),
        (Move.STATIC, "pan left", ""),
    ],
)
def test_where_the_camera_goes(move: Move, action: str, way: str) -> None:
    shot = Shot(figures=(Figure(who="Ann"),), move=move, action=action)
    assert stage(shot, CAST, WIDE).way == way
