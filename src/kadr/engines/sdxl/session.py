"""The stages in turn, and what is in memory when.

At any time one large part is loaded at the most: a text encoder, the image encoder, the VAE's encoder, the UNet or the
decoder (the last two side by side where the plan has room for both). What the stages hand on, embeddings, the adapter's
tokens, latents, is small and stays.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import safetensors.torch
import torch
from PIL import Image, UnidentifiedImageError

from kadr import machine
from kadr.board import Recipe
from kadr.engines.base import Event, Latents, OnEvent, Picture, report
from kadr.engines.sdxl import bind, decode, faces, fit, regions, release, shortage, start, unet
from kadr.engines.sdxl.attention import Bound, Desk
from kadr.engines.sdxl.bind import Layers
from kadr.engines.sdxl.denoise import Denoiser, Guidance, Pass, noise
from kadr.engines.sdxl.encode import Embedding, encode
from kadr.engines.sdxl.lora import Lora
from kadr.engines.sdxl.parts import Decoding, parts_of
from kadr.engines.sdxl.sampler import scheduler_for, sizes_for
from kadr.engines.sdxl.told import Told, told
from kadr.errors import BadModel, BadPicture
from kadr.memory import Plan
from kadr.messages import Message, say
from kadr.models import Assets
from kadr.models.state import check_unchanged
from kadr.vision.encoder import look
from kadr.weights import as_it_is

DTYPES = {"fp16": torch.float16, "bf16": torch.bfloat16, "fp32": torch.float32}
STEM = "latents"
"""The name of the only tensor in a file of latents."""


class SdxlSession:
    """SDXL at work. What it has encoded it keeps until it is closed."""

    def __init__(
        self, assets: Assets, plan: Plan, face_file: Callable[[str], bytes], start_file: Callable[[str], bytes]
    ) -> None:
        machine.steady_memory()
        self._parts = parts_of(assets)
        fit.check(self._parts)
        self._states = assets.states
        self._plan = plan
        self._face_file = face_file
        self._start_file = start_file
        self._device = torch.device(plan.device)
        self._dtype = DTYPES[plan.precision]
        self._change = Lora(self._parts.lora, self._parts.unet_config) if self._parts.lora else as_it_is
        self._heads = unet.heads_of(self._parts.unet_config)
        self._embeddings: dict[str, Embedding] = {}
        self._tokens: dict[str | None, torch.Tensor] = {}
        self._starts: start.Encoded = {}
        self._bound_faces: dict[str | None, Layers] = {}
        self._bound_negative: dict[str, Layers] = {}
        self._desk = Desk()
        self._unet: Any = None
        self._decoder: tuple[tuple[str, int | None], Any] | None = None

    @property
    def late(self) -> bool:
        """Whether the decoder comes when the UNet has gone for good."""
        return self._plan.late

    # 1. Encode -----------------------------------------------------------------------------------------------

    @shortage.spoken("encode")
    def prepare(self, recipes: Sequence[Recipe], on_event: OnEvent) -> None:
        """Encode the texts, faces and starts of `recipes` that have not been yet: whatever else is loaded goes first.
        A start that cannot be opened is the matter of those who paint from it."""
        wanted = [told(recipe) for recipe in recipes]
        texts = [text for each in wanted for text in _texts(each)]
        new_texts = [text for text in dict.fromkeys(texts) if text not in self._embeddings]
        digests = [digest for each in wanted for own in each.faces.values() for digest in own]
        new_faces = [digest for digest in dict.fromkeys(digests) if digest not in self._tokens]
        if new_texts:
            self._check_unchanged(*self._parts.encoders.tokenizers)
            self._unload()
            self._embeddings |= encode(
                new_texts,
                self._parts.encoders,
                dtype=self._dtype,
                device=self._device,
                on_text=_telling(on_event, "encode"),
            )
            release.parts(self._device)
        if new_faces:
            self._unload()
            self._look(new_faces, on_event)
            release.parts(self._device)
        begun = [start.beginning_of(recipe) for recipe in recipes if recipe.start]
        new_starts = [each for each in dict.fromkeys(begun) if not isinstance(self._starts.get(each), torch.Tensor)]
        if new_starts:
            self._unload()
            self._begin(new_starts, on_event)

    def _look(self, digests: Sequence[str], on_event: OnEvent) -> None:
        if self._parts.adapter is None or self._parts.image_encoder is None:
            raise BadModel(say("sdxl.no-adapter"))
        folder, weights = self._parts.image_encoder
        self._check_unchanged(folder)
        pictures = [self._face(digest) for digest in digests]
        names: list[str | None] = [*digests]
        if None not in self._tokens:
            names, pictures = [*names, None], [*pictures, None]
        states = look(
            pictures, folder, weights, dtype=self._dtype, device=self._device, on_picture=_telling(on_event, "faces")
        )
        tokens = faces.tokens_of(states, self._parts.adapter, dtype=self._dtype, device=self._device)
        self._tokens |= dict(zip(names, tokens, strict=True))

    def _check_unchanged(self, *folders: Path) -> None:
        """That nobody has replaced the small files of a part since they were found; `Weights` look by themselves."""
        check_unchanged([path for path in self._states if path.parent in folders], self._states)

    def _face(self, digest: str) -> Image.Image | None:
        try:
            with Image.open(io.BytesIO(self._face_file(digest)), formats=["PNG"]) as picture:
                return picture.convert("RGB")
        except (OSError, UnidentifiedImageError) as error:
            raise BadPicture(say("sdxl.face", digest=digest[:12], detail=error)) from error

    @shortage.spoken("start")
    def _begin(self, wanted: Sequence[start.Beginning], on_event: OnEvent) -> None:
        self._starts |= start.encode(
            wanted,
            self._start_file,
            self._parts.full,
            dtype=self._dtype,
            device=self._device,
            on_picture=_telling(on_event, "start"),
        )

    # 2. Bind and denoise -------------------------------------------------------------------------------------

    @shortage.spoken("denoise")
    def paint(self, recipe: Recipe, on_event: OnEvent) -> Latents:
        """The latents of a recipe, after steps 1 to n of n + 1: the last one is developing. Raises `BadPicture` where
        the picture that it starts from cannot be had."""
        wanted = told(recipe)
        steps, begin = wanted.steps, wanted.num_inference_steps - wanted.steps
        picture = self._start_of(recipe)
        with torch.inference_mode():
            prompt, negative = self._bind(wanted, recipe)
            self._load_unet()
            form = recipe.subject.format
            scheduler = scheduler_for(
                wanted.sampler, self._parts.scheduler[0], wanted.num_inference_steps, self._device
            )
            drawn = noise((1, 4, form.height // 8, form.width // 8), recipe.seed, like=prompt.pooled)
            from_noise = drawn * scheduler.init_noise_sigma
            first = from_noise if picture is None else start.noised(scheduler, picture, drawn, begin)
            denoiser = Denoiser(unet=self._unet, desk=self._desk, scheduler=scheduler, begin=begin)

            def on_step(step: int, latents: torch.Tensor) -> None:
                seen = decode.preview(latents)
                report(on_event, Event(stage="denoise", step=step, steps=steps + 1, preview=seen))

            machine.quick_memory()
            try:
                latents = denoiser.run(
                    first,
                    prompt,
                    negative,
                    guidance=Guidance(
                        scale=wanted.guidance_scale, interval=(wanted.guidance_start, wanted.guidance_stop)
                    ),
                    sizes=sizes_for(form.width, form.height),
                    on_step=on_step,
                )
            finally:
                machine.steady_memory()
                self._desk.clear()
                release.reserve(self._device)
        if not torch.isfinite(latents).all():
            raise BadPicture(say("sdxl.overflow", precision=self._plan.precision, path=self._parts.unet.path))
        return Latents(safetensors.torch.save({STEM: latents.cpu().contiguous()}))

    def _start_of(self, recipe: Recipe) -> torch.Tensor | None:
        """The latents of the picture that a recipe starts from; None: it starts from noise."""
        found = self._starts[start.beginning_of(recipe)] if recipe.start else None
        if isinstance(found, Message):
            raise BadPicture(found)
        return found

    def _bind(self, wanted: Told, recipe: Recipe) -> tuple[Pass, Pass | None]:
        """What the pass with the prompt and the one with the negative prompt see."""
        listened = wanted.ip_adapter_scale > 0 and bool(wanted.faces)
        shown = regions.heard(recipe, list(wanted.faces)) if listened else {}
        masks = tuple(mask.to(self._device) for mask in shown.values() if mask is not None)
        own = [self._faces_of(wanted.faces[place]) for place in shown]
        prompt = self._pass(wanted.prompt, self._text(wanted.prompt), own, masks, wanted)
        if not wanted.guided:
            return prompt, None
        if wanted.negative not in self._bound_negative:
            self._bound_negative = {wanted.negative: self._text(wanted.negative)}
        nobody = [self._faces_of((None,) * len(wanted.faces[place])) for place in shown]
        return prompt, self._pass(wanted.negative, self._bound_negative[wanted.negative], nobody, masks, wanted)

    def _pass(
        self, text: str, layers: Layers, own: list[Layers], masks: tuple[torch.Tensor, ...], wanted: Told
    ) -> Pass:
        by_layer = {layer: tuple(each[layer] for each in own) for layer in self._heads}
        scales = (wanted.ip_adapter_scale,) * len(own)
        bound = Bound(text=layers, faces=by_layer, scales=scales, masks=masks)
        return Pass(bound=bound, pooled=self._embeddings[text].pooled.to(device=self._device, dtype=self._dtype))

    def _text(self, text: str) -> Layers:
        states = self._embeddings[text].states.to(device=self._device, dtype=self._dtype)
        return bind.bind_texts([states], self._parts.unet, self._heads, change=self._change)[0]

    def _faces_of(self, digests: Sequence[str | None]) -> Layers:
        """The keys and values of somebody's reference pictures, one after the other."""
        new = [digest for digest in dict.fromkeys(digests) if digest not in self._bound_faces]
        if new:
            assert self._parts.adapter is not None
            tokens = [self._tokens[digest].to(device=self._device, dtype=self._dtype) for digest in new]
            self._bound_faces |= dict(zip(new, bind.bind_faces(tokens, self._parts.adapter, self._heads), strict=True))
        return bind.joined([self._bound_faces[digest] for digest in digests])

    def _load_unet(self) -> None:
        if self._unet is None:
            if self._plan.late:
                self._drop_decoder()
            self._unet = unet.load(
                self._parts.unet_config,
                self._parts.unet,
                self._desk,
                dtype=self._dtype,
                device=self._device,
                change=self._change,
                int8=self._plan.int8,
            )

    # 3. Develop ----------------------------------------------------------------------------------------------

    @shortage.spoken("decode")
    def develop(self, recipe: Recipe, latents: Latents, on_event: OnEvent) -> Picture:
        """The picture of latents: decoded, once more in fp32 if the numbers overflowed."""
        wanted, form = told(recipe), recipe.subject.format
        tensor = _latents(latents, (1, 4, form.height // 8, form.width // 8))
        if self._plan.late:
            self._drop_unet()
        picture = decode.decode(self._load_decoder(wanted, self._dtype), tensor)
        if not decode.is_picture(picture) and self._dtype is not torch.float32:
            self._drop_decoder()
            picture = decode.decode(self._load_decoder(wanted, torch.float32), tensor)
            self._drop_decoder()
        release.reserve(self._device)
        if not decode.is_picture(picture):
            raise BadPicture(say("sdxl.overflow", precision="fp32", path=self._decoding(wanted).weights.path))
        stream = io.BytesIO()
        decode.image(picture).save(stream, "PNG")
        steps = wanted.steps + 1
        report(on_event, Event(stage="decode", step=steps, steps=steps, preview=stream.getvalue()))
        return Picture(width=form.width, height=form.height, png=stream.getvalue())

    def _load_decoder(self, wanted: Told, dtype: torch.dtype) -> Any:
        name, tile = wanted.decoder, wanted.tile or None
        if self._decoder is None or self._decoder[0] != (name, tile):
            self._drop_decoder()
            chosen = self._decoding(wanted)
            vae = decode.load(chosen.config, chosen.weights, dtype=dtype, device=self._device, tile=tile)
            self._decoder = ((name, tile), vae)
        return self._decoder[1]

    def _decoding(self, wanted: Told) -> Decoding:
        chosen = self._parts.full if wanted.decoder == "full" else self._parts.tiny
        if chosen is None:
            raise BadModel(say("sdxl.no-tiny"))
        return chosen

    # What is loaded ------------------------------------------------------------------------------------------

    def _drop_unet(self) -> None:
        if self._unet is not None:
            self._unet = None
            release.parts(self._device)

    def _drop_decoder(self) -> None:
        if self._decoder is not None:
            self._decoder = None
            release.parts(self._device)

    def _unload(self) -> None:
        self._drop_unet()
        self._drop_decoder()

    def close(self) -> None:
        """Give everything back. Twice is fine."""
        self._unload()
        for held in (self._embeddings, self._tokens, self._starts, self._bound_faces, self._bound_negative):
            held.clear()
        release.parts(self._device)


def _texts(wanted: Told) -> tuple[str, ...]:
    return (wanted.prompt, wanted.negative) if wanted.guided else (wanted.prompt,)


def _telling(on_event: OnEvent, stage: str) -> Callable[[int, int], None]:
    return lambda done, all_: report(on_event, Event(stage=stage, step=done, steps=all_))


def _latents(latents: Latents, shape: tuple[int, ...]) -> torch.Tensor:
    """The tensor in a file of latents. Raises `BadPicture` where it is damaged or of another size."""
    try:
        tensors: Mapping[str, torch.Tensor] = safetensors.torch.load(latents.data)
        tensor = tensors[STEM]
    except (safetensors.SafetensorError, KeyError, ValueError) as error:
        raise BadPicture(say("sdxl.latents")) from error
    if tuple(tensor.shape) != shape or not torch.isfinite(tensor).all():
        raise BadPicture(say("sdxl.latents"))
    return tensor
