"""Pictures that people send: good ones come out new, bad ones are refused, and the server never opens either itself."""

import io
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageDraw

from kadr.errors import BadPicture, MachineCannot
from kadr.web.decoding import MOST_BYTES
from kadr.web.uploads import Confines, decode_picture

RED, BLUE = (200, 40, 30), (30, 40, 200)


def decoded(data: bytes | Path, side: int = 512, confines: Confines | None = None) -> Image.Image:
    limits = {} if confines is None else {"confines": confines}
    png = decode_picture(data, longest_side=side, name="photo.png", **limits)
    image = Image.open(io.BytesIO(png), formats=["PNG"])
    image.load()
    assert not image.info
    assert not image.getexif()
    return image


def refusal(data: bytes | Path) -> str:
    with pytest.raises(BadPicture) as caught:
        decode_picture(data, longest_side=512, name="photo.png")
    assert "photo.png" in caught.value.message.text("ru")
    return caught.value.message.id


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def halves(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Red on the left, blue on the right; the lower right corner white."""
    image = Image.new("RGB", size, RED)
    draw = ImageDraw.Draw(image)
    draw.rectangle((size[0] // 2, 0, *size), BLUE)
    draw.rectangle((size[0] - 8, size[1] - 8, *size), "white")
    return image.convert(mode)


def near(found: object, wanted: tuple[int, ...], within: int = 40) -> bool:
    assert isinstance(found, tuple)
    return all(abs(a - b) <= within for a, b in zip(found, wanted, strict=True))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png(width: int, height: int, *extra: bytes, bits: int = 8, colour: int = 2, pixels: bytes | None = None) -> bytes:
    """A PNG put together by hand; `extra` chunks stand before the pixels, which fit unless given."""
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    if pixels is None:
        pixels = (b"\0" + bytes((width * bits * (3 if colour == 2 else 1) + 7) // 8)) * height
    body = zlib.compress(pixels, 1)
    return SIGNATURE + chunk(b"IHDR", head) + b"".join(extra) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


# Good ones, of every kind


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pictures_come_out_as_they_look(kind: str) -> None:
    image = decoded(saved(halves(), kind))
    assert (image.mode, image.size) == ("RGB", (60, 40))
    assert near(image.getpixel((10, 20)), RED)
    assert near(image.getpixel((45, 20)), BLUE)


def test_files_and_sizes(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(saved(halves(size=(600, 400)), "JPEG"))
    assert decoded(path, 100).size == (100, 67)
    assert decoded(saved(Image.new("RGB", (1, 1), RED), "PNG")).size == (1, 1)
    assert decoded(saved(Image.new("RGB", (1, 20_000), RED), "PNG")).size == (1, 512)
    assert decoded(png(7072, 7070), 64).size == (64, 64), "49,999,040 pixels"


def _palette() -> bytes:
    image = halves("P")
    corner = image.getpixel((59, 39))
    return saved(image, "PNG", transparency=corner)


@pytest.mark.parametrize(
    ("data", "mode"),
    [
        (saved(halves("CMYK"), "JPEG"), "RGB"),
        (saved(halves("RGBA"), "PNG"), "RGBA"),
        (saved(halves("P"), "PNG"), "RGB"),
        (_palette(), "RGBA"),
        (saved(halves(), "PNG", transparency=(255, 255, 255)), "RGBA"),
    ],
    ids=["cmyk", "rgba", "palette", "palette with transparency", "transparent colour"],
)
def test_colours_of_every_kind(data: bytes, mode: str) -> None:
    image = decoded(data)
    assert image.mode == mode
    assert near(image.convert("RGB").getpixel((10, 20)), RED, 60)
    if "transparency" in Image.open(io.BytesIO(data)).info:
        assert image.getpixel((58, 38))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16"])
def test_greys_of_every_kind(mode: str) -> None:
    """A 16-bit grey of two thirds is two thirds, and not white."""
    if mode == "I;16":
        data = saved(Image.new("I;16", (8, 8), 43_690), "PNG")
    else:
        data = saved(Image.new("L", (8, 8), 170).convert(mode, dither=Image.Dither.NONE), "PNG")
    image = decoded(data)
    grey = 255 if mode == "1" else 170
    assert near(image.convert("RGB").getpixel((4, 4)), (grey, grey, grey), 1)
    assert image.mode == ("RGBA" if mode == "LA" else "RGB")


def test_16_bit_colour() -> None:
    rows = b"".join(b"\0" + struct.pack(">HHH", 51_400, 10_280, 7_710) * 8 for _ in range(8))
    assert near(decoded(png(8, 8, bits=16, pixels=rows)).getpixel((4, 4)), RED, 1)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "MPO"])
def test_the_first_of_many_pictures(kind: str) -> None:
    more = [Image.new("RGB", (60, 40), "lime")] * 2
    image = decoded(saved(halves(), kind, save_all=True, append_images=more))
    assert image.size == (60, 40)
    assert near(image.getpixel((10, 20)), RED)


def _photo(kind: str, orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "CAMERA-OF-MINE"
    exif.get_ifd(0x8825)[2] = (43.0, 15.0, 0.5)
    return saved(halves(), kind, exif=exif, quality=95)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_photo_is_turned_upright(orientation: int) -> None:
    """The white corner says which way is up; the eight ways are EXIF's."""
    corners = {1: "rb", 2: "lb", 3: "lt", 4: "rt", 5: "rb", 6: "lb", 7: "lt", 8: "rt"}
    image = decoded(_photo("JPEG", orientation))
    assert image.size == ((60, 40) if orientation < 5 else (40, 60))
    width, height = image.size
    spots = {"lt": (2, 2), "rt": (width - 3, 2), "lb": (2, height - 3), "rb": (width - 3, height - 3)}
    assert max(spots, key=lambda name: sum(image.getpixel(spots[name]))) == corners[orientation]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_nothing_is_told_of_camera_and_place(kind: str) -> None:
    data = _photo(kind, 6)
    assert b"CAMERA-OF-MINE" in data
    new = decode_picture(data, longest_side=512, name="photo")
    assert b"CAMERA" not in new
    kinds = [new[at + 4 : at + 8] for at in _chunks(new)]
    assert set(kinds) == {b"IHDR", b"IDAT", b"IEND"}


def _chunks(data: bytes) -> list[int]:
    places, at = [], len(SIGNATURE)
    while at < len(data):
        places.append(at)
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return places


# Colour profiles


def _profile() -> bytes:
    """sRGB with the first two primaries exchanged: red is green, if somebody looks."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return data.replace(b"rXYZ", b"####").replace(b"gXYZ", b"rXYZ").replace(b"####", b"gXYZ")


def test_colour_profiles_are_followed_and_left_out() -> None:
    image = decoded(saved(Image.new("RGB", (8, 8), (255, 0, 0)), "PNG", icc_profile=_profile()))
    assert near(image.getpixel((4, 4)), (0, 255, 0), 8)
    alpha = decoded(saved(Image.new("RGBA", (8, 8), (255, 0, 0, 99)), "PNG", icc_profile=_profile()))
    assert near(alpha.getpixel((4, 4)), (0, 255, 0, 99), 8)


def test_profiles_of_no_use_are_as_good_as_none() -> None:
    for data in (
        saved(halves("CMYK"), "JPEG", icc_profile=_profile()),
        saved(halves(), "JPEG", icc_profile=b"no profile at all"),
        saved(halves(), "JPEG", icc_profile=_profile()[:200]),
        saved(halves(), "JPEG", icc_profile=_profile() + bytes(4_000_000)),
    ):
        assert near(decoded(data).getpixel((10, 20)), RED, 60)
    bomb = chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(100_000_000), 1))
    assert refusal(png(8, 8, bomb)) == "uploads.damaged", "one that swells is no mishap"


# Bad ones


def test_sizes_that_are_not_decoded() -> None:
    assert refusal(png(50_000, 50_000, bits=1, colour=0, pixels=b"")) == "uploads.pixels"
    assert refusal(png(8_000, 8_000, pixels=b"")) == "uploads.pixels"
    assert refusal(png(50_000_001, 1, pixels=b"")) == "uploads.pixels"
    assert refusal(png(2**31 - 1, 2**31 - 1, pixels=b"")) in ("uploads.pixels", "uploads.damaged", "uploads.unknown")
    assert refusal(png(0, 0, pixels=b"")) in ("uploads.damaged", "uploads.unknown")


def test_heads_that_lie() -> None:
    assert refusal(png(6_000, 6_000, pixels=bytes(100))) == "uploads.damaged"
    assert decoded(png(8, 8, pixels=bytes(100_000_000))).size == (8, 8), "what is beyond the picture is not read"


def test_texts_that_swell() -> None:
    text = chunk(b"zTXt", b"key\0\0" + zlib.compress(b"x" * 1_000))
    assert decoded(png(8, 8, text * 10_000)).size == (8, 8)
    packer = zlib.compressobj(1)
    piece = bytes(10_000_000)
    gigabyte = b"".join([*(packer.compress(piece) for _ in range(100)), packer.flush()])
    assert refusal(png(8, 8, chunk(b"iTXt", b"key\0\1\0\0\0" + gigabyte))) == "uploads.damaged"
    assert refusal(png(8, 8, chunk(b"zTXt", b"key\0\0" + gigabyte))) == "uploads.damaged"
    many = chunk(b"zTXt", b"key\0\0" + zlib.compress(bytes(1_000_000)))
    assert refusal(png(8, 8, many * 100)) == "uploads.damaged"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pictures_cut_off(kind: str) -> None:
    data = saved(Image.effect_noise((200, 200), 90).convert("RGB"), kind)
    assert refusal(data[: len(data) // 2]) in ("uploads.damaged", "uploads.unknown")
    assert refusal(data[:20]) in ("uploads.damaged", "uploads.unknown")


def test_a_jpeg_called_png_is_a_jpeg() -> None:
    assert near(decoded(saved(halves(), "JPEG")).getpixel((10, 20)), RED)


STRANGE = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "pdf": saved(halves(), "PDF"),
    "eps": saved(halves(), "EPS"),
    "psd": b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, 8, 8, 8, 3) + bytes(400),
    "fits": b"SIMPLE  =                    T".ljust(80) + b"BITPIX  =                    8".ljust(80) + bytes(2720),
    "tiff": saved(halves(), "TIFF"),
    "gif": saved(halves(), "GIF"),
    "bmp": saved(halves(), "BMP"),
    "zip": b"PK\3\4" + bytes(100),
    "text": b"hello",
}


@pytest.mark.parametrize("kind", STRANGE)
def test_other_kinds_are_refused_whatever_they_are_called(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(STRANGE[kind])
    assert refusal(path) == "uploads.unknown"


def test_nothing_and_too_much(tmp_path: Path) -> None:
    assert refusal(b"") == "uploads.empty"
    assert refusal(bytes(MOST_BYTES + 1)) == "uploads.bytes"
    path = tmp_path / "endless"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    assert refusal(path) == "uploads.bytes"


# The process


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the limit of memory and has /proc")


@cache
def large() -> bytes:
    return png(7_000, 7_000)


@cache
def scans() -> bytes:
    """A small JPEG file of many megapixels whose last scan comes a hundred times: each has to be gone through."""
    data = saved(Image.new("L", (6_000, 6_000), 99), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * 100 + data[-2:]


@pytest.mark.parametrize(
    ("given", "confines"),
    [
        pytest.param(large, Confines(memory=200_000_000), marks=LINUX),
        (scans, Confines(computing=1)),
        (scans, Confines(waiting=0.5)),
        (large, Confines(answer=100)),
    ],
    ids=["memory", "computing", "waiting", "answer"],
)
def test_what_takes_too_much_is_broken_off(given: Callable[[], bytes], confines: Confines) -> None:
    with pytest.raises(MachineCannot) as caught:
        decode_picture(given(), longest_side=1_000, name="photo.png", confines=confines)
    assert caught.value.message.id == "uploads.too-much"
    assert decoded(saved(halves(), "PNG")).size == (60, 40), "and the next one is opened"


def test_several_at_once() -> None:
    """Each in its own process: one that is broken off takes none along."""
    small = saved(halves(), "PNG")

    def size(data: bytes) -> tuple[int, int] | str:
        try:
            return decoded(data).size
        except BadPicture as error:
            return error.message.id

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(size, [small, large(), small[:60], small]))
    assert found == [(60, 40), (512, 512), "uploads.damaged", (60, 40)]


@LINUX
def test_the_decoder_sees_nothing_of_the_server(tmp_path: Path) -> None:
    """No environment, no open files, no modules that lie about: a server started with all of these, a picture opened,
    and a stand-in for the decoder's Python that tells what it was given."""
    spy = tmp_path / "python"
    spy.write_text(
        f"#!/bin/sh\nls /proc/self/fd | wc -l >{tmp_path}/files\nenv >{tmp_path}/environment\ncat >/dev/null\n"
    )
    spy.chmod(0o700)
    code = (
        "import os, sys; from kadr.web.uploads import decode_picture; "
        "held = [os.dup(0) for _ in range(50)]; [os.set_inheritable(one, True) for one in held]; "
        f"sys.executable = {str(spy)!r}; decode_picture(b'x', longest_side=8, name='x')"
    )
    environment = {**os.environ, "HF_TOKEN": "secret"}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, stdin=subprocess.DEVNULL)
    assert "secret" not in (tmp_path / "environment").read_text()
    assert int((tmp_path / "files").read_text()) < 10
