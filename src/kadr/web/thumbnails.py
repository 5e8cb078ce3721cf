"""Small pictures of takes, made once."""

from io import BytesIO
from pathlib import Path
from threading import Lock

from PIL import Image

from kadr.errors import BadPicture
from kadr.library.disk import make_folder, write
from kadr.messages import say

QUALITY = 80
"""Of WebP: a 320 pixel panel of the draft artist has about 8 KB."""


class Thumbnails:
    """The thumbnails in `folder`. One is made at a time: a page asks for sixty at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._making = Lock()

    def of(self, picture: Path, width: int) -> Path:
        """The file of `picture` at most `width` pixels wide. Raises `BadPicture`."""
        small = self._folder / f"{picture.stem}-{width}.webp"
        with self._making:
            if not small.is_file():
                make_folder(self._folder)
                write(small, _shrunk(picture, width))
        return small


def _shrunk(picture: Path, width: int) -> bytes:
    try:
        with Image.open(picture, formats=["PNG"]) as whole:
            whole.thumbnail((width, 8192), Image.Resampling.LANCZOS, reducing_gap=3)
            stream = BytesIO()
            whole.convert("RGB").save(stream, "WEBP", quality=QUALITY)
    except (OSError, ValueError, SyntaxError) as error:
        raise BadPicture(say("serving.bad-take", key=picture.stem)) from error
    return stream.getvalue()
