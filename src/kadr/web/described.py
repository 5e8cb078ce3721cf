"""What the OpenAPI document says beyond the shapes of `kadr.web.asked` and `kadr.web.views`: refusals, and files."""

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, Field

from kadr.web.problem import PROBLEM

PLACE = "#/components/schemas/"


class Problem(BaseModel):
    """A refusal, as problem details (RFC 9457)."""

    type: str = Field(description="Always about:blank")
    title: str = Field(description="The status in the words of HTTP")
    status: int
    detail: str = Field(description="What happened, why, and what to do: in English or Russian, by Accept-Language")
    code: str = Field(description="The same in every language: the id of what is said")
    field: str | None = Field(default=None, description="What was at fault, where it is one thing")
    errors: list[dict[str, str]] | None = Field(default=None, description="Each fault: its field and its reason")


def _refusals(description: str) -> dict[str, Any]:
    return {"description": description, "content": {PROBLEM: {"schema": {"$ref": f"{PLACE}Problem"}}}}


REFUSALS: dict[int | str, dict[str, Any]] = {
    "4XX": _refusals("It was refused, and nothing was changed"),
    "5XX": _refusals("It cannot be done now"),
}
"""What every route may answer."""


def file_of(*kinds: str, kept: bool = False) -> dict[int | str, dict[str, Any]]:
    """The answer of a route that gives a file of one of `kinds` (media types); `kept`: browsers may ask whether theirs
    is still right."""
    binary = {"type": "string", "contentMediaType": "application/octet-stream"}
    schemas = {kind: {"schema": {"type": "object"} if kind == "application/json" else binary} for kind in kinds}
    found = {"description": "The file", "content": schemas}
    part = {**found, "description": "The part of the file that was asked for"}
    return {200: found, **({206: part, 304: {"description": "It is what you have"}} if kept else {206: part})}


class Described(FastAPI):
    """An application whose document knows how it refuses."""

    def openapi(self) -> dict[str, Any]:
        document = super().openapi()
        document["components"]["schemas"].setdefault("Problem", Problem.model_json_schema())
        return document
