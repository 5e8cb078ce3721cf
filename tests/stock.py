"""diffusers' own pipeline on the same files: what the engine has to equal."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import diffusers
import torch
from diffusers import StableDiffusionXLImg2ImgPipeline, StableDiffusionXLPipeline
from PIL import Image
from transformers import CLIPImageProcessorPil, CLIPVisionModelWithProjection

from kadr.engines.sdxl.denoise import Sizes
from kadr.engines.sdxl.told import Told
from kadr.sampling import load_sampler
from miniature import FACES


class Stock:
    """`StableDiffusionXLPipeline` with the adapter, everything in fp32 and in memory."""

    def __init__(self, folder: Path) -> None:
        vision = CLIPVisionModelWithProjection.from_pretrained(folder / "image_encoder", dtype=torch.float32)
        self._pipe = StableDiffusionXLPipeline.from_pretrained(
            folder / "sdxl",
            dtype=torch.float32,
            image_encoder=vision,
            feature_extractor=CLIPImageProcessorPil.from_pretrained(folder / "image_encoder"),
        )
        self._pipe.set_progress_bar_config(disable=True)
        self._config = self._pipe.scheduler.config
        self._pipe.load_ip_adapter(
            str(folder), subfolder="", weight_name="adapter.safetensors", image_encoder_folder=None
        )

    def fuse(self, lora: Path) -> None:
        """Fuse a LoRA into the UNet, for good."""
        self._pipe.load_lora_weights(str(lora.parent), weight_name=lora.name)
        self._pipe.fuse_lora()
        self._pipe.unload_lora_weights()

    def latents(
        self, told: Told, seed: int, size: tuple[int, int], sizes: Sizes, masks: Sequence[torch.Tensor] = ()
    ) -> Any:
        """The latents (1, 4, height/8, width/8) of what is told."""
        return self._run(told, seed, {"width": size[0], "height": size[1]}, sizes, masks, "latent")

    def picture(self, told: Told, seed: int, size: tuple[int, int], sizes: Sizes) -> Image.Image:
        """The finished picture."""
        found: Image.Image = self._run(told, seed, {"width": size[0], "height": size[1]}, sizes, (), "pil")[0]
        return found

    def started(self, told: Told, seed: int, sizes: Sizes, start: Image.Image) -> Any:
        """The latents of what is told, painted from `start`. The pipeline is given what its own VAE makes of that, as
        it may be, since there is no way to ask it for the distribution's mode."""
        pipe = StableDiffusionXLImg2ImgPipeline(**self._pipe.components)
        pipe.set_progress_bar_config(disable=True)
        self._pipe, before = pipe, self._pipe
        try:
            with torch.no_grad():
                mode = pipe.vae.encode(pipe.image_processor.preprocess(start)).latent_dist.mode()
            more = {"image": mode * pipe.vae.config.scaling_factor, "strength": told.strength}
            return self._run(told, seed, more, sizes, (), "latent")
        finally:
            self._pipe = before

    def _run(
        self,
        told: Told,
        seed: int,
        more: dict[str, Any],
        sizes: Sizes,
        masks: Sequence[torch.Tensor],
        output: str,
    ) -> Any:
        faces = [Image.open(io.BytesIO(FACES[digest])) for own in told.faces.values() for digest in own]
        sampler = load_sampler(told.sampler)
        kind = getattr(diffusers, sampler.scheduler)
        self._pipe.scheduler = kind.from_config(self._config, **sampler.config)
        sigmas = sampler.levels(told.num_inference_steps)
        strength = told.ip_adapter_scale
        self._pipe.set_ip_adapter_scale([[strength] * len(masks)] if masks else strength)
        masked = {"ip_adapter_masks": [torch.stack([mask[0] for mask in masks])[None]]} if masks else {}
        return self._pipe(
            told.prompt,
            negative_prompt=told.negative,
            ip_adapter_image=[faces],
            cross_attention_kwargs=masked or None,
            num_inference_steps=told.num_inference_steps,
            **({"sigmas": list(sigmas)} if sigmas else {}),
            guidance_scale=told.guidance_scale,
            **more,
            original_size=sizes.original,
            target_size=sizes.target,
            generator=torch.Generator().manual_seed(seed),
            output_type=output,
        ).images
