"""A clock that is wrong by as many seconds as the file ``SHIFTED_CLOCK`` says at that moment. Python imports this at
its start, where this folder is on its path; the monotonic clock stays what it is."""

import datetime as module
import os
import time
from pathlib import Path

_right, _file = time.time, Path(os.environ["SHIFTED_CLOCK"])


def _wrong() -> float:
    return _right() + float(_file.read_text())


class _Datetime(module.datetime):
    @classmethod
    def now(cls, tz: module.tzinfo | None = None) -> "_Datetime":
        return cls.fromtimestamp(_wrong(), tz)


time.time = _wrong
module.datetime = _Datetime  # type: ignore[misc]
