"""The denoising loop: from noise to latents, guided by two passes of one picture each.

The same arithmetic as diffusers' `StableDiffusionXLPipeline` (0.42), but that the pass with the prompt and the one
with the negative prompt run one after the other: the same work in half the memory, and each can have a text of its own
length. Guidance may be left out on part of the steps: at high noise it does harm, at low noise nothing (Kynkäänniemi et
al., 2024, arXiv 2404.07724).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from kadr.engines.sdxl.attention import Bound, Desk
from kadr.sampling import guided_steps

OnStep = Callable[[int, torch.Tensor], None]
"""Called after each step with its number, from 1, and the latents so far. May raise to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One side of the guidance: what cross-attention sees, and the pooled text (1, channels)."""

    bound: Bound
    pooled: torch.Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """How far a step is pushed from the negative pass towards the prompt; 1 or less: not at all. `interval`: the part
    of the steps, as a share from 0 to 1, on which it is."""

    scale: float
    interval: tuple[float, float] = (0.0, 1.0)

    def is_on(self, step: int, steps: int) -> bool:
        """Whether step `step` of `steps`, counted from 0, is guided."""
        return step in guided_steps(self.scale, *self.interval, steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """SDXL's size conditioning in pixels (Podell et al., 2023, 2.2): the size that the picture is said to come from,
    where it is said to be cut, and the size it is said to have. Each as height, width."""

    original: tuple[int, int]
    crop: tuple[int, int] = (0, 0)
    target: tuple[int, int]


def noise(shape: tuple[int, ...], seed: int, *, like: torch.Tensor) -> torch.Tensor:
    """The noise of a seed. Drawn on the CPU, so that it is the same on every device."""
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=like.dtype).to(like.device)


@dataclass(frozen=True, slots=True, kw_only=True)
class Denoiser:
    """A UNet whose cross-attention looks at `desk`, with a diffusers scheduler that has its timesteps set. The first
    `begin` of them are left out: for latents that are as noisy as the step after those takes them."""

    unet: nn.Module
    desk: Desk
    scheduler: Any
    begin: int = 0

    def run(
        self,
        latents: torch.Tensor,
        prompt: Pass,
        negative: Pass | None,
        *,
        guidance: Guidance,
        sizes: Sizes,
        on_step: OnStep = lambda step, latents: None,
    ) -> torch.Tensor:
        """Latents (1, 4, height/8, width/8) from those that the first step takes: at the scheduler's first sigma, noise
        that is scaled to it. `negative` may be None where no step is guided; which are, counts from the scheduler's
        first step, `on_step` from the first that is taken."""
        timesteps = self.scheduler.timesteps
        ids = torch.tensor([[*sizes.original, *sizes.crop, *sizes.target]], dtype=latents.dtype, device=latents.device)
        self.scheduler.set_begin_index(self.begin)
        for step, time in enumerate(timesteps[self.begin :], start=self.begin):
            model_input = self.scheduler.scale_model_input(latents, time)
            predicted = self._predict(model_input, time, prompt, ids)
            if negative is not None and guidance.is_on(step, len(timesteps)):
                away = self._predict(model_input, time, negative, ids)
                predicted = away + guidance.scale * (predicted - away)
            latents = self.scheduler.step(predicted, time, latents, return_dict=False)[0].to(latents.dtype)
            on_step(step + 1 - self.begin, latents)
        return latents

    def _predict(self, latents: torch.Tensor, time: torch.Tensor, side: Pass, ids: torch.Tensor) -> torch.Tensor:
        self.desk.lay(side.bound)
        return self.unet(
            latents,
            time,
            encoder_hidden_states=side.pooled[:, None],  # only its presence is asked for: see BoundAttention
            added_cond_kwargs={"text_embeds": side.pooled, "time_ids": ids},
            return_dict=False,
        )[0]
