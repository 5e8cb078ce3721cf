"""Where a command comes in and its outcome goes out: language, errors in words, exit codes."""

import io
import os
import sys
import traceback

import click

from kadr import settings
from kadr.cli.verb import Verbs
from kadr.errors import BadInput, BadUse, Busy, KadrError, MachineCannot, Stopped
from kadr.messages import Message, say

EXIT_CODES: tuple[tuple[type[KadrError], int], ...] = (
    (BadUse, 2),
    (BadInput, 3),
    (MachineCannot, 4),
    (Busy, 5),
    (Stopped, 130),
)
"""0 is done; 1 is a panel that failed, or a fault of kadr's own."""

VERBS = {
    "render": "kadr.cli.render",
    "shots": "kadr.cli.shots",
    "sheet": "kadr.cli.sheet",
    "maps": "kadr.cli.maps",
    "set": "kadr.cli.set",
    "move": "kadr.cli.arrange",
    "insert": "kadr.cli.arrange",
    "duplicate": "kadr.cli.arrange",
    "remove": "kadr.cli.arrange",
    "approve": "kadr.cli.arrange",
    "lock": "kadr.cli.arrange",
    "takes": "kadr.cli.arrange",
    "choose": "kadr.cli.arrange",
    "bring": "kadr.cli.arrange",
    "start": "kadr.cli.arrange",
    "show": "kadr.cli.show",
    "undo": "kadr.cli.undo",
    "redo": "kadr.cli.undo",
    "history": "kadr.cli.undo",
    "models": "kadr.cli.models",
    "config": "kadr.cli.config",
    "doctor": "kadr.cli.doctor",
    "plan": "kadr.cli.plan",
    "speed": "kadr.cli.speed",
    "serve": "kadr.cli.serve",
}


def enter(arguments: list[str]) -> int:
    """Run `arguments` (without the program's name) and return the exit code."""
    language = "en"
    _soften_streams()
    try:
        asked, arguments = _take_language(arguments)
        language = settings.language(asked)
        outcome = Verbs(VERBS, language).main(arguments, prog_name="kadr", standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except KadrError as error:
        complain(error.message, language)
        return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 1)
    except click.UsageError as error:
        verb = next((argument for argument in arguments if argument in VERBS), "")
        complain(_usage(error, f"kadr {verb}".strip()), language)
        return 2
    except (click.exceptions.Abort, KeyboardInterrupt):
        complain(say("cli.stopped"), language)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception:
        traceback.print_exc()
        complain(say("cli.own-fault"), language)
        return 1


def _soften_streams() -> None:
    """A console that lacks a letter shows a question mark in its place, instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def complain(message: Message, language: str) -> None:
    """Say on standard error what went wrong."""
    sys.stderr.write(say("cli.error", message=message).text(language) + "\n")


def _take_language(arguments: list[str]) -> tuple[str | None, list[str]]:
    """``--lang XX`` or ``--lang=XX`` from anywhere before ``--``: help is written in it, so it is needed first."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    for position, argument in enumerate(arguments[:end]):
        if argument == "--lang":
            if position + 1 == end:
                raise BadUse(say("cli.value-missing", option="--lang", command="kadr --help"))
            return arguments[position + 1], arguments[:position] + arguments[position + 2 :]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang="), arguments[:position] + arguments[position + 1 :]
    return None, arguments


def _usage(error: click.UsageError, command: str) -> Message:
    """What click found wrong with a call of `command`, in our words."""
    facts = {"command": f"{command} --help"}
    match error:
        case click.NoSuchOption():
            return say("cli.no-option", option=error.option_name, **facts)
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            return say("cli.missing", name=name, **facts)
        case click.BadOptionUsage():
            return say("cli.value-missing", option=error.option_name, **facts)
        case click.BadParameter():
            name = error.param.opts[0] if error.param else ""
            return say("cli.bad-value", option=name, detail=error.message, **facts)
    at_the_door = error.ctx is not None and isinstance(error.ctx.command, Verbs)
    return say("cli.no-verb" if at_the_door else "cli.too-much", **facts)
