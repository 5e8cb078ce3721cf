"""Letters: which font has them, how wide they are, and drawing them.

The sheet is set in PT Sans, which was drawn for Russian and the languages beside it (Kazakh too). A letter that it
lacks comes from Noto Sans; one that neither has is a box, so that nobody takes it for nothing. Both fonts come as
Python packages, so every machine sets the same page.
"""

import unicodedata
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path

import fontpkg_noto_sans
import fontpkg_pt_sans
from PIL import ImageDraw, ImageFont

Colour = tuple[int, int, int]

PROBE = 32
"""The size, in pixels, at which a font is asked whether it has a letter."""

NOWHERE = "\uffff"
"""Not a character: every font shows its "missing" glyph for it."""


class Cut(Enum):
    """A cut of the typeface: PT Sans' file, Noto Sans' file, and Noto's weight (its axes are weight and width)."""

    REGULAR = ("PT_Sans-Web-Regular.ttf", "NotoSans[wdth,wght].ttf", 400)
    BOLD = ("PT_Sans-Web-Bold.ttf", "NotoSans[wdth,wght].ttf", 700)
    ITALIC = ("PT_Sans-Web-Italic.ttf", "NotoSans-Italic[wdth,wght].ttf", 400)

    def fonts(self, px: int) -> tuple[ImageFont.FreeTypeFont, ...]:
        """The fonts to ask for a letter, in this order, at `px` pixels to the em."""
        pt, noto, weight = self.value
        return _pt(pt, px), _noto(noto, weight, px)


@cache
def _pt(name: str, px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(Path(fontpkg_pt_sans.ROOT) / "files" / name), px)


@cache
def _noto(name: str, weight: int, px: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(Path(fontpkg_noto_sans.ROOT) / "files" / name), px)
    font.set_variation_by_axes([weight, 100])
    return font


def clean(text: str) -> str:
    """`text` as it can be printed: letters composed (й is one letter), invisible marks gone, control characters
    as spaces. Newlines stay."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(map(_printable, composed))


def _printable(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cf":
        return ""
    return " " if category == "Cc" and letter != "\n" else letter


def clusters(text: str) -> list[str]:
    """The letters of `text`, each with the accents that stand on it."""
    found: list[str] = []
    for letter in text:
        if found and unicodedata.category(letter) in ("Mn", "Me", "Mc"):
            found[-1] += letter
        else:
            found.append(letter)
    return found


@lru_cache(maxsize=8192)
def _font_of(cluster: str, cut: Cut) -> int | None:
    """Which of the cut's fonts has all of `cluster`; None: no font has it."""
    for position, font in enumerate(cut.fonts(PROBE)):
        missing = bytes(font.getmask(NOWHERE))
        if all(letter == " " or bytes(font.getmask(letter)) != missing for letter in cluster):
            return position
    return None


class Face:
    """One cut at one size: `px` pixels to the em. `tracking` opens the letters by that part of an em."""

    def __init__(self, cut: Cut, px: float, tracking: float = 0.0) -> None:
        self.cut = cut
        self.px = max(4, round(px))
        self.tracking = tracking * self.px
        self.fonts = cut.fonts(self.px)
        self.space = self.fonts[0].getlength(" ") + self.tracking
        self._widths: dict[str, float] = {}

    def width(self, text: str) -> float:
        """The width of `text` in pixels."""
        if text not in self._widths:
            self._widths[text] = sum(self._advance(font, run) for font, run in self._runs(text))
        return self._widths[text]

    def draw(self, canvas: ImageDraw.ImageDraw, at: tuple[float, float], text: str, colour: Colour) -> None:
        """Draw `text` with its baseline beginning at `at`."""
        x, y = at
        for font, run in self._runs(text):
            if font is None:
                self._box(canvas, x, y, colour)
            else:
                canvas.text((x, y), run, font=font, fill=colour, anchor="ls")
            x += self._advance(font, run)

    def fit(self, text: str, width: float) -> str:
        """`text`, or as much of it as goes into `width` pixels with an ellipsis after it."""
        if self.width(text) <= width:
            return text
        letters = clusters(text)
        low, high = 0, len(letters)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.width("".join(letters[:middle]) + "…") <= width else (low, middle - 1)
        return "".join(letters[:low]).rstrip() + "…"

    def _advance(self, font: ImageFont.FreeTypeFont | None, run: str) -> float:
        return (0.6 * self.px if font is None else font.getlength(run)) + self.tracking

    def _runs(self, text: str) -> list[tuple[ImageFont.FreeTypeFont | None, str]]:
        """`text` in stretches of one font; boxes and tracked letters stand alone."""
        runs: list[tuple[ImageFont.FreeTypeFont | None, str]] = []
        for cluster in clusters(text):
            position = _font_of(cluster, self.cut)
            font = None if position is None else self.fonts[position]
            if runs and font is not None and runs[-1][0] is font and not self.tracking:
                runs[-1] = (font, runs[-1][1] + cluster)
            else:
                runs.append((font, cluster))
        return runs

    def _box(self, canvas: ImageDraw.ImageDraw, x: float, y: float, colour: Colour) -> None:
        line = max(1, round(self.px / 16))
        canvas.rectangle((x + 0.06 * self.px, y - 0.7 * self.px, x + 0.5 * self.px, y), outline=colour, width=line)
