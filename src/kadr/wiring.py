"""The composition root: where rooms that may not know each other are put together, and the Python API's doors."""

import dataclasses
import errno
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import msgspec

from kadr import cast as casting
from kadr import edits, machine, presets, prompts, settings, story, studio
from kadr.board import Board, Character, Format, Origin
from kadr.composition import Order, compose
from kadr.engines.base import Engine, OnEvent
from kadr.engines.draft import DraftArtist
from kadr.engines.draft.maps import draw_maps
from kadr.engines.draft.maps.bundle import bundle, own_files
from kadr.errors import BadBoard, BadScript, BadUse
from kadr.export.sheet import Layout, Paper
from kadr.library import At, BoardFolder, folder_name, ignore, keep_set
from kadr.messages import Message, say
from kadr.script import Form, Script

ENGINES: dict[str, Callable[[], Engine]] = {"draft": DraftArtist}
"""Every engine by its name. Making one costs nothing; opening it takes what painting needs."""

DEFAULT_STYLE = "ink"
OUT = Path("out")
LONGEST = 64_000_000
"""Bytes taken from a file or a pipe; the reader's own limit is lower, and speaks of it."""

PATIENCE = 20.0
"""Seconds to wait for another process on the same board before giving up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A board as a person asks for it, on the command line or in Python; None means: not said.

    `script` is a file, the folder of a board, or "-" with the text itself in `text`.
    """

    script: str
    text: bytes = b""
    form: Form | None = None
    encoding: str | None = None
    title: str | None = None
    cast: Path | None = None
    panels: int | None = None
    seed: int | None = None
    style: str | None = None
    engine: str = "draft"
    out: Path = OUT
    asked: settings.Asked = settings.Asked()  # noqa: RUF009  (frozen)
    redraw: bool = False
    remember: bool = True
    patience: float = PATIENCE
    layout: Layout | None = None  # of the sheet; None: no sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyboard:
    """A finished render: the board, its folder, what became of each panel, and the sheet's pages."""

    board: Board
    folder: Path
    panels: tuple[studio.Ended, ...]
    sheets: tuple[Path, ...]


Tell = Callable[[Message], None]
Watch = Callable[[studio.Happening], None]


def storyboard(
    script: str | Path,
    *,
    cast: str | Path | None = None,
    out: str | Path = OUT,
    panels: int | None = None,
    engine: str = "draft",
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
) -> Storyboard:
    """Read, compose, paint, print. `tell` gets remarks for a person, `watch` what happens, `on_step` every step."""
    engine = make_engine(wish.engine)
    if wish.style not in (None, DEFAULT_STYLE) and wish.engine == "draft":
        tell(say("wiring.style-later", name=wish.style))
    resolved = settings.resolve(wish.asked, folder=Path.cwd())
    folder, order = _placed(wish, resolved.settings, tell)
    work = studio.Work(
        engine=engine,
        controls={name: getattr(resolved.settings, name) for name in settings.Preset.__struct_fields__},
        now=now,
        version=version("kadr"),
        machine=machine.look().name,
        on_step=on_step,
        redraw=wish.redraw,
        remember=wish.remember,
    )
    happenings = []
    with folder.hold(patience=wish.patience, tell=tell):
        for happening in studio.storyboard(order, folder, work):
            watch(happening)
            happenings.append(happening)
            if isinstance(happening, studio.Understood) and happening.replaced:
                tell(say("wiring.other-script", folder=folder.path))
        board = next(last.board for last in reversed(happenings) if isinstance(last, studio.Finished))
        pages = studio.print_sheet(folder, board, wish.layout, language) if wish.layout else []
    ended = tuple(happening for happening in happenings if isinstance(happening, studio.Ended))
    return Storyboard(board=board, folder=folder.path, panels=ended, sheets=tuple(pages))


def understand(wish: Wish, *, tell: Tell = lambda message: None) -> Board:
    """The board as `wish` would make it, with nothing drawn or written."""
    resolved = settings.resolve(wish.asked, folder=Path.cwd())
    folder, order = _placed(wish, resolved.settings, tell)
    return compose(order, folder.load())


def _placed(wish: Wish, resolved: settings.Settings, tell: Tell) -> tuple[BoardFolder, Order]:
    """The board's folder and what is wanted of it. Nothing is written: what is refused here leaves no trace."""
    order = Order(
        script=None,
        cast=_cast(wish, resolved.character_traits),
        format=Format(width=resolved.image_width, height=resolved.image_height),
        format_by=Origin.PERSON if wish.asked.size or wish.asked.aspect else Origin.CHOSEN,
        style=_style(wish.style),
        seed=wish.seed,
    )
    if wish.script != "-" and Path(wish.script).is_dir():
        if wish.panels is not None or wish.form or wish.encoding or wish.seed is not None:
            raise BadUse(say("wiring.board-is-cut", path=wish.script))
        return open_board(Path(wish.script)), order
    script = read_script(wish, tell)
    folder = BoardFolder(wish.out / folder_name(script.title), at=_failpoint())
    before = folder.load()
    told = story.break_down(script, order.cast or (before.cast if before else ()), panels=wish.panels)
    return folder, dataclasses.replace(order, script=script, shots=told.shots, people=told.people)


def _cast(wish: Wish, traits: dict[str, str]) -> tuple[Character, ...]:
    """The cast file's characters, and those that only CHARACTER_TRAITS describes."""
    given = casting.read(wish.cast) if wish.cast else ()
    known = {name.casefold() for character in given for name in (character.name, *character.aliases)}
    others = {name: text for name, text in traits.items() if name.casefold() not in known}
    return (*given, *casting.from_traits(others))


def read_script(wish: Wish, tell: Tell) -> Script:
    """The script that `wish` names. Raises `BadScript`."""
    data, name = wish.text, wish.script
    if name != "-":
        try:
            with Path(name).open("rb") as file:
                data, name = file.read(LONGEST), Path(name).name
        except FileNotFoundError as error:
            raise BadScript(say("wiring.no-script", path=wish.script)) from error
        except (OSError, ValueError) as error:
            detail = getattr(error, "strerror", None) or error
            raise BadScript(say("wiring.unreadable", path=wish.script, detail=detail)) from error
    script = story.read(data, name=name, form=wish.form, encoding=wish.encoding, remark=tell)
    return msgspec.structs.replace(script, title=wish.title.strip()) if wish.title and wish.title.strip() else script


def open_board(path: Path) -> BoardFolder:
    """The board in a folder. Raises `BadBoard` where there is none."""
    folder = BoardFolder(path, at=_failpoint())
    if not folder.document.is_file():
        raise BadBoard(say("library.no-board", path=path))
    return folder


def find_board(given: Path | None) -> BoardFolder:
    """The board that a person means: the one given, the one they stand in, or the only one below ./out. Raises
    `BadUse` with the boards there are, `BadBoard` where there is none."""
    if given or BoardFolder(Path.cwd()).document.is_file():
        return open_board(given or Path.cwd())
    found = sorted(path.parent for path in OUT.glob("*/board.json"))
    if len(found) != 1:
        known = ", ".join(str(path) for path in found[:8]) or "—"
        raise BadUse(say("set.which-board", n=len(found), out=OUT, known=known))
    return open_board(found[0])


def change(
    folder: BoardFolder, target: str, assignments: list[tuple[str, str]], *, tell: Tell = lambda message: None
) -> tuple[Board, Board]:
    """Set fields of a panel or a character as a person's; the board before and after, the latter a new revision."""
    with folder.hold(patience=PATIENCE, tell=tell):
        before = folder.settle(now())
        if before is None:
            raise BadBoard(say("library.no-board", path=folder.path))
        edited = edits.apply(before, target, assignments)
        order = Order(script=None, cast=edited.cast, format=before.format, format_by=before.format_by)
        after = compose(order, edited)
        if studio.content(after) == studio.content(before):
            return before, before
        return before, folder.commit(after, reason="set", now=now())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The control maps of a panel on disk: its id and number, the folder, and the names of the files in it."""

    id: str
    number: str
    folder: Path
    files: tuple[str, ...]


def map_panels(
    folder: BoardFolder,
    target: str | None,
    out: Path | None,
    size: tuple[int, int] | None,
    *,
    tell: Tell = lambda message: None,
) -> Iterator[Mapped]:
    """Draw the control maps of a panel (a number or an id) into `out`, or those of all panels into folders of their
    own below it; `out` None: maps/ in the board's folder. The board is only read. Maps that kadr drew there before go.
    Raises `BadUse`, `Busy`, or a `MachineCannot`, and then nothing of that panel is written."""
    before = folder.load()
    if before is None:
        raise BadBoard(say("library.no-board", path=folder.path))
    board = compose(Order(script=None, cast=before.cast, format=before.format, format_by=before.format_by), before)
    chosen = board.panel(target) if target is not None else None
    if target is not None and chosen is None:
        raise BadUse(say("maps.no-panel", target=target[:60], known=", ".join(board.numbers())))
    form = _resized(board.format, size)
    board = msgspec.structs.replace(board, format=form)
    for panel, number in zip(board.panels, board.numbers(), strict=True):
        if chosen is None or panel.id == chosen.id:
            place = out if out and chosen else (out or folder.path / "maps") / _file_safe(number)
            recipe = studio.recipe_for(panel, board, DraftArtist(), {})
            files = bundle(draw_maps(recipe), recipe, {"id": panel.id, "number": number})
            keep_set(place, files, own_files, patience=PATIENCE, tell=tell, at=_failpoint())
            yield Mapped(id=panel.id, number=number, folder=place, files=tuple(files))


def _file_safe(number: str) -> str:
    return number if number.isalnum() else folder_name(number)


def _resized(form: Format, size: tuple[int, int] | None) -> Format:
    """The format in another size of the same shape, give or take a pixel."""
    if size is None:
        return form
    width, height = size
    if min(abs(width - height * form.width / form.height), abs(height - width * form.height / form.width)) >= 1:
        facts = {"width": form.width, "height": form.height, "fitting": round(width * form.height / form.width)}
        raise BadUse(say("maps.shape", given=f"{width}x{height}", given_width=width, **facts))
    return msgspec.structs.replace(form, width=width, height=height)


def make_engine(name: str) -> Engine:
    """An engine by its name. Raises `BadUse` with the names that there are."""
    if name not in ENGINES:
        raise BadUse(say("wiring.no-engine", name=name, known=", ".join(sorted(ENGINES))))
    return ENGINES[name]()


def prompt_all(board: Board) -> tuple[prompts.Prompt, ...]:
    """What an image model would be told of each panel, in the board's style. Raises `BadUse` for a style that is not
    there any more."""
    style = presets.load("style", _style(board.format.style) or DEFAULT_STYLE, prompts.Style)
    cast = {character.name: character for character in board.cast}
    return tuple(prompts.compose(panel.shot, cast, style) for panel in board.panels)


def _style(name: str | None) -> str | None:
    if name and name not in presets.names("style"):
        raise BadUse(say("wiring.no-style", name=name[:40], known=", ".join(presets.names("style"))))
    return name


def make_layout(grid: tuple[int, int] | None, paper: str) -> Layout:
    """A sheet's layout on a paper by its name; `grid` is columns and rows, None: kadr chooses. Raises `BadUse`."""
    if paper not in presets.names("paper"):
        raise BadUse(say("wiring.no-paper", name=paper, known=", ".join(presets.names("paper"))))
    columns, rows = grid or (None, None)
    return Layout(columns=columns, rows=rows, paper=presets.load("paper", paper, Paper))


def print_sheet(folder: BoardFolder, layout: Layout, *, language: str, tell: Tell, patience: float) -> list[Path]:
    """Draw the sheet of a board anew in another layout."""
    with folder.hold(patience=patience, tell=tell):
        board = folder.settle(now())
        if board is None:
            raise BadBoard(say("library.no-board", path=folder.path))
        return studio.print_sheet(folder, board, layout, language)


def now() -> str:
    """The time as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _failpoint() -> At:
    """Where the tests pull the plug: ``picture.written:kill``, or ``board.begin:ENOSPC`` for an error of the system."""
    step, _, fault = settings.failpoint().partition(":")
    if not step:
        return ignore

    def strike(reached: str) -> None:
        if reached == step:
            if fault == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            code = getattr(errno, fault)
            raise OSError(code, os.strerror(code))

    return strike
