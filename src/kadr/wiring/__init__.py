"""The composition root: where rooms that may not know each other are put together, and the Python API's doors.

wishes      what a person asks for, read into an order for a board
pacing      how fast panels are finished here
hands       which engine paints, in what memory, told what
rendering   script + cast + engine -> board
boards      boards on disk: found, changed, mapped, printed
panels      a board's panels: arranged, their takes chosen, pictures of one's own brought
people      a board's cast: added to, with reference photos
retelling   a board given another text of its script, with nothing drawn
"""

from kadr.wiring.boards import Mapped, change, find_board, map_panels, open_board, panels_that_show, print_sheet
from kadr.wiring.clock import OUT, PATIENCE, now
from kadr.wiring.hands import AUTO, HANDS
from kadr.wiring.pacing import Foreseen, hardware
from kadr.wiring.panels import (
    WAYS,
    PanelTake,
    approve,
    begin_from,
    bring,
    choose,
    duplicate,
    insert,
    lock,
    move,
    remove,
    reorder,
    takes_of,
)
from kadr.wiring.people import add_character, add_reference, remove_reference
from kadr.wiring.rendering import Storyboard, Watch, prompt_all, render, storyboard, understand
from kadr.wiring.retelling import Retold, retell
from kadr.wiring.wishes import LONGEST, Wish, make_layout, read_script

__all__ = [
    "AUTO",
    "HANDS",
    "LONGEST",
    "OUT",
    "PATIENCE",
    "WAYS",
    "Foreseen",
    "Mapped",
    "PanelTake",
    "Retold",
    "Storyboard",
    "Watch",
    "Wish",
    "add_character",
    "add_reference",
    "approve",
    "begin_from",
    "bring",
    "change",
    "choose",
    "duplicate",
    "find_board",
    "hardware",
    "insert",
    "lock",
    "make_layout",
    "map_panels",
    "move",
    "now",
    "open_board",
    "panels_that_show",
    "print_sheet",
    "prompt_all",
    "read_script",
    "remove",
    "remove_reference",
    "render",
    "reorder",
    "retell",
    "storyboard",
    "takes_of",
    "understand",
]
