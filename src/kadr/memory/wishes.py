"""What becomes of the switches in the settings: each is a wish, and each gets an answer."""

from typing import Protocol

from kadr.memory.ladder import Plan
from kadr.messages import Message, say


class Wishes(Protocol):
    """The switches as `kadr.settings.Settings` has them."""

    @property
    def enable_attention_slicing(self) -> bool: ...
    @property
    def enable_vae_slicing(self) -> bool: ...
    @property
    def enable_vae_tiling(self) -> bool: ...
    @property
    def enable_channels_last(self) -> bool: ...
    @property
    def skip_safety_checker(self) -> bool: ...
    @property
    def enable_model_cpu_offload(self) -> bool: ...


def answers(settings: Wishes, plan: Plan) -> tuple[Message, ...]:
    """What is done about each wish and, where that differs from it, why. In the order of the settings."""
    tiling = "tiled" if plan.tile else "whole"
    return (
        _answer("slicing", settings.enable_attention_slicing),
        _answer("vae-slicing", settings.enable_vae_slicing),
        _answer(tiling, settings.enable_vae_tiling, tile=plan.tile),
        _answer("channels-last", settings.enable_channels_last),
        say("memory.no-checker"),
        _answer("offload", settings.enable_model_cpu_offload),
    )


def _answer(wish: str, wished: bool, **facts: object) -> Message:
    return Message(f"memory.{wish}-{'on' if wished else 'off'}", facts)
