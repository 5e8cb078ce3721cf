"""A new board: the script is read and staged, and nothing is drawn yet."""

import dataclasses
from pathlib import Path

from kadr import settings
from kadr.board import Board
from kadr.composition import compose
from kadr.errors import NotNow
from kadr.library import BoardFolder
from kadr.library.holding import Tell
from kadr.messages import say
from kadr.wiring.clock import now
from kadr.wiring.wishes import Wish, place

TRIES = 20
"""Boards of one name that may be founded at the same moment."""


def found(wish: Wish, *, tell: Tell = lambda message: None) -> tuple[BoardFolder, Board]:
    """Make a board of its own for `wish`, beside any of the same name. Raises what reading the script raises; then
    nothing is left."""
    wish = dataclasses.replace(wish, fresh=True)
    resolved = settings.resolve(wish.asked, folder=Path.cwd()).settings
    for _ in range(TRIES):
        placed = place(wish, resolved, tell)
        board = compose(placed.order, None)
        with placed.folder.hold(patience=wish.patience, tell=tell):
            if placed.folder.load() is None:
                placed.folder.keep_references(placed.references)
                return placed.folder, placed.folder.commit(board, reason="begin", now=now())
    raise NotNow(say("serving.no-free-name", title=board.title[:60]))
