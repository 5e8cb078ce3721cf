"""Boards on disk: found, changed, mapped, printed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kadr import edits, studio
from kadr.board import Board, Format
from kadr.composition import Order, compose
from kadr.engines.draft import DraftArtist
from kadr.engines.draft.maps import draw_maps
from kadr.engines.draft.maps.bundle import bundle, own_files
from kadr.errors import BadBoard, BadUse
from kadr.export.sheet import Layout
from kadr.library import BoardFolder, folder_name, keep_set
from kadr.library.holding import Tell
from kadr.messages import say
from kadr.wiring.clock import OUT, PATIENCE, failpoint, now
from kadr.wiring.hands import untold


def open_board(path: Path) -> BoardFolder:
    """The board in a folder. Raises `BadBoard` where there is none."""
    folder = BoardFolder(path, at=failpoint())
    if not folder.document.is_file():
        raise BadBoard(say("library.no-board", path=path))
    return folder


def panels_that_show(picture: Path) -> list[tuple[str, bool]]:
    """The numbers of the panels that show a picture in the folder of their board, and whether they are approved."""
    folder = BoardFolder(picture.resolve().parent.parent)
    board = folder.load() if folder.document.is_file() else None
    panels = zip(board.numbers(), board.panels, strict=True) if board else ()
    return [(number, panel.approved) for number, panel in panels if folder.shown(panel) == picture.resolve()]


def find_board(given: Path | None) -> BoardFolder:
    """The board that a person means: the one given, the one they stand in, or the only one below ./out. Raises
    `BadUse` with the boards there are, `BadBoard` where there is none."""
    if given or BoardFolder(Path.cwd()).document.is_file():
        return open_board(given or Path.cwd())
    found = sorted(path.parent for path in OUT.glob("*/board.json"))
    if len(found) != 1:
        known = ", ".join(str(path) for path in found[:8]) or "—"
        raise BadUse(say("set.which-board", n=len(found), out=OUT, known=known))
    return open_board(found[0])


def change(
    folder: BoardFolder, target: str, assignments: list[tuple[str, str]], *, tell: Tell = lambda message: None
) -> tuple[Board, Board]:
    """Set fields of a panel or a character as a person's; the board before and after, the latter a new revision."""
    return edit(folder, lambda board: edits.apply(board, target, assignments), reason="set", tell=tell)


def edit(
    folder: BoardFolder, do: Callable[[Board], Board], *, reason: str, tell: Tell = lambda message: None
) -> tuple[Board, Board]:
    """Change the board in a folder; the board before and after, the latter a new revision if anything is another."""
    with folder.hold(patience=PATIENCE, tell=tell):
        before = folder.settle(now())
        if before is None:
            raise BadBoard(say("library.no-board", path=folder.path))
        return commit_edit(folder, before, do(before), reason=reason)


def commit_edit(folder: BoardFolder, before: Board, edited: Board, *, reason: str) -> tuple[Board, Board]:
    """`edited`, staged where it is new, as a revision of the board in a held folder."""
    after = restaged(edited)
    if studio.content(after) == studio.content(before):
        return before, before
    return before, folder.commit(after, reason=reason, now=now())


def restaged(board: Board) -> Board:
    """The board with its cast complete and everything staged that is new."""
    return compose(Order(script=None, cast=board.cast, format=board.format, format_by=board.format_by), board)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The control maps of a panel on disk: its id and number, the folder, and the names of the files in it."""

    id: str
    number: str
    folder: Path
    files: tuple[str, ...]


def map_panels(
    folder: BoardFolder,
    target: str | None,
    out: Path | None,
    size: tuple[int, int] | None,
    *,
    tell: Tell = lambda message: None,
) -> Iterator[Mapped]:
    """Draw the control maps of a panel (a number or an id) into `out`, or those of all panels into folders of their
    own below it; `out` None: maps/ in the board's folder. The board is only read. Maps that kadr drew there before go.
    Raises `BadUse`, `Busy`, or a `MachineCannot`, and then nothing of that panel is written."""
    before = folder.load()
    if before is None:
        raise BadBoard(say("library.no-board", path=folder.path))
    board = restaged(before)
    chosen = board.panel(target) if target is not None else None
    if target is not None and chosen is None:
        raise BadUse(say("maps.no-panel", target=target[:60], known=", ".join(board.numbers())))
    form = _resized(board.format, size)
    board = msgspec.structs.replace(board, format=form, renamed={})  # masks are called as people are now
    for panel, number in zip(board.panels, board.numbers(), strict=True):
        if chosen is None or panel.id == chosen.id:
            place = out if out and chosen else (out or folder.path / "maps") / file_safe(number)
            recipe = studio.recipe_for(panel, board, DraftArtist(), untold)
            files = bundle(draw_maps(recipe), recipe, {"id": panel.id, "number": number})
            keep_set(place, files, own_files, patience=PATIENCE, tell=tell, at=failpoint())
            yield Mapped(id=panel.id, number=number, folder=place, files=tuple(files))


def file_safe(number: str) -> str:
    """A panel's number as the name of a file."""
    return number if number.isalnum() else folder_name(number)


def _resized(form: Format, size: tuple[int, int] | None) -> Format:
    """The format in another size of the same shape, give or take a pixel."""
    if size is None:
        return form
    width, height = size
    if min(abs(width - height * form.width / form.height), abs(height - width * form.height / form.width)) >= 1:
        facts = {"width": form.width, "height": form.height, "fitting": round(width * form.height / form.width)}
        raise BadUse(say("maps.shape", given=f"{width}x{height}", given_width=width, **facts))
    return msgspec.structs.replace(form, width=width, height=height)


def print_sheet(folder: BoardFolder, layout: Layout, *, language: str, tell: Tell, patience: float) -> list[Path]:
    """Draw the sheet of a board anew in another layout."""
    with folder.hold(patience=patience, tell=tell):
        board = folder.settle(now())
        if board is None:
            raise BadBoard(say("library.no-board", path=folder.path))
        return studio.print_sheet(folder, board, layout, language)
