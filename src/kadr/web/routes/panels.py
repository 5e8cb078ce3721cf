"""Panels and the cast: read, and changed as `kadr set` changes them."""

from fastapi import APIRouter

from kadr import edits
from kadr.edits.values import named
from kadr.errors import BadUse, NotThere
from kadr.messages import say
from kadr.web.asked import Fields, Traits
from kadr.web.here import Here, Open, PanelName, TheBoard
from kadr.web.routes.boards import view
from kadr.web.strict import StrictRoute
from kadr.web.views import BoardView, PanelView
from kadr.wiring import change
from kadr.wiring.serving import Office

router = APIRouter(prefix="/api/boards/{board}", tags=["panels"], route_class=StrictRoute)


@router.get("/panels/{panel}")
def read_panel(here: Here, opened: TheBoard, panel: PanelName) -> PanelView:
    """One panel."""
    found = opened.panel(panel)
    take = here.views.take(opened.folder, opened.board, found, found.chosen) if found.chosen else None
    number = opened.board.numbers()[opened.board.panels.index(found)]
    return PanelView.of(found, number, take, opened.id)


@router.patch("/panels/{panel}")
def change_panel(here: Here, opened: TheBoard, panel: PanelName, asked: Fields) -> BoardView:
    """Set fields of a panel as a person's: they stay when the script changes. The whole board comes back, since a
    change may stage others anew."""
    return _changed(here, opened, opened.panel(panel).id, asked)


@router.patch("/cast/{name}")
def change_character(here: Here, opened: TheBoard, name: str, asked: Traits) -> BoardView:
    """Set what is known of somebody: traits, wardrobe, words, colour; or their name, which every panel and speech
    follows, while pictures stay and the script may go on to use the old one."""
    found = named(name, {one.name: one.aliases for one in opened.board.cast})
    if not found:
        known = ", ".join(character.name for character in opened.board.cast[:20])
        raise NotThere(say("serving.nobody", name=name[:60], known=known))
    return _changed(here, opened, found, asked)


def _changed(here: Office, opened: Open, target: str, asked: Fields) -> BoardView:
    try:
        assignments = [edits.split(f"{field}={_text(value)}") for field, value in asked.fields.items()]
        _, board = change(opened.folder, target, assignments, tell=here.quiet)
    except BadUse as error:
        error.field = f"fields.{error.field}" if error.field else ""  # as the shape of a request names it
        raise
    return view(here, Open(opened.id, opened.folder, board))


def _text(value: str | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
