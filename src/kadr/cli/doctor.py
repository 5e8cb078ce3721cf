"""``kadr doctor``: what this machine has and lacks for kadr."""

from pathlib import Path

import click

from kadr import machine, wiring
from kadr.cli.console import Speaker, print_json
from kadr.cli.verb import Verb, option
from kadr.models import sets
from kadr.models.finding import place_of

ROOM_NEEDED = 200_000_000
"""Bytes free on the disk below which boards of a few hundred drafts get tight."""


def make(name: str, language: str) -> click.Command:
    """The verb."""
    params: list[click.Parameter] = [option("any", language, "--json", is_flag=True)]
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), **given))


def run(speaker: Speaker, *, json: bool) -> None:
    """Look at the machine and say what it means."""
    found = machine.look()
    free = machine.free_disk(Path.cwd())
    if json:
        print_json({"machine": found, "disk_free": free, "engines": sorted(wiring.HANDS)})
        return
    gigabyte = 1e9
    speaker.report("doctor.machine", system=found.system, processor=found.processor, cores=found.cores)
    speaker.report("doctor.memory", total=f"{found.memory / gigabyte:.1f}", free=f"{found.memory_free / gigabyte:.1f}")
    roomy = "doctor.disk" if free >= ROOM_NEEDED else "doctor.disk-tight"
    speaker.report(roomy, free=f"{free / gigabyte:.1f}", folder=Path.cwd())
    speaker.report("doctor.python", version=found.python)
    speaker.report("doctor.draft")
    if found.torch and found.diffusers:
        speaker.report("doctor.torch", torch=found.torch, diffusers=found.diffusers)
        here = place_of(sets.of_role("base"), quiet=True)
        speaker.report("doctor.models" if here else "doctor.no-models")
    else:
        speaker.report("doctor.no-torch")
