"""A board of lines on disk, drawn by the draft artist, small."""

from pathlib import Path

from kadr import wiring
from kadr.board import Board
from kadr.library import BoardFolder


def draw_lines(folder: Path, text: str) -> BoardFolder:
    """The board in `folder` of which every line of `text` is a panel."""
    script = folder / "lines.txt"
    script.write_text(text, "utf-8")
    made = wiring.storyboard(script, out=folder, lines=True, size="256x256", sheet=False)
    return BoardFolder(made.folder)


def state(folder: BoardFolder) -> Board:
    """The board as it is on disk."""
    board = folder.load()
    assert board
    return board
