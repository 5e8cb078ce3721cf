"""``kadr show``: what a picture remembers of how it was made."""

from pathlib import Path

import click

from kadr import metadata, wiring
from kadr.cli.console import Speaker, print_json
from kadr.cli.verb import Verb, argument, option


def make(name: str, language: str) -> click.Command:
    """The verb."""
    params = [
        argument(language, "picture", "metavar-picture", type=click.Path(path_type=Path)),
        option("any", language, "--json", is_flag=True),
    ]
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), **given))


def run(speaker: Speaker, *, picture: Path, json: bool) -> None:
    """Print what `picture` remembers, and which panels show it."""
    remembered = metadata.read(picture)
    if json:
        print_json(remembered)
        return
    for number, approved in wiring.panels_that_show(picture):
        speaker.report("show.approved" if approved else "show.panel", number=number)
    if remembered.record:
        recipe = remembered.record.recipe
        form = recipe.subject.format
        speaker.report("show.engine", engine=recipe.engine, edition=recipe.edition)
        speaker.report("show.size", width=form.width, height=form.height, style=form.style)
        speaker.report("show.seed", seed=recipe.seed)
        speaker.report("show.key", key=remembered.record.key)
        for character in recipe.subject.cast:
            speaker.report("show.character", name=character.name, traits=character.traits or "—")
    if remembered.source_type:
        speaker.report("show.source", uri=remembered.source_type)
    if remembered.parameters:
        speaker.report("show.parameters", text=remembered.parameters)
