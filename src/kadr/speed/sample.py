"""What is painted to measure: a cast of two, three shots, a reference face of noise."""

import hashlib
import io
import random

import msgspec
from PIL import Image

from kadr.board import Character, Figure, Format, Looks, Panel, Recipe, Shot, Size, subject_of
from kadr.engines.sdxl.engine import Sdxl
from kadr.engines.sdxl.told import Told
from kadr.staging import stage

CAST = {
    "Aldar": Character(name="Aldar", looks=Looks(build="thin", headwear="kalpak", garment="robe")),
    "Bai": Character(name="Bai", looks=Looks(build="stout", headwear="fur-hat", garment="robe")),
}
SHOTS = (
    Shot(place="village", size=Size.MS, figures=(Figure(who="Aldar", pose="give", feeling="sly"), Figure(who="Bai"))),
    Shot(place="steppe", size=Size.LS, figures=(Figure(who="Aldar", pose="walk"),)),
    Shot(place="yurt", interior=True, time="night", size=Size.CU, figures=(Figure(who="Bai", feeling="angry"),)),
)
PROMPT, NEGATIVE = "a man in a red hat walks through a bazaar, ink drawing", "text, watermark, blurry"


def recipe(number: int, engine: str, edition: int, *, width: int, height: int) -> Recipe:
    """The recipe of shot `number`, seeded with it; the shots go round."""
    form = Format(width=width, height=height)
    shot = SHOTS[number % len(SHOTS)]
    panel = Panel(id="test", seed=number, shot=shot)
    return Recipe(
        subject=subject_of(panel, stage(shot, CAST, form), CAST, form), engine=engine, edition=edition, seed=number
    )


def told_recipe(told: Told, number: int, engine: Sdxl, *, width: int, height: int) -> Recipe:
    """The same for SDXL, with what it is told."""
    plain = recipe(number, engine.name, engine.edition, width=width, height=height)
    return msgspec.structs.replace(plain, controls=told.controls())


def face() -> tuple[str, bytes]:
    """A reference picture: its digest and its PNG."""
    noise = Image.frombytes("RGB", (512, 512), random.Random(0).randbytes(512 * 512 * 3))
    stream = io.BytesIO()
    noise.save(stream, "PNG")
    return hashlib.sha256(stream.getvalue()).hexdigest(), stream.getvalue()
