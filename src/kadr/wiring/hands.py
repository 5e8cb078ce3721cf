"""Which engine paints, in what memory, and what it is told of each panel."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import msgspec

from kadr import cast, machine, memory, models, presets, prompts, quote, sampling
from kadr.board import Format, Shot, Subject
from kadr.engines.base import Engine
from kadr.engines.draft import DraftArtist
from kadr.engines.sdxl.engine import Sdxl
from kadr.engines.sdxl.told import Told
from kadr.errors import BadBoard, BadUse
from kadr.library import BoardFolder
from kadr.messages import Message, say
from kadr.settings import Settings
from kadr.wiring.pacing import Pacer, pacer

AUTO = "auto"
"""The engine of everyday life: drafts what has no picture, and leaves finished pictures alone."""

DEFAULT_STYLE = "ink"

POINT = 8
"""Pixels to a point of the latents, each way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """An engine with all that it needs. `controls` gives what it is told of a panel, `remarks` is what a person should
    know before it begins; `any_engine`: pictures of other engines are good too. `peaks`: bytes of memory that it is
    predicted to take by stage; empty if too few to plan. `pacer` measures how fast it is, if there is one."""

    engine: Engine
    controls: Callable[[Shot, Subject], Mapping[str, int | float | str]]
    remarks: tuple[Message, ...] = ()
    any_engine: bool = False
    peaks: Mapping[str, int] = dataclasses.field(default_factory=dict)
    pacer: Pacer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What an engine may take: the settings, the size of the pictures, the bytes of memory (None: what the machine has
    free), how many reference photos there are, of each panel that is asked for the strength of its start (None: it has
    none), and stages in which memory ran out with what was planned for them."""

    settings: Settings
    format: Format
    budget: int | None = None
    references: int = 0
    starts: Sequence[float | None] = ()
    short: Mapping[str, int] = dataclasses.field(default_factory=dict)


def make_hand(name: str, means: Means, folder: BoardFolder) -> Hand:
    """The engine `name` ready to work on the board in `folder`. Raises `BadUse` with the names that there are, and
    where models or memory are missing `NoModel` or `DoesNotFit`."""
    if name not in HANDS:
        raise BadUse(say("wiring.no-engine", name=name, known=", ".join(sorted(HANDS))))
    return HANDS[name](means, folder)


def _draft(means: Means, folder: BoardFolder) -> Hand:
    return Hand(engine=DraftArtist(), controls=untold, remarks=_only_ink(means))


def _auto(means: Means, folder: BoardFolder) -> Hand:
    return Hand(engine=DraftArtist(), controls=untold, remarks=_only_ink(means), any_engine=True)


def _only_ink(means: Means) -> tuple[Message, ...]:
    style = means.format.style
    return (say("wiring.style-later", name=style),) if style not in ("", DEFAULT_STYLE) else ()


def untold(shot: Shot, subject: Subject) -> Mapping[str, int | float | str]:
    """The draft artist is told nothing beyond the subject."""
    return {}


def _sdxl(means: Means, folder: BoardFolder) -> Hand:
    wanted = means.settings
    _check_sides(means.format)
    sampling.check(wanted.accelerator, wanted.num_inference_steps, wanted.guidance_scale)
    assets = models.find(base=wanted.model or None, accelerator=sampling.lora_of(wanted.accelerator))
    need = memory.Need(
        width=means.format.width,
        height=means.format.height,
        guided=wanted.guidance_scale > 1,
        decoder=wanted.decoder,
        faces=max(1, means.references),
        starts=any(means.starts),
    )
    plan = memory.plan(need, machine.ground(means.budget), short=means.short)
    shared = told_by(wanted, plan, assets)

    def controls(shot: Shot, subject: Subject) -> Mapping[str, int | float | str]:
        style = presets.load("style", subject.format.style or DEFAULT_STYLE, prompts.Style)
        prompt = prompts.compose(shot, {character.name: character for character in subject.cast}, style)
        faces = {
            place: tuple(cast.digest_of(name) for name in character.references)
            for place, character in enumerate(subject.cast)
            if character.references
        }
        negative = prompt.negative if shared.guided else ""
        return msgspec.structs.replace(shared, prompt=prompt.text, negative=negative, faces=faces).controls()

    engine = Sdxl(
        assets=assets,
        plan=plan,
        face_file=lambda digest: folder.reference(cast.name_of(digest)),
        start_file=lambda key: start_png(folder, key),
    )
    sides = {"image_width": means.format.width, "image_height": means.format.height}
    work = quote.work_of("", msgspec.structs.replace(wanted, **sides), wanted.accelerator, wanted.decoder)
    taken = [sampling.steps_taken(work.steps, strength or 1.0) for strength in means.starts] or [work.steps]
    follow = pacer(msgspec.structs.replace(work, steps=round(fmean(taken))), shared, plan, assets)
    return Hand(engine=engine, controls=controls, remarks=plan.reasons, peaks=plan.peaks, pacer=follow)


def start_png(folder: BoardFolder, key: str) -> bytes:
    """The PNG of a take that a panel starts from. Raises `BadBoard` where it is gone or damaged."""
    if folder.take(key) is None:
        raise BadBoard(say("wiring.start-gone", key=key[:8]))
    return folder.picture(key).read_bytes()


def told_by(wanted: Settings, plan: memory.Plan, assets: models.Assets) -> Told:
    """What SDXL is told of every panel alike; prompts and faces are still empty."""
    accelerator = sampling.load_accelerator(wanted.accelerator)
    return Told(
        prompt="",
        negative="",
        model=_digest(assets, wanted.decoder),
        sampler=sampling.sampler_for(accelerator, wanted.num_inference_steps),
        num_inference_steps=wanted.num_inference_steps,
        guidance_scale=wanted.guidance_scale,
        guidance_start=wanted.guidance_start,
        guidance_stop=wanted.guidance_stop,
        ip_adapter_scale=wanted.ip_adapter_scale,
        accelerator=wanted.accelerator,
        decoder=wanted.decoder,
        weights="int8" if plan.int8 else "16-bit",
        tile=plan.tile or 0,
    )


def _check_sides(form: Format) -> None:
    """SDXL paints in points of eight pixels. Raises `BadUse` with the nearest size that has whole ones."""
    if form.width % POINT or form.height % POINT:
        nearest = "x".join(str(max(64, round(side / POINT) * POINT)) for side in (form.width, form.height))
        raise BadUse(say("wiring.eights", given=f"{form.width}x{form.height}", nearest=nearest))


def _digest(assets: models.Assets, decoder: str) -> str:
    """The name of the model files that fix a picture's pixels: the tiny decoder is one of them where it decodes."""
    tiny = assets.digests.get("tiny_decoder", "") if decoder == "tiny" else ""
    return " ".join(part[:32] for part in (assets.digest, tiny) if part)


HANDS: dict[str, Callable[[Means, BoardFolder], Hand]] = {AUTO: _auto, "draft": _draft, "sdxl": _sdxl}
"""Every engine by its name."""

WITH_MODELS = frozenset({"sdxl"})
"""Those that paint with models: on a device, one at a time."""
