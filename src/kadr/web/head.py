"""What is known of a request before its body is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Scope = dict[str, Any]

SAFE = ("GET", "HEAD")


@dataclass(frozen=True)
class Head:
    """An ASGI scope, read. Header names are lower case; texts are Latin-1, as headers are."""

    scope: Scope

    @property
    def method(self) -> str:
        return str(self.scope["method"])

    @property
    def path(self) -> str:
        """Decoded, without the query."""
        return str(self.scope["path"])

    @property
    def target(self) -> bytes:
        """As it was sent, without the query."""
        raw: bytes | None = self.scope.get("raw_path")
        return self.path.encode() if raw is None else raw

    @property
    def query(self) -> bytes:
        return bytes(self.scope.get("query_string", b""))

    @property
    def is_safe(self) -> bool:
        return self.method in SAFE

    @cached_property
    def headers(self) -> list[tuple[str, str]]:
        pairs: Iterable[tuple[bytes, bytes]] = self.scope["headers"]
        return [(name.decode("latin-1").lower(), value.decode("latin-1").strip(" \t")) for name, value in pairs]

    def all(self, name: str) -> list[str]:
        """Every value of a header, in the order sent."""
        return [value for found, value in self.headers if found == name]

    def one(self, name: str) -> str:
        """A header's value; empty where it was not sent."""
        return next(iter(self.all(name)), "")

    def has(self, name: str) -> bool:
        return bool(self.all(name))

    @property
    def kind(self) -> str:
        """The body's media type, in lower case, without parameters."""
        return self.one("content-type").split(";")[0].strip().lower()

    @property
    def has_body(self) -> bool:
        """Whether a body was announced; one of no bytes is none."""
        return self.has("transfer-encoding") or self.one("content-length") not in ("", "0")
