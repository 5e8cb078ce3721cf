"""kadr's SDXL against diffusers' own pipeline: the same random weights, fresh processes in turn.

    python -m kadr.speed.versus [--model FOLDER] [--size 768] [--steps 2] [--pairs 3] [--int8]

Without FOLDER a model of the real size is made and goes again (9.2 GB of disk). Each run paints one panel at full
guidance with one reference face and stops after so many steps; an image of twelve, one of a board of six, is worked
out from them. Getting the parts from the disk is in neither's time, but for kadr's encoders, which come and go. The
last line is JSON: peak_bytes, stock_peak_bytes, peak_ratio, step_ratio, image_ratio (stock / kadr, medians of pairs),
half_ratio (guidance on half of the steps, the tiny decoder), lightning_ratio (four steps without guidance, the tiny
decoder), max_abs_difference of the latents, std of kadr's.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from kadr import machine, memory, models
from kadr.board import Recipe
from kadr.engines.base import Event, Latents, Session
from kadr.engines.sdxl.engine import Sdxl
from kadr.engines.sdxl.told import Told
from kadr.memory import Ground, Need
from kadr.speed import sample

STEPS = 12
"""Of an image, in the preset FAST."""

PANELS = 6
"""Of a board, which share kadr's encoding; diffusers' pipeline encodes for every picture anew."""

BUDGET = 5_500_000_000
"""Bytes: what kadr promises for FAST in 16 bits."""

GUIDANCE, STRENGTH = 6.5, 0.5
ALONE = 1
"""The shot of the sample with one person in it; its number is its seed."""


def main() -> None:
    """Parent: the pairs and what they come to. Child: one run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--size", type=int, default=768)
    parser.add_argument("--steps", type=int, default=2)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--int8", action="store_true", help="weights in 8 bits: other pixels, half the memory")
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        print(json.dumps(SIDES[given.side](given)))
    elif given.model:
        _compare(given)
    else:
        from kadr.speed.finished import RandomModel

        with RandomModel(lambda message: print(message, flush=True)) as given.model:
            _compare(given)


def _compare(given: argparse.Namespace) -> None:
    runs: dict[str, list[dict[str, Any]]] = {side: [] for side in SIDES}
    with tempfile.TemporaryDirectory() as folder:
        for pair in range(given.pairs):
            for side in SIDES:
                runs[side].append(_run(side, given, Path(folder) / f"{side}.safetensors"))
                print(f"pair {pair + 1} of {given.pairs}, {side}: {json.dumps(runs[side][-1])}", flush=True)
        difference = _difference(*(Path(folder) / f"{side}.safetensors" for side in SIDES))
    ours, stock = runs["kadr"], runs["stock"]

    def ratio(name: str, own_name: str = "") -> float:
        return float(median(theirs[name] / own[own_name or name] for theirs, own in zip(stock, ours, strict=True)))

    peak, stock_peak = (max(run["peak_bytes"] for run in side) for side in (ours, stock))
    print(
        json.dumps(
            {
                "machine": machine.look().name,
                "size": given.size,
                "steps": given.steps,
                "pairs": given.pairs,
                "weights": "int8" if given.int8 else "16-bit",
                "peak_bytes": peak,
                "stock_peak_bytes": stock_peak,
                "peak_ratio": round(stock_peak / peak, 3),
                "step_ratio": round(ratio("seconds_per_step"), 3),
                "image_ratio": round(ratio("seconds_per_image"), 3),
                "half_ratio": round(ratio("seconds_per_image", "seconds_half"), 3),
                "lightning_ratio": round(ratio("seconds_per_image", "seconds_lightning"), 3),
                "max_abs_difference": difference,
                "std": ours[-1]["std"],
            }
        )
    )


def _run(side: str, given: argparse.Namespace, out: Path) -> dict[str, Any]:
    """One run in a process of its own."""
    command = [sys.executable, "-m", "kadr.speed.versus", "--side", side, "--out", str(out)]
    command += ["--model", str(given.model), "--size", str(given.size), "--steps", str(given.steps)]
    command += ["--int8"] if given.int8 else []
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _difference(one: Path, other: Path) -> float:
    from safetensors.torch import load_file

    return float((load_file(one)["latents"].float() - load_file(other)["latents"].float()).abs().max())


# ---------------------------------------------------------------------------------------------------------------
# One run
# ---------------------------------------------------------------------------------------------------------------


def _ours(given: argparse.Namespace) -> dict[str, Any]:
    need = Need(width=given.size, height=given.size, guided=True, decoder="full")
    ground = machine.ground()
    budget = 3_700_000_000 if given.int8 else BUDGET
    plan = memory.plan(need, Ground(device=ground.device, precision=ground.precision, budget=budget))
    digest, picture = sample.face()
    told = Told(
        prompt=sample.PROMPT,
        negative=sample.NEGATIVE,
        model=RANDOM,
        sampler="euler",
        num_inference_steps=given.steps,
        guidance_scale=GUIDANCE,
        ip_adapter_scale=STRENGTH,
        faces={0: (digest,)},
    )
    ticks: list[float] = []

    def on_event(event: Event) -> bool:
        if event.stage == "denoise":
            ticks.append(time.perf_counter())
        return True

    engine = Sdxl(
        assets=models.find(base=given.model), plan=plan, face_file=lambda _: picture, start_file=lambda _: picture
    )
    session = engine.open()
    sides = {"width": given.size, "height": given.size}
    recipe = sample.told_recipe(told, ALONE, engine, **sides)
    others = [msgspec.structs.replace(told, prompt=f"{told.prompt}, {number}") for number in range(1, PANELS)]
    board = [recipe, *(sample.told_recipe(other, ALONE, engine, **sides) for other in others)]
    began = time.perf_counter()
    session.prepare(board, on_event)
    shared = (time.perf_counter() - began) / PANELS
    plain = msgspec.structs.replace(told, guidance_scale=1.0, negative="", decoder="tiny")
    quick = sample.told_recipe(plain, ALONE, engine, **sides)
    session.paint(quick, on_event)  # the UNet is loaded
    ticks.clear()
    session.paint(quick, on_event)
    plain_step = _step(ticks)
    ticks.clear()
    began = time.perf_counter()
    latents = session.paint(recipe, on_event)
    painted = time.perf_counter()
    assert isinstance(latents, Latents)
    tiny, full = (_developed(session, each, latents) for each in (quick, recipe))
    given.out.write_bytes(latents.data)
    result = _result(began - shared, ticks, painted, painted + full, given)
    before, step = result["seconds_before"], result["seconds_per_step"]
    return {
        **result,
        "seconds_half": round(before + STEPS / 2 * (step + plain_step) + tiny, 2),
        "seconds_lightning": round(before + 4 * plain_step + tiny, 2),
    }


def _developed(session: Session, recipe: Recipe, latents: Latents) -> float:
    """Seconds of a decoding with the decoder loaded."""
    session.develop(recipe, latents, lambda event: True)
    began = time.perf_counter()
    session.develop(recipe, latents, lambda event: True)
    return time.perf_counter() - began


def _stock(given: argparse.Namespace) -> dict[str, Any]:
    """diffusers' pipeline as its documentation says: all parts resident, the adapter loaded."""
    import io

    import torch
    from diffusers import StableDiffusionXLPipeline
    from PIL import Image
    from safetensors.torch import save_file
    from transformers import CLIPImageProcessorPil, CLIPVisionModelWithProjection

    from kadr.engines.sdxl.sampler import sizes_for

    dtype = {"fp16": torch.float16, "bf16": torch.bfloat16, "fp32": torch.float32}[machine.ground().precision]
    device = machine.ground().device
    vision = CLIPVisionModelWithProjection.from_pretrained(given.model / "image_encoder", dtype=dtype)
    pipe = StableDiffusionXLPipeline.from_pretrained(
        given.model / "sdxl",
        torch_dtype=dtype,
        image_encoder=vision,
        feature_extractor=CLIPImageProcessorPil.from_pretrained(given.model / "image_encoder"),
    )
    pipe.load_ip_adapter(str(given.model), subfolder="", weight_name="adapter.safetensors", image_encoder_folder=None)
    pipe.set_ip_adapter_scale(STRENGTH)
    pipe.to(device)
    face = Image.open(io.BytesIO(sample.face()[1]))
    sizes = sizes_for(given.size, given.size)
    ticks: list[float] = []
    last: list[Any] = []

    def on_step(pipe: Any, step: int, time_: Any, found: dict[str, Any]) -> dict[str, Any]:
        ticks.append(time.perf_counter())
        last[:] = [found["latents"]]
        return found

    began = time.perf_counter()
    pipe(
        sample.PROMPT,
        negative_prompt=sample.NEGATIVE,
        ip_adapter_image=face,
        num_inference_steps=given.steps,
        guidance_scale=GUIDANCE,
        width=given.size,
        height=given.size,
        original_size=sizes.original,
        target_size=sizes.target,
        generator=torch.Generator().manual_seed(ALONE),
        callback_on_step_end=on_step,
    )
    ended = time.perf_counter()
    save_file({"latents": last[0].cpu().contiguous()}, given.out)
    return _result(began, ticks, ticks[-1], ended, given)


def _result(
    began: float, ticks: list[float], painted: float, ended: float, given: argparse.Namespace
) -> dict[str, Any]:
    from safetensors.torch import load_file

    latents = load_file(given.out)["latents"].float()
    step = _step(ticks)
    before = ticks[0] - began - step
    return {
        "seconds_before": round(before, 2),
        "seconds_per_step": round(step, 3),
        "seconds_decode": round(ended - painted, 2),
        "seconds_per_image": round(before + STEPS * step + ended - painted, 2),
        "peak_bytes": machine.peak_memory(),
        "finite": bool(latents.isfinite().all()),
        "std": round(float(latents.std()), 4),
    }


def _step(ticks: list[float]) -> float:
    """The median of the times between steps."""
    return median(later - earlier for earlier, later in pairwise(ticks)) if len(ticks) > 1 else 0.0


RANDOM = "random"
SIDES = {"kadr": _ours, "stock": _stock}

if __name__ == "__main__":
    main()
