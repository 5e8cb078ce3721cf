"""``kadr serve``: the studio in the browser, and its API."""

from pathlib import Path

import click

from kadr.cli.console import Speaker
from kadr.cli.verb import Verb, option
from kadr.cli.wishing import whole_number
from kadr.errors import MachineCannot
from kadr.messages import say


def make(name: str, language: str) -> click.Command:
    """The verb."""
    params = [
        option(name, language, "--home", metavar="metavar-folder", default="out", type=click.Path(path_type=Path)),
        option(name, language, "--port", metavar="metavar-n", default="8080"),
        option(name, language, "--listen", metavar="metavar-address", default="127.0.0.1"),
        option(name, language, "--allow-host", metavar="metavar-name", multiple=True),
    ]
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), **given))


def run(speaker: Speaker, *, home: Path, port: str, listen: str, allow_host: tuple[str, ...]) -> None:
    """Serve until it is stopped. Raises `Busy` where the home has a server already."""
    number = whole_number("--port", port, least=0, most=65_535)
    try:
        from kadr.web.server import Wanted, serve
    except ModuleNotFoundError as error:
        raise MachineCannot(say("serving.no-web", missing=error.name or "?")) from None
    wanted = Wanted(home=home, port=number or 0, listen=listen, hosts=allow_host)
    serve(wanted, tell=speaker.announce)
