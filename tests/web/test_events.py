"""What happens, told to those who listen: nothing is missed, and nothing comes twice."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from serving import PATIENCE, Heard, Served, events_of, serve, wait_for


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("events") / "home") as server:
        yield server


@pytest.fixture(scope="module")
def job(server: Served) -> Any:
    """A job that was drawn while nobody listened."""
    return server.draw(server.begin("A man walks.\nA dog sleeps.\nA kite flies.", lines=True)["id"])


def newest(server: Served) -> int:
    """The number of the last event."""
    seq = server.listen(until=lambda heard: True)[0].data["seq"]
    assert isinstance(seq, int)
    return seq


def numbers(heard: Sequence[Heard]) -> list[int]:
    return [event.number for event in heard if event.number is not None]


def test_what_was_missed_is_told_from_where_one_left_off(server: Served, job: Any) -> None:
    last = newest(server)
    heard = server.listen(after=0, until=lambda heard: numbers(heard)[-1:] == [last])
    assert heard[0].kind == "hello"
    assert numbers(heard) == list(range(1, last + 1))
    assert all(event.data["seq"] == event.number for event in heard if event.number)
    mine = [event for event in heard if event.data.get("job") == job["id"]]
    assert [event.data["state"] for event in mine if event.kind == "job-changed"] == ["running", "done"]
    assert [event.data["state"] for event in mine if event.kind == "item-ended"] == ["done"] * 3
    for left_off in range(1, last):
        rest = server.listen(after=left_off, until=lambda heard: numbers(heard)[-1:] == [last])
        assert numbers(rest) == list(range(left_off + 1, last + 1))


def test_a_number_in_the_address_is_as_good_for_who_comes_for_the_first_time(server: Served, job: Any) -> None:
    last = newest(server)
    with server.client.stream("GET", "/api/events", params={"after": last - 1}) as stream:
        events = events_of(stream.iter_lines())
        assert [next(events).kind, next(events).number] == ["hello", last]


@pytest.mark.parametrize("after", [10**6, 2**62])
def test_a_number_that_was_never_given_is_a_gap(server: Served, job: Any, after: int) -> None:
    heard = server.listen(after=after, until=lambda heard: len(heard) == 2)
    assert [event.kind for event in heard] == ["hello", "gap"]
    assert heard[1].data == {"after": after}
    assert server.listen(after=0, until=lambda heard: len(heard) == 2)[1].kind != "gap"


@pytest.mark.parametrize("after", ["-1", "x", "1.5", str(2**63), "NaN", ""])
def test_what_is_no_number_is_refused(server: Served, after: str) -> None:
    answer = server.client.get("/api/events", headers={"Last-Event-ID": after})
    assert answer.status_code == 422
    assert answer.json()["field"] == "last-event-id"


def test_a_listener_hears_a_job_as_it_is_drawn_and_its_board_change(server: Served) -> None:
    board = server.begin("A man walks.\nA dog sleeps.", lines=True)["id"]
    with server.client.stream("GET", "/api/events", timeout=PATIENCE) as stream:
        events = events_of(stream.iter_lines())
        assert next(events).kind == "hello"
        job = server.ask("POST", f"/api/boards/{board}/renders", 202, json={})["id"]
        heard: list[Heard] = []
        for event in events:
            heard.append(event)
            if ended(heard, job) and any(event.kind == "board" and event.data["board"] == board for event in heard):
                break
    told = numbers(heard)
    assert told == list(range(told[0], told[0] + len(told)))
    assert board in {event.data["board"] for event in heard if event.kind == "board"}
    live = [event.data for event in heard if event.kind == "live" and event.data["job"] == job]
    assert {one["lane"] for one in live} <= {"draft"}
    assert {one["number"] for one in live} - {""} <= {"1", "2"}  # lanes are looked at ten times a second


def ended(heard: Sequence[Heard], job: int) -> bool:
    return any(one.kind == "job-changed" and one.data["job"] == job and one.data["state"] == "done" for one in heard)


def test_who_comes_back_between_two_events_of_a_running_job_gets_each_once(server: Served) -> None:
    board = server.begin("A man walks.\nA dog sleeps.\nA kite flies.\nIt rains.", lines=True)["id"]
    first = newest(server)
    job = server.ask("POST", f"/api/boards/{board}/renders", 202, json={"takes": 2})["id"]
    told: list[int] = []
    while True:
        after = told[-1] if told else first
        heard = server.listen(after=after, until=lambda heard: len(numbers(heard)) == 2 or ended(heard, job))
        told += numbers(heard)
        if ended(heard, job):
            break
    assert told == list(range(first + 1, told[-1] + 1))


def test_a_job_is_begun_once_however_close_it_comes_behind_another(server: Served) -> None:
    board = server.begin("A man walks.", lines=True)["id"]
    first = newest(server)
    jobs = [
        server.ask("POST", f"/api/boards/{board}/renders", 202, json={"takes": take})["id"] for take in (1, 2, 3, 4)
    ]
    heard = server.listen(after=first, until=lambda heard: all(ended(heard, job) for job in jobs))
    for job in jobs:
        states = [event.data["state"] for event in heard if event.kind == "job-changed" and event.data["job"] == job]
        assert states == ["running", "done"]


def test_who_asks_sees_the_same_as_who_listens(server: Served, job: Any) -> None:
    live = wait_for(lambda: server.ask("GET", "/api/live", 200), until=lambda live: live and not live[0]["job"])
    heard = server.listen(after=newest(server), until=lambda heard: heard[-1].kind == "live")
    assert heard[-1].data == live[0]


def test_who_leaves_while_the_past_is_told_is_no_fault(server: Served, job: Any) -> None:
    for _ in range(20):
        with server.client.stream("GET", "/api/events", params={"after": 0}):
            pass


def test_who_leaves_is_forgotten(server: Served) -> None:
    with server.client.stream("GET", "/api/events") as stream:
        events = events_of(stream.iter_lines())  # as long as it lives, the connection does
        assert next(events).kind == "hello"
        health = server.ask("GET", "/api/health", 200)
        assert health["listeners"] >= 1
    wait_for(lambda: server.ask("GET", "/api/health", 200)["listeners"], until=lambda listeners: listeners == 0)


def test_who_comes_after_a_long_time_alone_is_not_let_go(server: Served) -> None:
    board = server.begin("A man walks.", lines=True)["id"]
    server.ask("PATCH", "/api/queue", 200, json={"paused": True})
    for _ in range(130):  # more events than may wait for a listener
        job = server.ask("POST", f"/api/boards/{board}/renders", 202, json={})["id"]
        server.ask("POST", f"/api/jobs/{job}/cancel", 200)
    with server.client.stream("GET", "/api/events", timeout=PATIENCE) as stream:
        events = events_of(stream.iter_lines())
        assert next(events).kind == "hello"
        server.ask("PATCH", "/api/queue", 200, json={"paused": False})
        assert any(event.kind == "queue-resumed" for event in events)
