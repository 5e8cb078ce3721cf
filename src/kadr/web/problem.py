"""How a refusal looks to who asked: problem JSON (RFC 9457), or a small page for a browser that opened an address."""

import json
from dataclasses import dataclass
from http import HTTPStatus

from kadr.messages import LANGUAGES, Message
from kadr.web.refused import refusal_page

PROBLEM = "application/problem+json"
PAGE = "text/html; charset=utf-8"


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """An answer that is not what was asked for; `headers` are sent along; `field` is what was at fault, if known."""

    status: int
    message: Message
    headers: tuple[tuple[bytes, bytes], ...] = ()
    field: str = ""

    def body(self, language: str, *, page: bool) -> tuple[bytes, bytes]:
        """The media type and the bytes of the answer."""
        if page:
            return PAGE.encode(), refusal_page(self.status, self.message, language)
        more = {"field": self.field} if self.field else {}
        return PROBLEM.encode(), problem(self.status, self.message, language, **more)


def problem(status: int, message: Message, language: str, **more: object) -> bytes:
    """Problem JSON: `type`, `title`, `status`, `detail` in `language` (one of `LANGUAGES`), `code` (the message's id)
    and `more`, such as the ``field`` at fault. Texts may hold anything: a lone surrogate is sent as JSON escapes it."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    text = json.dumps({**told, "detail": message.text(language), "code": message.id, **more}, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace")


def language_of(accepted: str) -> str:
    """Which of `LANGUAGES` somebody with this Accept-Language reads best (RFC 9110, 12.5.4); English where none is
    named."""
    found: dict[str, float] = {}
    for entry in accepted.split(","):
        tag, _, weight = entry.partition(";")
        language = tag.strip().lower().split("-")[0]
        if language in LANGUAGES:
            found[language] = max(found.get(language, 0.0), _weight(weight))
    best = max(found, key=found.__getitem__, default=LANGUAGES[0])
    return best if found.get(best) else LANGUAGES[0]


def wants_page(accepted: str) -> bool:
    """Whether an Accept header is a browser's that opens an address: HTML first."""
    return accepted.split(",")[0].split(";")[0].strip().lower() == "text/html"


def _weight(text: str) -> float:
    """What stands behind ``;q=``: 1 where nothing does, 0 where it is no weight."""
    name, _, value = text.strip().partition("=")
    if not name:
        return 1.0
    number = value.strip()
    digits = number.replace(".", "", 1)
    is_weight = name.strip().lower() == "q" and digits.isascii() and digits.isdigit() and len(number) <= 5
    return float(number) if is_weight and float(number) <= 1 else 0.0
