"""``kadr models``: which models there are, fetching them, checking them, and where they lie."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Table

from kadr import machine
from kadr.cli.console import Speaker, print_json
from kadr.cli.verb import Verb, argument, option
from kadr.errors import BadModel, BadUse, NoModel
from kadr.messages import Message, say
from kadr.models import checking, finding, hub, pulling, sets
from kadr.models.ledger import Watch
from kadr.models.sets import ModelSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What stands behind the action on the command line."""

    names: tuple[str, ...]
    yes: bool
    hash: bool
    json: bool


def make(name: str, language: str) -> click.Command:
    """The verb."""
    params = [
        argument(language, "action", "metavar-action", required=False, default="list"),
        argument(language, "names", "metavar-names", nargs=-1),
        option(name, language, "--yes", is_flag=True),
        option(name, language, "--hash", is_flag=True),
        option("any", language, "--json", is_flag=True),
    ]
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), **given))


def run(speaker: Speaker, *, action: str, **given: Any) -> int:
    """Do one of `ACTIONS`, and return the exit code."""
    if action not in ACTIONS:
        raise BadUse(say("models.no-action", name=action[:40]))
    return ACTIONS[action](speaker, Given(**given))


def _list(speaker: Speaker, given: Given) -> int:
    """A table of the sets."""
    known = [sets.known(name) for name in given.names] or [sets.load(name) for name in sets.names()]
    missing = {one.name: sum(file.bytes for file in _missing(one).values()) for one in known}
    if given.json:
        print_json({"cache": _cache(), "sets": [_document(one, missing[one.name]) for one in known]})
        return 0
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("name", "purpose", "gigabytes", "licence", "state"):
        table.add_column(speaker.text(f"models.{heading}"), justify="right" if heading == "gigabytes" else "left")
    for one in known:
        state = "absent" if missing[one.name] >= one.bytes else "partly" if missing[one.name] else "here"
        purpose, here = speaker.text(f"models.for-{one.role}"), speaker.text(f"models.{state}")
        table.add_row(one.name, purpose, _gigabytes(one.bytes), one.licence, here)
    speaker.out.print(table)
    usual = [one for one in known if one.usual]
    left = sum(missing[one.name] for one in usual)
    speaker.out.print()
    if left:
        total = sum(one.bytes for one in usual)
        speaker.report("models.usual", gigabytes=_gigabytes(total), missing=_gigabytes(left))
    else:
        speaker.report("models.usual-here")
    if _cache():
        speaker.report("models.where", path=_cache())
    else:
        speaker.remark(say("models.no-library"))
    return 0


def _cache() -> Path | None:
    try:
        return hub.cache()
    except NoModel:
        return None


def _missing(one: ModelSet) -> dict[str, sets.File]:
    return pulling.missing(one) if _cache() else one.files


def _document(one: ModelSet, missing: int) -> dict[str, object]:
    fields = ("name", "role", "hub", "revision", "licence", "licence_page", "usual", "bytes")
    place = finding.place_of(one, quiet=True)
    return {**{field: getattr(one, field) for field in fields}, "missing": missing, "path": place}


def _gigabytes(count: int) -> str:
    return f"{count / 1e9:.2f}" if count < 1e9 else f"{count / 1e9:.1f}"


def _pull(speaker: Speaker, given: Given) -> int:
    """Show what would come and under which licences, ask, and fetch; 1 when the person said no."""
    wanted = pulling.wanted(given.names)
    lacking = [one for one in wanted if pulling.missing(one)]
    if lacking and not _agreed(speaker, lacking, given.yes):
        speaker.remark(say("models.refused"))
        return 1
    with _bar(speaker, "models.fetching") as watch:
        pulling.pull(lacking, tell=speaker.remark, watch=watch)
    places = {one.name: hub.snapshot(one.hub, one.revision) for one in wanted}
    if given.json:
        print_json(places)
        return 0
    if not lacking:
        speaker.report("models.nothing")
    for name, place in places.items():
        speaker.report("models.done", name=name, path=place)
    return 0


def _agreed(speaker: Speaker, lacking: list[ModelSet], yes: bool) -> bool:
    need = {one.name: sum(file.bytes for file in pulling.missing(one).values()) for one in lacking}
    total, cache = _gigabytes(sum(need.values())), hub.cache()
    facts = {"gigabytes": total, "free": f"{machine.free_disk(cache) / 1e9:.1f}", "path": cache}
    speaker.aside.print(speaker.text("models.will-fetch", **facts), markup=False)
    for one in lacking:
        speaker.aside.print(f"  {_gigabytes(need[one.name]):>5}  {one.name}  ({one.hub})", markup=False)
    speaker.aside.print(speaker.text("models.licences"), markup=False)
    for licence, page in dict.fromkeys((one.licence, one.licence_page) for one in lacking):
        speaker.aside.print(f"  {licence}: {page}", markup=False)
    if yes:
        return True
    if not (sys.stdin and sys.stdin.isatty()):
        raise BadUse(say("models.no-terminal", need=total))
    return click.confirm(speaker.text("models.sure", gigabytes=total), default=True, err=True)


@contextmanager
def _bar(speaker: Speaker, message_id: str) -> Iterator[Watch]:
    """A bar with bytes, speed and time left; silent where nobody watches."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        DownloadColumn(),
        TransferSpeedColumn(),
        TextColumn(speaker.text("cli.left")),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=speaker.aside, transient=True, disable=not speaker.aside.is_terminal) as bar:
        task = bar.add_task(speaker.text(message_id), total=None)

        def watch(name: str, done: int, total: int) -> None:
            bar.update(task, description=f"{speaker.text(message_id)} {_short(name)}", completed=done, total=total)

        yield watch


def _short(name: str) -> str:
    """A file's folder or name in few letters, so that the bar does not jump."""
    folder, _, file = name.rpartition("/")
    return f"{(folder or file).rsplit('/')[-1][:16]:<16}"


def _check(speaker: Speaker, given: Given) -> int:
    """Look at the sets that are here, or at those (or the folders) that are named; 3 when something is wrong."""
    wrong: dict[str, list[str]] = {}
    names = given.names or tuple(one.name for one in checking.all_there())
    for name in names:
        with _bar(speaker, "models.hashing") as watch:
            found = _look_at(name, given.hash, watch)
        wrong[name] = [message.text(speaker.language) for message in found]
        if given.json:
            continue
        for message in found:
            speaker.remark(message)
        if not found:
            speaker.report("models.sound-hash" if given.hash and name in sets.names() else "models.sound", name=name)
    if given.json:
        print_json(wrong)
    elif not names:
        speaker.report("models.usual", **_whole())
    return 3 if any(wrong.values()) else 0


def _look_at(name: str, thorough: bool, watch: Watch) -> list[Message]:
    """What is wrong with a set, and what to do; a person's own base (a folder, a file, an id of the hub) is refused."""
    if name in sets.names():
        found = checking.check(sets.load(name), thorough=thorough, watch=watch)
        return [*found, checking.repair(sets.load(name), found)] if found else []
    if name.endswith(".safetensors") and not Path(name).exists():
        raise BadModel(say("models.no-file", path=name))
    finding.find(name, watch=watch)
    return []


def _whole() -> dict[str, str]:
    total = _gigabytes(sum(sets.load(name).bytes for name in sets.names() if sets.load(name).usual))
    return {"gigabytes": total, "missing": total}


def _path(speaker: Speaker, given: Given) -> int:
    """Where the cache is, or where the named sets are."""
    places: dict[str, Path | None] = {"cache": hub.cache()} if not given.names else {}
    for name in given.names:
        places[name] = finding.place_of(sets.known(name))
        if places[name] is None:
            raise NoModel(say("models.lacking", name=name, command=f"kadr models pull {name}"))
    if given.json:
        print_json(places)
    else:
        for place in places.values():
            speaker.out.print(str(place), markup=False)
    return 0


ACTIONS: dict[str, Callable[[Speaker, Given], int]] = {"list": _list, "pull": _pull, "check": _check, "path": _path}
