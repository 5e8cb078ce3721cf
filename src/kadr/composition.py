"""From a script, a cast and the board that was, to the board that is wanted. Pure: no disk, no clock.

What people set stays; what kadr chose stays while its own beat does; every panel keeps its id, its seed and its
chosen take for as long as its beat can be found again.
"""

from dataclasses import dataclass

import msgspec

from kadr import birth, cast
from kadr.board import Board, Character, Format, Origin, Shot
from kadr.edits.naming import spoken
from kadr.edits.retelling import retold
from kadr.script import Form, Script
from kadr.staging import Memory, corrected, remember, stage, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted of a board. `script` None: the board as it stands, else `shots` is what was read in it, and
    `people` those whom only it describes; `cast` empty: the cast the board has, `style` None: the
    style it has."""

    script: Script | None
    shots: tuple[Shot, ...] = ()
    people: tuple[Character, ...] = ()
    cast: tuple[Character, ...] = ()
    format: Format
    format_by: Origin = Origin.CHOSEN
    style: str | None = None
    seed: int | None = None


def compose(order: Order, before: Board | None) -> Board:
    """The board that `order` asks for, grown from `before`. The revision's own fields are left to the library."""
    board = before or _empty(order)
    if order.script:
        board = _told(board, order.script, order)
    return _staged(_formatted(_cast_for(board, order), order))


def _empty(order: Order) -> Board:
    title = order.script.title if order.script else ""
    seed = birth.board_seed(title) if order.seed is None else order.seed
    return Board(title=title, form=Form.LINES, seed=seed, format=order.format, format_by=order.format_by)


def _told(board: Board, script: Script, order: Order) -> Board:
    """The board with the panels that the script tells."""
    told = retold(board, spoken(order.shots, order.cast or board.cast, {*board.renamed}))
    return msgspec.structs.replace(told, title=script.title, form=script.form, source=script.source)


def _cast_for(board: Board, order: Order) -> Board:
    """The board with everybody whom a shot shows by name in its cast; crowds have no name."""
    figures = (figure for panel in board.panels for figure in panel.shot.figures)
    named = list(dict.fromkeys(figure.who for figure in figures if figure.count == 1))
    told = {character.name: character for character in order.people}
    people = [told.get(name, Character(name=name)) for name in named]
    world = cast.world_of({panel.shot.place for panel in board.panels})
    return msgspec.structs.replace(board, cast=cast.complete(order.cast or board.cast, people, board.cast, world=world))


def _formatted(board: Board, order: Order) -> Board:
    """The board in the size and the style asked for; what a person gave by name stays until they give another."""
    style = order.style or board.format.style
    if order.format_by is not Origin.PERSON and board.format_by is Origin.PERSON:
        return msgspec.structs.replace(board, format=msgspec.structs.replace(board.format, style=style))
    form = msgspec.structs.replace(order.format, style=style)
    return msgspec.structs.replace(board, format=form, format_by=order.format_by)


def _staged(board: Board) -> Board:
    """The board with every panel staged whose picture, format or blocking is another than it was staged for. The others
    keep their stagings; the new ones go on from them, scene by scene."""
    looks = {character.name: character for character in board.cast}
    panels, memory = [], Memory()
    for panel in board.panels:
        of, staging = stamp(panel.shot, board.format, panel.blocking), panel.staging
        if staging is None or (staging.of != of and not panel.locked):
            staged = corrected(stage(panel.shot, looks, board.format, memory), panel.blocking, looks)
            staging = msgspec.structs.replace(staged, of=of)
        memory = remember(memory, panel.shot, staging)
        panels.append(msgspec.structs.replace(panel, staging=staging))
    return msgspec.structs.replace(board, panels=tuple(panels))
