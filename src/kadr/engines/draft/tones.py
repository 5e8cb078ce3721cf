"""The markers in the artist's hand, by time of day and weather."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

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

    def lit(self, colour: str) -> str:
        """A colour as the hour shows it: as it is on white paper, duller on grey."""
        return "#" + "".join(
            f"{round(int(colour[i : i + 2], 16) * int(self.paper[i : i + 2], 16) / 255):02x}" for i in (1, 3, 5)
        )

    def shadow(self, tone: str) -> str:
        """What a tone becomes where the light does not reach: a quarter of the way to ink."""
        mixed = (round(int(tone[i : i + 2], 16) * 0.8 + int(self.ink[i : i + 2], 16) * 0.2) for i in (1, 3, 5))
        return "#" + "".join(f"{part:02x}" for part in mixed)


@cache
def _rows() -> dict[str, Tones]:
    rows = tomllib.loads(files(__package__).joinpath("tones.toml").read_text("utf-8"))
    return {name: Tones(**row) for name, row in rows.items()}


def tones(time: str, weather: str) -> Tones:
    """The tones of a time of day; a time that is not known is day. Bad weather greys the sky of a day."""
    row = _rows().get(time, _rows()["day"])
    return replace(row, sky=row.far) if weather in ("rain", "snow", "fog") and time == "day" else row
