"""What the API answers with: the shapes that the OpenAPI documents show."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from kadr.board import Character, Panel, Start
from kadr.wiring.shown import Shown


class View(BaseModel):
    """An answer."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Person(View):
    """Somebody in frame."""

    who: str
    pose: str
    feeling: str
    object: str
    target: str
    count: int


class Line(View):
    """One speech."""

    who: str
    text: str
    manner: str
    off: bool


class TakeView(View):
    """A picture that is there."""

    key: str = Field(description="The name of the take, by its content")
    engine: str
    seed: int
    at: str = Field(description="When it was made: ISO 8601, UTC")
    seconds: float = Field(description="How long it took")
    stale: bool = Field(description="It is a picture of what the panel was before its last change")
    picture: str = Field(description="URL of the PNG")
    thumbnail: str = Field(description="URL of a WebP, 320 pixels wide; add ?width=160 or 640")
    lines: str | None = Field(description="URL of the SVG with named layers, where there is one")

    @classmethod
    def of(cls, shown: Shown, board: str) -> "TakeView":
        place = f"/api/boards/{board}/takes/{shown.key}"
        return cls(
            key=shown.key,
            engine=shown.engine,
            seed=shown.seed,
            at=shown.at,
            seconds=shown.seconds,
            stale=shown.stale,
            picture=f"{place}.png",
            thumbnail=f"{place}.webp",
            lines=f"{place}.svg" if shown.lines else None,
        )


class StartView(View):
    """What finished pictures of a panel are painted from."""

    key: str = Field(description="The take's")
    strength: float = Field(description="How much of it is painted anew, 0.05 to 1")
    picture: str = Field(description="URL of the PNG")
    thumbnail: str = Field(description="URL of a WebP, 320 pixels wide")

    @classmethod
    def of(cls, start: Start, board: str) -> "StartView":
        place = f"/api/boards/{board}/takes/{start.take}"
        return cls(key=start.take, strength=start.strength, picture=f"{place}.png", thumbnail=f"{place}.webp")


class PanelView(View):
    """One panel of a board."""

    id: str = Field(description="Stays the same for as long as the panel lives")
    number: str = Field(description='As production says it: "1A", or 1, 2, 3 for prose')
    scene: str
    heading: str
    size: str
    angle: str
    move: str
    framing: str
    eyes: str
    place: str
    interior: bool | None
    time: str
    weather: str
    figures: list[Person]
    props: list[str]
    action: str
    words: str
    speech: list[Line]
    seconds: float
    notes: str
    by: dict[str, str] = Field(description='Who set a field: "person" or "script"; kadr chose those not named')
    blocking: dict[str, float | bool | str]
    approved: bool
    locked: bool
    start: StartView | None = Field(description="What its finished pictures are painted from; null: from nothing")
    take: TakeView | None = Field(description="The picture that the panel shows")

    @classmethod
    def of(cls, panel: Panel, number: str, take: Shown | None, board: str) -> "PanelView":
        shot = panel.shot
        same = ("scene", "heading", "size", "angle", "move", "framing", "eyes", "place", "interior", "time", "weather")
        rest = ("action", "words", "seconds", "notes")
        return cls(
            **{name: getattr(shot, name) for name in (*same, *rest)},
            id=panel.id,
            number=number,
            figures=[Person.model_validate(figure) for figure in shot.figures],
            props=list(shot.props),
            speech=[Line.model_validate(line) for line in shot.speech],
            by={field: str(source.by) for field, source in shot.sources.items()},
            blocking=dict(panel.blocking),
            approved=panel.approved,
            locked=panel.locked,
            start=StartView.of(panel.start, board) if panel.start else None,
            take=TakeView.of(take, board) if take else None,
        )


class CharacterView(View):
    """Somebody with a name."""

    name: str
    aliases: list[str]
    traits: str
    wardrobe: str
    words: str
    colour: str
    references: list[str] = Field(description="URLs of reference photos")
    looks: dict[str, str] = Field(description="What kadr understood of the traits, or chose")

    @classmethod
    def of(cls, one: Character, board: str) -> "CharacterView":
        looks = {name: value for name in one.looks.__struct_fields__ if (value := getattr(one.looks, name))}
        same = {name: getattr(one, name) for name in ("name", "traits", "wardrobe", "words", "colour")}
        references = [f"/api/boards/{board}/{name}" for name in one.references]
        return cls(**same, aliases=list(one.aliases), references=references, looks=looks)


class BoardLine(View):
    """A board in a list."""

    id: str
    title: str
    panel_count: int
    drawn_count: int = Field(description="Panels that show a picture")
    width: int
    height: int
    style: str
    revision: int
    changed: str


class BoardView(BoardLine):
    """A board, whole."""

    source: str = Field(description="The script's file name")
    can_undo: bool
    can_redo: bool
    cast: list[CharacterView]
    panels: list[PanelView]


class ItemView(View):
    """One take that a job is to make."""

    panel: str
    take: int
    state: str
    attempts: int
    key: str
    reason: str | None = Field(description="Why it failed, in words")


class JobView(View):
    """A wish to render panels of a board."""

    id: int
    board: str
    engine: str
    wish: dict[str, str]
    state: str
    priority: int
    counts: dict[str, int] = Field(description="Takes by their state")
    added: str = Field(description="ISO 8601, UTC")
    ended: str


class LiveView(View):
    """What a lane is doing now."""

    lane: str
    job: int | None
    board: str
    panel: str
    number: str
    take: int
    stage: str
    step: int
    steps: int
    seconds_left: float | None
    preview: str | None = Field(description="A small picture as a data: URL")


class EventView(View):
    """Something that happened."""

    seq: int
    kind: str
    board: str
    job: int | None
    data: dict[str, Any]


class QueueView(View):
    """The queue as a whole."""

    paused: bool
    reason: str | None = Field(description="Why it is held, in words")


class HealthView(View):
    """How the server is."""

    version: str
    listeners: int
    late_p99_seconds: float = Field(
        description="By how much a wait of a tenth of a second came late, at the worst of a hundred"
    )


class QuoteRow(View):
    """What one preset with one accelerator takes on this machine."""

    preset: str
    accelerator: str
    width: int
    height: int
    steps: int
    fits: bool
    reason: str | None = Field(description="Why it does not fit")
    peak_bytes: int | None
    notes: list[str] = Field(description="What is done to make it fit, in words")
    floor_seconds: float | None = Field(description="A panel on this device, if it did nothing else at its peak")
    panel_seconds: float | None
    board_seconds: float | None = Field(description="All panels of this board")
    source: str = Field(description="Where the time comes from: measured here, or computed")


class QuoteView(View):
    """What finished pictures of a board take on this machine."""

    machine: str
    budget_bytes: int
    choice: dict[str, str]
    rows: list[QuoteRow]
