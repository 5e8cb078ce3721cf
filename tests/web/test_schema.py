"""The API against its own OpenAPI document: every operation is asked what the document allows, and what it does not."""

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from serving import SMALL, YURT, Served, serve

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]

pytestmark = pytest.mark.large

ENDLESS = "/api/events"

SETTINGS = hypothesis.settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("schema") / "home") as server:
        yield server


@pytest.fixture(scope="module")
def known(server: Served) -> dict[str, Any]:
    """Path parameters that name what is there: a board that is drawn, its first panel, its job."""
    board = server.begin(YURT, title="Known", size=SMALL)
    job = server.draw(board["id"])
    take = server.ask("GET", f"/api/boards/{board['id']}", 200)["panels"][0]["take"]["key"]
    return {"board": board["id"], "panel": "1A", "name": "ALDAR", "job": job["id"], "key": take}


def operations(server: Served) -> list[Any]:
    """Every operation of the document but the one that never ends."""
    document = schemathesis.openapi.from_url(f"{server.url}/api/openapi.json")
    found = [result.ok() for result in document.get_all_operations() if isinstance(result, Ok)]
    return [operation for operation in found if operation.path != ENDLESS]


def test_every_operation_keeps_to_its_document(server: Served, known: dict[str, Any]) -> None:
    names = {
        "GET /api/boards",
        "POST /api/boards",
        "PATCH /api/boards/{board}/panels/{panel}",
        "POST /api/jobs/{job}/retry",
    }
    asked = operations(server)
    assert names <= {f"{one.method.upper()} {one.path}" for one in asked}
    for operation in asked:
        ask(operation, known, there=False)
        if "{" in operation.path:
            ask(operation, known, there=True)


def ask(operation: Any, known: dict[str, Any], *, there: bool) -> None:
    """Ask one operation; `there`: of what there is."""

    @SETTINGS
    @hypothesis.given(case=operation.as_strategy())
    def run(case: Any) -> None:
        if there:
            case.path_parameters = {name: known.get(name, given) for name, given in case.path_parameters.items()}
        case.call_and_validate(checks=CHECKS)

    run()
