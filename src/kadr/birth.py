"""How panels come into the world: an id and a seed that stay theirs for good.

Both follow from the board's seed and the count of births, never from the panel's place in the board, so the same
script makes the same board on every machine, and moving a panel draws nothing anew.
"""

import hashlib
from collections.abc import Iterator

FIRST = "abcdefghjkmnpqrstuvwxyz"
REST = FIRST + "23456789"
"""Letters and digits that nobody mistakes for each other: no i, l, o, 0, 1."""


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def board_seed(title: str) -> int:
    """The seed of a board for which nobody gave one."""
    return _number(f"board {title}") % 2**32


def panel_seed(seed: int, panel_id: str) -> int:
    """The seed of a panel by its board's seed and its own id."""
    return _number(f"panel {seed} {panel_id}") % 2**32


def panel_ids(seed: int, born: int, taken: set[str]) -> Iterator[tuple[str, int]]:
    """New ids, none of them in `taken`, each with the count of births it brings the board to."""
    while True:
        born += 1
        number = _number(f"id {seed} {born}")
        number, first = divmod(number, len(FIRST))
        name = FIRST[first]
        for _ in range(3):
            number, digit = divmod(number, len(REST))
            name += REST[digit]
        if name not in taken:
            taken.add(name)
            yield name, born
