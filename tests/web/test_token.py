"""The token's file: only its owner's, whole or not there."""

import os
import stat
from pathlib import Path

import pytest

from kadr.errors import BadInput, FolderClosed
from kadr.web.token import FORM, keep, kept, made_or_kept, make


def test_tokens_are_long_and_all_different() -> None:
    tokens = {make() for _ in range(100)}
    assert len(tokens) == 100
    assert all(FORM.fullmatch(token) for token in tokens)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_nobody_else_reads_it(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        path = keep(tmp_path / "kadr", make())
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["token"]


def test_it_is_made_once(tmp_path: Path) -> None:
    assert kept(tmp_path) is None
    token = made_or_kept(tmp_path)
    assert made_or_kept(tmp_path) == token == kept(tmp_path)
    newer = make()
    keep(tmp_path, newer)
    assert kept(tmp_path) == newer


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602, 0o601])
def test_one_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    keep(tmp_path, make()).chmod(mode)
    with pytest.raises(BadInput) as caught:
        made_or_kept(tmp_path)
    assert caught.value.message.id == "guard.token-open"
    assert "makes a new" in str(caught.value)


@pytest.mark.parametrize("text", ["", "short", "x" * 31, "x" * 5000, "пароль" * 10, "a b" * 20, "x" * 40 + "\nx"])
def test_one_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    keep(tmp_path, make()).write_text(text, "utf-8")
    with pytest.raises(BadInput) as caught:
        kept(tmp_path)
    assert caught.value.message.id == "guard.token-damaged"


def test_links_pipes_and_folders_are_refused(tmp_path: Path) -> None:
    elsewhere = keep(tmp_path / "elsewhere", make())
    for name in ("link", "pipe", "folder"):
        (tmp_path / name).mkdir()
    (tmp_path / "link" / "token").symlink_to(elsewhere)
    os.mkfifo(tmp_path / "pipe" / "token", 0o600)
    (tmp_path / "folder" / "token").mkdir(mode=0o700)
    for name in ("link", "pipe", "folder"):
        with pytest.raises(BadInput):
            kept(tmp_path / name)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "token").mkdir()
    (tmp_path / "token" / "x").touch()
    with pytest.raises(FolderClosed):
        keep(tmp_path, make())
    assert [file.name for file in tmp_path.iterdir()] == ["token"]
