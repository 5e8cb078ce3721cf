"""``kadr undo``, ``kadr redo``, ``kadr history``: every change of a board can be taken back."""

from pathlib import Path

import click

from kadr import wiring
from kadr.cli.console import Speaker, print_json
from kadr.cli.verb import Verb, argument, option


def make(name: str, language: str) -> click.Command:
    """One of the three verbs."""
    params = [
        argument(language, "board", "metavar-board", type=click.Path(path_type=Path)),
        option("any", language, "--json", is_flag=True),
    ]
    run = list_states if name == "history" else step
    return Verb(name, language, params=params, callback=lambda **given: run(Speaker(language), name, **given))


def step(speaker: Speaker, name: str, *, board: Path, json: bool) -> None:
    """Take the last change back, or take that back."""
    folder = wiring.open_board(board)
    with folder.hold(patience=wiring.PATIENCE, tell=speaker.remark):
        state = folder.undo(wiring.now(), speaker.remark) if name == "undo" else folder.redo(wiring.now())
        again = any(later.parent == state.revision for later in folder.history())
    if json:
        print_json(state)
    else:
        speaker.report(f"cli.{name}-done", revision=state.revision, changed=state.changed, n=len(state.panels))
        if again:
            speaker.report("cli.redo-hint", folder=board)


def list_states(speaker: Speaker, name: str, *, board: Path, json: bool) -> None:
    """Every state of the board, oldest first, with the present one marked."""
    folder = wiring.open_board(board)
    present = folder.load()
    states = folder.history()
    if json:
        print_json(
            [
                {field: getattr(state, field) for field in ("revision", "parent", "changed", "reason")}
                for state in states
            ]
        )
        return
    for state in states:
        mark = "→" if present and state.revision == present.revision else " "
        reason = speaker.text(f"cli.reason-{state.reason}")
        speaker.report(
            "cli.state", mark=mark, revision=state.revision, changed=state.changed, reason=reason, n=len(state.panels)
        )
