"""How SDXL is fitted into the memory that it may take: arithmetic, no hardware and no model.

`plan` predicts the peak of every stage and takes the first rung of its ladder that fits; `ways_out` names what would
fit where nothing does.
"""

from kadr.machine import Ground
from kadr.memory.ladder import Plan, WayOut, plan, ways_out
from kadr.memory.ledger import DECODERS, Need, Rung, gigabytes, parse_budget, peaks
from kadr.memory.wishes import Wishes, answers

__all__ = [
    "DECODERS",
    "Ground",
    "Need",
    "Plan",
    "Rung",
    "WayOut",
    "Wishes",
    "answers",
    "gigabytes",
    "parse_budget",
    "peaks",
    "plan",
    "ways_out",
]
