"""A sheet of the blind test: are these the same two people?

Two characters in six panels. The first shows who they are; in some of the others one of them is somebody else, in the
same colour and different in two things only. Whoever answers says of panels 2 to 6 whether both are right (R) or one is
wrong (W).
"""

import io
from random import Random

import msgspec
from PIL import Image, ImageDraw

from kadr.board import Angle, Character, Figure, Framing, Looks, Shot, Size
from kadr.engines.draft import DraftArtist
from recipes import recipe

CASTS = {
    "same-doctor-and-driver": (
        Character(
            name="Vera", colour="#8a5fb0",
            looks=Looks(sex="f", age="adult", build="thin", hair="bob", hair_tone="dark", skin="light",
                        garment="coat", garment_tone="light", headwear="none", eyewear="glasses"),
        ),
        Character(
            name="Tom", colour="#4f8a5b",
            looks=Looks(sex="m", age="adult", build="average", hair="short", hair_tone="mid", skin="mid", beard="short",
                        garment="jacket", garment_tone="mid", headwear="none", eyewear="none"),
        ),
    ),
    "same-teacher-and-girl": (
        Character(
            name="Omar", colour="#b5573c",
            looks=Looks(sex="m", age="old", build="stout", hair="bald", skin="dark", beard="moustache",
                        garment="suit", garment_tone="dark", headwear="none", eyewear="none"),
        ),
        Character(
            name="Lily", colour="#3d7fa6",
            looks=Looks(sex="f", age="young", build="average", hair="braids", hair_tone="light", skin="light",
                        garment="dress", garment_tone="striped", headwear="none", eyewear="none"),
        ),
    ),
}  # fmt: skip
OTHERWISE = {
    "hair": ("short", "curly", "bob", "long", "bun"),
    "hair_tone": ("light", "mid", "dark"),
    "build": ("thin", "average", "stout"),
    "skin": ("light", "mid", "dark"),
    "eyewear": ("none", "glasses"),
    "garment": ("shirt", "sweater", "coat", "jacket"),
    "garment_tone": ("light", "mid", "dark", "striped"),
}
"""What may be different in somebody who is not the one."""

CELL = 208


def draw_people(name: str, random: Random) -> tuple[Image.Image, str]:
    """The sheet of a cast, and its answers."""
    pair = CASTS[name]
    sheet = Image.new("RGB", (3 * CELL, 2 * CELL), "white")
    pen, answer = ImageDraw.Draw(sheet), ""
    for index, shot in enumerate(_shots(*(person.name for person in pair))):
        cast = {person.name: person for person in pair}
        if index and random.random() < 0.4:
            wrong = cast[random.choice(shot.figures).who]
            cast[wrong.name] = _somebody_else(wrong, random)
            answer += "W"
        elif index:
            answer += "R"
        drawing = DraftArtist().open().paint(recipe(shot, size=(512, 512), cast=cast), lambda event: True)
        with Image.open(io.BytesIO(drawing.png)) as picture:
            place = (index % 3 * CELL + 4, index // 3 * CELL + 4)
            sheet.paste(picture.convert("RGB").resize((200, 200), Image.Resampling.LANCZOS), place)
            pen.text((place[0] + 4, place[1] + 2), str(index + 1), fill="black", stroke_width=2, stroke_fill="white")
    return sheet, answer


def _somebody_else(person: Character, random: Random) -> Character:
    fields = random.sample(list(OTHERWISE), 2)
    said = {name: [value for value in OTHERWISE[name] if value != getattr(person.looks, name)] for name in fields}
    looks = msgspec.structs.replace(person.looks, **{name: random.choice(values) for name, values in said.items()})
    return msgspec.structs.replace(person, looks=looks)


def _shots(one: str, other: str) -> list[Shot]:
    both = (Figure(who=one), Figure(who=other))
    return [
        Shot(place="street", size=Size.MLS, figures=both),
        Shot(place="kitchen", size=Size.MS, figures=(Figure(who=one, pose="sit"), Figure(who=other, feeling="angry"))),
        Shot(place="kitchen", size=Size.CU, figures=(Figure(who=one, feeling="sad"),)),
        Shot(place="office", size=Size.MS, framing=Framing.OVER_SHOULDER, eyes=one, figures=both[1:]),
        Shot(place="park", size=Size.FS, angle=Angle.HIGH, figures=(Figure(who=one, pose="walk"), Figure(who=other))),
        Shot(place="street", size=Size.MCU, angle=Angle.LOW, time="dusk", figures=(Figure(who=other, pose="walk"),)),
    ]
