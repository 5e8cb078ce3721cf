"""Reading typed values from files that people write, with the field and the line of what is wrong.

msgspec checks the shape; this module turns what it says into a `Fault` that a person can act on.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from kadr.messages import Message, say

T = TypeVar("T")


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Plain data: frozen, keyword-only, strict about unknown fields when it is read."""


@dataclass(frozen=True, slots=True)
class Fault(Exception):
    """What is wrong with a document: `reason` in words, `field` as a path ("panels[2].shot.size", empty at the
    root), `line` from 1 where the document has lines, else 0."""

    reason: Message
    field: str = ""
    line: int = 0


KINDS = ("str", "int", "float", "bool", "array", "object", "null")
"""Kinds of values that have words in every language, by msgspec's names."""

KIND_OF = {"str": "str", "int": "int", "float": "float", "bool": "bool", "list": "array", "dict": "object"}
"""The kind of a value that JSON gave, by its Python type; what is in no row is null."""

REASONS = (
    (r"Expected `(?P<wanted>[^`]+)`, got `(?P<found>[^`]+)`", "schema.type"),
    (r"Object missing required field `(?P<name>[^`]+)`", "schema.missing"),
    (r"Object contains unknown field `(?P<name>[^`]+)`", "schema.unknown"),
    (r"Invalid enum value (?P<found>.+)", "schema.choice"),
    (r"Expected `(?P<wanted>[^`]+)` (?P<rule>.+)", "schema.rule"),
)


def kinds(name: str) -> Message | str:
    """A kind of values in words ("text, a number or true/false"), by msgspec's name for it ("str | float | bool"); a
    name that is in none of `KINDS` stays as it is."""
    first, _, rest = name.partition(" | ")
    word = say(f"schema.kind-{first}") if first in KINDS else first
    return say("schema.or", first=word, rest=kinds(rest)) if rest else word


def kind_of(value: object) -> Message | str:
    """The kind of a value that JSON gave, in words."""
    return kinds(KIND_OF.get(type(value).__name__, "null"))


def from_json(data: bytes, shape: type[T]) -> T:
    """`data` as `shape`. Raises `Fault` with field and line."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Fault(say("schema.utf8", byte=error.start), line=line) from None
    try:
        return msgspec.json.decode(text, type=shape)
    except msgspec.ValidationError as error:
        field, reason, name = _explain(error)
        path = _steps(field)
        raise Fault(reason, field, line_of(text, [*path, name] if name else path)) from None
    except msgspec.DecodeError as error:
        found = re.search(r"\(byte (\d+)\)", str(error))
        end = len(text.encode()[: int(found.group(1))].decode(errors="replace")) if found else len(text)
        raise Fault(say("schema.json"), line=text.count("\n", 0, end) + 1) from None
    except RecursionError:
        raise Fault(say("schema.deep"), line=1) from None


def from_mapping(values: object, shape: type[T]) -> T:
    """Values that a TOML file or a literal gave, as `shape`. Raises `Fault` with the field; lines are not known."""
    try:
        return msgspec.convert(values, shape)
    except msgspec.ValidationError as error:
        field, reason, _ = _explain(error)
        raise Fault(reason, field) from None


def _explain(error: msgspec.ValidationError) -> tuple[str, Message, str]:
    """The field's path, the reason in words, and the name of a field that is one too many (else empty)."""
    text, _, path = str(error).partition(" - at `$")
    field = path.rstrip("`").lstrip(".")
    for pattern, message_id in REASONS:
        if found := re.fullmatch(pattern, text):
            unknown = found["name"] if message_id == "schema.unknown" else ""
            facts = found.groupdict()
            if message_id == "schema.type":
                facts = {name: kinds(kind) for name, kind in facts.items()}
            return field, say(message_id, **facts), unknown
    return field, say("schema.other", detail=text), ""


def _steps(field: str) -> list[str | int]:
    return [int(index) if index else key for key, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", field)]


_WHITE = re.compile(r"\s*")
_DECODER = json.JSONDecoder()


def line_of(text: str, steps: list[str | int]) -> int:
    """The line (from 1) of the value that `steps` lead to in a JSON text, or of the last step that is there."""
    at = _after(text, 0)
    for step in steps:
        inside = _child(text, at, step)
        if inside is None:
            break
        at = inside
    return text.count("\n", 0, at) + 1


def _after(text: str, at: int) -> int:
    white = _WHITE.match(text, at)
    return white.end() if white else at


def _child(text: str, at: int, step: str | int) -> int | None:
    """Where the member `step` of the object or array at `at` begins, or None."""
    if text[at] not in "{[":
        return None
    position, opening = 0, text[at]
    at = _after(text, at + 1)
    while text[at] not in "}]":
        key: Any = position
        if opening == "{":
            key, at = _DECODER.raw_decode(text, at)
            at = _after(text, _after(text, at) + 1)
        if key == step:
            return at
        _, at = _DECODER.raw_decode(text, at)
        at = _after(text, at)
        if text[at] == ",":
            at = _after(text, at + 1)
        position += 1
    return None
