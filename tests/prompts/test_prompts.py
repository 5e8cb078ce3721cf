"""What the image model is told: traits first, within the budget, in English and nothing else."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadr import lexicon, presets, prompts, story
from kadr.board import Angle, Character, Figure, Framing, Looks, Shot, Size

STYLES = {name: presets.load("style", name, prompts.Style) for name in presets.names("style")}
INK = STYLES["ink"]
ALDAR = Character(name="Aldar", traits="tall thin young man, short black hair", wardrobe="patched robe, felt cap")
BAI = Character(
    name="Бай",
    traits="тучный старик с длинной седой бородой и хитрым прищуром",
    looks=Looks(
        sex="m", age="old", build="stout", hair="short", hair_tone="grey", beard="long", headwear="fur-hat",
        garment="robe", garment_tone="striped",
    ),
)  # fmt: skip
CAST = {"Aldar": ALDAR, "Бай": BAI}
TOKENS = json.loads((Path(__file__).parent / "tokens.json").read_text("utf-8"))


def told(**fields: object) -> prompts.Prompt:
    return prompts.compose(msgspec.structs.replace(Shot(), **fields), CAST, INK)


def test_a_whole_prompt() -> None:
    aldar = Figure(who="Aldar", pose="give", feeling="sly", object="coins", target="Бай")
    prompt = told(figures=(aldar,), place="yurt", interior=True, time="night", size=Size.MS, angle=Angle.LOW)
    assert prompt.text == (
        "tall thin young man, short black hair, wearing patched robe, felt cap, holding out coins to the old rich man, "
        "sly smile, medium shot, waist up, seen from below, yurt interior, at night, black ink storyboard drawing, "
        "bold clean lines, grey wash shading"
    )
    assert not prompt.dropped
    assert not prompt.unsaid


def test_russian_traits_go_in_as_the_concepts_that_were_understood() -> None:
    prompt = told(figures=(Figure(who="Бай", pose="sit"),))
    assert prompt.text.startswith(
        "stout old rich man, short grey hair, long grey beard, wearing striped robe, fur hat, sit"
    )
    assert [unsaid.of for unsaid in prompt.unsaid] == ["Бай"]
    assert "прищуром" in prompt.unsaid[0].words
    assert "бородой" not in prompt.unsaid[0].words


def test_a_persons_english_words_speak_for_a_character_and_for_a_panel() -> None:
    bai = msgspec.structs.replace(BAI, words="fat old man, fox fur hat")
    shot = Shot(figures=(Figure(who="Бай", pose="sit"),), words="a fly on his nose", unread=("муха",))
    prompt = prompts.compose(shot, {"Бай": bai}, INK)
    assert prompt.text.startswith("fat old man, fox fur hat, sitting, a fly on his nose, ")
    assert not prompt.unsaid


def test_words_without_english_are_listed_and_never_sent() -> None:
    prompt = told(props=("астролябия", "lamp"), unread=("ковыль",), figures=(Figure(who="гости", count=5),))
    assert prompt.unsaid == (prompts.Unsaid(of="", words=("ковыль", "астролябия")),)
    assert "several people" in prompt.text
    assert prompt.text.isascii()


@pytest.mark.parametrize(
    ("figure", "deed"),
    [
        (Figure(who="Aldar", pose="point", target="door"), "pointing at a door"),
        (Figure(who="Aldar", pose="point", object="door", target="door"), "pointing at a door"),
        (Figure(who="Aldar", pose="hold", object="umbrella"), "holding an umbrella"),
        (Figure(who="Aldar", pose="talk", target="Бай"), "talking to the old rich man"),
        (Figure(who="Aldar", pose="talk", target="miners"), "talking to the miners"),
        (Figure(who="Aldar", pose="stand", object="phone"), "standing with a phone"),
        (Figure(who="Aldar", pose="run", target="Незнайка"), "running"),
        (Figure(who="miners", pose="walk", count=9), "crowd of miners walking"),
        (Figure(who="женщины", pose="talk", count=3), "three women talking"),
    ],
)
def test_deeds(figure: Figure, deed: str) -> None:
    shot = Shot(figures=(figure, Figure(who="miners", count=4)) if figure.target == "miners" else (figure,))
    parts = prompts.compose(shot, CAST, INK).parts
    assert deed in [part.text for part in parts if part.kind in ("deed", "crowd")]


def test_what_fills_the_frame_and_what_stands_behind_us() -> None:
    insert = told(props=("letter", "lamp"), framing=Framing.INSERT, size=Size.CU)
    assert insert.text.startswith("close-up of a letter, daylight, lamp, ")
    assert insert.negative.startswith("photo, colour, people, ")
    pair = (Figure(who="Aldar", pose="talk"), Figure(who="Бай", pose="listen"))
    over = told(figures=pair, framing=Framing.OVER_SHOULDER, eyes="Бай")
    assert [part.text for part in over.parts if part.kind == "framing"] == [
        "seen from behind",
        "over-the-shoulder shot",
    ]
    assert "listening" not in over.text


def test_what_is_dropped_goes_by_order_and_a_shorter_budget_drops_more() -> None:
    shot = Shot(figures=(Figure(who="Aldar", feeling="joy"), Figure(who="Бай")), place="steppe", props=("lamp", "dog"))
    kept_before: set[str] | None = None
    for budget in range(90, 5, -5):
        prompt = prompts.compose(shot, CAST, INK, budget)
        ranks = [prompts.ORDER.index(part.kind) for part in (*prompt.dropped, *prompt.next_out)]
        assert ranks == sorted(ranks, reverse=True)
        kept = {part.text for part in prompt.next_out}
        assert kept_before is None or kept <= kept_before or budget * prompts.TRAITS_SHARE < 40
        kept_before = kept


WORDS = st.text(st.sampled_from("abcde, янв-日é1"), max_size=120)
CHARACTERS = st.builds(Character, name=st.sampled_from(["A", "Бай", "Old Man"]), traits=WORDS, wardrobe=WORDS)
FIGURES = st.builds(
    Figure,
    who=st.sampled_from(["A", "Бай", "Old Man", "толпа"]),
    pose=st.sampled_from(lexicon.concepts("pose")),
    feeling=st.sampled_from(lexicon.concepts("feeling")),
    object=st.sampled_from(["", "lamp", "зонт", "red kite"]),
    target=st.sampled_from(["", "A", "door", "кто-то"]),
    count=st.integers(1, 30),
)
SHOTS = st.builds(
    Shot,
    place=st.sampled_from(["", *lexicon.concepts("place")]),
    interior=st.sampled_from([None, True, False]),
    time=st.sampled_from(lexicon.concepts("time")),
    weather=st.sampled_from(["", *lexicon.concepts("weather")]),
    figures=st.lists(FIGURES, max_size=6).map(tuple),
    props=st.lists(st.sampled_from(["lamp", "dog", "кит", "kite"]), max_size=4).map(tuple),
    size=st.sampled_from(list(Size)),
    angle=st.sampled_from(list(Angle)),
    framing=st.sampled_from(list(Framing)),
    eyes=st.sampled_from(["", "A"]),
)


@given(SHOTS, st.lists(CHARACTERS, max_size=4), st.sampled_from(sorted(STYLES)))
def test_never_more_than_the_budget_and_never_another_alphabet(
    shot: Shot, characters: list[Character], style: str
) -> None:
    cast = {character.name: character for character in characters}
    prompt = prompts.compose(shot, cast, STYLES[style])
    assert prompt.tokens <= prompts.BUDGET
    assert lexicon.is_latin(prompt.text)
    assert ", ".join(part.text for part in prompt.parts if part.kept) == prompt.text
    assert all(part.text.strip() == part.text != "" for part in prompt.parts)


@given(SHOTS, st.integers(1, 200))
def test_a_persons_words_always_stay(shot: Shot, length: int) -> None:
    words = ("kite " * length).strip()
    prompt = prompts.compose(msgspec.structs.replace(shot, words=words), CAST, INK)
    assert words in prompt.text
    assert prompt.tokens <= prompts.BUDGET or prompt.text == words


@given(st.integers(1, 6))
def test_everybodys_first_traits_come_before_all_but_a_persons_words(people: int) -> None:
    names = [f"P{number}" for number in range(people)]
    traits = "tall red-haired woman, green eyes, a scar on the chin, freckles, broad shoulders, silver earrings"
    cast = {name: Character(name=name, traits=traits) for name in names}
    prompt = prompts.compose(Shot(figures=tuple(Figure(who=name) for name in names)), cast, INK)
    kept = {part.who for part in prompt.parts if part.kept and part.kind == "traits"}
    assert kept == set(names)
    assert "storyboard" in prompt.text


@pytest.mark.parametrize("name", STYLES)
def test_a_style_leaves_most_of_the_room_to_the_shot(name: str) -> None:
    style = STYLES[name]
    assert prompts.count(style.prompt) + prompts.count(style.finish) <= prompts.BUDGET / 3
    assert prompts.count(f"{style.negative}, people, {prompts.NEGATIVE}") <= prompts.BUDGET


@pytest.mark.parametrize("place", range(0, len(TOKENS), 9))
def test_the_estimate_is_near_what_the_tokenizer_counted(place: int) -> None:
    rows = TOKENS[place : place + 9]
    off = [prompts.count(row["text"]) - row["tokens"] for row in rows]
    assert all(-5 <= one <= 9 for one in off)


def test_the_estimate_errs_on_the_safe_side() -> None:
    composed = [row for row in TOKENS if "," in row["text"] and "." not in row["text"]]
    short = sum(prompts.count(row["text"]) < row["tokens"] for row in composed)
    assert short <= len(composed) / 50
    ratio = sum(prompts.count(row["text"]) for row in TOKENS) / sum(row["tokens"] for row in TOKENS)
    assert 1.0 <= ratio < 1.1


def test_every_fact_is_of_a_concept_that_there_is() -> None:
    from kadr.lexicon.entries import facts, table

    for field, rows in facts().items():
        if field != "framing":
            assert rows.keys() <= table("en")[field].keys(), field


def test_an_introduction_becomes_traits() -> None:
    script = story.read(
        "INT. КУХНЯ - ДЕНЬ\n\nВходит АННА (40 лет, высокая, с косой). За столом ПЁТР, тучный старик, и ест суп."
        "\n\nINT. BAR - NIGHT\n\nMAYA (30s, cropped red hair, always late) sits. JOE (9) runs in.".encode(),
        name="a.fountain",
    )
    people = {person.name: person for person in story.break_down(script, ()).people}
    assert people["Анна"].traits == "высокая, с косой"
    assert people["Пётр"].traits == "тучный старик"
    assert people["Maya"].traits == "30s, cropped red hair, always late"
    assert (people["Joe"].traits, people["Joe"].looks.age) == ("", "child")
