"""Disks and folders that turn read-only under the server. They are mounts: permissions do not bind an administrator."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import LARGE, MANY, Server, finished, held, serving, undisturbed, until

pytestmark = pytest.mark.large  # each needs a server of its own


def system(*command: str | Path) -> None:
    """Have the system do something that only its owner may."""
    try:
        done = subprocess.run([str(word) for word in command], check=False, capture_output=True, text=True)
    except OSError as error:
        pytest.skip(f"this machine has no {command[0]}: {error}")
    if done.returncode:
        pytest.skip(f"this machine does not let a test {' '.join(map(str, command))}: {done.stderr.strip()}")


class FrailDisk:
    """A disk that closes itself when something is wrong with it, as they do on small computers with a worn card. Files
    that are open for writing are closed, too."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._image = folder / "disk", folder / "image"
        self.folder.mkdir()
        with self._image.open("wb") as image:
            image.truncate(64_000_000)
        system("mkfs.ext4", "-q", self._image)
        self._mount()

    def _mount(self) -> None:
        system("mount", "-o", "loop,errors=remount-ro", self._image, self.folder)
        found = subprocess.run(["findmnt", "-no", "SOURCE", self.folder], check=True, capture_output=True, text=True)
        self._switch = Path("/sys/fs/ext4") / Path(found.stdout.strip()).name / "trigger_fs_error"

    def close(self) -> None:
        """Something is wrong."""
        try:
            self._switch.write_text("1")
        except OSError as error:
            pytest.skip(f"this machine's disks do not fail on demand: {error}")

    def mend(self) -> None:
        """As a person does who starts the machine again."""
        self.remove()
        assert subprocess.run(["fsck.ext4", "-y", self._image], check=False, capture_output=True).returncode == 1
        self._mount()

    def remove(self) -> None:
        subprocess.run(["umount", self.folder], check=True, capture_output=True)


@pytest.fixture
def frail(tmp_path: Path) -> Iterator[FrailDisk]:
    disk = FrailDisk(tmp_path)
    yield disk
    disk.remove()


@contextlib.contextmanager
def closed(folder: Path) -> Iterator[None]:
    """A folder that is read-only for everybody who opens something in it meanwhile."""
    system("mount", "--bind", folder, folder)
    try:
        system("mount", "-o", "remount,bind,ro", folder)
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


BEGIN = ("POST", "/api/boards", {"script": "A man.", "lines": True, "title": "Two"})
EDITS = (
    ("PATCH", "/api/boards/BOARD/panels/1", {"fields": {"size": "CU"}}),
    ("DELETE", "/api/boards/BOARD/panels/1", None),
    ("POST", "/api/boards/BOARD/undo", None),
)
WISHES: tuple[tuple[str, str, object], ...] = (
    ("POST", "/api/boards/BOARD/renders", {}),
    ("POST", "/api/jobs/1/cancel", None),
    ("PATCH", "/api/queue", {"paused": True}),
)


def refuses(server: Server, board: str, *changes: tuple[str, str, object]) -> None:
    """See that the server says of every change that it cannot write, and still shows everything."""
    for method, path, body in changes:
        answer = server.client.request(method, path.replace("BOARD", board), json=body)
        assert (answer.status_code, answer.headers["content-type"]) == (507, "application/problem+json"), answer.text
        assert answer.json()["code"] in ("library.closed", "jobs.closed", "jobs.disk-full")
    for path in ("/", "/api/boards", f"/api/boards/{board}", "/api/jobs", "/api/jobs/1/items", "/api/queue"):
        assert server.client.get(path).status_code == 200, path
    for panel in server.get(f"/api/boards/{board}")["panels"]:
        if panel["take"]:
            assert server.client.get(panel["take"]["picture"]).status_code == 200


def test_f10_a_disk_that_closes_under_the_server(frail: FrailDisk, tmp_path: Path) -> None:
    home = frail.folder / "home"
    server = Server(home, log=tmp_path / "log").up()
    board = server.begin(MANY, size=LARGE)
    job = server.render(board)
    until(lambda: server.job(job)["counts"].get("done"), server)
    frail.close()
    assert "write" in until(lambda: held(server), server)
    refuses(server, board, BEGIN, *EDITS, *WISHES)
    assert server.end() == 4  # it could not put everything in order, and says so
    assert "refuses to write" in server.said
    assert "Traceback" not in server.said
    frail.mend()
    with serving(home) as again:
        again.finish(job)
    assert finished(home / "one") == undisturbed(MANY, LARGE)


def test_f10_boards_that_are_closed_under_the_server_until_they_are_open_again(tmp_path: Path) -> None:
    home, gate = tmp_path / "home", tmp_path / "gate"
    with serving(home, odd={"forest": f"wait:{gate}"}) as server:
        board = server.begin()
        job = server.render(board)
        server.in_work(job, 2)
        with closed(home):
            gate.touch()
            assert "must not write" in until(lambda: held(server), server)
            refuses(server, board, BEGIN, *EDITS)
        server.finish(job)  # nobody has told it to go on
        assert {item["attempts"] for item in server.items(job)} == {0}
        assert not held(server)
        assert "Traceback" not in server.said
    assert finished(home / "one") == undisturbed()


def test_f10_one_board_that_is_closed_under_the_server(tmp_path: Path) -> None:
    home, gate = tmp_path / "home", tmp_path / "gate"
    with serving(home, odd={"forest": f"wait:{gate}"}) as server:
        board, other = server.begin(), server.begin(title="Two")
        job = server.render(board)
        server.in_work(job, 2)
        with closed(home / "one"):
            gate.touch()
            assert server.through(job) == "failed"
            assert "must not write" in server.items(job)[2]["reason"]
            refuses(server, board, *EDITS)
            server.finish(server.render(other))
            assert not held(server)
        server.post(f"/api/jobs/{job}/retry")
        server.finish(job)
        assert "Traceback" not in server.said
    assert finished(home / "one") == undisturbed()
