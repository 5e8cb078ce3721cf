"""The whole way, once: a script and a cast become a board, panel by panel.

`storyboard` is the one readable recipe. It yields what happens, so that a console, a page or a test can watch, and
it changes the disk only through the library, whose folder must be held.
"""

import hashlib
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kadr import metadata
from kadr.board import Board, Panel, Provenance, Recipe, Take, subject_of
from kadr.composition import Order, compose
from kadr.engines.base import Engine, OnEvent, Picture
from kadr.errors import KadrError, Stopped
from kadr.export import sheet
from kadr.library import BoardFolder
from kadr.messages import Message, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How an order is carried out: by which engine, with which preset values, and what is around it."""

    engine: Engine
    controls: Mapping[str, int | float]
    now: Callable[[], str]  # ISO 8601, UTC
    version: str
    machine: str
    on_step: OnEvent
    redraw: bool = False  # draw again what an earlier edition of the engine drew
    remember: bool = True  # write into every picture how it was made


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """The script is read and aligned and the board committed; `to_draw` panels are not drawn yet. `replaced`: there
    was a board, and none of its panels goes on in this one."""

    board: Board
    to_draw: int
    replaced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """Panel `number` is being painted."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A panel is through: ``drawn``, ``unchanged`` or ``failed`` (with its reason)."""

    id: str
    number: str
    path: Path
    width: int
    height: int
    key: str
    status: str
    reason: Message | None = None
    outdated: bool = False  # an earlier edition of the engine drew it


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """All panels are through; `board` is the state on disk."""

    board: Board


Happening = Understood | Began | Ended | Finished


def storyboard(order: Order, folder: BoardFolder, work: Work) -> Iterator[Happening]:
    """Bring the board in `folder` to what `order` says, painting only what is not there yet."""
    # 1. What was there, with what people changed in the file
    before = folder.settle(work.now())
    # 2. What is wanted now
    board = compose(order, before)
    if before is None or content(board) != content(before):
        board = folder.commit(board, reason="render", now=work.now())
    # 3. What has to be painted
    recipes = [recipe_for(panel, board, work.engine, work.controls) for panel in board.panels]
    takes = [_ready(panel, recipe, folder, work) for panel, recipe in zip(board.panels, recipes, strict=True)]
    yield Understood(board=board, to_draw=takes.count(None), replaced=_replaced(before, board))
    # 4. Paint it, and keep each picture as it comes
    missing = [recipe for recipe, take in zip(recipes, takes, strict=True) if take is None]
    with closing(_painted(missing, folder, work)) as painted:
        for panel, number, recipe, take in zip(board.panels, board.numbers(), recipes, takes, strict=True):
            if take is None:
                yield Began(number=number)
            result = take or next(painted)
            if isinstance(result, Take):
                board = _choose(board, panel.id, result.key, folder)
            yield _ended(panel, number, recipe, result, folder, unchanged=take is not None)
    yield Finished(board=board)


def _replaced(before: Board | None, board: Board) -> bool:
    ids = {panel.id for panel in board.panels}
    return before is not None and bool(before.panels) and ids.isdisjoint(panel.id for panel in before.panels)


def content(board: Board) -> Board:
    """The board without what only says when and why it was written."""
    return msgspec.structs.replace(board, revision=1, parent=0, changed="", reason="", seal="")


def recipe_for(panel: Panel, board: Board, engine: Engine, controls: Mapping[str, int | float]) -> Recipe:
    """Everything that fixes the pixels of the panel's take by `engine`; `controls` are the preset's values."""
    if panel.staging is None:
        raise ValueError(f"panel {panel.id} has not been staged")
    looks = {character.name: character for character in board.cast}
    return Recipe(
        subject=subject_of(panel, panel.staging, looks, board.format),
        engine=engine.name,
        edition=engine.edition,
        seed=(panel.seed + panel.take) % 2**32,
        controls={name: controls[name] for name in engine.heeds},
    )


def _ready(panel: Panel, recipe: Recipe, folder: BoardFolder, work: Work) -> Take | None:
    """The take that already answers `recipe`: by its key, or the chosen one if only the edition is another."""
    take = folder.take(recipe.key)
    if take or work.redraw:
        return take
    chosen = folder.take(panel.chosen)
    return chosen if chosen and _same_but_edition(chosen.recipe, recipe) else None


def _same_but_edition(one: Recipe, other: Recipe) -> bool:
    return msgspec.structs.replace(one, edition=other.edition).key == other.key


def _choose(board: Board, panel_id: str, key: str, folder: BoardFolder) -> Board:
    panels = tuple(
        msgspec.structs.replace(panel, chosen=key) if panel.id == panel_id else panel for panel in board.panels
    )
    chosen = msgspec.structs.replace(board, panels=panels)
    return board if chosen == board else folder.amend(chosen)


def _painted(missing: list[Recipe], folder: BoardFolder, work: Work) -> Generator[Take | Message]:
    """A take for each recipe in turn, committed; or why there is none."""
    if not missing:
        return
    with closing(work.engine.open()) as session:
        session.prepare(missing)
        for recipe in missing:
            began = time.monotonic()
            try:
                picture = session.paint(recipe, work.on_step)
            except Stopped:
                raise
            except KadrError as error:
                yield error.message
                continue
            except Exception as error:
                yield say("studio.broke", engine=work.engine.name, detail=f"{type(error).__name__}: {error}")
                continue
            yield _kept(picture, recipe, time.monotonic() - began, folder, work)


def _kept(picture: Picture, recipe: Recipe, seconds: float, folder: BoardFolder, work: Work) -> Take:
    png = picture.png
    if work.remember:
        png = metadata.stamp(png, recipe, source_type=work.engine.source_type, kadr=work.version)
    take = Take(
        key=recipe.key,
        recipe=recipe,
        sha256=hashlib.sha256(png).hexdigest(),
        svg=hashlib.sha256(picture.svg.encode()).hexdigest() if picture.svg else "",
        provenance=Provenance(at=work.now(), seconds=round(seconds, 3), kadr=work.version, machine=work.machine),
    )
    folder.keep(take, png, picture.svg)
    return take


def _ended(
    panel: Panel, number: str, recipe: Recipe, result: Take | Message, folder: BoardFolder, *, unchanged: bool
) -> Ended:
    made = result if isinstance(result, Take) else None
    key = made.key if made else recipe.key
    return Ended(
        id=panel.id,
        number=number,
        path=folder.picture(key),
        width=recipe.subject.format.width,
        height=recipe.subject.format.height,
        key=key,
        status=("unchanged" if unchanged else "drawn") if made else "failed",
        reason=result if isinstance(result, Message) else None,
        outdated=bool(made and made.recipe.edition != recipe.edition),
    )


def print_sheet(folder: BoardFolder, board: Board, layout: sheet.Layout, language: str) -> list[Path]:
    """The board's printed pages, drawn only if they would show anything else than those that are there."""
    first = folder.page(1)
    key = sheet.key(board, layout, language)
    if first.is_file() and sheet.read_key(first) == key:
        return folder.pages()
    pictures = {panel.id: path for panel in board.panels if (path := folder.shown(panel))}
    return folder.keep_pages(list(sheet.draw(board, pictures, layout, language=language)))
