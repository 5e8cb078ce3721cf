"""``kadr maps``: what image models are steered with, from the same geometry as the drawn panels."""

from pathlib import Path

import click

from kadr import settings, wiring
from kadr.cli.console import Speaker, print_json
from kadr.cli.verb import Verb, argument, option


def make(name: str, language: str) -> click.Command:
    """The verb."""
    params = [
        argument(language, "panel", "metavar-panel", required=False),
        option(name, language, "-o", "--out", metavar="metavar-folder", type=click.Path(path_type=Path)),
        option("set", language, "--board", metavar="metavar-board", type=click.Path(path_type=Path)),
        option(name, language, "--size", metavar="metavar-size"),
        option("any", language, "--json", is_flag=True),
    ]
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), **given))


def run(
    speaker: Speaker, *, panel: str | None, out: Path | None, board: Path | None, size: str | None, json: bool
) -> None:
    """Draw the maps, and say where they are as each panel is done."""
    sides = settings.parse_size(size) if size else None
    folder = wiring.find_board(board)
    done = []
    for mapped in wiring.map_panels(folder, panel, out, sides, tell=speaker.remark):
        done.append(mapped)
        if not json:
            speaker.report("maps.done", number=mapped.number, n=len(mapped.files), folder=mapped.folder)
    if json:
        print_json({"board": folder.path, "panels": done})
