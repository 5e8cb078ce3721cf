"""``kadr move``, ``insert``, ``duplicate``, ``remove``, ``approve``, ``lock``, ``takes``, ``choose``, ``bring``,
``start``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kadr import edits, wiring
from kadr.board import Board
from kadr.cli.console import Speaker, print_json
from kadr.cli.verb import Verb, argument, option
from kadr.errors import BadBoard, BadPicture
from kadr.library import BoardFolder
from kadr.messages import say
from kadr.web.decoding import MOST_BYTES
from kadr.web.uploads import decode_picture

Do = Callable[..., tuple[Board, Board]]
"""From the board's folder and what the verb was given."""


def make(name: str, language: str) -> click.Command:
    """One of the verbs."""
    params = [
        *(argument(language, given, METAVARS[given], **more) for given, more in ARGUMENTS[name].items()),
        *(option("arrange", language, flag, **more) for flag, more in OPTIONS.get(name, {}).items()),
        option("set", language, "--board", metavar="metavar-board", type=click.Path(path_type=Path)),
        option("any", language, "--json", is_flag=True),
    ]
    run = list_takes if name == "takes" else change
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), name, **given))


def change(speaker: Speaker, name: str, *, board: Path | None, json: bool, **given: object) -> None:
    """Do what the verb says, and say what the board is now."""
    folder = wiring.find_board(board)
    before, after = DOINGS[name](folder, **given)
    if json:
        print_json(after)
        return
    speaker.report("arrange.done", revision=after.revision, numbers=", ".join(after.numbers()), n=len(after.panels))
    begun = {panel.id: panel.start for panel in before.panels}
    for panel, number in zip(after.panels, after.numbers(), strict=True):
        if panel.start and panel.start != begun.get(panel.id):
            facts = {"key": panel.start.take[:8], "strength": f"{panel.start.strength:g}", "folder": folder.path}
            speaker.report("arrange.begun", number=number, **facts)
    changed = sum(not panel.chosen for panel in edits.stale(after, before))
    if changed:
        speaker.report("set.redraw", n=changed, folder=folder.path)


def list_takes(speaker: Speaker, name: str, *, panel: str, board: Path | None, json: bool) -> None:
    """Every take of a panel, the newest last, with the one that is shown marked."""
    takes = wiring.takes_of(wiring.find_board(board), panel)
    if json:
        print_json(takes)
        return
    for take in takes:
        noted = [note for note, is_so in (("start", take.start), ("stale", take.stale)) if is_so]
        notes = ", ".join(speaker.text(f"arrange.{note}") for note in noted)
        facts = {"mark": "→" if take.chosen else " ", "key": take.key, "engine": take.engine}
        speaker.report("arrange.take", **facts, seed=take.seed, at=take.at, notes=notes)


def _approve(folder: BoardFolder, *, panel: str, no: bool) -> tuple[Board, Board]:
    return wiring.approve(folder, panel, not no)


def _lock(folder: BoardFolder, *, panel: str, no: bool) -> tuple[Board, Board]:
    return wiring.lock(folder, panel, not no)


def _bring(folder: BoardFolder, *, panel: str, picture: Path, fit: str, strength: float | None) -> tuple[Board, Board]:
    """The file is opened where files that people send to the server are: in a process with limits."""
    board = folder.load()
    if board is None:
        raise BadBoard(say("library.no-board", path=folder.path))
    try:
        with picture.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadPicture(say("arrange.no-file", path=picture, detail=error.strerror or error)) from error
    png = decode_picture(data, longest_side=2 * max(board.format.width, board.format.height), name=picture.name)
    return wiring.bring(folder, panel, png, fit=fit, strength=strength)


def _start(folder: BoardFolder, *, panel: str, key: str, strength: float | None) -> tuple[Board, Board]:
    return wiring.begin_from(folder, panel, None if key.lower() in NONE else key, strength)


NONE = ("none", "нет")
"""Instead of a take's key: the panel starts from nothing."""

DOINGS: dict[str, Do] = {
    "move": wiring.move,
    "insert": wiring.insert,
    "duplicate": wiring.duplicate,
    "remove": wiring.remove,
    "approve": _approve,
    "lock": _lock,
    "choose": wiring.choose,
    "bring": _bring,
    "start": _start,
}

METAVARS = {
    "panel": "metavar-one",
    "panels": "metavar-panels",
    "text": "metavar-text",
    "key": "metavar-key",
    "picture": "metavar-picture",
}
PANEL: dict[str, dict[str, Any]] = {"panel": {}}
ARGUMENTS: dict[str, dict[str, dict[str, Any]]] = {
    "move": PANEL,
    "insert": {"text": {}},
    "duplicate": PANEL,
    "remove": {"panels": {"nargs": -1, "required": True}},
    "approve": PANEL,
    "lock": PANEL,
    "takes": PANEL,
    "choose": {"panel": {}, "key": {}},
    "bring": {"panel": {}, "picture": {"type": click.Path(path_type=Path)}},
    "start": {"panel": {}, "key": {}},
}
STRENGTH: dict[str, dict[str, Any]] = {"--strength": {"metavar": "metavar-share", "type": float}}
OPTIONS: dict[str, dict[str, dict[str, Any]]] = {
    "move": {"--before": {"metavar": "metavar-number"}},
    "insert": {"--after": {"metavar": "metavar-number"}},
    "approve": {"--no": {"is_flag": True}},
    "lock": {"--no": {"is_flag": True}},
    "bring": {"--fit": {"metavar": "metavar-fit", "default": "cover"}, **STRENGTH},
    "start": STRENGTH,
}
"""What each verb takes beside --board and --json."""
