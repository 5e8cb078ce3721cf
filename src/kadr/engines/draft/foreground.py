"""What is nearest to us: dark, cropped by the frame, at its sides, never before those whom the picture is about.

A silhouette is data: pairs of how far in from the frame's side (0 to 1, of the room that is free there) and how far
down (0 to 1, of the picture).
"""

from collections.abc import Sequence
from math import cos, pi, sin

from kadr.engines.draft.curves import Spot, ellipse, smooth
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import chain, fill
from kadr.engines.draft.tones import blend
from kadr.engines.draft.view import View
from kadr.staging import Point

WIDEST, NARROWEST = 0.24, 0.06
"""How much of the picture's width one side may take, and the least that is worth drawing."""

Pair = tuple[float, float]


def room(scene: Scene, side: int) -> float:
    """How many pixels are free at a side of the frame (-1 left, 1 right, as the place is turned); 0 when somebody
    stands there, or when a face fills the picture."""
    if scene.close or scene.view.overhead or scene.view.span < 1.25:
        return 0.0
    view = View(scene.view.camera, scene.view.width, scene.view.height)
    right = side * (-1 if scene.view.mirror else 1) > 0
    free = WIDEST * view.width
    marks = [(place.x, place.z, 0.42) for place in scene.staging.figures]
    marks += [(piece.x, piece.z, 0.5) for piece in scene.staging.pieces]
    for x, z, half in marks:
        spot = view.spot(Point(x + (half if right else -half), 1.0, z))
        free = min(free, view.width - spot.x if right else spot.x)
    return free if free > NARROWEST * view.width else 0.0


def silhouette(
    scene: Scene, side: int, pairs: Sequence[Pair], *, round_: bool = False, tone: str = "", crop: bool = False
) -> list[Spot]:
    """A dark form that comes in from one side; gives its outline, or nothing when there is no room. With `crop` the
    frame cuts it off when there is little room, without it becomes narrow."""
    free = room(scene, side)
    if not free:
        return []
    spots = _placed(scene, side, free, pairs, crop)
    if round_:
        spots = smooth(spots, closed=True, steps=3)
    fill(scene.front, spots, tone or scene.tones.deep)
    return spots


def strokes(
    scene: Scene, side: int, lines: Sequence[Sequence[Pair]], weight: float = 1.4, tone: str = "", *, crop: bool = False
) -> None:
    """Light lines on what is dark in front."""
    free = room(scene, side)
    if free:
        pen = scene.front.inked(tone or blend(scene.tones.deep, scene.tones.paper, 0.4))
        for line in lines:
            chain(pen, _placed(scene, side, free, line, crop), weight)


def _placed(scene: Scene, side: int, free: float, pairs: Sequence[Pair], crop: bool = False) -> list[Spot]:
    w, h = scene.view.width, scene.view.height
    hidden = max(0.0, min(WIDEST * w, 0.3 * h) - free) * 0.6 if crop else 0.0
    right = side * (-1 if scene.view.mirror else 1) > 0
    across = [x * (free + hidden) - hidden for x, _ in pairs]
    return [Spot(w - x if right else x, y * h) for x, (_, y) in zip(across, pairs, strict=True)]


def paint_post(scene: Scene, side: int, wide: float = 0.4, *, tone: str = "") -> None:
    """An upright from top to bottom: a trunk, a door post, a column."""
    silhouette(scene, side, [(-0.1, -0.02), (wide, -0.02), (wide * 0.94, 0.5), (wide, 1.02), (-0.1, 1.02)], tone=tone)
    strokes(
        scene,
        side,
        [[(wide * 0.82, 0.0), (wide * 0.78, 0.5), (wide * 0.82, 1.0)], [(wide * 0.7, 0.1), (wide * 0.66, 0.44)]],
    )


def paint_trunk(scene: Scene, side: int) -> None:
    """The trunk of a tree with its root and a branch."""
    pairs = [
        (-0.1, -0.02),
        (0.34, -0.02),
        (0.3, 0.12),
        (0.6, 0.06),
        (0.95, 0.05),
        (0.66, 0.1),
        (0.34, 0.2),
        (0.3, 0.5),
        (0.33, 0.8),
        (0.44, 0.93),
        (0.75, 1.02),
        (-0.1, 1.02),
    ]
    outline = silhouette(scene, side, pairs)
    if outline:
        strokes(
            scene,
            side,
            [
                [(0.2, 0.1), (0.17, 0.4), (0.2, 0.7)],
                [(0.1, 0.3), (0.08, 0.6), (0.12, 0.9)],
                [(0.26, 0.55), (0.25, 0.75)],
            ],
        )
    if scene.snowy and outline:
        silhouette(scene, side, [(0.32, 0.13), (0.6, 0.055), (0.95, 0.045), (0.62, 0.075)], tone=scene.tones.paper)


def paint_branch(scene: Scene, side: int, low: float = 0.24) -> None:
    """Leaves that hang in from an upper corner."""
    free = room(scene, side)
    if not free:
        return
    h = scene.view.height
    for x, y, size in ((0.1, 0.3, 0.5), (0.55, 0.16, 0.42), (0.35, 0.75, 0.34), (0.9, 0.1, 0.26), (0.02, 0.8, 0.34)):
        centre = _placed(scene, side, free, [(x, y * low)])[0]
        scene.front.fill(scene.scallop(centre, free * size * 0.9, h * low * size * 0.75, 7), scene.tones.deep)
    pen = scene.front.inked(scene.tones.deep)
    for _ in range(26):
        x, y = scene.random.random(), scene.random.random() ** 0.7
        if x * 0.7 + y < 1.15:
            spot = _placed(scene, side, free, [(x * 1.1, (y + 0.08) * low)])[0]
            turn, size = scene.random.random() * pi, 7 * scene.front.unit
            end = Spot(spot.x + cos(turn) * size, spot.y + abs(sin(turn)) * size)
            chain(pen, [spot, Spot((spot.x + end.x) / 2 + 2, (spot.y + end.y) / 2), end], 5.5)
    if scene.snowy:
        for x, y in ((0.5, 0.05), (0.15, 0.5)):
            centre = _placed(scene, side, free, [(x, y * low)])[0]
            scene.front.fill(ellipse(centre, free * 0.2, h * low * 0.06), scene.tones.paper)


def paint_grass(scene: Scene, side: int, tall: float = 0.2) -> None:
    """A clump of blades in a lower corner, cut by the frame."""
    free = room(scene, side)
    if not free:
        return
    pen = scene.front.inked(scene.tones.deep)
    for index in range(17):
        part = index / 16
        x = part * 0.85 - 0.05 + 0.06 * scene.random.random()
        up = tall * (1.05 - part * 0.85) * (0.6 + 0.5 * scene.random.random())
        lean = (scene.random.random() - 0.35) * 0.5
        spots = _placed(scene, side, free, [(x, 1.03), (x + lean * 0.3, 1.0 - up * 0.62), (x + lean, 1.0 - up)])
        chain(pen, smooth(spots, steps=3), 4.6 * (1.1 - part * 0.6), taper=1.0)
    ground = [(-0.05, 1.02), (-0.05, 0.96), (0.3, 0.972), (0.7, 0.99), (0.95, 1.02)]
    scene.front.fill(_placed(scene, side, free, ground), scene.tones.paper if scene.snowy else scene.tones.deep)


def paint_rocks(scene: Scene, side: int) -> None:
    """Rock in a lower corner."""
    pairs = [(-0.1, 0.7), (0.16, 0.68), (0.3, 0.76), (0.5, 0.79), (0.62, 0.88), (0.86, 0.92), (1.0, 1.02), (-0.1, 1.02)]
    outline = silhouette(scene, side, pairs, crop=True)
    if not outline:
        return
    top = [(-0.1, 0.7), (0.16, 0.68), (0.3, 0.76), (0.5, 0.79), (0.36, 0.82), (0.2, 0.78), (-0.1, 0.8)]
    silhouette(scene, side, top, tone=scene.tones.paper if scene.snowy else scene.tones.dark, crop=True)
    strokes(scene, side, [[(0.2, 0.79), (0.24, 0.9), (0.12, 1.0)], [(0.5, 0.8), (0.46, 0.9), (0.55, 0.99)]], crop=True)


def paint_curtain(scene: Scene, side: int) -> None:
    """A curtain or a hanging cloth at the side, with its folds."""
    pairs = [(-0.1, -0.02), (0.62, -0.02), (0.56, 0.3), (0.34, 0.55), (0.4, 0.62), (0.5, 1.02), (-0.1, 1.02)]
    silhouette(scene, side, pairs, round_=False)
    folds = [
        [(0.48, 0.0), (0.42, 0.3), (0.26, 0.54)],
        [(0.3, 0.0), (0.26, 0.3), (0.16, 0.54)],
        [(0.14, 0.0), (0.12, 0.3), (0.07, 0.53)],
        [(0.3, 0.62), (0.37, 0.8), (0.4, 1.0)],
        [(0.16, 0.63), (0.2, 0.82), (0.22, 1.0)],
    ]
    strokes(scene, side, folds)


ON_TABLES: dict[str, list[Pair]] = {
    "jug": [
        (0.2, 0.88),
        (0.16, 0.8),
        (0.24, 0.74),
        (0.23, 0.68),
        (0.2, 0.66),
        (0.4, 0.66),
        (0.37, 0.69),
        (0.37, 0.74),
        (0.46, 0.8),
        (0.42, 0.88),
    ],
    "screen": [
        (-0.1, 0.84),
        (-0.1, 0.56),
        (0.62, 0.58),
        (0.6, 0.82),
        (0.34, 0.825),
        (0.36, 0.87),
        (0.46, 0.885),
        (0.06, 0.885),
        (0.12, 0.83),
    ],
    "books": [
        (0.06, 0.88),
        (0.04, 0.83),
        (0.1, 0.83),
        (0.1, 0.78),
        (0.08, 0.78),
        (0.09, 0.73),
        (0.5, 0.735),
        (0.52, 0.78),
        (0.46, 0.78),
        (0.56, 0.83),
        (0.55, 0.88),
    ],
    "bottles": [
        (0.08, 0.88),
        (0.08, 0.72),
        (0.13, 0.69),
        (0.13, 0.62),
        (0.2, 0.62),
        (0.2, 0.69),
        (0.25, 0.72),
        (0.25, 0.8),
        (0.34, 0.8),
        (0.36, 0.76),
        (0.52, 0.76),
        (0.5, 0.83),
        (0.47, 0.88),
    ],
}
"""What stands on a table that is nearer than we are, as silhouettes."""


def paint_table(scene: Scene, side: int, things: str = "jug") -> None:
    """The corner of a table that is nearer than we are, with what stands on it."""
    silhouette(scene, side, ON_TABLES[things], crop=True)
    silhouette(
        scene,
        side,
        [(-0.1, 0.87), (0.74, 0.885), (1.0, 0.915), (0.98, 0.95), (0.9, 0.955), (0.86, 1.02), (-0.1, 1.02)],
        crop=True,
    )
    strokes(scene, side, [[(0.0, 0.9), (0.7, 0.912), (0.97, 0.937)]], 1.8, crop=True)


def paint_plant(scene: Scene, side: int) -> None:
    """A plant in its pot, in a lower corner."""
    silhouette(scene, side, [(0.05, 0.86), (0.42, 0.86), (0.36, 1.02), (0.1, 1.02)], crop=True)
    free = room(scene, side)
    pen = scene.front.inked(scene.tones.deep)
    for lean, up in ((-0.16, 0.3), (0.0, 0.38), (0.16, 0.34), (0.36, 0.28), (0.6, 0.2), (0.3, 0.4), (0.7, 0.1)):
        if free:
            spots = _placed(
                scene,
                side,
                free,
                [(0.24, 0.87), (0.24 + lean * 0.4, 0.87 - up * 0.7), (0.24 + lean, 0.87 - up)],
                crop=True,
            )
            chain(pen, smooth(spots, steps=3), 13.0, taper=1.0)


def paint_awning(scene: Scene, side: int) -> None:
    """The fringe of an awning above, on the post that carries it."""
    fringe: list[Pair] = [(-0.1, -0.02), (1.25, -0.02)]
    for index in range(8):
        x = 1.2 - index * 0.17
        fringe += [(x, 0.05 + 0.012 * index), (x - 0.085, 0.085 + 0.012 * index)]
    silhouette(scene, side, [*fringe, (-0.1, 0.16)])
    silhouette(scene, side, [(0.16, 0.05), (0.26, 0.05), (0.26, 1.02), (0.16, 1.02)])
    strokes(scene, side, [[(0.23, 0.2), (0.23, 0.6), (0.23, 0.95)]])
