"""Panels as wholes: order, more, fewer; approved, locked; takes; pictures of one's own; people; the script."""

from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, UploadFile

from kadr import cast as casting
from kadr import wiring
from kadr.board import LEAST_STRENGTH, Board
from kadr.web.asked import Choice, Marks, NewCharacter, NewOrder, NewPanel, NewPlace, NewStart, NewText
from kadr.web.here import Here, Open, PanelName, TheBoard
from kadr.web.routes.boards import view
from kadr.web.routes.takes import Digest
from kadr.web.strict import StrictRoute
from kadr.web.uploads import decode_picture
from kadr.web.views import BoardView, TakeView
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
    return _shown(here, opened, wiring.reorder(opened.folder, asked.panels))


@router.post("/panels", status_code=201)
def insert(here: Here, opened: TheBoard, asked: NewPanel) -> BoardView:
    """Add a panel of what a line of text says, behind another."""
    return _shown(here, opened, wiring.insert(opened.folder, asked.after, asked.text))


@router.delete("/panels/{panel}")
def remove(here: Here, opened: TheBoard, panel: PanelName) -> BoardView:
    """Take a panel away; what it told does not come back with the script, and undo brings it back."""
    return _shown(here, opened, wiring.remove(opened.folder, [panel]))


@router.post("/panels/{panel}/copy", status_code=201)
def duplicate(here: Here, opened: TheBoard, panel: PanelName) -> BoardView:
    """Put a panel there once more, behind itself."""
    return _shown(here, opened, wiring.duplicate(opened.folder, panel))


@router.post("/panels/{panel}/move")
def move(here: Here, opened: TheBoard, panel: PanelName, asked: NewPlace) -> BoardView:
    """Put a panel before another, or at the end."""
    return _shown(here, opened, wiring.move(opened.folder, panel, asked.before))


@router.put("/panels/{panel}/marks")
def mark(here: Here, opened: TheBoard, panel: PanelName, asked: Marks) -> BoardView:
    """Approve a panel, or lock it: a locked panel is changed by nothing until it is unlocked."""
    found = opened.panel(panel).id
    if asked.approved is not None:
        wiring.approve(opened.folder, found, asked.approved)
    if asked.locked is not None:
        wiring.lock(opened.folder, found, asked.locked)
    return view(here, Open(opened.id, opened.folder, opened.folder.load() or opened.board))


@router.get("/panels/{panel}/takes")
def list_takes(here: Here, opened: TheBoard, panel: PanelName) -> list[TakeView]:
    """All takes of a panel, oldest first."""
    found = opened.panel(panel)
    keys = [take.key for take in wiring.takes_of(opened.folder, found.id)]
    shown = (here.views.take(opened.folder, opened.board, found, key) for key in keys)
    return [TakeView.of(take, opened.id) for take in shown if take]


@router.put("/panels/{panel}/take")
def choose(here: Here, opened: TheBoard, panel: PanelName, asked: Choice) -> BoardView:
    """Let a panel show another of its takes."""
    return _shown(here, opened, wiring.choose(opened.folder, panel, asked.key))


@router.post("/panels/{panel}/picture")
def bring(
    here: Here,
    opened: TheBoard,
    panel: PanelName,
    picture: Sent,
    fit: Annotated[
        Literal["cover", "contain", "layer", "start"],
        Form(
            description="Fill the frame, stand in it without losing an edge, lie over what the panel shows; or fill it "
            "unseen, as what finished pictures are painted from"
        ),
    ] = "cover",
    strength: Annotated[
        float | None, Form(ge=LEAST_STRENGTH, le=1, description="Of a start: how much is painted anew")
    ] = None,
) -> BoardView:
    """Let a panel show a picture of your own, or start from it. It is decoded apart and kept as a new one, without
    metadata."""
    form = opened.board.format
    png = _decoded(picture, 2 * max(form.width, form.height))
    return _shown(here, opened, wiring.bring(opened.folder, panel, png, fit=fit, strength=strength))


@router.put("/panels/{panel}/start")
def begin_from(here: Here, opened: TheBoard, panel: PanelName, asked: NewStart) -> BoardView:
    """Let finished pictures of a panel be painted from one of its takes; drafts are drawn without it."""
    return _shown(here, opened, wiring.begin_from(opened.folder, panel, asked.key, asked.strength))


@router.delete("/panels/{panel}/start")
def begin_anew(here: Here, opened: TheBoard, panel: PanelName) -> BoardView:
    """Let finished pictures of a panel be painted from nothing again."""
    return _shown(here, opened, wiring.begin_from(opened.folder, panel, None))


@router.post("/cast", status_code=201)
def add_character(here: Here, opened: TheBoard, asked: NewCharacter) -> BoardView:
    """Put somebody into the cast."""
    return _shown(here, opened, wiring.add_character(opened.folder, asked.name, asked.traits))


@router.post("/cast/{name}/references", status_code=201)
def add_reference(here: Here, opened: TheBoard, name: str, photo: Sent) -> BoardView:
    """Give somebody of the cast a reference photo: finished pictures have that face."""
    return _shown(here, opened, wiring.add_reference(opened.folder, name, _decoded(photo, PHOTO_SIDE)))


@router.delete("/cast/{name}/references/{digest}")
def remove_reference(here: Here, opened: TheBoard, name: str, digest: Digest) -> BoardView:
    """Take a reference photo from somebody."""
    return _shown(here, opened, wiring.remove_reference(opened.folder, name, casting.name_of(digest)))


@router.put("/script")
def retell(here: Here, opened: TheBoard, asked: NewText) -> BoardView:
    """Give the board another text of its script. Panels whose beats go on keep their ids, their values and their
    pictures; what changed is stale until it is rendered."""
    told = wiring.retell(opened.folder, asked.script.encode(), opened.board.source or "-", tell=here.quiet)
    return view(here, Open(opened.id, opened.folder, told.after))


def _shown(here: Office, opened: Open, edited: tuple[Board, Board]) -> BoardView:
    """The board after an edit."""
    return view(here, Open(opened.id, opened.folder, edited[1]))


def _decoded(sent: UploadFile, longest_side: int) -> bytes:
    return decode_picture(sent.file.read(LARGEST_PICTURE), longest_side=longest_side, name=sent.filename or "?")
