"""The composition root: where rooms that may not know each other are put together, and the Python API's doors.

wishes      what a person asks for, read into an order for a board
pacing      how fast panels are finished here
hands       which engine paints, in what memory, told what
rendering   script + cast + engine -> board
boards      boards on disk: found, changed, mapped, printed
"""

from kadr.wiring.boards import Mapped, change, find_board, map_panels, open_board, print_sheet
from kadr.wiring.clock import OUT, PATIENCE, now
from kadr.wiring.hands import AUTO, HANDS
from kadr.wiring.pacing import Foreseen, hardware
from kadr.wiring.rendering import Storyboard, Watch, prompt_all, render, storyboard, understand
from kadr.wiring.wishes import LONGEST, Wish, make_layout, read_script

__all__ = [
    "AUTO",
    "HANDS",
    "LONGEST",
    "OUT",
    "PATIENCE",
    "Foreseen",
    "Mapped",
    "Storyboard",
    "Watch",
    "Wish",
    "change",
    "find_board",
    "hardware",
    "make_layout",
    "map_panels",
    "now",
    "open_board",
    "print_sheet",
    "prompt_all",
    "read_script",
    "render",
    "storyboard",
    "understand",
]
