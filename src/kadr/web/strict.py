"""JSON as it should be: what the standard does not know, or what reads differently for two readers, is refused."""

import json
import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from kadr.errors import BadUse
from kadr.messages import Message, say

STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
BRACKETS = re.compile(rb"[][{}]")

DEEPEST = 40
"""Levels of a request: the deepest that the API knows has 6."""


class StrictRoute(APIRoute):
    """A route whose JSON body is looked at before it is read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_strictly(request: Request) -> Response:
            if request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json":
                check(await request.body())
            return await handle(request)

        return handle_strictly


def check(body: bytes) -> None:
    """Raises `BadUse` for a text that is not JSON in UTF-8, for NaN and Infinity, for a name that comes twice and for
    one too deep."""
    if not body:
        return
    try:
        if _depth(body) > DEEPEST:
            raise BadUse(say("serving.json-deep", most=DEEPEST))
        json.loads(body.decode(), parse_constant=_refuse_constant, object_pairs_hook=_refuse_twins)
    except ValueError as error:  # also for a number of more digits than Python reads
        raise BadUse(say("serving.json", detail=_where(error))) from None


def _depth(body: bytes) -> int:
    """The deepest nesting."""
    deepest = depth = 0
    for bracket in BRACKETS.findall(STRINGS.sub(b"", body)):
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _where(error: Exception) -> Message:
    if isinstance(error, json.JSONDecodeError):
        return say("serving.json-at", line=error.lineno, column=error.colno)
    if isinstance(error, UnicodeDecodeError):
        return say("serving.json-byte", byte=error.start)
    return say("serving.json-digits")


def _refuse_constant(name: str) -> float:
    raise BadUse(say("serving.json-constant", name=name))


def _refuse_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadUse(say("serving.json-twice", name=name[:40]))
        found[name] = value
    return found
