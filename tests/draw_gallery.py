"""Draw everything that the draft artist can draw, as sheets: ``make gallery``."""

import io
import sys
from collections.abc import Iterable
from pathlib import Path

from fontpkg_pt_sans import ROOT
from PIL import Image, ImageDraw, ImageFont

from kadr.board import Character, Figure, Format, Looks, Recipe, Shot, Size, Subject
from kadr.engines.draft import DraftArtist
from kadr.engines.draft.clothes import CUTS
from kadr.engines.draft.feelings import feelings
from kadr.engines.draft.hair import STYLES
from kadr.engines.draft.hats import HATS
from kadr.engines.draft.places import places
from kadr.engines.draft.skeleton import poses
from kadr.engines.draft.things import things
from kadr.staging import stage

TARGET = Path(__file__).parent.parent / "docs" / "pictures"
CELL, GAP, LABEL = 240, 14, 26
REDS = ((210, 67, 42), (224, 125, 106), (238, 184, 172), (140, 54, 40))
"""The accent of arrows (`ACCENT`) and its edges on light and on dark."""

ANNA = Character(
    name="Anna",
    looks=Looks(
        sex="f", age="adult", garment="dress", garment_tone="mid", hair="bob", hair_tone="dark", headwear="none"
    ),
)
BORIS = Character(
    name="Boris",
    looks=Looks(
        sex="m", age="adult", garment="jacket", garment_tone="dark", hair="short", beard="none", headwear="none"
    ),
)
HELD = {
    "read": "book",
    "drink": "cup",
    "hold": "cup",
    "phone": "phone",
    "aim": "gun",
    "carry": "basket",
    "give": "flower",
}

Entry = tuple[str, Shot, Character]


def main() -> None:
    """Draw all sheets, or those that are named."""
    wanted = sys.argv[1:] or list(SHEETS)
    for name in wanted:
        entries = list(SHEETS[name]())
        sheet = _sheet(entries, 8 if len(entries) > 30 else 6)
        TARGET.mkdir(exist_ok=True)
        _reduced(sheet).save(TARGET / f"gallery-{name}.png", optimize=True)
        print(f"{TARGET / f'gallery-{name}.png'}: {len(entries)}")


def _poses() -> Iterable[Entry]:
    for index, pose in enumerate(poses()):
        who = (ANNA, BORIS)[index % 2]
        held = HELD.get(pose, "")
        place = "steppe" if pose in ("sit-ground", "ride") else ""
        shown = "sit" if pose == "sit-ground" else pose
        figure = Figure(who=who.name, pose=shown, object=held)
        yield pose, Shot(place=place, size=Size.FS, figures=(figure,), props=(held,) if held else ()), who


def _people() -> Iterable[Entry]:
    for garment in CUTS:
        yield garment, *_one(Size.FS, garment=garment, sex="f" if garment == "dress" else "m")
    for hair in (*STYLES, "bald"):
        yield hair, *_one(Size.CU, hair=hair, sex="f" if hair not in ("short", "bald", "curly") else "m")
    for hat in HATS:
        yield hat, *_one(Size.CU, headwear=hat)
    for beard in ("moustache", "short", "long"):
        yield beard if beard == "moustache" else f"{beard} beard", *_one(Size.CU, beard=beard)
    for age in ("child", "young", "old"):
        yield age, *_one(Size.FS, age=age)
    for build in ("thin", "stout"):
        yield build, *_one(Size.FS, build=build)
    for eyewear in ("glasses", "sunglasses"):
        yield eyewear, *_one(Size.CU, eyewear=eyewear)


def _one(size: Size, **looks: str) -> tuple[Shot, Character]:
    base = {"sex": "m", "age": "adult", "garment": "shirt", "garment_tone": "mid", "hair": "short", "headwear": "none"}
    who = Character(name="Anna", looks=Looks(**base | looks))
    return Shot(size=size, figures=(Figure(who="Anna"),)), who


def _feelings() -> Iterable[Entry]:
    for index, feeling in enumerate(feelings()):
        who = (ANNA, BORIS)[index % 2]
        yield feeling, Shot(size=Size.CU, figures=(Figure(who=who.name, feeling=feeling),)), who


def _places() -> Iterable[Entry]:
    for place in places():
        for time in ("day", "night"):
            shot = Shot(place=place, time=time, size=Size.LS, figures=(Figure(who="Anna", pose="walk"),))
            yield f"{place}, {time}", shot, ANNA


def _things() -> Iterable[Entry]:
    for thing in things():
        yield thing, Shot(size=Size.CU, props=(thing,)), ANNA


SHEETS = {"poses": _poses, "people": _people, "feelings": _feelings, "places": _places, "things": _things}


def _sheet(entries: list[Entry], columns: int) -> Image.Image:
    rows = -(-len(entries) // columns)
    sheet = Image.new("RGB", (columns * (CELL + GAP) + GAP, rows * (CELL + LABEL + GAP) + GAP), "white")
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(Path(ROOT) / "files" / "PT_Sans-Web-Regular.ttf"), 16)
    for index, (name, shot, who) in enumerate(entries):
        x, y = GAP + index % columns * (CELL + GAP), GAP + index // columns * (CELL + LABEL + GAP)
        sheet.paste(_picture(shot, who), (x, y))
        pen.rectangle((x, y, x + CELL - 1, y + CELL - 1), outline="#9a9a9a")
        pen.text((x + 2, y + CELL + 3), name, font=font, fill="#222222")
    return sheet


def _reduced(sheet: Image.Image) -> Image.Image:
    """A sheet in 48 colours; what is red is so little of it that its colours are kept by hand."""
    greys = sheet.quantize(48 - len(REDS)).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*greys[: 3 * (48 - len(REDS))], *(part for red in REDS for part in red)])
    return sheet.quantize(palette=palette, dither=Image.Dither.NONE)


def _picture(shot: Shot, who: Character) -> Image.Image:
    form = Format(width=CELL * 2, height=CELL * 2)
    subject = Subject(picture=shot.picture(), staging=stage(shot, {who.name: who}, form), cast=(who,), format=form)
    recipe = Recipe(subject=subject, engine="draft", edition=1, seed=7)
    png = DraftArtist().open().paint(recipe, lambda event: True).png
    return Image.open(io.BytesIO(png)).convert("RGB").resize((CELL, CELL), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
