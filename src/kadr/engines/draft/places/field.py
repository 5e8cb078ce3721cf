"""A field: furrows that run to a line of trees, sheaves of hay, a farm far away."""

from kadr.engines.draft.curves import Spot, ellipse
from kadr.engines.draft.dwellings import paint_cottage
from kadr.engines.draft.foreground import paint_grass, paint_post, strokes
from kadr.engines.draft.nature import paint_poplar, paint_tree
from kadr.engines.draft.outdoors import paint_pool, paint_world
from kadr.engines.draft.places.steppe import paint_birds
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import chain, contour
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Hills, trees, the rows of the field, hay."""
    paint_world(scene, pool=False)
    t = scene.tones
    scene.ridge([8, 14, 10, 18, 22, 13, 8, 11, 7], 320.0, t.far)
    scene.ridge([4, 5, 6, 4.5, 3.5, 5, 6.5, 5, 4], 130.0, blend(t.far, t.mid, 0.45))
    for index in range(15):
        x = (index - 7) * 3.2
        row = [Point(x - 0.7, 0, -3.0), Point(x + 0.7, 0, -3.0), Point(x + 0.7, 0, 60.0), Point(x - 0.7, 0, 60.0)]
        scene.panel(row, t.paper if scene.snowy else blend(t.ground, t.mid, 0.32), 0)
    if not scene.close:
        paint_pool(scene)
    paint_cottage(scene, Point(-17.0, 0.0, 62.0), 7.0)
    for x, z, tall in (
        (-26.0, 66.0, 10.0),
        (-23.5, 66.0, 12.0),
        (20.0, 64.0, 11.0),
        (23.0, 64.0, 12.0),
        (26.0, 66.0, 10.0),
    ):
        paint_poplar(scene, Point(x, 0.0, z), tall)
    paint_tree(scene, Point(11.5, 0.0, 40.0), 7.0)
    for x, z, size in ((8.6, 24.0, 1.0), (-8.4, 18.0, 1.0), (5.4, 10.5, 0.9), (-4.4, 7.5, 0.85)):
        _hay(scene, Point(x, 0.0, z), size)
    scene.tufts(16, 0.2, 12.0)
    paint_birds(scene)
    paint_post(scene, -1, 0.16)
    strokes(scene, -1, [[(0.0, 0.66), (0.6, 0.67), (1.1, 0.66)], [(0.0, 0.82), (0.6, 0.83), (1.1, 0.82)]], 9.0, t.deep)
    paint_grass(scene, 1, 0.26)
    paint_grass(scene, -1, 0.14)


def _hay(scene: Scene, foot: Point, size: float) -> None:
    """A round bale of hay: its cut end with the turns of straw."""
    t = scene.tones
    if scene.view.depth(foot) < 1.5:
        return
    scene.cast(foot, size * 1.4, size * 2.0)
    depth, scale = foot.z + scene.view.camera.distance, scene.view.scale(foot) * size
    base = scene.view.spot(foot)
    middle = Spot(base.x, base.y - 0.78 * scale)
    far = Spot(middle.x + 0.8 * scale, middle.y - 0.06 * scale)
    straw = blend(t.shade, t.paper, 0.3)
    contour(scene.pen(depth), ellipse(far, 0.72 * scale, 0.76 * scale, corners=20), scene.tone(t.mid, depth), 1.2)
    body = [
        Spot(middle.x, middle.y - 0.78 * scale),
        Spot(far.x, far.y - 0.74 * scale),
        Spot(far.x, far.y + 0.74 * scale),
        Spot(middle.x, middle.y + 0.78 * scale),
    ]
    scene.back.fill(body, scene.tone(blend(t.mid, t.shade, 0.3), depth))
    contour(
        scene.pen(depth),
        ellipse(middle, 0.7 * scale, 0.78 * scale, corners=20),
        scene.tone(t.paper if scene.snowy else straw, depth),
        1.2,
    )
    for part in (0.72, 0.44, 0.2):
        arc = ellipse(middle, 0.7 * scale * part, 0.78 * scale * part, corners=18)
        chain(scene.pen(depth), arc[: 9 + int(8 * part)], 0.9)
