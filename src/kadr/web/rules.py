"""Whom the guard lets in: one function a rule, each of which sees a request's head and refuses it or says nothing.

`RULES` is their order: what is malformed first, then who may call at all, then what may be asked, then what is sent.
"""

import hmac
from collections.abc import Callable
from urllib.parse import unquote

from kadr.messages import say
from kadr.web.door import JSON, Door
from kadr.web.head import Head
from kadr.web.problem import Refusal

Rule = Callable[[Head, Door], Refusal | None]

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

SINGLE = ("host", "origin", "content-type", "content-length", "authorization", "transfer-encoding", "sec-fetch-site")
"""Headers that, sent twice, may be read one way by us and another way by whoever stands before us."""

LONGEST_AUTHORIZATION = 256
"""Signs: "Bearer" and twice the longest token that `kadr.web.token` reads."""


def check_size(head: Head, door: Door) -> Refusal | None:
    """Headers and address have an end."""
    if sum(len(name) + len(value) for name, value in head.headers) > door.limits.headers:
        return Refusal(status=431, message=say("guard.headers", limit=door.limits.headers // 1000))
    if len(head.target) + len(head.query) > door.limits.target:
        return Refusal(status=414, message=say("guard.target", limit=door.limits.target // 1000))
    return None


def check_single(head: Head, door: Door) -> Refusal | None:
    """What may be there once is not there twice."""
    for name in SINGLE:
        if len(head.all(name)) > 1:
            return Refusal(status=400, message=say("guard.twice", name=name), field=name)
    return None


def check_method(head: Head, door: Door) -> Refusal | None:
    """No TRACE, no CONNECT, nothing unheard of."""
    if head.method in METHODS:
        return None
    allow = (b"allow", ", ".join(METHODS).encode())
    return Refusal(status=405, message=say("guard.method"), headers=(allow,))


def check_path(head: Head, door: Door) -> Refusal | None:
    """An address is one that a browser makes: it leads nowhere up, and hides nothing in escapes, not even twice."""
    once = unquote(head.target.decode("latin-1"), "latin-1")
    twice = unquote(once, "latin-1")
    odd = not head.target.startswith(b"/") or once.startswith("//") or "%2f" in head.target.lower().decode("latin-1")
    for path in (once, twice):
        odd = odd or "\\" in path or ".." in path.split("/") or any(ord(sign) < 32 or sign == "\x7f" for sign in path)
    return Refusal(status=400, message=say("guard.path")) if odd else None


def check_host(head: Head, door: Door) -> Refusal | None:
    """The server was called by a name of its own: a page elsewhere whose name leads here (DNS rebinding) was not."""
    if not head.has("host"):
        return Refusal(status=400, message=say("guard.no-host"), field="host")
    if door.is_own(door.place(head.one("host"))) or _is_looks(head, door):
        return None
    return Refusal(status=403, message=say("guard.host", address=door.address), field="host")


def check_upgrade(head: Head, door: Door) -> Refusal | None:
    """There are no web sockets here."""
    if "websocket" in head.one("upgrade").lower():
        return Refusal(status=403, message=say("guard.socket"))
    return None


def check_origin(head: Head, door: Door) -> Refusal | None:
    """Who changes something, or listens, does so from the page that came from this very address."""
    origin = head.one("origin")
    if not head.has("origin") or (head.is_safe and not _is_listening(head, door)):
        return None
    scheme, _, place = origin.partition("://")
    own = door.place(head.one("host"))
    if scheme == door.scheme and door.place(place) == own:
        return None
    return Refusal(status=403, message=say("guard.origin", address=door.address), field="origin")


def check_site(head: Head, door: Door) -> Refusal | None:
    """What browsers say of where a request comes from (Fetch Metadata): other sites may lead people here by a link, and
    nothing else. Browsers that do not say it are known by their Origin."""
    if head.one("sec-fetch-site") in ("", "same-origin", "none"):
        return None
    is_link = head.one("sec-fetch-mode") in ("", "navigate") and head.one("sec-fetch-dest") in ("", "document")
    if is_link and head.is_safe and not _is_listening(head, door):
        return None
    return Refusal(status=403, message=say("guard.origin", address=door.address), field="sec-fetch-site")


def check_token(head: Head, door: Door) -> Refusal | None:
    """Who comes from elsewhere shows the token: in a header, or in the cookie that `GET /?token=...` gave. An empty
    Authorization header is none: some programs send one to everybody."""
    if door.token is None or _is_looks(head, door):
        return None
    shown = head.one("authorization")
    if len(shown) > LONGEST_AUTHORIZATION:
        tokens = []
    elif shown:
        scheme, _, token = shown.partition(" ")
        tokens = [token.strip()] if scheme.lower() == "bearer" else []
    else:
        tokens = _cookies(head, door.cookie)
    return None if any(is_token(token, door) for token in tokens) else unknown(door)


def unknown(door: Door) -> Refusal:
    """The answer to who did not show the token."""
    challenge = (b"www-authenticate", b'Bearer realm="kadr"')
    return Refusal(status=401, message=say("guard.token", address=door.address), headers=(challenge,))


def is_token(text: str, door: Door) -> bool:
    """Whether `text` is the door's token, in a time that tells nothing of it."""
    return door.token is not None and hmac.compare_digest(text.encode("utf-8", "replace"), door.token.encode())


def check_ranges(head: Head, door: Door) -> Refusal | None:
    """A few pieces of a file, not ten thousand."""
    if ",".join(head.all("range")).count(",") < door.limits.ranges:
        return None
    return Refusal(status=416, message=say("guard.ranges", limit=door.limits.ranges), field="range")


def check_kind(head: Head, door: Door) -> Refusal | None:
    """A body is JSON, or of a kind that is taken at this address, and not packed: a form on another site can send
    nothing but forms and plain text, and packed bodies can be larger than they look."""
    if head.has("content-encoding"):
        return Refusal(status=415, message=say("guard.packed"), field="content-encoding")
    if (head.has_body or head.kind) and not door.body(head.kind, head.path):
        return Refusal(status=415, message=say("guard.kind", kind=JSON), field="content-type")
    return None


def check_length(head: Head, door: Door) -> Refusal | None:
    """A body that says how long it is says so once and honestly, and is not too long."""
    length, row = head.one("content-length"), door.body(head.kind, head.path)
    is_number = length.isascii() and length.isdigit() and len(length) < 20
    if head.has("content-length") and (head.has("transfer-encoding") or not is_number):
        return Refusal(status=400, message=say("guard.length"), field="content-length")
    return too_long(row.most) if row and length and int(length) > row.most else None


def too_long(most: int) -> Refusal:
    """The answer to a body of more than `most` bytes."""
    return Refusal(status=413, message=say("guard.too-long", limit=f"{most / 1e6:g}"))


RULES: tuple[Rule, ...] = (
    check_size,
    check_single,
    check_method,
    check_path,
    check_host,
    check_upgrade,
    check_origin,
    check_site,
    check_token,
    check_ranges,
    check_kind,
    check_length,
)


def _is_listening(head: Head, door: Door) -> bool:
    """Whether this asks for events: an answer that goes on for as long as somebody listens."""
    return "text/event-stream" in head.one("accept").lower() or head.path in door.events


def _is_looks(head: Head, door: Door) -> bool:
    """Whether this asks for how a page looks, which a refusal shows too."""
    return head.is_safe and head.path in door.looks


def _cookies(head: Head, name: str) -> list[str]:
    pairs = (pair.strip().partition("=") for cookies in head.all("cookie") for pair in cookies.split(";"))
    return [value for found, _, value in pairs if found == name]
