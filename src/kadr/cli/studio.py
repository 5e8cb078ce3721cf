"""``kadr studio``: until the page in the browser lands, an honest word about it."""

import click

from kadr.cli.verb import Verb
from kadr.errors import MachineCannot
from kadr.messages import say


def make(name: str, language: str) -> click.Command:
    """The verb."""
    return Verb(name, language, callback=refuse)


def refuse() -> None:
    """Say what to do instead. Raises `MachineCannot`."""
    raise MachineCannot(say("cli.no-studio"))
