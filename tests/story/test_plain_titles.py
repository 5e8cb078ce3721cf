"""A line alone over the prose is its title; a sentence is not."""

import pytest

from kadr import story
from kadr.script import Kind

STORY = "A keeper walks up the stairs. The lamp is out.\n\nHe runs down."


@pytest.mark.parametrize("title", ["The Lighthouse", "Потерянный ключ"])
def test_a_line_alone_over_the_story_is_its_title(title: str) -> None:
    script = story.read(f"{title}\n\n{STORY}".encode(), name="en.txt")
    assert script.title == title
    assert script.elements[0].kind is Kind.SECTION
    assert title not in " ".join(shot.action for shot in story.shots(script, ()))


@pytest.mark.parametrize("first", ["He wakes.", "«Стой!»", "One, two,", "x" * 61, "A keeper\nwalks"])
def test_anything_else_is_the_story(first: str) -> None:
    script = story.read(f"{first}\n\n{STORY}".encode(), name="en.txt")
    assert script.title == "En"
    assert script.elements[0].kind is Kind.ACTION
