"""Board folders on disk.

    <board>/
      board.json          the board as it is: order, shots, staging, chosen takes; yours to read and to edit
      revisions/          every state it had, for undo and redo
      takes/<key>.png     pictures by their recipe's key; .svg with layers, .json with recipe and provenance
      sheet.png           the printed page; further pages are sheet-2.png, ...

Every write is atomic: a temporary file beside its place, fsync, rename, fsync of the folder. A take is there when
its PNG is there, and that is written last. One process at a time may change a board: `BoardFolder.hold`.
"""

from kadr.library.disk import At, ignore
from kadr.library.folder import BoardFolder
from kadr.library.glance import Glance
from kadr.library.names import folder_name
from kadr.library.sets import keep_set

__all__ = ["At", "BoardFolder", "Glance", "folder_name", "ignore", "keep_set"]
