"""What comes through the door and what does not, byte by byte on a real socket."""

import socket
import time
from collections.abc import Iterator

import pytest
from served import Answer, Served, answer, serving

from kadr.web.door import Limits

SHORT = Limits(idle=0.3, total=1.0, linger=0.3)


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with serving() as served:
        yield served


@pytest.fixture(scope="module")
def hasty() -> Iterator[Served]:
    with serving(limits=SHORT) as served:
        yield served


def refused(found: Answer, status: int, field: str = "") -> None:
    assert found.status == status, found.body
    told = found.problem
    assert told["status"] == status
    assert told["type"] == "about:blank"
    assert told["title"]
    assert len(told["detail"]) > 20
    assert told.get("field", "") == field
    safe(found)


def safe(found: Answer) -> None:
    assert found.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in found.headers["content-security-policy"]
    assert found.headers["referrer-policy"] == "same-origin"
    assert found.headers["cross-origin-resource-policy"] == "same-origin"
    assert found.headers["cross-origin-opener-policy"] == "same-origin"
    assert not [name for name in found.headers if name.startswith("access-control-")]


# By which name


@pytest.mark.parametrize("host", ["localhost", "LocalHost", "127.0.0.1", "127.8.9.1", "[::1]", "film.localhost"])
def test_own_names_are_let_in(server: Served, host: str) -> None:
    found = server.ask("GET /", f"Host: {host}:{server.port}", host=False)
    assert found.status == 200
    safe(found)


@pytest.mark.parametrize(
    "host",
    [
        "evil.com",
        "evil.com:PORT",
        "localhost.evil.com:PORT",
        "127.0.0.1.evil.com:PORT",
        "notlocalhost:PORT",
        "localhost.:PORT",
        "localhost@evil.com:PORT",
        "localhost:9999",
        "localhost",
        "localhost:",
        "localhost:0PORT",
        "localhost:999999",
        "127.0.0.1:PORT:PORT",
        "127.1:PORT",
        "2130706433:PORT",
        "128.0.0.1:PORT",
        "[::1:PORT",
        "::1:PORT",
        "[::2]:PORT",
        "[::ffff:127.0.0.1]:PORT",
        ".localhost:PORT",
        "localhost:PORT/",
    ],
)
def test_other_names_are_not(server: Served, host: str) -> None:
    refused(server.ask("GET /", f"Host: {host.replace('PORT', str(server.port))}", host=False), 403, "host")


def test_one_host_is_named_and_no_more(server: Served) -> None:
    assert server.ask("GET /", host=False).status == 400
    assert server.ask("GET /", "Host: evil.com").status == 400
    assert server.ask("GET /", f"Host: localhost:{server.port}").status == 400
    assert server.ask("GET http://evil.com/").status == 400


# From which page


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "http://localhost:3000",
        "http://127.0.0.1.attacker.com:PORT",
        "http://localhost.attacker.com:PORT",
        "http://localhost:PORT.attacker.com",
        "https://localhost:PORT",
        "http://localhost",
        "http://127.0.0.1:PORT",
        "http://localhost:PORT/",
        "http://localhost:PORT http://evil.com",
        "localhost:PORT",
        "file://",
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_changes_come_from_the_page_itself(server: Served, origin: str, method: str) -> None:
    before = server.app.reached
    refused(server.ask(f"{method} /api/boards", f"Origin: {origin.replace('PORT', str(server.port))}"), 403, "origin")
    assert server.app.reached == before


def test_the_page_itself_may_change_things(server: Served) -> None:
    own = (f"Origin: http://localhost:{server.port}", "Sec-Fetch-Site: same-origin", "Content-Type: application/json")
    assert server.ask("POST /api/boards", *own, "Content-Length: 2", body=b"{}").body == b'{"length": 2}'
    assert server.ask("DELETE /api/boards/1", own[0]).status == 200
    assert server.ask("POST /api/boards", own[2], "Content-Length: 2", body=b"{}").status == 200, "curl sends no origin"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "elsewhere"])
def test_other_sites_only_lead_here(server: Served, site: str) -> None:
    said = f"Sec-Fetch-Site: {site}"
    page = (said, "Accept: text/html,*/*;q=0.8")
    refused(server.ask("POST /api/boards", said), 403, "sec-fetch-site")
    assert server.ask("GET /", *page).status == 200
    assert server.ask("GET /", *page, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document").status == 200
    assert server.ask("GET /", *page, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe").status == 403
    assert server.ask("GET /", *page, "Sec-Fetch-Mode: cors").status == 403
    assert server.ask("GET /panel.png", said, "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image").status == 403
    refused(server.ask("GET /api/events", said), 403, "sec-fetch-site")


def test_other_pages_do_not_listen(server: Served) -> None:
    foreign = "Origin: http://localhost:3000"
    refused(server.ask("GET /api/events", foreign), 403, "origin")
    refused(server.ask("GET /api/jobs/1", foreign, "Accept: text/event-stream"), 403, "origin")
    upgrade = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAA")
    refused(server.ask("GET /api/events", foreign, *upgrade), 403)
    own = f"Origin: http://localhost:{server.port}"
    assert server.ask("GET /api/events", own).status == 200
    refused(server.ask("GET /ws", own, *upgrade), 403)


def test_a_preflight_opens_nothing(server: Served) -> None:
    found = server.ask("OPTIONS /api/boards", "Origin: http://evil.com", "Access-Control-Request-Method: POST")
    refused(found, 403, "origin")
    safe(server.ask("OPTIONS /api/boards", f"Origin: http://localhost:{server.port}"))


# What is asked


@pytest.mark.parametrize(
    "path",
    [
        "/%2e%2e/%2e%2e/etc/passwd",
        "/.%2E/etc/passwd",
        "/../etc/passwd",
        "/assets/..",
        "/..%5c..%5c",
        "/..\\..\\x",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/a%2Fb",
        "/assets/x%00.png",
        "/assets/x%0d%0aSet-Cookie:a=b",
        "/%252e%252e/etc/passwd",
        "/a%255cb",
        "*",
    ],
)
def test_addresses_lead_nowhere_else(server: Served, path: str) -> None:
    before = server.app.reached
    refused(server.ask(f"GET {path}"), 400)
    assert server.app.reached == before


@pytest.mark.parametrize("path", ["/", "/api/boards/a..b", "/фильм", "/100%25", "/a+b~c", "/?q=../../x"])
def test_usual_addresses_pass(server: Served, path: str) -> None:
    from urllib.parse import quote

    assert server.ask(f"GET {quote(path, safe='/%+~?=.')}").status == 200


def test_methods(server: Served) -> None:
    assert server.ask("HEAD /").body == b""
    assert server.ask("HEAD //").body == b""
    for method in ("TRACE", "FOO"):
        found = server.ask(f"{method} /")
        refused(found, 405)
        assert "DELETE" in found.headers["allow"]
    assert server.ask("CONNECT /").status in (400, 405)
    assert server.ask("CONNECT evil.com:443").status in (400, 405)


def test_pieces_of_files(server: Served) -> None:
    many = ",".join(f"{n}-{n}" for n in range(3000))
    assert server.ask("GET /a.png", "Range: bytes=0-99").status == 200
    refused(server.ask("GET /a.png", f"Range: bytes={many}"), 416, "range")
    ten_thousand = "GET /a.png", f"Range: bytes={','.join(f'{n}-{n}' for n in range(10_000))}"
    assert server.ask(*ten_thousand).status in (400, 416, 431)


def test_headers_have_an_end(server: Served) -> None:
    refused(server.ask("GET /", f"X-Long: {'x' * 33_000}"), 431)
    refused(server.ask(f"GET /?{'x' * 9_000}"), 414)
    assert server.ask("GET /", f"X-Long: {'x' * 10_000_000}").status in (0, 400, 431)
    assert server.ask("GET /").status == 200, "and it goes on"


# What is sent


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_json_is_said_to_be_json(server: Served, kind: str) -> None:
    said = [f"Content-Type: {kind}"] if kind else []
    refused(server.ask("POST /api/boards", *said, "Content-Length: 2", body=b"{}"), 415, "content-type")


def test_forms_go_where_forms_are_taken(server: Served) -> None:
    form = ("Content-Type: Multipart/Form-Data; boundary=x", "Content-Length: 5")
    assert server.ask("POST /api/pictures", *form, body=b"--x--").status == 200
    assert server.ask("POST /api/pictures/1", *form, body=b"--x--").status == 200
    refused(server.ask("POST /api/picturesque", *form, body=b"--x--"), 415, "content-type")


def test_packed_bodies_are_not_taken(server: Served) -> None:
    said = ("Content-Type: application/json", "Content-Encoding: gzip", "Content-Length: 3")
    refused(server.ask("POST /api/boards", *said, body=b"\x1f\x8b\x08"), 415, "content-encoding")


JSON = "Content-Type: application/json"


def test_too_much_is_refused_before_it_is_read(server: Served) -> None:
    before = server.app.reached
    with server.line() as line:
        line.sendall(server.request("POST /api/boards", JSON, "Content-Length: 10000000000"))
        refused(answer(line), 413)
    assert server.app.reached == before


def test_who_sends_too_much_hears_why() -> None:
    """Browsers that cannot finish sending say that the connection broke, and show no answer."""
    with serving(limits=Limits(linger=20)) as patient, patient.line() as line:
        line.sendall(patient.request("POST /api/boards", JSON, "Content-Length: 20000000") + b"x" * 20_000_000)
        refused(answer(line), 413)


def test_ten_gigabytes_in_pieces_are_counted(server: Served) -> None:
    """Nothing says how long it will be: the refusal comes when the limit is passed, not when the sender tires."""
    piece = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    sent = 0
    with server.line() as line:
        line.sendall(server.request("POST /api/boards", JSON, "Transfer-Encoding: chunked"))
        try:
            while sent < 10_000:
                line.sendall(piece)
                sent += 1
        except OSError:
            pass
    assert sent < 10_000
    with server.line() as line:
        line.sendall(server.request("POST /api/boards", JSON, "Transfer-Encoding: chunked") + piece * 3)
        refused(answer(line), 413)


def test_a_body_that_fits_in_pieces(server: Served) -> None:
    body = b"2\r\n{}\r\n0\r\n\r\n"
    found = server.ask("POST /api/boards", JSON, "Transfer-Encoding: chunked", body=body)
    assert found.body == b'{"length": 2}'


def test_lies_about_length(hasty: Served) -> None:
    own = "POST /api/boards", JSON
    assert hasty.ask(*own, "Content-Length: 2", body=b"{}GET / HTTP/1.1\r\n\r\n").body == b'{"length": 2}'
    refused(hasty.ask(*own, "Content-Length: 200", body=b"{}"), 408)
    for length in ("-1", "2x", "+2", ""):
        assert hasty.ask(*own, f"Content-Length: {length}", body=b"{}").status == 400
    assert hasty.ask(*own, "Content-Length: 2", "Content-Length: 3", body=b"{}").status == 400
    both = hasty.ask(*own, "Content-Length: 2", "Transfer-Encoding: chunked", body=b"2\r\n{}\r\n0\r\n\r\n")
    assert both.status == 400
    assert hasty.ask("GET /").status == 200


def test_a_slow_drip_comes_to_an_end(hasty: Served) -> None:
    """Each piece comes in time, and all of them never would."""
    with hasty.line() as line:
        line.sendall(hasty.request("POST /api/boards", JSON, "Content-Length: 1000"))
        line.settimeout(0.1)
        for _ in range(100):
            line.sendall(b" ")
            try:
                first = line.recv(65536)
                break
            except TimeoutError:
                continue
        line.settimeout(20)
        refused(answer(line, first), 408)


def test_five_send_and_the_fifth_waits(server: Served) -> None:
    form = ("Content-Type: multipart/form-data; boundary=x", "Content-Length: 5")
    lines = [socket.create_connection(("127.0.0.1", server.port), timeout=20) for _ in range(4)]
    for line in lines:
        line.sendall(server.request("POST /api/pictures/wait", *form) + b"--x--")
        assert server.app.waiting.acquire(timeout=20)
    found = server.ask("POST /api/pictures", *form, body=b"--x--")
    refused(found, 429)
    assert found.headers["retry-after"] == "5"
    assert server.ask("GET /").status == 200
    server.app.go.set()
    for line in lines:
        with line:
            assert answer(line).status == 200
    assert server.ask("POST /api/pictures", *form, body=b"--x--").status == 200


def test_who_leaves_makes_room(server: Served) -> None:
    """Uploads that were broken off are counted no longer."""
    form = ("Content-Type: multipart/form-data; boundary=x", "Content-Length: 5")
    for _ in range(5):
        with server.line() as line:
            line.sendall(server.request("POST /api/pictures", *form) + b"--")
    statuses: list[int] = []
    while 200 not in statuses and len(statuses) < 100:
        statuses.append(server.ask("POST /api/pictures", *form, body=b"--x--").status)
        time.sleep(0.01)
    assert statuses[-1] == 200


def test_a_crash_says_nothing_of_itself(server: Served) -> None:
    found = server.ask("GET /api/broken")
    refused(found, 500)
    assert b"purpose" not in found.body


def test_a_person_reads_a_page(server: Served) -> None:
    found = server.ask("GET //<b>", "Accept: text/html,*/*", "Accept-Language: ru-RU,ru;q=0.9,en;q=0.8")
    assert found.status == 400
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert 'lang="ru"' in found.body.decode()
    assert "Откройте начальную страницу" in found.body.decode()
    safe(found)
    found = server.ask("GET //", "Accept: application/json", "Accept-Language: ru")
    assert "Откройте начальную страницу" in found.problem["detail"]
