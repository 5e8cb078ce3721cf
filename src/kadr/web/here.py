"""What a route is given: the office, the board that its URL names, the language of who asks."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Request

from kadr.board import Board, Panel
from kadr.errors import NotThere
from kadr.library import BoardFolder
from kadr.messages import say
from kadr.web import patterns
from kadr.web.problem import language_of
from kadr.web.thumbnails import Thumbnails
from kadr.wiring.serving import Office

Id = Annotated[str, Path(pattern=patterns.BOARD, description="A board's id")]
PanelName = Annotated[str, Path(max_length=40, description="A panel's id or number")]
Key = Annotated[str, Path(pattern=patterns.KEY, description="A take's key")]


def office(request: Request) -> Office:
    found = request.app.state.office
    assert isinstance(found, Office)
    return found


def thumbnails(request: Request) -> Thumbnails:
    found = request.app.state.thumbnails
    assert isinstance(found, Thumbnails)
    return found


def language(request: Request) -> str:
    return language_of(request.headers.get("accept-language", ""))


Here = Annotated[Office, Depends(office)]
Small = Annotated[Thumbnails, Depends(thumbnails)]
Language = Annotated[str, Depends(language)]


@dataclass(frozen=True, slots=True)
class Open:
    """A board as it is at this moment."""

    id: str
    folder: BoardFolder
    board: Board

    def panel(self, name: str) -> Panel:
        """The panel of that id or number. Raises `NotThere`."""
        found = self.board.panel(name)
        if found is None:
            raise NotThere(say("wiring.no-panel", target=name, known=", ".join(self.board.numbers()[:20])))
        return found


def open_board(here: Here, board: Id) -> Open:
    folder = here.home.board(board)
    found = folder.load()
    if found is None:
        raise NotThere(say("serving.no-board", id=board))
    return Open(board, folder, found)


TheBoard = Annotated[Open, Depends(open_board)]
