"""Model files that go, or become others, while kadr works: the run ends by name, and goes on when they are back."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from damage import WEIGHTS, copy, put

from kadr import settings, studio, wiring
from kadr.engines.base import Event
from kadr.engines.sdxl.engine import Sdxl
from kadr.errors import BadModel
from kadr.models import find
from kadr.script import Form
from miniature import FACES, PLAN, STARTS, TOLD, told_recipe
from recipes import WALK

pytestmark = pytest.mark.torch

STEPS = 2
CAST = '[[character]]\nname = "Anna"\nreferences = ["anna.png"]\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """After event number `event` of `stage`, counted from 1 over both panels, `part` is needed next, and its file goes.
    `painted`: how many panels' latents are there when the run has ended."""

    stage: str
    event: int
    part: str
    painted: int = 0


MOMENTS = {
    "before the second text encoder": Moment(stage="encode", event=1, part="text_encoder_2"),
    "before the image encoder": Moment(stage="encode", event=6, part="image_encoder"),
    "before the adapter": Moment(stage="faces", event=1, part="adapter"),
    "before the keys and values": Moment(stage="faces", event=2, part="unet"),
    "while the first panel is painted": Moment(stage="denoise", event=1, part="unet", painted=1),
    "before late decoding": Moment(stage="denoise", event=2 * STEPS, part="vae", painted=2),
}


def gone(folder: Path, path: Path) -> Callable[[], None]:
    """The file is moved away; what is returned brings it back."""
    aside = folder.with_name("aside")
    path.rename(aside)
    return lambda: put_back(aside, path)


def all_gone(folder: Path, path: Path) -> Callable[[], None]:
    aside = folder.with_name("aside")
    folder.rename(aside)
    return lambda: put_back(aside, folder)


def another(folder: Path, path: Path) -> Callable[[], None]:
    """A file of the same size takes its place: one of the weights has become another."""
    back = gone(folder, path)
    data = bytearray(folder.with_name("aside").read_bytes())
    data[-1] ^= 1
    put(path, bytes(data))
    return back


def put_back(aside: Path, path: Path) -> None:
    path.unlink(missing_ok=True)
    aside.rename(path)


@dataclass(slots=True)
class Run:
    """Finishing a board of two panels, decoded when both are painted."""

    wish: wiring.Wish
    board: Path

    def render(self, on_step: Callable[[Event], bool]) -> list[str]:
        return [panel.status for panel in wiring.render(self.wish, on_step=on_step).panels]

    def latents(self) -> int:
        return len(list(self.board.glob("takes/*.latents.safetensors")))


@pytest.fixture
def model(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return copy(tiny, tmp_path / "model")


@pytest.fixture
def run(model: Path, tmp_path: Path) -> Run:
    (tmp_path / "cast.toml").write_text(CAST, "utf-8")
    (tmp_path / "anna.png").write_bytes(next(iter(FACES.values())))
    wish = wiring.Wish(
        script="-",
        text=b"Anna walks.\nAnna sits.\n",
        title="film",
        form=Form.LINES,
        cast=tmp_path / "cast.toml",
        engine="sdxl",
        budget=5_300_000_000,
        out=tmp_path / "out",
        asked=settings.Asked(size=(64, 64), flags={"--model": str(model), "--steps": str(STEPS)}),
    )
    return Run(wish, tmp_path / "out" / "film")


CASES = [
    *((gone, name) for name in MOMENTS),
    *((all_gone, name) for name in ("while the first panel is painted", "before late decoding")),
    *((another, name) for name in ("before the adapter", "while the first panel is painted", "before late decoding")),
]


@pytest.mark.parametrize(("happens", "name"), CASES)
def test_the_run_ends_by_name_and_goes_on_when_the_file_is_back(
    happens: Callable[[Path, Path], Callable[[], None]], name: str, model: Path, run: Run
) -> None:
    moment = MOMENTS[name]
    path = model / WEIGHTS[moment.part]
    seen, back = list[str](), list[Callable[[], None]]()

    def act(event: Event) -> bool:
        seen.append(event.stage)
        if event.stage == moment.stage and seen.count(event.stage) == moment.event:
            back.append(happens(model, path))
        return True

    with pytest.raises(BadModel) as caught:
        run.render(act)
    assert str(path) in str(caught.value)
    assert caught.value.message.id == ("models.changed" if happens is another else "models.vanished")
    assert run.latents() == moment.painted
    assert not list(run.board.glob("takes/*.png"))

    back[0]()
    seen.clear()

    def note(event: Event) -> bool:
        seen.append(event.stage)
        return True

    assert run.render(note) == ["drawn", "drawn"]
    assert seen.count("denoise") == (2 - moment.painted) * STEPS
    assert run.latents() == 0


@pytest.mark.parametrize("path", ["sdxl/unet/config.json", "sdxl/tokenizer/vocab.json", WEIGHTS["vae"]])
def test_what_changes_before_the_first_stage_is_told(path: str, model: Path, run: Run) -> None:
    def change(happening: studio.Happening) -> None:
        if isinstance(happening, studio.Understood):
            put(model / path, (model / path).read_bytes())

    with pytest.raises(BadModel, match=path.rpartition("/")[2]) as caught:
        wiring.render(run.wish, watch=change)
    assert caught.value.message.id == "models.changed"


@pytest.mark.parametrize("path", ["sdxl/tokenizer_2/merges.txt", "image_encoder/preprocessor_config.json"])
@pytest.mark.parametrize("changed", [True, False])
def test_small_files_are_looked_at_before_they_are_read(path: str, changed: bool, model: Path, tmp_path: Path) -> None:
    assets = find(model, folder=tmp_path / "home")
    engine = Sdxl(assets=assets, plan=PLAN, face_file=FACES.__getitem__, start_file=STARTS.__getitem__)
    session = engine.open()
    data = (model / path).read_bytes()
    (model / path).unlink()
    if changed:
        put(model / path, data)
    with pytest.raises(BadModel, match=path.rpartition("/")[2]) as caught:
        session.prepare([told_recipe(WALK, TOLD)], lambda event: True)
    assert caught.value.message.id == ("models.changed" if changed else "models.vanished")
    session.close()


def test_a_file_that_changes_while_it_is_hashed_is_told(model: Path, tmp_path: Path) -> None:
    def change(name: str, done: int, total: int) -> None:
        if name == "adapter.safetensors":
            with (model / name).open("ab") as file:
                file.write(b"0")

    shutil.copyfile(model / "adapter.safetensors", tmp_path / "copy")
    put(model / "adapter.safetensors", (tmp_path / "copy").read_bytes())
    with pytest.raises(BadModel, match="adapter") as caught:
        find(model, folder=tmp_path / "home", watch=change)
    assert caught.value.message.id == "models.changed"
