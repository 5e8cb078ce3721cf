"""The plain page: boards and panels as HTML that needs no script, and forms that do the most common things."""

from functools import cache, partial
from importlib.resources import files
from typing import Annotated, Any
from urllib.parse import quote

import jinja2
from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from kadr import presets
from kadr.export import words
from kadr.jobs.values import Job
from kadr.messages import say
from kadr.web.asked import NewBoard, NewRender
from kadr.web.here import Here, Language, TheBoard, open_board
from kadr.web.manual import routes_of
from kadr.web.routes import boards, jobs
from kadr.web.routes.vocabulary import ASPECTS
from kadr.web.speech import heard
from kadr.wiring.serving import Office

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303


@router.get("/", response_class=HTMLResponse)
def index(here: Here, language: Language) -> Response:
    """All boards, and a form to begin one."""
    lines = boards.list_boards(here)
    covers = {line.id: _cover(here, line.id) for line in lines}
    facts = {"boards": lines, "covers": covers, "aspects": ASPECTS, "styles": presets.names("style")}
    return _page("index.html", language, **facts)


@router.post("/boards")
def begin(
    here: Here,
    script: Annotated[str, Form(max_length=1_500_000)] = "",
    title: Annotated[str, Form(max_length=200)] = "",
    aspect: Annotated[str, Form(max_length=20)] = "16:9",
) -> Response:
    """Begin a board from the form, and draft it."""
    asked = NewBoard(script=script or " ", title=title.strip() or None, aspect=aspect)
    board = boards.begun(here, asked)
    jobs.add(here, open_board(here, board.id), NewRender())
    return _to(f"/boards/{board.id}")


@router.get("/boards/{board}", response_class=HTMLResponse)
def show(here: Here, opened: TheBoard, language: Language) -> Response:
    """A board, panel by panel."""
    view = boards.view(here, opened)
    waiting = here.queue.jobs(opened.id, limit=20)
    ended = here.queue.jobs(opened.id, ended=True, limit=1)
    live = next((live for live in here.showing.now()[1].values() if live.board == opened.id and live.job), None)
    failed = _failed(here, ended[0], language) if ended and not waiting else {}
    shown = [jobs.view(job) for job in waiting]
    held = jobs.read_queue(here, language).reason
    shots = {panel.id: panel.shot for panel in opened.board.panels}
    return _page(
        "board.html",
        language,
        board=view,
        jobs=shown,
        live=live,
        failed=failed,
        held=held,
        cameras={key: words.camera(shot, language) for key, shot in shots.items()},
        seconds={key: words.length(shot.seconds, language) for key, shot in shots.items()},
    )


@router.post("/boards/{board}/draw")
def draw(here: Here, opened: TheBoard) -> Response:
    """Draft all panels that have no picture of what they are."""
    jobs.add(here, opened, NewRender())
    return _to(f"/boards/{opened.id}")


@router.post("/boards/{board}/undo")
def undo(here: Here, opened: TheBoard) -> Response:
    """Take back the last change."""
    boards.undo(here, opened)
    return _to(f"/boards/{opened.id}")


@router.post("/boards/{board}/redo")
def redo(here: Here, opened: TheBoard) -> Response:
    """Take back the last undo."""
    boards.redo(here, opened)
    return _to(f"/boards/{opened.id}")


@router.post("/jobs/{job}/cancel")
def cancel(here: Here, job: int) -> Response:
    """Stop a job."""
    return _to(f"/boards/{jobs.cancel(here, job).board}")


@router.post("/queue/resume")
def resume(here: Here) -> Response:
    """Let a held queue go on."""
    here.queue.resume_all()
    here.wake()
    return _to("/")


@router.get("/api/docs", response_class=HTMLResponse)
def manual(request: Request, language: Language) -> Response:
    """Everything that the API can be asked, each with how curl asks it."""
    groups = routes_of(request.app.openapi(), str(request.base_url).rstrip("/"))
    return _page("docs.html", language, groups=groups, intro=say("serving.api").text(language))


@router.get("/style.css")
def style() -> Response:
    """How the plain page looks."""
    return Response(_file("style.css"), media_type="text/css", headers={"Cache-Control": "no-cache"})


def _cover(here: Office, board: str) -> str | None:
    """The key of the first picture of a board."""
    folder = here.home.board(board)
    found = folder.glance()
    return next(iter(folder.covers(found.panels)), None) if found else None


def _failed(here: Office, job: Job, language: str) -> dict[str, str]:
    """Why panels failed in the last job, by their id."""
    return {
        item.panel: heard(item.reason, here.home.path).text(language)
        for item in here.queue.items(job.id)
        if item.reason
    }


def _to(path: str) -> Response:
    return RedirectResponse(quote(path), SEE_OTHER)


def _page(name: str, language: str, **facts: Any) -> Response:
    html = _templates().get_template(name).render(t=partial(_text, language), lang=language, **facts)
    return HTMLResponse(html, headers={"Cache-Control": "no-store", "Content-Language": language})


def _text(language: str, key: str, **facts: object) -> str:
    return say(f"page.{key}", **facts).text(language)


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FunctionLoader(lambda name: _file(name).decode())
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)


def _file(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()
