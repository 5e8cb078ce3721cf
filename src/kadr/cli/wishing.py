"""The options that say which board is meant, shared by the verbs that read a script."""

import sys
from pathlib import Path
from typing import Any

import click

from kadr import settings, wiring
from kadr.cli.verb import argument, option
from kadr.errors import BadUse
from kadr.messages import say
from kadr.script import Form


def params(verb: str, language: str) -> list[click.Parameter]:
    """The script and everything that says how to read it."""
    return [
        argument(language, "script", "metavar-script"),
        option("wish", language, "--cast", metavar="metavar-file", type=click.Path(path_type=Path)),
        option("wish", language, "--panels", metavar="metavar-n"),
        option("wish", language, "--lines", is_flag=True),
        option("wish", language, "--encoding", metavar="metavar-name"),
        option("wish", language, "--title", metavar="metavar-title"),
        option("wish", language, "--preset", metavar="metavar-name"),
        option("wish", language, "--size", metavar="metavar-size"),
        option("wish", language, "--aspect", metavar="metavar-aspect"),
        option("wish", language, "--style", metavar="metavar-name"),
        option("wish", language, "--seed", metavar="metavar-n"),
        option("wish", language, "--config", metavar="metavar-file", type=click.Path(path_type=Path)),
        option(
            "wish", language, "-o", "--out", metavar="metavar-folder", default="out", type=click.Path(path_type=Path)
        ),
    ]


def wish(given: dict[str, Any], **more: Any) -> wiring.Wish:
    """What the options ask for. Raises `BadUse` for those that contradict each other."""
    if given["size"] and given["aspect"]:
        raise BadUse(say("cli.size-or-aspect"))
    asked = settings.Asked(
        preset=given["preset"],
        config=given["config"],
        size=settings.parse_size(given["size"]) if given["size"] else None,
        aspect=settings.parse_aspect(given["aspect"]) if given["aspect"] else None,
        flags={flag: given[flag[2:]] for flag in settings.FLAGS if given.get(flag[2:]) is not None},
    )
    return wiring.Wish(
        script=given["script"],
        text=_piped() if given["script"] == "-" else b"",
        form=Form.LINES if given["lines"] else None,
        encoding=given["encoding"],
        title=given["title"],
        cast=given["cast"],
        style=given["style"],
        panels=whole_number("--panels", given["panels"], least=None),
        seed=whole_number("--seed", given["seed"], most=2**32 - 1),
        out=given["out"],
        asked=asked,
        **more,
    )


def _piped() -> bytes:
    """The script from the pipe; nothing if there is none."""
    return sys.stdin.buffer.read(wiring.LONGEST) if sys.stdin else b""


def whole_number(name: str, given: str | None, *, least: int | None = 0, most: int = 10**12) -> int | None:
    """A whole number from an option, or None where it was not given. `least` None: whoever uses it knows the range."""
    if given is None:
        return None
    try:
        number = int(given)
    except ValueError:
        raise BadUse(say("cli.whole-number", option=name, given=given[:40])) from None
    if least is not None and not least <= number <= most:
        raise BadUse(say("cli.range", option=name, least=least, most=most, given=given[:40]))
    return number
