"""A mention: somebody at a place in a sentence."""

from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """How somebody is spoken of."""

    NAME = "name"
    ROLE = "role"
    CROWD = "crowd"
    PRONOUN = "pronoun"


class Part(Enum):
    """What somebody is in the clause."""

    SUBJECT = "subject"
    OBJECT = "object"
    OBLIQUE = "oblique"
    OWNER = "owner"


@dataclass(slots=True)
class Mention:
    """Somebody at a place in a sentence. `who` is filled when it is known who is meant: several for "they". `concept`
    is the pronoun's or the role's."""

    kind: Kind
    words: str
    first: int
    last: int
    who: tuple[str, ...] = ()
    concept: str = ""
    number: int = 1
    part: Part = Part.SUBJECT
    seen: bool = True
    heard: bool = False
    shown: str = ""  # what of them the clause speaks of: a part of the body
    definite: bool = True
    among: tuple[str, ...] = ()
    exact: bool = False  # a name as it is listed, in no case but the nominative
    label: str = ""  # what somebody without a name is called
    group: list["Mention"] = field(default_factory=list)  # those named together with this one, itself first
