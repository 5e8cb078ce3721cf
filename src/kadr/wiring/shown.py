"""Boards and takes as they are shown to somebody who looks: read from the disk, and remembered."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from kadr.board import Board, Panel, Take, subject_of
from kadr.library import BoardFolder
from kadr.staging.naming import first_called

REMEMBERED_TAKES = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A take that is there. `stale`: it is a picture of what its panel was."""

    key: str
    engine: str
    seed: int
    at: str
    seconds: float
    lines: bool
    stale: bool


class Views:
    """Boards and takes of one home. A board that has not changed is not worked through again, and a take, which is
    named by its content, is read once."""

    def __init__(self) -> None:
        self._subjects: dict[Path, tuple[Board, dict[str, str]]] = {}
        self._note = lru_cache(maxsize=REMEMBERED_TAKES)(_read_note)

    def chosen(self, folder: BoardFolder, board: Board) -> dict[str, Shown]:
        """The chosen take of each panel that has one, by the panel's id."""
        shown = ((panel.id, self.take(folder, board, panel, panel.chosen)) for panel in board.panels if panel.chosen)
        return {panel_id: take for panel_id, take in shown if take}

    def take(self, folder: BoardFolder, board: Board, panel: Panel, key: str) -> Shown | None:
        """A take beside what its panel is now; None if its picture is not there."""
        picture = folder.picture(key)
        if not picture.is_file():
            return None
        try:
            take, subject = self._note(picture.with_suffix(".json"))
        except (OSError, msgspec.MsgspecError):
            return None
        return Shown(
            key=key,
            engine=take.recipe.engine,
            seed=take.recipe.seed,
            at=take.provenance.at,
            seconds=take.provenance.seconds,
            lines=bool(take.svg),
            stale=subject != self.subjects(folder, board)[panel.id],
        )

    def subjects(self, folder: BoardFolder, board: Board) -> dict[str, str]:
        """The digest of what must be seen in each panel now, by the panel's id; empty where it is not staged."""
        known = self._subjects.get(folder.path)
        if known is None or known[0] is not board:
            before = {panel.id: panel for panel in known[0].panels} if known and _alike(known[0], board) else {}
            subjects = known[1] if known else {}
            known = (
                board,
                {
                    panel.id: subjects[panel.id] if before.get(panel.id) is panel else _subject(panel, board)
                    for panel in board.panels
                },
            )
            self._subjects[folder.path] = known
        return known[1]


def _alike(one: Board, other: Board) -> bool:
    """Whether panels that are the same are pictures of the same in both."""
    return (one.cast, one.format, one.renamed) == (other.cast, other.format, other.renamed)


def _subject(panel: Panel, board: Board) -> str:
    panel, looks = first_called(panel, board)
    return subject_of(panel, panel.staging, looks, board.format).digest if panel.staging else ""


def _read_note(path: Path) -> tuple[Take, str]:
    take = msgspec.json.decode(path.read_bytes(), type=Take)
    return take, take.recipe.subject.digest
