"""Every setting, its value, and where it came from.

The later wins: the preset FAST, then config.py, then the environment (``KADR_IMAGE_WIDTH=512``), then ``--preset``,
which replaces all the values that a preset has, then single flags (``--size 512x512``). config.py is data: it is
parsed and never executed. This is the only room that reads the environment.
"""

import ast
import dataclasses
import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from kadr import presets, sampling, schema
from kadr.errors import BadConfig, BadUse
from kadr.messages import LANGUAGES, Message, say
from kadr.schema import Value

DEFAULT_PRESET = "fast"
CONFIG_LIMIT = 100_000
"""Bytes; a settings file is a page, not a book."""

FLAGS = {
    "--steps": "num_inference_steps",
    "--guidance": "guidance_scale",
    "--strength": "ip_adapter_scale",
    "--accelerator": "accelerator",
    "--decoder": "decoder",
    "--model": "model",
}
"""The settings that have a flag of their own."""

OTHER_VARIABLES = {"KADR_LANG", "KADR_FAILPOINT"}
"""Variables of ours that are no settings."""

Side = Annotated[int, msgspec.Meta(ge=64, le=4096)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Preset(Value, frozen=True, kw_only=True):
    """The five numbers that a preset fixes. Pixels; steps; guidance and adapter strength without unit."""

    image_width: Side
    image_height: Side
    num_inference_steps: Annotated[int, msgspec.Meta(ge=1, le=200)]
    guidance_scale: Annotated[float, msgspec.Meta(ge=0, le=50)]
    ip_adapter_scale: Annotated[float, msgspec.Meta(ge=0, le=1)]


class Settings(Preset, frozen=True, kw_only=True):
    """All settings, as the user's config.py names them in capitals. The switches are wishes to the memory plan."""

    accelerator: str = "none"
    decoder: Literal["full", "tiny"] = "full"
    guidance_start: Share = 0.0
    guidance_stop: Share = 1.0
    model: str = ""
    enable_attention_slicing: bool = True
    enable_vae_slicing: bool = True
    enable_vae_tiling: bool = True
    enable_channels_last: bool = True
    skip_safety_checker: bool = True
    enable_model_cpu_offload: bool = False
    character_traits: dict[str, str] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for on the command line or in a call; None where it is silent."""

    preset: str | None = None
    config: Path | None = None
    size: tuple[int, int] | None = None
    aspect: tuple[float, float] | None = None
    flags: Mapping[str, str] = dataclasses.field(default_factory=dict)  # of `FLAGS`, as they were written


@dataclass(frozen=True, slots=True)
class Resolved:
    """Settings without a hole, and for each name where its value came from."""

    settings: Settings
    origins: Mapping[str, Message]


def resolve(asked: Asked, *, folder: Path, environment: Mapping[str, str] | None = None) -> Resolved:
    """All settings for a command run in `folder`. Raises `BadConfig` naming file and line, or `BadUse`."""
    environment = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    origins: dict[str, Message] = {}

    def put(layer: Mapping[str, Any], origin: Message) -> None:
        values.update(layer)
        origins.update(dict.fromkeys(layer, origin))

    put(msgspec.structs.asdict(Settings(**preset_values(DEFAULT_PRESET))), say("settings.default"))
    put(preset_values(DEFAULT_PRESET), say("settings.preset", name=DEFAULT_PRESET))
    path = asked.config or checkout_config(folder)
    if path:
        for name, (value, line) in read_config(path).items():
            put({name: value}, say("settings.config", name=path.name, line=line))
    for name, value in read_environment(environment).items():
        put({name: value}, say("settings.environment", name=f"KADR_{name.upper()}"))
    if asked.preset:
        put(preset_values(asked.preset), say("settings.flag", name=f"--preset {asked.preset}"))
    if asked.size:
        put(_sides(*asked.size), say("settings.flag", name="--size"))
    elif asked.aspect:
        pixels = values["image_width"] * values["image_height"]
        put(_sides(*sides_for(asked.aspect, pixels)), say("settings.flag", name="--aspect"))
    accelerated = str(values["accelerator"]) if "--accelerator" not in asked.flags else asked.flags["--accelerator"]
    put(_accelerated(accelerated), say("settings.accelerator", name=accelerated))
    for flag, text in asked.flags.items():
        put({FLAGS[flag]: _flagged(flag, text)}, say("settings.flag", name=flag))
    return Resolved(Settings(**values), origins)


def _accelerated(name: str) -> dict[str, Any]:
    """The steps and the guidance that an accelerator was made for: it is nothing without them."""
    accelerator = sampling.load_accelerator(name)
    fixed = {
        "num_inference_steps": accelerator.steps[0] if accelerator.steps else None,
        **{field: getattr(accelerator, field) for field in ("guidance_scale", "guidance_start", "guidance_stop")},
    }
    return {field: value for field, value in fixed.items() if value is not None}


def _flagged(flag: str, text: str) -> Any:
    try:
        return checked(FLAGS[flag].upper(), _value(text), say("settings.at-flag", name=flag))
    except BadConfig as error:
        raise BadUse(error.message) from None


def preset_values(name: str) -> dict[str, Any]:
    """The values of a preset. Raises `BadUse` with the names that there are."""
    known = presets.names("preset")
    if name not in known:
        raise BadUse(say("settings.no-preset", name=name, known=", ".join(known)))
    return msgspec.structs.asdict(presets.load("preset", name, Preset))


# ---------------------------------------------------------------------------------------------------------------
# config.py
# ---------------------------------------------------------------------------------------------------------------


def checkout_config(folder: Path) -> Path | None:
    """The config.py of a kadr checkout: one that lies in `folder` beside kadr's own app.py or Makefile. Another
    project's config.py is left alone."""
    config = folder / "config.py"
    beside = (folder / "app.py", folder / "Makefile")
    ours = (path.is_file() and b"kadr" in path.read_bytes()[:CONFIG_LIMIT] for path in beside)
    return config if config.is_file() and any(ours) else None


def read_config(path: Path) -> dict[str, tuple[Any, int]]:
    """The settings in a config.py by their names in lower case, each with its line. The file is never executed.

    Raises `BadConfig` naming the line: code, an unknown name, a wrong type, a value out of range.
    """
    found: dict[str, tuple[Any, int]] = {}
    for statement in _statements(path):
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=expression):
                value = _literal(expression, path)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as expression):
                value = _literal(expression, path)
            case ast.Expr(value=ast.Constant(value=str())):
                continue
            case _:
                raise BadConfig(say("settings.code", path=path, line=statement.lineno))
        if name in {known.upper() for known in found}:
            raise BadConfig(say("settings.twice", path=path, line=statement.lineno, name=name))
        where = say("settings.at-line", path=path, line=statement.lineno)
        found[name.lower()] = (checked(name, value, where), statement.lineno)
    return found


def _statements(path: Path) -> list[ast.stmt]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadConfig(say("settings.unreadable", path=path, detail=error.strerror or error)) from error
    if len(data) > CONFIG_LIMIT:
        raise BadConfig(say("settings.too-long", path=path, limit=CONFIG_LIMIT))
    try:
        return ast.parse(data).body
    except SyntaxError as error:
        raise BadConfig(say("settings.syntax", path=path, line=error.lineno or 1)) from None
    except (ValueError, RecursionError, MemoryError):
        raise BadConfig(say("settings.syntax", path=path, line=1)) from None


def _literal(expression: ast.expr, path: Path) -> Any:
    try:
        return ast.literal_eval(expression)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        raise BadConfig(say("settings.code", path=path, line=expression.lineno)) from None


def checked(name: str, value: object, where: Message) -> Any:
    """`value` if the setting `name` (in capitals) takes it. Raises `BadConfig` that says where it stands."""
    known = Settings.__struct_fields__
    if name != name.upper() or name.lower() not in known:
        raise BadConfig(say("settings.unknown", where=where, name=name, known=", ".join(map(str.upper, known))))
    try:
        shape = next(field.type for field in msgspec.structs.fields(Settings) if field.name == name.lower())
        value = schema.from_mapping(value, shape)
    except schema.Fault as fault:
        raise BadConfig(say("settings.value", where=where, name=name, reason=fault.reason)) from None
    if isinstance(value, float) and not math.isfinite(value):
        raise BadConfig(say("settings.not-finite", where=where, name=name))
    if name == "SKIP_SAFETY_CHECKER" and not value:
        raise BadConfig(say("settings.no-checker", where=where))
    return value


# ---------------------------------------------------------------------------------------------------------------
# The environment
# ---------------------------------------------------------------------------------------------------------------


def read_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings that variables KADR_<NAME> give, as literals: KADR_IMAGE_WIDTH=512, KADR_ENABLE_VAE_TILING=False.

    Raises `BadConfig` for a variable KADR_... that is no setting: most likely a slip of the hand."""
    known = {f"KADR_{name.upper()}" for name in Settings.__struct_fields__}
    for variable in sorted(environment):
        if variable.startswith("KADR_") and variable not in known | OTHER_VARIABLES:
            raise BadConfig(say("settings.no-variable", name=variable, known=", ".join(sorted(known))))
    values: dict[str, Any] = {}
    for name in Settings.__struct_fields__:
        variable = f"KADR_{name.upper()}"
        if variable in environment:
            where = say("settings.at-variable", name=variable)
            values[name] = checked(name.upper(), _value(environment[variable]), where)
    return values


def _value(text: str) -> Any:
    """What a literal says; else the text itself. A number that is none ("nan") is left to be refused as a number."""
    text = text.strip()
    if text.lower().lstrip("+-") in ("nan", "inf", "infinity"):
        return float(text)
    try:
        return ast.literal_eval({"true": "True", "false": "False"}.get(text.lower(), text))
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return text


def language(asked: str | None, environment: Mapping[str, str] | None = None) -> str:
    """The language to speak: the one asked for, else KADR_LANG, else the locale's if kadr speaks it, else English."""
    environment = os.environ if environment is None else environment
    wanted = asked or environment.get("KADR_LANG")
    if wanted:
        if wanted.lower() not in LANGUAGES:
            raise BadUse(say("settings.no-language", name=wanted, known=", ".join(LANGUAGES)))
        return wanted.lower()
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            code = re.split(r"[_.@-]", environment[variable])[0].lower()
            return code if code in LANGUAGES else "en"
    return "en"


def failpoint(environment: Mapping[str, str] | None = None) -> str:
    """``KADR_FAILPOINT``: where the tests pull the plug; empty in everyday life."""
    environment = os.environ if environment is None else environment
    return environment.get("KADR_FAILPOINT", "")


# ---------------------------------------------------------------------------------------------------------------
# Sizes
# ---------------------------------------------------------------------------------------------------------------


def parse_size(text: str) -> tuple[int, int]:
    """ "1920x1080" as (1920, 1080). Raises `BadUse`."""
    found = re.fullmatch(r"\s*(\d{1,9})\s*[xх×*]\s*(\d{1,9})\s*", text, re.IGNORECASE)
    sides = (int(found[1]), int(found[2])) if found else (0, 0)
    if not all(64 <= side <= 4096 for side in sides):
        raise BadUse(say("settings.size", given=text))
    return sides


def parse_aspect(text: str) -> tuple[float, float]:
    """ "16:9" or "2.39:1" as a pair of numbers. Raises `BadUse` beyond 4:1 or 1:4."""
    found = re.fullmatch(r"\s*(\d{1,5}(?:\.\d{1,4})?)\s*[:/]\s*(\d{1,5}(?:\.\d{1,4})?)\s*", text)
    pair = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    if not all(pair) or not 0.25 <= pair[0] / pair[1] <= 4:
        raise BadUse(say("settings.aspect", given=text))
    return pair


def sides_for(aspect: tuple[float, float], pixels: int) -> tuple[int, int]:
    """Width and height of that aspect with about `pixels` pixels, each a multiple of 8: 16:9 of 768x768 is 1024x576."""
    ratio = aspect[0] / aspect[1]
    height = math.sqrt(pixels / ratio)
    return tuple(max(64, round(side / 8) * 8) for side in (height * ratio, height))  # type: ignore[return-value]


def _sides(width: int, height: int) -> dict[str, int]:
    return {"image_width": width, "image_height": height}
