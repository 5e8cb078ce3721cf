"""Connections that never become a request, and answers that nobody reads: on a real socket, byte by byte."""

import logging
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from served import Answer, Served, answer, serving

from kadr.web.door import Limits

SHORT = Limits(head=0.3, unread=0.3, linger=0.3, connections=8)

HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "

TLS = bytes.fromhex("16030100c8010000c40303") + bytes(range(200))
"""How a browser begins that was sent to https."""


@pytest.fixture
def hasty(caplog: pytest.LogCaptureFixture) -> Iterator[Served]:
    """A server with little patience, that has nothing to say in its log."""
    with serving(limits=SHORT) as served:
        yield served
    logged = [record for when in ("call", "teardown") for record in caplog.get_records(when)]
    assert [one for one in logged if one.exc_info and one.exc_info[0] is not ConnectionError] == []  # the app's own
    assert [one for one in logged if one.levelno == logging.WARNING] == []


def refused(found: Answer, status: int, code: str) -> None:
    assert (found.status, found.problem["status"], found.problem["code"]) == (status, status, code)
    assert found.headers["connection"] == "close"
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["content-length"] == str(len(found.body))


@pytest.mark.parametrize("begun", [HEAD, HEAD[:3], b"POST / HTTP/1.1\r\n"])
def test_a_head_that_never_ends_is_given_up(hasty: Served, begun: bytes) -> None:
    with hasty.line() as line:
        line.sendall(begun)
        refused(answer(line), 408, "guard.slow")
    assert hasty.app.reached == 0


def test_a_head_that_comes_sign_by_sign_is_given_up_all_the_same(hasty: Served) -> None:
    with hasty.line() as line:
        line.sendall(HEAD)
        line.settimeout(0.05)
        for _ in range(400):  # much longer than the head may take
            try:
                found = line.recv(65536)
                break
            except TimeoutError:
                line.sendall(b"x")
        line.settimeout(20)
        refused(answer(line, found), 408, "guard.slow")


def test_who_says_nothing_is_let_go_without_a_word(hasty: Served) -> None:
    with hasty.line() as line:
        assert answer(line).status == 0


def test_the_second_head_of_a_connection_has_an_end_too(hasty: Served) -> None:
    with hasty.line() as line:
        line.sendall(hasty.request("GET /").replace(b"close", b"keep-alive"))
        first = line.recv(65536)
        while b'length": 0}' not in first:
            first += line.recv(65536)
        line.sendall(HEAD)
        refused(answer(line), 408, "guard.slow")


def test_a_body_and_an_answer_may_take_longer_than_a_head(hasty: Served) -> None:
    with hasty.line() as line:
        line.sendall(hasty.request("POST /api/wait", "Content-Type: application/json", "Content-Length: 2") + b"{")
        assert hasty.app.waiting.acquire(timeout=20)
        with hasty.line() as other:
            assert answer(other).status == 0  # so long a time has gone by
        hasty.app.go.set()
        line.sendall(b"}")
        assert answer(line).status == 200


@pytest.mark.parametrize("sent", [b"GARBAGE\r\n\r\n", TLS, b"\x00" * 100, b"GET / HTTP/9\r\n\r\n", b"\xff\xfe\r\n\r\n"])
def test_what_is_not_http_is_told_so(hasty: Served, sent: bytes) -> None:
    with hasty.line() as line:
        line.sendall(sent)
        refused(answer(line), 400, "guard.no-http")
    assert hasty.app.reached == 0


@pytest.mark.parametrize("path", ["/", "/api/wait", "/nowhere/%2e%2e/x"])
def test_a_body_that_is_not_http_is_told_so(hasty: Served, path: str) -> None:
    with hasty.line() as line:
        line.sendall(hasty.request(f"POST {path}", "Content-Type: application/json", "Transfer-Encoding: chunked"))
        line.sendall(b"2\r\n{}\r\nNO LENGTH\r\n")
        assert answer(line).status == 400
        hasty.app.go.set()
    assert hasty.ask("GET /").status == 200


@contextmanager
def eight_waiting(hasty: Served) -> Iterator[ExitStack]:
    """As many requests as are borne, none of them answered; more lines may be opened in what is given."""
    with ExitStack() as lines:
        for _ in range(8):
            line = lines.enter_context(hasty.line())
            line.sendall(hasty.request("GET /api/wait"))
            assert hasty.app.waiting.acquire(timeout=20)
        yield lines


def test_who_is_one_too_many_is_told_so(hasty: Served) -> None:
    with eight_waiting(hasty):
        found = hasty.ask("GET /")
        refused(found, 503, "guard.full")
        assert found.headers["retry-after"] == "5"
    assert hasty.app.reached == 8


def test_a_crowd_is_not_listened_to(hasty: Served) -> None:
    with eight_waiting(hasty) as lines:
        rest = [lines.enter_context(hasty.line()) for _ in range(20)]
        assert {answer(line).status for line in rest} == {0}


def test_an_answer_that_nobody_reads_is_given_up(hasty: Served) -> None:
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    narrow.settimeout(20)
    with narrow:
        narrow.connect(("127.0.0.1", hasty.port))
        narrow.sendall(hasty.request("GET /api/endless"))
        assert hasty.app.left.wait(20)
