"""Prompts into embeddings: both text encoders of SDXL, one after the other, for all prompts of a board at once.

Weights in brackets, ``(word)1.2``, and texts longer than the 75 tokens that CLIP reads are compel's work: a long text
is read in pieces of 75 tokens, whose states stand one after the other.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from compel import Compel, ReturnedEmbeddingsType
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

from kadr.weights import Weights, fill

WINDOW = 75
"""Tokens that CLIP reads at once, without the marks of begin and end (Radford et al., 2021)."""

PIECES = 4
"""How many windows a prompt may have; further words are cut off."""

PREFIX = "text_model."
"""How all names of a text encoder's tensors begin in published files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """A text as SDXL sees it: `states` (1, 77 a piece, 2048) and `pooled` (1, 1280), on the CPU. `tokens` of the first
    encoder; `cut`: how many more there were than are read."""

    states: torch.Tensor
    pooled: torch.Tensor
    tokens: int
    cut: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoders:
    """Where the two text encoders are: for each its tokenizer's folder, its config and its weights."""

    tokenizers: tuple[Path, Path]
    configs: tuple[dict[str, Any], dict[str, Any]]
    weights: tuple[Weights, Weights]


def encode(
    texts: Sequence[str],
    encoders: Encoders,
    *,
    dtype: torch.dtype,
    device: torch.device,
    on_text: Callable[[int, int], None] = lambda done, all_: None,
) -> dict[str, Embedding]:
    """An embedding for each text. Only one encoder is in memory at a time. `on_text` hears how many of how many
    readings are done; each encoder reads each text."""
    fitted: list[Fitted] = []
    halves: list[list[tuple[torch.Tensor, ...]]] = []
    for which in (0, 1):
        tokenizer = CLIPTokenizer.from_pretrained(encoders.tokenizers[which], local_files_only=True)
        fitted = fitted or [fit(text, tokenizer) for text in texts]
        with _loaded(encoders, which, dtype=dtype, device=device) as encoder, torch.inference_mode():
            read = _reader(tokenizer, encoder, pooled=which == 1, device=device)
            half = []
            for place, text in enumerate(fitted):
                half.append(read(text.text))
                on_text(which * len(texts) + place + 1, 2 * len(texts))
            halves.append(half)
    return {
        text: Embedding(
            states=torch.cat([left[0], right[0]], dim=-1), pooled=right[1], tokens=fit_.tokens, cut=fit_.cut
        )
        for text, left, right, fit_ in zip(texts, *halves, fitted, strict=True)
    }


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text that is read to its end: it has `tokens`, and `cut` more were left out."""

    text: str
    tokens: int
    cut: int


def fit(text: str, tokenizer: Any) -> Fitted:
    """As many words of `text`, from the first, as `PIECES` windows hold."""

    def count(part: str) -> int:
        return len(tokenizer(part, add_special_tokens=False, verbose=False)["input_ids"])

    whole, room = count(text), PIECES * WINDOW
    if whole <= room:
        return Fitted(text, whole, 0)
    words = text.split()
    fewest, most = 0, len(words)
    while fewest < most:
        middle = (fewest + most + 1) // 2
        fewest, most = (middle, most) if count(" ".join(words[:middle])) <= room else (fewest, middle - 1)
    kept = " ".join(words[:fewest])
    return Fitted(kept, count(kept), whole - count(kept))


@contextmanager
def _loaded(encoders: Encoders, which: int, *, dtype: torch.dtype, device: torch.device) -> Iterator[Any]:
    kind = (CLIPTextModel, CLIPTextModelWithProjection)[which]
    with torch.device("meta"):
        encoder = kind(CLIPTextConfig(**encoders.configs[which])).eval()
    fill(encoder, _named_as(encoder, encoders.weights[which]), dtype=dtype, device=device)
    yield encoder


def _named_as(encoder: Any, weights: Weights) -> Weights:
    """The weights by the encoder's own names: transformers' `CLIPTextModel` has no `PREFIX` any more (5.23)."""
    has = any(name.startswith(PREFIX) for name, _ in encoder.named_parameters())
    return weights if has or not any(name.startswith(PREFIX) for name in weights) else weights.below(PREFIX)


def _reader(tokenizer: Any, encoder: Any, *, pooled: bool, device: torch.device) -> Callable[[str], tuple[Any, ...]]:
    """A function from a text to its states, and its pooled form if that is wanted, both on the CPU."""
    compel = Compel(
        tokenizer=tokenizer,
        text_encoder=encoder,
        returned_embeddings_type=ReturnedEmbeddingsType.PENULTIMATE_HIDDEN_STATES_NON_NORMALIZED,
        requires_pooled=pooled,
        truncate_long_prompts=False,
        device=str(device),
    )

    def read(text: str) -> tuple[Any, ...]:
        found = compel([text])
        return tuple(part.cpu() for part in (found if pooled else (found,)))

    return read
