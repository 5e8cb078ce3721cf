"""A room: floor boards, a window, a door, a table."""

from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The back wall with what hangs and stands there."""
    paint_walls(scene, half=3.0, depth=2.8, height=2.7)
    t = scene.tones
    paint_window(scene, -1.5, 2.8)
    paint_door(scene, 1.75, 2.8)
    scene.panel([Point(x, y, 2.79) for x, y in ((0.2, 1.4), (0.2, 1.95), (0.85, 1.95), (0.85, 1.4))], t.paper, 1.2)
    scene.block(Point(-1.6, 0.0, 2.1), (1.5, 0.76, 0.8), (t.paper, t.mid, t.shade))


def paint_door(scene: Scene, x: float, z: float) -> None:
    """A door in the back wall at `z`, its middle at `x`."""
    door = [Point(x + dx, y, z - 0.01) for dx, y in ((-0.45, 0.0), (-0.45, 2.05), (0.45, 2.05), (0.45, 0.0))]
    scene.panel(door, scene.tones.mid, 1.4)
    scene.back.dot(scene.view.spot(Point(x - 0.33, 1.0, z - 0.01)), 2.0)


def wall(scene: Scene, x: float, low: float, wide: float, tall: float, z: float, tone: str) -> None:
    """A flat upright rectangle that faces the camera: its middle at `x`, its foot at `low`, in metres."""
    half = wide / 2
    outline = [Point(x + dx, y, z) for dx, y in ((-half, low), (-half, low + tall), (half, low + tall), (half, low))]
    scene.panel(outline, tone, 1.1)


def paint_walls(scene: Scene, *, half: float, depth: float, height: float) -> None:
    """Floor, ceiling and three walls; `half` its width, in metres. The wall behind the camera is not there."""
    t, near = scene.tones, -scene.view.camera.distance - 1.0
    aspect = scene.view.width / scene.view.height
    half = max(half, aspect / 2 * (depth + scene.view.camera.distance) / scene.view.camera.lens * 0.8)
    height = max(height, scene.view.camera.height + 0.6) if scene.view.camera.tilt > -40 else height
    wall = t.far if not scene.night else t.mid
    side = t.shade if not scene.night else t.dark
    scene.panel([Point(-half, 0, near), Point(half, 0, near), Point(half, 0, depth), Point(-half, 0, depth)], t.ground)
    for board in range(int(-half), int(half) + 1):
        scene.line(Point(board, 0.0, near), Point(board, 0.0, depth), 0.8)
    scene.panel(
        [
            Point(-half, height, near),
            Point(half, height, near),
            Point(half, height, depth),
            Point(-half, height, depth),
        ],
        t.shade if scene.staging.time != "night" else t.dark,
    )
    for x in (-half, half):
        scene.panel([Point(x, 0, near), Point(x, height, near), Point(x, height, depth), Point(x, 0, depth)], side)
    scene.panel(
        [Point(-half, 0, depth), Point(-half, height, depth), Point(half, height, depth), Point(half, 0, depth)],
        wall,
        1.6,
    )
    scene.line(Point(-half, 0.12, depth), Point(half, 0.12, depth), 0.8)


def paint_window(scene: Scene, x: float, z: float) -> None:
    """A window in the back wall at `z`, its middle at `x`."""
    t = scene.tones
    glass = t.dark if scene.night else t.glow if scene.staging.time == "day" else t.sky
    frame = [Point(x + dx, y, z - 0.01) for dx, y in ((-0.6, 0.95), (-0.6, 2.1), (0.6, 2.1), (0.6, 0.95))]
    scene.panel(frame, glass, 2.0)
    scene.line(Point(x, 0.95, z), Point(x, 2.1, z), 1.4)
    scene.line(Point(x - 0.6, 1.55, z), Point(x + 0.6, 1.55, z), 1.4)
    scene.panel(
        [Point(x + dx, y, z - 0.05) for dx, y in ((-0.75, 0.88), (-0.75, 0.95), (0.75, 0.95), (0.75, 0.88))],
        t.paper,
        1.0,
    )
