"""Who is in it: the cast file, and what everybody looks like.

1. `read` takes a cast file, strictly; `from_traits` the same from a plain mapping of names to traits.
2. `complete` adds the people whom only the script names, and fills up everybody's looks: what the words say, then
   what the board already had, then a choice from the wardrobe of their world that sets them apart at a glance.
"""

from kadr.cast.file import LARGEST_FILE, from_rows, from_traits, read
from kadr.cast.looks import complete, looks_of, worn_by
from kadr.cast.photo import with_looks_of
from kadr.cast.portrait import digest_of, kept, name_of
from kadr.cast.wardrobe import FOLK, TODAY, wardrobe, world_of

__all__ = [
    "FOLK",
    "LARGEST_FILE",
    "TODAY",
    "complete",
    "digest_of",
    "from_rows",
    "from_traits",
    "kept",
    "looks_of",
    "name_of",
    "read",
    "wardrobe",
    "with_looks_of",
    "world_of",
    "worn_by",
]
