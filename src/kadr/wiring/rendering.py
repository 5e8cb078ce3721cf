"""The doors of the Python API and of `kadr render`."""

import dataclasses
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from kadr import machine, presets, prompts, settings, studio
from kadr.board import Board
from kadr.composition import compose
from kadr.engines.base import OnEvent
from kadr.errors import BadUse, OutOfMemory
from kadr.library import BoardFolder
from kadr.library.holding import Tell
from kadr.messages import say
from kadr.script import Form
from kadr.wiring.clock import OUT, now
from kadr.wiring.hands import AUTO, DEFAULT_STYLE, Hand, Means, make_hand
from kadr.wiring.pacing import Foreseen
from kadr.wiring.wishes import Items, Wish, known_style, make_layout, place


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyboard:
    """A finished render: the board, its folder, what became of each panel, and the sheet's pages."""

    board: Board
    folder: Path
    panels: tuple[studio.Ended, ...]
    sheets: tuple[Path, ...]


Watch = Callable[[studio.Happening], None]


def storyboard(
    script: str | Path,
    *,
    cast: str | Path | None = None,
    out: str | Path = OUT,
    panels: int | None = None,
    engine: str = AUTO,
    preset: str | None = None,
    size: str | None = None,
    aspect: str | None = None,
    style: str | None = None,
    lines: bool = False,
    sheet: bool = True,
) -> Storyboard:
    """Draw the storyboard of a script file into a folder below `out`, named after the script's title.

    What is drawn already is not drawn again. `size` is like "1920x1080" and `aspect` like "16:9"; `lines` makes every
    line of the script a panel. Raises `kadr.KadrError`, whose text says what to do.
    """
    asked = settings.Asked(
        preset=preset,
        size=settings.parse_size(size) if size else None,
        aspect=settings.parse_aspect(aspect) if aspect else None,
    )
    wish = Wish(
        script=os.fspath(script),
        form=Form.LINES if lines else None,
        cast=Path(cast) if cast else None,
        panels=panels,
        style=style,
        engine=engine,
        out=Path(out),
        asked=asked,
        layout=make_layout(None, "a4") if sheet else None,
    )
    return render(wish)


def render(
    wish: Wish,
    *,
    language: str = "en",
    tell: Tell = lambda message: None,
    watch: Watch = lambda happening: None,
    on_step: OnEvent = lambda event: True,
    foresee: Callable[[Foreseen | None], None] = lambda foreseen: None,
) -> Storyboard:
    """Read, compose, paint, print. `tell` gets remarks for a person, `watch` what happens, `on_step` every step,
    `foresee` what the engine will take where that has been measured here."""
    resolved = settings.resolve(wish.asked, folder=Path.cwd())
    placed = place(wish, resolved.settings, tell)
    folder, order = placed.folder, placed.order
    board = compose(order, folder.load())
    items = _items(board, wish)
    means = _means(wish, resolved.settings, board, items)
    hand = make_hand(wish.engine, means, folder)
    with folder.painted_by(hand.engine.name, patience=wish.patience, tell=tell):
        with folder.hold(patience=wish.patience, tell=tell):
            folder.keep_references(placed.references)
        while True:
            for remark in hand.remarks:
                tell(remark)
            foresee(hand.pacer.foreseen() if hand.pacer else None)
            follow = hand.pacer.around(on_step) if hand.pacer else on_step
            steps = studio.storyboard(order, folder, _work(wish, hand, items, follow, tell))
            try:
                happenings = list(_watched(steps, watch, folder, tell))
                break
            except OutOfMemory as error:
                means = _less(means, hand, error, tell)
                hand = make_hand(wish.engine, means, folder)
        board = next(last.board for last in reversed(happenings) if isinstance(last, studio.Finished))
        with folder.hold(patience=wish.patience, tell=tell):
            pages = studio.print_sheet(folder, board, wish.layout, language) if wish.layout else []
    order_of = {panel.id: place for place, panel in enumerate(board.panels)}
    ended = [happening for happening in happenings if isinstance(happening, studio.Ended)]
    ended.sort(key=lambda panel: (order_of[panel.id], panel.take))
    return Storyboard(board=board, folder=folder.path, panels=tuple(ended), sheets=tuple(pages))


def _watched(
    happenings: Iterator[studio.Happening], watch: Watch, folder: BoardFolder, tell: Tell
) -> Iterator[studio.Happening]:
    for happening in happenings:
        watch(happening)
        if isinstance(happening, studio.Understood) and happening.replaced:
            tell(say("wiring.other-script", folder=folder.path))
        yield happening


def _work(wish: Wish, hand: Hand, items: Items | None, on_step: OnEvent, tell: Tell) -> studio.Work:
    return studio.Work(
        engine=hand.engine,
        controls=hand.controls,
        now=now,
        version=version("kadr"),
        machine=machine.look().name,
        on_step=on_step,
        patience=wish.patience,
        tell=tell,
        items=items,
        any_engine=hand.any_engine,
        redraw=wish.redraw,
        remember=wish.remember,
    )


def _less(means: Means, hand: Hand, shortage: OutOfMemory, tell: Tell) -> Means:
    """The same with less memory for the stage in which it ran out."""
    planned = hand.peaks[shortage.stage]
    tell(say("wiring.stepped-down", had=f"{planned / 1e9:.1f}"))
    return dataclasses.replace(means, short={**means.short, shortage.stage: planned})


def _items(board: Board, wish: Wish) -> Items | None:
    """The takes that are asked for. Raises `BadUse` with the panels' numbers where one is named that is not there."""
    if wish.items is not None:
        return wish.items
    found = board.panel(wish.panel) if wish.panel is not None else None
    if wish.panel is not None and found is None:
        raise BadUse(say("wiring.no-panel", target=wish.panel[:60], known=", ".join(board.numbers())))
    panels = (found,) if found else board.panels
    return tuple((panel.id, take) for panel in panels for take in range(1, wish.takes + 1))


def _means(wish: Wish, resolved: settings.Settings, board: Board, items: Items | None) -> Means:
    asked = {panel_id for panel_id, _ in items or ()}
    panels = [panel for panel in board.panels if items is None or panel.id in asked]
    return Means(
        settings=resolved,
        format=board.format,
        budget=wish.budget,
        references=sum(len(character.references) for character in board.cast),
        starts=[panel.start.strength if panel.start else None for panel in panels],
    )


def understand(wish: Wish, *, tell: Tell = lambda message: None) -> Board:
    """The board as `wish` would make it, with nothing drawn or written."""
    resolved = settings.resolve(wish.asked, folder=Path.cwd())
    placed = place(wish, resolved.settings, tell)
    return compose(placed.order, placed.folder.load())


def prompt_all(board: Board) -> tuple[prompts.Prompt, ...]:
    """What an image model would be told of each panel, in the board's style. Raises `BadUse` for a style that is not
    there any more."""
    style = presets.load("style", known_style(board.format.style) or DEFAULT_STYLE, prompts.Style)
    cast = {character.name: character for character in board.cast}
    return tuple(prompts.compose(panel.shot, cast, style) for panel in board.panels)
