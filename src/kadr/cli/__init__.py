"""The command line: one thin file per verb, loaded only when its verb is called.

Reports go to standard output, everything else (progress, remarks, errors) to standard error. With ``--json`` a
report is one JSON document. Exit codes are in `kadr.cli.door`.
"""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    from kadr.cli import door

    return door.enter(list(sys.argv[1:] if arguments is None else arguments))
