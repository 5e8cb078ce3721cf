"""The cast file, and looks."""

from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kadr import cast
from kadr.board import Character, Looks
from kadr.cast.portrait import portrait
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


BACK = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a picture lies in a file of each EXIF orientation."""


def gradient(mode: str) -> Image.Image:
    """A picture of 64 by 64 that is dark above and light below, in a mode."""
    grey = Image.linear_gradient("L").resize((64, 64))
    if mode == "I;16":
        wide = [level.to_bytes(1) * 2 for level in grey.tobytes()]
        return Image.frombytes("I;16", grey.size, b"".join(wide))
    return grey.convert(mode)


def test_a_portrait_of_16_bit_greys_has_all_its_greys() -> None:
    stream = BytesIO()
    gradient("I;16").save(stream, "PNG")
    with Image.open(BytesIO(portrait(stream.getvalue()))) as shown:
        levels = [shown.getpixel((32, row)) for row in (2, 32, 61)]
    plain = gradient("L")
    for level, row in zip(levels, (2, 32, 61), strict=True):
        grey = plain.getpixel((32, row))
        assert isinstance(grey, (int, float))
        assert level == pytest.approx((grey,) * 3, abs=2)


def test_what_can_be_seen_through_is_white_in_a_portrait() -> None:
    """The colours under transparency, black more often than not, are what nobody sees."""
    cut_out = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    cut_out.paste((200, 30, 30, 255), (16, 16, 48, 48))
    palette = cut_out.convert("P")
    palette.info["transparency"] = palette.getpixel((0, 0))
    half = Image.new("LA", (64, 64), (0, 128))
    for picture, corner, middle in (
        (cut_out, (255, 255, 255), (200, 30, 30)),
        (palette, (255, 255, 255), (200, 30, 30)),
        (half, (127, 127, 127), (127, 127, 127)),
    ):
        stream = BytesIO()
        picture.save(stream, "PNG")
        with Image.open(BytesIO(portrait(stream.getvalue()))) as shown:
            assert shown.getpixel((0, 0)) == pytest.approx(corner, abs=1), picture.mode
            assert shown.getpixel((32, 32)) == pytest.approx(middle, abs=30), picture.mode


def test_a_portrait_of_two_tones_and_of_printers_inks() -> None:
    stream = BytesIO()
    Image.new("1", (64, 64), 1).save(stream, "PNG")
    inks = BytesIO()
    Image.new("CMYK", (64, 64), (0, 255, 255, 0)).save(inks, "JPEG")
    for data, colour in ((stream, (255, 255, 255)), (inks, (255, 0, 0))):
        with Image.open(BytesIO(portrait(data.getvalue()))) as shown:
            assert shown.getpixel((32, 32)) == pytest.approx(colour, abs=3)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_portrait_stands_upright(orientation: int) -> None:
    """However the camera was held: the upright picture is lit from above on the left."""
    upright = Image.new("RGB", (64, 64), (30, 30, 30))
    upright.paste((240, 240, 240), (0, 0, 32, 16))
    held = upright.transpose(BACK[orientation]) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    stream = BytesIO()
    held.save(stream, "JPEG", exif=exif, quality=95)
    with Image.open(BytesIO(portrait(stream.getvalue()))) as shown:
        assert shown.getpixel((8, 4)) == pytest.approx((240,) * 3, abs=20)
        assert shown.getpixel((60, 4)) == shown.getpixel((4, 60)) == pytest.approx((30,) * 3, abs=20)


def test_a_reference_that_breaks_off_is_refused_by_name(tmp_path: Path) -> None:
    photo(tmp_path / "whole.png", (232, 190, 172), (40, 26, 20), (120, 160, 190))
    (tmp_path / "half.png").write_bytes((tmp_path / "whole.png").read_bytes()[:20_000])
    (tmp_path / "cast.toml").write_text(one("references = ['half.png']"), "utf-8")
    with pytest.raises(BadCast, match=r"half\.png"):
        cast.read(tmp_path / "cast.toml")
