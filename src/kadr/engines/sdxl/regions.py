"""Whose face is heard, and where in the picture: with several people in frame, around its owner only."""

from collections.abc import Sequence

import torch

from kadr.board import Recipe
from kadr.engines.draft.maps import people_of

Box = tuple[int, int, int, int]


def heard(recipe: Recipe, places: Sequence[int]) -> dict[int, torch.Tensor | None]:
    """Those at `places` of the subject's cast whose face the staging shows, each with a mask (1, height/8, width/8):
    1 where the face is heard. None: everywhere, for somebody alone in the picture.

    Every point belongs to the person whose body, as the staging has it, is nearest; the others in frame, crowds too,
    have their own part, in which no face of `places` is heard."""
    form = recipe.subject.format
    people = [person for person in people_of(recipe) if person.body.box]
    names = {recipe.subject.cast[place].name: place for place in places}
    if len(people) == 1:
        return {names[person.who]: None for person in people if person.who in names and person.face}
    nearest = _nearest([box for person in people if (box := person.body.box)], form.width, form.height)
    return {
        names[person.who]: (nearest == number).float()[None]
        for number, person in enumerate(people)
        if person.who in names and person.face
    }


def _nearest(boxes: Sequence[Box], width: int, height: int) -> torch.Tensor:
    """For every eighth pixel, which box is nearest: inside of several, the one whose middle is."""
    y = torch.arange(height // 8)[:, None] * 8 + 4.0
    x = torch.arange(width // 8)[None, :] * 8 + 4.0
    distances = []
    for left, top, right, bottom in boxes:
        beside = torch.maximum(left - x, x - right).clamp(min=0)
        above = torch.maximum(top - y, y - bottom).clamp(min=0)
        middle = torch.hypot(x - (left + right) / 2, y - (top + bottom) / 2)
        distances.append(torch.hypot(beside, above) + middle / (width + height))
    return torch.stack(distances).argmin(0)
