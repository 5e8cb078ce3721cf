"""What pictures remember: written by kadr, read by kadr and by other people's programs."""

import struct
import tempfile
import zlib
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from sd_parsers import ParserManager

from kadr import metadata
from kadr.board import Camera, Character, Figure, Format, Recipe, Shot, Staging, Subject
from kadr.errors import BadPicture

DRAWN = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"


def recipe(**changes: object) -> Recipe:
    shot = Shot(action="Алдар едет, ёжась.", figures=(Figure(who="Алдар"),))
    subject = Subject(
        picture=shot.picture(),
        staging=Staging(of="x", camera=Camera(height=1.6, distance=4.0), place="steppe"),
        cast=(Character(name="Алдар", references=("faces/aldar.png",)),),
        format=Format(width=768, height=512),
    )
    made = Recipe(subject=subject, engine="draft", edition=1, seed=7)
    return msgspec.structs.replace(made, **changes)


def png(size: tuple[int, int] = (64, 64), info: PngInfo | None = None) -> bytes:
    file = BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(file, "PNG", pnginfo=info)
    return file.getvalue()


def stamped(prompt: str = "a rider", negative: str = "", made: Recipe | None = None, kind: str = DRAWN) -> bytes:
    return metadata.stamp(png(), made or recipe(), source_type=kind, kadr="0.1.0", prompt=prompt, negative=negative)


def keep(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_the_recipe_comes_back(tmp_path: Path) -> None:
    made = recipe(controls={"num_inference_steps": 12, "guidance_scale": 6.5}, start="k")
    remembered = metadata.read(keep(tmp_path / "a.png", stamped(made=made)))
    assert remembered.record is not None
    assert remembered.record.key == made.key
    assert remembered.record.kadr == "0.1.0"
    back = remembered.record.recipe
    assert (back.seed, back.engine, back.controls, back.start) == (7, "draft", made.controls, "k")
    assert back.subject.picture["action"] == "Алдар едет, ёжась."
    assert (remembered.width, remembered.height) == (64, 64)
    assert remembered.source_type == DRAWN


def test_a_recipe_without_folders_keeps_its_key(tmp_path: Path) -> None:
    whole = recipe()
    cast = (msgspec.structs.replace(whole.subject.cast[0], references=("a.png",)),)
    made = msgspec.structs.replace(whole, subject=msgspec.structs.replace(whole.subject, cast=cast))
    record = metadata.read(keep(tmp_path / "a.png", stamped(made=made))).record
    assert record is not None
    assert record.recipe.key == record.key == made.key


def test_the_pixels_stay_as_they_were() -> None:
    bare = png()
    with Image.open(BytesIO(bare)) as before, Image.open(BytesIO(stamped())) as after:
        assert before.tobytes() == after.tobytes()
    assert metadata.strip(stamped()) == bare


def test_stamping_twice_is_stamping_once() -> None:
    once = stamped()
    assert metadata.stamp(once, recipe(), source_type=DRAWN, kadr="0.1.0", prompt="a rider") == once


PROMPTS = [
    "a rider on the steppe",
    "Алдар Көсе едет по степи, ёжась: холодно",
    "one\nNegative prompt: two\nNegative prompt: three",
    "Steps: 99, Sampler: fake, Seed: 1, CFG scale: 2",
    "first\nSteps: 99, Sampler: fake, Seed: 1, CFG scale: 2\nlast",
    "",
    "a\x00b\x1b[31m 🎬",
]


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("negative", ["", "blurry, Negative prompt: worse"])
def test_sd_parsers_reads_the_parameters(prompt: str, negative: str, tmp_path: Path) -> None:
    made = recipe(engine="sdxl", controls={"num_inference_steps": 12, "guidance_scale": 6.5, "model": "/models/xl.st"})
    path = keep(tmp_path / "a.png", stamped(prompt, negative, made, TRAINED))
    found = ParserManager().parse(path)
    assert found is not None
    (sampler,) = found.samplers
    assert sampler.name == "sdxl"
    assert {name: str(value) for name, value in sampler.parameters.items()} == {
        "steps": "12",
        "cfg_scale": "6.5",
        "seed": "7",
    }
    assert sampler.model is not None
    assert sampler.model.name == "xl.st"
    words = "".join(letter for letter in prompt if letter.isalnum())
    read = "".join(part.value for part in sampler.prompts)
    assert "".join(letter for letter in read if letter.isalnum()) == words
    assert "\n" not in read
    assert ("blurry" in "".join(part.value for part in sampler.negative_prompts)) == bool(negative)


def test_the_parameters_have_the_shape_that_other_readers_search_for(tmp_path: Path) -> None:
    """sd-prompt-reader needs a newline before both marks, also when the prompt is empty, and the first ones found."""
    made = recipe()
    subject = msgspec.structs.replace(made.subject, picture={})
    for prompt in ("", "Steps: 1", "x\nNegative prompt: y"):
        data = stamped(prompt, made=msgspec.structs.replace(made, subject=subject))
        text = metadata.read(keep(tmp_path / "a.png", data)).parameters
        assert text.count("\nNegative prompt:") == text.count("Negative prompt:") == 1
        assert text.count("\nSteps:") == text.count("Steps:") == 1
        assert len(text.split("\n")) == 3


def test_the_draft_artist_is_read_too(tmp_path: Path) -> None:
    found = ParserManager().parse(keep(tmp_path / "a.png", stamped()))
    assert found is not None
    assert found.samplers[0].name == "draft"


@pytest.mark.parametrize(("prompt", "kind"), [("caf\u00e9", b"tEXt"), ("ёж", b"iTXt")])
def test_latin_1_goes_where_old_programs_look(prompt: str, kind: bytes) -> None:
    assert kind + b"parameters\0" in stamped(prompt)


def test_without_a_prompt_the_shots_own_words_stand_for_it(tmp_path: Path) -> None:
    data = metadata.stamp(png(), recipe(), source_type=DRAWN, kadr="0.1.0")
    assert metadata.read(keep(tmp_path / "a.png", data)).parameters.startswith("Алдар едет, ёжась.\n")


def test_no_chunk_that_another_program_would_take_for_its_own() -> None:
    with Image.open(BytesIO(stamped())) as image:
        assert not {"prompt", "workflow", "negative_prompt"} & set(image.info)


def _xmp(data: bytes) -> dict[str, str]:
    with Image.open(BytesIO(data)) as image:
        packet = fromstring(image.info["XML:com.adobe.xmp"])
    return {name: value for element in packet.iter() for name, value in element.attrib.items()}


def test_xmp_says_what_kind_of_picture_it_is() -> None:
    drawn = _xmp(stamped(kind=DRAWN))
    assert drawn[f"{EXT}DigitalSourceType"] == DRAWN
    assert drawn["{http://ns.adobe.com/xap/1.0/}CreatorTool"] == "kadr 0.1.0"
    assert f"{EXT}AISystemUsed" not in drawn
    trained = _xmp(stamped('<a> & "b" \x01', kind=TRAINED))
    assert trained[f"{EXT}DigitalSourceType"] == TRAINED
    assert trained[f"{EXT}AISystemUsed"] == "kadr draft"
    assert trained[f"{EXT}AIPromptInformation"].startswith('<a> & "b"')


@pytest.mark.parametrize(
    "secret", ["/home/somebody/faces/a.png", "C:\\Users\\somebody\\a.png", "../somebody/a.png", "~/somebody/a.png"]
)
def test_no_folder_leaks(secret: str) -> None:
    whole = recipe(controls={"model": secret})
    cast = (msgspec.structs.replace(whole.subject.cast[0], references=(secret,)),)
    made = msgspec.structs.replace(whole, subject=msgspec.structs.replace(whole.subject, cast=cast))
    data = stamped(made=made, kind=TRAINED)
    assert b"somebody" not in data
    assert b"a.png" in data


def test_pictures_of_other_programs_give_their_parameters(tmp_path: Path) -> None:
    info = PngInfo()
    info.add_text("parameters", "a cat\nSteps: 20, Sampler: Euler, Seed: 1")
    remembered = metadata.read(keep(tmp_path / "a.png", png(info=info)))
    assert remembered.parameters.startswith("a cat")
    assert remembered.record is None


def test_strip_takes_everything_that_tells() -> None:
    info = PngInfo()
    info.add_text("Author", "somebody")
    info.add_itxt("Comment", "somebody", zip=True)
    info.add(b"tIME", b"\x07\xe6\x01\x01\x01\x01\x01")
    info.add(b"eXIf", b"MM\x00*\x00\x00\x00\x08\x00\x00")
    data = png(info=info)
    assert metadata.strip(data) == png()


def test_a_header_is_read_without_its_pixels(tmp_path: Path) -> None:
    """A picture that says it has a thousand million pixels costs nothing to ask."""
    data = bytearray(stamped())
    data[16:24] = struct.pack(">II", 40000, 30000)
    data[29:33] = struct.pack(">I", zlib.crc32(bytes(data[12:29])))
    assert metadata.read(keep(tmp_path / "a.png", bytes(data))).width == 40000


def _with(*chunks: bytes) -> bytes:
    plain = png()
    return plain[:33] + b"".join(chunks) + plain[33:]


BOMB = chunk(b"zTXt", b"parameters\0\0" + zlib.compress(b"x" * 200_000_000, 9))

REFUSED = {
    "nothing": (b"", "not a PNG"),
    "text": (b"hello", "not a PNG"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(99), "not a PNG"),
    "silent": (png(), "does not say"),
    "half a header": (png()[:20], "damaged|not a PNG"),
    "bomb": (_with(BOMB), "damaged"),
    "wrong json": (_with(chunk(b"tEXt", b"storyboard\0{nonsense")), "recipe"),
    "deep json": (_with(chunk(b"tEXt", b"storyboard\0" + b"[" * 100_000)), "recipe"),
    "another recipe": (_with(chunk(b"tEXt", b'storyboard\0{"kadr":"9","key":"k","recipe":{"new":1}}')), "recipe"),
    "wrong xml": (_with(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x")), "damaged"),
    "xml bomb": (
        _with(chunk(b"iTXt", b'XML:com.adobe.xmp\0\0\0\0\0<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')),
        "damaged",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_pictures_are_refused_in_words(name: str, tmp_path: Path) -> None:
    data, words = REFUSED[name]
    with pytest.raises(BadPicture, match=words) as caught:
        metadata.read(keep(tmp_path / "bad.png", data))
    assert "bad.png" in caught.value.message.text("ru")


def test_a_picture_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadPicture, match="no picture"):
        metadata.read(tmp_path / "gone.png")
    with pytest.raises(BadPicture):
        metadata.read(tmp_path)


@given(st.integers(0, 4000), st.integers(0, 255), st.integers(0, 4000))
@settings(deadline=None, max_examples=200)
def test_damage_anywhere_is_refused_or_read(at: int, byte: int, length: int) -> None:
    data = bytearray(stamped())
    data[at % len(data)] = byte
    with tempfile.TemporaryDirectory() as folder:
        for damaged in (bytes(data), bytes(data[:length])):
            try:
                remembered = metadata.read(keep(Path(folder) / "a.png", damaged))
            except BadPicture:
                continue
            assert remembered.record or remembered.parameters or remembered.source_type


@pytest.mark.parametrize("data", [b"", b"GIF89a", png()[:40], png()[:-6], png()[:8] + b"\xff" * 40])
def test_what_is_no_whole_png_is_not_stamped(data: bytes) -> None:
    with pytest.raises(BadPicture):
        metadata.stamp(data, recipe(), source_type=DRAWN, kadr="0.1.0")
