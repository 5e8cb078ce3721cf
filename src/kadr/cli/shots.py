"""``kadr shots``: how kadr understood a script, before anything is drawn."""

from collections.abc import Iterable, Sequence
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from kadr import lexicon, prompts, wiring
from kadr.board import Board, Origin, Shot
from kadr.cli import wishing
from kadr.cli.console import Speaker, print_json
from kadr.cli.verb import Verb, option

MARKS = {Origin.PERSON: "!", Origin.SCRIPT: "", Origin.CHOSEN: "~"}


def make(name: str, language: str) -> click.Command:
    """The verb."""
    params = [
        *wishing.params(name, language),
        option("shots", language, "--prompts", is_flag=True),
        option("any", language, "--json", is_flag=True),
    ]
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), **given))


def run(speaker: Speaker, **given: Any) -> None:
    """Read the script and print its shots, or what a model would be told of them."""
    board = wiring.understand(wishing.wish(given), tell=speaker.remark)
    told = wiring.prompt_all(board) if given["prompts"] else ()
    if given["json"]:
        print_json(_document(board, told))
        return
    speaker.report("shots.title", title=board.title, n=len(board.panels))
    for place, (number, panel) in enumerate(zip(board.numbers(), board.panels, strict=True)):
        if told:
            _print_prompt(speaker, number, panel.shot, told[place])
        else:
            _print(speaker, number, panel.shot)
    if told:
        for unsaid in dict.fromkeys(unsaid for prompt in told for unsaid in prompt.unsaid if unsaid.of):
            speaker.out.print(_unsaid(speaker, unsaid, f'"{unsaid.of}"'), markup=False)
        speaker.report("shots.prompt-negative", negative=max((prompt.negative for prompt in told), key=len))
        speaker.report("shots.prompt-legend", style=board.format.style)
    else:
        speaker.report("shots.legend")


def _document(board: Board, told: Sequence[prompts.Prompt]) -> dict[str, object]:
    panels = [
        {"id": panel.id, "number": number, "shot": panel.shot}
        for panel, number in zip(board.panels, board.numbers(), strict=True)
    ]
    for panel, prompt in zip(panels, told, strict=bool(told)):
        panel["prompt"] = prompt
    style = {"style": board.format.style, "budget": prompts.BUDGET} if told else {}
    return {"title": board.title, "form": board.form, "cast": board.cast, **style, "shots": panels}


def _print_prompt(speaker: Speaker, number: str, shot: Shot, prompt: prompts.Prompt) -> None:
    """What a model would be told of a panel, and what it would not be."""
    key = "shots.prompt-tokens" if prompt.tokens <= prompts.BUDGET else "shots.prompt-over"
    lines = [speaker.text(key, tokens=prompt.tokens, budget=prompts.BUDGET)]
    if prompt.dropped:
        lines.append(speaker.text("shots.prompt-dropped", parts=_quoted(prompt.dropped)))
    else:
        lines.append(speaker.text("shots.prompt-next", parts=_quoted(prompt.next_out[:2])))
    lines += [_unsaid(speaker, unsaid, number) for unsaid in prompt.unsaid if not unsaid.of]
    grid = _grid()
    grid.add_row(number, Text(_picture(speaker, shot), style="bold"))
    grid.add_row("", Text(prompt.text))
    for line in lines:
        grid.add_row("", Text(line, style="dim"))
    speaker.out.print(grid)
    speaker.out.print()


def _unsaid(speaker: Speaker, unsaid: prompts.Unsaid, target: str) -> str:
    return speaker.text("shots.prompt-unsaid", words=", ".join(unsaid.words), target=target)


def _quoted(parts: Iterable[prompts.Part]) -> str:
    return "; ".join(part.text for part in parts)


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=5, style="bold")
    grid.add_column(ratio=1)
    return grid


def _print(speaker: Speaker, number: str, shot: Shot) -> None:
    grid = _grid()
    grid.add_row(number, Text(_picture(speaker, shot), style="bold"))
    if shot.figures:
        grid.add_row("", Text(_people(speaker, shot)))
    if shot.props:
        things = ", ".join(_thing(prop, speaker.language) for prop in shot.props)
        grid.add_row("", Text(speaker.text("shots.props", things=things)))
    if shot.action:
        grid.add_row("", Text(shot.action))
    for speech in shot.speech:
        off = f" ({speaker.text('shots.off')})" if speech.off else ""
        grid.add_row("", Text(f"{speech.who or '—'}{off}: {speech.text}", style="italic"))
    speaker.out.print(grid)
    speaker.out.print()


def _picture(speaker: Speaker, shot: Shot) -> str:
    """Size, angle, move, place, time, seconds: each with the mark of who set it."""
    parts = [_marked(shot, "size", speaker.text(f"shots.size-{shot.size.value}"))]
    for field, plain in (("angle", "eye"), ("move", "static")):
        value = str(getattr(shot, field))
        if value != plain:
            parts.append(_marked(shot, field, speaker.text(f"shots.{field}-{value.replace(' ', '-')}")))
    if shot.place:
        parts.append(_marked(shot, "place", lexicon.name("place", shot.place, speaker.language)))
    if shot.interior is not None:
        parts.append(_marked(shot, "interior", speaker.text("shots.interior" if shot.interior else "shots.exterior")))
    parts.append(_marked(shot, "time", lexicon.name("time", shot.time, speaker.language)))
    if shot.weather:
        parts.append(_marked(shot, "weather", lexicon.name("weather", shot.weather, speaker.language)))
    parts.append(speaker.text("shots.seconds", seconds=f"{shot.seconds:g}"))
    return " · ".join(parts)


def _thing(prop: str, language: str) -> str:
    """A prop as people call it: a concept of one of the fields of things, or a person's own word."""
    fields = (field for field in ("thing", "animal", "vehicle") if prop in lexicon.concepts(field))
    return lexicon.name(next(fields, "thing"), prop, language)


def _marked(shot: Shot, field: str, text: str) -> str:
    return f"{text}{MARKS[shot.by(field)]}"


def _people(speaker: Speaker, shot: Shot) -> str:
    people = []
    for figure in shot.figures:
        pose = lexicon.name("pose", figure.pose, speaker.language)
        feeling = (
            "" if figure.feeling == "neutral" else f", {lexicon.name('feeling', figure.feeling, speaker.language)}"
        )
        count = f" ×{figure.count}" if figure.count > 1 else ""
        people.append(f"{figure.who}{count} ({pose}{feeling})")
    return "; ".join(people)
