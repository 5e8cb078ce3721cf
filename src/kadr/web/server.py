"""The server: a home, an office, the guard and the application, on a port."""

import errno
import logging
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType

import uvicorn

from kadr import machine
from kadr.errors import MachineCannot
from kadr.messages import Message, say
from kadr.web.app import create_app
from kadr.web.connection import configured
from kadr.web.door import Body, Door, Limits, uploads
from kadr.web.token import NAME as TOKEN
from kadr.web.token import is_loopback, kept, made_or_kept
from kadr.wiring.home import Home, Running
from kadr.wiring.serving import open_office

BODIES = (
    Body(kind="application/json", most=4_000_000),
    uploads("/api/boards"),
    Body(kind="application/x-www-form-urlencoded", most=4_000_000, paths=("/boards", "/jobs", "/queue")),
)
"""What the API and the plain page's forms send."""

HERE = "127.0.0.1"
PORT = 8080

QUIET = ("python_multipart", "pypdf")
"""Libraries that log what is wrong with a form or a file: who sent it is told, and the terminal is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a person wants the server. `port` 0: any that is free. `hosts`: names beside the machine's own loopback by
    which it may be called. `worker`: what starts a worker; empty: kadr's own. `limits`: how much it bears."""

    home: Path
    listen: str = HERE
    port: int = PORT
    hosts: tuple[str, ...] = ()
    worker: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)


def serve(wanted: Wanted, *, tell: Callable[[Message], None]) -> None:
    """Serve until somebody stops it. `tell` hears where it is. Raises `Busy` where the home has a server,
    `MachineCannot` where the port is taken."""
    home, ending = Home(wanted.home), _Ending()
    with ending.heard(), home.served(), _listening(wanted) as listener:
        known = kept(home.state) if not is_loopback(wanted.listen) else None
        token = None if is_loopback(wanted.listen) else made_or_kept(home.state)
        port = listener.getsockname()[1]
        door = Door(host=wanted.listen, port=port, names=wanted.hosts, token=token, bodies=BODIES, limits=wanted.limits)
        with open_office(home, worker=wanted.worker) as office:
            for message in office.queue.told:
                tell(message)
            home.announce(Running(url=door.address, process=os.getpid()))
            app = create_app(office)
            app.state.needs_token = token is not None
            for library in QUIET:
                logging.getLogger(library).setLevel(logging.CRITICAL)
            welcome = partial(_welcome, door, tell, home.state if known else None)
            ending.server = _Server(configured(app, door), app.state.feed.end, welcome)
            ending.server.run(sockets=[listener])


class _Ending:
    """How the server ends. The first signal asks it to, and all is put in order; the second, or one before there is
    anything to put in order, ends the process at once: whatever is in work is given back at the next start. That holds
    until the last lane is closed, for which uvicorn's own handlers would be gone too early."""

    def __init__(self) -> None:
        self.server: uvicorn.Server | None = None

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Take the signals that end a program."""
        before = {number: signal.signal(number, self._heed) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _heed(self, number: int, frame: FrameType | None) -> None:
        if self.server is None or self.server.should_exit:
            os._exit(128 + number)
        self.server.should_exit = True


class _Server(uvicorn.Server):
    """uvicorn, which lets the listeners of events go when it is asked to end, and leaves signals to others."""

    def __init__(self, config: uvicorn.Config, end_events: Callable[[], None], welcome: Callable[[], None]) -> None:
        super().__init__(config)
        self._end_events, self._welcome = end_events, welcome

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._welcome()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._end_events()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _welcome(door: Door, tell: Callable[[Message], None], known: Path | None) -> None:
    """Say where the server is, and how people come in: the token is shown when it is made, and afterwards only where
    it is, in the folder `known`; who comes without is asked for it."""
    if not door.token:
        tell(say("serving.at", url=door.address))
        return
    host = next(iter(machine.addresses()), door.host) if door.host in ("0.0.0.0", "::") else door.host  # noqa: S104
    url = f"{door.scheme}://{f'[{host}]' if ':' in host else host}:{door.port}"
    if known:
        tell(say("serving.at", url=door.address))
        tell(say("serving.token-kept", url=url, path=known / TOKEN))
    else:
        tell(say("serving.at", url=f"{door.address}/?token={door.token}"))
        tell(say("serving.token", url=f"{url}/?token={door.token}"))


def _listening(wanted: Wanted) -> socket.socket:
    """A socket that listens. Raises `MachineCannot` that says what to do about a port that is taken."""
    family = socket.AF_INET6 if ":" in wanted.listen else socket.AF_INET
    # with its protocol named: asyncio sends small answers at once (TCP_NODELAY) only on sockets that say they are TCP
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((wanted.listen, wanted.port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise MachineCannot(say("serving.port", port=wanted.port, other=wanted.port + 1)) from None
        raise MachineCannot(say("serving.address", address=wanted.listen, detail=error.strerror or error)) from None
    return listener
