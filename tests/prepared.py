"""A kadr that is ready to run: one interpreter that has imported everything is forked for each command.

Every command still has a process of its own, with its own folder, environment and streams, and can be killed; only the
start of Python is shared. ``python tests/prepared.py FD`` is that interpreter; it is asked through the socket FD.
"""

import contextlib
import io
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

STREAMS = 3
"""Standard input, output and error come with each command."""


def plain_environment() -> dict[str, str]:
    """Ours, without what a person may have set for kadr, in English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KADR_", "LC_", "LANG"))}
    return {**kept, "LANG": "en_US.UTF-8", "PYTHONUTF8": "1"}


def start_python(
    arguments: Sequence[str], *, text: bytes, folder: Path, environment: Mapping[str, str], timeout: float
) -> "subprocess.CompletedProcess[bytes]":
    """Run ``kadr`` with `arguments` from the start of Python on."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "kadr", *arguments],
        input=text,
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
        timeout=timeout,
    )


class Prepared:
    """The interpreter, started; `close` ends it. It leads a group, so that a command that hangs is ended with it."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "error", __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=plain_environment(),
                start_new_session=True,
            )

    def run(
        self, arguments: Sequence[str], *, text: bytes, folder: Path, environment: Mapping[str, str], timeout: float
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run ``kadr`` with `arguments`; a return code below 0 is the signal that killed it."""
        with contextlib.ExitStack() as stack:
            given, out, err = (stack.enter_context(tempfile.TemporaryFile()) for _ in range(STREAMS))
            given.write(text)
            given.seek(0)
            message = json.dumps([list(arguments), str(folder), dict(environment)]).encode() + b"\n"
            socket.send_fds(self._socket, [message], [file.fileno() for file in (given, out, err)])
            code = self._answer(timeout)
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(list(arguments), code, out.read(), err.read())

    def _answer(self, timeout: float) -> int:
        if not select.select([self._socket], [], [], timeout)[0]:
            os.killpg(self._process.pid, signal.SIGKILL)
            raise TimeoutError(f"kadr did not end within {timeout} seconds")
        return int(self._socket.recv(64))

    def close(self) -> None:
        """End the interpreter."""
        self._socket.close()
        self._process.wait(10)


def serve(asked: socket.socket) -> None:
    """Fork for every command until nobody is there to ask."""
    with asked:
        while True:
            message, streams, _, _ = socket.recv_fds(asked, 1 << 20, STREAMS)
            if not message:
                return
            while not message.endswith(b"\n"):
                message += asked.recv(1 << 20)
            child = os.fork()
            if not child:
                asked.close()
                _become(streams, *json.loads(message))
            for stream in streams:
                os.close(stream)
            _, status = os.waitpid(child, 0)
            asked.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def _become(streams: Sequence[int], arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Be the command, to the end of this process."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    code = 1
    try:
        from kadr import cli

        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)
        code = cli.main(arguments)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def prepare() -> None:
    """Import what any verb needs, and read what the readers keep; nothing is drawn, so no thread is begun."""
    from kadr.cli import door, main

    for module in door.VERBS.values():
        import_module(module)
    script = Path(__file__).parent.parent / "examples" / "aldar-kose.fountain"
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")):
        for language in ("en", "ru"):
            main(["shots", str(script), "--lang", language])


THEIRS = r"(diffusers|transformers|torch|compel)\b"
"""Whose warnings are theirs to mend, as in pyproject.toml."""

if __name__ == "__main__":
    warnings.filterwarnings("ignore", category=DeprecationWarning, module=THEIRS)
    warnings.filterwarnings("ignore", category=FutureWarning, module=THEIRS)
    prepare()
    serve(socket.socket(fileno=int(sys.argv[1])))
