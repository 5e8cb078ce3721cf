"""Bytes -> text -> Script: size, encoding, form and title."""

import codecs
import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

import msgspec

from kadr.errors import BadScript
from kadr.messages import Message, say
from kadr.script import Element, Form, Kind, Script, Unit
from kadr.story import docx, fdx, fountain, pdf, plain

LARGEST = 20_000_000
"""Bytes. A feature film's script is 0.2 MB, the longest novels are 6 MB; what is larger is not a script."""

_FOUNTAIN = (".fountain", ".spmd")
_NOT_YET = (".doc", ".rtf", ".odt", ".pages", ".celtx", ".fadein")
_PDF, _ZIP, _OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_FDX = b"<FinalDraft"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_NAMES = {"utf-8-sig": "utf-8"}
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_BREAKS = re.compile("\r\n|\r")


def _quiet(message: Message) -> None:
    """Nobody listens."""


def read(
    data: bytes,
    *,
    name: str,
    form: Form | None = None,
    encoding: str | None = None,
    remark: Callable[[Message], None] = _quiet,
) -> Script:
    """The script in `data`. `name` is its file name ("-": it came as text). What begins as an FDX, a PDF or a DOCX does
    is read as one, whatever its name; other data is text: .fountain and .spmd are screenplays, anything else is one if
    it holds a scene heading, and prose if not, unless `form` says what it is. `remark` hears what was done that a
    person may want to know. Raises `BadScript`."""
    _check(data, name)
    if data.startswith(_PDF):
        told = _of_pdf(data, name, form)
    elif data.startswith(_ZIP):
        told = _of_docx(data, name, form, remark)
    elif _FDX in data[:4000] or PurePath(name).suffix.lower() == ".fdx":
        elements, title_page = fdx.parse(data, _called(name))
        told = _Told(Form.SCREENPLAY, elements, title_page, Unit.PARAGRAPH)
    else:
        text, used = _decode(data, name, encoding, remark)
        told = _of_text(_clean(text, name, remark), name, form, remark)
        told = told._replace(encoding=used)
    if not any(_drawable(element) for element in told.elements):
        kind = "story.title_only" if told.elements or told.title_page else "story.empty"
        raise BadScript(say(kind, name=_called(name)))
    return Script(
        title=_title(told.title_page, told.elements, name),
        form=told.form,
        elements=told.elements,
        source=PurePath(name).name,
        encoding=told.encoding,
        title_page=told.title_page,
        unit=told.unit,
    )


class _Told(NamedTuple):
    """What a file tells, whatever its kind."""

    form: Form
    elements: tuple[Element, ...]
    title_page: dict[str, str]
    unit: Unit = Unit.LINE
    encoding: str = "utf-8"


def _of_text(text: str, name: str, form: Form | None, remark: Callable[[Message], None]) -> _Told:
    chosen = form or _form_of(text, name)
    if chosen is Form.SCREENPLAY:
        return _Told(chosen, *fountain.parse(text, remark))
    return _Told(chosen, plain.parse(text, chosen), {})


def _of_pdf(data: bytes, name: str, form: Form | None) -> _Told:
    lines = pdf.lines_of(data, _called(name))
    if form in (None, Form.SCREENPLAY) and pdf.is_screenplay(lines):
        return _Told(Form.SCREENPLAY, pdf.elements(lines), {})
    chosen = form or Form.PROSE
    elements = plain.parse("\n".join(line.text for line in lines), chosen)
    placed = (lines[element.line - 1] for element in elements)
    return _Told(chosen, _moved(elements, [(line.number, line.page) for line in placed]), {})


def _of_docx(data: bytes, name: str, form: Form | None, remark: Callable[[Message], None]) -> _Told:
    """A DOCX by the styles of its paragraphs if they are a screenplay's, else by its text."""
    paragraphs = docx.parse(data, _called(name), remark)
    texts = [_clean("".join(paragraph.text), name, remark).strip() for paragraph in paragraphs]
    kinds = [paragraph.kind for paragraph in paragraphs]
    if form in (None, Form.SCREENPLAY) and Kind.HEADING in kinds and Kind.CUE in kinds:
        elements = tuple(
            Element(kind=kind or Kind.ACTION, text=text, line=number)
            for number, (kind, text) in enumerate(zip(kinds, texts, strict=True), start=1)
            if text
        )
        return _Told(Form.SCREENPLAY, elements, {}, Unit.PARAGRAPH)
    numbers = [number for number, text in enumerate(texts, start=1) for _ in (*text.split("\n"), "")]
    told = _of_text("".join(f"{text}\n\n" for text in texts), name, form, remark)
    places = [(numbers[element.line - 1], 0) for element in told.elements]
    return told._replace(elements=_moved(told.elements, places), unit=Unit.PARAGRAPH)


def _moved(elements: tuple[Element, ...], places: list[tuple[int, int]]) -> tuple[Element, ...]:
    """The elements at other lines and pages."""
    return tuple(
        msgspec.structs.replace(element, line=line, page=page)
        for element, (line, page) in zip(elements, places, strict=True)
    )


def _check(data: bytes, name: str) -> None:
    ending = PurePath(name).suffix.lower()
    if ending in _NOT_YET or data.startswith(_OLE):
        raise BadScript(say("story.not_yet", name=_called(name), ending=ending or ".doc"))
    if len(data) > LARGEST:
        megabytes = f"{len(data) / 1e6:.0f}"
        raise BadScript(say("story.too_large", name=_called(name), megabytes=megabytes, limit=LARGEST // 1_000_000))
    if not data.strip():
        raise BadScript(say("story.empty", name=_called(name)))
    expected = {".pdf": _PDF, ".docx": _ZIP, ".docm": _ZIP}.get(ending)
    if expected and not data.startswith(expected):
        raise BadScript(say("story.not_what_it_says", name=_called(name), ending=ending))


def _decode(data: bytes, name: str, encoding: str | None, remark: Callable[[Message], None]) -> tuple[str, str]:
    """The text, and the name of the encoding it was read in."""
    used = encoding or _marked(data) or "utf-8"
    try:
        codec = codecs.lookup(used).name
        text = data.decode(_with_mark(codec, data))
        text.encode("utf-8")
    except UnicodeError as error:
        if encoding is None and used == "utf-8" and (text := _cyrillic(data)):
            remark(say("story.guessed", name=_called(name), encoding="windows-1251"))
            return text, "windows-1251"
        raise _undecodable(data, name, used, error) from None
    except (LookupError, ValueError):
        raise BadScript(say("story.unknown_encoding", encoding=used)) from None
    return text, _NAMES.get(codec, codec)


def _marked(data: bytes) -> str | None:
    """The encoding that a byte order mark names, or that the zero bytes of UTF-16 betray."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
    pairs = len(data[:2000]) // 2
    if pairs and (odd > pairs * 0.1) and even * 10 < odd:
        return "utf-16-le"
    if pairs and (even > pairs * 0.1) and odd * 10 < even:
        return "utf-16-be"
    return None


def _with_mark(codec: str, data: bytes) -> str:
    """The codec that also swallows the byte order mark if there is one."""
    return "utf-8-sig" if codec == "utf-8" and data.startswith(codecs.BOM_UTF8) else codec


def _cyrillic(data: bytes) -> str:
    """The text by Windows-1251 if nearly all of its non-ASCII letters are then plausible Cyrillic, else nothing.

    Real Russian has far more small letters than capitals beside them; other 8-bit text read as Windows-1251 gives
    lone letters amid Latin words, capitals inside words and signs that Russian does not use."""
    try:
        text = data.decode("windows-1251")
    except UnicodeDecodeError:
        return ""
    letters = [sign for sign in text if ord(sign) > 127 and sign.isalpha()]
    russian = sum("а" <= sign.lower() <= "я" or sign in "ёЁ" for sign in letters)
    words = re.findall(r"[^\W\d_]+", text)
    foreign = [word for word in words if not word.isascii()]
    mixed = sum(any(sign.isascii() for sign in word) or not _well_cased(word) for word in foreign)
    plausible = len(letters) >= 2 and russian >= len(letters) * 0.95 and mixed <= len(foreign) * 0.05
    return text if plausible else ""


def _well_cased(word: str) -> bool:
    return word.islower() or word.isupper() or word.istitle()


def _undecodable(data: bytes, name: str, used: str, error: UnicodeError) -> BadScript:
    offset = error.start if isinstance(error, UnicodeDecodeError) else 0
    line = data.count(b"\n", 0, offset) + 1
    byte = f"0x{data[offset]:02X}"
    return BadScript(say("story.undecodable", name=_called(name), encoding=used, byte=byte, offset=offset, line=line))


def _clean(text: str, name: str, remark: Callable[[Message], None]) -> str:
    """The text with line ends as LF and control characters as spaces, so that positions stay. A NUL is refused:
    such a file is not text."""
    text = _BREAKS.sub("\n", text.removeprefix("\ufeff"))
    zero = text.find("\0")
    if zero >= 0:
        raise BadScript(say("story.not_text", name=_called(name), line=text.count("\n", 0, zero) + 1))
    first = _CONTROLS.search(text)
    if first:
        line = text.count("\n", 0, first.start()) + 1
        text, n = _CONTROLS.subn(" ", text)
        remark(say("story.controls", n=n, line=line))
    return text


def _called(name: str) -> str | Message:
    """What a person calls a script: by its file's name, and one that came without a file just that."""
    return say("story.script") if name == "-" else name


def _form_of(text: str, name: str) -> Form:
    if PurePath(name).suffix.lower() in _FOUNTAIN or fountain.has_heading(text):
        return Form.SCREENPLAY
    return Form.PROSE


def _drawable(element: Element) -> bool:
    kinds = (Kind.HEADING, Kind.ACTION, Kind.DIALOGUE, Kind.LYRIC, Kind.CENTERED)
    return element.kind in kinds and any(sign.isalnum() for sign in element.text)


def _title(title_page: dict[str, str], elements: tuple[Element, ...], name: str) -> str:
    for key in ("title", "название", "заголовок"):
        if title := fountain.unemphasised(" ".join(title_page.get(key, "").split())):
            return title
    for element in elements:
        if element.kind is Kind.SECTION and element.text:
            return element.text
    stem = PurePath(name).stem
    words = unicodedata.normalize("NFC", re.sub(r"[-_.\s]+", " ", stem)).strip()
    return words[:1].upper() + words[1:] if words else "Untitled"
