"""The sheet, through its door and with the real fonts."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from PIL import Image, ImageChops, ImageDraw

from kadr import presets
from kadr.board import Angle, Board, Format, Move, Panel, Shot, Speech
from kadr.errors import BadPicture, BadUse
from kadr.export import sheet
from kadr.export.compose import Sheet, compose
from kadr.export.faces import Cut, Face, clean
from kadr.export.type import Line, Role, paragraphs, set_lines, unset
from kadr.messages import LANGUAGES
from kadr.script import Form

SCREEN = presets.load("paper", "screen", sheet.Paper)
WEIRD = [
    "",
    "\n\n \n",
    "🎬" * 40,
    "х" * 900,
    "a\x00bc\u200b\ufeff",
    "é\u0301й и\u0306",
    "שלום مرحبا 漢字",
    "%s {0} \\",
]


def board(texts: Iterable[str], *, width: int = 1280, height: int = 720, title: str = "Aldar", **shot: object) -> Board:
    panels = tuple(
        Panel(id=f"p{n:03}", seed=n, chosen=f"take{n}", shot=Shot(action=text, **shot))  # type: ignore[arg-type]
        for n, text in enumerate(texts)
    )
    form = Format(width=width, height=height)
    return Board(title=title, form=Form.LINES, seed=1, format=form, changed="2026-11-23T08:00:00Z", panels=panels)


def layout(columns: int | None = None, rows: int | None = None) -> sheet.Layout:
    return sheet.Layout(columns=columns, rows=rows, paper=SCREEN)


def pages(made: Iterable[bytes]) -> list[Image.Image]:
    return [Image.open(BytesIO(page)).convert("RGB") for page in made]


def picture(path: Path, colour: tuple[int, int, int], size: tuple[int, int] = (128, 72)) -> Path:
    Image.new("RGB", size, colour).save(path)
    return path


def letters(lines: Iterable[Line]) -> str:
    return "".join(word.text for line in lines for _, word in line.words).replace("\u00a0", "")


def said(made: Sheet, panel: Panel) -> str:
    """All letters on the sheet that belong to a panel, in the order of reading; labels that moved to the text not."""
    number = made.board.numbers()[made.board.panels.index(panel)]
    rows = [row for page in made.pages for place in page.places if place.panel.id == panel.id for row in place.rows]
    rows += [row for page in made.pages for entry in page.entries if entry.number == number for row in entry.rows]
    words = (word for row in rows for _, word in row.line.words if word.role is not Role.CAMERA)
    return "".join(word.text for word in words).replace("\u00a0", "")


def bare(text: str) -> str:
    return "".join(clean(text).split())


# -- text ------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.text(max_size=200), st.sampled_from(Role)), max_size=6), st.floats(1, 900))
@settings(deadline=None, max_examples=150)
def test_setting_text_loses_nothing(spans: list[tuple[str, Role]], width: float) -> None:
    faces = {role: Face(Cut.REGULAR, 20) for role in Role}
    text = paragraphs(spans)
    lines = set_lines(text, width, faces)
    assert unset(lines) == text
    assert letters(lines) == "".join(bare(span) for span, _ in spans)


@given(st.text(alphabet="abc шщьё қң-—₸", min_size=1, max_size=400), st.floats(60, 900))
@settings(deadline=None, max_examples=100)
def test_lines_are_as_wide_as_the_measure_at_most(text: str, width: float) -> None:
    faces = {role: Face(Cut.REGULAR, 20) for role in Role}
    for line in set_lines(paragraphs([(text, Role.ACTION)]), width, faces):
        x, word = line.words[-1]
        assert x + faces[word.role].width(word.text) <= width + 0.01


def test_what_is_cut_between_lines_can_be_set_anew() -> None:
    faces = {role: Face(Cut.REGULAR, 20) for role in Role}
    text = paragraphs([("Слово " * 20 + "о" * 300, Role.ACTION), ("конец", Role.NOTE)])
    lines = set_lines(text, 90, faces)
    for cut in range(len(lines)):
        again = set_lines(unset(lines[cut:]), 200, faces)
        assert letters(lines[:cut]) + letters(again) == letters(lines)


def test_a_dash_does_not_begin_a_line() -> None:
    faces = {role: Face(Cut.REGULAR, 20) for role in Role}
    for width in range(120, 500, 7):
        lines = set_lines(paragraphs([("ветер — а тепло — в шубе — остаётся", Role.ACTION)]), width, faces)
        assert not any(line.words[0][1].text.startswith("—") for line in lines)


@pytest.mark.parametrize("text", ["ёйЁЙ", "әғқңөұүһіӘҒҚҢӨҰҮҺІ", "Qazaq", "₸"])
def test_letters_have_their_shapes(text: str) -> None:
    """No letter is printed as the box of a missing one, and each differs from the others."""
    missing = _ink("\U0001f3ac")
    shapes = [_ink(letter) for letter in text]
    assert missing not in shapes
    assert len(set(shapes)) == len(set(text))


def _ink(text: str) -> bytes:
    image = Image.new("RGB", (120, 60), "white")
    Face(Cut.REGULAR, 40).draw(ImageDraw.Draw(image), (10, 45), text, (0, 0, 0))
    return image.tobytes()


def test_a_letter_that_no_font_has_is_seen() -> None:
    assert _ink("\U0001f3ac") != _ink(" ")


# -- pages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", range(1, 9))
@pytest.mark.parametrize("rows", range(1, 9))
@pytest.mark.parametrize("size", [(768, 768), (1920, 1080), (540, 960)])
def test_every_grid_keeps_its_panels_on_the_paper(columns: int, rows: int, size: tuple[int, int]) -> None:
    story = board(["Short."] * (columns * rows + 1), width=size[0], height=size[1])
    made = compose(story, layout(columns, rows), "en")
    assert len(made.pages[0].places) == columns * rows
    paper, picture = made.paper, made.grid.cell.picture
    assert picture.width / picture.height == pytest.approx(size[0] / size[1])
    for page in made.pages:
        for place in page.places:
            right, bottom = place.corner[0] + made.grid.width, place.corner[1] + made.grid.height
            assert right <= paper.width - paper.margin + 0.01
            assert bottom <= paper.height - paper.margin + 0.01
            assert picture.x + picture.width <= made.grid.width + 0.01
            assert all(row.baseline <= paper.px(bottom) for row in place.rows)


@given(
    texts=st.lists(st.text(max_size=600) | st.sampled_from(WEIRD), min_size=1, max_size=5),
    grid=st.tuples(st.integers(1, 8), st.integers(1, 8)),
)
@settings(deadline=None, max_examples=40)
def test_every_word_is_on_the_sheet_in_its_order(texts: list[str], grid: tuple[int, int]) -> None:
    story = board(texts, angle=Angle.LOW, move=Move.PUSH, notes="end")
    made = compose(story, layout(*grid), "en")
    for panel, text in zip(story.panels, texts, strict=True):
        assert said(made, panel) == bare(text) + "Note:end"


def test_long_text_goes_on_where_the_mark_says() -> None:
    story = board(["word " * 3000, "short"])
    made = compose(story, layout(2, 1), "en")
    place = made.pages[0].places[0]
    assert place.page == 2
    assert made.pages[1].entries[0].origin == 1
    assert made.pages[0].places[1].page == 0
    assert said(made, story.panels[0]) == "word" * 3000


def test_dialogue_is_printed_whole() -> None:
    speech = (Speech(who="Алдар", text="Жарко, бай!", manner="(тихо)"), Speech(who="Бай", text="Ой.", off=True))
    made = compose(board(["Едет."], speech=speech), layout(), "ru")
    assert said(made, made.board.panels[0]) == "Едет.АЛДАР(тихо)Жарко,бай!БАЙЗКОй."


@pytest.mark.parametrize(("panels", "most"), [(1, 1), (6, 1), (9, 2), (13, 3), (60, 12)])
def test_the_automatic_grid_has_large_pictures_on_few_pages(panels: int, most: int) -> None:
    made = compose(board(["Short."] * panels), layout(), "en")
    assert len(made.pages) <= most
    picture = made.grid.cell.picture
    assert picture.width * picture.height >= 0.03 * made.paper.width * made.paper.height


def test_one_given_side_of_the_grid_is_kept() -> None:
    assert compose(board(["x"] * 9), layout(columns=4), "en").grid.columns == 4
    assert compose(board(["x"] * 9), layout(rows=5), "en").grid.rows == 5


@pytest.mark.parametrize("grid", [(0, 2), (9, 1), (3, -1), (1, 10**9)])
def test_a_grid_that_there_is_none_of_is_refused(grid: tuple[int, int]) -> None:
    with pytest.raises(BadUse, match="1 to 8"):
        list(sheet.draw(board(["x"]), {}, layout(*grid)))


@pytest.mark.parametrize("name", presets.names("paper"))
def test_every_paper_has_its_pixels_and_its_size(name: str) -> None:
    paper = presets.load("paper", name, sheet.Paper)
    page = next(iter(sheet.draw(board(["x"]), {}, sheet.Layout(paper=paper))))
    with Image.open(BytesIO(page)) as image:
        assert image.size == (round(paper.px(paper.width)), round(paper.px(paper.height)))
        assert ("dpi" in image.info) == paper.printed
        if paper.printed:
            assert image.info["dpi"][0] == pytest.approx(paper.dpi, abs=0.1)


def test_a_picture_is_shown_whole_and_undistorted(tmp_path: Path) -> None:
    """A square picture on a board of wide ones: as much red across as down."""
    story = board(["x"])
    made = pages(sheet.draw(story, {"p000": picture(tmp_path / "p.png", (255, 0, 0), (90, 90))}, layout()))
    red = made[0].point(lambda value: 255 if value > 200 else 0)
    bands = red.split()
    box = ImageChops.subtract(bands[0], bands[1]).getbbox()
    assert box is not None
    assert abs((box[2] - box[0]) - (box[3] - box[1])) <= 2


def test_a_missing_picture_is_an_empty_frame(tmp_path: Path) -> None:
    story = board(["x"])
    without = list(sheet.draw(story, {}, layout()))
    gone = list(sheet.draw(story, {"p000": tmp_path / "gone.png"}, layout()))
    shown = list(sheet.draw(story, {"p000": picture(tmp_path / "p.png", (9, 9, 9))}, layout()))
    assert without == gone
    assert without != shown


def test_a_damaged_picture_is_named(tmp_path: Path) -> None:
    whole = picture(tmp_path / "p.png", (9, 200, 9), (400, 400)).read_bytes()
    damaged = tmp_path / "half.png"
    damaged.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadPicture, match=r"half\.png"):
        list(sheet.draw(board(["x"]), {"p000": damaged}, layout()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", WEIRD)
def test_any_text_is_drawn(text: str, language: str) -> None:
    speech = (Speech(who=text, text=text, manner=text),)
    story = board([text] * 3, title=text * 9, speech=speech, heading=text, notes=text)
    assert len(pages(sheet.draw(story, {}, layout(3, 1), language=language))) >= 1


def test_a_long_title_does_not_touch_the_page_number() -> None:
    """The right end of the header is the same with and without a title."""
    plain, long = (pages(sheet.draw(board(["x"], title=t), {}, layout()))[0] for t in ("", "Много слов " * 60))
    right = (round(plain.width * 0.75), 0, plain.width, 130)
    assert plain.crop(right).tobytes() == long.crop(right).tobytes()


def test_an_empty_board_is_one_page() -> None:
    assert len(list(sheet.draw(board([]), {}, layout()))) == 1


# -- the key ---------------------------------------------------------------------------------------------------


def test_same_sheet_same_bytes_and_key(tmp_path: Path) -> None:
    story = board(["x", "y"])
    shown = {"p000": picture(tmp_path / "p.png", (0, 90, 0))}
    first, second = (list(sheet.draw(story, shown, layout())) for _ in range(2))
    assert first == second
    page = tmp_path / "sheet.png"
    page.write_bytes(first[0])
    assert sheet.read_key(page) == sheet.key(story, layout(), "en")


@pytest.mark.parametrize(
    "other",
    [
        board(["x"], title="Other"),
        board(["z"]),
        board(["x"], seconds=9.0),
        board(["x"], notes="n"),
        board(["x"], move=Move.PAN),
        board(["x"], height=1280),
        board(["x", "y"]),
        board(["x"], speech=(Speech(who="A", text="b"),)),
    ],
)
def test_the_key_changes_with_what_is_shown(other: Board) -> None:
    assert sheet.key(other, layout(), "en") != sheet.key(board(["x"]), layout(), "en")


@pytest.mark.parametrize("grid", [(1, 1), (8, 8)])
def test_an_approved_panel_has_a_mark_behind_its_number_and_nowhere_else(grid: tuple[int, int]) -> None:
    """With labels in a row and under one another; the sheet is drawn anew for it."""
    plain = board(["x", "y"])
    first, second = plain.panels
    marked = structs.replace(plain, panels=(first, structs.replace(second, approved=True)))
    assert sheet.key(marked, layout(*grid), "en") != sheet.key(plain, layout(*grid), "en")
    told = compose(marked, layout(*grid), "en")
    one, other = (pages(sheet.draw(story, {}, layout(*grid))) for story in (plain, marked))
    page = 1 if grid == (1, 1) else 0
    box = ImageChops.difference(one[page], other[page]).getbbox()
    assert box
    number = told.styles.number
    place = told.pages[page].places[-1]
    assert place.panel.approved
    left = SCREEN.px(place.corner[0] + told.grid.cell.labels.x) + number.width(place.number)
    top = SCREEN.px(place.corner[1] + told.grid.cell.labels.y)
    assert left <= box[0]
    assert top - 1 <= box[1] < box[3] <= top + 2 * number.px
    if page:
        assert not ImageChops.difference(one[0], other[0]).getbbox()
    else:
        assert box[2] <= left + told.styles.tick + 1, "a mark and no more"


def test_the_key_changes_with_layout_and_language_only_if_seen() -> None:
    story = board(["x"])
    keys = {sheet.key(story, layout(*grid), lang) for grid in ((1, 1), (2, 1)) for lang in LANGUAGES}
    assert len(keys) == 4


def test_other_files_have_no_key(tmp_path: Path) -> None:
    text = tmp_path / "a.png"
    text.write_text("not a picture")
    assert sheet.read_key(text) is None
    assert sheet.read_key(tmp_path / "gone.png") is None
    assert sheet.read_key(picture(tmp_path / "p.png", (0, 0, 0))) is None
