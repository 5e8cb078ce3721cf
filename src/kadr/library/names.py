"""A board's title as the name of a folder that every file system takes."""

import hashlib
import unicodedata

LONGEST = 80
"""Bytes of UTF-8; file systems end at 255, and copies get endings of their own."""

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""Names that Windows keeps for devices."""


def folder_name(title: str) -> str:
    """Lower-case letters and digits of any alphabet joined by hyphens: "Алдар Косе!" -> "алдар-косе".

    A title that this would make empty, too long or a device's name keeps apart from others by eight characters of
    its digest.
    """
    plain = unicodedata.normalize("NFKC", title).casefold()
    name = "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())
    name = unicodedata.normalize("NFC", name)
    if name and name not in RESERVED and len(name.encode()) <= LONGEST:
        return name
    if not title.strip():
        return "untitled"
    cut = name.encode()[: LONGEST - 9].decode(errors="ignore").rstrip("-")
    mark = hashlib.sha256(title.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{cut or 'board'}-{mark}"
