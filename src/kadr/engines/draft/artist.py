"""The engine that draws: no model, nothing to load."""

from collections.abc import Sequence
from pathlib import Path

import fontpkg_pt_sans
import resvg_py

from kadr.board import Recipe
from kadr.engines.base import Event, Latents, OnEvent, Picture, report
from kadr.engines.draft.layers import Sheet
from kadr.engines.draft.painting import STAGES, draw
from kadr.engines.draft.tones import tones
from kadr.errors import BadPicture
from kadr.messages import say


class DraftArtist:
    """The draft artist. The same recipe gives the same SVG, byte for byte, in every process."""

    name = "draft"
    edition = 1
    starts = False
    source_type = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"

    def open(self) -> "DraftSession":
        """A session; there is nothing to load."""
        return DraftSession()


class DraftSession:
    """The artist at the table."""

    late = False

    def prepare(self, recipes: Sequence[Recipe], on_event: OnEvent) -> None:
        """Nothing is shared between recipes."""

    def paint(self, recipe: Recipe, on_event: OnEvent) -> Picture:
        """The drawn panel as SVG and PNG. Raises `kadr.errors.Stopped` when `on_event` returns False."""
        staging, form = recipe.subject.staging, recipe.subject.format
        sheet = Sheet(width=form.width, height=form.height, paper=tones(staging.time, staging.weather).paper)
        steps = len(STAGES)
        for step, stage in enumerate(draw(recipe, sheet), start=1):
            report(on_event, Event(stage=stage, step=step, steps=steps))
        svg = sheet.svg()
        png = rasterise(svg)
        report(on_event, Event(stage=STAGES[-1], step=steps, steps=steps, preview=png))
        return Picture(width=form.width, height=form.height, png=png, svg=svg)

    def develop(self, recipe: Recipe, latents: Latents, on_event: OnEvent) -> Picture:
        """Lines need no developing: latents are never the draft artist's."""
        raise BadPicture(say("draft.no-latents"))

    def close(self) -> None:
        """Nothing is held."""


def rasterise(svg: str) -> bytes:
    """An SVG document as PNG, pixel for unit; its letters in PT Sans, whatever fonts the machine has."""
    fonts = [str(Path(fontpkg_pt_sans.ROOT) / "files" / "PT_Sans-Web-Bold.ttf")] if "<text" in svg else None
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=fonts))
