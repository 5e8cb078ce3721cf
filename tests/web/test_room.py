"""F9: room on the disk is looked for before anything waits."""

from pathlib import Path

import pytest

from kadr.board import Format
from kadr.errors import DiskFull
from kadr.wiring.room import check_room

SQUARE = Format(width=768, height=768)


def test_what_may_not_fit_is_refused_with_the_numbers(tmp_path: Path) -> None:
    with pytest.raises(DiskFull, match=r"100 pictures may need 118 MB.* has 50 MB free"):
        check_room(tmp_path, SQUARE, 100, free=lambda folder: 50_000_000)
    with pytest.raises(DiskFull) as refused:
        check_room(tmp_path, SQUARE, 2, free=lambda folder: 0)
    assert "2 картинкам" in refused.value.message.text("ru")


def test_what_fits_is_let_in(tmp_path: Path) -> None:
    check_room(tmp_path, SQUARE, 100, free=lambda folder: 200_000_000)
    check_room(tmp_path, SQUARE, 1)
