"""Where things stand on a sheet: the paper, the grid, and the picture and its text in each cell. Pure arithmetic.

All lengths are millimetres on the paper, except where a name says pixels.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import msgspec

from kadr.board import Format
from kadr.errors import BadUse
from kadr.messages import say
from kadr.schema import Value

MOST = 8
"""The most columns, and the most rows, that a sheet has."""

HEADER = 12.0
"""The height of the header with the room under it."""

CELL = (87.0, 80.0)
"""The cell that type is sized for: three by two on A4. Other cells scale it."""

ROOM = (21.0, 23.0, 25.0, 28.0, 33.0)
"""The room that is kept for text under a picture, at scale 1: the first one that takes every panel's text."""

ROOMY = 0.03
"""A picture of an automatic grid takes this part of the paper at least, unless there is only one row or column."""


class Paper(Value, frozen=True, kw_only=True):
    """A paper: millimetres, dots per inch, and whether it is printed (then its size goes into the file)."""

    width: Annotated[float, msgspec.Meta(ge=50, le=1000)]
    height: Annotated[float, msgspec.Meta(ge=50, le=1000)]
    margin: Annotated[float, msgspec.Meta(ge=0, le=20)]
    dpi: Annotated[int, msgspec.Meta(ge=50, le=600)]
    printed: bool

    def px(self, millimetres: float) -> float:
        """A length in pixels."""
        return millimetres * self.dpi / 25.4


class Layout(Value, frozen=True, kw_only=True):
    """What a person may choose of a sheet. `columns` and `rows` are 1 to 8, or None: chosen by kadr."""

    columns: int | None = None
    rows: int | None = None
    paper: Paper


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres, from the paper's top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Cell:
    """How every cell of a grid is divided. Boxes are relative to the cell's corner. `labels` is where the number,
    size, move and duration stand: one row above the picture, or a column beside it (`stacked`)."""

    picture: Box
    labels: Box
    text: Box
    stacked: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A page's cells. `scale` sizes the type: 1.0 is 8.5 points of text."""

    columns: int
    rows: int
    width: float
    height: float
    scale: float
    cell: Cell
    across: float  # from one cell's left edge to the next one's
    down: float
    x: float
    y: float

    @property
    def capacity(self) -> int:
        """How many panels a page takes."""
        return self.columns * self.rows

    def corner(self, position: int) -> tuple[float, float]:
        """The top left corner of the cell at `position`, counted by rows from 0."""
        row, column = divmod(position, self.columns)
        return self.x + column * self.across, self.y + row * self.down


def choose(layout: Layout, panels: int, form: Format, text: float = ROOM[0]) -> Grid:
    """The grid for that many panels: as asked, and where nothing was asked, the one with the fewest pages whose
    pictures are still large; of those, the one with the largest pictures. `text` is one of `ROOM`."""
    for asked in (layout.columns, layout.rows):
        if asked is not None and not 1 <= asked <= MOST:
            raise BadUse(say("sheet.layout", columns=layout.columns or "-", rows=layout.rows or "-"))
    paper = layout.paper
    aspect = form.width / form.height
    grids = [divide(paper, columns, rows, aspect, text) for columns, rows in _candidates(layout, panels)]

    def worth(grid: Grid) -> tuple[bool, int, float]:
        area = grid.cell.picture.width * grid.cell.picture.height
        return area < ROOMY * paper.width * paper.height, -(-panels // grid.capacity), -area

    return min(grids, key=worth)


def _candidates(layout: Layout, panels: int) -> Iterator[tuple[int, int]]:
    for columns in [layout.columns] if layout.columns else range(1, MOST + 1):
        for rows in [layout.rows] if layout.rows else range(1, MOST + 1):
            if (layout.columns or layout.rows) or (columns - 1) * rows < max(1, panels):
                yield columns, rows


def divide(paper: Paper, columns: int, rows: int, aspect: float, text: float = ROOM[0]) -> Grid:
    """The paper in `columns` x `rows` equal cells for pictures of that aspect (width by height)."""
    inner = (paper.width - 2 * paper.margin, paper.height - 2 * paper.margin - HEADER)
    gap = (min(8.0, 40.0 / columns), min(8.0, 36.0 / rows))
    width = (inner[0] - gap[0] * (columns - 1)) / columns
    height = (inner[1] - gap[1] * (rows - 1)) / rows
    scale = min(1.3, max(0.55, (width * height / (CELL[0] * CELL[1])) ** 0.25))
    return Grid(
        columns=columns,
        rows=rows,
        width=width,
        height=height,
        scale=scale,
        cell=_cell((width, height), aspect, scale, text),
        across=width + gap[0],
        down=height + gap[1],
        x=paper.margin,
        y=paper.margin + HEADER,
    )


def _cell(size: tuple[float, float], aspect: float, scale: float, room: float) -> Cell:
    """The division with the largest picture, of three: labels above and text below; labels beside and text below;
    both beside."""
    width, height = size
    text = min(room * scale, room / 60 * height)
    row = 7.0 * scale
    gap = 3.0 * scale
    stack, column = 23.0 * scale, 2.1 * room * scale
    above = _fit(width, height - row - text - gap, aspect)
    beside = _fit(width - stack - gap, height - text - gap, aspect)
    side = _fit(width - column - gap, height, aspect)
    best = max(above[0] * 1.05, beside[0], side[0])
    if best == above[0] * 1.05:
        picture = Box(0, row, *above)
        below = row + above[1] + gap
        return Cell(picture, Box(0, 0, above[0], row), Box(0, below, width, height - below), stacked=False)
    if best == beside[0]:
        left, below = beside[0] + gap, beside[1] + gap
        labels = Box(left, 0, width - left, beside[1])
        return Cell(Box(0, 0, *beside), labels, Box(0, below, width, height - below), stacked=True)
    left, top = side[0] + gap * 1.5, 8.5 * scale
    labels = Box(left, 0, width - left, 5.6 * scale)
    return Cell(Box(0, 0, *side), labels, Box(left, top, width - left, height - top), stacked=False)


def _fit(width: float, height: float, aspect: float) -> tuple[float, float]:
    """The largest width and height of that aspect inside a box."""
    fitted = min(max(width, 1.0), max(height, 1.0) * aspect)
    return fitted, fitted / aspect
