"""A cave: dark walls round an opening full of light."""

from kadr.engines.draft.curves import Spot, ellipse
from kadr.engines.draft.scenery import Scene


def paint(scene: Scene) -> None:
    """The rock, the mouth of the cave in it, stones."""
    t, view = scene.tones, scene.view
    w, h = view.width, view.height
    rock = t.dark
    scene.back.fill([Spot(0, 0), Spot(w, 0), Spot(w, h), Spot(0, h)], rock)
    a, _ = view.horizon()
    floor = max(0.62 * h, min(0.9 * h, a.y + 0.12 * h))
    scene.back.fill([Spot(0, floor), Spot(w, floor * 0.98), Spot(w, h), Spot(0, h)], t.mid)
    for part, tone in ((1.0, t.shade), (0.86, t.glow if not scene.night else t.far)):
        mouth = [
            Spot(p.x + (scene.random.random() - 0.5) * 0.03 * w, min(p.y, floor + 0.01 * h))
            for p in ellipse(Spot(w * 0.5, floor - 0.16 * h), w * 0.3 * part, h * 0.36 * part, corners=22)
        ]
        scene.back.shape(mouth, tone, 1.6)
    for _ in range(16):
        x, y = scene.random.random() * w, scene.random.random() * floor
        if abs(x - w / 2) > 0.33 * w:
            size = 0.05 * h
            scene.back.line([Spot(x, y), Spot(x + size, y + size * 0.4), Spot(x + size * 1.2, y + size * 1.4)], 1.2)
