"""Words mean concepts; both languages know the same ones."""

import tomllib
from importlib.resources import files

import pytest

from kadr import lexicon
from kadr.board import Angle, Looks, Move, Size


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He walks over the steppe.", {("pose", "walk"), ("place", "steppe"), ("pronoun", "one")}),
        ("По степям идёт дождь", {("place", "steppe"), ("pose", "walk"), ("weather", "rain")}),
        ("CLOSE ON the site", {("size", "CU")}),
        ("he stands close", {("pronoun", "one"), ("pose", "stand")}),
        ("Extreme close-up", {("size", "ECU")}),
        ("Крупный план", {("size", "CU"), ("looks.build", "stout")}),
        ("we pull back", {("move", "pull back")}),
        ("a long grey beard", {("looks.beard", "long"), ("looks.hair_tone", "grey"), ("looks.garment_tone", "mid")}),
        ("", set()),
    ],
)
def test_concepts_of_a_text(text: str, expected: set[tuple[str, str]]) -> None:
    found = {(hit.field, hit.concept) for hit in lexicon.read(text) if hit.field != "anchor"}
    assert found == expected


def test_hits_point_at_their_words() -> None:
    text = "Вдруг — крупный план: он БЕЖИТ!"
    assert all(text[hit.start : hit.end] == hit.words for hit in lexicon.read(text))


def test_every_language_has_the_same_concepts() -> None:
    tables = [
        tomllib.loads(files("kadr.lexicon").joinpath(f"{name}.toml").read_text("utf-8")) for name in lexicon.LANGUAGES
    ]
    shapes = [{field: sorted(rows) for field, rows in table.items()} for table in tables]
    looks = [{field: sorted(rows) for field, rows in table["looks"].items()} for table in tables]
    assert shapes[0] == shapes[1]
    assert looks[0] == looks[1]


def test_the_camera_and_the_looks_are_those_of_the_board() -> None:
    for field, values in (("size", Size), ("angle", Angle), ("move", Move)):
        assert set(lexicon.concepts(field)) == {value.value for value in values}
    assert all(lexicon.concepts(f"looks.{field}") for field in Looks.__struct_fields__)
