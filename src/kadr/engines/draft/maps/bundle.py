"""The maps of a panel as named files, with an index that says what each of them is."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import msgspec

from kadr.board import Recipe
from kadr.engines.draft.maps import Joint, Maps

INDEX = "index.json"

KINDS = {
    "lineart.png": ("lineart", "white lines on black; ControlNet lineart and scribble"),
    "tone.png": ("tone", "flat tones without lines; a start image"),
    "pose.png": ("pose", "OpenPose skeletons, COCO-18 colours; ControlNet openpose"),
    "pose.json": ("pose points", "OpenPose JSON, 18 points a person: x, y in pixels, confidence"),
    "depth.png": ("depth", "8-bit inverse depth, near is white; ControlNet depth"),
}
"""What each map that every panel has is, and what it is for."""

LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
        "я": "ya", "ә": "a", "ғ": "gh", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
        "ї": "yi", "є": "ye", "ґ": "g", "ў": "u",
    }
)  # fmt: skip
"""Cyrillic letters, those of Kazakh, Ukrainian and Belarusian too, in Latin ones."""

LONGEST = 40
"""Letters of a name in a file's name."""


def bundle(maps: Maps, recipe: Recipe, panel: Mapping[str, str]) -> dict[str, bytes]:
    """The files of a panel's maps by their names, index.json last; `panel` is what the index says of the panel."""
    files = {
        "lineart.png": maps.lineart,
        "tone.png": maps.tone,
        "pose.png": maps.pose,
        "pose.json": _json(_openpose(maps)),
        "depth.png": maps.depth,
    }
    entries: list[dict[str, Any]] = [{"file": name, "kind": KINDS[name][0], "about": KINDS[name][1]} for name in files]
    for number, person in enumerate(maps.people, start=1):
        for kind, region in (("mask", person.body), ("face", person.face)):
            if region:
                name = file_name(kind, number, person.who)
                files[name] = region.mask
                about = {"who": person.who, "crowd": person.crowd, "box": region.box, "share": region.share}
                entries.append({"file": name, "kind": kind, **about})
    index = {
        "panel": dict(panel),
        "width": maps.width,
        "height": maps.height,
        "subject": recipe.subject.digest,
        "engine": recipe.engine,
        "edition": recipe.edition,
        "seed": recipe.seed,
        "key": recipe.key,
        "maps": entries,
    }
    return {**files, INDEX: _json(index)}


def file_name(kind: str, number: int, who: str) -> str:
    """A name in lower-case Latin letters and digits: mask-1-aldar-kose.png. The number keeps two names apart."""
    latin = unicodedata.normalize("NFC", who).casefold().translate(LATIN)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))
    return "-".join(filter(None, (kind, str(number), words[:LONGEST].strip("-")))) + ".png"


OWN = re.compile(r"(?:mask|face)-\d+(?:-[a-z0-9-]+)?\.png")


def own_files(index: bytes) -> frozenset[str]:
    """The names of maps that an index.json names; none if it is not one of ours. Whatever else it names is not kadr's
    to remove."""
    try:
        entries = msgspec.json.decode(index, type=_Index).maps
    except msgspec.MsgspecError:
        return frozenset()
    return frozenset(entry.file for entry in entries if entry.file in KINDS or OWN.fullmatch(entry.file))


class _Entry(msgspec.Struct, frozen=True):
    file: str
    kind: str


class _Index(msgspec.Struct, frozen=True):
    """What of an index.json shows that it is ours."""

    subject: str
    engine: str
    maps: tuple[_Entry, ...]


def _openpose(maps: Maps) -> dict[str, Any]:
    people = [
        {"who": skeleton.who, "pose_keypoints_2d": [value for joint in skeleton.joints for value in _triple(joint)]}
        for skeleton in maps.skeletons
    ]
    return {"people": people, "canvas_width": maps.width, "canvas_height": maps.height}


def _triple(joint: Joint | None) -> tuple[float, float, float]:
    return (joint.x, joint.y, joint.sure) if joint else (0.0, 0.0, 0.0)


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
