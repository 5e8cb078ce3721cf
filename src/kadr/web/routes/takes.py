"""Pictures: as PNG, as SVG with layers, as thumbnails; the reference photos of the cast."""

from pathlib import Path as PathOnDisk
from typing import Annotated, Literal

from fastapi import APIRouter, Path
from fastapi.responses import FileResponse

from kadr.errors import NotThere
from kadr.messages import say
from kadr.web.here import Key, Small, TheBoard

router = APIRouter(prefix="/api/boards/{board}", tags=["pictures"])

FOR_GOOD = {"Cache-Control": "private, max-age=31536000, immutable"}
"""A take is named by its content: what its URL shows never changes."""

Digest = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


@router.get("/takes/{key}.png", response_class=FileResponse)
def picture(opened: TheBoard, key: Key) -> FileResponse:
    """The picture of a take."""
    return _file(opened.folder.picture(key), "image/png")


@router.get("/takes/{key}.svg", response_class=FileResponse)
def lines(opened: TheBoard, key: Key) -> FileResponse:
    """The lines of a drawn take, in named layers."""
    return _file(opened.folder.picture(key).with_suffix(".svg"), "image/svg+xml")


@router.get("/takes/{key}.webp", response_class=FileResponse)
def small(opened: TheBoard, thumbnails: Small, key: Key, width: Literal["160", "320", "640"] = "320") -> FileResponse:
    """A thumbnail of a take."""
    whole = opened.folder.picture(key)
    if not whole.is_file():
        raise NotThere(say("serving.no-take", key=key))
    return _file(thumbnails.of(whole, int(width)), "image/webp")


@router.get("/references/{digest}.png", response_class=FileResponse)
def reference(opened: TheBoard, digest: Digest) -> FileResponse:
    """A reference photo."""
    return _file(opened.folder.path / "references" / f"{digest}.png", "image/png")


def _file(path: PathOnDisk, kind: str) -> FileResponse:
    if not path.is_file() or path.is_symlink():
        raise NotThere(say("serving.no-take", key=path.stem))
    return FileResponse(path, media_type=kind, headers=FOR_GOOD)
