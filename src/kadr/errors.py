"""Everything that kadr refuses, as a tree.

    KadrError                     a person can always read it and do something about it
    ├── BadUse                    the command or the call contradicts itself: change the call
    │   ├── NotNow                it makes sense, and cannot be done as things are: change those first
    │   └── NotThere              what it names does not exist, or does not any more
    ├── BadInput                  a file that was given cannot be used: change the file
    │   ├── BadScript             the story: encoding, length, nothing to draw in it
    │   ├── BadCast               the cast: a field, a name, a missing picture
    │   ├── BadBoard              board.json or a take: damaged, newer, or edited into nonsense
    │   ├── BadConfig             config.py, a preset, an environment variable
    │   └── BadPicture            a picture that is not one, or that kadr did not make
    ├── MachineCannot             this machine cannot do it now: make room, or choose another engine
    │   ├── DiskFull              a write did not fit; nothing was left half written
    │   ├── FolderClosed          the output folder is a file, or must not be written to
    │   ├── NoModel               a model's files are not here; the message names the command that fetches them
    │   ├── NoNetwork             the hub of models cannot be reached
    │   ├── DoesNotFit            a model needs more memory than there is; the message names what would fit
    │   └── OutOfMemory           memory ran out in the middle; kadr goes on with less if it can
    ├── Busy                      another process works on the same board: wait for it
    └── Stopped                   the person asked to stop; what was finished is kept

Every error carries a `Message`, which speaks English and Russian: ``str(error)`` is the English text, and
``error.message.text("ru")`` the Russian one. The command line maps the classes to exit codes in `kadr.cli.door`.
"""

from kadr.messages import Message


class KadrError(Exception):
    """Something that a person can put right. `message` says what happened, why, and what to do; `field` is what was at
    fault where several were given, else empty."""

    field: str = ""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class BadUse(KadrError):
    """The command or the call contradicts itself."""


class NotNow(BadUse):
    """The call makes sense, and cannot be done as things are: a panel is locked, there is nothing to undo."""


class NotThere(BadUse):
    """A board, a panel, a take or a job that is named does not exist, or does not any more."""


class BadInput(KadrError):
    """A file that was given cannot be used."""


class BadScript(BadInput):
    """The story cannot be read, or has nothing to draw in it."""


class BadCast(BadInput):
    """The cast file is wrong; the message names the character and the field."""


class BadBoard(BadInput):
    """A board's folder is damaged, newer than this kadr, or edited into nonsense; the message names the line."""


class BadConfig(BadInput):
    """A setting is unknown or out of range; the message names its file and line."""


class BadPicture(BadInput):
    """A picture cannot be read, or does not say how it was made."""


class MachineCannot(KadrError):
    """This machine cannot do it now."""


class DiskFull(MachineCannot):
    """A write did not fit on the disk; nothing was left half written."""


class FolderClosed(MachineCannot):
    """The output folder is a file, or must not be written to."""


class DoesNotFit(MachineCannot):
    """A model needs more memory than it may take; the message names what would fit."""


class OutOfMemory(MachineCannot):
    """Memory ran out in the middle, against the prediction; what was finished is kept. `stage` is where."""

    def __init__(self, message: Message, stage: str) -> None:
        super().__init__(message)
        self.stage = stage


class Busy(KadrError):
    """Another process works on the same board."""


class Stopped(KadrError):
    """The person asked to stop; what was finished is kept."""


class BadModel(BadInput):
    """A model's file is damaged, of another kind, or not safe to open."""


class NoModel(MachineCannot):
    """A model's files are not on this machine; the message names the command that fetches them."""


class NoNetwork(MachineCannot):
    """The hub of models cannot be reached; what is on this machine already works without it."""
