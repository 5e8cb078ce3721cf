"""A palace: the hall of its throne."""

from kadr.engines.draft.places.castle import paint_throne_hall
from kadr.engines.draft.scenery import Scene


def paint(scene: Scene) -> None:
    """Columns, carpet and throne."""
    paint_throne_hall(scene)
