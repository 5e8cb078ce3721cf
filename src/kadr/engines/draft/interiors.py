"""What rooms are built of: the shell with its light and dark walls, and what hangs and stands along them.

A room's things are placed from its walls, so that they stay in the picture's sides in a wide frame and fall out of a
narrow one.
"""

from dataclasses import dataclass

from kadr.engines.draft.curves import ellipse
from kadr.engines.draft.expanse import is_large, paint_expanse
from kadr.engines.draft.light import paint_beam, paint_halo
from kadr.engines.draft.outdoors import paint_pool, shade_corners
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import contour
from kadr.engines.draft.tones import blend
from kadr.staging import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A shell that is built: half its width, its back wall's distance behind the plane of action, its height, where
    its side walls begin; metres."""

    scene: Scene
    half: float
    depth: float
    height: float
    near: float

    def back(self, x: float, low: float, size: tuple[float, float], tone: str, weight: float = 1.0) -> None:
        """A rectangle on the back wall: its middle at `x`, its foot at `low`, (width, height)."""
        wall(self.scene, x, low, size, self.depth - 0.01, tone, weight)

    def side(self, side: int, z: float, low: float, size: tuple[float, float], tone: str, weight: float = 1.0) -> None:
        """A rectangle on a side wall (-1 left, 1 right): from `z` away from us, (length, height)."""
        x, (long, tall) = side * (self.half - 0.01), size
        outline = [Point(x, low, z), Point(x, low + tall, z), Point(x, low + tall, z + long), Point(x, low, z + long)]
        self.scene.panel(outline, tone, weight)

    def at(self, side: int, inward: float) -> float:
        """The x of what stands so many metres in from a side wall, as that wall is seen in this picture."""
        seen = min(self.half, self.scene.view.reach(self.depth) * 0.98)
        return side * max(seen - inward, 0.25)


def wall(
    scene: Scene, x: float, low: float, size: tuple[float, float], z: float, tone: str, weight: float = 1.0
) -> None:
    """A flat upright rectangle that faces the camera: its middle at `x`, its foot at `low`, (width, height)."""
    half, tall = size[0] / 2, size[1]
    outline = [Point(x + dx, y, z) for dx, y in ((-half, low), (-half, low + tall), (half, low + tall), (half, low))]
    scene.panel(outline, tone, weight)


def paint_shell(scene: Scene, *, half: float, depth: float, height: float, floor: str = "boards") -> Room:
    """Floor, ceiling and three walls, the side away from the light darker, its corners hatched. Makes itself wide and
    high enough for the camera. Floors: boards, tiles, carpet, stone."""
    t, view = scene.tones, scene.view
    near = -view.camera.distance - 1.0
    half = max(half, view.reach(depth) * 0.82)
    height = max(height, view.camera.height + 0.5, 1.15 * (view.camera.height + 0.25)) if not view.overhead else height
    room = Room(scene=scene, half=half, depth=depth, height=height, near=near)
    ceiling = blend(t.wall, t.paper, 0.35) if not scene.night else blend(t.side, t.dark, 0.4)
    ground = [Point(-half, 0, near), Point(half, 0, near), Point(half, 0, depth), Point(-half, 0, depth)]
    scene.panel(ground, t.ground, 0)
    if not scene.close:
        paint_pool(scene)
    _paint_floor(room, floor)
    if height > view.camera.height:
        scene.panel([Point(p.x, height, p.z) for p in ground], ceiling, 0)
    for side, tone in ((-1, t.side), (1, blend(t.side, t.mid, 0.35))):
        x = side * half
        scene.panel([Point(x, 0, near), Point(x, height, near), Point(x, height, depth), Point(x, 0, depth)], tone, 0)
    back = [Point(-half, 0, depth), Point(-half, height, depth), Point(half, height, depth), Point(half, 0, depth)]
    scene.panel(back, t.wall, 1.3)
    if not scene.close:
        _shade(room)
    if is_large(scene):
        paint_expanse(scene, half, depth, height)
    return room


def _paint_floor(room: Room, kind: str) -> None:
    scene, t = room.scene, room.scene.tones
    pen, weight = blend(t.ground, t.ink, 0.3), 1.6 if scene.view.overhead else 0.7
    if kind in ("boards", "tiles", "stone"):
        step = {"boards": 0.42, "tiles": 0.6, "stone": 1.1}[kind]
        count = min(28, int(2 * room.half / step))
        for index in range(count + 1):
            x = -room.half + index * 2 * room.half / count
            scene.line(Point(x, 0.0, room.near), Point(x, 0.0, room.depth), weight, pen)
    if kind in ("tiles", "stone"):
        z, step = room.depth, 0.6 if kind == "tiles" else 1.1
        while z > -room.scene.view.camera.distance + 0.4:
            scene.line(Point(-room.half, 0.0, z), Point(room.half, 0.0, z), weight * 0.9, pen)
            z -= step


def _shade(room: Room) -> None:
    """Shadow gathers under the ceiling and in the corners; a skirting runs round the floor."""
    scene, t, half, depth, tall = room.scene, room.scene.tones, room.half, room.depth, room.height
    tone = blend(t.wall, t.dark, 0.16)
    scene.panel(
        [
            Point(-half, tall, depth),
            Point(half, tall, depth),
            Point(half, tall - 0.3, depth),
            Point(-half, tall - 0.22, depth),
        ],
        tone,
        0,
    )
    right = [
        Point(half, 0, depth),
        Point(half, tall, depth),
        Point(half * 0.8, tall, depth),
        Point(half * 0.9, 0, depth),
    ]
    scene.panel(right, tone, 0)
    scene.hatch(right, 8.0, 0.8)
    for side in (-1, 1):
        x = side * half
        scene.hatch(
            [Point(x, 0, depth), Point(x, tall, depth), Point(x, tall, depth - 0.9), Point(x, 0, depth - 0.4)], 7.0, 0.9
        )
        scene.line(Point(x, 0.1, room.near), Point(x, 0.1, depth), 0.8)
        scene.line(Point(x, tall, room.near), Point(x, tall, depth), 1.3)
        scene.line(Point(x, 0.0, room.near), Point(x, 0.0, depth), 1.5)
    scene.line(Point(-half, 0.1, depth), Point(half, 0.1, depth), 0.8)
    shade_corners(scene, blend(t.ground, t.ink, 0.2))


def window_tone(scene: Scene) -> str:
    """What is seen through a pane."""
    t = scene.tones
    return t.dark if scene.night else blend(t.air, t.glow, 0.8)


def paint_window(room: Room, x: float, size: tuple[float, float] = (1.3, 1.35), low: float = 0.95) -> None:
    """A window in the back wall with what is far outside, its frame, its sill and two curtains; daylight falls from
    it on the floor."""
    scene, t, (wide, tall) = room.scene, room.scene.tones, size
    z = room.depth
    room.back(x, low - 0.08, (wide + 0.16, tall + 0.16), t.paper if not scene.night else t.shade, 1.4)
    room.back(x, low, size, window_tone(scene), 1.2)
    hills = [(-0.5, 0.0), (-0.5, 0.3), (-0.3, 0.42), (-0.1, 0.3), (0.12, 0.22), (0.3, 0.34), (0.5, 0.26), (0.5, 0.0)]
    far = blend(t.far, t.air, 0.3) if not scene.night else blend(t.dark, t.ink, 0.5)
    scene.panel([Point(x + u * wide, low + v * tall, z - 0.015) for u, v in hills], far, 0)
    for u in (-0.5, 0.0, 0.5):
        scene.line(Point(x + u * wide, low, z - 0.02), Point(x + u * wide, low + tall, z - 0.02), 2.0)
    scene.line(Point(x - wide / 2, low + tall * 0.62, z - 0.02), Point(x + wide / 2, low + tall * 0.62, z - 0.02), 1.6)
    scene.block(Point(x, low - 0.12, z - 0.1), (wide + 0.3, 0.05, 0.2), (t.paper, t.mid, t.shade))
    if not scene.night and not scene.close:
        skew = 0.9
        light = [
            Point(x - wide / 2 + skew, 0, z - 1.7),
            Point(x + wide / 2 + skew, 0, z - 1.7),
            Point(x + wide / 2 + skew * 0.3, 0, z - 0.5),
            Point(x - wide / 2 + skew * 0.3, 0, z - 0.5),
        ]
        scene.panel(light, t.lit, 0)
        scene.line(Point(x + skew, 0, z - 1.7), Point(x + skew * 0.3, 0, z - 0.5), 3.0, t.ground)


def paint_curtains(room: Room, x: float, wide: float = 1.3, low: float = 0.3, high: float = 2.5) -> None:
    """Two curtains at the sides of a window, with folds."""
    scene, t, z = room.scene, room.scene.tones, room.depth - 0.06
    for side in (-1, 1):
        a, b, c = (x + side * wide * part for part in (0.42, 0.78, 0.62))
        scene.panel(
            [
                Point(a, high, z),
                Point(b, high, z),
                Point(b, low, z),
                Point(c, low, z),
                Point((a + c) / 2, low + 0.9, z),
            ],
            t.mid,
            1.1,
        )
        for part in (0.5, 0.6, 0.69):
            scene.line(
                Point(x + side * wide * part, high, z), Point(x + side * wide * (0.62 + part * 0.16), low, z), 0.8
            )
    scene.line(Point(x - wide, high, z), Point(x + wide, high, z), 2.2)


def paint_door(room: Room, x: float, *, open_: bool = False) -> None:
    """A door in the back wall, its middle at `x`; an open one shows the dark behind it."""
    scene, t = room.scene, room.scene.tones
    room.back(x, 0.0, (1.14, 2.2), blend(t.wall, t.paper, 0.6), 1.1)
    room.back(x, 0.0, (0.94, 2.08), t.deep if open_ else t.mid, 1.3)
    if open_:
        leaf = [
            Point(x - 0.47, 0, room.depth),
            Point(x - 0.47, 2.08, room.depth),
            Point(x - 0.62, 2.08, room.depth - 0.8),
            Point(x - 0.62, 0, room.depth - 0.8),
        ]
        scene.panel(leaf, t.mid, 1.2)
        return
    for low, tall in ((0.2, 0.7), (1.05, 0.85)):
        room.back(x, low, (0.62, tall), blend(t.mid, t.dark, 0.25), 0.7)
    scene.back.dot(scene.view.spot(Point(x - 0.36, 1.0, room.depth - 0.05)), 2.4)


def paint_picture(room: Room, x: float, low: float, size: tuple[float, float]) -> None:
    """A framed picture of hills on the back wall."""
    t, (wide, tall) = room.scene.tones, size
    room.back(x, low, size, t.dark, 1.0)
    room.back(x, low + 0.05, (wide - 0.1, tall - 0.1), blend(t.paper, t.shade, 0.3), 0.6)
    hill = [(-0.4, 0.0), (-0.2, 0.3), (-0.05, 0.14), (0.16, 0.38), (0.4, 0.0)]
    room.scene.panel([Point(x + u * wide, low + 0.06 + v * tall, room.depth - 0.03) for u, v in hill], t.mid, 0)


def paint_shelves(room: Room, x: float, size: tuple[float, float], rows: int, *, z: float = 0.0) -> None:
    """Open shelves full of things before the back wall (or at `z`): one dark back, and the things on it in three
    tones."""
    scene, t, (wide, tall) = room.scene, room.scene.tones, size
    z = z or room.depth - 0.35
    scene.block(Point(x, 0.0, z + 0.16), (wide, tall, 0.34), (t.shade, t.dark, t.dark))
    for index, tone in enumerate((t.mid, t.shade, t.paper)):
        for row in range(rows):
            low, tall_row = 0.1 + row * (tall - 0.1) / rows, (tall - 0.1) / rows
            at, slot = x - wide / 2 + 0.06, row
            while at < x + wide / 2 - 0.14:
                thick = 0.07 + 0.05 * (slot * 7 % 4)
                if (slot * 5 + row) % 4 == index or (index == 0 and (slot * 5 + row) % 4 == 3 and slot % 3):
                    wall(
                        scene, at + thick / 2, low, (thick, tall_row * (0.55 + 0.1 * (slot * 3 % 4))), z - 0.02, tone, 0
                    )
                at, slot = at + thick + 0.015, slot + 1
    for row in range(rows + 1):
        low = 0.06 + row * (tall - 0.1) / rows
        wall(scene, x, low, (wide, 0.04), z - 0.03, t.shade, 0.6)


def paint_table(scene: Scene, foot: Point, size: tuple[float, float, float], tone: str = "") -> None:
    """A table: (width, height, depth), a top and four legs, its shadow below it."""
    t, (wide, tall, deep) = scene.tones, size
    scene.flat(Point(foot.x, 0.0, foot.z), (wide * 0.55, deep * 0.6), blend(t.ground, t.ink, 0.22))
    for dz in (0.44, -0.44):
        for dx in (-0.46, 0.46):
            wall(scene, foot.x + dx * wide, 0.0, (0.06, tall), foot.z + dz * deep, t.dark, 0)
    scene.block(Point(foot.x, tall - 0.06, foot.z), (wide, 0.06, deep), (tone or t.paper, t.dark, t.mid))


def paint_chair(scene: Scene, foot: Point, facing: int = 0, tone: str = "") -> None:
    """A chair: facing 1 right, -1 left, 0 with its back to us."""
    t = scene.tones
    tone = tone or t.mid
    for dx in (-0.19, 0.19):
        wall(scene, foot.x + dx, 0.0, (0.045, 0.45), foot.z - 0.18, t.dark, 0)
        wall(scene, foot.x + dx, 0.0, (0.04, 0.45), foot.z + 0.18, t.dark, 0)
    scene.block(Point(foot.x, 0.43, foot.z), (0.44, 0.06, 0.42), (tone, t.dark, t.dark))
    back = Point(foot.x - facing * 0.2, 0.49, foot.z - (0.19 if not facing else 0.0))
    scene.block(back, (0.44, 0.5, 0.04) if not facing else (0.05, 0.5, 0.42), (tone, tone, tone))


def paint_hanging_lamp(room: Room, x: float, y: float = 2.1, size: float = 0.24) -> None:
    """A lamp on its cord before the back wall, with its cone of light when it is dim. Call it before what stands
    there."""
    scene, t = room.scene, room.scene.tones
    at = Point(x, y, room.depth - 0.7)
    paint_beam(scene, at, room.depth)
    scene.line(Point(at.x, room.height, at.z), Point(at.x, at.y + size * 0.8, at.z), 1.1)
    scene.turned(at, [(0.0, size), (size * 0.45, size * 0.8), (size * 0.8, size * 0.2)], t.dark, t.ink)
    foot = scene.view.spot(at)
    if scene.view.depth(at) > 0.5:
        wide = size * scene.view.scale(at) * 0.75
        contour(scene.back, ellipse(foot, wide, wide * 0.3, corners=12), t.glow, 0.8)


def paint_table_lamp(scene: Scene, foot: Point, tall: float = 0.5) -> None:
    """A lamp with a shade, on something."""
    t = scene.tones
    paint_halo(scene, Point(foot.x, foot.y + tall, foot.z), tall * 1.7)
    scene.turned(foot, [(0.0, 0.09), (0.04, 0.04), (tall * 0.6, 0.03)], t.dark, t.ink)
    top = Point(foot.x, foot.y + tall * 0.55, foot.z)
    glow = t.glow if scene.dim else t.paper
    scene.turned(top, [(0.0, tall * 0.36), (tall * 0.45, tall * 0.2)], glow, glow if scene.dim else t.shade)


def paint_rug(scene: Scene, centre: Point, size: tuple[float, float]) -> None:
    """A rug with a border, its fringe at both ends."""
    t, (wide, deep) = scene.tones, (size[0] / 2, size[1] / 2)
    for part, tone in ((1.0, t.mid), (0.88, t.shade), (0.8, blend(t.pool, t.shade, 0.35))):
        x, z = wide * part, deep * part
        corners = [Point(centre.x + u * x, 0.0, centre.z + v * z) for u, v in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        scene.panel(corners, tone, 0.8 if part == 1.0 else 0)
    for u in (-0.5, 0.0, 0.5):
        mark = [
            Point(centre.x + (u + dx) * wide, 0.0, centre.z + dz * deep)
            for dx, dz in ((-0.16, 0), (0, -0.34), (0.16, 0), (0, 0.34))
        ]
        scene.panel(mark, t.mid, 0)
