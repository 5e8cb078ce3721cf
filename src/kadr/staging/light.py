"""What lights a picture beside the hour, as rows of data: the first row that fits a shot is its light."""

from typing import NamedTuple

from kadr.board import Shot

DARK, LIGHT = frozenset({"dusk", "night"}), frozenset({"day", "dawn"})

GLOOMY = ("barn", "cellar", "attic", "prison", "castle", "warehouse", "temple", "corridor", "stairs", "yurt", "tent")
"""Places that are dark by day but for their windows."""


class Rule(NamedTuple):
    """`light` where one of `things` is seen or the place is one of `places`. `inside`: whether it must be under a roof
    (None: either), `hours`: when (empty: always)."""

    light: str
    things: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    inside: bool | None = None
    hours: frozenset[str] = frozenset()


RULES = (
    Rule("fire", things=("fire",), inside=True),
    Rule("fire", things=("fire",), hours=DARK),
    Rule("fire", places=("yurt", "tent", "cave"), inside=True, hours=DARK),
    Rule("fire", things=("stove", "fireplace"), inside=True, hours=DARK),
    Rule("lamp", things=("lamp", "bulb", "lantern", "candle", "match"), hours=DARK),
    Rule("lamp", things=("candle", "match"), inside=True),
    Rule("screen", things=("computer", "screen"), inside=True, hours=DARK),
    Rule("window", places=GLOOMY, inside=True, hours=LIGHT),
)
"""Fire before lamps before screens before windows."""


def light_of(shot: Shot, *, inside: bool, before: str = "") -> str:
    """The light of a shot whose place is under a roof or not: fire, lamp, screen, window or nothing. `before` is what
    lit the scene till now: a fire burns on when nobody speaks of it."""
    seen = {*shot.props, *(figure.object for figure in shot.figures)}
    for rule in RULES:
        there = bool(seen.intersection(rule.things)) or shot.place in rule.places
        if there and (rule.inside is None or rule.inside is inside) and (not rule.hours or shot.time in rule.hours):
            return rule.light
    return before
