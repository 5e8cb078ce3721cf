"""Write docs/board.schema.json anew from the code: ``python tests/publish_schema.py``."""

import json
from pathlib import Path

import msgspec

from kadr.board import Board

TARGET = Path(__file__).parent.parent / "docs" / "board.schema.json"

if __name__ == "__main__":
    TARGET.write_text(json.dumps(msgspec.json.schema(Board), indent=1, ensure_ascii=False) + "\n", "utf-8")
