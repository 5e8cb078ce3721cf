"""Headwear. Each kind is one function; `HATS` is the list of them. Forms are turned on the head's axis: heights and
radii in halves of a head, the crown of the skull at 1."""

from collections.abc import Callable
from math import cos, sin

from kadr.engines.draft.curves import Spot, hull, normals, resample, smooth
from kadr.engines.draft.form import Form
from kadr.engines.draft.sitter import Sitter


def draw_hat(sitter: Sitter) -> None:
    """What somebody wears on the head, if anything."""
    kind = HATS.get(sitter.looks.headwear)
    if kind:
        kind(sitter)


def _cap(sitter: Sitter) -> None:
    tone = sitter.tones.dark
    sitter.hand.shape(sitter.turned([(0.46, 0.86), (0.85, 0.84), (1.08, 0.7), (1.12, 0.4)]), tone, sitter.weight)
    pale = sitter.hand.inked(sitter.tones.paper)
    pale.line(sitter.front_hoop(0.66, 0.87), max(1.0, sitter.weight * 0.7), taper=0.3)
    if sitter.head_size > 20:
        pale.line(sitter.front_hoop(0.78, 0.86), sitter.weight * 0.45, taper=0.3)


def _fur_hat(sitter: Sitter) -> None:
    sitter.hand.shape(
        sitter.turned([(0.7, 0.9), (1.2, 0.82), (1.52, 0.5), (1.6, 0.2)]), sitter.tones.mid, sitter.weight
    )
    if sitter.head_size > 14:
        for place in (-0.5, 0.0, 0.5):
            seam = [sitter.head_spot(place * r, up, 0.85 * r) for up, r in ((0.8, 0.9), (1.2, 0.8), (1.55, 0.3))]
            sitter.hand.line(seam, sitter.weight * 0.5)
    band = _fluffy(sitter, sitter.turned([(0.5, 0.96), (0.72, 1.12), (0.96, 1.04)]), 0.07)
    sitter.hand.fill(band, sitter.tones.dark)
    sitter.hand.rim(band, sitter.weight)
    _fur(sitter, [(0.56, 1.06), (0.74, 1.12), (0.9, 1.06)])


def _fluffy(sitter: Sitter, outline: list[Spot], reach: float) -> list[Spot]:
    """An outline as fur has it."""
    curve = smooth(outline, closed=True)
    size = sitter.head_size * sitter.hand.unit * reach
    parts = max(14, min(64, int(sitter.head_size)))
    spots = resample([*curve, curve[0]], parts)[:-1]
    fluffy = []
    for index, (spot, normal) in enumerate(zip(spots, normals(spots, closed=True), strict=True)):
        off = size * (0.75 if index % 2 else -0.3) * (0.2 + sitter.hand.random.random())
        fluffy.append(Spot(spot.x + normal.x * off, spot.y + normal.y * off))
    return fluffy


def _fur(sitter: Sitter, rows: list[tuple[float, float]]) -> None:
    if sitter.head_size < 14:
        return
    pen = sitter.hand.inked(sitter.tones.mid)
    for up, radius in rows:
        hoop = sitter.front_hoop(up, radius)
        for spot in resample(hoop, 8)[1:-1]:
            sway = (sitter.hand.random.random() - 0.5) * 0.1
            size = sitter.head_size * sitter.hand.unit
            pen.line([spot, Spot(spot.x + sway * size, spot.y - 0.13 * size)], sitter.weight * 0.5)


def _kalpak(sitter: Sitter) -> None:
    crown = sitter.turned([(0.6, 0.9), (1.1, 0.82), (1.6, 0.62), (2.02, 0.32), (2.12, 0.1)])
    sitter.hand.shape(crown, sitter.tones.paper, sitter.weight)
    for turn in (-1.7, -0.6, 0.5, 1.6):
        if sitter.faces_us(sin(turn), 0.2, cos(turn), 0.3):
            way = ((0.8, 0.87), (1.2, 0.78), (1.7, 0.56), (2.08, 0.14))
            seam = [sitter.head_spot(r * sin(turn) * 0.94, up, r * cos(turn)) for up, r in way]
            sitter.hand.line(seam, max(0.8, sitter.weight * 0.5), taper=0.6)
    brim = sitter.turned([(0.5, 0.92), (0.6, 1.0), (0.82, 1.03)])
    sitter.hand.shape(brim, sitter.tones.dark, sitter.weight)


def _turban(sitter: Sitter) -> None:
    wrap = sitter.turned([(0.46, 0.92), (0.68, 1.12), (0.98, 1.1), (1.22, 0.82), (1.3, 0.4)])
    sitter.hand.shape(wrap, sitter.tones.paper, sitter.weight)
    if sitter.head_size > 6:
        for up, rise in ((0.5, 0.35), (0.74, 0.35), (0.98, -0.5), (0.66, -0.3)):
            middle = 30 * (1 if sitter.lateral > 0 else -1)
            sitter.hand.line(sitter.hoop(up, 1.12, middle - 80, middle + 80, rise), max(0.8, sitter.weight * 0.55))


def _brim(sitter: Sitter) -> None:
    sitter.hand.shape(sitter.turned([(0.5, 1.62), (0.56, 1.6)]), sitter.tones.shade, sitter.weight)
    sitter.hand.shape(sitter.turned([(0.56, 0.86), (1.1, 0.74), (1.24, 0.5)]), sitter.tones.paper, sitter.weight)
    sitter.hand.inked(sitter.tones.dark).line(sitter.front_hoop(0.66, 0.87), sitter.weight * 1.8, taper=0.2)


def _scarf(sitter: Sitter) -> None:
    """A kerchief: over the crown and round the cheeks, tied below the chin."""
    tone = {"light": sitter.tones.mid, "striped": sitter.tones.mid}.get(sitter.looks.garment_tone, sitter.tones.paper)
    under = [
        sitter.head_spot(x, y, z)
        for x, y, z in (
            (-0.72, -0.5, 0.0),
            (-0.4, -0.95, 0.25),
            (0.0, -1.12, 0.45),
            (0.4, -0.95, 0.25),
            (0.72, -0.5, 0.0),
        )
    ]
    drape = [sitter.head_spot(x, y, z) for x, y, z in ((-0.85, -1.15, -0.25), (0.85, -1.15, -0.25), (0.0, -1.35, 0.3))]
    if sitter.frontal > -0.1:
        inner = ((0.62, -0.4, 0.4), (0.42, -0.78, 0.5), (0.0, -0.95, 0.62), (-0.42, -0.78, 0.5), (-0.62, -0.4, 0.4))
        band = [*under, *(sitter.head_spot(*place) for place in inner)]
        sitter.hand.shape(band, tone, sitter.weight * 0.9)
    for side in sitter.halves(lambda _, y, z: z < 0.16, 1.12):
        sitter.hand.shape(hull([*side, *(drape if sitter.frontal < 0.2 else [])]), tone, sitter.weight)
    sitter.hand.shape(sitter.patch(lambda _, y, z: y > 0.42 + 0.1 * z, 1.14), tone, sitter.weight)


def _helmet(sitter: Sitter) -> None:
    """A rounded helmet with its rim, a ridge over the crown and a shine."""
    dome = sitter.turned([(0.3, 0.9), (0.7, 0.95), (1.05, 0.78), (1.26, 0.42), (1.3, 0.1)])
    sitter.hand.shape(dome, sitter.tones.mid, sitter.weight)
    sitter.hand.shape(sitter.turned([(0.34, 0.98), (0.46, 0.98)]), sitter.tones.dark, sitter.weight * 0.8)
    if sitter.head_size > 8:
        sitter.hand.line(
            [sitter.head_spot(0.0, up, z) for up, z in ((0.5, 0.94), (1.0, 0.74), (1.28, 0.2))], sitter.weight * 0.7
        )
        sitter.hand.inked(sitter.tones.paper).line(sitter.hoop(0.95, 0.8, -60, -20, 0.12), sitter.weight * 1.2)


def _crown(sitter: Sitter) -> None:
    """A ring of points, taller in front."""
    low, high = sitter.front_hoop(0.6, 0.86), sitter.front_hoop(1.12, 0.94)
    notch = sitter.front_hoop(0.82, 0.9)
    teeth = [spot for pair in zip(high[::2], notch[1::2], strict=False) for spot in pair]
    sitter.hand.block([*low, *reversed([notch[0], *teeth, notch[-1]])], sitter.tones.paper, sitter.weight * 0.8)
    sitter.hand.line(sitter.front_hoop(0.68, 0.88), sitter.weight * 0.6, taper=0.2)
    for spot in sitter.front_hoop(0.72, 0.88)[1:-1:2]:
        sitter.hand.dot(spot, max(0.8, sitter.weight * 0.6))


def _cloth(sitter: Sitter) -> str:
    return sitter.tones.dark if sitter.looks.cloak == "cloak" else sitter.tones.garment(sitter.looks.garment_tone)


def draw_hat_behind(sitter: Sitter) -> None:
    """What of headwear is behind the face: the hollow of a hood."""
    if sitter.looks.headwear != "hood":
        return
    outline = Form(sitter, 1.3).outline(lambda _, up, z: up > -0.9 and z < 0.62)
    if len(outline) > 2:
        sitter.hand.shape(outline, _cloth(sitter), sitter.weight)
    hollow = Form(sitter, 1.14).outline(lambda _, up, z: up > -0.8 and z > 0.0)
    if len(hollow) > 2 and sitter.frontal > 0.0:
        sitter.hand.fill(hollow, sitter.tones.ink)


def _top_hat(sitter: Sitter) -> None:
    sitter.hand.shape(sitter.turned([(0.56, 1.28), (0.62, 1.26)]), sitter.tones.dark, sitter.weight)
    sitter.hand.shape(sitter.turned([(0.6, 0.84), (1.2, 0.82), (1.75, 0.86)]), sitter.tones.dark, sitter.weight)
    sitter.hand.inked(sitter.tones.ink).line(sitter.front_hoop(0.74, 0.85), sitter.weight * 2.2, taper=0.1)


HATS: dict[str, Callable[[Sitter], None]] = {
    "cap": _cap,
    "fur-hat": _fur_hat,
    "kalpak": _kalpak,
    "turban": _turban,
    "brim": _brim,
    "scarf": _scarf,
    "helmet": _helmet,
    "crown": _crown,
    "top-hat": _top_hat,
}
