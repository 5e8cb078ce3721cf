"""Recipes for whoever tests an engine: a cast of two, shots, and the recipe of a shot."""

from kadr.board import Character, Figure, Format, Looks, Recipe, Shot, Size, Subject
from kadr.staging import stage

CAST = {
    "Aldar": Character(
        name="Aldar",
        looks=Looks(
            age="young", build="thin", height="tall", hair="short", beard="none", headwear="kalpak", garment="robe",
            garment_tone="light",
        ),
    ),
    "Bai": Character(
        name="Bai",
        looks=Looks(
            age="old", build="stout", height="short", beard="long", headwear="fur-hat", garment="robe",
            garment_tone="striped",
        ),
    ),
}  # fmt: skip

TWO = Shot(place="village-street", size=Size.MS, figures=(Figure(who="Aldar", feeling="sly"), Figure(who="Bai")))
WALK = Shot(place="steppe", size=Size.LS, figures=(Figure(who="Aldar", pose="walk"),))


def recipe(
    shot: Shot,
    *,
    engine: str = "draft",
    edition: int = 1,
    seed: int = 7,
    size: tuple[int, int] = (256, 256),
    cast: dict[str, Character] = CAST,
) -> Recipe:
    """The recipe of `shot` at `size` pixels."""
    form = Format(width=size[0], height=size[1])
    people = tuple(cast[who] for who in (*(figure.who for figure in shot.figures), shot.eyes) if who in cast)
    subject = Subject(picture=shot.picture(), staging=stage(shot, cast, form), cast=people, format=form)
    return Recipe(subject=subject, engine=engine, edition=edition, seed=seed)
