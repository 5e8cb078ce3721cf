"""Cutting into panels, and what each panel shows."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadr import cast, story
from kadr.board import Angle, Character, Move, Origin, Shot, Size
from kadr.errors import BadUse
from kadr.script import Form

EXAMPLES = Path(__file__).parents[2] / "examples"
CAST = cast.read(EXAMPLES / "aldar-kose.cast.toml")


def shots_of(
    text: str, panels: int | None = None, name: str = "a.fountain", form: Form | None = None
) -> tuple[Shot, ...]:
    return story.shots(story.read(text.encode(), name=name, form=form), CAST, panels=panels)


def example(name: str, panels: int | None = None) -> tuple[Shot, ...]:
    return story.shots(story.read((EXAMPLES / name).read_bytes(), name=name), CAST, panels=panels)


def test_the_tale_has_the_same_six_panels_in_both_languages() -> None:
    english, russian = example("aldar-kose.fountain"), example("aldar-kose.ru.fountain")
    assert len(english) == len(russian) == 6
    for one, other in zip(english, russian, strict=True):
        fields = ("place", "interior", "time", "size", "angle", "move", "scene", "line")
        assert [getattr(one, field) for field in fields] == [getattr(other, field) for field in fields]
        assert [(f.pose, f.feeling, f.count) for f in one.figures] == [
            (f.pose, f.feeling, f.count) for f in other.figures
        ]
    assert {shot.place for shot in english} == {"steppe", "village-street", "yurt"}
    assert {"sly", "angry", "surprised", "joy"} <= {figure.feeling for shot in english for figure in shot.figures}
    assert {"walk", "sit", "point", "give"} <= {figure.pose for shot in english for figure in shot.figures}
    assert len({shot.size for shot in english}) >= 4


def test_prose_gets_six_panels_or_fewer() -> None:
    assert len(example("shade.txt")) == 6
    assert len(shots_of("One. Two.", name="a.txt")) == 2


def test_lines_are_one_panel_each() -> None:
    assert len(shots_of("One. And.\n\nTwo\n", form=Form.LINES)) == 2
    with pytest.raises(BadUse):
        shots_of("One.\nTwo.\n", panels=5, form=Form.LINES)


@pytest.mark.parametrize("panels", [0, -1, 4, 10**9])
def test_a_number_that_cannot_be_had_names_the_maximum(panels: int) -> None:
    with pytest.raises(BadUse, match="3"):
        shots_of("One. Two. Three.", panels=panels, name="a.txt")


WORDS = st.text("abc", min_size=1, max_size=5)
SENTENCE = st.lists(WORDS, min_size=1, max_size=6).map(lambda words: " ".join(words).capitalize() + ".")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join)
SPEECH = PARAGRAPH.map(lambda text: "BOB\n" + text)
SCENE = st.lists(st.one_of(PARAGRAPH, SPEECH), max_size=5).map(lambda parts: "\n\n".join(["INT. ROOM - DAY", *parts]))


@given(st.lists(SCENE, min_size=1, max_size=4), st.data())
def test_any_number_of_panels_loses_nothing_and_keeps_the_order(scenes: list[str], data: st.DataObject) -> None:
    text = "\n\n".join(scenes)
    with pytest.raises(BadUse) as caught:
        shots_of(text, panels=10**6)
    most = caught.value.message.facts["maximum"]
    assert isinstance(most, int)
    finest = shots_of(text, panels=most)
    cut = shots_of(text, panels=(n := data.draw(st.integers(1, most))))
    assert len(finest) == most
    assert len(cut) == n
    for shots in (cut, shots_of(text)):
        assert " ".join(s.action for s in shots if s.action) == " ".join(s.action for s in finest if s.action)
        assert [speech for s in shots for speech in s.speech] == [speech for s in finest for speech in s.speech]


@pytest.mark.parametrize("scenes", [8_000, pytest.param(100_000, marks=pytest.mark.large)])
def test_very_many_scenes(scenes: int) -> None:
    text = "".join(f"INT. ROOM {n:05} - DAY\n\nJOHN sits {n:05}.\n\n" for n in range(scenes))
    quarters = [str(quarter * scenes // 4 + 1) for quarter in range(4)]
    assert [shot.scene for shot in shots_of(text, panels=4)] == quarters


@pytest.mark.parametrize(
    ("action", "field", "value"),
    [
        ("CLOSE ON Aldar.", "size", Size.CU),
        ("Крупный план: Алдар.", "size", Size.CU),
        ("Общий план. Степь.", "size", Size.LS),
        ("Low angle. Aldar waits.", "angle", Angle.LOW),
        ("Алдар, снизу.", "angle", Angle.LOW),
        ("We pull back.", "move", Move.PULL),
        ("Наезд на Бая.", "move", Move.PUSH),
        ("Aldar. [[shot: ECU, from above, 2.5s]]", "seconds", 2.5),
        ("[[shot: MCU]]\nAldar.", "size", Size.MCU),
    ],
)
def test_explicit_directions_win(action: str, field: str, value: object) -> None:
    shot = shots_of("INT. ROOM - DAY\n\n" + action)[0]
    assert getattr(shot, field) == value
    assert shot.by(field) is Origin.SCRIPT
    assert shot.sources[field].words


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Алдару дали хлеба. Вошли гости.", ["Aldar Kose", "гости"]),
        ("Байский двор.", []),
        ("за баем", ["The Bai"]),
        ("Aldar's hat, the bai's coat.", []),
        ("Aldar's face, the bai's eyes.", ["Aldar Kose", "The Bai"]),
        ("A voice like the bai's. Nobody waits for Aldar.", []),
        ("The two of them walk.", []),
    ],
)
def test_who_is_in_frame(text: str, who: list[str]) -> None:
    assert [figure.who for figure in shots_of(text)[0].figures] == who


def test_pronouns_keep_people_and_descriptions_do_not() -> None:
    shots = shots_of("INT. ROOM\n\nAldar sits.\n\nHe sighs.\n\nSnow falls.\n\nEXT. FIELD\n\nWind.")
    assert [[figure.who for figure in shot.figures] for shot in shots] == [["Aldar Kose"], ["Aldar Kose"], [], []]


def test_who_is_only_heard_is_not_seen() -> None:
    (shot,) = shots_of("INT. ROOM\n\nAldar listens.\n\nTHE BAI (V.O.)\nCome!")
    assert [figure.who for figure in shot.figures] == ["Aldar Kose"]
    assert shot.speech[0].off


def test_the_same_people_are_not_seen_twice_in_the_same_size() -> None:
    shots = shots_of("INT. ROOM\n\n" + "Aldar sits.\n\n" * 6)
    assert all(one.size is not other.size for one, other in pairwise(shots))


def test_russian_prose_with_dashes() -> None:
    shots = shots_of(
        "Алдар сел.\n\n— Продай тень, — сказал Алдар. — Одну тень.\n\n— Бери! — крикнул Бай.", name="a.txt"
    )
    spoken = [(speech.who, speech.text) for shot in shots for speech in shot.speech]
    assert spoken == [("Aldar Kose", "Продай тень,"), ("Aldar Kose", "Одну тень."), ("The Bai", "Бери!")]


def test_names_of_a_script_without_a_cast() -> None:
    script = story.read("INT. A\n\nX.\n\nANN (V.O.)\nHi.\n\nТОЛПА\nУра!\n\nANN & BOB\nHo.".encode(), name="a.fountain")
    assert story.named(script, ()) == ("Ann", "Bob")
    prose = story.read(b"Then Mira left. But Mira came back to Tom.", name="a.txt")
    assert story.named(prose, ()) == ("Mira", "Tom")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ANNA WALKS INTO THE KITCHEN. SHE SEES MARK. MARK SITS AT THE TABLE.", ["Anna", "Anna", "Mark", "Mark"]),
        ("anna walks into the kitchen. she sees mark. mark sits at the table.", ["Anna", "Anna", "Mark", "Mark"]),
        ("АННА ВХОДИТ НА КУХНЮ И ВИДИТ ИВАНА. ОН СИДИТ ЗА СТОЛОМ.", ["Анна", "Иван", "Иван"]),
        ("анна входит на кухню и видит ивана. он сидит за столом.", ["Анна", "Иван", "Иван"]),
    ],
)
def test_a_text_of_capitals_or_without_any(text: str, who: list[str]) -> None:
    found = shots_of(text, name="a.txt")
    assert [figure.who for shot in found for figure in shot.figures] == who
    assert " ".join(shot.action for shot in found).casefold() == text.casefold()


def test_the_cast_is_met_in_a_text_without_capitals() -> None:
    people = [Character(name="Tolegen")]
    (shot,) = story.shots(story.read(b"tolegen sits in the yard.", name="a.txt"), people)
    assert [figure.who for figure in shot.figures] == ["Tolegen"]


def test_what_an_introduction_says_somebody_wears_is_no_thing() -> None:
    (shot,) = shots_of("INT. ROOM - DAY\n\nYUN (30s, glasses, holding a sword) sits with a cup.\n")
    assert shot.props == ("cup",)


def test_whom_the_camera_shows_is_who_the_next_words_are_about() -> None:
    text = "INT. ROOM - DAY\n\nANNA sits. BORIS runs in.\n\nCLOSE ON ANNA. Surprised.\n"
    shot = shots_of(text)[-1]
    assert [(figure.who, figure.feeling) for figure in shot.figures] == [("Anna", "surprised")]
