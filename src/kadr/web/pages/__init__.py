"""The plain page: boards and panels as HTML that needs no script, and forms that do the most common things."""

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from kadr.errors import BadInput, BadUse
from kadr.export import words
from kadr.messages import say
from kadr.web.asked import NewBoard, NewRender
from kadr.web.here import Here, Language, TheBoard, open_board
from kadr.web.manual import routes_of
from kadr.web.pages.progress import progress
from kadr.web.routes import boards, jobs
from kadr.web.routes.vocabulary import ASPECTS
from kadr.web.speech import heard
from kadr.web.templates import fill, read
from kadr.web.views import BoardLine
from kadr.wiring import PATIENCE, make_layout, print_sheet
from kadr.wiring.serving import Office

router = APIRouter(include_in_schema=False)

UNTITLED = "Untitled"
"""How a board is called whose script has no name (`kadr.story`)."""

SEE_OTHER, UNPROCESSABLE = 303, 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the form for a new board, and what was wrong with it when it was sent."""

    script: str = ""
    title: str = ""
    aspect: str = ASPECTS[0]
    fault: str = ""


@router.get("/", response_class=HTMLResponse)
def index(here: Here, language: Language) -> Response:
    """All boards, the last changed first, and a form to begin one."""
    return _index(here, language, Typed())


@router.get("/boards")
def to_index() -> Response:
    """Who goes up from a board's address comes to all of them."""
    return _to("/")


@router.post("/boards")
def begin(
    here: Here,
    language: Language,
    script: Annotated[str, Form(max_length=1_500_000)] = "",
    title: Annotated[str, Form(max_length=200)] = "",
    aspect: Annotated[str, Form(max_length=20)] = ASPECTS[0],
) -> Response:
    """Begin a board from the form, and draft it. What cannot be used stays in the form, with what is wrong."""
    asked = NewBoard(script=script or " ", title=title.strip() or None, aspect=aspect)
    try:
        board = boards.begun(here, asked)
    except (BadInput, BadUse) as error:
        fault = heard(error.message, here.home.path).text(language)
        return _index(here, language, Typed(script=script, title=title, aspect=aspect, fault=fault), UNPROCESSABLE)
    jobs.add(here, open_board(here, board.id), NewRender())
    return _to(f"/boards/{board.id}")


@router.get("/boards/{board}", response_class=HTMLResponse)
def show(here: Here, opened: TheBoard, language: Language) -> Response:
    """A board, panel by panel."""
    held = jobs.read_queue(here, language).reason
    shots = {panel.id: panel.shot for panel in opened.board.panels}
    return _page(
        "board.html",
        language,
        board=boards.view(here, opened),
        title=_titled(opened.board.title, language),
        facts=words.facts(opened.board, language),
        progress=progress(here, opened, language, held=held is not None),
        held=held,
        cameras={key: words.camera(shot, language) for key, shot in shots.items()},
        seconds={key: words.length(shot.seconds, language) for key, shot in shots.items()},
    )


@router.get("/boards/{board}/sheet", response_class=HTMLResponse)
def show_sheet(here: Here, opened: TheBoard, language: Language) -> Response:
    """The printed sheet, all its pages."""
    layout = make_layout(None, "a4")
    printed = print_sheet(opened.folder, layout, language=language, tell=here.quiet, patience=PATIENCE)
    title = _titled(opened.board.title, language)
    return _page("paper.html", language, board=opened.id, title=title, pages=range(1, len(printed) + 1))


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


@router.post("/jobs/{job}/retry")
def retry(here: Here, job: int) -> Response:
    """Draw what a job did not: what failed, and what it was stopped before."""
    return _to(f"/boards/{jobs.retry(here, job).board}")


@router.post("/queue/resume")
def resume(here: Here, board: Annotated[str, Form(pattern="^([0-9a-f]{12})?$")] = "") -> Response:
    """Let a held queue go on; `board`: the one whose page it was asked from."""
    here.queue.resume_all()
    here.wake()
    return _to(f"/boards/{board}" if board else "/")


@router.get("/api/docs", response_class=HTMLResponse)
def manual(request: Request, language: Language) -> Response:
    """Everything that the API can be asked, each with how curl asks it."""
    with_token = bool(request.app.state.needs_token)
    groups = routes_of(request.app.openapi(), str(request.base_url).rstrip("/"), with_token=with_token)
    return _page("docs.html", language, groups=groups, intro=say("serving.api").text(language), with_token=with_token)


@router.get("/style.css")
def style() -> Response:
    """How the plain page looks."""
    return Response(read("style.css"), media_type="text/css", headers={"Cache-Control": "no-cache"})


def _index(here: Office, language: str, typed: Typed, status: int = 200) -> Response:
    lines = sorted(boards.list_boards(here), key=lambda line: line.changed, reverse=True)
    facts = {
        "boards": lines,
        "covers": {line.id: _cover(here, line.id) for line in lines},
        "titles": {line.id: _titled(line.title, language) for line in lines},
        "told": {line.id: _told(line, language) for line in lines},
        "at_work": {job.board for job in here.queue.jobs()},
        "held": jobs.read_queue(here, language).reason,
        "aspects": ASPECTS,
        "typed": typed,
    }
    return _page("index.html", language, status, **facts)


def _cover(here: Office, board: str) -> str | None:
    """The key of the first picture of a board."""
    folder = here.home.board(board)
    found = folder.glance()
    return next(iter(folder.covers(found.panels)), None) if found else None


def _titled(title: str, language: str) -> str:
    return say("page.untitled").text(language) if title in ("", UNTITLED) else title


def _told(line: BoardLine, language: str) -> str:
    """How long a board is, and how much of it is drawn, where that is not all."""
    told = say("sheet.panels", n=line.panel_count).text(language)
    if line.drawn_count == line.panel_count:
        return told
    return f"{told} · {say('page.drawn-of', n=line.panel_count, drawn=line.drawn_count).text(language)}"


def _to(path: str) -> Response:
    return RedirectResponse(quote(path), SEE_OTHER)


def _page(name: str, language: str, status: int = 200, **facts: Any) -> Response:
    headers = {"Cache-Control": "no-store", "Content-Language": language}
    return HTMLResponse(fill(name, language, **facts), status, headers=headers)
