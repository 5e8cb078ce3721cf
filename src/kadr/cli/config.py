"""``kadr config``: every setting, its value, and where it came from."""

from pathlib import Path

import click
import msgspec
from rich.table import Table

from kadr import settings
from kadr.cli.console import Speaker, print_json
from kadr.cli.verb import Verb, option


def make(name: str, language: str) -> click.Command:
    """The verb."""
    params: list[click.Parameter] = [
        option("wish", language, "--preset", metavar="metavar-name"),
        option("wish", language, "--size", metavar="metavar-size"),
        option("wish", language, "--aspect", metavar="metavar-aspect"),
        option("wish", language, "--config", metavar="metavar-file", type=click.Path(path_type=Path)),
        option("any", language, "--json", is_flag=True),
    ]
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), **given))


def run(
    speaker: Speaker, *, preset: str | None, size: str | None, aspect: str | None, config: Path | None, json: bool
) -> None:
    """Print all settings as a render would find them here."""
    asked = settings.Asked(
        preset=preset,
        config=config,
        size=settings.parse_size(size) if size else None,
        aspect=settings.parse_aspect(aspect) if aspect else None,
    )
    resolved = settings.resolve(asked, folder=Path.cwd())
    values = msgspec.structs.asdict(resolved.settings)
    origins = {name: origin.text(speaker.language) for name, origin in resolved.origins.items()}
    if json:
        print_json({name.upper(): {"value": value, "from": origins[name]} for name, value in values.items()})
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("setting", "value", "origin"):
        table.add_column(speaker.text(f"cli.{heading}"))
    for name, value in values.items():
        table.add_row(name.upper(), repr(value), origins[name])
    speaker.out.print(table)
