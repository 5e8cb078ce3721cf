"""Boards: listed, begun, read, retold; undo and redo."""

from pathlib import PureWindowsPath
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile

from kadr import cast as casting
from kadr import settings
from kadr.board import Board
from kadr.library import BoardFolder, Glance
from kadr.script import Form as ScriptForm
from kadr.web.asked import NewBoard
from kadr.web.here import Here, Open, TheBoard
from kadr.web.strict import StrictRoute
from kadr.web.views import BoardLine, BoardView, CharacterView, PanelView
from kadr.wiring import PATIENCE, Wish, now
from kadr.wiring.founding import found
from kadr.wiring.home import board_id
from kadr.wiring.serving import Office

router = APIRouter(prefix="/api/boards", tags=["boards"], route_class=StrictRoute)

LONGEST_SCRIPT = 20_000_000
"""Bytes of a script's file: a novel in DOCX has fewer."""


@router.get("")
def list_boards(here: Here) -> list[BoardLine]:
    """All boards, by name. One whose file cannot be read is left out; opening it says what is wrong."""
    seen = ((key, folder, folder.glance()) for key, folder in here.home.boards().items())
    return [BoardLine(**_line(key, folder, glance)) for key, folder, glance in seen if glance]


@router.post("", status_code=201)
def begin_board(here: Here, asked: NewBoard) -> BoardView:
    """Begin a board: the script is read and staged. Nothing is drawn until a render is asked for."""
    wish = _wish(asked, here)
    return _begun(here, wish)


@router.post("/from-file", status_code=201)
def begin_board_from_file(
    here: Here,
    script: Annotated[UploadFile, File(description="A .fountain, .fdx, .docx, .pdf, .txt or .md file")],
    title: Annotated[str | None, Form(max_length=200)] = None,
    aspect: Annotated[str | None, Form(max_length=20)] = None,
    style: Annotated[str | None, Form(max_length=40)] = None,
) -> BoardView:
    """Begin a board from the file of a script."""
    asked = settings.Asked(aspect=settings.parse_aspect(aspect) if aspect else None)
    text = script.file.read(LONGEST_SCRIPT + 1)
    wish = Wish(
        script="-",
        text=text,
        name=PureWindowsPath(script.filename or "").name or "-",  # which knows both kinds of separators
        title=title,
        style=style or None,
        out=here.home.path,
        asked=asked,
        patience=PATIENCE,
    )
    return _begun(here, wish)


@router.get("/{board}")
def read_board(here: Here, opened: TheBoard) -> BoardView:
    """A board with its cast and its panels in their order."""
    return view(here, opened)


@router.post("/{board}/undo")
def undo(here: Here, opened: TheBoard) -> BoardView:
    """Take back the last change."""
    with opened.folder.hold(patience=PATIENCE, tell=here.quiet):
        return view(here, Open(opened.id, opened.folder, opened.folder.undo(now(), here.quiet)))


@router.post("/{board}/redo")
def redo(here: Here, opened: TheBoard) -> BoardView:
    """Take back the last undo."""
    with opened.folder.hold(patience=PATIENCE, tell=here.quiet):
        return view(here, Open(opened.id, opened.folder, opened.folder.redo(now())))


def view(here: Office, opened: Open) -> BoardView:
    """A board as the API shows it."""
    board, folder = opened.board, opened.folder
    chosen = here.views.chosen(folder, board)
    numbered = zip(board.panels, board.numbers(), strict=True)
    return BoardView(
        **_line(opened.id, folder, board),
        source=board.source,
        can_undo=bool(board.parent),
        can_redo=folder.has_later(board),
        cast=[CharacterView.of(character, opened.id) for character in board.cast],
        panels=[PanelView.of(panel, number, chosen.get(panel.id), opened.id) for panel, number in numbered],
    )


def _line(key: str, folder: BoardFolder, board: Board | Glance) -> dict[str, Any]:
    same = {name: getattr(board, name) for name in ("title", "revision", "changed")}
    form = {name: getattr(board.format, name) for name in ("width", "height", "style")}
    counts = {"panel_count": len(board.panels), "drawn_count": len(folder.covers(board.panels))}
    return {**same, **form, **counts, "id": key}


def _begun(here: Office, wish: Wish) -> BoardView:
    folder, board = found(wish, tell=here.quiet)
    return view(here, Open(board_id(folder.path.name), folder, board))


def _wish(asked: NewBoard, here: Office) -> Wish:
    return Wish(
        script="-",
        text=asked.script.encode(),
        form=ScriptForm.LINES if asked.lines else None,
        title=asked.title,
        people=casting.from_rows([member.model_dump(exclude_defaults=True) for member in asked.cast], file="cast"),
        panels=asked.panels,
        seed=asked.seed,
        style=asked.style,
        out=here.home.path,
        asked=settings.Asked(
            preset=asked.preset,
            size=settings.parse_size(asked.size) if asked.size else None,
            aspect=settings.parse_aspect(asked.aspect) if asked.aspect else None,
        ),
        patience=PATIENCE,
    )
