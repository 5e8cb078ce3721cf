"""The cast file, and looks."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kadr import cast
from kadr.board import Character, Looks
from kadr.errors import BadCast

EXAMPLE = Path(__file__).parents[1] / "examples" / "aldar-kose.cast.toml"


def one(rest: str) -> str:
    return '[[character]]\nname = "Bo"\n' + rest


REFUSED = [
    ("x = ", "not_toml"),
    ("x = 1", "unknown_table"),
    ("character = 1", "no_rows"),
    ("[character]\nname = 'a'", "no_rows"),
    ("[[character]]\ntraits = 'a'", "no_name"),
    ("[[character]]\nname = 1", "not_text"),
    ("[[character]]\nname = ' '", "empty_name"),
    ('[[character]]\nname = "a\\u0000b"', "controls"),
    (f"[[character]]\nname = '{'a' * 300}'", "long_name"),
    (one("height = 3"), "unknown_field"),
    (one("aliases = 'x'"), "not_list"),
    (one("aliases = ['']"), "empty_name"),
    (one("colour = 'red'"), "colour"),
    (one("references = ['none.png']"), "no_picture"),
    (one("references = ['cast.toml']"), "bad_picture"),
    (one("references = ['.']"), "bad_picture"),
    (one("references = ['huge.png']"), "huge_picture"),
    (one("references = ['pic.gif']"), "bad_picture"),
    (one("[[character]]\nname = 'BO'"), "twice"),
    (one("[[character]]\nname = 'Cy'\naliases = ['bo']"), "twice"),
    (one(f"traits = '{'a' * 3000}'"), "too_long"),
]


@pytest.mark.parametrize(("text", "outcome"), REFUSED)
def test_a_wrong_cast_is_refused_by_name(text: str, outcome: str, tmp_path: Path) -> None:
    Image.new("1", (8000, 7000)).save(tmp_path / "huge.png")
    Image.new("L", (8, 8)).save(tmp_path / "pic.gif")
    (tmp_path / "cast.toml").write_text(text, "utf-8")
    with pytest.raises(BadCast) as caught:
        cast.read(tmp_path / "cast.toml")
    assert caught.value.message.id == f"cast.{outcome}"
    assert "cast.toml" in caught.value.message.text("ru")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    for path in (tmp_path / "none.toml", tmp_path, tmp_path / "bytes.toml", Path("a\0b")):
        with pytest.raises(BadCast):
            cast.read(path)


def test_names_may_be_odd(tmp_path: Path) -> None:
    (tmp_path / "cast.toml").write_text(
        "".join(f"[[character]]\nname = '{n}'\n" for n in ("../x", "CON", "Мо 🎬")), "utf-8"
    )
    assert [character.name for character in cast.read(tmp_path / "cast.toml")] == ["../x", "CON", "Мо 🎬"]


def test_the_example_is_two_opposites() -> None:
    aldar, bai = cast.complete(cast.read(EXAMPLE), ())
    assert (aldar.looks.build, aldar.looks.beard, aldar.looks.headwear, aldar.looks.age) == (
        "thin",
        "none",
        "kalpak",
        "young",
    )
    assert (bai.looks.build, bai.looks.beard, bai.looks.headwear, bai.looks.age) == ("stout", "long", "fur-hat", "old")
    assert bai.looks.garment_tone == "striped"


@pytest.mark.parametrize(
    ("words", "looks"),
    [
        (
            "a young woman in a white dress",
            Looks(sex="f", age="young", beard="none", garment="dress", garment_tone="light"),
        ),
        ("bald, black coat", Looks(hair="bald", garment="coat", garment_tone="dark")),
        (
            "худой старик с длинной седой бородой",
            Looks(sex="m", age="old", build="thin", hair_tone="grey", beard="long"),
        ),
        ("полосатый халат, лисья шапка", Looks(garment="robe", garment_tone="striped", headwear="fur-hat")),
    ],
)
def test_looks_are_read_from_words(words: str, looks: Looks) -> None:
    assert cast.looks_of(words) == looks


def told(names: list[str]) -> list[Character]:
    return [Character(name=name) for name in names]


NAMES = st.lists(st.sampled_from(["Ann", "Bo", "Cy", "Маша", "Old Man", "Ян", "Zed"]), unique=True, min_size=1)


@given(NAMES)
def test_everybody_is_complete_and_told_apart(names: list[str]) -> None:
    found = cast.complete((), told(names))
    chosen = [field for field in Looks.__struct_fields__ if field not in ("sex", "species")]  # nobody's to choose
    assert all(getattr(character.looks, field) for character in found for field in chosen)
    assert len({character.looks for character in found}) == len({character.colour for character in found}) == len(names)


@given(NAMES, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_nobody_changes_when_somebody_is_added(names: list[str], random: Random) -> None:
    before = cast.complete((), told(names))
    more = [*names, "New One", "Нина"]
    assert cast.complete((), told(more))[: len(names)] == before
    random.shuffle(more)
    after = {character.name: character for character in cast.complete((), told(more), before)}
    assert all(after[character.name] == character for character in before)


def test_traits_of_a_config() -> None:
    assert cast.from_traits({"Bo": "thin"}) == (Character(name="Bo", traits="thin"),)
    with pytest.raises(BadCast, match=r"config\.py"):
        cast.from_traits({"Bo": "thin", "BO": "fat"})


def photo(path: Path, skin: tuple[int, int, int], hair: tuple[int, int, int], ground: tuple[int, int, int]) -> None:
    """A head and shoulders in flat colours, with the noise that photographs have."""
    random = Random(5)
    picture = Image.new("RGB", (240, 320), ground)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((50, 30, 190, 210), fill=hair)
    pen.ellipse((65, 75, 175, 235), fill=skin)
    pen.rectangle((30, 235, 210, 320), fill=(60, 90, 150))
    noisy = bytes(min(255, max(0, part + random.randrange(-6, 7))) for part in picture.tobytes())
    picture = Image.frombytes("RGB", picture.size, noisy)
    picture.save(path)


@pytest.mark.parametrize(
    ("skin", "hair", "looks"),
    [
        ((232, 190, 172), (40, 26, 20), Looks(skin="light", hair_tone="dark")),
        ((190, 138, 110), (25, 20, 18), Looks(skin="mid", hair_tone="dark")),
        ((96, 62, 46), (20, 16, 16), Looks(skin="dark", hair_tone="dark")),
        ((232, 190, 172), (205, 205, 200), Looks(skin="light", hair_tone="light")),
    ],
)
def test_a_photo_shows_skin_and_hair(
    tmp_path: Path, skin: tuple[int, int, int], hair: tuple[int, int, int], looks: Looks
) -> None:
    photo(tmp_path / "bo.png", skin, hair, (120, 160, 190))
    (tmp_path / "cast.toml").write_text(one("references = ['bo.png']"), "utf-8")
    assert cast.read(tmp_path / "cast.toml")[0].looks == looks
    (tmp_path / "cast.toml").write_text(
        one("references = ['bo.png']\ntraits = 'a man with pale skin and red hair'"), "utf-8"
    )
    assert cast.read(tmp_path / "cast.toml")[0].looks == Looks(), "words go before what is seen"


def test_a_picture_without_skin_tells_nothing(tmp_path: Path) -> None:
    photo(tmp_path / "bo.png", (128, 128, 128), (20, 20, 20), (200, 200, 200))
    (tmp_path / "cast.toml").write_text(one("references = ['bo.png']"), "utf-8")
    assert cast.read(tmp_path / "cast.toml")[0].looks == Looks()
