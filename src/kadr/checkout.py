"""For the scripts at the root of a checkout: go on with the project's own Python. Standard library only."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

NEEDED = ("click", "msgspec", "rich", "resvg_py", "PIL")


def enter(script: str) -> None:
    """Return if this Python can run kadr; else run `script` by ``.venv``'s Python, or say which command makes it."""
    if all(find_spec(library) for library in NEEDED):
        return
    root = Path(script).resolve().parent
    python = root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if python.is_file() and Path(sys.prefix).resolve() != (root / ".venv").resolve():
        os.execv(python, [str(python), script, *sys.argv[1:]])  # noqa: S606  (our own interpreter, no shell)
    sys.exit(
        "kadr is not set up yet. In this folder, run:  make setup\n"
        "kadr ещё не настроен. Выполните в этой папке:  make setup"
    )
