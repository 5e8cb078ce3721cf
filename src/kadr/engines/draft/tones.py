"""The markers in the artist's hand, by time of day and weather."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from kadr.board import Looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Tones:
    """A row of tones.toml; colours as #rrggbb, `skin` from light to dark."""

    paper: str
    sky: str
    far: str
    ground: str
    shade: str
    mid: str
    dark: str
    ink: str
    glow: str
    air: str
    pool: str
    lit: str
    deep: str
    wall: str
    side: str
    skin: list[str]

    def garment(self, tone: str) -> str:
        """The flat tone of a garment: light, mid, dark; striped stands on light."""
        return {"mid": self.mid, "dark": self.dark}.get(tone, self.paper)

    def hair(self, looks: Looks) -> str:
        """The tone of somebody's hair and beard; the old are grey unless something else is said."""
        tone = looks.hair_tone or ("grey" if looks.age == "old" else "dark")
        return {"light": self.shade, "mid": self.mid, "grey": self.shade}.get(tone, self.ink)

    def complexion(self, looks: Looks) -> str:
        """The tone of somebody's skin."""
        return self.skin[{"light": 0, "dark": 2}.get(looks.skin, 1)]

    def dyed(self, colour: str) -> str:
        """A colour as the hour shows it: as it is on white paper, duller on grey."""
        return "#" + "".join(
            f"{round(int(colour[i : i + 2], 16) * int(self.paper[i : i + 2], 16) / 255):02x}" for i in (1, 3, 5)
        )

    def shadow(self, tone: str) -> str:
        """What a tone becomes where the light does not reach: a fifth of the way to ink."""
        return blend(tone, self.ink, 0.2)

    def softened(self, part: float) -> "Tones":
        """The same markers nearer to one another by `part`: what is behind a face must not speak as loud."""
        names = ("paper", "sky", "far", "ground", "shade", "mid", "dark", "ink", "deep", "side", "pool")
        return _changed(self, {name: blend(getattr(self, name), self.wall, part) for name in names})


def dimmed(row: Tones, light: str) -> Tones:
    """The same markers where something else than the hour gives the light: what it does not reach is darker."""
    change = DIM.get(light, ())
    return _changed(row, {name: blend(getattr(row, name), getattr(row, to), part) for name, to, part in change})


def shaded(row: Tones) -> Tones:
    """The same markers for somebody who stands before the picture, out of its light: all a dark step nearer to ink."""
    deep = {name: blend(getattr(row, name), row.ink, part) for name, part in SHADED.items()}
    return replace(_changed(row, deep), skin=[blend(tone, row.ink, 0.5) for tone in row.skin])


def _changed(row: Tones, colours: dict[str, Any]) -> Tones:
    return replace(row, **colours)


@lru_cache(maxsize=4096)
def blend(a: str, b: str, part: float) -> str:
    """The colour `part` of the way from `a` to `b`."""
    mixed = (round(int(a[i : i + 2], 16) * (1 - part) + int(b[i : i + 2], 16) * part) for i in (1, 3, 5))
    return "#" + "".join(f"{value:02x}" for value in mixed)


@cache
def _rows() -> dict[str, tuple[Tones, Tones]]:
    """Each hour's markers for the set and for people."""
    rows = tomllib.loads(files(__package__).joinpath("tones.toml").read_text("utf-8"))
    people = {name: row.pop("people") for name, row in rows.items()}
    return {name: (Tones(**row), Tones(**row | people[name])) for name, row in rows.items()}


def tones(time: str, weather: str) -> Tones:
    """The tones that people and things have at a time of day; a time that is not known is day."""
    row = _rows().get(time, _rows()["day"])[1]
    return replace(row, sky=row.far) if weather in SKIES and time == "day" else row


def set_tones(time: str, weather: str) -> Tones:
    """The tones of a place at a time of day: bad weather greys the sky and the ground, snow whitens it, fog takes
    away what is far."""
    row = _rows().get(time, _rows()["day"])[0]
    change = SKIES.get(weather)
    if change is None:
        return row
    return _changed(row, {name: blend(getattr(row, name), getattr(row, to), part) for name, to, part in change})


_UNLIT = (("wall", "mid", 0.4), ("side", "mid", 0.5), ("ground", "mid", 0.45), ("pool", "shade", 0.6))
SHADED = {"shade": 0.55, "mid": 0.55, "dark": 0.45, "paper": 0.5, "glow": 0.5}
"""How far a marker goes to ink in `shaded`."""

DIM: dict[str, tuple[tuple[str, str, float], ...]] = {
    "window": (("wall", "side", 0.5), ("side", "mid", 0.4), ("ground", "mid", 0.3), ("pool", "shade", 0.6)),
    "lamp": _UNLIT,
    "fire": _UNLIT,
    "screen": _UNLIT,
}
"""What a light does to the set's markers by day: (which, towards which, how far)."""

SKIES: dict[str, tuple[tuple[str, str, float], ...]] = {
    "rain": (
        ("sky", "mid", 0.55), ("air", "shade", 0.55), ("ground", "mid", 0.35), ("pool", "shade", 0.35),
        ("glow", "paper", 0.0),
    ),
    "storm": (
        ("sky", "dark", 0.7), ("air", "mid", 0.95), ("ground", "mid", 0.75), ("pool", "shade", 0.75),
        ("far", "mid", 0.5),
    ),
    "snow": (
        ("sky", "mid", 0.28), ("air", "shade", 0.4), ("ground", "paper", 0.72), ("pool", "paper", 0.9),
    ),
    "fog": (("sky", "air", 0.8), ("ground", "air", 0.3), ("far", "air", 0.4)),
}  # fmt: skip
"""What a weather does to the set's markers: (which, towards which, how far)."""
