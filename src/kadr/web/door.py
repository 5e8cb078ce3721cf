"""Where the server listens, by which names it may be called, and how much it takes: what its guard goes by."""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from kadr.web.token import is_loopback

JSON, MULTIPART = "application/json", "multipart/form-data"

Place = tuple[str, int]
"""A host, in lower case or as an address is written shortest (IPv6 without brackets), and a port."""

_HOST = re.compile(r"(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?))(?::([1-9][0-9]{0,4}))?")
_UNSPECIFIED = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, not listened on


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """A kind of body that is taken: at most `most` bytes of `kind`, at `paths` and below them, and at most `together`
    of them at the same time (None: as many as come)."""

    kind: str
    most: int
    paths: tuple[str, ...] = ("/",)
    together: int | None = None

    def fits(self, kind: str, path: str) -> bool:
        """Whether this is the row for a body of `kind` at `path`."""
        return kind == self.kind and any(path == at or path.startswith(at.rstrip("/") + "/") for at in self.paths)


def uploads(*paths: str) -> Body:
    """Forms with files at `paths`: two pictures of 32 MB at most, four forms at the same time."""
    return Body(kind=MULTIPART, most=64_000_000, paths=paths, together=4)


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How long somebody may take, in seconds: over a request's head; over its body, between two pieces and altogether;
    over reading more of an answer; how long what is refused is still listened to, so that the answer arrives. Bytes of
    all headers and of the address; pieces of a file at once; connections at once."""

    head: float = 20.0
    idle: float = 30.0
    total: float = 600.0
    unread: float = 120.0
    linger: float = 1.0
    headers: int = 32_000
    target: int = 8_000
    ranges: int = 4
    connections: int = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """`host` and `port` are listened on; `names` (``host`` or ``host:port``) are further ones by which people come,
    such as a proxy's. `secure` says that they come by https. Without a `token` everybody enters: for loopback only.
    `looks` is what a refusal needs to be read with ease: also there for who is refused, it tells nothing of boards."""

    host: str
    port: int
    names: tuple[str, ...] = ()
    token: str | None = None
    secure: bool = False
    bodies: tuple[Body, ...] = (Body(kind=JSON, most=2_000_000),)
    events: tuple[str, ...] = ("/api/events",)
    looks: tuple[str, ...] = ("/style.css",)
    limits: Limits = Limits()

    @property
    def scheme(self) -> str:
        return "https" if self.secure else "http"

    @property
    def address(self) -> str:
        """What people type to come in."""
        host = "localhost" if is_loopback(self.host) or self.host in _UNSPECIFIED else self.host
        shown = f"[{host}]" if ":" in host else host
        return f"{self.scheme}://{shown}:{self.port}"

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds the token; browsers keep cookies of all ports together."""
        return f"kadr-{self.port}"

    def place(self, text: str) -> Place | None:
        """The host and port that a Host header names; None where it names none exactly."""
        found = _HOST.fullmatch(text.lower())
        if not found:
            return None
        six, name, port = found.groups()
        try:
            host = str(IPv6Address(six)) if six else name
        except AddressValueError:
            return None
        return host, int(port) if port else 443 if self.secure else 80

    def is_own(self, place: Place | None) -> bool:
        """Whether people may come by `place`. A name that an attacker owns may lead to this machine (DNS rebinding), so
        only names that are known count, and addresses, which nobody can rebind, where all of them are listened on."""
        if place is None:
            return False
        if place in {
            self.place(name if name.rpartition(":")[2].isdigit() else f"{name}:{self.port}") for name in self.names
        }:
            return True
        host, port = place
        if port != self.port:
            return False
        if host == self.host.lower().strip("[]"):
            return True
        open_to_all = self.host in _UNSPECIFIED
        if open_to_all or is_loopback(self.host):
            return is_loopback(host) or host.endswith(".localhost") or (open_to_all and _is_address(host))
        return False

    def body(self, kind: str, path: str) -> Body | None:
        """The row for a body of `kind` (a media type in lower case) at `path`; None where none is taken."""
        return next((body for body in self.bodies if body.fits(kind, path)), None)


def _is_address(host: str) -> bool:
    for family in (IPv4Address, IPv6Address):
        try:
            family(host)
        except AddressValueError:
            continue
        return True
    return False
