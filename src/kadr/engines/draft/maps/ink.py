"""Line art and underpainting: what the pen drew, and what the markers did."""

from PIL import Image, ImageChops, ImageFilter

from kadr.engines.draft.maps.raster import grey, read
from kadr.engines.draft.maps.tape import Laid, Recording, repaint

FAINT = 0.15
"""A line that is less dark than this part of the way from paper to ink is not seen."""

GAIN = 1.5
"""How much brighter thin lines become, whose edges the raster has paled."""

WIDE = 4.0
"""Units: what is filled with ink and wider than twice this becomes its outline."""


def line_art(recording: Recording) -> Image.Image:
    """White lines on black, greyer where the ink is paler; filled black hair is its outline."""
    light, dark = _luminance(recording.paper), _luminance(recording.ink)

    def colour(path: Laid) -> str:
        if path.kind == "area":
            return "#000000"
        part = (light - _luminance(path.colour)) / (light - dark)
        return grey(255 * min(1.0, part)) if part > FAINT else "#000000"

    drawn = read(repaint(recording, "#000000", colour)).convert("L")
    inside = drawn.filter(ImageFilter.MinFilter(_odd(2 * WIDE, recording)))
    return ImageChops.subtract(drawn, inside, scale=1 / GAIN)


def tone(recording: Recording) -> Image.Image:
    """The flat areas without a line."""
    drawn = read(repaint(recording, recording.paper, lambda path: "" if path.kind == "line" else path.colour))
    return drawn.filter(ImageFilter.MedianFilter(_odd(WIDE, recording)))


def _odd(units: float, recording: Recording) -> int:
    """The nearest odd number of pixels to so many units, 3 at least."""
    return max(3, round(units * min(recording.width, recording.height) / 768 / 2) * 2 + 1)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue
