"""Finished panels through the server: real SDXL classes in miniature, in a worker of their own."""

import io
import signal
from pathlib import Path

import psutil
import pytest
from PIL import Image
from serving import Heard, Served, serve, wait_for

from miniature import noisy_png

pytestmark = pytest.mark.torch

STEPS = 3


def through(heard: list[Heard]) -> bool:
    return heard[-1].kind == "job-changed" and heard[-1].data["state"] in ("done", "failed")


def finish(server: Served, board: str, **wanted: object) -> list[Heard]:
    """Everything that is heard while panels are finished."""
    since = server.listen(until=lambda heard: True)[0].data["seq"]
    asked = {"engine": "sdxl", "steps": STEPS, **wanted}
    job = server.ask("POST", f"/api/boards/{board}/renders", 202, json=asked)
    heard = server.listen(after=since, until=through)
    items = server.ask("GET", f"/api/jobs/{job['id']}/items", 200)
    assert [item["state"] for item in items] == ["done"] * len(items), items
    return heard


def test_panels_are_finished_with_a_face_and_from_a_start_also_by_a_second_worker(tiny: Path, tmp_path: Path) -> None:
    own = {"KADR_MODEL": str(tiny), "HOME": str(tmp_path)}
    with serve(tmp_path / "home", environment=own, quiet=False) as server:
        board = server.begin("Anna walks.\n\nAnna runs.", lines=True, size="64x64")
        place = f"/api/boards/{board['id']}"
        photo = {"photo": ("anna.png", noisy_png(1, (80, 80)))}
        server.ask("POST", f"{place}/cast/Anna/references", 201, files=photo)

        heard = finish(server, board["id"], panels=["1"])
        lives = [one.data for one in heard if one.kind == "live"]
        assert {live["stage"] for live in lives} >= {"denoise"}
        assert all(live["lane"] == "device" for live in lives if live["job"])
        plain = server.ask("GET", place, 200)["panels"][0]["take"]
        assert plain["engine"] == "sdxl"
        with Image.open(io.BytesIO(server.client.get(plain["picture"]).content)) as picture:
            assert picture.size == (64, 64)

        sketch = {"picture": ("sketch.png", noisy_png(2, (64, 64)))}
        server.ask("POST", f"{place}/panels/1/picture", 200, data={"fit": "start", "strength": "0.7"}, files=sketch)
        finish(server, board["id"], panels=["1"])
        begun = server.ask("GET", place, 200)["panels"][0]["take"]
        assert begun["key"] != plain["key"]

        worker = next(
            one for one in psutil.Process(server.process.pid).children() if "worker" in " ".join(one.cmdline())
        )
        worker.send_signal(signal.SIGKILL)
        wait_for(worker.is_running, until=lambda alive: not alive or worker.status() == psutil.STATUS_ZOMBIE)
        finish(server, board["id"], panels=["2"])
        panels = server.ask("GET", place, 200)["panels"]
        assert panels[0]["take"]["key"] == begun["key"]
        assert panels[1]["take"]["engine"] == "sdxl"
