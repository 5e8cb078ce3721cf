"""The application: routes, and errors in words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

from kadr.errors import (
    BadInput,
    BadUse,
    Busy,
    DiskFull,
    DoesNotFit,
    FolderClosed,
    KadrError,
    MachineCannot,
    NoModel,
    NotNow,
    NotThere,
    Stopped,
)  # fmt: skip
from kadr.messages import Message, say
from kadr.web import pages
from kadr.web.described import REFUSALS, Described
from kadr.web.events import Feed
from kadr.web.heads import Heads
from kadr.web.here import language
from kadr.web.problem import PROBLEM, Refusal, problem, wants_page
from kadr.web.routes import arranging, boards, downloads, events, health, jobs, panels, takes, vocabulary
from kadr.web.rules import METHODS
from kadr.web.shapes import field_of, reason_of
from kadr.web.speech import heard
from kadr.web.thumbnails import Thumbnails
from kadr.wiring.serving import Office

STATUSES: tuple[tuple[type[KadrError], int], ...] = (
    (NotThere, 404),
    (NotNow, 409),
    (BadUse, 400),
    (BadInput, 422),
    (DiskFull, 507),
    (FolderClosed, 507),
    (NoModel, 409),
    (DoesNotFit, 409),
    (MachineCannot, 503),
    (Busy, 409),
    (Stopped, 409),
)
"""The status of each kind of error: the first row that fits."""

FORMS = (("Too many", "serving.form-many"), ("exceeded maximum size", "serving.form-long"))
"""What Starlette says of forms, and what kadr says of it."""

MOST_FAULTS = 20
"""Faults of a request that are told one by one."""


def create_app(office: Office) -> Described:
    """The application over an office. The guard stands before it (`kadr.web.guard`)."""
    feed = Feed(office)

    @asynccontextmanager
    async def lifespan(app: Described) -> AsyncIterator[None]:
        async with feed.running():
            yield

    app = Described(
        title="kadr",
        version=version("kadr"),
        summary="Storyboards with the same character in every panel, on a small machine.",
        description=say("serving.api").text(),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.office = office
    app.state.feed = feed
    app.state.needs_token = False  # unless the door says otherwise
    app.state.thumbnails = Thumbnails(office.home.state / "thumbnails")
    for routes in (boards, panels, arranging, jobs, takes, downloads, events, vocabulary, health, pages):
        app.include_router(routes.router, responses=REFUSALS)
    app.add_middleware(Heads)
    app.add_exception_handler(KadrError, _refuse)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _refuse_shape)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, _refuse_plainly)  # type: ignore[arg-type]
    app.add_exception_handler(ClientDisconnect, _let_go)
    app.add_exception_handler(Exception, _own_fault)
    return app


def _problem(request: Request, status: int, message: Message, **more: Any) -> Response:
    """A refusal: as a page for a browser that opened an address or sent a form, as problem JSON for all others."""
    headers, code = more.pop("headers", None), message.id
    message = heard(message, request.app.state.office.home.path)
    if wants_page(request.headers.get("accept", "")):
        kind, page = Refusal(status=status, message=message).body(language(request), page=True)
        return Response(page, status, headers=headers, media_type=kind.decode())
    return Response(
        problem(status, message, language(request), **{"code": code, **more}),
        status,
        headers=headers,
        media_type=PROBLEM,
    )


async def _refuse(request: Request, error: KadrError) -> Response:
    status = next(status for kind, status in STATUSES if isinstance(error, kind))
    return _problem(request, status, error.message, **({"field": error.field} if error.field else {}))


async def _refuse_shape(request: Request, error: RequestValidationError) -> Response:
    """Whatever is wrong with the shape of a request, each with its field."""
    found = [(field_of(fault["loc"]), reason_of(fault)) for fault in error.errors()[:MOST_FAULTS]]
    spoken = language(request)
    told = [{"field": field, "reason": reason.text(spoken)} for field, reason in found]
    field, reason = found[0]
    message = say("serving.field", field=field, reason=reason) if field else say("serving.shape", reason=reason)
    return _problem(request, 422, message, field=field, errors=told)


async def _refuse_plainly(request: Request, error: HTTPException) -> Response:
    """What the framework refuses: no such page, no such method, a form that cannot be read."""
    if error.status_code == 405:
        known = ", ".join(_methods(request))
        message = say("serving.no-method", method=request.method, known=known)
        return _problem(request, 405, message, headers={"Allow": known})
    form = next((key for words, key in FORMS if words in error.detail), "serving.form-broken")
    plain = {404: say("serving.no-page"), 416: say("serving.no-piece"), 400: say(form, limit=1)}
    message = plain.get(error.status_code) or say("serving.status")
    return _problem(request, error.status_code, message, headers=error.headers)


def _methods(request: Request) -> list[str]:
    """What can be asked at the address of a request: the framework would name only the first of its routes."""
    routes = request.app.routes
    probes = {method: {**request.scope, "method": "GET" if method == "HEAD" else method} for method in METHODS}
    return [method for method in METHODS if any(_takes(route, probes[method]) for route in routes)]


def _takes(route: BaseRoute, scope: Scope) -> bool:
    return route.matches(scope)[0] is Match.FULL


async def _let_go(request: Request, error: Exception) -> Response:
    """Who asked has left before all was said. That is no fault, and nobody reads the answer."""
    return Response(status_code=400)


async def _own_fault(request: Request, error: Exception) -> Response:
    """A fault of kadr's own. What it was is in the server's log, and not for everybody."""
    return _problem(request, 500, say("serving.own-fault"))
