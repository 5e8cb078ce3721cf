"""Which way a camera goes: as the shot's words say, else to where its people look."""

import re
from collections.abc import Sequence

from kadr.board import Angle, Move, Placement, Shot

WORDS = {
    "left": ("left", "leftward", "leftwards", "влево", "налево"),
    "right": ("right", "rightward", "rightwards", "вправо", "направо"),
    "up": ("up", "upward", "upwards", "вверх", "наверх"),
    "down": ("down", "downward", "downwards", "вниз"),
}
"""Words for directions, in every language that kadr reads."""

CAMERA = r"(?:pan|tilt|track|dolly|camera|truck|панорам|камер|проезд|наклон|тилт|тревеллинг)\w*"
"""Words that speak of the camera, and not of somebody who turns left."""

WITHIN = 3
"""So many words may stand between the camera and its direction."""

ACROSS, ALONG = frozenset({"left", "right"}), frozenset({"up", "down"})
FITTING = {Move.PAN: ACROSS, Move.TRACK: ACROSS, Move.TILT: ALONG}
"""Which directions a move can have; the others have none."""


def way_of(shot: Shot, placements: Sequence[Placement]) -> str:
    """The direction of the shot's camera move: left, right, up, down, or empty for a move that has none."""
    fitting = FITTING.get(shot.move)
    if not fitting:
        return ""
    told = _told(shot.action)
    if told in fitting:
        return told
    lead = placements[0] if placements else None
    if fitting is ALONG:
        down = shot.angle in (Angle.HIGH, Angle.OVERHEAD) or (lead is not None and lead.nod > 0)
        return "down" if down else "up"
    return "left" if lead is not None and lead.facing < 0 else "right"


def _told(text: str) -> str:
    for found in re.finditer(rf"\b{CAMERA}\W+((?:\w+\W+){{0,{WITHIN}}}?\w+)", text.casefold()):
        rest = text.casefold()[found.start(1) :].split()[: WITHIN + 1]
        for word in rest:
            way = next((way for way, words in WORDS.items() if word.strip(".,:;!?—-()") in words), "")
            if way:
                return way
    return ""
