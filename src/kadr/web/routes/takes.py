"""Pictures: as PNG, as SVG with layers, as thumbnails; the reference photos of the cast."""

from pathlib import Path as PathOnDisk
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Path
from fastapi.responses import FileResponse, Response

from kadr.errors import NotThere
from kadr.messages import say
from kadr.web import patterns
from kadr.web.described import file_of
from kadr.web.files import GivenFile
from kadr.web.here import Key, Small, TheBoard

router = APIRouter(prefix="/api/boards/{board}", tags=["pictures"])

FOR_GOOD = {"Cache-Control": "private, max-age=31536000, immutable"}
"""A take is named by its content: what its URL shows never changes."""

Seen = Annotated[str, Header(alias="If-None-Match", max_length=1000)]
Digest = Annotated[str, Path(pattern=patterns.DIGEST)]


@router.get("/takes/{key}.png", response_class=FileResponse, responses=file_of("image/png", kept=True))
def picture(opened: TheBoard, key: Key, seen: Seen = "") -> Response:
    """The picture of a take."""
    return _file(opened.folder.picture(key), "image/png", seen)


@router.get("/takes/{key}.svg", response_class=FileResponse, responses=file_of("image/svg+xml", kept=True))
def lines(opened: TheBoard, key: Key, seen: Seen = "") -> Response:
    """The lines of a drawn take, in named layers."""
    return _file(opened.folder.picture(key).with_suffix(".svg"), "image/svg+xml", seen)


@router.get("/takes/{key}.webp", response_class=FileResponse, responses=file_of("image/webp", kept=True))
def small(
    opened: TheBoard, thumbnails: Small, key: Key, width: Literal["160", "320", "640"] = "320", seen: Seen = ""
) -> Response:
    """A thumbnail of a take."""
    whole = opened.folder.picture(key)
    if not whole.is_file():
        raise NotThere(say("serving.no-take", key=key))
    return _file(thumbnails.of(whole, int(width)), "image/webp", seen)


@router.get("/references/{digest}.png", response_class=FileResponse, responses=file_of("image/png", kept=True))
def reference(opened: TheBoard, digest: Digest, seen: Seen = "") -> Response:
    """A reference photo."""
    return _file(opened.folder.path / "references" / f"{digest}.png", "image/png", seen)


def _file(path: PathOnDisk, kind: str, seen: str) -> Response:
    """A file that never changes; only word of that for who has it (`seen`: If-None-Match)."""
    if not path.is_file() or path.is_symlink():
        raise NotThere(say("serving.no-take", key=path.stem))
    headers = {**FOR_GOOD, "ETag": f'"{path.stem}"'}
    if headers["ETag"] in seen:
        return Response(status_code=304, headers=headers)
    return GivenFile(path, media_type=kind, headers=headers)
