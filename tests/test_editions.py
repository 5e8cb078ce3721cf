"""A new edition of an engine offers a redraw, and marks nothing stale."""

from pathlib import Path

import pytest

from kadr import wiring
from kadr.engines.draft import DraftArtist
from kadr.script import Form
from kadr.wiring import hands


class Newer(DraftArtist):
    """The draft artist, one edition on."""

    edition = DraftArtist().edition + 1


def render(out: Path, *, redraw: bool = False) -> list[tuple[str, bool]]:
    wish = wiring.Wish(script="-", text=b"Ann walks.\nBob sits.\n", form=Form.LINES, out=out, redraw=redraw)
    return [(panel.status, panel.outdated) for panel in wiring.render(wish).panels]


def test_a_new_edition_draws_again_only_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert render(tmp_path) == [("drawn", False)] * 2
    monkeypatch.setattr(hands, "DraftArtist", Newer)
    assert render(tmp_path) == [("unchanged", True)] * 2
    assert render(tmp_path, redraw=True) == [("drawn", False)] * 2
    assert render(tmp_path) == [("unchanged", False)] * 2
    assert len(list(tmp_path.glob("untitled/takes/*.png"))) == 4
