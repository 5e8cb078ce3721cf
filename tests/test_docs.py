"""What the documents say is run, and what they publish is what the code does."""

import json
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from conftest import EXAMPLES, Kadr
from kadr import presets
from kadr.board import Board
from kadr.cli.door import EXIT_CODES, VERBS
from kadr.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
    (tmp_path / "examples").symlink_to(EXAMPLES)
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 6
    assert "drawn" in done.stdout


@pytest.mark.parametrize("name", ["README.md", "README.ru.md"])
def test_the_commands_of_the_readme_run(name: str, kadr: Kadr, tmp_path: Path) -> None:
    """The English ones as people run them, each from the start of Python on; small pictures, since many are drawn."""
    own_python = {"PYTHONUTF8": "1"} if name == "README.md" else {}
    environment = {"KADR_IMAGE_WIDTH": "256", "KADR_IMAGE_HEIGHT": "256", "HF_HOME": str(tmp_path / "hf"), **own_python}
    film = (EXAMPLES / "aldar-kose.fountain").read_text("utf-8").replace("Title: Aldar Kose", "Title: Film")
    text = (ROOT / name).read_text("utf-8")
    lines = re.findall(r"^(?:cat \S+ \| )?\.venv/bin/kadr ([^#\n]+)", text, re.MULTILINE)
    assert len(lines) == 13
    russian = {"фильм": "film", "рассказ": "story", "герои": "cast"}
    for line in lines:
        for word, file in russian.items():
            line = line.replace(f"{word}.", f"{file}.").replace(f"out/{word}", "out/film")
        (tmp_path / "film.fountain").write_text(film, "utf-8")
        (tmp_path / "story.txt").write_bytes((EXAMPLES / "shade.txt").read_bytes())
        (tmp_path / "cast.toml").write_bytes((EXAMPLES / "aldar-kose.cast.toml").read_bytes())
        Image.new("RGB", (300, 200), "white").save(tmp_path / "sketch.jpg")
        done = kadr(*line.split(), text=b"One man walks.\nTwo women sit.\n", environment=environment)
        if "sdxl" in line:
            assert done.returncode == 4, "no model is here"
            assert "kadr models pull" in done.stderr or "kadr[sdxl]" in done.stderr
        else:
            assert done.returncode == 0, (line, done.stderr)


def test_the_cast_of_the_readme_is_a_cast(kadr: Kadr, tmp_path: Path) -> None:
    (toml,) = re.findall(r"```toml\n(.+?)```", README, re.DOTALL)
    (tmp_path / "cast.toml").write_text(toml, "utf-8")
    done = kadr("shots", EXAMPLES / "aldar-kose.fountain", "--cast", "cast.toml")
    assert done.returncode == 0, done.stderr


def test_the_published_schema_is_the_boards() -> None:
    published = json.loads((ROOT / "docs" / "board.schema.json").read_text("utf-8"))
    assert published == json.loads(json.dumps(msgspec.json.schema(Board))), "renew it: python tests/publish_schema.py"


def test_every_setting_preset_verb_and_exit_code_is_in_the_docs() -> None:
    settings_page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert all(f"`{name.upper()}`" in settings_page for name in Settings.__struct_fields__)
    assert all(f"`{name}`" in settings_page for name in presets.names("preset"))
    cli_page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert all(f"| {code} |" in cli_page for _, code in EXIT_CODES)
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert all(verb in changelog for verb in VERBS)


@pytest.mark.parametrize(
    "path", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]), ids=lambda path: path.name
)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target
