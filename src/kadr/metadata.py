"""Pictures that remember how they were made.

A PNG that kadr keeps carries three notes, each for another reader:

    parameters              A1111's text, which other people's programs show and load
    storyboard              our recipe as JSON, with the take's key: all that fixes the pixels
    XML:com.adobe.xmp       IPTC's digital source type: what kind of picture this is, for agencies and archives

The notes are put into the bytes as they are; nothing is encoded anew. That takes 0.2 ms instead of 160 ms at
768x768 and 0.4 ms instead of 530 ms at 1920x1080 (against Pillow's PngInfo, two cores, 2026-11-23).

No folder, user or host is ever named in them.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import msgspec
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from PIL.PngImagePlugin import PngImageFile

from kadr.board import OWN, Recipe
from kadr.errors import BadPicture
from kadr.messages import say
from kadr.schema import Value

SIGNATURE = b"\x89PNG\r\n\x1a\n"
NOTES = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
"""The chunks that tell about a picture without being part of it."""

LARGEST = 256 * 2**20
"""Bytes: a larger file is not read."""

RECIPE, PARAMETERS, XMP = "storyboard", "parameters", "XML:com.adobe.xmp"
IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
XMP_BASIC = "http://ns.adobe.com/xap/1.0/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

A1111_NAMES = {
    "num_inference_steps": "Steps",
    "guidance_scale": "CFG scale",
    "sampler": "Sampler",
    "scheduler": "Schedule type",
    "model": "Model",
    "strength": "Denoising strength",
}
"""Which of a recipe's controls A1111 has a name for."""


class Record(Value, frozen=True, kw_only=True):
    """What stands in the chunk `storyboard`. `key` names the take: the recipe's own key may differ from it, since
    the folders of reference files are left out of the recipe."""

    kadr: str
    key: str
    recipe: Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What a picture says of itself; an empty text or None where it says nothing."""

    width: int
    height: int
    record: Record | None
    parameters: str
    source_type: str


def stamp(
    png: bytes, recipe: Recipe, *, source_type: str, kadr: str, prompt: str | None = None, negative: str = ""
) -> bytes:
    """`png` with the notes on `recipe`; earlier ones are replaced. `source_type` is the URI of IPTC's digital
    source type (empty: not known, and nothing is said of it), `kadr` our version. Where `prompt` is None, the shot's
    own words stand for it. A picture that a person brought has no parameters: nothing was asked for."""
    record = Record(kadr=kadr, key=recipe.key, recipe=_without_folders(recipe))
    asked = str(recipe.subject.picture.get("action", "")) if prompt is None else prompt
    notes = (
        b"" if recipe.engine == OWN else _text(PARAMETERS, _parameters(recipe, asked, negative, kadr)),
        _international(RECIPE, msgspec.json.encode(record, order="deterministic").decode()),
        _international(XMP, _xmp(recipe, asked, source_type, kadr)),
    )
    bare = strip(png)
    after_header = len(SIGNATURE) + 25  # IHDR is 13 bytes in 12 of its own
    return bare[:after_header] + b"".join(notes) + bare[after_header:]


def strip(png: bytes) -> bytes:
    """`png` without anything that tells about it: texts, EXIF, time. The pixels and their colours stay."""
    return SIGNATURE + b"".join(png[start:end] for kind, start, end in _chunks(png) if kind not in NOTES)


def read(path: Path) -> Remembered:
    """What the picture at `path` remembers; only its header is read. Raises `BadPicture` if it is no PNG, damaged,
    or says nothing."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadPicture(say("metadata.large", name=path.name, most=LARGEST // 2**20))
        with path.open("rb") as file, PngImageFile(file) as picture:
            width, height = picture.size
            texts = {name: str(text) for name, text in picture.info.items() if isinstance(text, str)}
    except FileNotFoundError as error:
        raise BadPicture(say("metadata.missing", name=path.name)) from error
    except SyntaxError as error:
        raise BadPicture(say("metadata.not-png", name=path.name)) from error
    except (OSError, ValueError, EOFError, IndexError, struct.error, zlib.error) as error:
        raise BadPicture(say("metadata.damaged", name=path.name)) from error
    remembered = Remembered(
        width=width,
        height=height,
        record=_record(texts[RECIPE], path) if RECIPE in texts else None,
        parameters=texts.get(PARAMETERS, ""),
        source_type=_source_type(texts[XMP], path) if XMP in texts else "",
    )
    if not (remembered.record or remembered.parameters or remembered.source_type):
        raise BadPicture(say("metadata.silent", name=path.name))
    return remembered


def source_type_of(png: bytes) -> str:
    """IPTC's digital source type that a PNG says of itself; empty where it says none. Raises `BadPicture`."""
    head = f"{XMP}\0\0\0\0\0".encode()
    packets = [png[start + 8 : end - 4] for kind, start, end in _chunks(png) if kind == b"iTXt"]
    packet = next((one.removeprefix(head) for one in packets if one.startswith(head)), b"")
    return _source_type(packet.decode("utf-8", "replace"), Path("PNG")) if packet else ""


# ---------------------------------------------------------------------------------------------------------------
# Chunks: length, kind, data, check sum
# ---------------------------------------------------------------------------------------------------------------


def _chunks(png: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Each chunk's kind, beginning and end. Raises `BadPicture` where they do not add up."""
    at = len(SIGNATURE)
    if not png.startswith(SIGNATURE) or png[at + 4 : at + 8] != b"IHDR":
        raise BadPicture(say("metadata.not-png", name="PNG"))
    while True:
        if at + 12 > len(png):
            raise BadPicture(say("metadata.damaged", name="PNG"))
        length, kind = struct.unpack_from(">I4s", png, at)
        end = at + 12 + length
        if end > len(png):
            raise BadPicture(say("metadata.damaged", name="PNG"))
        yield kind, at, end
        if kind == b"IEND":
            return
        at = end


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _text(keyword: str, text: str) -> bytes:
    """A text in the chunk that other programs expect: tEXt if Latin-1 has its letters, else iTXt."""
    try:
        return _chunk(b"tEXt", keyword.encode("ascii") + b"\0" + text.encode("latin-1"))
    except UnicodeEncodeError:
        return _international(keyword, text)


def _international(keyword: str, text: str) -> bytes:
    """A text in UTF-8, not compressed, without a language."""
    return _chunk(b"iTXt", keyword.encode("ascii") + b"\0\0\0\0\0" + text.encode())


# ---------------------------------------------------------------------------------------------------------------
# What the notes say
# ---------------------------------------------------------------------------------------------------------------


def _parameters(recipe: Recipe, prompt: str, negative: str, kadr: str) -> str:
    """A1111's text. Its readers disagree on quoting, so our values have no comma and no colon; they look for
    "Negative prompt:" and "Steps:", so a person's own text does not say these with their colon."""
    values: dict[str, object] = {"Steps": 1, "Sampler": recipe.engine}
    values |= {name: recipe.controls[control] for control, name in A1111_NAMES.items() if control in recipe.controls}
    form = recipe.subject.format
    values |= {"Seed": recipe.seed, "Size": f"{form.width}x{form.height}", "Version": f"kadr {kadr}"}
    last = ", ".join(f"{name}: {_plain(value)}" for name, value in values.items())
    return f"{_one_line(prompt)}\nNegative prompt: {_one_line(negative)}\n{last}"


def _one_line(text: str) -> str:
    visible = " ".join(_without_controls(text).split())
    return re.sub(r"(?i)\b(negative prompt|steps)\s*:", r"\1", visible)


def _plain(value: object) -> str:
    text = _without_path(value) if isinstance(value, str) else str(value)
    return " ".join(re.sub(r'[,:"\\]', " ", _without_controls(text)).split()) or "-"


def _without_controls(text: str) -> str:
    """`text` without what neither PNG nor XML may hold: control characters, lone surrogates, non-characters."""
    return re.sub("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", " ", text)


def _without_path(value: str) -> str:
    """The file's name, if `value` is the path of one on this machine."""
    rooted = re.match(r"[/\\~]|[A-Za-z]:[/\\]|\.\.?[/\\]|file:", value)
    return re.split(r"[/\\]", value)[-1] if rooted else value


def _without_folders(recipe: Recipe) -> Recipe:
    cast = tuple(
        msgspec.structs.replace(person, references=tuple(re.split(r"[/\\]", file)[-1] for file in person.references))
        for person in recipe.subject.cast
    )
    subject = msgspec.structs.replace(recipe.subject, cast=cast)
    controls = {name: _without_path(v) if isinstance(v, str) else v for name, v in recipe.controls.items()}
    return msgspec.structs.replace(recipe, subject=subject, controls=controls)


def _xmp(recipe: Recipe, prompt: str, source_type: str, kadr: str) -> str:
    """An XMP packet: the source type and the program; for a trained model also that it is one, and the prompt."""
    facts = {"xmp:CreatorTool": f"kadr {kadr}"}
    facts |= {"Iptc4xmpExt:DigitalSourceType": source_type} if source_type else {}
    if "trainedalgorithmic" in source_type.lower() and recipe.engine != OWN:
        facts |= {
            "Iptc4xmpExt:AISystemUsed": f"kadr {recipe.engine}",
            "Iptc4xmpExt:AISystemVersionUsed": f"{kadr} edition {recipe.edition}",
            "Iptc4xmpExt:AIPromptInformation": prompt,
        }
    said = " ".join(f'{name}="{escape(_without_controls(value))}"' for name, value in facts.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">'
        f'<rdf:Description rdf:about="" xmlns:xmp="{XMP_BASIC}" xmlns:Iptc4xmpExt="{IPTC}" {said}/>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


# ---------------------------------------------------------------------------------------------------------------
# Reading them
# ---------------------------------------------------------------------------------------------------------------


def _record(text: str, path: Path) -> Record:
    try:
        return msgspec.json.decode(text, type=Record)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BadPicture(say("metadata.recipe", name=path.name)) from error


def _source_type(text: str, path: Path) -> str:
    """IPTC's source type from an XMP packet, written as an attribute or as an element."""
    try:
        packet = fromstring(text)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise BadPicture(say("metadata.damaged", name=path.name)) from error
    name = f"{{{IPTC}}}DigitalSourceType"
    for element in packet.iter():
        if name in element.attrib:
            return str(element.attrib[name])
        if element.tag == name:
            return str(element.get(f"{{{RDF}}}resource") or element.text or "").strip()
    return ""
