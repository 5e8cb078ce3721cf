"""Who is where: every pixel of the scene belongs to somebody or to nobody."""

from dataclasses import dataclass

from PIL import Image

from kadr.engines.draft.layers import FACE
from kadr.engines.draft.maps.raster import read
from kadr.engines.draft.maps.tape import Laid, Recording, repaint

NOBODY = 0


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose a pixel is: `people` by their number from 1, 0 is nobody's; `faces` is white where it is a face."""

    people: Image.Image
    faces: Image.Image

    def at(self, x: float, y: float) -> int:
        """Whose the pixel at a place of the picture is."""
        owner = self.people.getpixel((int(x), int(y)))
        return owner if isinstance(owner, int) else NOBODY

    def mask(self, number: int) -> Image.Image:
        """White where somebody is seen, black elsewhere."""
        return self.people.point([255 if level == number else 0 for level in range(256)])

    def face(self, number: int) -> Image.Image:
        """White where somebody's face is seen, black elsewhere."""
        black = Image.new("L", self.people.size)
        return Image.composite(self.mask(number), black, self.faces)


def owners(recording: Recording, numbers: dict[str, int]) -> Owners:
    """Whose each pixel is; `numbers` are those of the people by the names in the staging, 1 to 255. A pixel is one
    person's or another's, never a part of both."""

    def colour(path: Laid) -> str:
        number = numbers.get(path.who, NOBODY) if path.what == "figure" and path.layer != "shadows" else NOBODY
        return f"#{number:02x}{'ff' if number and path.part == FACE else '00'}00"

    image = read(repaint(recording, "#000000", colour, sharp=True))
    people, faces, _ = image.split()
    return Owners(people=people, faces=faces)
