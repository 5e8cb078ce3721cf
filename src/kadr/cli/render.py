"""``kadr render``: a script becomes a board."""

import time
from typing import Any

import click

from kadr import lexicon, memory, settings, wiring
from kadr.board import Board
from kadr.cli import wishing
from kadr.cli.console import Speaker, print_json
from kadr.cli.verb import Verb, option
from kadr.errors import Busy
from kadr.messages import say
from kadr.studio import Ended
from kadr.wiring.home import server_beside
from kadr.wiring.serving import DEVICE, LANES


def make(name: str, language: str) -> click.Command:
    """The verb."""
    params = [
        *wishing.params(name, language),
        option(name, language, "--engine", metavar="metavar-name", default=wiring.AUTO),
        option(name, language, "--panel", metavar="metavar-number"),
        option(name, language, "--takes", metavar="metavar-n"),
        *(option("any", language, flag, metavar="metavar-value") for flag in settings.FLAGS),
        option("any", language, "--budget", metavar="metavar-memory"),
        option(name, language, "--paper", metavar="metavar-name", default="a4"),
        option(name, language, "--no-sheet", is_flag=True),
        option(name, language, "--no-metadata", is_flag=True),
        option(name, language, "--redraw", is_flag=True),
        option(name, language, "--wait", metavar="metavar-seconds", default=str(int(wiring.PATIENCE))),
        option("any", language, "--json", is_flag=True),
    ]
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), **given))


def run(speaker: Speaker, **given: Any) -> int:
    """Render, and report it. 1 when a panel failed."""
    wish = wishing.wish(
        given,
        engine=given["engine"],
        panel=given["panel"],
        takes=wishing.whole_number("--takes", given["takes"], least=1, most=99) or 1,
        budget=memory.parse_budget(given["budget"]) if given["budget"] else None,
        redraw=given["redraw"],
        remember=not given["no_metadata"],
        patience=wishing.whole_number("--wait", given["wait"], most=86_400) or 0,
        layout=None if given["no_sheet"] else wiring.make_layout(None, given["paper"]),
    )
    _mind_the_server(speaker, wish)
    began = time.monotonic()
    with speaker.progress() as progress:
        done = wiring.render(
            wish,
            language=speaker.language,
            tell=speaker.remark,
            watch=progress.watch,
            on_step=progress.step,
            foresee=progress.foresee,
        )
    if given["json"]:
        print_json(_document(done))
    else:
        _say(speaker, done, time.monotonic() - began)
        if wish.engine == wiring.AUTO:
            speaker.report("cli.finish", folder=done.folder)
    return int(any(panel.status == "failed" for panel in done.panels))


def _mind_the_server(speaker: Speaker, wish: wiring.Wish) -> None:
    """Say that a server shows the board too. A model that it may have loaded does not fit into memory twice: raises
    `Busy`."""
    beside = server_beside(wish.script, wish.out)
    if beside and LANES.get(wish.engine) == DEVICE:
        raise Busy(say("serving.render-there", url=beside.url))
    if beside:
        speaker.remark(say("serving.beside", url=beside.url))


def _document(done: wiring.Storyboard) -> dict[str, object]:
    return {
        "title": done.board.title,
        "folder": done.folder,
        "panels": [_panel(panel) for panel in done.panels],
        "sheet": done.sheets[0] if done.sheets else None,
        "sheets": done.sheets,
    }


def _panel(panel: Ended) -> dict[str, object]:
    fields = ("id", "number", "path", "width", "height", "key", "status")
    reason = {"reason": str(panel.reason)} if panel.reason else {}
    return {**{field: getattr(panel, field) for field in fields}, **reason}


def _say(speaker: Speaker, done: wiring.Storyboard, seconds: float) -> None:
    count = {
        status: sum(panel.status == status for panel in done.panels) for status in ("drawn", "unchanged", "failed")
    }
    total = len(done.panels)
    if count["unchanged"] == total:
        speaker.report("cli.all-unchanged", n=total, total=total)
    else:
        speaker.report(
            "cli.drawn", n=count["drawn"], total=total, seconds=f"{seconds:.1f}", unchanged=count["unchanged"]
        )
    if count["failed"]:
        speaker.report("cli.failed", n=count["failed"])
    if any(panel.outdated for panel in done.panels):
        speaker.report("cli.outdated", n=sum(panel.outdated for panel in done.panels))
    _say_what_is_missing(speaker, done.board)
    speaker.report("cli.folder", folder=done.folder)
    if done.sheets:
        speaker.report("cli.sheet-at", n=len(done.sheets), path=done.sheets[0])
    speaker.report("cli.next", folder=done.folder)


def _say_what_is_missing(speaker: Speaker, board: Board) -> None:
    """Panels in which nobody, or no place, was recognised: the pictures are poorer than the script."""
    numbered = list(zip(board.numbers(), (panel.shot for panel in board.panels), strict=True))
    empty = [number for number, shot in numbered if not shot.figures]
    if empty:
        speaker.remark(say("cli.nobody", n=len(empty), numbers=_listed(empty)))
    bare = [number for number, shot in numbered if not shot.place]
    if bare:
        known = _listed(
            [lexicon.name("place", place, speaker.language) for place in lexicon.concepts("place")], most=12
        )
        speaker.remark(say("cli.nowhere", n=len(bare), numbers=_listed(bare), known=known))


def _listed(words: list[str], *, most: int = 8) -> str:
    return ", ".join(words[:most]) + (", ..." if len(words) > most else "")
