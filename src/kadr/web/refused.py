"""A refusal as a page: a heading, what happened and what to do, and a way back."""

from kadr.messages import Message, say
from kadr.web.templates import fill

HEADINGS = {
    401: "page.who",
    403: "page.not-from-here",
    404: "page.nothing",
    405: "page.not-this-way",
    409: "page.not-now",
    429: "page.not-now",
    503: "page.cannot",
    507: "page.cannot",
    500: "page.stumbled",
}
"""What stands above a refusal, by its status; above all others, that it did not work."""

WORDS = {
    "serving.no-board": "page.no-board",
    "serving.no-page": "page.no-page",
    "serving.status": "page.no-way",
    "serving.no-method": "page.no-way",
    "serving.no-setting": "page.no-setting",
    "jobs.no-job": "page.no-job",
    "guard.token": "page.token",
    "guard.method": "page.no-way",
}
"""What a person reads in the place of a message that speaks to programs."""

MISSPELT = {"board": say("serving.no-page")}
"""What stands in an address by a field's name: where it has not even the form of one, nothing is there."""

AWAY = ("guard.host",)
"""Refusals that are met again wherever this server is called by the same name: the way back is its own address."""


def refusal_page(status: int, message: Message, language: str) -> bytes:
    """The page, in `language`, of a refusal with that status; what cannot be written as UTF-8 is shown as "?"."""
    if message.id == "serving.field" and message.facts["field"] in MISSPELT:
        status, message = 404, MISSPELT[str(message.facts["field"])]
    told = say(WORDS[message.id], **message.facts) if message.id in WORDS else message
    facts = {
        "heading": say(HEADINGS.get(status, "page.wrong")).text(language),
        "told": told.text(language),
        "ask_key": status == 401,
        "back": message.facts["address"] if message.id in AWAY else "/",
    }
    return fill("refused.html", language, **facts).encode("utf-8", "replace")
