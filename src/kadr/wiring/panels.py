"""What a person does to the panels of a board on disk: arranged, their takes listed and chosen, pictures brought."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import msgspec
from PIL import Image, ImageOps

from kadr import edits, machine, metadata, studio
from kadr.board import (
    LEAST_STRENGTH,
    OWN,
    USUAL_STRENGTH,
    Board,
    Format,
    Panel,
    Provenance,
    Recipe,
    Start,
    Subject,
    Take,
)
from kadr.edits.arrangement import panel_of, with_panel
from kadr.engines.draft import DraftArtist
from kadr.errors import BadBoard, BadPicture, BadUse, NotNow
from kadr.library import BoardFolder
from kadr.messages import Message, say
from kadr.picture import MEGAPIXELS, MOST_PIXELS
from kadr.wiring.boards import commit_edit, edit, restaged
from kadr.wiring.clock import PATIENCE, now
from kadr.wiring.hands import untold

Edited = tuple[Board, Board]
"""The board before and after, the latter a new revision if anything is another."""

FEWEST = 6
"""Letters with which a take may be named by the beginning of its key."""

MOST_TAKES = 10_000
"""Takes of a panel have seeds from the panel's own upwards; two panels' lie further apart than this but for one chance
in a hundred thousand."""

PAPER = (255, 255, 255)


def reorder(folder: BoardFolder, ids: Sequence[str]) -> Edited:
    """Put the panels in this order, each named once. Raises `BadUse`."""
    return edit(folder, lambda board: edits.reorder(board, ids), reason="arranged")


def move(folder: BoardFolder, panel: str, before: str | None = None) -> Edited:
    """Put a panel before another; None: at the end. Raises `BadUse`."""
    return edit(folder, lambda board: edits.move(board, panel, before), reason="arranged")


def insert(folder: BoardFolder, after: str | None, text: str) -> Edited:
    """Put a new panel behind another (None: at the beginning), read from words. Raises `BadUse`."""
    return edit(folder, lambda board: edits.insert(board, after, text), reason="arranged")


def duplicate(folder: BoardFolder, panel: str) -> Edited:
    """Put a panel there once more, behind itself. Raises `BadUse`."""
    return edit(folder, lambda board: edits.duplicate(board, panel), reason="arranged")


def remove(folder: BoardFolder, panels: Sequence[str]) -> Edited:
    """Take panels out; the script does not bring them back. Raises `BadUse`."""
    return edit(folder, lambda board: edits.remove(board, panels), reason="arranged")


def approve(folder: BoardFolder, panel: str, yes: bool = True) -> Edited:
    """Approve a panel, or take that back. Raises `BadUse`."""
    return edit(folder, lambda board: edits.approve(board, panel, yes), reason="approved")


def lock(folder: BoardFolder, panel: str, yes: bool = True) -> Edited:
    """Lock a panel, or open it. Raises `BadUse`."""
    return edit(folder, lambda board: edits.lock(board, panel, yes), reason="locked")


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelTake:
    """A take of a panel on disk. `stale`: another picture is wanted by now; `chosen`: it is the one that is shown;
    `start`: the one that finished pictures of the panel are painted from."""

    key: str
    engine: str
    seed: int
    at: str
    picture: Path
    stale: bool
    chosen: bool
    start: bool


def takes_of(folder: BoardFolder, panel: str) -> list[PanelTake]:
    """Every take of a panel (by number or id) that is on disk, the newest last. Raises `BadUse`.

    A take's seed counts from its panel's, which is fixed at birth, so it says whose it is whatever the panel showed."""
    board = folder.load()
    if board is None:
        raise BadBoard(say("library.no-board", path=folder.path))
    return _listed(folder, board, panel_of(board, panel))


def _listed(folder: BoardFolder, board: Board, panel: Panel) -> list[PanelTake]:
    wanted, start = _subject(board, panel).digest, panel.start.take if panel.start else ""
    return [
        PanelTake(
            key=take.key,
            engine=take.recipe.engine,
            seed=take.recipe.seed,
            at=take.provenance.at,
            picture=folder.picture(take.key),
            stale=take.recipe.subject.digest != wanted,
            chosen=take.key == panel.chosen,
            start=take.key == start,
        )
        for take in folder.takes()
        if (take.recipe.seed - panel.seed) % 2**32 < MOST_TAKES or take.key == panel.chosen
    ]


def choose(folder: BoardFolder, panel: str, key: str) -> Edited:
    """Show a take, by its key or the beginning of it. `auto` leaves it while its subject is the panel's. Raises
    `BadUse`."""

    def chosen(board: Board) -> Board:
        found = panel_of(board, panel)
        edits.open_to_edits(found, board)
        return with_panel(board, _showing(found, _named(folder, board, found, key)))

    return edit(folder, chosen, reason="chosen")


def _showing(panel: Panel, key: str) -> Panel:
    """The panel with a take that a person chose."""
    return msgspec.structs.replace(panel, chosen=key, picked=True, anew=False)


def _named(folder: BoardFolder, board: Board, panel: Panel, key: str) -> str:
    """The key of the panel's take that `key`, or its beginning, names. Raises `BadUse` with those there are."""
    keys = [take.key for take in _listed(folder, board, panel)]
    hits = [one for one in keys if one == key or (len(key) >= FEWEST and one.startswith(key))]
    if len(hits) != 1 or folder.take(hits[0]) is None:
        number = board.numbers()[board.panels.index(panel)]
        raise BadUse(say("arrange.no-take", number=number, key=key[:40], known=", ".join(keys) or "—"))
    return hits[0]


def begin_from(folder: BoardFolder, panel: str, key: str | None, strength: float | None = None) -> Edited:
    """Let finished pictures of a panel be painted from one of its takes, by its key or the beginning of it; None: from
    nothing, as others. `strength`: see `kadr.board.Start`; None: the one it has, or the usual one. Raises `BadUse`."""

    def begun(board: Board) -> Board:
        found = panel_of(board, panel)
        if key is None:
            return edits.begin_from(board, found.id, None)
        share = found.start.strength if strength is None and found.start else _share(strength)
        start = Start(take=_named(folder, board, found, key), strength=share)
        return edits.begin_from(board, found.id, start)

    return edit(folder, begun, reason="start")


def _share(strength: float | None) -> float:
    """A strength that may be. Raises `BadUse`."""
    share = USUAL_STRENGTH if strength is None else float(strength)
    if not LEAST_STRENGTH <= share <= 1:
        raise BadUse(say("arrange.strength", given=f"{share:g}", least=LEAST_STRENGTH))
    return share


# ---------------------------------------------------------------------------------------------------------------
# Pictures of one's own
# ---------------------------------------------------------------------------------------------------------------

Fit = Callable[[Image.Image, tuple[int, int]], Image.Image]

FITS: dict[str, Fit] = {
    "cover": partial(ImageOps.fit, method=Image.Resampling.LANCZOS),
    "contain": partial(ImageOps.pad, method=Image.Resampling.LANCZOS, color=PAPER),
}
"""How a picture comes into the board's format: filling it, what is over cut off; or whole, on white."""

LAYER = "layer"
"""Or whole, over what the panel shows, which is seen through where the picture is transparent."""

START = "start"
"""Or filling it and not shown, as what finished pictures of the panel are painted from."""

WAYS = (*FITS, LAYER, START)


def bring(
    folder: BoardFolder,
    panel: str,
    png: bytes,
    *,
    fit: str = "cover",
    strength: float | None = None,
    source_type: str | None = None,
) -> Edited:
    """Make a person's PNG a take of the panel, and show it or, with `START`, let finished pictures be painted from it
    with that `strength` (see `begin_from`). `fit` is one of `WAYS`. `source_type` is IPTC's URI of what kind of picture
    it is; None: what the PNG itself says, which may be nothing. What is shown becomes stale like others, but is drawn
    over only where just this panel is asked for. Raises `BadUse`, `BadPicture`."""
    if fit not in WAYS:
        raise BadUse(say("arrange.no-fit", given=fit[:40], known=", ".join(WAYS)))
    if strength is not None and fit != START:
        raise BadUse(say("arrange.only-start", fit=fit))
    share = _share(strength)
    kind = metadata.source_type_of(png) if source_type is None else source_type
    with folder.hold(patience=PATIENCE, tell=lambda message: None):
        before = folder.settle(now())
        if before is None:
            raise BadBoard(say("library.no-board", path=folder.path))
        found = panel_of(before, panel)
        edits.open_to_edits(found, before)
        key = _kept(folder, before, found, png, fit, kind)
        if fit == START:
            begun = edits.begin_from(before, found.id, Start(take=key, strength=share))
            return commit_edit(folder, before, begun, reason="start")
        return commit_edit(folder, before, with_panel(before, _showing(found, key)), reason="brought")


def _kept(folder: BoardFolder, board: Board, panel: Panel, png: bytes, fit: str, kind: str) -> str:
    """The key of a person's PNG as a take of the panel in a held folder."""
    under = folder.shown(panel) if fit == LAYER else None
    if fit == LAYER and under is None:
        raise NotNow(say("arrange.nothing-under", number=board.numbers()[board.panels.index(panel)]))
    fit = "cover" if fit == START else fit
    recipe = Recipe(
        subject=_subject(board, panel),
        engine=OWN,
        edition=1,
        seed=panel.seed,
        controls={"picture": hashlib.sha256(png).hexdigest(), "fit": fit},
        start=panel.chosen if under else "",
    )
    if folder.take(recipe.key) is None:
        fitted = _laid(png, under, board.format) if under else _fitted(png, board.format, fit)
        _keep(folder, recipe, metadata.stamp(fitted, recipe, source_type=kind, kadr=version("kadr"), prompt=""))
    return recipe.key


def _subject(board: Board, panel: Panel) -> Subject:
    """What is to be seen in the panel now."""
    board = restaged(board)
    return studio.recipe_for(panel_of(board, panel.id), board, DraftArtist(), untold).subject


def _refused(detail: str) -> Message:
    return say("arrange.no-picture", detail=detail, megapixels=MEGAPIXELS)


def _keep(folder: BoardFolder, recipe: Recipe, png: bytes) -> None:
    made = Provenance(at=now(), seconds=0.0, kadr=version("kadr"), machine=machine.look().name)
    folder.keep(Take(key=recipe.key, recipe=recipe, sha256=hashlib.sha256(png).hexdigest(), provenance=made), png, None)


def _fitted(png: bytes, form: Format, fit: str) -> bytes:
    """The picture in the board's format, RGB on white, without anything that it tells of itself."""
    layer = _opened(png)
    flat = Image.new("RGB", layer.size, PAPER)
    flat.paste(layer, mask=layer.getchannel("A"))
    return _written(FITS[fit](flat, (form.width, form.height)))


def _laid(png: bytes, under: Path, form: Format) -> bytes:
    """The picture whole over another one of the board's, RGB."""
    size = (form.width, form.height)
    layer = ImageOps.pad(_opened(png), size, method=Image.Resampling.LANCZOS, color=(0, 0, 0, 0))
    below = ImageOps.fit(_opened(under.read_bytes()), size, method=Image.Resampling.LANCZOS)
    return _written(Image.alpha_composite(below, layer).convert("RGB"))


def _opened(png: bytes) -> Image.Image:
    """A picture as RGBA. Raises `BadPicture`."""
    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise BadPicture(_refused(f"{image.width}x{image.height}"))
            return image.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadPicture(_refused(type(error).__name__)) from error


def _written(image: Image.Image) -> bytes:
    stream = BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()
