"""How much memory every stage of SDXL takes here: the figures that `kadr.memory` predicts from.

    python tests/measure_memory.py FOLDER [--size 768x768] [--steps 2] [--beside] [--precision fp32] [--int8] [--start]

FOLDER holds a model of the real size with nothing learnt (it is made there if it is empty: 9 GB of disk). Each size
runs in a process of its own; what is printed are the peaks of the whole process in bytes (VmHWM, set back before each
stage), as one JSON line a size. Linux, CPU; bf16 and 16-bit weights unless asked otherwise. ``--start`` measures only
the encoder of pictures that panels start from.
"""

import argparse
import ctypes
import gc
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kadr import machine

STATUS = Path("/proc/self/status")
SIZES = ("512x512", "768x768", "1024x576", "1024x1024")
DECODERS = (("tiny", "taesdxl", None), ("tile256", "sdxl/vae", 256), ("tile512", "sdxl/vae", 512))
WHOLE = ("whole", "sdxl/vae", None)
STARTS = (("start tile256", 256), ("start tile512", 512), ("start whole", 0))
TEXTS = ("a man in a red hat walks through a bazaar", "blurry")


class Peaks:
    """The high-water marks of this process, stage by stage."""

    def __init__(self) -> None:
        self.found: dict[str, int] = {}

    def mark(self, stage: str) -> None:
        """What went on since the last mark was `stage`."""
        gc.collect()
        self.found[stage] = _status("VmHWM")
        ctypes.CDLL(None).malloc_trim(0)
        self.found[f"{stage} after"] = _status("VmRSS")
        print(f"  {stage:16} {self.found[stage] / 1e9:.3f}", file=sys.stderr, flush=True)
        Path("/proc/self/clear_refs").write_text("5")


def _status(name: str) -> int:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) * 1024


def measure(folder: Path, picture: tuple[int, int, int], dtype: Any, *, int8: bool, beside: bool) -> dict[str, int]:
    """The peaks of one process that goes all the way to one picture: its width, height and steps."""
    import torch

    from kadr.engines.sdxl import unet

    machine.steady_memory()
    peaks, device = Peaks(), torch.device("cpu")
    peaks.mark("import")
    with torch.inference_mode():
        passes = _bound(folder, peaks, dtype, device)
        config = unet.read_config(folder / "sdxl/unet/config.json")
        latents, network = _denoised(folder, peaks, passes, config, picture, int8=int8)
        if beside:
            _decoded(folder, peaks, latents, [*DECODERS[:1], WHOLE], "beside ")
        network.clear()
        peaks.mark("unet gone")
        _decoded(folder, peaks, latents, [*DECODERS, WHOLE])
    return peaks.found


def measure_start(folder: Path, size: tuple[int, int], dtype: Any) -> dict[str, int]:
    """The peaks of one process that encodes a picture, in tiles and whole."""
    import torch
    from PIL import Image

    from kadr.engines.sdxl import start
    from kadr.engines.sdxl.parts import Decoding
    from kadr.engines.sdxl.unet import read_config
    from kadr.weights import Weights

    machine.steady_memory()
    peaks, vae, stream = Peaks(), folder / "sdxl/vae", io.BytesIO()
    encoding = Decoding(
        config=read_config(vae / "config.json", keep_class=True),
        weights=Weights(vae / "diffusion_pytorch_model.safetensors"),
    )
    Image.effect_noise(size, 50).convert("RGB").save(stream, "PNG")
    peaks.mark("import")
    for name, tile in STARTS:
        wanted = [start.Beginning("", size, tile)]
        start.encode(wanted, lambda _: stream.getvalue(), encoding, dtype=dtype, device=torch.device("cpu"))
        peaks.mark(name)
    return peaks.found


def _bound(folder: Path, peaks: Peaks, dtype: Any, device: Any) -> list[Any]:
    """Prompt and negative prompt, each with a face, as the denoiser takes them."""
    import numpy
    from PIL import Image

    from kadr.engines.sdxl import bind, denoise, encode, faces, unet
    from kadr.engines.sdxl.attention import Bound
    from kadr.vision.encoder import look
    from kadr.weights import Weights

    base = folder / "sdxl"
    names = ("text_encoder", "text_encoder_2")
    encoders = encode.Encoders(
        tokenizers=(base / "tokenizer", base / "tokenizer_2"),
        configs=(unet.read_config(base / names[0] / "config.json"), unet.read_config(base / names[1] / "config.json")),
        weights=(Weights(base / names[0] / "model.safetensors"), Weights(base / names[1] / "model.safetensors")),
    )
    embedded = encode.encode(TEXTS, encoders, dtype=dtype, device=device)
    peaks.mark("encode")
    eyes = folder / "image_encoder"
    face = Image.fromarray(numpy.random.default_rng(0).integers(0, 255, (512, 512, 3), dtype=numpy.uint8))
    states = look([face, None], eyes, Weights(eyes / "model.safetensors"), dtype=dtype, device=device)
    adapter = Weights(folder / "adapter.safetensors")
    tokens = faces.tokens_of(states, adapter, dtype=dtype, device=device)
    peaks.mark("faces")
    heads = unet.heads_of(unet.read_config(base / "unet/config.json"))
    weights = Weights(base / "unet/diffusion_pytorch_model.safetensors")
    texts = bind.bind_texts([embedded[text].states for text in TEXTS], weights, heads)
    seen = bind.bind_faces(tokens, adapter, heads)
    peaks.mark("bind")
    return [
        denoise.Pass(
            bound=Bound(text=text, faces={name: (layer[name],) for name in heads}, scales=(0.5,)),
            pooled=embedded[words].pooled,
        )
        for words, text, layer in zip(TEXTS, texts, seen, strict=True)
    ]


def _denoised(
    folder: Path,
    peaks: Peaks,
    passes: list[Any],
    config: dict[str, object],
    picture: tuple[int, int, int],
    *,
    int8: bool,
) -> tuple[Any, list[Any]]:
    """The latents, and the UNet in a list that can be emptied."""
    import torch
    from diffusers import EulerDiscreteScheduler

    from kadr.engines.sdxl import denoise, unet
    from kadr.engines.sdxl.attention import Desk
    from kadr.weights import Weights

    width, height, steps = picture
    desk, weights = Desk(), Weights(folder / "sdxl/unet/diffusion_pytorch_model.safetensors")
    network = unet.load(config, weights, desk, dtype=passes[0].pooled.dtype, device=torch.device("cpu"), int8=int8)
    peaks.mark("load")
    machine.quick_memory()
    scheduler = EulerDiscreteScheduler.from_pretrained(folder / "sdxl/scheduler")
    scheduler.set_timesteps(steps)
    noise = denoise.noise((1, 4, height // 8, width // 8), 0, like=passes[0].pooled) * scheduler.init_noise_sigma
    latents = denoise.Denoiser(unet=network, desk=desk, scheduler=scheduler).run(
        noise,
        *passes,
        guidance=denoise.Guidance(scale=6.5),
        sizes=denoise.Sizes(original=(height, width), target=(height, width)),
        on_step=lambda step, _: peaks.mark(f"step {step}"),
    )
    desk.clear()
    machine.steady_memory()
    return latents, [network]


def _decoded(
    folder: Path, peaks: Peaks, latents: Any, decoders: list[tuple[str, str, int | None]], prefix: str = ""
) -> None:
    import torch

    from kadr.engines.sdxl import decode
    from kadr.engines.sdxl.unet import read_config
    from kadr.weights import Weights

    for name, where, tile in decoders:
        path = folder / where
        vae = decode.load(
            read_config(path / "config.json", keep_class=True),
            Weights(path / "diffusion_pytorch_model.safetensors"),
            dtype=latents.dtype,
            device=torch.device("cpu"),
            tile=tile,
        )
        decode.decode(vae, latents)
        peaks.mark(f"{prefix}{name}")
        del vae
        gc.collect()


def main(tell: Callable[[str], None] = print) -> None:
    """One JSON line a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", action="append")
    parser.add_argument("--steps", type=int, default=2)
    parser.add_argument("--beside", action="store_true", help="decode beside the UNet as well")
    parser.add_argument("--precision", choices=("bf16", "fp32"), default="bf16")
    parser.add_argument("--int8", action="store_true", help="the UNet's linear weights in 8 bits")
    parser.add_argument("--start", action="store_true", help="only the encoder of pictures that panels start from")
    given = parser.parse_args()
    if not (given.folder / "adapter.safetensors").is_file():
        from kadr.speed import random_weights

        random_weights.build(given.folder)
    sizes = given.size or SIZES
    if len(sizes) > 1:
        more = ["--steps", str(given.steps), "--precision", given.precision]
        more += [flag for flag in ("--beside", "--int8", "--start") if getattr(given, flag[2:])]
        for size in sizes:
            subprocess.run([sys.executable, __file__, str(given.folder), "--size", size, *more], check=True)
        return
    width, height = map(int, sizes[0].split("x"))
    import torch

    dtype = {"bf16": torch.bfloat16, "fp32": torch.float32}[given.precision]
    if given.start:
        found = measure_start(given.folder, (width, height), dtype)
    else:
        found = measure(given.folder, (width, height, given.steps), dtype, int8=given.int8, beside=given.beside)
    way = {"precision": given.precision, "int8": given.int8}
    tell(json.dumps({"size": sizes[0], **way, **found}))


if __name__ == "__main__":
    main()
