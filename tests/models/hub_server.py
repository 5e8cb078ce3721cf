"""A hub of models on this machine: as much of its protocol as a download needs, with faults to order."""

import hashlib
import json
import re
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Hub:
    """Serves `files` as the repository film/tiny. `faults`: what goes wrong, by file; `sent`: bytes, by file."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files, self.faults = files, dict[str, str]()
        self.sent: Counter[str] = Counter()
        self.agents: set[str] = set()
        self.stop_at, self.pause = 0, 0.0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"hub": self}))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def etag(self, path: str) -> str:
        data = self.files[path]
        if path.endswith(".safetensors"):
            return hashlib.sha256(data).hexdigest()
        return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


class Handler(BaseHTTPRequestHandler):
    hub: Hub

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self, *, body: bool) -> None:
        self.hub.agents.add(self.headers.get("User-Agent", ""))
        if re.fullmatch(r"/api/models/film/tiny(\?.*)?", self.path):
            self._list()
            return
        found = re.fullmatch(r"/film/tiny/resolve/[^/]+/(.+)", self.path)
        if not found or found[1] not in self.hub.files:
            code = "EntryNotFound" if found else "RepoNotFound"
            self._refuse(404, code)
            return
        path = found[1]
        fault = self.hub.faults.get(path, "")
        if fault == "gated":
            self._refuse(401, "GatedRepo")
        elif fault == "fails":
            self._refuse(500, "")
        else:
            self._file(path, self.hub.files[path], fault, body)

    def _refuse(self, status: int, code: str) -> None:
        self.send_response(status)
        if code:
            self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _list(self) -> None:
        siblings = [{"rfilename": path, "size": len(data)} for path, data in self.hub.files.items()]
        facts = {"id": "film/tiny", "sha": COMMIT, "siblings": siblings, "cardData": {"license": "mit"}}
        data = json.dumps(facts).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _file(self, path: str, data: bytes, fault: str, body: bool) -> None:
        etag, size, begin = self.hub.etag(path), len(data), 0
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if body and fault == "other bytes":
            data = data[:-1] + bytes([data[-1] ^ 1])
        if body and fault == "short":
            data = data[: size // 2]
        if body and asked and fault != "no ranges":
            begin = int(asked[1])
        self.send_response(206 if begin else 200)
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("ETag", f'"{etag}"')
        self.send_header("X-Linked-Etag", f'"{etag}"')
        self.send_header("X-Linked-Size", str(size))
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(data) - begin))
        self.end_headers()
        if body:
            self._send(path, data, begin)

    def _send(self, path: str, data: bytes, begin: int) -> None:
        for at in range(begin, len(data), 100_000):
            while self.hub.stop_at and at >= self.hub.stop_at:
                time.sleep(0.02)
            time.sleep(self.hub.pause)
            block = data[at : at + 100_000]
            try:
                self.wfile.write(block)
            except OSError:
                return
            self.hub.sent[path] += len(block)
