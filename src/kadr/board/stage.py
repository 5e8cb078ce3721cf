"""Where everything of a panel stands: the camera, people and things on the ground plane."""

from typing import Annotated

import msgspec

from kadr.schema import Value

Metres = Annotated[float, msgspec.Meta(ge=-1000, le=1000)]
Degrees = Annotated[float, msgspec.Meta(ge=-360, le=360)]
Scale = Annotated[float, msgspec.Meta(ge=0.1, le=10)]


class Camera(Value, frozen=True, kw_only=True):
    """A pinhole camera on the ground plane, looking along +z. Metres; `tilt` and `roll` in degrees (up, clockwise
    positive). `lens` is the focal length in heights of the frame: 1.0 sees 53 degrees from bottom to top.
    `shift` moves the picture by that many frame heights (positive: the world sinks), as a view camera does."""

    height: Metres
    distance: Annotated[float, msgspec.Meta(ge=0.01, le=1000)]
    lens: Annotated[float, msgspec.Meta(ge=0.1, le=20)] = 1.0
    tilt: Degrees = 0.0
    roll: Degrees = 0.0
    shift: Annotated[float, msgspec.Meta(ge=-10, le=10)] = 0.0


class Placement(Value, frozen=True, kw_only=True):
    """A figure on the ground: `x` metres to the right of the axis, `z` metres behind the plane of action (negative:
    nearer to the camera), `y` metres above the ground; facing in degrees (0 to the camera, 90 to picture right, 180
    away). `head` is where the head looks, in the same degrees (None: with the body, a little to the camera), and `nod`
    how far it is bowed, beside what the pose and the feeling bow it (negative: raised). `gaze` names whom or what they
    look at, in frame or out of it. `scale` makes somebody larger or smaller than they are."""

    who: str
    x: Metres
    z: Metres = 0.0
    facing: Degrees = 0.0
    pose: str = "stand"
    feeling: str = "neutral"
    holds: str = ""  # the thing in their hand
    y: Metres = 0.0
    head: Degrees | None = None
    nod: Degrees = 0.0
    gaze: str = ""
    scale: Scale = 1.0


class Piece(Value, frozen=True, kw_only=True):
    """A thing, an animal or a vehicle that stands in the picture: where its foot is, in metres as for `Placement`, `y`
    above the ground; `flip` turns it to look to the other side."""

    what: str
    x: Metres
    y: Metres = 0.0
    z: Metres = 0.0
    flip: bool = False
    scale: Scale = 1.0


class Staging(Value, frozen=True, kw_only=True):
    """Where everything of one panel stands. `of` is the digest of what it was staged for: while a panel's picture
    and format give the same digest, its staging stays, whatever a later kadr would choose."""

    of: str
    camera: Camera
    place: str
    interior: bool = False
    time: str = "day"
    weather: str = ""
    light: str = ""  # what lights it beside the hour: fire, lamp, window, screen
    reverse: bool = False  # the set as seen from its other side
    mirror: bool = False  # left is right, as a person wanted it: figures and pieces are mirrored already
    way: str = ""  # where the camera's move goes: left, right, up, down
    figures: Annotated[tuple[Placement, ...], msgspec.Meta(max_length=60)] = ()
    props: tuple[str, ...] = ()
    pieces: Annotated[tuple[Piece, ...], msgspec.Meta(max_length=60)] = ()
