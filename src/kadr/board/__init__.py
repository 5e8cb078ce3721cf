"""The values that cross rooms.

Everything here is frozen, keyword-only and plain data: it can be written as JSON, hashed and compared. The way of a
panel is Shot (what is to be seen) -> Staging (where everything stands) -> Subject (all that must be seen) ->
Recipe (all that fixes the pixels) -> Take (the picture on disk).

Two hashes carry kadr. A `Subject`'s digest changes when another picture is wanted; a take whose subject is not its
panel's is *stale*. A `Recipe`'s digest is its *key*, the name of the take: if a file of that name is there, the
panel is drawn already.
"""

import hashlib
from collections.abc import Mapping
from typing import Annotated

import msgspec

from kadr.board.shot import MOST_FIGURES as MOST_FIGURES
from kadr.board.shot import PICTURE_FIELDS as PICTURE_FIELDS
from kadr.board.shot import Angle as Angle
from kadr.board.shot import Figure as Figure
from kadr.board.shot import Framing as Framing
from kadr.board.shot import Move as Move
from kadr.board.shot import Origin as Origin
from kadr.board.shot import Shot as Shot
from kadr.board.shot import Size as Size
from kadr.board.shot import Source as Source
from kadr.board.shot import Speech as Speech
from kadr.board.stage import Camera as Camera
from kadr.board.stage import Piece as Piece
from kadr.board.stage import Placement as Placement
from kadr.board.stage import Staging as Staging
from kadr.board.start import LEAST_STRENGTH as LEAST_STRENGTH
from kadr.board.start import USUAL_STRENGTH as USUAL_STRENGTH
from kadr.board.start import Start as Start
from kadr.schema import Value
from kadr.script import Form

SCHEMA = 1
"""The version of board.json that this kadr writes, and the newest that it reads."""


def digest(value: object) -> str:
    """32 hexadecimal characters that name `value` by its content: equal values, equal digests, on every machine."""
    return hashlib.sha256(msgspec.json.encode(value, order="sorted")).hexdigest()[:32]


# ---------------------------------------------------------------------------------------------------------------
# The cast
# ---------------------------------------------------------------------------------------------------------------


class Looks(Value, frozen=True, kw_only=True):
    """What the eye knows a person by, as concepts of the lexicon; an empty string is "nothing said"."""

    species: str = ""  # an animal of the lexicon; empty is a human
    sex: str = ""  # m, f
    age: str = ""  # child, young, adult, old
    build: str = ""  # thin, average, stout
    height: str = ""  # short, average, tall
    skin: str = ""  # light, mid, dark
    hair: str = ""  # bald, short, curly, bob, long, ponytail, bun, braids
    hair_tone: str = ""  # light, mid, dark, grey
    beard: str = ""  # none, moustache, short, long
    headwear: str = ""  # none, cap, fur-hat, kalpak, turban, scarf, brim, helmet, crown, hood, top-hat
    eyewear: str = ""  # none, glasses, sunglasses
    garment: str = ""  # robe, coat, jacket, suit, uniform, smock, sweater, tunic, dress, shirt, armour, spacesuit
    garment_tone: str = ""  # light, mid, dark, striped
    cloak: str = ""  # none, cloak
    gear: str = ""  # none, bag, backpack, sword, bow, rifle
    mark: str = ""  # none, scar, eyepatch
    seat: str = ""  # none, wheelchair


class Character(Value, frozen=True, kw_only=True):
    """Somebody with a name. `traits` are free words; `looks` is what kadr understood of them, filled up so that no
    two characters of a board look alike."""

    name: str
    aliases: tuple[str, ...] = ()
    traits: str = ""
    wardrobe: str = ""
    words: str = ""  # English words for the prompt, where the others are in another language
    colour: str = ""  # #rrggbb, the character's mark on boards
    references: tuple[str, ...] = ()  # files, relative to the cast file
    looks: Looks = Looks()


# ---------------------------------------------------------------------------------------------------------------
# The picture: subject, recipe, take
# ---------------------------------------------------------------------------------------------------------------

OWN = "own"
"""The engine's name in the recipe of a picture that a person brought."""

Side = Annotated[int, msgspec.Meta(ge=64, le=8192)]
"""A side of a picture in pixels."""

Seed = Annotated[int, msgspec.Meta(ge=0, lt=2**32)]


class Format(Value, frozen=True, kw_only=True):
    """What all pictures of a board share: width and height in pixels, and the style."""

    width: Side
    height: Side
    style: str = "ink"


class Subject(Value, frozen=True, kw_only=True):
    """All that must be seen in one panel. `cast` holds those in frame, without names of files; under the names that
    they had first: renaming a character draws nothing anew."""

    picture: dict[str, object]
    staging: Staging
    cast: tuple[Character, ...]
    format: Format

    @property
    def digest(self) -> str:
        """The subject's name by its content."""
        return digest(self)


class Recipe(Value, frozen=True, kw_only=True):
    """All that fixes the pixels of one take; no hole in it. `controls` is what the engine is told beyond the subject:
    steps, prompt, models (the draft artist is told nothing)."""

    subject: Subject
    engine: str
    edition: int
    seed: Seed
    controls: dict[str, int | float | str] = {}
    start: str = ""  # the key of the take it starts from

    @property
    def key(self) -> str:
        """The name of the take that this recipe gives."""
        return digest([self.subject.digest, self.engine, self.edition, self.seed, self.controls, self.start])


class Provenance(Value, frozen=True, kw_only=True):
    """How a take came about; not part of its key."""

    at: str  # ISO 8601, UTC
    seconds: float
    kadr: str
    machine: str


class Take(Value, frozen=True, kw_only=True):
    """A picture on disk. `sha256` is the digest of the PNG's bytes, `svg` that of its lines (empty: it has none)."""

    key: str
    recipe: Recipe
    sha256: str
    svg: str = ""
    provenance: Provenance


# ---------------------------------------------------------------------------------------------------------------
# The board
# ---------------------------------------------------------------------------------------------------------------

PanelId = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9]{3}$")]


BlockingWord = Annotated[float, msgspec.Meta(ge=-1000, le=1000)] | bool | Annotated[str, msgspec.Meta(max_length=40)]
"""A number, yes or no, or a word that a person says of a staging."""


class Panel(Value, frozen=True, kw_only=True):
    """One picture of the board. Its id and seed are fixed at birth; take n is drawn with ``seed + n``.

    `blocking` is what a person says of the staging, by name: ``Aldar.x``, ``camera.height``, ``mirror``. It is applied
    to whatever kadr stages, so it outlives edits of the script."""

    id: PanelId
    seed: Seed
    shot: Shot
    staging: Staging | None = None
    read: Shot | None = None  # what the shot is without what a person set; None: they set nothing
    blocking: dict[str, BlockingWord] = {}
    start: Start | None = None
    take: Annotated[int, msgspec.Meta(ge=0)] = 0
    by_hand: bool = False  # a person put it in: no beat of the script is its own
    picked: bool = False  # a person chose the take
    anew: bool = False  # and set another start after that: an engine that starts from pictures need not keep it
    approved: bool = False
    locked: bool = False  # nothing changes it until a person unlocks it
    chosen: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{32})?$")] = (
        ""  # the key of the chosen take; empty: not drawn yet
    )

    def with_edited(self, shot: Shot) -> "Panel":
        """The panel with its shot as a person has edited it. What it was before anything was theirs is remembered, and
        forgotten when nothing is any more."""
        was = self.read or (None if self.shot.is_set_by_hand() else self.shot)
        return msgspec.structs.replace(self, shot=shot, read=was if shot.is_set_by_hand() else None)


class Board(Value, frozen=True, kw_only=True):
    """A storyboard: its panels in their order, the cast, and what the pictures share."""

    kadr: Annotated[int, msgspec.Meta(ge=1)] = SCHEMA
    title: str
    form: Form
    source: str = ""  # the script's file name
    revision: Annotated[int, msgspec.Meta(ge=1)] = 1
    parent: Annotated[int, msgspec.Meta(ge=0)] = 0  # the revision this one changed; 0: none
    changed: str = ""  # ISO 8601, UTC: when this revision was made
    reason: str = ""  # what made it: "render", "undo", "edited by hand"
    seed: Seed
    born: Annotated[int, msgspec.Meta(ge=0)] = 0  # how many panels were ever born here
    format: Format
    format_by: Origin = Origin.CHOSEN  # a person's --size or --aspect stays until they give another
    cast: tuple[Character, ...] = ()
    panels: tuple[Panel, ...] = ()
    removed: tuple[Panel, ...] = ()  # taken out by a person: their beats do not come back
    told: tuple[PanelId, ...] = ()  # the script's order, the removed among them; empty: that of `panels`
    renamed: dict[str, str] = {}  # whom a person gave another name: the name now -> the one that the takes know
    seal: str = ""  # kadr's check sum: how it notices that the file was edited by hand

    def character(self, name: str) -> Character | None:
        """The character of that name, or None."""
        return next((character for character in self.cast if character.name == name), None)

    def panel(self, panel_id: str) -> Panel | None:
        """The panel with that id or number ("b7k2", "1A"), or None. A number may be typed in small letters, and in
        Cyrillic ones that look the same."""
        numbered = {number: panel for panel, number in zip(self.panels, self.numbers(), strict=True)}
        exact = {panel.id: panel for panel in self.panels} | numbered
        return exact.get(panel_id) or {_typed(number): one for number, one in numbered.items()}.get(_typed(panel_id))

    def numbers(self) -> tuple[str, ...]:
        """The panels' numbers as production says them: scene and letter ("1A", "1B", "2A"), or 1, 2, 3 for prose
        and lines, which have no scenes."""
        if self.form is not Form.SCREENPLAY:
            return tuple(str(position) for position in range(1, len(self.panels) + 1))
        counts: dict[str, int] = {}
        numbers: dict[str, None] = {}
        for panel in self.panels:
            position = counts.get(panel.shot.scene, 0)
            while panel.shot.scene + letters(position) in numbers:  # 1AA of scene 1A, and the 27th of scene 1
                position += 1
            counts[panel.shot.scene] = position + 1
            numbers[panel.shot.scene + letters(position)] = None
        return tuple(numbers)


LOOKALIKES = str.maketrans("АВСЕНКМОРТХУ", "ABCEHKMOPTXY")
"""Cyrillic letters, and the Latin ones that they are taken for."""


def _typed(number: str) -> str:
    """A panel's number without regard to how its letters were typed."""
    return number.strip().upper().translate(LOOKALIKES)


def letters(position: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA: how shots of a scene are lettered."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def subject_of(panel: Panel, staging: Staging, cast: Mapping[str, Character], form: Format) -> Subject:
    """All that must be seen in `panel`: its picture, its staging, and the looks of those in frame.

    What only organises (aliases) is left out; traits and wardrobe are in, since a diffusion engine reads them word by
    word, and the colour, since a character's clothes are marked with it."""
    shot = panel.shot
    names = [figure.who for figure in shot.figures]
    names += [shot.eyes] if shot.framing is Framing.OVER_SHOULDER and shot.eyes not in names else []
    seen = [cast[name] for name in names if name in cast]
    stripped = tuple(msgspec.structs.replace(character, aliases=()) for character in seen)
    return Subject(picture=panel.shot.picture(), staging=staging, cast=stripped, format=form)
