"""Words mean concepts; both languages know the same ones."""

import pytest

from kadr import lexicon
from kadr.board import Angle, Looks, Move, Size
from kadr.lexicon.entries import facts, table

WORLD = ("place", "thing", "animal", "vehicle", "time", "weather", "person", "crowd", "pose", "feeling", "size", "move")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He walks over the steppe.", {("pose", "walk"), ("place", "steppe")}),
        ("По степям идёт дождь", {("place", "steppe"), ("pose", "walk"), ("weather", "rain")}),
        ("Extreme close-up of the site", {("size", "ECU"), ("pose", "close")}),
        ("Крупный план", {("size", "CU")}),
        ("three wolves lay in the barns", {("animal", "wolf"), ("pose", "lie"), ("place", "barn")}),
        ("растерянная старуха", {("feeling", "surprised"), ("person", "old-woman")}),
        ("она достала деньги", {("pose", "take"), ("thing", "money")}),
        ("she hands the heavy key over", {("pose", "give"), ("thing", "key")}),
        ("старики сели у юрты", {("crowd", "group"), ("person", "old-man"), ("pose", "sit"), ("place", "yurt")}),
        ("", set()),
    ],
)  # fmt: skip
def test_concepts_of_a_text(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(hit.field, hit.concept) for hit in lexicon.read(text) if hit.field in WORLD} == expected


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("a bench", "bench"), ("трон", "throne"), ("в кресле", "armchair"), ("табуретка", "stool"), ("пирог", "pie"),
        ("a light bulb", "bulb"), ("a purse of gold", "pouch"), ("мешок с золотом", "pouch"),
        ("кошель", "pouch"), ("кошелёк с монетами", "pouch"), ("a helmet", "helmet"),
        ("фуражка", "cap"), ("the rifle", "rifle"), ("стрела", "arrow"), ("the fireplace", "fireplace"),
        ("мыло", "soap"),
        ("a trophy", "trophy"), ("бревно", "log"), ("пень", "stump"), ("a steering wheel", "steering-wheel"),
        ("a panther", "panther"), ("гусь", "goose"), ("a raft", "raft"), ("лампа", "lamp"), ("a handbag", "bag"),
    ],
)  # fmt: skip
def test_no_word_means_a_thing_that_only_resembles_it(text: str, concept: str) -> None:
    things = ("thing", "animal", "vehicle")
    assert [hit.concept for hit in lexicon.read(text) if hit.field in things] == [concept]


def test_hits_point_at_their_words() -> None:
    text = "Вдруг — крупный план: он БЕЖИТ!"
    assert all(text[hit.start : hit.end] == hit.words for hit in lexicon.read(text))


def test_every_language_has_the_same_concepts() -> None:
    shapes = [{field: sorted(rows) for field, rows in table(language).items()} for language in lexicon.LANGUAGES]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("field", ["place", "pose", "feeling", "person"])
def test_facts_are_known_of_every_concept(field: str) -> None:
    assert set(facts()[field]) == set(table("en")[field])
    stand_ins = {row.like for row in facts()[field].values() if row.like}
    assert all(concept in facts()[field] and not facts()[field][concept].like for concept in stand_ins)


@pytest.mark.parametrize("language", lexicon.LANGUAGES)
def test_no_entry_means_two_concepts_of_a_field(language: str) -> None:
    for field, rows in table(language).items():
        entries = [entry for words in rows.values() for entry in words]
        if field in ("place", "thing", "animal", "vehicle", "person", "pose"):
            twice = {entry for entry in entries if entries.count(entry) > 1}
            assert not twice, field


def test_every_concept_has_a_name_in_both_languages() -> None:
    assert lexicon.name("pose", "walk", "en") == "walk"
    assert lexicon.name("pose", "walk", "ru") == "идти"
    assert lexicon.phrase("pose", "walk") == "walking"
    assert lexicon.phrase("thing", "test-tube") == "test tube"


def test_the_camera_and_the_looks_are_those_of_the_board() -> None:
    for field, values in (("size", Size), ("angle", Angle), ("move", Move)):
        assert set(lexicon.concepts(field)) == {value.value for value in values}
    assert all(lexicon.concepts(f"looks.{field}") for field in Looks.__struct_fields__ if field != "species")
