"""The draft artist: draws a staging in ink and marker greys, with no model."""

from kadr.engines.draft.artist import DraftArtist

__all__ = ["DraftArtist"]
