"""``kadr speed``: what this machine does, measured now."""

import click

from kadr import machine
from kadr.cli import wishing
from kadr.cli.console import Speaker, print_json
from kadr.cli.verb import Verb, option
from kadr.speed import measure


def make(name: str, language: str) -> click.Command:
    """The verb."""
    params: list[click.Parameter] = [
        option(name, language, "--images", metavar="metavar-n", default="3"),
        option("any", language, "--json", is_flag=True),
    ]
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), **given))


def run(speaker: Speaker, *, images: str, json: bool) -> None:
    """Measure the draft artist and print the four lines."""
    count = wishing.whole_number("--images", images, least=1, most=1000) or 1
    measured = measure.draft(count)
    if json:
        print_json(measured)
        return
    speaker.report("speed.loaded", engine=measured.engine, seconds=f"{measured.seconds_open:.2f}")
    speaker.report("speed.one", seconds=f"{measured.seconds_first:.2f}", width=measured.width, height=measured.height)
    speaker.report("speed.many", n=count, seconds=f"{measured.seconds_all:.2f}")
    speaker.report("speed.memory", megabytes=f"{measured.peak_bytes / 1e6:.0f}")
    found = machine.look()
    facts = {"system": found.system, "processor": found.processor, "cores": found.cores}
    speaker.report("speed.note", memory=f"{found.memory / 1e9:.0f}", **facts)
