"""Question sheets for the blind test: can a stranger tell which line a panel was drawn from?

``python tests/blind_test.py DIR`` draws every script of the test with the draft artist and writes, for each, a sheet of
its panels at 200 pixels with four lines each, of which one is the panel's (the others are of the same script), two
sheets of people (`blind_people`: are these the same two?), and ``key.json`` with the answers. Whoever answers must not
have seen the scripts. ``python tests/blind_test.py DIR --score ANSWERS.json`` counts the right answers, given
as {"kitchen": "ABCD...", ...}. What readers answered is in docs/LOG.md.
"""

import json
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from random import Random

from fontpkg_pt_sans import ROOT as FONTS
from PIL import Image, ImageDraw, ImageFont

import kadr
from blind_people import CASTS, draw_people
from kadr.board import Board

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
SCRIPTS = (
    EXAMPLES / "aldar-kose.fountain",
    EXAMPLES / "shade.txt",
    HERE / "blind" / "kitchen.fountain",
    HERE / "blind" / "chase.fountain",
    HERE / "blind" / "space.fountain",
)
CAST = {"aldar-kose": EXAMPLES / "aldar-kose.cast.toml"}
PANELS = 10
"""Questions a script at the most."""

WIDE, ROW, LEFT = 1120, 216, 220


@dataclass(frozen=True, slots=True)
class Question:
    """A panel's picture, the four lines offered, and the letter of its own."""

    picture: Path
    lines: tuple[str, ...]
    answer: str


def main(folder: Path) -> None:
    """Draw all scripts and write the sheets and their key."""
    folder.mkdir(parents=True, exist_ok=True)
    key = {}
    for script in SCRIPTS:
        result = kadr.storyboard(script, cast=CAST.get(script.stem), out=folder / "boards")
        questions = ask(result.board, [panel.path for panel in result.panels], Random(script.stem))
        draw_sheet(questions).save(folder / f"{script.stem}.png")
        key[script.stem] = "".join(question.answer for question in questions)
    for name in CASTS:
        sheet, key[name] = draw_people(name, Random(name))
        sheet.save(folder / f"{name}.png")
    (folder / "key.json").write_text(json.dumps(key, indent=1), "utf-8")


def ask(board: Board, pictures: list[Path], random: Random) -> list[Question]:
    """A question for each panel whose line no other panel has."""
    lines = [" ".join(panel.shot.action.split()) for panel in board.panels]
    asked = []
    for line, picture in zip(lines, pictures, strict=True):
        others = sorted({other for other in lines if other and other != line})
        if not line or len(others) < 3:
            continue
        offered = [line, *random.sample(others, 3)]
        random.shuffle(offered)
        asked.append(Question(picture, tuple(offered), "ABCD"[offered.index(line)]))
    return asked[:PANELS]


def draw_sheet(questions: list[Question]) -> Image.Image:
    """Panels at 200 pixels on the left, four lines on the right of each."""
    sheet = Image.new("RGB", (WIDE, ROW * len(questions)), "white")
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(Path(FONTS) / "files" / "PT_Sans-Web-Regular.ttf"), 17)
    for index, question in enumerate(questions):
        top = index * ROW + 8
        with Image.open(question.picture) as picture:
            picture.thumbnail((200, 200), Image.Resampling.LANCZOS)
            sheet.paste(picture.convert("RGB"), (8, top))
        pen.text((LEFT, top), f"{index + 1}.", font=font, fill="black")
        for letter, line, row in zip("ABCD", question.lines, range(4), strict=True):
            text = textwrap.shorten(line, 190, placeholder=" ...")
            pen.multiline_text(
                (LEFT + 34, top + row * 48), "\n".join(textwrap.wrap(f"{letter}  {text}", 100)), font=font, fill="black"
            )
    return sheet


def score(folder: Path, answers: Path) -> None:
    """Print how many answers are right, script by script and in all."""
    key, given = (json.loads(path.read_text("utf-8")) for path in (folder / "key.json", answers))
    right = {
        name: sum(a == b for a, b in zip(wanted, given.get(name, ""), strict=False)) for name, wanted in key.items()
    }
    for name, count in right.items():
        print(f"{name:24} {count} of {len(key[name])}")
    print(f"{'all':24} {sum(right.values())} of {sum(map(len, key.values()))}")


if __name__ == "__main__":
    if "--score" in sys.argv:
        score(Path(sys.argv[1]), Path(sys.argv[-1]))
    else:
        main(Path(sys.argv[1]))
