"""Who may import whom, and how large things may grow: the house's rules as data."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "kadr"

TABLE = """
cli
web speed
wiring
settings
studio jobs
composition
engines export
quote vision
weights pace
prompts metadata library edits models memory sampling
staging
story cast presets machine birth
lexicon
board
script
schema picture
errors
messages
"""
"""One line a floor; a room imports from the floors below its own, and never from its own floor."""

FLOORS = {room: floor for floor, line in enumerate(reversed(TABLE.split("\n"))) for room in line.split()}
LIBRARIES = {
    "click": {"cli"},
    "rich": {"cli"},
    "filelock": {"library", "models"},
    "huggingface_hub": {"models"},
    "psutil": {"machine"},
    "resvg_py": {"engines"},
    "torch": {"machine", "speed", "weights", "vision", "engines/sdxl"},
    "diffusers": {"speed", "engines/sdxl"},
    "transformers": {"speed", "vision", "engines/sdxl"},
    "compel": {"engines/sdxl"},
    "safetensors": {"speed", "engines/sdxl"},
    "sqlite3": {"jobs"},
}
"""Which rooms, or parts of one, may use a library that only some may use."""

FILE_LINES, FUNCTION_LINES = 400, 60
OUTSIDE = {"__init__", "__main__", "checkout"}
"""The package's own door, and what runs before kadr is installed."""

FILES = sorted(SOURCE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_every_room_has_its_floor() -> None:
    assert {room_of(path) for path in FILES} - OUTSIDE == FLOORS.keys()


@pytest.mark.parametrize("path", [path for path in FILES if room_of(path) not in OUTSIDE], ids=str)
def test_arrows_point_down(path: Path) -> None:
    room = room_of(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "kadr" and len(parts) > 1 and parts[1] in FLOORS and parts[1] != room:
            assert FLOORS[parts[1]] < FLOORS[room], f"{room} may not import {parts[1]}"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    part = "/".join(path.relative_to(SOURCE).parts[:2])
    for name in imports(path):
        allowed = LIBRARIES.get(name.split(".")[0])
        assert allowed is None or {room_of(path), part} & allowed, f"{name} is not for {room_of(path)}"


@pytest.mark.parametrize("path", [path for path in FILES if room_of(path) not in ("settings", "checkout")], ids=str)
def test_only_settings_reads_the_environment(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        assert not (isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"))


@pytest.mark.parametrize("path", FILES + sorted((ROOT / "tests").rglob("*.py")), ids=str)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= FILE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < FUNCTION_LINES, node.name
