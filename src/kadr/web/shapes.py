"""What pydantic says of a request, in kadr's own words and in two languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from kadr.messages import Message, say

EXPECTED = {
    "string_type": "text", "int_type": "int", "int_from_float": "int", "float_type": "float", "bool_type": "bool",
    "list_type": "list", "dict_type": "object", "model_type": "object", "model_attributes_type": "object",
    "int_parsing": "int", "float_parsing": "float", "bool_parsing": "bool", "string_unicode": "text",
}  # fmt: skip
"""The kind of value that is meant, by pydantic's name of the fault."""

BODY = ("body", "query", "path", "header")
"""Where a value stands, which is no part of its name."""


LONGEST = 60
"""Letters of a name that are told back to who sent it."""


def field_of(place: Sequence[str | int]) -> str:
    """The path of a field as `kadr.schema` writes it: "cast[2].name"."""
    path = ""
    for step in place[1:] if place and place[0] in BODY else place:
        path += f"[{step}]" if isinstance(step, int) else f".{step[:LONGEST]}" if path else step[:LONGEST]
    return path


def reason_of(fault: Mapping[str, Any]) -> Message:
    """Why a value was not taken."""
    kind, context = str(fault["type"]), fault.get("ctx", {})
    if kind in EXPECTED:
        return say("schema.type", wanted=EXPECTED[kind], found=type(fault.get("input")).__name__)
    if kind == "missing":
        return say("schema.missing", name=fault["loc"][-1])
    if kind == "extra_forbidden":
        return say("schema.unknown", name=str(fault["loc"][-1])[:LONGEST])
    if kind in ("literal_error", "enum"):
        return say("serving.one-of", wanted=context.get("expected", ""))
    for name, sign in (("ge", "≥"), ("gt", ">"), ("le", "≤"), ("lt", "<")):
        if name in context:
            return say("serving.bound", bound=f"{sign} {context[name]}")
    if "max_length" in context:
        return say("serving.longest", most=context["max_length"])
    if "min_length" in context:
        return say("serving.empty")
    return say("schema.other", detail=fault["msg"])
