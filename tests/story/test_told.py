"""What single sentences of prose tell: who, where, what they hold, who is heard."""

import pytest

from kadr import story
from kadr.board import Shot


def shots_of(text: str) -> tuple[Shot, ...]:
    return story.shots(story.read(text.encode(), name="a.txt"), ())


def who_does(text: str) -> list[tuple[str, str]]:
    return [(figure.who, figure.pose) for shot in shots_of(text) for figure in shot.figures]


@pytest.mark.parametrize(
    ("text", "name", "species"),
    [
        ("Варя вела рыжего пса. Рыжий пёс Бублик зарычал. Бублик сел у двери.", "Бублик", "dog"),
        ("Anna has a dog called Rex. Rex sits down by the door.", "Rex", "dog"),
        ("Кот Матвей спал на столе. Кот потянулся.", "Матвей", "cat"),
        ('Tom sat down.\n\n"Who is it?" asked the fox.', "Fox", "fox"),
        ("— Не скажу, — отвечала сорока.", "Сорока", "crow"),
    ],
)
def test_an_animal_with_a_name_or_a_voice_is_somebody(text: str, name: str, species: str) -> None:
    found = story.break_down(story.read(text.encode(), name="a.txt"), ())
    assert {person.name: person.looks.species for person in found.people}[name] == species
    assert name in {figure.who for figure in found.shots[-1].figures}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Tom knocked on the door.\n\n"Go away," said a woman\'s voice.', "Woman"),
        ("Варя села.\n\n— Не уходи, — сказал фонарь.", "Фонарь"),
        ("Варя села.\n\n— Не уходи, — донёсся из кухни голос Ильи.", "Илья"),
    ],
)
def test_voices_and_things_speak_from_off(text: str, speaker: str) -> None:
    (speech,) = shots_of(text)[-1].speech
    assert (speech.who, speech.off) == (speaker, True)
    assert speaker not in {figure.who for figure in shots_of(text)[-1].figures}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Tom stood in the street. He went into the shop. It began to snow.", ["street", "shop", "street"]),
        ("Варя стояла на улице. Она вошла в школу. Повалил снег.", ["street", "classroom", "street"]),
        ("Tom walked into the kitchen. Outside, a car passed.", ["kitchen", "kitchen"]),
        ("Mara ran to the pier. She sat at the tiller.", ["port", "ship"]),
        ("Илья сел за руль.", ["car"]),
        ("Она стояла в углу кухни.", ["kitchen"]),
    ],
)
def test_places_of_prose(text: str, places: list[str]) -> None:
    assert [shot.place for shot in shots_of(text)] == places


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Илья резал хлеб точь-в-точь как резал отец.", [("Илья", "cook")]),
        ("Прибежала Варя. Она схватила колокольчик.", [("Варя", "run"), ("Варя", "take")]),
        ("Дед Матвей сидел в углу. Дед улыбнулся.", [("Матвей", "sit"), ("Матвей", "sit")]),
        ("Mr Brown had been a teacher for years. The teacher sat down.", [("Brown", "stand"), ("Brown", "sit")]),
        ("Anna stopped singing and sat down.", [("Anna", "sit")]),
        ("Двое детей сидят на лавке. Они едят пирожки.", [("дети", "sit"), ("дети", "eat")]),
        ("The harbour master himself stood by the window.", [("Harbour Master", "stand")]),
    ],
)
def test_who_does_what(text: str, figures: list[tuple[str, str]]) -> None:
    assert who_does(text) == figures


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Он нёс каску под мышкой.", {"helmet"}),
        ("Бригадир берёт его за плечо.", set()),
        ("Anna cut the chocolate cake.", {"cake"}),
        ("Ей было сорок пять лет.", set()),
        ("Tom drank it in a single swallow.", set()),
        ("Tom poured two glasses of milk.", {"glass", "milk"}),
    ],
)
def test_words_that_only_look_like_things(text: str, things: set[str]) -> None:
    assert {prop for shot in shots_of(text) for prop in shot.props} - {"milk"} == things - {"milk"}


def test_a_title_on_the_picture_shows_nobody() -> None:
    script = story.read("ИНТ. КУХНЯ\n\nАнна сидит.\n\nТИТР: «Строим будущее».".encode(), name="a.fountain")
    assert [[figure.who for figure in shot.figures] for shot in story.shots(script, ())] == [["Анна"], ["Анна"]]


def test_who_is_meant_in_the_next_scene() -> None:
    text = "INT. CAFE - NIGHT\n\nOwen and Denise sit down.\n\nINT. BUS - NIGHT\n\nThe two of them eat cake."
    last = story.shots(story.read(text.encode(), name="a.fountain"), ())[-1]
    assert [(figure.who, figure.pose) for figure in last.figures] == [("Owen", "eat"), ("Denise", "eat")]
