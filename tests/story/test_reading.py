"""Bytes in, script out: encodings, forms, titles, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadr import story
from kadr.errors import BadScript, KadrError
from kadr.messages import Message
from kadr.script import Form, Kind, Script

RUSSIAN = "ИНТ. ЮРТА - НОЧЬ\n\nАлдар сидит у огня и смеётся.\n"


def heard(data: bytes, **more: str) -> tuple[Script, list[str]]:
    said: list[Message] = []
    script = story.read(data, name=more.pop("name", "film.fountain"), remark=said.append, encoding=more.get("encoding"))
    return script, [message.id for message in said]


REFUSED = [
    (b"", "a.fountain", "story.empty"),
    (b" \n\t\r\n ", "a.txt", "story.empty"),
    (b"\xef\xbb\xbf\n", "a.txt", "story.empty"),
    (b"Title: Nothing\nAuthor: Nobody\n", "a.fountain", "story.title_only"),
    (b"# Only a heading\n", "a.txt", "story.title_only"),
    (b"x" * 50_000_000, "a.fountain", "story.too_large"),
    (b"<xml/>", "a.fdx", "story.not_final_draft"),
    (b"%PDF-1.7", "a.PDF", "story.pdf_broken"),
    (b"PK", "a.docx", "story.not_what_it_says"),
    (b"%PDF-1.7", "a.docx", "story.not_what_it_says"),
    (b"PK\x03\x04 and nothing", "a.docx", "story.broken_zip"),
    (b"\xd0\xcf\x11\xe0 locked or old", "a.docx", "story.not_yet"),
    (b"{\\rtf1 Hello}", "a.rtf", "story.not_yet"),
    (b"One\nTwo \xff\xfe caf\xe9\n", "a.txt", "story.undecodable"),
    ("Señor Muñoz está aquí, mañana también.".encode("latin-1"), "a.txt", "story.undecodable"),
    ("Über die Brücke läuft Jürgen.".encode("latin-1"), "a.txt", "story.undecodable"),
    (b"Some text\nand \x00\x00\x00 zeros in the middle of it all\n", "a.txt", "story.not_text"),
]


@pytest.mark.parametrize(("data", "name", "outcome"), REFUSED)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, name: str, outcome: str) -> None:
    with pytest.raises(BadScript) as caught:
        story.read(data, name=name)
    assert caught.value.message.id == outcome
    assert caught.value.message.text("ru")


def test_an_undecodable_byte_is_named_with_its_place_and_the_way_out() -> None:
    with pytest.raises(BadScript) as caught:
        story.read(b"One line\nTwo \xff\n", name="a.txt")
    text = str(caught.value)
    assert "0xFF" in text
    assert "offset 13" in text
    assert "line 2" in text
    assert "--encoding" in text


@pytest.mark.parametrize("encoding", ["nonsense", "rot13", "a\0b", ""])
def test_unknown_encodings(encoding: str) -> None:
    if not encoding:
        assert story.read(b"Hi.", name="a.txt", encoding=encoding).encoding == "utf-8"
        return
    with pytest.raises(BadScript):
        story.read(b"Hi.", name="a.txt", encoding=encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_elements(encoding: str, end: str) -> None:
    script, said = heard(RUSSIAN.replace("\n", end).encode(encoding))
    assert [(element.kind, element.text, element.line) for element in script.elements] == [
        (Kind.HEADING, "ИНТ. ЮРТА - НОЧЬ", 1),
        (Kind.ACTION, "Алдар сидит у огня и смеётся.", 3),
    ]
    assert said == (["story.guessed"] if encoding == "windows-1251" else [])


def test_an_explicit_encoding_wins() -> None:
    script, said = heard(RUSSIAN.encode("koi8-r"), encoding="koi8-r")
    assert script.elements[0].text == "ИНТ. ЮРТА - НОЧЬ"
    assert script.encoding == "koi8-r"
    assert not said


def test_control_characters_become_spaces_and_are_told() -> None:
    script, said = heard(b"INT. A\x07B - DAY\n")
    assert script.elements[0].text == "INT. A B - DAY"
    assert said == ["story.controls"]


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("Just words.", "a.fountain", Form.SCREENPLAY),
        ("Just words.", "a.txt", Form.PROSE),
        ("INT. A - DAY\n\nWords.", "a.txt", Form.SCREENPLAY),
        ("1. НАТ. СТЕПЬ - ДЕНЬ\n\nСлова.", "-", Form.SCREENPLAY),
        ("Internal affairs. Extra.", "-", Form.PROSE),
    ],
)
def test_the_form_is_found(text: str, name: str, form: Form) -> None:
    assert story.read(text.encode(), name=name).form is form


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Title: **The _Shade_**\n\nHi.", "x.fountain", "The Shade"),
        ("Title:\n    The\n    Shade\n\nHi.", "x.fountain", "The Shade"),
        ("Название: Тень\n\nОн идёт.", "x.fountain", "Тень"),
        ("# The Tree\n\nHi.", "x.txt", "The Tree"),
        ("Hi.", "dir/aldar-kose.txt", "Aldar kose"),
        ("Hi.", "-", "Untitled"),
    ],
)
def test_titles(text: str, name: str, title: str) -> None:
    assert story.read(text.encode(), name=name).title == title


@given(
    st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)), st.sampled_from(["a.fountain", "a.txt"])
)
def test_reading_raises_nothing_but_its_own_errors(data: bytes, name: str) -> None:
    try:
        script = story.read(data, name=name)
        story.shots(script, ())
    except KadrError as error:
        assert str(error)
