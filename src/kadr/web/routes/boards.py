"""Boards: listed, begun, read, retold; undo and redo."""

import dataclasses
from collections.abc import Sequence
from pathlib import PureWindowsPath
from typing import Annotated, Any

from fastapi import APIRouter, Form, Response

from kadr import cast as casting
from kadr import settings
from kadr.board import Board
from kadr.library import BoardFolder, Glance
from kadr.script import Form as ScriptForm
from kadr.web.asked import LONGEST_SCRIPT, Member, NewBoard
from kadr.web.forms import FilesOfBoard
from kadr.web.here import Here, Open, TheBoard
from kadr.web.strict import StrictRoute
from kadr.web.views import BoardLine, BoardView, CharacterView, PanelView
from kadr.wiring import PATIENCE, Wish, now
from kadr.wiring.founding import found
from kadr.wiring.home import board_id
from kadr.wiring.serving import Office

router = APIRouter(prefix="/api/boards", tags=["boards"], route_class=StrictRoute)

LARGEST_SCRIPT = 20_000_000
"""Bytes of a script's file: a novel in DOCX has fewer."""


MADE: dict[int | str, dict[str, Any]] = {
    201: {"headers": {"Location": {"description": "The board's address", "schema": {"type": "string"}}}}
}
"""What an answer with a new board says beside it."""


@router.get("")
def list_boards(here: Here) -> list[BoardLine]:
    """All boards, by name. One whose file cannot be read is left out; opening it says what is wrong."""
    seen = ((key, folder, folder.glance()) for key, folder in here.home.boards().items())
    return [BoardLine(**_line(key, folder, glance)) for key, folder, glance in seen if glance]


@router.post("", status_code=201, responses=MADE)
def begin_board(here: Here, asked: NewBoard, answer: Response) -> BoardView:
    """Begin a board: the script is read and staged. Nothing is drawn until a render is asked for."""
    return located(begun(here, asked), answer)


@router.post("/from-file", status_code=201, responses=MADE)
def begin_board_from_file(
    here: Here, asked: Annotated[FilesOfBoard, Form(media_type="multipart/form-data")], answer: Response
) -> BoardView:
    """Begin a board from the file of a script, with the same wishes as from its text."""
    text = asked.script.file.read(LARGEST_SCRIPT + 1)
    name = PureWindowsPath(asked.script.filename or "").name or "-"  # which knows both kinds of separators
    wish = _wish(asked, asked.members(), here)
    wish = dataclasses.replace(wish, text=text, name=name, encoding=asked.encoding)
    return located(_begun(here, wish), answer)


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


def begun(here: Office, asked: NewBoard) -> BoardView:
    """A new board from a text."""
    return _begun(here, dataclasses.replace(_wish(asked, asked.cast, here), text=asked.script.encode()))


def located(board: BoardView, answer: Response) -> BoardView:
    """The board, with its address in the answer."""
    answer.headers["Location"] = f"/api/boards/{board.id}"
    return board


def _wish(asked: NewBoard | FilesOfBoard, people: Sequence[Member], here: Office) -> Wish:
    """What is wanted, but for the text."""
    return Wish(
        script="-",
        form=ScriptForm.LINES if asked.lines else None,
        title=asked.title,
        people=casting.from_rows([one.model_dump(exclude_defaults=True) for one in people], file="cast"),
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
        longest=LONGEST_SCRIPT,
    )
