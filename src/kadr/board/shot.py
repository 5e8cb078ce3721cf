"""What is in a picture: the shot, and who set which of its fields."""

from enum import StrEnum
from typing import Annotated

import msgspec

from kadr.schema import Value


class Origin(StrEnum):
    """Who set a value, in the order of right: a person, the script, kadr's own choice."""

    PERSON = "person"
    SCRIPT = "script"
    CHOSEN = "chosen"


class Source(Value, frozen=True, kw_only=True):
    """Where a value comes from: who set it and, when it was read, from which words."""

    by: Origin
    words: str = ""


class Size(StrEnum):
    """Shot sizes, from an eye to a landscape."""

    ECU = "ECU"  # extreme close-up: eyes and brow
    CU = "CU"  # close-up: the face
    MCU = "MCU"  # medium close-up: head and shoulders
    MS = "MS"  # medium shot: to the waist
    MLS = "MLS"  # medium long shot: to the knees
    FS = "FS"  # full shot: head to foot
    LS = "LS"  # long shot: people in a place
    ELS = "ELS"  # extreme long shot: a landscape


class Angle(StrEnum):
    """From where the camera looks."""

    EYE = "eye"
    LOW = "low"
    HIGH = "high"
    OVERHEAD = "overhead"
    DUTCH = "dutch"


class Move(StrEnum):
    """What the camera does during the shot."""

    STATIC = "static"
    PUSH = "push in"
    PULL = "pull back"
    PAN = "pan"
    TILT = "tilt"
    TRACK = "track"


class Framing(StrEnum):
    """How the frame relates to those in it."""

    PLAIN = "plain"
    OVER_SHOULDER = "over the shoulder"  # past `Shot.eyes`, who stands in the foreground with their back to us
    POV = "point of view"  # through the eyes of `Shot.eyes`, who is not in frame
    INSERT = "insert"  # a thing fills the frame: the first of `Shot.props`


MOST_FIGURES = 20
"""Entries of a panel: people by name, and crowds."""


class Figure(Value, frozen=True, kw_only=True):
    """Somebody in frame. `count` above 1 is a crowd; its `who` is then the crowd's word and no character."""

    who: str
    pose: str = "stand"  # a concept of the lexicon
    feeling: str = "neutral"  # a concept of the lexicon
    object: str = ""  # what they handle: a concept, one of the shot's props
    target: str = ""  # whom or what it is aimed at: the name of a figure, or one of the props
    count: Annotated[int, msgspec.Meta(ge=1, le=30)] = 1


class Speech(Value, frozen=True, kw_only=True):
    """One speech. `manner` is its parenthetical; `off` means heard and not seen (V.O., O.S., ЗК)."""

    who: str
    text: str
    manner: str = ""
    off: bool = False


PICTURE_FIELDS = (
    "place", "interior", "time", "weather", "figures", "props", "size", "angle", "move",
    "framing", "eyes", "action", "words",
)  # fmt: skip
"""The fields of a shot that can be seen. The others (dialogue, duration, notes, numbers) never cause a redraw."""


class Shot(Value, frozen=True, kw_only=True):
    """What one panel shows. The fields down to `words` are the picture; `sources` says who set which field."""

    place: str = ""  # a concept of the lexicon; empty: nothing known
    interior: bool | None = None
    time: str = "day"  # day, dawn, dusk, night
    weather: str = ""
    figures: Annotated[tuple[Figure, ...], msgspec.Meta(max_length=MOST_FIGURES)] = ()
    props: tuple[str, ...] = ()
    size: Size = Size.MS
    angle: Angle = Angle.EYE
    move: Move = Move.STATIC
    framing: Framing = Framing.PLAIN
    eyes: str = ""  # whose shoulder or whose eyes, by name
    action: str = ""  # the beat's own words, in their own language
    words: str = ""  # a person's own English words for the prompt

    scene: str = "1"  # the scene's number as a person would say it
    heading: str = ""
    speech: tuple[Speech, ...] = ()
    seconds: Annotated[float, msgspec.Meta(ge=0, le=3600)] = 2.0
    notes: str = ""
    line: Annotated[int, msgspec.Meta(ge=0)] = 0  # where the beat begins in the script, from 1; 0 is nowhere
    page: Annotated[int, msgspec.Meta(ge=0)] = 0  # and on which page, where the script has pages
    unread: tuple[str, ...] = ()  # words of the action that kadr has no picture for
    sources: dict[str, Source] = {}

    def picture(self) -> dict[str, object]:
        """The fields that can be seen, by name."""
        return {name: getattr(self, name) for name in PICTURE_FIELDS}

    def by(self, field: str) -> Origin:
        """Who set `field`."""
        source = self.sources.get(field)
        return source.by if source else Origin.CHOSEN

    def is_set_by_hand(self) -> bool:
        """Whether a person set any field."""
        return any(source.by is Origin.PERSON for source in self.sources.values())

    def with_field(self, field: str, value: object, source: Source) -> "Shot":
        """The same shot with one field set and its source noted."""
        changed = msgspec.structs.replace(self, sources={**self.sources, field: source})
        return msgspec.structs.replace(changed, **{field: value})
