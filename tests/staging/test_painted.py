"""What a person says of a staging is seen in the drawing."""

import io

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from kadr.board import Character, Figure, Format, Looks, Recipe, Shot, Size, Staging, Subject
from kadr.engines.draft import DraftArtist
from kadr.staging import Word, corrected, stage

CAST = {
    "Rex": Character(name="Rex", looks=Looks(species="dog")),
    "Anna": Character(name="Anna", looks=Looks(age="adult", garment="dress", hair="bob")),
}
FORM = Format(width=256, height=256)


def picture(shot: Shot, words: dict[str, Word]) -> Image.Image:
    staging: Staging = corrected(stage(shot, CAST, FORM), words, CAST)
    subject = Subject(picture=shot.picture(), staging=staging, cast=tuple(CAST.values()), format=FORM)
    recipe = Recipe(subject=subject, engine="draft", edition=1, seed=7)
    png = DraftArtist().open().paint(recipe, lambda event: True).png
    return Image.open(io.BytesIO(png)).convert("L")


def difference(a: Image.Image, b: Image.Image) -> float:
    return float(ImageStat.Stat(ImageChops.difference(a, b)).mean[0])


@pytest.mark.parametrize("word", [{"Rex.scale": 2.0}, {"Rex.y": 0.6}])
def test_animals_are_scaled_and_lifted(word: dict[str, Word]) -> None:
    shot = Shot(size=Size.FS, figures=(Figure(who="Rex"),))
    assert difference(picture(shot, {}), picture(shot, word)) > 3.0


@pytest.mark.parametrize("place", ["village-street", "kitchen", "forest", "car"])
def test_a_mirrored_picture_is_mirrored_all_over(place: str) -> None:
    shot = Shot(size=Size.LS, place=place, figures=(Figure(who="Anna", pose="walk"),))
    plain, mirrored = picture(shot, {}), picture(shot, {"mirror": True})
    flipped = ImageOps.mirror(plain)
    assert difference(flipped, mirrored) < 0.5 * difference(plain, mirrored)
