"""Panels that take their worker with them, or its memory, or its device: they are set aside, and the rest goes on."""

from pathlib import Path

import pytest
from harness import Server, serving, until

pytestmark = pytest.mark.large  # each needs a server of its own

CAVE = "A man walks in the steppe.\nA man stands in a cave.\nA woman sits in the yurt.\nA man reads in the kitchen."


def states(server: Server, job: int) -> list[tuple[str, int]]:
    return [(item["state"], item["attempts"]) for item in server.items(job)]


def test_f4_a_panel_that_kills_is_set_aside_also_across_restarts(tmp_path: Path) -> None:
    odd = {"cave": "kill"}
    server = Server(tmp_path / "home", odd=odd).up()
    job = server.render(server.begin(CAVE))
    until(lambda: ("waiting", 1) in states(server, job), server)
    server.kill()
    with serving(tmp_path / "home", odd=odd) as again:
        assert again.through(job) == "failed"
        assert states(again, job) == [("done", 0), ("failed", 3), ("done", 0), ("done", 0)]
        assert "memory" in again.items(job)[1]["reason"]
        died = len(again.events("worker-died"))
        assert died in (1, 2, 3)  # whoever killed the server may have killed a worker that was about to die


@pytest.mark.parametrize("how", ["kill", "leave:7"])
def test_f4_a_panel_that_kills_before_any_is_begun(how: str, tmp_path: Path) -> None:
    with serving(tmp_path / "home", odd={"prepare cave": how}) as server:
        job = server.render(server.begin(CAVE))
        assert server.through(job) == "failed"
        assert states(server, job) == [("done", 0), ("failed", 3), ("done", 0), ("done", 0)]


def test_f5_memory_that_runs_out_fails_the_job_with_its_reason_and_not_the_next(tmp_path: Path) -> None:
    with serving(tmp_path / "home", odd={"cave": "starve:"}) as server:
        job = server.render(server.begin(CAVE))
        assert server.through(job) == "failed"
        assert [state for state, _ in states(server, job)] == ["done", "failed", "failed", "failed"]
        assert "smaller size" in server.items(job)[1]["reason"]
        server.finish(server.render(server.begin(title="Two")))


@pytest.mark.parametrize(
    ("fault", "told"),
    [("break:CUDA error: device-side assert triggered", "device-side assert"), ("swell", "Memory ran out")],
    ids=["f7-device", "f6-memory"],
)
def test_a_fault_costs_one_panel_and_its_worker(fault: str, told: str, tmp_path: Path) -> None:
    with serving(tmp_path / "home", odd={"cave": fault}) as server:
        job = server.render(server.begin(CAVE))
        first = server.worker()
        assert server.through(job) == "failed"
        assert states(server, job) == [("done", 0), ("failed", 0), ("done", 0), ("done", 0)]
        assert told in server.items(job)[1]["reason"]
        assert not first.is_running()
        assert server.worker().pid != first.pid


def test_f7_a_fault_before_any_panel_fails_the_job_in_words_and_not_the_next(tmp_path: Path) -> None:
    with serving(tmp_path / "home", odd={"prepare cave": "break:CUDA error: unspecified launch failure"}) as server:
        job = server.render(server.begin(CAVE))
        assert server.through(job) == "failed"
        assert states(server, job) == [("failed", 0)] * 4
        assert "unspecified launch failure" in server.items(job)[0]["reason"]
        server.finish(server.render(server.begin(title="Two")))
