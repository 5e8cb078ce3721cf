"""What every engine keeps to, whatever it paints with (`kadr.engines.base`)."""

import io
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from kadr.board import Recipe, Shot
from kadr.engines.base import Engine, Event, Latents, OnEvent, Picture, Session
from kadr.engines.draft import DraftArtist
from kadr.errors import Stopped
from miniature import TOLD
from recipes import TWO, WALK, recipe


@pytest.fixture(params=["draft", pytest.param("sdxl", marks=pytest.mark.torch)])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Every engine there is."""
    if request.param == "draft":
        return DraftArtist()
    made: Engine = request.getfixturevalue("sdxl")()
    return made


def of(engine: Engine, shot: Shot, *, seed: int = 7, size: tuple[int, int] = (128, 128)) -> Recipe:
    """A recipe that the engine understands."""
    plain = recipe(shot, engine=engine.name, edition=engine.edition, seed=seed, size=size)
    return msgspec.structs.replace(plain, controls=TOLD.controls()) if engine.name == "sdxl" else plain


def carry_on(_: Event) -> bool:
    return True


def made(session: Session, recipe: Recipe, on_event: OnEvent = carry_on) -> Picture:
    """The picture of a recipe, developed where it has to be."""
    session.prepare([recipe], carry_on)
    painted = session.paint(recipe, on_event)
    return session.develop(recipe, painted, on_event) if isinstance(painted, Latents) else painted


@pytest.mark.parametrize("size", [(256, 256), (336, 144), (144, 256)])
def test_the_picture_has_the_size_that_was_asked_for(engine: Engine, size: tuple[int, int]) -> None:
    picture = made(engine.open(), of(engine, TWO, size=size))
    assert (picture.width, picture.height) == size
    assert Image.open(io.BytesIO(picture.png)).size == size


def test_the_same_recipe_gives_the_same_picture(engine: Engine) -> None:
    wanted = of(engine, TWO)
    first, second = engine.open(), engine.open()
    made(second, of(engine, WALK))
    assert made(first, wanted) == made(second, wanted)


def test_another_seed_gives_another_picture(engine: Engine) -> None:
    one, other = (of(engine, TWO, seed=seed) for seed in (1, 2))
    session = engine.open()
    assert made(session, one).png != made(session, other).png


def test_events_count_up_and_end_with_a_preview(engine: Engine) -> None:
    seen: list[Event] = []

    def note(event: Event) -> bool:
        seen.append(event)
        return True

    made(engine.open(), of(engine, TWO), note)
    assert [event.step for event in seen] == list(range(1, seen[0].steps + 1))
    assert {event.steps for event in seen} == {len(seen)}
    assert seen[-1].preview is not None
    assert seen[-1].preview.startswith(b"\x89PNG")


def test_stopping_at_any_event_stops_and_leaves_the_session_whole(engine: Engine) -> None:
    session = engine.open()
    wanted = of(engine, TWO)
    seen: list[Event] = []

    def stop_after(steps: int) -> OnEvent:
        def on_event(event: Event) -> bool:
            seen.append(event)
            return event.step < steps

        return on_event

    whole = made(session, wanted, stop_after(10**9))
    for event in list(seen):
        with pytest.raises(Stopped):
            made(session, wanted, stop_after(event.step))
    assert made(session, wanted) == whole


def test_recipes_may_come_late(engine: Engine) -> None:
    session = engine.open()
    early, late = (of(engine, shot) for shot in (TWO, WALK))
    first = made(session, early)
    assert made(session, late) != first


def test_closing_twice_is_fine(engine: Engine) -> None:
    session = engine.open()
    session.close()
    session.close()
    again = of(engine, WALK)
    assert made(engine.open(), again).png.startswith(b"\x89PNG")


SECOND = """
import hashlib
from miniature import TOLD
from recipes import TWO, recipe
from kadr.engines.draft import DraftArtist
picture = DraftArtist().open().paint(recipe(TWO), lambda event: True)
print(hashlib.sha256(picture.svg.encode()).hexdigest(), hashlib.sha256(picture.png).hexdigest())
"""


def test_the_draft_artist_draws_the_same_in_another_process() -> None:
    outputs = set()
    for hashing in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": hashing, "PYTHONPATH": str(Path(__file__).parent.parent)}
        run = subprocess.run(
            [sys.executable, "-c", SECOND], env=environment, capture_output=True, text=True, check=True
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
