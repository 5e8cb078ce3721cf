"""How fast the draft artist draws and how large its SVGs are: all panels of examples/ and tests/blind.

    python tests/measure_drawing.py              the table
    python tests/measure_drawing.py --panels     each panel too, the slowest first
    python tests/measure_drawing.py --keep DIR   the pictures too, as DIR/<script>-<panel>-<width>.svg and .png

A panel's time is processor time from its recipe to SVG and PNG, the best of three; what starts with the process (fonts,
tables, shapely) is loaded before. Sizes are bytes of SVG.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from kadr import studio
from kadr.board import Recipe
from kadr.engines.base import Picture
from kadr.engines.draft import DraftArtist
from kadr.settings import Asked
from kadr.wiring import Wish, understand
from kadr.wiring.hands import untold

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
SCRIPTS = (
    EXAMPLES / "aldar-kose.fountain",
    EXAMPLES / "aldar-kose.ru.fountain",
    EXAMPLES / "shade.txt",
    *sorted((HERE / "blind").glob("*.fountain")),
)
CAST = {"aldar-kose": EXAMPLES / "aldar-kose.cast.toml", "aldar-kose.ru": EXAMPLES / "aldar-kose.cast.toml"}
SIZES = ((768, 768), (1920, 1080))
TRIES = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """A panel: its name, milliseconds, and bytes of SVG."""

    name: str
    took: float
    size: int
    picture: Picture


def recipes(script: Path, size: tuple[int, int]) -> Iterator[tuple[str, Recipe]]:
    """The recipes of a script's panels at `size`, by name."""
    nowhere = HERE / "nowhere"  # a folder that is not there: no earlier board
    board = understand(Wish(script=str(script), cast=CAST.get(script.stem), out=nowhere, asked=Asked(size=size)))
    for number, panel in zip(board.numbers(), board.panels, strict=True):
        yield f"{script.stem}-{number}", studio.recipe_for(panel, board, DraftArtist(), untold)


def measure(name: str, recipe: Recipe) -> Measured:
    """One panel, drawn `TRIES` times."""
    session, took = DraftArtist().open(), []
    for _ in range(TRIES):
        began = time.process_time()
        picture = session.paint(recipe, lambda event: True)
        took.append((time.process_time() - began) * 1000)
    return Measured(name, min(took), len((picture.svg or "").encode()), picture)


def row(size: tuple[int, int], panels: list[Measured]) -> str:
    """The line of the table for one size."""
    times, sizes = [panel.took for panel in panels], [panel.size / 1000 for panel in panels]
    return (
        f"| {size[0]}x{size[1]} | {len(panels)} | {median(times):.0f} | {quantiles(times, n=20)[-1]:.0f} "
        f"| {max(times):.0f} | {median(sizes):.0f} | {max(sizes):.0f} |"
    )


def main(arguments: list[str]) -> None:
    """Print the table."""
    keep = Path(arguments[arguments.index("--keep") + 1]) if "--keep" in arguments else None
    print(
        "| size | panels | median ms | p95 ms | slowest ms | SVG median kB | SVG largest kB |\n"
        "|---|---|---|---|---|---|---|"
    )
    for size in SIZES:
        panels = [measure(name, recipe) for script in SCRIPTS for name, recipe in recipes(script, size)]
        print(row(size, panels))
        for panel in sorted(panels, key=lambda panel: -panel.took) if "--panels" in arguments else ():
            print(f"  {panel.name:28} {panel.took:6.0f} ms {panel.size / 1000:6.0f} kB")
        for panel in panels if keep else ():
            assert keep is not None
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{panel.name}-{size[0]}.png").write_bytes(panel.picture.png)
            (keep / f"{panel.name}-{size[0]}.svg").write_text(panel.picture.svg or "", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
