"""The templates of the plain page, which refusals use too: a page in one language, as text."""

from functools import cache, partial
from importlib.resources import files
from typing import Any

import jinja2

from kadr.messages import say


def fill(name: str, language: str, **facts: Any) -> str:
    """The template `name` filled with `facts`; in it, ``t("key", ...)`` are the words of ``page.key``."""
    return _templates().get_template(name).render(t=partial(_text, language), lang=language, **facts)


def read(name: str) -> bytes:
    """A file that lies beside the templates."""
    return files("kadr.web").joinpath("pages", name).read_bytes()


def _text(language: str, key: str, **facts: object) -> str:
    return say(f"page.{key}", **facts).text(language)


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FunctionLoader(lambda name: read(name).decode())
    return jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
