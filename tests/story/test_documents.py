"""Scripts as other programs save them: Final Draft, Word, PDF."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from fontpkg_pt_sans import __file__ as _fonts
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.units import inch
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kadr import story
from kadr.errors import BadScript
from kadr.messages import Message
from kadr.script import Element, Form, Kind, Script, Unit


def told(script: Script) -> list[tuple[Kind, str]]:
    return [(element.kind, element.text) for element in script.elements]


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(BadScript) as caught:
        story.read(data, name=name)
    assert caught.value.message.text("ru")
    assert name in caught.value.message.text("en")
    return caught.value.message.id


# ---------------------------------------------------------------------------------------------------------------
# Final Draft
# ---------------------------------------------------------------------------------------------------------------

FDX = """<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5"><Content>
<Paragraph Number="7A" Type="Scene Heading"><SceneProperties Title="The quarrel"><Summary>
<Paragraph><Text>They part.</Text></Paragraph></Summary></SceneProperties><Text>ИНТ. КУХНЯ - НОЧЬ</Text></Paragraph>
<Paragraph Type="Action"><Text>Анна </Text><Text Style="Bold">сидит</Text><Text> за столом.</Text>
<ScriptNote><Paragraph><Text>shot: CU</Text></Paragraph></ScriptNote></Paragraph>
<Paragraph><DualDialogue>
<Paragraph Type="Character"><Text>АННА</Text></Paragraph><Paragraph Type="Dialogue"><Text>Уходи.</Text></Paragraph>
<Paragraph Type="Character"><Text>ИВАН</Text></Paragraph><Paragraph Type="Parenthetical"><Text>(тихо)</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Нет.</Text></Paragraph></DualDialogue></Paragraph>
<Paragraph Type="Shot"><Text>CLOSE ON THE RING</Text></Paragraph>
<Paragraph Type="Transition"><Text>CUT TO:</Text></Paragraph>
</Content><TitlePage><Content><Paragraph><Text></Text></Paragraph><Paragraph><Text>Кольцо</Text></Paragraph>
<Paragraph><Text>written by</Text></Paragraph></Content></TitlePage></FinalDraft>"""


def test_final_draft() -> None:
    script = story.read(FDX.encode(), name="ring.fdx")
    assert (script.title, script.form, script.unit) == ("Кольцо", Form.SCREENPLAY, Unit.PARAGRAPH)
    assert told(script) == [
        (Kind.HEADING, "ИНТ. КУХНЯ - НОЧЬ"),
        (Kind.SYNOPSIS, "The quarrel"),
        (Kind.SYNOPSIS, "They part."),
        (Kind.ACTION, "Анна сидит за столом."),
        (Kind.NOTE, "shot: CU"),
        (Kind.CUE, "АННА"),
        (Kind.DIALOGUE, "Уходи."),
        (Kind.CUE, "ИВАН"),
        (Kind.PARENTHETICAL, "(тихо)"),
        (Kind.DIALOGUE, "Нет."),
        (Kind.ACTION, "CLOSE ON THE RING"),
        (Kind.TRANSITION, "CUT TO:"),
    ]
    assert script.elements[0].number == "7A"
    assert [element.dual for element in script.elements if element.kind is Kind.CUE] == [False, True]
    assert script.elements[3].line == 2


def test_a_note_in_final_draft_directs_its_paragraph() -> None:
    shot = story.shots(story.read(FDX.encode(), name="ring.fdx"), ())[0]
    assert shot.size == "CU"
    assert shot.scene == "7A"


def fdx(inside: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<FinalDraft><Content>{inside}</Content></FinalDraft>'.encode()


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (fdx("<Paragraph><Text>&b;</Text></Paragraph>", LAUGHS), "story.xml_unsafe"),
        (fdx("", '<!DOCTYPE FinalDraft SYSTEM "http://example.org/a.dtd">'), "story.xml_unsafe"),
        (fdx("<Text>&x;</Text>", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "story.xml_unsafe"),
        (fdx("<a>" * 10_000 + "</a>" * 10_000), "story.xml_deep"),
        (fdx("<Paragraph><Text>Half</Text>")[:60], "story.xml_broken"),
        (fdx("<Paragraph Type='Action'/>"), "story.empty"),
        (b"not xml", "story.xml_broken"),
    ],
)  # fmt: skip
def test_final_draft_files_that_break_or_attack(data: bytes, outcome: str) -> None:
    assert refusal(data, "a.fdx") == outcome


# ---------------------------------------------------------------------------------------------------------------
# Word
# ---------------------------------------------------------------------------------------------------------------

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(*paragraphs: str, **members: str) -> bytes:
    """A DOCX whose paragraphs are given as runs of XML or as ``style|text``."""
    rows = []
    for paragraph in paragraphs:
        style, _, text = paragraph.rpartition("|")
        properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        rows.append(f"<w:p>{properties}{text if text.startswith('<') else f'<w:r><w:t>{text}</w:t></w:r>'}</w:p>")
    document = f'<w:document xmlns:w="{W}"><w:body>{"".join(rows)}</w:body></w:document>'
    styles = f'<w:styles xmlns:w="{W}"><w:style w:styleId="a1"><w:name w:val="Scene Heading"/></w:style></w:styles>'
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {"word/document.xml": document, "word/styles.xml": styles, **members}.items():
            archive.writestr(name, text)
    return file.getvalue()


def test_a_screenplay_by_the_styles_of_word() -> None:
    script = story.read(
        docx("a1|ИНТ. ДОМ - ДЕНЬ", "|Иван входит.", "Персонаж|ИВАН", "Реплика|Кто здесь?"), name="a.docx"
    )
    assert told(script) == [
        (Kind.HEADING, "ИНТ. ДОМ - ДЕНЬ"),
        (Kind.ACTION, "Иван входит."),
        (Kind.CUE, "ИВАН"),
        (Kind.DIALOGUE, "Кто здесь?"),
    ]
    assert [element.line for element in script.elements] == [1, 2, 3, 4]


def test_prose_from_word_keeps_its_paragraphs() -> None:
    gone = "<w:r><w:t>Anna </w:t></w:r><w:del><w:r><w:t>never </w:t></w:r></w:del><w:r><w:t>waits.</w:t></w:r>"
    script = story.read(
        docx("|One.", "", f"|{gone}", "|<w:r><w:t>Two</w:t><w:br/><w:t>lines.</w:t></w:r>"), name="tale.docx"
    )
    assert script.form is Form.PROSE
    assert script.unit is Unit.PARAGRAPH
    assert [(element.text, element.line) for element in script.elements] == [
        ("One.", 1), ("Anna waits.", 3), ("Two\nlines.", 4),
    ]  # fmt: skip


def test_a_screenplay_in_plain_paragraphs_of_word() -> None:
    script = story.read(docx("INT. ROOM - DAY", "", "Anna sits.", "", "ANNA&#13;", "Hello."), name="a.docx")
    assert script.form is Form.SCREENPLAY
    assert script.elements[0] == Element(kind=Kind.HEADING, text="INT. ROOM - DAY", line=1)


def test_macros_are_said_and_not_run() -> None:
    heard: list[Message] = []
    data = docx("|Anna waits.", **{"word/vbaProject.bin": "x"})
    assert story.read(data, name="a.docm", remark=heard.append).elements
    assert [message.id for message in heard] == ["story.macros"]


def test_word_files_that_break_or_attack() -> None:
    assert refusal(docx("|A.")[:-40], "a.docx") == "story.broken_zip"
    bomb = docx("|A.", **{"word/document.xml": f"<w:document xmlns:w='{W}'>" + " " * 60_000_000 + "</w:document>"})
    assert len(bomb) < 200_000
    assert refusal(bomb, "a.docx") == "story.unpacks_large"
    laughs = docx("|A.", **{"word/document.xml": f"{LAUGHS}<w:document xmlns:w='{W}'>&b;</w:document>"})
    assert refusal(laughs, "a.docx") == "story.xml_unsafe"
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../../etc/passwd", "x")
    assert refusal(file.getvalue(), "a.docx") == "story.no_word_text"


# ---------------------------------------------------------------------------------------------------------------
# PDF
# ---------------------------------------------------------------------------------------------------------------

COLUMNS = {"action": 1.5, "dialogue": 2.5, "manner": 3.1, "cue": 3.7, "transition": 6.0}
Page = list[tuple[str, str]]


def pdf(*pages: Page, font: str = "Courier", locked: str | None = None) -> bytes:
    """A PDF with lines set in the columns of a screenplay; ``-`` is an empty line."""
    file = BytesIO()
    lock = StandardEncryption(locked, canPrint=1) if locked is not None else None
    canvas = Canvas(file, pagesize=(8.5 * inch, 11 * inch), encrypt=lock)
    if font != "Courier":
        pdfmetrics.registerFont(TTFont(font, str(next(Path(_fonts).parent.rglob("*Regular.ttf"), ""))))
    for number, page in enumerate(pages, start=1):
        canvas.setFont(font, 12)
        canvas.drawString(4 * inch, 10.5 * inch, "THE RING")
        canvas.drawString(7.2 * inch, 10.5 * inch, f"{number}.")
        height = 10.0
        for column, text in page:
            if column != "-":
                canvas.drawString(COLUMNS[column] * inch, height * inch, text)
            height -= 1 / 6
        canvas.showPage()
    canvas.save()
    return file.getvalue()


FIRST: Page = [
    ("action", "INT. KITCHEN - NIGHT"),
    ("-", ""),
    ("action", "Anna sits at the table and looks at the ring as if it"),
    ("action", "could answer."),
    ("-", ""),
    ("cue", "ANNA"),
    ("manner", "(quietly)"),
    ("dialogue", "You said you would"),
    ("dialogue", "be here."),
    ("-", ""),
    ("transition", "CUT TO:"),
    ("-", ""),
    ("action", "EXT. STREET - DAY"),
    ("-", ""),
    ("action", "Boris runs through the rain and never looks back once."),
    ("-", ""),
    ("cue", "BORIS"),
    ("dialogue", "I am coming,"),
    ("cue", "(MORE)"),
]
SECOND: Page = [("cue", "BORIS (CONT'D)"), ("dialogue", "wait for me!"), ("-", ""), ("action", "He falls.")]
THIRD: Page = [("action", "INT. HALL - DAY"), ("-", ""), ("action", "Nobody is there.")]


def test_a_screenplay_by_its_layout() -> None:
    script = story.read(pdf(FIRST, SECOND, THIRD), name="ring.pdf")
    assert script.form is Form.SCREENPLAY
    assert told(script) == [
        (Kind.HEADING, "INT. KITCHEN - NIGHT"),
        (Kind.ACTION, "Anna sits at the table and looks at the ring as if it\ncould answer."),
        (Kind.CUE, "ANNA"),
        (Kind.PARENTHETICAL, "(quietly)"),
        (Kind.DIALOGUE, "You said you would\nbe here."),
        (Kind.TRANSITION, "CUT TO:"),
        (Kind.HEADING, "EXT. STREET - DAY"),
        (Kind.ACTION, "Boris runs through the rain and never looks back once."),
        (Kind.CUE, "BORIS"),
        (Kind.DIALOGUE, "I am coming,\nwait for me!"),
        (Kind.ACTION, "He falls."),
        (Kind.HEADING, "INT. HALL - DAY"),
        (Kind.ACTION, "Nobody is there."),
    ]
    assert [element.page for element in script.elements if element.kind is Kind.HEADING] == [1, 1, 3]


def test_prose_in_a_pdf() -> None:
    script = story.read(pdf([("action", "Anna waited."), ("-", ""), ("action", "Nobody came.")]), name="tale.pdf")
    assert script.form is Form.PROSE
    assert "Anna waited." in [element.text for element in script.elements]


def test_pdfs_that_cannot_be_read() -> None:
    assert refusal(pdf(FIRST, locked="secret"), "a.pdf") == "story.pdf_locked"
    assert story.read(pdf(FIRST, locked=""), name="a.pdf").elements
    assert refusal(pdf(FIRST)[:400], "a.pdf") == "story.pdf_broken"
    file = BytesIO()
    canvas = Canvas(file)
    canvas.rect(100, 100, 200, 200)
    canvas.showPage()
    canvas.save()
    assert refusal(file.getvalue(), "a.pdf") == "story.pdf_scanned"


@settings(deadline=None, max_examples=200)
@given(st.sampled_from([FDX.encode(), docx("|Anna waits."), pdf(FIRST)]), st.data())
def test_damaged_files_are_read_or_refused(whole: bytes, data: st.DataObject) -> None:
    damaged = bytearray(whole)
    for place in data.draw(st.lists(st.integers(8, len(whole) - 1), min_size=1, max_size=8)):
        damaged[place] = data.draw(st.integers(0, 255))
    try:
        script = story.read(bytes(damaged), name="a")
    except BadScript:
        return
    assert script.elements
