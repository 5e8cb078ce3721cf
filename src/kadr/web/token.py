"""The token without which nobody comes in from another machine: made once, kept where only its owner reads it."""

import os
import re
import secrets
import stat
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from pathlib import Path

from kadr.errors import BadInput
from kadr.library.disk import PART, speaking, sync_folder
from kadr.messages import say

NAME = "token"
"""The file's, below kadr's own folder."""

FORM = re.compile(r"[A-Za-z0-9_-]{32,128}")
"""What `make` gives is 43 signs of these; a token that somebody chose has to be as hard to guess."""

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches a server that listens on `address` (a name, IPv4, IPv6 with or without
    brackets). ``0.0.0.0``, ``::``, the empty one and other names than localhost are not: they may change."""
    bare = address.removeprefix("[").removesuffix("]").lower()
    if bare == "localhost":
        return True
    try:
        return IPv4Address(bare).is_loopback
    except AddressValueError:
        pass
    try:
        return IPv6Address(bare) == IPv6Address("::1")
    except AddressValueError:
        return False


def make() -> str:
    """A token that nobody guesses: 256 bits, safe in addresses."""
    return secrets.token_urlsafe(32)


def keep(home: Path, token: str) -> Path:
    """Write `token` below `home`, whole or not at all, so that only its owner may read it; returns the file.

    Raises `MachineCannot` (`DiskFull`, `FolderClosed`)."""
    path = home / NAME
    part = home / f".{NAME}-{secrets.token_hex(8)}{PART}"
    with speaking(path):
        home.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(token + "\n")
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
            sync_folder(home)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    return path


def kept(home: Path) -> str | None:
    """The token below `home`; None where there is none yet.

    Raises `BadInput` where others may read or have written the file, and where it holds no token."""
    path = home / NAME
    try:
        # a link could lead to a file that others write, and a pipe would never end
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadInput(say("library.unreadable", path=path, detail=error.strerror)) from error
    try:
        if os.name == "posix":
            _check_owner(path, os.fstat(handle))
        text = os.read(handle, 1024).decode("ascii", "replace").strip()
    finally:
        os.close(handle)
    if not FORM.fullmatch(text):
        raise BadInput(say("guard.token-damaged", path=path))
    return text


def made_or_kept(home: Path) -> str:
    """The token below `home`; a new one, kept there, where there is none yet. Raises as `keep` and `kept` do."""
    token = kept(home)
    if token is None:
        token = make()
        keep(home, token)
    return token


def _check_owner(path: Path, state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode) or state.st_mode & OTHERS or state.st_uid != os.geteuid():
        raise BadInput(say("guard.token-open", path=path))
