"""The whole way, once: a script and a cast become a board, panel by panel.

`storyboard` is the one readable recipe. It yields what happens, so that a console, a page or a test can watch, and
it changes the disk only through the library. The board's folder is held for the moment of each change and not between
them: a person may edit the board while it is being painted, and what lands is chosen where it is still wanted.
"""

import hashlib
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from kadr import metadata
from kadr.board import OWN, Board, Panel, Provenance, Recipe, Shot, Subject, Take, subject_of
from kadr.composition import Order, compose
from kadr.engines.base import Engine, Latents, OnEvent, Picture, Session
from kadr.errors import BadBoard, BadModel, Busy, KadrError, MachineCannot, Stopped
from kadr.export import sheet
from kadr.library import BoardFolder
from kadr.library.holding import Tell
from kadr.messages import Message, say
from kadr.staging.naming import first_called

Controls = Callable[[Shot, Subject], Mapping[str, int | float | str]]
"""What an engine is told of a panel beyond its subject: prompt, steps, the digests of models and faces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How an order is carried out: by which engine, told what, and what is around it. `items`: the takes to paint in
    this order, each a panel's id and a take's number from 1; None: the first take of every panel."""

    engine: Engine
    controls: Controls
    now: Callable[[], str]  # ISO 8601, UTC
    version: str
    machine: str
    on_step: OnEvent
    patience: float  # seconds to wait for somebody else who is changing the board
    tell: Tell  # hears that it waits
    items: tuple[tuple[str, int], ...] | None = None
    any_engine: bool = False  # a picture of the same subject by another engine will do
    redraw: bool = False  # draw again what an earlier edition of the engine drew
    remember: bool = True  # write into every picture how it was made


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """The script is read and aligned and the board committed; `to_draw` pictures are not drawn yet. `replaced`: there
    was a board, and none of its panels goes on in this one."""

    board: Board
    to_draw: int
    replaced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """A take of panel `number` is being painted, or developed when all are painted."""

    id: str
    number: str
    take: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A panel's take is through: ``drawn``, ``unchanged`` or ``failed`` (with its reason)."""

    id: str
    number: str
    take: int
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
    with folder.hold(patience=work.patience, tell=work.tell):
        # 1. What was there, with what people changed in the file
        before = folder.settle(work.now())
        # 2. What is wanted now
        board = compose(order, before)
        if before is None or content(board) != content(before):
            board = folder.commit(board, reason="render", now=work.now())
    # 3. What has to be painted
    jobs = _jobs(board, work)
    ready = [_ready(job, folder, work) for job in jobs]
    yield Understood(board=board, to_draw=ready.count(None), replaced=_replaced(before, board))
    done = {job: take for job, take in zip(jobs, ready, strict=True) if take}
    board = _land(done, board, folder, work)
    for job, take in done.items():
        yield _ended(job, take, folder, unchanged=True)
    # 4. Paint it, and keep each picture as it comes
    missing = [job for job in jobs if job not in done]
    with closing(_painted(missing, folder, work)) as painted:
        for job, result in painted:
            if result is None:
                yield Began(id=job.panel.id, number=job.number, take=job.take)
                continue
            if isinstance(result, Take):
                board = _land({job: result}, board, folder, work)
            yield _ended(job, result, folder, unchanged=False)
    yield Finished(board=board)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Job:
    """One take of one panel; `shown` if it is the one that the board shows when it is there."""

    panel: Panel
    number: str
    recipe: Recipe
    take: int
    shown: bool


def _jobs(board: Board, work: Work) -> list[Job]:
    """What is asked for, without the panels that are not there any more."""
    numbered = {panel.id: (panel, number) for panel, number in zip(board.panels, board.numbers(), strict=True)}
    items = [(panel_id, 1) for panel_id in numbered] if work.items is None else work.items
    recipes = {id: recipe_for(numbered[id][0], board, work.engine, work.controls) for id, _ in items if id in numbered}
    return [
        Job(
            panel=numbered[panel_id][0],
            number=numbered[panel_id][1],
            recipe=msgspec.structs.replace(recipe, seed=(recipe.seed + take - 1) % 2**32),
            take=take,
            shown=take == 1,
        )
        for panel_id, take in items
        if (recipe := recipes.get(panel_id)) and not (take > 1 and numbered[panel_id][0].locked)
    ]


def _replaced(before: Board | None, board: Board) -> bool:
    ids = {panel.id for panel in board.panels}
    return before is not None and bool(before.panels) and ids.isdisjoint(panel.id for panel in before.panels)


def content(board: Board) -> Board:
    """The board without what only says when and why it was written."""
    return msgspec.structs.replace(board, revision=1, parent=0, changed="", reason="", seal="")


def recipe_for(panel: Panel, board: Board, engine: Engine, controls: Controls) -> Recipe:
    """Everything that fixes the pixels of the panel's take by `engine`, which is told of the panel's start if it has a
    use for one."""
    panel, looks = first_called(panel, board)
    if panel.staging is None:
        raise ValueError(f"panel {panel.id} has not been staged")
    subject = subject_of(panel, panel.staging, looks, board.format)
    start = panel.start if engine.starts else None
    return Recipe(
        subject=subject,
        engine=engine.name,
        edition=engine.edition,
        seed=(panel.seed + panel.take) % 2**32,
        controls={**controls(panel.shot, subject), **({"strength": start.strength} if start else {})},
        start=start.take if start else "",
    )


def _ready(job: Job, folder: BoardFolder, work: Work) -> Take | None:
    """The take that already answers the job: by its key, or the chosen one if it is as good."""
    shown = folder.take(job.panel.chosen) if job.shown else None
    if shown and _held(job, shown.recipe, work):
        return shown
    take = folder.take(job.recipe.key)
    if (take and not work.any_engine) or work.redraw:
        return take
    return shown if shown and _as_good(shown.recipe, job.recipe, work) else take


def _held(job: Job, shown: Recipe, work: Work) -> bool:
    """Whether a person's word holds the picture that is shown: the panel is locked; or the picture is their own, and
    nobody asks for another of just this panel; or they chose it, and what is to be seen is still the same. Who paints
    from the start that they set after that is not held."""
    panel = job.panel
    if panel.locked or not panel.picked or (panel.anew and work.engine.starts):
        return panel.locked
    if shown.engine == OWN:
        return work.any_engine or {panel_id for panel_id, _ in work.items or ()} != {panel.id}
    same = shown.subject.digest == job.recipe.subject.digest
    return same and not work.redraw and (work.any_engine or shown.engine == work.engine.name)


def _as_good(one: Recipe, other: Recipe, work: Work) -> bool:
    if work.any_engine and one.engine != other.engine:
        return one.subject.digest == other.subject.digest
    return _same_but_edition(one, other)


def _same_but_edition(one: Recipe, other: Recipe) -> bool:
    return msgspec.structs.replace(one, edition=other.edition).key == other.key


def _land(landed: Mapping[Job, Take], board: Board, folder: BoardFolder, work: Work) -> Board:
    """The board on disk with takes chosen where they are still what is wanted: a panel that was removed, or changed in
    the meantime, keeps what it has, and the take waits in the folder. `board` is the state before."""
    wanted = {job.panel.id: (job, take) for job, take in landed.items() if job.shown}
    if not wanted:
        return board
    with folder.hold(patience=work.patience, tell=work.tell):
        now = folder.settle(work.now())
        if now is None:
            raise BadBoard(say("library.no-board", path=folder.path))
        panels = tuple(
            _chosen(panel, *wanted[panel.id], now, work) if panel.id in wanted else panel for panel in now.panels
        )
        chosen = msgspec.structs.replace(now, panels=panels)
        return now if chosen == now else folder.amend(chosen)


def _chosen(panel: Panel, job: Job, take: Take, board: Board, work: Work) -> Panel:
    """The panel with `take` as what it shows, unless it has become another panel, or a person chose another take."""
    if panel.chosen != job.panel.chosen or panel.chosen == take.key or panel.staging is None:
        return panel
    if panel.locked and panel.chosen:
        return panel
    wanted, made = recipe_for(panel, board, work.engine, lambda shot, subject: {}), take.recipe
    same = wanted.subject.digest == made.subject.digest  # a subject read from a file has lists for tuples
    same = same and (wanted.start, wanted.controls.get("strength")) == (made.start, made.controls.get("strength"))
    return msgspec.structs.replace(panel, chosen=take.key, picked=False, anew=False) if same else panel


# ---------------------------------------------------------------------------------------------------------------
# Painting
# ---------------------------------------------------------------------------------------------------------------


def _painted(jobs: list[Job], folder: BoardFolder, work: Work) -> Generator[tuple[Job, Take | Message | None]]:
    """Each job as it begins (with None) and as it ends: with its take, committed, or with why there is none.

    Latents are committed as soon as a panel is painted, so that a kill costs the panel in work at most, also where
    developing comes last."""
    if not jobs:
        return
    with closing(work.engine.open()) as session:
        latents = {job.recipe.key: folder.latents(job.recipe.key) for job in jobs}
        session.prepare([job.recipe for job in jobs if latents[job.recipe.key] is None], work.on_step)
        waiting = []
        for job in jobs:
            yield job, None
            began = time.monotonic()
            result = _attempt(partial(_paint, session, job, latents[job.recipe.key], folder, work), work)
            if isinstance(result, Latents) and session.late:
                waiting.append((job, result, time.monotonic() - began))
            else:
                yield job, _through(session, job, result, began, folder, work)
        for job, result, seconds in waiting:
            yield job, None
            yield job, _through(session, job, result, time.monotonic() - seconds, folder, work)


def _paint(session: Session, job: Job, found: bytes | None, folder: BoardFolder, work: Work) -> Picture | Latents:
    if found is not None:
        return Latents(found)
    result = session.paint(job.recipe, work.on_step)
    if isinstance(result, Latents):
        with folder.hold(patience=work.patience, tell=work.tell):
            folder.keep_latents(job.recipe.key, result.data)
    return result


def _through(
    session: Session, job: Job, result: Picture | Latents | Message, began: float, folder: BoardFolder, work: Work
) -> Take | Message:
    """The job's take, developed if it has to be."""
    if isinstance(result, Latents):
        result = _attempt(partial(session.develop, job.recipe, result, work.on_step), work)
    if not isinstance(result, Picture):
        with folder.hold(patience=work.patience, tell=work.tell):
            folder.drop_latents(job.recipe.key)
        return result
    return _kept(result, job, time.monotonic() - began, folder, work)


T = TypeVar("T")


def _attempt(do: Callable[[], T], work: Work) -> T | Message:
    """What `do` gives, or why it could not: one panel that fails is not the end of the board. A model that has gone or
    changed is: no other panel could be painted, and what is painted and not yet developed waits for it."""
    try:
        return do()
    except (Stopped, MachineCannot, BadModel, Busy):
        raise
    except KadrError as error:
        return error.message
    except MemoryError:
        return say("studio.no-memory", engine=work.engine.name)
    except Exception as error:
        return say("studio.broke", engine=work.engine.name, detail=f"{type(error).__name__}: {error}")


def _kept(picture: Picture, job: Job, seconds: float, folder: BoardFolder, work: Work) -> Take:
    png, recipe = picture.png, job.recipe
    if work.remember:
        told = {name: str(recipe.controls[name]) for name in ("prompt", "negative") if name in recipe.controls}
        png = metadata.stamp(png, recipe, source_type=work.engine.source_type, kadr=work.version, **told)
    take = Take(
        key=recipe.key,
        recipe=recipe,
        sha256=hashlib.sha256(png).hexdigest(),
        svg=hashlib.sha256(picture.svg.encode()).hexdigest() if picture.svg else "",
        provenance=Provenance(at=work.now(), seconds=round(seconds, 3), kadr=work.version, machine=work.machine),
    )
    with folder.hold(patience=work.patience, tell=work.tell):
        folder.keep(take, png, picture.svg)
        folder.drop_latents(recipe.key)
    return take


def _ended(job: Job, result: Take | Message | None, folder: BoardFolder, *, unchanged: bool) -> Ended:
    made = result if isinstance(result, Take) else None
    key = made.key if made else job.recipe.key
    form = job.recipe.subject.format
    return Ended(
        id=job.panel.id,
        number=job.number,
        take=job.take,
        path=folder.picture(key),
        width=form.width,
        height=form.height,
        key=key,
        status=("unchanged" if unchanged else "drawn") if made else "failed",
        reason=result if isinstance(result, Message) else None,
        outdated=bool(made and made.recipe.edition != job.recipe.edition),
    )


def print_sheet(folder: BoardFolder, board: Board, layout: sheet.Layout, language: str) -> list[Path]:
    """The board's printed pages, drawn only if they would show anything else than those that are there."""
    first = folder.page(1)
    key = sheet.key(board, layout, language)
    if first.is_file() and sheet.read_key(first) == key:
        return folder.pages()
    pictures = {panel.id: path for panel in board.panels if (path := folder.shown(panel))}
    return folder.keep_pages(list(sheet.draw(board, pictures, layout, language=language)))
