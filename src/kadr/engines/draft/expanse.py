"""What fills a large room that is seen from far away: beams and lamps under its ceiling, panels on its walls, and rows
of what it is furnished with."""

from kadr.board import Piece
from kadr.engines.draft.pieces import draw_piece
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point
from kadr.staging.pieces import TABLE

FAR_OFF = 5.0
"""From how many metres of picture height a room is large."""

CLEARANCE = 1.3
"""Metres that stay free beside people and things."""

ROWS = {
    "hospital": ("bed", "", 2.6),
    "classroom": ("table", "book", 1.9),
    "office": ("table", "computer", 2.6),
    "kitchen": ("table", "pot", 3.4),
    "room": ("armchair", "", 2.6),
    "cafe": ("table", "bottle", 2.2),
    "prison": ("bed", "", 3.0),
    "temple": ("bench", "", 2.4),
    "court": ("bench", "", 2.4),
    "theatre": ("bench", "", 2.4),
    "warehouse": ("box", "", 1.8),
    "library": ("table", "book", 2.6),
}
"""What stands in rows in a large room, what lies on it, and how many metres apart they are."""

LAMPS = ("hospital", "classroom", "office", "kitchen", "room", "cafe", "court", "warehouse", "library", "gym")
"""Rooms under whose ceiling lamps hang."""


def is_large(scene: Scene) -> bool:
    """Whether a room is seen from so far that it would look empty."""
    return scene.view.span > FAR_OFF and not scene.view.overhead


def paint_expanse(scene: Scene, half: float, depth: float, height: float) -> None:
    """Beams, and pilasters with a rail between them, in a shell half as wide as `half`, in metres."""
    t = scene.tones
    beam, near = blend(t.wall, t.dark, 0.4), -scene.view.camera.distance * 0.97
    for index in range(7):
        x = half * (index / 3 - 1)
        tones = (t.side, t.mid, blend(t.wall, t.mid, 0.4))
        scene.block(Point(x * 0.97, 0.0, depth - 0.06), (0.26, height, 0.12), tones)
        along = ((-0.16, near), (0.16, near), (0.16, depth), (-0.16, depth))
        scene.panel([Point(x + dx, height - 0.02, at) for dx, at in along], beam, 0.8)
    z = depth
    while z > near:
        corners = ((-half, z), (half, z), (half, z - 0.3), (-half, z - 0.3))
        scene.panel([Point(x, height - 0.03, at) for x, at in corners], beam, 0.8)
        z -= 2.2
    band = ((-half, height - 0.7), (half, height - 0.7), (half, height - 0.45), (-half, height - 0.45))
    scene.panel([Point(x, y, depth - 0.13) for x, y in band], t.mid, 0.8)
    for part in (-0.5, 0.0, 0.5) if scene.staging.place in LAMPS else ():
        _lamp(scene, Point(part * half, height, depth - 1.4), height * 0.3)


def _lamp(scene: Scene, top: Point, drop: float) -> None:
    t, low = scene.tones, top.y - drop
    scene.line(top, Point(top.x, low, top.z), 1.6)
    shade = ((-0.5, low - 0.26), (-0.16, low), (0.16, low), (0.5, low - 0.26))
    scene.panel([Point(top.x + dx, y, top.z) for dx, y in shade], t.dark, 1.0)
    scene.panel(
        [Point(top.x + dx, low - up, top.z) for dx, up in ((-0.3, 0.26), (0.3, 0.26), (0.0, 0.38))], t.glow, 0.8
    )


def furnish(scene: Scene) -> None:
    """Rows of a large room's own furniture, where nobody stands."""
    row = ROWS.get(scene.staging.place)
    if row is None or not scene.staging.interior or not is_large(scene):
        return
    what, upon, apart = row
    taken = [*(place.x for place in scene.staging.figures), *(piece.x for piece in scene.staging.pieces)]
    side = -1 if scene.view.mirror else 1
    for z in (1.3, -1.2):
        reach = scene.view.reach(z) * 0.9
        count = int(reach / apart)
        for x in (index * apart for index in range(-count, count + 1)):
            if all(abs(side * x - at) > CLEARANCE for at in taken):
                draw_piece(scene, Piece(what=what, x=round(x, 3), z=z), scene.back, scene.back)
                if upon:
                    draw_piece(scene, Piece(what=upon, x=round(x, 3), y=TABLE, z=z), scene.back, scene.back)
