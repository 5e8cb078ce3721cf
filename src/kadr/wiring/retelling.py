"""A board on disk given another text of its script, with nothing drawn."""

from dataclasses import dataclass

import msgspec

from kadr import edits, story, studio
from kadr.board import Board
from kadr.composition import Order, compose
from kadr.errors import BadBoard
from kadr.library import BoardFolder
from kadr.library.holding import Tell
from kadr.messages import say
from kadr.script import Form
from kadr.wiring.clock import PATIENCE, now


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """What a new text makes of a board, by the panels' ids: `new` ones, those whose picture is another now (`stale`),
    and those that are `gone`."""

    before: Board
    after: Board
    new: tuple[str, ...]
    stale: tuple[str, ...]
    gone: tuple[str, ...]


def retell(
    folder: BoardFolder,
    script: bytes,
    name: str,
    *,
    panels: int | None = None,
    form: Form | None = None,
    encoding: str | None = None,
    tell: Tell = lambda message: None,
) -> Retold:
    """Give the board in `folder` a new text of its script; `name` is the text's file name. The board's title stays: its
    folder is named after it. A board of lines stays one unless `form` says otherwise. Raises `BadScript`, `BadUse`."""
    with folder.hold(patience=PATIENCE, tell=tell):
        before = folder.settle(now())
        if before is None:
            raise BadBoard(say("library.no-board", path=folder.path))
        as_before = before.form if before.form is Form.LINES else None
        read = story.read(script, name=name, form=form or as_before, encoding=encoding, remark=tell)
        told = story.break_down(read, before.cast, panels=panels)
        order = Order(
            script=msgspec.structs.replace(read, title=before.title),
            shots=told.shots,
            people=told.people,
            cast=before.cast,
            format=before.format,
            format_by=before.format_by,
        )
        after = compose(order, before)
        if studio.content(after) != studio.content(before):
            after = folder.commit(after, reason="retold", now=now())
    old, new = ({panel.id for panel in board.panels} for board in (before, after))
    return Retold(
        before=before,
        after=after,
        new=tuple(panel.id for panel in after.panels if panel.id not in old),
        stale=tuple(panel.id for panel in edits.stale(after, before) if panel.id in old),
        gone=tuple(panel.id for panel in before.panels if panel.id not in new),
    )
