"""Panels as wholes: order, more, fewer; approved, locked; takes; pictures of one's own; the script."""

from typing import Annotated

from fastapi import APIRouter, File, Query, UploadFile

from kadr.board import Board
from kadr.edits import arrangement
from kadr.web.asked import Choice, Marks, NewOrder, NewPanel, NewPlace, NewText
from kadr.web.here import Here, Open, PanelName, TheBoard
from kadr.web.routes.boards import view
from kadr.web.strict import StrictRoute
from kadr.web.uploads import decode_picture
from kadr.web.views import BoardView, TakeView
from kadr.wiring import arranging
from kadr.wiring.serving import Office

router = APIRouter(prefix="/api/boards/{board}", tags=["arranging"], route_class=StrictRoute)

LARGEST_PICTURE = 64_000_001
"""Bytes that are read of an upload: one more than its limit, so that it is refused and not cut."""

PHOTO_SIDE = 2048
"""Pixels of a reference photo: the face in it is cut out."""

Sent = Annotated[UploadFile, File(description="A PNG, JPEG or WebP picture")]


@router.put("/order")
def reorder(here: Here, opened: TheBoard, asked: NewOrder) -> BoardView:
    """Put all panels in another order."""
    return _arranged(here, opened, "arrange", lambda board: arrangement.reorder(board, asked.panels))


@router.post("/panels", status_code=201)
def insert(here: Here, opened: TheBoard, asked: NewPanel) -> BoardView:
    """Add a panel of what a line of text says, behind another."""
    return _arranged(here, opened, "insert", lambda board: arrangement.insert(board, asked.text, asked.after))


@router.delete("/panels/{panel}")
def remove(here: Here, opened: TheBoard, panel: PanelName) -> BoardView:
    """Take a panel away; what it told does not come back with the script, and undo brings it back."""
    return _arranged(here, opened, "remove", lambda board: arrangement.remove(board, [opened.panel(panel).id]))


@router.post("/panels/{panel}/move")
def move(here: Here, opened: TheBoard, panel: PanelName, asked: NewPlace) -> BoardView:
    """Put a panel before another, or at the end."""
    return _arranged(here, opened, "arrange", lambda board: arrangement.move(board, panel, asked.before))


@router.put("/panels/{panel}/marks")
def mark(here: Here, opened: TheBoard, panel: PanelName, asked: Marks) -> BoardView:
    """Approve a panel, or lock it: a locked panel is changed by nothing until it is unlocked."""
    found = opened.panel(panel).id

    def do(board: Board) -> Board:
        if asked.approved is not None:
            board = arrangement.approve(board, found, yes=asked.approved)
        return arrangement.lock(board, found, yes=asked.locked) if asked.locked is not None else board

    return _arranged(here, opened, "approve" if asked.locked is None else "lock", do)


@router.get("/panels/{panel}/takes")
def list_takes(here: Here, opened: TheBoard, panel: PanelName) -> list[TakeView]:
    """All takes of a panel, oldest first."""
    found = opened.panel(panel)
    keys = arranging.takes_of(opened.folder, found)
    shown = (here.views.take(opened.folder, opened.board, found, key) for key in keys)
    return [TakeView.of(take, opened.id) for take in shown if take]


@router.put("/panels/{panel}/take")
def choose(here: Here, opened: TheBoard, panel: PanelName, asked: Choice) -> BoardView:
    """Let a panel show another of its takes."""
    _, board = arranging.choose(opened.folder, opened.panel(panel).id, asked.key, tell=here.quiet)
    return view(here, Open(opened.id, opened.folder, board))


@router.post("/panels/{panel}/picture")
def bring(
    here: Here,
    opened: TheBoard,
    panel: PanelName,
    picture: Sent,
    whole: Annotated[bool, Query(description="The whole picture on white, instead of filling the frame")] = False,
) -> BoardView:
    """Let a panel show a picture of your own. It is decoded apart and kept as a new one, without metadata."""
    form = opened.board.format
    png = _decoded(picture, 2 * max(form.width, form.height))
    _, board = arranging.bring(opened.folder, opened.panel(panel).id, png, whole=whole, tell=here.quiet)
    return view(here, Open(opened.id, opened.folder, board))


@router.post("/cast/{name}/references")
def add_reference(here: Here, opened: TheBoard, name: str, photo: Sent) -> BoardView:
    """Give somebody of the cast a reference photo: finished pictures have that face."""
    png = _decoded(photo, PHOTO_SIDE)
    _, board = arranging.add_reference(opened.folder, name, png, tell=here.quiet)
    return view(here, Open(opened.id, opened.folder, board))


@router.delete("/cast/{name}/references/{digest}")
def drop_reference(here: Here, opened: TheBoard, name: str, digest: str) -> BoardView:
    """Take a reference photo from somebody."""
    _, board = arranging.drop_reference(opened.folder, name, digest, tell=here.quiet)
    return view(here, Open(opened.id, opened.folder, board))


@router.put("/script")
def retell(here: Here, opened: TheBoard, asked: NewText) -> BoardView:
    """Give the board another text of its script. Panels whose beats go on keep their ids, their values and their
    pictures; what changed is stale until it is rendered."""
    _, board = arranging.retell(opened.folder, asked.script.encode(), name=opened.board.source or "-", tell=here.quiet)
    return view(here, Open(opened.id, opened.folder, board))


def _arranged(here: Office, opened: Open, reason: str, do: arranging.Do) -> BoardView:
    _, board = arranging.arrange(opened.folder, do, reason=reason, tell=here.quiet)
    return view(here, Open(opened.id, opened.folder, board))


def _decoded(sent: UploadFile, longest_side: int) -> bytes:
    return decode_picture(sent.file.read(LARGEST_PICTURE), longest_side=longest_side, name=sent.filename or "?")
