"""A sheet before it is drawn: which panel stands where, and every line of text in its place.

    1. the grid                       `kadr.export.layout`
    2. each panel's labels and text   as much as its cell takes
    3. what is left over              in columns on pages of its own, under the panel's number

Nothing is left out: the words of the pages, in their order, are the words of the board.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kadr.board import Board, Panel
from kadr.export import words
from kadr.export.faces import Cut, Face
from kadr.export.layout import HEADER, ROOM, Grid, Layout, Paper, choose
from kadr.export.type import Line, Paragraph, Role, paragraphs, set_lines, unset

POINT = 25.4 / 72
"""Millimetres."""

TEXT, LEADING = 8.6, 1.3
"""The size of running text in points at scale 1, and the distance of its baselines in sizes."""

BETWEEN = 0.42
"""The room between two paragraphs, in leadings."""


class Styles:
    """The faces of a sheet for one paper and one scale."""

    def __init__(self, paper: Paper, scale: float) -> None:
        def face(cut: Cut, points: float, tracking: float = 0.0) -> Face:
            return Face(cut, paper.px(points * scale * POINT), tracking)

        self.of: Mapping[Role, Face] = {
            Role.CAMERA: face(Cut.REGULAR, TEXT),
            Role.HEADING: face(Cut.BOLD, TEXT * 0.76, 0.06),
            Role.ACTION: face(Cut.REGULAR, TEXT),
            Role.SPEAKER: face(Cut.BOLD, TEXT * 0.8, 0.06),
            Role.OFF: face(Cut.REGULAR, TEXT * 0.8, 0.06),
            Role.MANNER: face(Cut.ITALIC, TEXT),
            Role.SPEECH: face(Cut.REGULAR, TEXT),
            Role.NOTE: face(Cut.ITALIC, TEXT),
        }
        self.number = face(Cut.BOLD, 15)
        self.label = face(Cut.REGULAR, TEXT)
        self.size = face(Cut.BOLD, TEXT)
        self.quiet = face(Cut.ITALIC, TEXT * 0.92)
        self.tick = self.number.px * 0.74
        self.leading = paper.px(TEXT * LEADING * scale * POINT)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text, in pixels from the paper's corner: where it begins, and its baseline."""

    x: float
    baseline: float
    line: Line


@dataclass(frozen=True, slots=True)
class Place:
    """A panel on its page. `left` is the text that its cell could not take, `mark` where it says so (pixels)."""

    panel: Panel
    number: str
    corner: tuple[float, float]  # millimetres
    labels: tuple[str, ...]  # size, then as much of angle and move as fits; the rest is in the text
    duration: str
    rows: tuple[Row, ...]
    left: tuple[Paragraph, ...] = ()
    mark: tuple[float, float] = (0.0, 0.0)
    page: int = 0  # where the text goes on, from 1; 0: nowhere


@dataclass(slots=True)
class Entry:
    """The rest of a panel's text: where its number stands, and the rows under it."""

    number: str
    origin: int  # the panel's page
    at: tuple[float, float]  # of its baseline, pixels
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """One page: places on pages of panels, entries on those of what is left over."""

    places: list[Place] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All pages of a board, composed."""

    board: Board
    paper: Paper
    grid: Grid
    styles: Styles
    pages: tuple[Page, ...]


def compose(board: Board, layout: Layout, language: str) -> Sheet:
    """The pages of `board`. Raises `BadUse` for a grid that there is none of."""
    grid, styles, places = _grid_with_room(board, layout, language)
    capacity = grid.capacity
    pages = [Page(places[start : start + capacity]) for start in range(0, max(1, len(places)), capacity)]
    rest = Rest(layout.paper, Styles(layout.paper, 1.0), len(pages))
    for page_number, page in enumerate(pages, start=1):
        for position, place in enumerate(page.places):
            if place.left:
                page.places[position] = replace(place, page=rest.take(place, page_number))
    return Sheet(board, layout.paper, grid, styles, (*pages, *rest.pages))


def _grid_with_room(board: Board, layout: Layout, language: str) -> tuple[Grid, Styles, list[Place]]:
    """The grid with the largest pictures that leaves room for all text; if none does, the one with the most text."""
    for text in ROOM:
        grid = choose(layout, len(board.panels), board.format, text)
        styles = Styles(layout.paper, grid.scale)
        places = _places(board, grid, styles, layout.paper, language)
        if not any(place.left for place in places):
            break
    return grid, styles, places


def _places(board: Board, grid: Grid, styles: Styles, paper: Paper, language: str) -> list[Place]:
    places: list[Place] = []
    heading = ""
    for position, (panel, number) in enumerate(zip(board.panels, board.numbers(), strict=True)):
        text = words.telling(panel.shot, language, heading=panel.shot.heading != heading)
        heading = panel.shot.heading
        corner = grid.corner(position % grid.capacity)
        duration = words.length(panel.shot.seconds, language)
        labels = words.camera(panel.shot, language)
        tick = styles.tick if panel.approved else 0.0
        shown = _labels_that_fit(labels, number, duration, tick, grid, styles, paper)
        further = " · ".join(labels[shown:])
        text = (*paragraphs([(further, Role.CAMERA)]), *text)
        place = Place(panel, number, corner, labels[:shown], duration, ())
        places.append(_filled(place, text, grid, styles, paper))
    return places


def _labels_that_fit(
    labels: Sequence[str], number: str, duration: str, tick: float, grid: Grid, styles: Styles, paper: Paper
) -> int:
    """How many labels stand with the number; the others go into the text. The size always stays."""
    room = grid.cell.labels
    if grid.cell.stacked:
        lines = int((paper.px(room.height) - styles.number.px) / styles.leading) - 1
        fitting = [styles.label.width(label) <= paper.px(room.width) for label in labels[:lines]]
        return max(1, [*fitting, False].index(False))
    gap = styles.label.space * 3
    x = min(styles.number.width(number) + tick, paper.px(room.width) / 2) + gap + styles.label.width(duration) + gap
    for count, label in enumerate(labels):
        x += (styles.label if count else styles.size).width(label) + gap
        if count and x > paper.px(room.width):
            return count
    return len(labels)


def _filled(place: Place, text: Sequence[Paragraph], grid: Grid, styles: Styles, paper: Paper) -> Place:
    """The place with as much of `text` as its cell takes. One line is kept for the mark of what is left."""
    box = grid.cell.text
    x, top = paper.px(place.corner[0] + box.x), paper.px(place.corner[1] + box.y)
    lines = set_lines(text, paper.px(box.width), styles.of)
    baselines = _baselines(lines, top, styles.leading)
    bottom = top + paper.px(box.height)
    count = sum(baseline <= bottom for baseline in baselines)
    if count < len(lines):
        count = max(0, count - 1)
    rows = tuple(Row(x, y, line) for y, line in zip(baselines, lines[:count], strict=False))
    mark = (x, (rows[-1].baseline if rows else top) + styles.leading)
    return replace(place, rows=rows, left=unset(lines[count:]), mark=mark)


def _baselines(lines: Sequence[Line], top: float, leading: float) -> list[float]:
    """Where each line stands, the first one with its capitals at `top`."""
    y = top + 0.62 * leading
    found: list[float] = []
    for line in lines:
        if found:
            y += leading * (1 + BETWEEN * line.opens)
        found.append(y)
    return found


class Rest:
    """Pages of text that did not fit under its panel, filled column by column."""

    MEASURE = 82.0  # millimetres: a column is about this wide
    GAP = 10.0

    def __init__(self, paper: Paper, styles: Styles, before: int) -> None:
        self.pages: list[Page] = []
        self._paper = paper
        self._styles = styles
        self._before = before
        inner = paper.width - 2 * paper.margin
        self._columns = max(1, round((inner + self.GAP) / (self.MEASURE + self.GAP)))
        self._width = (inner - self.GAP * (self._columns - 1)) / self._columns
        self._top = paper.px(paper.margin + HEADER)
        self._bottom = paper.px(paper.height - paper.margin)
        self._column = self._columns
        self._y = self._top

    def take(self, place: Place, origin: int) -> int:
        """Set what is left of a place's text; returns the page, from 1, where it begins."""
        leading = self._styles.leading
        lines = set_lines(place.left, self._paper.px(self._width), self._styles.of)
        if self._column == self._columns or self._y + 4.5 * leading > self._bottom:
            self._turn()
        self._y += 1.2 * leading
        entry = self._entry(place.number, origin)
        begins = self._before + len(self.pages)
        for line in lines:
            self._y += leading * (1 + BETWEEN * line.opens)
            if self._y > self._bottom:
                self._turn()
                self._y += leading
                entry = Entry(place.number, 0, (0, 0))
                self.pages[-1].entries.append(entry)
            entry.rows.append(Row(self._x, self._y, line))
        self._y += 1.2 * leading
        return begins

    @property
    def _x(self) -> float:
        return self._paper.px(self._paper.margin + self._column * (self._width + self.GAP))

    def _entry(self, number: str, origin: int) -> Entry:
        entry = Entry(number, origin, (self._x, self._y))
        self.pages[-1].entries.append(entry)
        return entry

    def _turn(self) -> None:
        """Go to the next column, or to the first one of a new page."""
        self._column += 1
        self._y = self._top
        if self._column >= self._columns:
            self.pages.append(Page())
            self._column = 0
