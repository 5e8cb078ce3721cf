"""``kadr set``: a person's word on a panel or on somebody of the cast."""

from pathlib import Path

import click

from kadr import edits, wiring
from kadr.cli.console import Speaker, print_json
from kadr.cli.verb import Verb, argument, option

ECHO = 300
"""Letters of what was set that are said again."""


def make(name: str, language: str) -> click.Command:
    """The verb."""
    params = [
        argument(language, "target", "metavar-target"),
        argument(language, "values", "metavar-values", nargs=-1, required=True),
        option("set", language, "--board", metavar="metavar-board", type=click.Path(path_type=Path)),
        option("any", language, "--json", is_flag=True),
    ]
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), **given))


def run(speaker: Speaker, *, target: str, values: tuple[str, ...], board: Path | None, json: bool) -> None:
    """Set the values, and say what that changes."""
    assignments = [edits.split(value) for value in values]
    folder = wiring.find_board(board)
    before, after = wiring.change(folder, target, assignments, tell=speaker.remark)
    if json:
        print_json(after)
        return
    given = ", ".join(f"{field}={value}" for field, value in assignments)
    short = given if len(given) <= ECHO else given[:ECHO] + "…"
    speaker.report("set.done", target=target, given=short, revision=after.revision)
    changed = len(edits.stale(after, before))
    if changed:
        speaker.report("set.redraw", n=changed, folder=folder.path)
    if any(value == edits.AUTO and field != "name" and not edits.speaks(field) for field, value in assignments):
        speaker.report("set.given-back", source=after.source or "-")
