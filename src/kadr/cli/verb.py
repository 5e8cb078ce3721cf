"""click, speaking the person's language: the list of verbs, a verb, its options."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from kadr.messages import say


class _Localized(click.Command):
    """A command whose help is written with kadr's own words."""

    language: str

    def say(self, key: str) -> str:
        return say(f"cli.{key}").text(self.language)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = self.say("help")
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=self.say("usage") + " ")

    def options_section(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        records = [record for param in options if (record := param.get_help_record(ctx))]
        records.append(("--lang en|ru", self.say("lang")))
        with formatter.section(self.say("options")):
            formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The epilog as it was written: examples are lines to copy."""
        if self.epilog:
            formatter.write_paragraph()
            formatter.write(self.epilog.rstrip() + "\n")


class Verb(_Localized):
    """One verb. Its help is ``cli.<name>`` of the catalogue, its example ``cli.<name>-example``."""

    def __init__(self, name: str, language: str, **arguments: Any) -> None:
        self.language = language
        super().__init__(
            name,
            help=self.say(name),
            epilog=self.say(f"{name}-example"),
            options_metavar=self.say("options-metavar"),
            **arguments,
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.options_section(ctx, formatter)


class Verbs(_Localized, click.Group):
    """All verbs. A verb's module is imported when its verb is called, and has ``make(name, language)``."""

    def __init__(self, modules: Mapping[str, str], language: str) -> None:
        self.language, self.modules = language, modules
        super().__init__(
            "kadr",
            help=self.say("kadr"),
            epilog=self.say("kadr-example"),
            options_metavar=self.say("options-metavar"),
            subcommand_metavar=self.say("verb-metavar"),
            params=[
                click.Option(["--version"], is_flag=True, is_eager=True, help=self.say("version"), callback=_version)
            ],
        )

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.modules)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.modules:
            return None
        command: click.Command = import_module(self.modules[name]).make(name, self.language)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.options_section(ctx, formatter)
        with formatter.section(self.say("verbs")):
            formatter.write_dl([(name, self.say(name).partition(".")[0]) for name in self.modules])


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        from importlib.metadata import version

        click.echo(f"kadr {version('kadr')}")
        ctx.exit()


def option(verb: str, language: str, *names: str, **arguments: Any) -> click.Option:
    """An option whose help is ``cli.<verb>.<name>``: the catalogue's ``<verb>-<name>``."""
    name = names[-1].lstrip("-")
    metavar = arguments.pop("metavar", None)
    text = say(f"cli.{verb}-{name}").text(language)
    if "default" in arguments:
        text += " " + say("cli.default", value=arguments["default"]).text(language)
    return click.Option(
        list(names),
        help=text,
        metavar=say(f"cli.{metavar}").text(language) if metavar else None,
        **arguments,
    )


def argument(language: str, name: str, metavar: str, **arguments: Any) -> click.Argument:
    """An argument shown as ``cli.<metavar>``."""
    return click.Argument([name], metavar=say(f"cli.{metavar}").text(language), **arguments)
