"""What a person asks for, and what is read for it."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import msgspec

from kadr import cast as casting
from kadr import presets, settings, story
from kadr.board import Character, Format, Origin
from kadr.composition import Order
from kadr.errors import BadScript, BadUse
from kadr.export.sheet import Layout, Paper
from kadr.library import BoardFolder, folder_name
from kadr.library.holding import Tell
from kadr.messages import say
from kadr.script import Form, Script
from kadr.wiring.boards import open_board
from kadr.wiring.clock import OUT, PATIENCE, failpoint
from kadr.wiring.hands import AUTO

LONGEST = 64_000_000
"""Bytes taken from a file or a pipe; the reader's own limit is lower, and speaks of it."""


Items = tuple[tuple[str, int], ...]
"""Takes to paint: each a panel's id and a take's number from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A board as a person asks for it, on the command line, in Python or in the browser; None means: not said.

    `script` is a file, the folder of a board, or "-" with the text itself in `text` (and in `name` what its file was
    called). `items` are the takes to paint;
    without them it is `takes` takes of the one `panel`, or of all. `people` are the cast of who has no cast file; with
    `fresh`, a board of the same name is left alone and another one made beside it.
    """

    script: str
    text: bytes = b""
    name: str = "-"
    form: Form | None = None
    encoding: str | None = None
    title: str | None = None
    cast: Path | None = None
    people: tuple[Character, ...] = ()
    panels: int | None = None
    seed: int | None = None
    style: str | None = None
    engine: str = AUTO
    panel: str | None = None
    takes: int = 1
    items: Items | None = None
    budget: int | None = None
    out: Path = OUT
    fresh: bool = False
    asked: settings.Asked = settings.Asked()  # noqa: RUF009  (frozen)
    redraw: bool = False
    remember: bool = True
    patience: float = PATIENCE
    longest: int | None = None  # letters of the script's text; None: as many as a file may have
    layout: Layout | None = None  # of the sheet; None: no sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A wish as an order for the board in `folder`, with the reference photos that the board is to keep."""

    folder: BoardFolder
    order: Order
    references: Mapping[str, bytes]


def place(wish: Wish, resolved: settings.Settings, tell: Tell) -> Placed:
    """The board's folder and what is wanted of it. Nothing is written: what is refused here leaves no trace."""
    cast, references = _cast(wish, resolved.character_traits)
    order = Order(
        script=None,
        cast=cast,
        format=Format(width=resolved.image_width, height=resolved.image_height),
        format_by=Origin.PERSON if wish.asked.size or wish.asked.aspect else Origin.CHOSEN,
        style=known_style(wish.style),
        seed=wish.seed,
    )
    if wish.script != "-" and Path(wish.script).is_dir():
        if wish.panels is not None or wish.form or wish.encoding or wish.seed is not None:
            raise BadUse(say("wiring.board-is-cut", path=wish.script))
        return Placed(folder=open_board(Path(wish.script)), order=order, references=references)
    script = read_script(wish, tell)
    folder = BoardFolder(_place_of(script.title, wish), at=failpoint())
    before = folder.load()
    told = story.break_down(script, order.cast or (before.cast if before else ()), panels=wish.panels)
    order = dataclasses.replace(order, script=script, shots=told.shots, people=told.people)
    return Placed(folder=folder, order=order, references=references)


def _place_of(title: str, wish: Wish) -> Path:
    """Where the board of that title is, or where a fresh one finds a free place."""
    name = folder_name(title)
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(wish.out / free for free in names if not wish.fresh or not (wish.out / free).exists())


def _cast(wish: Wish, traits: dict[str, str]) -> tuple[tuple[Character, ...], dict[str, bytes]]:
    """The cast file's characters, and those that only CHARACTER_TRAITS describes; and their reference photos."""
    read = [casting.kept(character, wish.cast.parent) for character in casting.read(wish.cast)] if wish.cast else []
    given = [*(character for character, _ in read), *wish.people]
    references = {name: data for _, pictures in read for name, data in pictures.items()}
    known = {name.casefold() for character in given for name in (character.name, *character.aliases)}
    others = {name: text for name, text in traits.items() if name.casefold() not in known}
    return (*given, *casting.from_traits(others)), references


def read_script(wish: Wish, tell: Tell) -> Script:
    """The script that `wish` names. Raises `BadScript`."""
    data, name = wish.text, wish.name
    if wish.script != "-":
        try:
            with Path(wish.script).open("rb") as file:
                data, name = file.read(LONGEST), Path(wish.script).name
        except FileNotFoundError as error:
            raise BadScript(say("wiring.no-script", path=wish.script)) from error
        except (OSError, ValueError) as error:
            detail = getattr(error, "strerror", None) or error
            raise BadScript(say("wiring.unreadable", path=wish.script, detail=detail)) from error
    script = story.read(data, name=name, form=wish.form, encoding=wish.encoding, remark=tell)
    letters = sum(len(element.text) for element in script.elements)
    if wish.longest is not None and letters > wish.longest:
        raise BadScript(say("serving.long-script", name=name, letters=letters, limit=wish.longest))
    return msgspec.structs.replace(script, title=wish.title.strip()) if wish.title and wish.title.strip() else script


def known_style(name: str | None) -> str | None:
    if name and name not in presets.names("style"):
        raise BadUse(say("wiring.no-style", name=name[:40], known=", ".join(presets.names("style"))))
    return name


def make_layout(grid: tuple[int, int] | None, paper: str) -> Layout:
    """A sheet's layout on a paper by its name; `grid` is columns and rows, None: kadr chooses. Raises `BadUse`."""
    if paper not in presets.names("paper"):
        raise BadUse(say("wiring.no-paper", name=paper, known=", ".join(presets.names("paper"))))
    columns, rows = grid or (None, None)
    return Layout(columns=columns, rows=rows, paper=presets.load("paper", paper, Paper))
