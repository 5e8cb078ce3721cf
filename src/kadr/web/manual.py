"""The API's manual: what its OpenAPI document says, as a page that needs no script and nothing from elsewhere."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be given."""

    name: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Route:
    """One thing that can be asked."""

    method: str
    path: str
    text: str
    fields: tuple[Field, ...]
    example: str


BEARER = " -H 'Authorization: Bearer TOKEN'"


def routes_of(document: Mapping[str, Any], url: str, *, with_token: bool = False) -> dict[str, list[Route]]:
    """All routes of an OpenAPI document by their tag, with what they take and how curl asks at `url`; `with_token`: by
    showing a token, for which TOKEN stands."""
    groups: dict[str, list[Route]] = {}
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            fields = tuple(_fields(route, document))
            body = route.get("requestBody", {}).get("content", {})
            example = _curl(method, url + path, body, document) + (BEARER if with_token else "")
            one = Route(method.upper(), path, route.get("description", ""), fields, example)
            groups.setdefault(route["tags"][0], []).append(one)
    return groups


def _fields(route: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[Field]:
    for parameter in route.get("parameters", ()):
        yield Field(parameter["name"], _kind(parameter["schema"], document), parameter.get("description", ""))
    for body in route.get("requestBody", {}).get("content", {}).values():
        shape = _resolved(body["schema"], document)
        for name, schema in shape.get("properties", {}).items():
            needed = " *" if name in shape.get("required", ()) else ""
            yield Field(name + needed, _kind(schema, document), schema.get("description", ""))


def _resolved(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Mapping[str, Any] = document["components"]["schemas"][name] if name else schema
    return found


def _kind(schema: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    """A type in a few letters: "integer 1…99", "auto | draft | sdxl", "string or null"."""
    schema = _resolved(schema, document)
    if "anyOf" in schema:
        return " or ".join(_kind(one, document) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    kind = str(schema.get("type", "any"))
    if kind == "array":
        return f"list of {_kind(schema['items'], document)}"
    if "properties" in schema:
        return f"{{{', '.join(schema['properties'])}}}"
    ends = [
        schema.get(low, schema.get(high))
        for low, high in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))
    ]
    return f"{kind} {ends[0]:.10g}…{ends[1]:.10g}" if None not in ends else kind


def _curl(method: str, url: str, bodies: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    verb = "" if method == "get" else f" -X {method.upper()}"
    if JSON in bodies:
        shape = _resolved(bodies[JSON]["schema"], document)
        given = next(iter(shape.get("examples", ())), None) or {
            name: _sample(schema, document)
            for name, schema in shape.get("properties", {}).items()
            if name in shape.get("required", ())
        }
        return f"curl{verb} {url} -H 'Content-Type: application/json' -d '{json.dumps(given, ensure_ascii=False)}'"
    if bodies:
        shape = _resolved(next(iter(bodies.values()))["schema"], document)
        return f"curl{verb} {url}" + "".join(f" -F {name}=@FILE" for name in shape.get("required", ()))
    return f"curl{verb} {url}"


def _sample(schema: Mapping[str, Any], document: Mapping[str, Any]) -> object:
    schema = _resolved(schema, document)
    if "example" in schema:
        return schema["example"]
    if "anyOf" in schema:
        return _sample(schema["anyOf"][0], document)
    return {"string": "…", "integer": 1, "number": 1.0, "boolean": True, "array": [], "object": {}}[schema["type"]]
