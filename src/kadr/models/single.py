"""A base model in one .safetensors file, the form in which people share them (Stability's own names of tensors).

Such a file has weights and nothing else. How large the parts are is the same for every SDXL, and lies in ``layout/`` as
a folder in diffusers' layout has it: facts of the published SDXL base 1.0. What lies beside the file in the same layout
(``unet/config.json``, ``tokenizer/``, ...) goes before it.
"""

import re
from pathlib import Path

from kadr.errors import BadModel, NoModel
from kadr.messages import say
from kadr.models import hub, sets
from kadr.models.config import read_config
from kadr.models.folder import PARTS, check_folder, files_of_part
from kadr.models.header import Header, read_header

LAYOUT = Path(__file__).parent / "layout"
TOKENIZERS = "sdxl-tokenizers"

WORDS = ("vocab.json", "tokenizer.json")
SIGNS = {"scheduler": ("scheduler_config.json",), "tokenizer": WORDS, "tokenizer_2": WORDS}
"""The files by which a part's folder is known; of all others it is config.json."""

UNET, FIRST, SECOND = "model.diffusion_model.", "conditioner.embedders.0.transformer.", "conditioner.embedders.1.model."
VAE = "first_stage_model."
"""How the names of the parts' tensors begin."""

ENTRY = f"{UNET}input_blocks.0.0.weight"
"""The UNet's first layer; its second side is what the UNet looks at: 4 channels of latents."""

LATENTS, INPAINTING = 4, 9

FORM = {
    ENTRY: (320, 4, 3, 3),
    f"{UNET}input_blocks.8.1.transformer_blocks.9.attn2.to_k.weight": (1280, 2048),
    f"{UNET}label_emb.0.0.weight": (1280, 2816),
}
"""Shapes by which the UNet of ``layout/`` is known: its width, its depth where it is deepest, its texts and sizes."""

OTHERS = (
    (r"lora_(unet|te)|.*\.lora(_A|_B|_down|_up|\.down|\.up)\.", "models.is-lora"),
    (r"ip_adapter\.|image_proj\.", "models.is-adapter"),
    (r"control_model\.|controlnet_|input_hint_block\.", "models.is-controlnet"),
    (r"cond_stage_model\.model\.", "models.is-sd2"),
    (r"cond_stage_model\.", "models.is-sd1"),
    (r"conditioner\.embedders\.0\.model\.", "models.is-refiner"),
    (r"down_blocks\.|text_model\.|decoder\.|encoder\.", "models.is-part"),
)
"""How a name of a tensor begins by which another kind of model is known, and what is said of it."""

UNSAID = "models.not-sdxl"


def folder_of(base: Path, part: str) -> Path:
    """Where a base, a folder or one file, has what is no weights of a part: its config, its word lists. Raises
    `NoModel` where the word lists are nowhere."""
    if base.is_dir():
        return base / part
    if any((base.parent / part / sign).is_file() for sign in SIGNS.get(part, ("config.json",))):
        return base.parent / part
    return _words(base, part) if part.startswith("tokenizer") else LAYOUT / part


def _words(base: Path, part: str) -> Path:
    """The part's folder in the cache: of the set sdxl-base or the small one, which are of one repository."""
    one = sets.load(TOKENIZERS)
    snapshot = hub.snapshot(one.hub, one.revision)
    if not snapshot or not all((snapshot / path).is_file() for path in one.files):
        raise NoModel(say("models.no-words", path=base, command=f"kadr models pull {TOKENIZERS}"))
    return snapshot / part


def files_of_single(path: Path) -> dict[str, Path]:
    """The files of a base model in one file, checked, by part and what they are. Raises `BadModel` that says what the
    file is where it is no SDXL, and `NoModel`."""
    header = read_header(path)
    _check_kind(path, header)
    files = {"weights": path}
    parts = [*PARTS, *(["vae"] if any(name.startswith(f"{VAE}decoder.") for name in header.tensors) else [])]
    for part in parts:
        folder = folder_of(path, part)
        check_folder(folder)
        files |= {f"{part}/{what}": place for what, place in files_of_part(folder, part, weights=False).items()}
    if LAYOUT in files["unet/config"].parents:
        _check_form(path, header)
    _check_prediction(path, header, files["scheduler/config"])
    return files


def _check_kind(path: Path, header: Header) -> None:
    names = header.tensors
    has = {prefix: any(name.startswith(prefix) for name in names) for prefix in (UNET, FIRST, SECOND)}
    if not all(has.values()):
        for begins, message_id in OTHERS:
            if any(re.match(begins, name) for name in names):
                raise BadModel(say(message_id, path=path))
        lacking_only_texts = has[UNET] and f"{UNET}label_emb.0.0.weight" in names
        raise BadModel(say("models.no-encoders" if lacking_only_texts else UNSAID, path=path))
    entry = names.get(ENTRY)
    if entry is None or len(entry.shape) != 4:
        raise BadModel(say(UNSAID, path=path))
    if entry.shape[1] != LATENTS:
        inpaints = entry.shape[1] == INPAINTING
        raise BadModel(say("models.is-inpainting" if inpaints else "models.is-edit", path=path, found=entry.shape[1]))


def _check_form(path: Path, header: Header) -> None:
    """Smaller relatives of SDXL have the same names."""
    for name, shape in FORM.items():
        if name not in header.tensors or header.tensors[name].shape != shape:
            raise BadModel(say("models.other-form", path=path, name=name, folder=path.parent))


def _check_prediction(path: Path, header: Header, scheduler: Path) -> None:
    """Models that predict velocity carry a mark, and their pictures are noise unless the scheduler knows."""
    if "v_pred" in header.tensors and read_config(scheduler, "scheduler").get("prediction_type") != "v_prediction":
        raise BadModel(say("models.is-velocity", path=path, folder=path.parent / "scheduler"))
