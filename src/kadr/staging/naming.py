"""People under other names: whoever is renamed is seen as before, and nothing is staged or drawn anew."""

from collections.abc import Mapping

import msgspec

from kadr.board import Board, Character, Format, Panel, Shot, Staging
from kadr.staging.blocking import stamp


def called(panel: Panel, names: Mapping[str, str], form: Format) -> Panel:
    """The panel with people under other `names` (old -> new) in its picture, its staging and a person's words on it."""
    shot = _shot_called(panel.shot, names)
    blocking = {_word_called(word, names): value for word, value in panel.blocking.items()}
    staging = panel.staging
    if staging:
        current = staging.of == stamp(panel.shot, form, panel.blocking)
        of = stamp(shot, form, blocking) if current else staging.of
        staging = msgspec.structs.replace(_staging_called(staging, names), of=of)
    read = _shot_called(panel.read, names) if panel.read else None
    return msgspec.structs.replace(panel, shot=shot, read=read, blocking=blocking, staging=staging)


def first_called(panel: Panel, board: Board) -> tuple[Panel, dict[str, Character]]:
    """The panel and the cast of its board under the names that its takes know: those that people had first."""
    if not board.renamed:
        return panel, {character.name: character for character in board.cast}
    cast = {board.renamed.get(one.name, one.name): one for one in board.cast}
    first = {name: msgspec.structs.replace(character, name=name) for name, character in cast.items()}
    return called(panel, board.renamed, board.format), first


def _shot_called(shot: Shot, names: Mapping[str, str]) -> Shot:
    figures = tuple(
        msgspec.structs.replace(
            figure,
            who=names.get(figure.who, figure.who) if figure.count == 1 else figure.who,
            target=names.get(figure.target, figure.target),
        )
        for figure in shot.figures
    )
    return msgspec.structs.replace(shot, figures=figures, eyes=names.get(shot.eyes, shot.eyes))


def _staging_called(staging: Staging, names: Mapping[str, str]) -> Staging:
    figures = tuple(
        msgspec.structs.replace(place, who=names.get(place.who, place.who), gaze=names.get(place.gaze, place.gaze))
        for place in staging.figures
    )
    return msgspec.structs.replace(staging, figures=figures)


def _word_called(word: str, names: Mapping[str, str]) -> str:
    """A word on a staging ("Aldar.x") of whoever it is of."""
    who, dot, part = word.rpartition(".")
    return f"{names.get(who, who)}{dot}{part}"
