"""How long a long text takes to read: prose made of the labelled scripts' sentences with other words in them, no two
alike, in English and in Russian; and prose in which somebody new is named in every sentence.

    python tests/measure_long_reading.py [KILOBYTES ...]     20, 100 and 325 if none are given

PYTHONPATH says whose kadr is measured. The least processor time of three readings counts; the sum at the end of a row
says whether two versions read the same.
"""

import hashlib
import random
import re
import sys
import time
from collections.abc import Iterator
from itertools import cycle, product
from pathlib import Path

import msgspec

from kadr import story

ROOT = Path(__file__).parent / "labelled"
SCRIPTS = {"English": ("harbour.txt", "kite.txt", "drama.fountain", "advert.fountain", "lastbus.fountain"),
           "Russian": ("fonar.txt", "skazka.txt", "proshchanie.txt", "yunga.txt", "gornyak.fountain")}  # fmt: skip
SMALL = re.compile(r"(?<=[a-zа-я] )[a-zа-яё]{4,}(?= )")
NAMES = tuple("".join(parts).capitalize() for parts in product(("ba", "ko", "li", "mu", "te", "sa"), repeat=5))


def varied(scripts: tuple[str, ...]) -> Iterator[str]:
    """Paragraphs of the scripts, again and again, every fourth small word another of theirs."""
    texts = [" ".join(text.split()) for name in scripts for text in (ROOT / name).read_text("utf-8").split("\n\n")]
    texts = [text for text in texts if len(text) > 20 and not text.isupper()]
    words = [word for text in texts for word in SMALL.findall(text)]
    lot = random.Random(1)
    while True:
        for text in texts:
            yield SMALL.sub(lambda match: lot.choice(words) if lot.random() < 0.25 else match[0], text)


def crowded() -> Iterator[str]:
    """Paragraphs that name two people each, who were not named before (7,776 names, then again)."""
    for one, other in cycle(zip(NAMES[::2], NAMES[1::2], strict=True)):
        yield f"In the yard {one} looks at {other}. She smiles and he takes the lamp."


def text_of(paragraphs: Iterator[str], size: int) -> bytes:
    """`size` bytes of paragraphs, or a few more."""
    found: list[bytes] = []
    length = 0
    while length < size:
        found.append(next(paragraphs).encode())
        length += len(found[-1]) + 2
    return b"\n\n".join(found)


def main(sizes: list[int]) -> None:
    """Print a row per kind of text and size."""
    story.break_down(story.read("Anna walks. Иван идёт.".encode(), name="first.txt"), ())
    for kilobytes in sizes:
        kinds = {language: varied(scripts) for language, scripts in SCRIPTS.items()} | {"names": crowded()}
        for kind, paragraphs in kinds.items():
            text, times = text_of(paragraphs, kilobytes * 1000), []
            for _ in range(3):
                start = time.process_time()
                told = story.break_down(story.read(text, name="long.txt"), ())
                times.append(time.process_time() - start)
            read = hashlib.sha256(msgspec.json.encode((told.shots, told.people))).hexdigest()[:12]
            print(f"{kilobytes:4} KB  {kind:8} {min(times):6.2f} s  {read}", flush=True)


if __name__ == "__main__":
    main([int(given) for given in sys.argv[1:]] or [20, 100, 325])
