"""The sheet: what a production prints. Pages of panels with their numbers, camera, action, dialogue and duration.

1. compose the pages              `kadr.export.compose`
2. draw each one
3. write it as PNG, with the digest of all that it shows, so that an unchanged sheet is not drawn again
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, UnidentifiedImageError
from PIL.PngImagePlugin import PngImageFile, PngInfo

from kadr.board import Board, digest
from kadr.errors import BadPicture
from kadr.export import words
from kadr.export.compose import POINT, Entry, Page, Place, Row, Sheet, Styles, compose
from kadr.export.faces import Colour, Cut, Face
from kadr.export.layout import Box, Layout, Paper
from kadr.export.type import Role
from kadr.messages import say

__all__ = ["Layout", "Paper", "draw", "key", "read_key"]

EDITION = 1
"""Of the drawing: a higher one draws every sheet anew."""

CHUNK = "kadr-sheet"
"""The text chunk of a page that holds the sheet's key."""

COMPRESSION = 1
"""zlib's level: 3 writes a page of six a fifth smaller and takes a quarter longer (measured, A4 at 300 dpi)."""

PAPER: Colour = (255, 255, 255)
INK: Colour = (24, 24, 26)
GREY: Colour = (112, 112, 118)
RULE: Colour = (176, 176, 182)
FRAME: Colour = (70, 70, 74)

TICK = ((0.34, 0.62), (0.56, 0.86), (0.97, 0.26))
"""The corners of the mark of an approved panel, in a square of its own whose lower edge is the number's baseline."""

TONES: Mapping[Role, Colour] = dict.fromkeys((Role.CAMERA, Role.HEADING, Role.OFF, Role.MANNER, Role.NOTE), GREY)
"""What is not ink."""


def key(board: Board, layout: Layout, language: str) -> str:
    """The digest of all that the sheet shows; equal keys, equal pages."""
    panels = [
        (
            number,
            panel.chosen,
            panel.approved,
            [panel.shot.size, panel.shot.angle, panel.shot.move, panel.shot.seconds],
            [panel.shot.heading, panel.shot.action, panel.shot.speech, panel.shot.notes],
        )
        for number, panel in zip(board.numbers(), board.panels, strict=True)
    ]
    return digest([EDITION, layout, language, board.title, words.facts(board, language), board.format, panels])


def read_key(path: Path) -> str | None:
    """The key that a page was written with; None if it is no page of a sheet."""
    try:
        with path.open("rb") as file, PngImageFile(file) as page:
            found = page.info.get(CHUNK)
    except (OSError, SyntaxError, ValueError):
        return None
    return found if isinstance(found, str) else None


def draw(board: Board, pictures: Mapping[str, Path], layout: Layout, *, language: str = "en") -> Iterator[bytes]:
    """The pages as PNG, one after the other. `pictures` are the chosen takes by panel id; a panel without one gets
    an empty frame. Raises `BadUse` for a grid that there is none of, `BadPicture` for a picture that is damaged."""
    sheet = compose(board, layout, language)
    known = key(board, layout, language)
    for number, page in enumerate(sheet.pages, start=1):
        image = Brush(sheet, language).page(page, number, pictures)
        yield _png(image, layout.paper, known)


def _png(image: Image.Image, paper: Paper, known: str) -> bytes:
    info = PngInfo()
    info.add_text(CHUNK, known)
    file = BytesIO()
    physical = {"dpi": (paper.dpi, paper.dpi)} if paper.printed else {}
    image.save(file, "PNG", pnginfo=info, compress_level=COMPRESSION, **physical)
    return file.getvalue()


class Brush:
    """Draws the pages of one sheet."""

    def __init__(self, sheet: Sheet, language: str) -> None:
        self.sheet = sheet
        self.paper = sheet.paper
        self.language = language
        self.hair = max(1, round(self.paper.px(0.1)))

    def page(self, page: Page, number: int, pictures: Mapping[str, Path]) -> Image.Image:
        """One page."""
        px = self.paper.px
        self.image = Image.new("RGB", (round(px(self.paper.width)), round(px(self.paper.height))), PAPER)
        self.canvas = ImageDraw.Draw(self.image)
        self._header(number)
        for place in page.places:
            self._place(place, pictures.get(place.panel.id))
        for entry in page.entries:
            self._entry(entry)
        return self.image

    def _header(self, number: int) -> None:
        px, margin = self.paper.px, self.paper.margin
        left, right, baseline = px(margin), px(self.paper.width - margin), px(margin + 4.2)
        title = Face(Cut.BOLD, px(14 * POINT))
        face, strong = Face(Cut.REGULAR, px(8.6 * POINT)), Face(Cut.BOLD, px(8.6 * POINT))
        page = say("sheet.page", page=number, pages=len(self.sheet.pages)).text(self.language)
        x = right - strong.width(page)
        strong.draw(self.canvas, (x, baseline), page, INK)
        for fact in reversed(words.facts(self.sheet.board, self.language)):
            x -= px(5.5) + face.width(fact)
            face.draw(self.canvas, (x, baseline), fact, GREY)
        words_of_title = " ".join(self.sheet.board.title.split())
        title.draw(self.canvas, (left, baseline), title.fit(words_of_title, x - px(8) - left), INK)
        y = round(px(margin + 7))
        self.canvas.rectangle((round(left), y, round(right), y + self.hair), fill=RULE)

    def _place(self, place: Place, path: Path | None) -> None:
        cell = self.sheet.grid.cell
        box = Box(place.corner[0] + cell.picture.x, place.corner[1] + cell.picture.y, *_size(cell.picture))
        self._picture(box, path)
        if cell.stacked:
            self._stack(place)
        else:
            self._row(place)
        self._rows(place.rows, self.sheet.styles)
        if place.page:
            self._mark(place)

    def _mark(self, place: Place) -> None:
        quiet = self.sheet.styles.quiet
        text = say("sheet.continues", page=place.page).text(self.language)
        x, y = place.mark
        side = quiet.px * 0.5
        self.canvas.polygon([(x, y - side), (x + side * 0.8, y - side / 2), (x, y)], fill=GREY)
        width = self.paper.px(self.sheet.grid.cell.text.width) - side * 1.6
        shown = text if quiet.width(text) <= width else str(place.page)
        quiet.draw(self.canvas, (x + side * 1.6, y), shown, GREY)

    def _row(self, place: Place) -> None:
        """Number, size, angle and move on one baseline above the picture; the duration at its right edge."""
        px, styles, room = self.paper.px, self.sheet.styles, self.sheet.grid.cell.labels
        x, right = px(place.corner[0] + room.x), px(place.corner[0] + room.x + room.width)
        baseline = px(place.corner[1] + room.y + room.height * 0.68)
        gap = styles.label.space * 3
        right -= styles.label.width(place.duration)
        styles.label.draw(self.canvas, (right, baseline), place.duration, GREY)
        size = styles.size.width(place.labels[0])
        tick = styles.tick if place.panel.approved else 0.0
        number = styles.number.fit(place.number, right - x - size - tick - 2 * gap)
        styles.number.draw(self.canvas, (x, baseline), number, INK)
        x += styles.number.width(number)
        if tick:
            self._tick(x, baseline)
        x += tick + gap
        for position, label in enumerate(place.labels):
            face, colour = (styles.label, GREY) if position else (styles.size, INK)
            face.draw(self.canvas, (x, baseline), label, colour)
            x += face.width(label) + gap

    def _stack(self, place: Place) -> None:
        """Number, size, angle, move and duration under one another, beside the picture."""
        px, styles, room = self.paper.px, self.sheet.styles, self.sheet.grid.cell.labels
        x, y = px(place.corner[0] + room.x), px(place.corner[1] + room.y) + styles.number.px * 0.7
        tick = styles.tick if place.panel.approved else 0.0
        number = styles.number.fit(place.number, px(room.width) - tick)
        styles.number.draw(self.canvas, (x, y), number, INK)
        if tick:
            self._tick(x + styles.number.width(number), y)
        y += styles.leading * 0.25
        for position, label in enumerate((*place.labels, place.duration)):
            y += styles.leading * 1.06
            face, colour = (styles.label, GREY) if position else (styles.size, INK)
            face.draw(self.canvas, (x, y), label, colour)

    def _tick(self, x: float, baseline: float) -> None:
        """The mark of an approved panel, behind its number: drawn, since not every face has one; four times as large
        and reduced, since lines of this canvas are not smooth."""
        side, fine = self.sheet.styles.tick, 4
        mark = Image.new("L", (round(side * fine), round(side * fine)))
        width = max(1, round(side * fine * 0.1))
        points = [(round(side * fine * x), round(side * fine * y)) for x, y in TICK]
        pen = ImageDraw.Draw(mark)
        pen.line(points, fill=255, width=width, joint="curve")
        for x_end, y_end in (points[0], points[-1]):
            pen.circle((x_end, y_end), width / 2, fill=255)
        small = mark.resize((round(side), round(side)), Image.Resampling.LANCZOS)
        self.image.paste(FRAME, (round(x), round(baseline - side)), small)

    def _picture(self, box: Box, path: Path | None) -> None:
        px = self.paper.px
        left, top, right, bottom = (round(px(edge)) for edge in (box.x, box.y, box.x + box.width, box.y + box.height))
        picture = _open(path, (right - left, bottom - top)) if path and path.is_file() else None
        if picture is None:
            text, quiet = say("sheet.empty").text(self.language), self.sheet.styles.quiet
            text = quiet.fit(text, right - left)
            at = ((left + right - quiet.width(text)) / 2, (top + bottom + quiet.px * 0.5) / 2)
            quiet.draw(self.canvas, at, text, GREY)
            self.canvas.rectangle((left, top, right - 1, bottom - 1), outline=RULE, width=self.hair)
            return
        left, top = (left + right - picture.width) // 2, (top + bottom - picture.height) // 2
        self.image.paste(picture, (left, top))
        edge = (left, top, left + picture.width - 1, top + picture.height - 1)
        self.canvas.rectangle(edge, outline=FRAME, width=self.hair)

    def _entry(self, entry: Entry) -> None:
        styles = Styles(self.paper, 1.0)
        if entry.origin:
            x, y = entry.at
            styles.number.draw(self.canvas, (x, y), entry.number, INK)
            x += styles.number.width(entry.number) + 3 * styles.label.space
            text = say("sheet.continued", page=entry.origin).text(self.language)
            styles.quiet.draw(self.canvas, (x, y), text, GREY)
        self._rows(entry.rows, styles)

    def _rows(self, rows: tuple[Row, ...] | list[Row], styles: Styles) -> None:
        for row in rows:
            for x, word in row.line.words:
                colour = TONES.get(word.role, INK)
                styles.of[word.role].draw(self.canvas, (row.x + x, row.baseline), word.text, colour)


def _size(box: Box) -> tuple[float, float]:
    return box.width, box.height


def _open(path: Path, room: tuple[int, int]) -> Image.Image:
    """The picture as large as fits in `room` pixels, whole and undistorted, on white."""
    try:
        with Image.open(path, formats=("PNG",)) as file:
            scale = min(room[0] / file.width, room[1] / file.height)
            size = (max(1, round(file.width * scale)), max(1, round(file.height * scale)))
            if "A" in file.getbands() or "transparency" in file.info:
                layer = file.convert("RGBA")
                flat = Image.new("RGB", layer.size, PAPER)
                flat.paste(layer, mask=layer.getchannel("A"))
                return flat.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
            return file.convert("RGB").resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise BadPicture(say("sheet.picture", name=path.name, why=type(error).__name__)) from error
