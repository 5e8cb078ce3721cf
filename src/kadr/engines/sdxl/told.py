"""What an SDXL recipe tells beyond its subject: the controls, as flat values in the recipe and as one value here."""

from collections.abc import Mapping

import msgspec

from kadr.board import Recipe
from kadr.sampling import steps_taken
from kadr.schema import Value

FACE = "face."
"""Controls ``face.0``, ``face.1``, ...: the digests of the reference pictures, with spaces between, of the person at
that place of ``recipe.subject.cast``."""


class Told(Value, frozen=True, kw_only=True):
    """`model` is the digest of all model files, `sampler` and `accelerator` are names of presets. `guidance_start` and
    `guidance_stop`: on which share of the steps guidance is on. `decoder`: ``full`` or ``tiny``; `tile`: pixels a side
    of the tiles that the full one works in, 0: the picture whole. `weights`: ``16-bit`` or ``int8``. `faces`: digests
    of reference pictures by the place of their owner in the cast of the subject. `strength`: which share of the
    denoising is done anew where the recipe starts from a picture; only such a recipe has it among its controls."""

    prompt: str
    negative: str
    model: str
    sampler: str
    num_inference_steps: int
    guidance_scale: float
    ip_adapter_scale: float
    accelerator: str = "none"
    guidance_start: float = 0.0
    guidance_stop: float = 1.0
    decoder: str = "full"
    weights: str = "16-bit"
    tile: int = 0
    strength: float = 1.0
    faces: Mapping[int, tuple[str, ...]] = {}

    @property
    def guided(self) -> bool:
        """Whether any step has a pass with the negative prompt."""
        return self.guidance_scale > 1 and self.guidance_start < self.guidance_stop

    @property
    def steps(self) -> int:
        """How many steps are taken: `num_inference_steps`, or those that are left from where the recipe starts."""
        return steps_taken(self.num_inference_steps, self.strength)

    def controls(self) -> dict[str, int | float | str]:
        """As a recipe holds it that starts from noise."""
        flat = msgspec.structs.asdict(self)
        faces = flat.pop("faces")
        del flat["strength"]
        return flat | {f"{FACE}{place}": " ".join(digests) for place, digests in faces.items()}


def told(recipe: Recipe) -> Told:
    """What a recipe of this engine tells."""
    faces = {
        int(name.removeprefix(FACE)): tuple(str(digests).split())
        for name, digests in recipe.controls.items()
        if name.startswith(FACE)
    }
    rest = {name: value for name, value in recipe.controls.items() if not name.startswith(FACE)}
    return msgspec.convert({**rest, "faces": faces}, Told)
