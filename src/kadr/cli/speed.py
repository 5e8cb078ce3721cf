"""``kadr speed``: what this machine does, measured now."""

from pathlib import Path
from typing import Any

import click

from kadr import machine, memory, quote, settings, wiring
from kadr.cli import wishing
from kadr.cli.console import Speaker, print_json
from kadr.cli.verb import Verb, option
from kadr.engines.base import Event
from kadr.errors import BadUse
from kadr.memory import Plan
from kadr.messages import say
from kadr.speed import finished, measure
from kadr.speed.measure import Measured

ENGINES = ("draft", "sdxl")


def make(name: str, language: str) -> click.Command:
    """The verb."""
    params: list[click.Parameter] = [
        option(name, language, "--engine", metavar="metavar-name", default="draft"),
        option(name, language, "--random-weights", is_flag=True),
        option(name, language, "--images", metavar="metavar-n", default="3"),
        option("wish", language, "--preset", metavar="metavar-name"),
        option("wish", language, "--size", metavar="metavar-size"),
        option("any", language, "--accelerator", metavar="metavar-name"),
        option("any", language, "--decoder", metavar="metavar-name"),
        option("any", language, "--model", metavar="metavar-folder"),
        option(name, language, "--steps", metavar="metavar-n"),
        option("any", language, "--budget", metavar="metavar-memory"),
        option("any", language, "--json", is_flag=True),
    ]
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), **given))


def run(speaker: Speaker, **given: Any) -> None:
    """Measure an engine and print the four lines; `--random-weights` and `--model` speak of SDXL."""
    engine = "sdxl" if given["random_weights"] or given["model"] else given["engine"]
    if engine not in ENGINES:
        raise BadUse(say("wiring.no-engine", name=engine, known=", ".join(ENGINES)))
    count = wishing.whole_number("--images", given["images"], least=1, most=1000) or 1
    measured = _finished(speaker, count, given) if engine == "sdxl" else measure.draft(count)
    if given["json"]:
        print_json(measured)
        return
    _four_lines(speaker, measured)
    if engine == "draft":
        _foretell(speaker)


def _finished(speaker: Speaker, count: int, given: dict[str, Any]) -> Measured:
    flags = {f"--{name}": given[name] for name in ("accelerator", "decoder", "model") if given[name] is not None}
    size = settings.parse_size(given["size"]) if given["size"] else None
    asked = settings.Asked(preset=given["preset"], size=size, flags=flags)
    wanted = finished.Wanted(
        settings=settings.resolve(asked, folder=Path.cwd()).settings,
        preset=given["preset"] or settings.DEFAULT_PRESET,
        images=count,
        steps=wishing.whole_number("--steps", given["steps"], least=1, most=200),
        budget=memory.parse_budget(given["budget"]) if given["budget"] else None,
        random_weights=given["random_weights"],
    )
    with speaker.progress() as progress:

        def tell(event: Event) -> None:
            progress.step(event)

        return finished.measure(wanted, remark=speaker.remark, tell=tell)


def _four_lines(speaker: Speaker, measured: Measured) -> None:
    size = {"width": measured.width, "height": measured.height}
    loaded = "loaded-model" if measured.weights else "loaded"
    projected = "-projected" if measured.projected else ""
    speaker.report(f"speed.{loaded}", engine=measured.engine, seconds=f"{measured.seconds_open:.2f}")
    speaker.report(f"speed.one{projected}", seconds=f"{measured.seconds_first:.2f}", **size)
    speaker.report(f"speed.many{projected}", n=measured.images, seconds=f"{measured.seconds_all:.2f}")
    speaker.report("speed.memory", megabytes=f"{measured.peak_bytes / 1e6:.0f}")
    if measured.weights:
        speaker.report(
            "speed.parts",
            encode=f"{measured.seconds_encode:.1f}",
            step=f"{measured.seconds_per_step:.2f}",
            steps=measured.steps,
            decode=f"{measured.seconds_decode:.1f}",
        )
        _card(speaker, measured)
    found = machine.look()
    facts = {"system": found.system, "processor": found.processor, "cores": found.cores}
    speaker.report("speed.note", memory=f"{found.memory / 1e9:.0f}", **facts)


def _card(speaker: Speaker, measured: Measured) -> None:
    """The work of a picture, the machine's own peak, and how much of it was reached."""
    speaker.report(
        "speed.card",
        tflop=f"{sum(measured.tflop.values()):.0f}",
        step=f"{measured.tflop_per_step:.1f}",
        peak=f"{measured.peak_tflops:.2f}",
        floor=f"{sum(measured.tflop.values()) / measured.peak_tflops:.0f}",
        share=f"{100 * measured.share:.0f}",
    )


def _foretell(speaker: Speaker) -> None:
    """What a finished picture would take here, from the plan: a projection, and called one."""
    preset = settings.DEFAULT_PRESET
    values = settings.Settings(**settings.preset_values(preset))
    ground = machine.ground()
    cost = quote.quote(quote.work_of(preset, values, "none"), wiring.hardware(ground))
    if not isinstance(cost.fits, Plan):
        speaker.remark(cost.fits)
        return
    seconds = f"{cost.seconds:.0f}" if cost.seconds else "?"
    told = "speed.foretold-measured" if cost.measured else "speed.foretold"
    speaker.report(told, seconds=seconds, gigabytes=f"{cost.fits.peak / 1e9:.1f}", preset=preset, source=cost.source)
