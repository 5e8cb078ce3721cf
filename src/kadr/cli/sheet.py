"""``kadr sheet``: the printed pages of a board, in another grid or on another paper."""

import re
from pathlib import Path

import click

from kadr import wiring
from kadr.cli.console import Speaker, print_json
from kadr.cli.verb import Verb, argument, option
from kadr.errors import BadUse
from kadr.messages import say


def make(name: str, language: str) -> click.Command:
    """The verb."""
    params = [
        argument(language, "board", "metavar-board", type=click.Path(path_type=Path)),
        option(name, language, "--grid", metavar="metavar-grid"),
        option(name, language, "--paper", metavar="metavar-name", default="a4"),
        option("any", language, "--json", is_flag=True),
    ]
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), **given))


def run(speaker: Speaker, *, board: Path, grid: str | None, paper: str, json: bool) -> None:
    """Print the sheet of `board`."""
    layout = wiring.make_layout(parse_grid(grid) if grid else None, paper)
    folder = wiring.open_board(board)
    pages = wiring.print_sheet(folder, layout, language=speaker.language, tell=speaker.remark, patience=wiring.PATIENCE)
    if json:
        print_json({"sheet": pages[0], "sheets": pages})
    else:
        speaker.report("cli.sheet-at", n=len(pages), path=pages[0])


def parse_grid(text: str) -> tuple[int, int]:
    """ "3x2" as three columns and two rows, each 1 to 8. Raises `BadUse`."""
    found = re.fullmatch(r"\s*([1-8])\s*[xх×*]\s*([1-8])\s*", text, re.IGNORECASE)
    if not found:
        raise BadUse(say("cli.grid", given=text[:40]))
    return int(found[1]), int(found[2])
