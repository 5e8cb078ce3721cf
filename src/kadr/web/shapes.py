"""What pydantic says of a request, in kadr's own words and in two languages."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kadr.messages import Message, say
from kadr.schema import kind_of, kinds
from kadr.web.patterns import EXPECTED

WANTED = {
    "string_type": "str", "int_type": "int", "int_from_float": "int", "float_type": "float", "bool_type": "bool",
    "list_type": "array", "dict_type": "object", "model_type": "object", "model_attributes_type": "object",
    "int_parsing": "int", "float_parsing": "float", "bool_parsing": "bool", "value_kind": "str | float | bool",
}  # fmt: skip
"""The kind of value that is meant (as `kadr.schema.kinds` names it), by pydantic's name of the fault."""

PLAIN = {
    "string_unicode": "serving.half-sign",
    "finite_number": "serving.not-finite",
    "int_parsing_size": "serving.digits",
    "string_too_short": "serving.empty",
    "too_short": "serving.empty",
    "value_error": "serving.no-file",
}
"""What is said of a fault that needs no facts. A value error is FastAPI's: it expected a file."""

LENGTHS = {"string_too_long": "serving.longest", "too_long": "serving.most"}

BOUNDS = (("ge", "≥"), ("gt", ">"), ("le", "≤"), ("lt", "<"))

BODY = ("body", "query", "path", "header")
"""Where a value stands, which is no part of its name."""

LONGEST = 60
"""Letters of a name that are told back to who sent it."""


def field_of(place: Sequence[str | int]) -> str:
    """The path of a field as `kadr.schema` writes it: "cast[2].name"."""
    path = ""
    for step in place[1:] if place and place[0] in BODY else place:
        if step == "[key]":  # of an object whose names are the sender's: what is wrong is the name
            continue
        path += f"[{step}]" if isinstance(step, int) else f".{step[:LONGEST]}" if path else step[:LONGEST]
    return path


def reason_of(fault: Mapping[str, Any]) -> Message:
    """Why a value was not taken."""
    kind, context = str(fault["type"]), fault.get("ctx", {})
    if kind in WANTED:
        return say("schema.type", wanted=kinds(WANTED[kind]), found=kind_of(fault.get("input")))
    if kind in PLAIN:
        return say(PLAIN[kind])
    if kind == "missing":
        name = field_of(fault["loc"])
        return say("schema.missing", name=name.rpartition(".")[2]) if name else say("serving.no-body")
    if kind == "extra_forbidden":
        return say("schema.unknown", name=str(fault["loc"][-1])[:LONGEST])
    if kind == "literal_error":
        return say("serving.one-of", wanted=", ".join(re.findall(r"'([^']*)'", context["expected"])))
    if kind == "string_pattern_mismatch" and context["pattern"] in EXPECTED:
        return say(EXPECTED[context["pattern"]])
    if kind in LENGTHS:
        return say(LENGTHS[kind], n=context["max_length"])
    for name, sign in BOUNDS:
        if name in context:
            return say("serving.bound", bound=f"{sign} {context[name]}")
    return say("serving.unfit")
