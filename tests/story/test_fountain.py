"""Every element of Fountain, with its position."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from screenplain.parsers import fountain as other
from screenplain.types import Action, Dialog, Slug, Transition

from kadr import story
from kadr.messages import Message
from kadr.script import Element, Form, Kind

EXAMPLE = Path(__file__).parents[2] / "examples" / "aldar-kose.fountain"


def elements(text: str) -> tuple[Element, ...]:
    return story.read(("Someone waits.\n\n" + text).encode(), name="a.fountain").elements[1:]


def kinds(text: str) -> list[tuple[Kind, str]]:
    return [(element.kind, element.text) for element in elements(text)]


H, A, C, D, T = Kind.HEADING, Kind.ACTION, Kind.CUE, Kind.DIALOGUE, Kind.TRANSITION


@pytest.mark.parametrize(
    "heading",
    ["INT. A - DAY", "EXT A", "EST. A", "INT./EXT. A", "INT/EXT A", "I/E. A", "int. a", "ИНТ. ЮРТА", "НАТ. СТЕПЬ"]
    + ["ЭКСТ. ДВОР", "ИНТ./НАТ. ДВОР", "ИНТ/НАТ. ДВОР", "ПАВ. ЗАЛ", "НАТ ДВОР"],
)
def test_headings(heading: str) -> None:
    assert kinds(heading + "\n\nHe sits.") == [(H, heading), (A, "He sits.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".SOMEWHERE", [(H, "SOMEWHERE")]),
        ("...and then", [(A, "...and then")]),
        ("!INT. NOT A HEADING", [(A, "INT. NOT A HEADING")]),
        ("Interest grows.", [(A, "Interest grows.")]),
        ("БАЙ\nПрочь!", [(C, "БАЙ"), (D, "Прочь!")]),
        ("ӘЖЕ ҚЫЗ\nКел!", [(C, "ӘЖЕ ҚЫЗ"), (D, "Кел!")]),
        ("HANS (on the radio)\nWhat?", [(C, "HANS (on the radio)"), (D, "What?")]),
        ("@McCLANE\nYes.", [(C, "McCLANE"), (D, "Yes.")]),
        ("LOUD BANG  \nthen quiet", [(A, "LOUD BANG\nthen quiet")]),
        ("LOUD BANG", [(A, "LOUD BANG")]),
        (
            "BOB\n(sly)\nOne\ntwo\n~la la\n",
            [(C, "BOB"), (Kind.PARENTHETICAL, "(sly)"), (D, "One\ntwo"), (Kind.LYRIC, "la la")],
        ),
        ("BOB\nOne\n  \nTwo", [(C, "BOB"), (D, "One\nTwo")]),
        ("~Song", [(Kind.LYRIC, "Song")]),
        ("CUT TO:", [(T, "CUT TO:")]),
        ("> Fade", [(T, "Fade")]),
        ("ИЗ ЗТМ.", [(T, "ИЗ ЗТМ.")]),
        ("FADE OUT.", [(T, "FADE OUT.")]),
        ("> THE END <", [(Kind.CENTERED, "THE END")]),
        ("===", [(Kind.PAGE_BREAK, "===")]),
        ("# Act\n\n## Part", [(Kind.SECTION, "Act"), (Kind.SECTION, "Part")]),
        ("= In short", [(Kind.SYNOPSIS, "In short")]),
        ("He [[why?]] walks", [(A, "He walks"), (Kind.NOTE, "why?")]),
        ("[[a\nb]]\nHe walks", [(Kind.NOTE, "a\nb"), (A, "He walks")]),
        ("He /* not */ walks /* at\nall */ away", [(A, "He walks\naway")]),
        ("He *is* **very** ***so*** _well_ 2*3*4 a_b_c \\*x\\*", [(A, "He is very so well 234 a_b_c *x*")]),
        ("He [[never closed\n\nB", [(A, "He [[never closed"), (A, "B")]),
    ],
)
def test_elements(text: str, expected: list[tuple[Kind, str]]) -> None:
    assert kinds(text) == expected


def test_scene_numbers_dual_dialogue_and_positions() -> None:
    found = elements("INT. A - DAY #12A#\n\nBOB\nHi.\n\nANN ^\n  Ho.\n\n  3. ИНТ. Б\n\n.  FORCED")
    assert [element.number for element in found if element.kind is H] == ["12A", "3", ""] or found[-1].kind is A
    assert [element.text for element in found if element.dual] == ["ANN", "Ho."]
    assert (found[4].line, found[4].column) == (9, 3)


def test_what_is_never_closed_is_text_and_said() -> None:
    said: list[Message] = []
    script = story.read(b"One.\n\nTwo /* three.\n\nFour.", name="a.fountain", remark=said.append)
    assert [element.text for element in script.elements] == ["One.", "Two /* three.", "Four."]
    assert [(message.id, message.facts["line"]) for message in said] == [("story.open_boneyard", 3)]


NASTY: dict[str, Callable[[int], str]] = {
    "boneyards": lambda n: "/* a\n" * n,
    "notes": lambda n: "[[ a\n" * n,
    "notes and paragraphs": lambda n: "[[ a\n\n" * (n // 2),
    "emphasis": lambda n: "*a _b " * n,
    "spaces": lambda n: "INT. A" + " " * 4 * n + "x",
    "dots": lambda n: "." * 4 * n + " a",
    "speech": lambda n: "BOB\n" + "hi\n" * n,
    "quotes": lambda n: "“a " * n,
    "nothing before it": lambda n: "..... A",
}
"""Texts of which so many parts are never closed or never end."""


@pytest.mark.parametrize("many", [5_000, pytest.param(50_000, marks=pytest.mark.large)])
@pytest.mark.parametrize("name", ["a.fountain", "a.txt"])
@pytest.mark.parametrize("nasty", NASTY)
def test_large_and_nasty_texts_are_read(nasty: str, name: str, many: int) -> None:
    script = story.read(NASTY[nasty](many).encode(), name=name)
    assert story.shots(script, (), panels=1)


BLOCKS = st.lists(
    st.sampled_from(
        [
            "INT. A - DAY",
            "  НАТ. Б",
            "He walks.\n  She *runs*.",
            "BOB\n(sly)\n Hi _you_.",
            ".FORCED",
            "!ACT",
            "@bob\nHo",
        ]
        + [
            "> mid <",
            "> CUT",
            "~la",
            "[[a note]]",
            "/* gone */",
            "a [[b]] c",
            "# S",
            "= syn",
            "===",
            "**Bold** start",
            "x",
        ]
    ),
    min_size=1,
)


@given(BLOCKS)
def test_positions_point_at_the_text(blocks: list[str]) -> None:
    text = "Zero.\n\n" + "\n\n".join(blocks)
    lines = text.split("\n")
    for element in story.read(text.encode(), name="a.fountain").elements:
        first = element.text.split("\n")[0].split(" ")[0]
        assert lines[element.line - 1][element.column - 1 :].startswith(first)


def test_the_example_reads_as_screenplain_reads_it() -> None:
    ours = [element.kind for element in story.read(EXAMPLE.read_bytes(), name="a.fountain").elements]
    with EXAMPLE.open(encoding="utf-8") as file:
        theirs = list(other.parse(file).paragraphs)
    names = {Slug: H, Action: A, Dialog: C, Transition: T}
    expected = [names[type(paragraph)] for paragraph in theirs]
    assert [kind for kind in ours if kind in (H, A, C, T)] == expected


def test_lines_are_one_element_each() -> None:
    script = story.read(b"One.\n\nTwo. Three.\n", name="-", form=Form.LINES)
    assert [(element.text, element.line) for element in script.elements] == [("One.", 1), ("Two. Three.", 3)]
