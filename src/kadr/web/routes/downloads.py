"""A board to take away: the printed sheet, the document, all pictures in one file."""

import zipfile
from collections.abc import Iterator
from typing import IO, Annotated, cast
from urllib.parse import quote

from fastapi import APIRouter, Path, Query
from fastapi.responses import FileResponse, Response, StreamingResponse

from kadr.errors import NotNow, NotThere
from kadr.library import folder_name
from kadr.messages import say
from kadr.web.described import file_of
from kadr.web.files import GivenFile
from kadr.web.here import Here, Language, Open, TheBoard
from kadr.wiring import PATIENCE, make_layout, print_sheet
from kadr.wiring.boards import file_safe

router = APIRouter(prefix="/api/boards/{board}", tags=["downloads"])

PIECE = 64 * 1024


@router.get("/sheet/{page}.png", response_class=FileResponse, responses=file_of("image/png"))
def sheet(
    here: Here,
    opened: TheBoard,
    language: Language,
    page: Annotated[int, Path(ge=1, le=10_000)],
    paper: Annotated[str, Query(max_length=40)] = "a4",
    columns: Annotated[int | None, Query(ge=1, le=8)] = None,
    rows: Annotated[int | None, Query(ge=1, le=8)] = None,
) -> FileResponse:
    """A page of the printed sheet, drawn anew if the board has changed."""
    grid = (columns or 3, rows or 2) if columns or rows else None
    pages = print_sheet(opened.folder, make_layout(grid, paper), language=language, tell=here.quiet, patience=PATIENCE)
    if page > len(pages):
        raise NotThere(say("serving.no-sheet", page=page, n=len(pages)))
    return GivenFile(pages[page - 1], media_type="image/png", headers={"Cache-Control": "no-cache"})


@router.get("/board.json", response_class=Response, responses=file_of("application/json"))
def document(opened: TheBoard) -> Response:
    """The board's document, as it lies in its folder."""
    return Response(opened.folder.document.read_bytes(), media_type="application/json", headers=_named(opened, "json"))


@router.get("/pictures.zip", response_class=StreamingResponse, responses=file_of("application/zip"))
def pictures(opened: TheBoard) -> StreamingResponse:
    """The pictures that the panels show, named by their numbers, with their lines where they have some."""
    if not any(opened.folder.shown(panel) for panel in opened.board.panels):
        raise NotNow(say("serving.no-pictures"))
    return StreamingResponse(_zipped(opened), media_type="application/zip", headers=_named(opened, "zip"))


def _named(opened: Open, ending: str) -> dict[str, str]:
    name = quote(f"{folder_name(opened.board.title)}.{ending}")
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-cache"}


def _zipped(opened: Open) -> Iterator[bytes]:
    """The archive piece by piece: however long the board, one picture is in memory."""
    stream = _Pieces()
    with zipfile.ZipFile(cast(IO[bytes], stream), "w", zipfile.ZIP_STORED) as archive:
        for panel, number in zip(opened.board.panels, opened.board.numbers(), strict=True):
            shown = opened.folder.shown(panel)
            for path in (shown, shown.with_suffix(".svg")) if shown else ():
                if path.is_file():
                    archive.writestr(f"{file_safe(number)}{path.suffix}", path.read_bytes())
                    yield stream.taken()
    yield stream.taken()


class _Pieces:
    """A file that is handed on as it is written; there is no going back in it."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: bytes) -> int:
        self._written += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        written = bytes(self._written)
        self._written.clear()
        return written
