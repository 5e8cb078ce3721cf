"""``kadr plan``: what finished pictures would take here, before anything is downloaded."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.table import Table

from kadr import machine, memory, presets, quote, settings, wiring
from kadr.cli.console import Speaker, print_json
from kadr.cli.verb import Verb, option
from kadr.errors import BadUse
from kadr.memory import Plan, gigabytes
from kadr.messages import Message, say
from kadr.quote import Quote, Work

OWN = "config"
"""The name of the settings where they are none of the presets."""

PLAIN = "none"
"""The accelerator that changes nothing."""

ORDER = ("ultra_fast", "fast", "balanced", "quality")
"""The presets, from the cheapest."""


def make(name: str, language: str) -> click.Command:
    """The verb."""
    params: list[click.Parameter] = [
        option(name, language, "--budget", metavar="metavar-memory"),
        option("wish", language, "--preset", metavar="metavar-name"),
        option("wish", language, "--size", metavar="metavar-size"),
        option("wish", language, "--aspect", metavar="metavar-aspect"),
        option("wish", language, "--config", metavar="metavar-file", type=click.Path(path_type=Path)),
        option(name, language, "--wishes", is_flag=True),
        option("any", language, "--json", is_flag=True),
    ]
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), **given))


def run(speaker: Speaker, *, budget: str | None, wishes: bool, json: bool, **given: Any) -> None:
    """Say what each preset takes, and which kadr would take."""
    resolved = settings.resolve(_asked(given), folder=Path.cwd()).settings
    wanted = memory.parse_budget(budget) if budget else None
    ground = machine.ground(wanted)
    found = machine.look()
    hardware = wiring.hardware(ground, resolved.model)
    works, chosen = _works(resolved, given)
    quotes = [quote.quote(work, hardware) for work in works]
    best = quotes[works.index(chosen)]
    others = [(work, cost) for work, cost in zip(works, quotes, strict=True) if cost.preset == best.preset]
    answers = memory.answers(resolved, best.fits) if isinstance(best.fits, Plan) else ()
    if json:
        told = [answer.text(speaker.language) for answer in answers]
        rows = [_row(speaker, work, cost) for work, cost in zip(works, quotes, strict=True)]
        choice = {"preset": best.preset, "accelerator": best.accelerator}
        print_json({"machine": found, "ground": ground, "quotes": rows, "choice": choice, "wishes": told})
        return
    _say_where(speaker, found, ground, wanted)
    _print(speaker, _costs(speaker, works, quotes))
    if any(isinstance(cost.fits, Plan) for cost in quotes):
        speaker.report("plan.by-stage")
        _print(speaker, _stages(speaker, quotes))
    _say_choice(speaker, best, given["preset"], others)
    other = {cost.source.text(speaker.language): cost for cost in quotes if cost.source != best.source}
    for source in other:
        named = dict.fromkeys(cost.preset for cost in quotes if cost.source.text(speaker.language) == source)
        _paragraph(speaker, say("plan.other-time", names=", ".join(named), source=source))
    for answer in answers if wishes else ():
        _paragraph(speaker, answer)


def _asked(given: dict[str, Any]) -> settings.Asked:
    if given["size"] and given["aspect"]:
        raise BadUse(say("cli.size-or-aspect"))
    return settings.Asked(
        preset=given["preset"],
        config=given["config"],
        size=settings.parse_size(given["size"]) if given["size"] else None,
        aspect=settings.parse_aspect(given["aspect"]) if given["aspect"] else None,
    )


def _works(resolved: settings.Settings, given: dict[str, Any]) -> tuple[list[Work], Work]:
    """All that is quoted, each without and with the accelerators; and which one the settings mean."""
    shape = {"size": given["size"], "aspect": given["aspect"]}
    named = [given["preset"]] if given["preset"] else ORDER
    numbers: list[tuple[str, settings.Settings]] = []
    for name in named:
        of_preset = _asked({"config": None, **shape, "preset": name})
        numbers.append((name, settings.resolve(of_preset, folder=Path("/"), environment={}).settings))
    fields = (*settings.Preset.__struct_fields__, "guidance_start", "guidance_stop")
    same = [name for name, preset in numbers if all(getattr(preset, f) == getattr(resolved, f) for f in fields)]
    mine = same[0] if same else OWN
    if not same:
        numbers.insert(0, (OWN, resolved))
    accelerators = (PLAIN, *(name for name in presets.names("accelerator") if name != PLAIN))
    works = [quote.work_of(name, preset, faster) for name, preset in numbers for faster in accelerators]
    return works, next(work for work in works if (work.preset, work.accelerator) == (mine, PLAIN))


# ---------------------------------------------------------------------------------------------------------------
# In words
# ---------------------------------------------------------------------------------------------------------------


def _say_where(speaker: Speaker, found: machine.Machine, ground: machine.Ground, wanted: int | None) -> None:
    name = say(f"plan.on-{ground.device}", precision=ground.precision)
    facts = {"system": found.system, "processor": found.processor, "cores": found.cores, "where": name}
    _paragraph(speaker, say("plan.machine", **facts, budget=gigabytes(ground.budget)))
    if wanted and wanted > ground.budget:
        _paragraph(speaker, say("plan.capped", wanted=gigabytes(wanted), budget=gigabytes(ground.budget)))
    if not found.torch:
        _paragraph(speaker, say("plan.no-torch"))


def _costs(speaker: Speaker, works: Sequence[Work], quotes: Sequence[Quote]) -> Table:
    headings = ("preset", "accelerator", "picture", "fits", "memory", "work", "floor", "panel", "board")
    table = _table(speaker, headings, left=2)
    for work, cost in zip(works, quotes, strict=True):
        plan = cost.fits if isinstance(cost.fits, Plan) else None
        table.add_row(
            *_names(speaker, cost),
            f"{work.width}x{work.height}",
            speaker.text("plan.no" if not plan else "plan.int8" if plan.int8 else "plan.yes"),
            speaker.text("plan.gigabytes", amount=gigabytes(plan.peak, up=True)) if plan else "",
            f"{sum(cost.tflop.values()):.0f}",
            *(_time(speaker, seconds) for seconds in (cost.floor_seconds, cost.seconds, cost.board_seconds())),
        )
    return table


def _stages(speaker: Speaker, quotes: Sequence[Quote]) -> Table:
    stages = ("encode", "faces", "bind", "denoise", "decode")
    table = _table(speaker, ("preset", "accelerator", *(f"stage-{stage}" for stage in stages)), left=2)
    for cost in quotes:
        if isinstance(cost.fits, Plan):
            figures = [gigabytes(cost.fits.peaks[stage], up=True) for stage in stages]
            table.add_row(*_names(speaker, cost), *figures)
    return table


def _table(speaker: Speaker, headings: Sequence[str], *, left: int) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for place, heading in enumerate(headings):
        justify = "left" if place < left else "right"
        table.add_column(speaker.text(f"plan.{heading}"), justify=justify, vertical="bottom")  # type: ignore[arg-type]
    return table


def _names(speaker: Speaker, cost: Quote) -> tuple[str, str]:
    plain = speaker.text("plan.plain") if cost.accelerator == PLAIN else cost.accelerator
    return (speaker.text("plan.own") if cost.preset == OWN else cost.preset), plain


def _say_choice(speaker: Speaker, best: Quote, asked: str | None, others: Sequence[tuple[Work, Quote]]) -> None:
    name = speaker.text("plan.own") if best.preset == OWN else best.preset
    why = say("plan.asked" if asked else "plan.from-config" if best.preset == OWN else "plan.default")
    if isinstance(best.fits, Plan):
        _paragraph(speaker, say("plan.choice", name=name, why=why))
        for reason in best.fits.reasons:
            _paragraph(speaker, reason)
        for work, quick in others:
            if isinstance(quick.fits, Plan) and quick is not best:
                _paragraph(speaker, _quicker(work, times=sum(best.tflop.values()) / sum(quick.tflop.values())))
    else:
        _paragraph(speaker, say("plan.no-choice", name=name, why=why, reason=best.fits))
    _paragraph(speaker, say("plan.time", source=best.source))


def _quicker(work: Work, *, times: float) -> Message:
    guided = "none" if not work.guided else "part" if work.guided < 1 else "all"
    how = say(f"plan.guided-{guided}", percent=round(work.guided * 100))
    return say("plan.quicker", name=work.accelerator, times=f"{times:.1f}", steps=work.steps, how=how)


def _paragraph(speaker: Speaker, message: Message) -> None:
    """Wrapped between words, with an empty line after it."""
    speaker.out.print(message.text(speaker.language) + "\n", markup=False, soft_wrap=False)


def _print(speaker: Speaker, table: Table) -> None:
    speaker.out.print(table)
    speaker.out.print()


def _time(speaker: Speaker, seconds: float | None) -> str:
    """ "12 s", "7 min", "2.1 h"; "?" where it is not known."""
    if seconds is None:
        return "?"
    for unit, length, most in (("seconds", 1, 90), ("minutes", 60, 5400), ("hours", 3600, float("inf"))):
        if seconds < most:
            amount = seconds / length
            return speaker.text(f"plan.{unit}", amount=f"{amount:.{1 if unit == 'hours' else 0}f}")
    raise ValueError(seconds)


def _row(speaker: Speaker, work: Work, cost: Quote) -> dict[str, Any]:
    """A quote for programs: numbers in bytes, TFLOP and seconds, sentences in the language asked for."""
    plan, reason = None, None
    if isinstance(cost.fits, Plan):
        told = [reason.text(speaker.language) for reason in cost.fits.reasons]
        plan = {**msgspec.structs.asdict(cost.fits), "peak": cost.fits.peak, "reasons": told}
    else:
        reason = cost.fits.text(speaker.language)
    return {
        **msgspec.structs.asdict(work),
        "fits": plan is not None,
        "plan": plan,
        "reason": reason,
        "tflop": cost.tflop,
        "tflop_once": cost.once,
        "floor_seconds": cost.floor_seconds,
        "seconds": cost.seconds,
        "board_seconds": cost.board_seconds(),
        "source": cost.source.text(speaker.language),
        "measured": {"at": cost.measured.at, "panels": cost.measured.panels} if cost.measured else None,
    }
