"""What the API is asked: the shapes of requests. What they do not know is refused."""

import math
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue
from pydantic_core import PydanticCustomError

from kadr.board import LEAST_STRENGTH, USUAL_STRENGTH
from kadr.web import patterns

LONGEST_SCRIPT = 1_500_000
"""Letters of a script's text, however it comes."""

MOST_CAST = 100
"""People of a cast that is sent."""

Name = Annotated[str, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(max_length=2000)]


def _check_value(value: object) -> object:
    """One fault for a value of several kinds, where pydantic would tell one for each of them."""
    if not isinstance(value, str | int | float):
        raise PydanticCustomError("value_kind", "text, a number or true/false")
    if not isinstance(value, str) and not math.isfinite(value):
        raise PydanticCustomError("finite_number", "a finite number")
    if isinstance(value, str) and not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
        raise PydanticCustomError("string_unicode", "half a sign")
    return value


Value = Annotated[str | float | bool, BeforeValidator(_check_value)]


FIELDS: dict[str, JsonValue] = {"size": "CU", "Aldar.pose": "run", "camera.height": 0.4, "notes": "Softer"}
TRAITS: dict[str, JsonValue] = {"traits": "a young man in a felt cap", "colour": "#aa3311"}
BOARD: JsonValue = {
    "script": "INT. YURT - NIGHT\n\nALDAR sits by the fire.\n",
    "title": "Night",
    "cast": [{"name": "Aldar", "traits": "a young man in a felt cap", "colour": "#aa3311"}],
    "aspect": "16:9",
}
"""Examples, for the document; tests send them."""


class Ask(BaseModel):
    """A request."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Member(Ask):
    """Somebody of the cast."""

    name: Name
    aliases: list[Name] = Field(default=[], max_length=20)
    traits: Text = ""
    wardrobe: Text = ""
    words: Text = Field(
        default="", description="English words for the prompt, where the others are in another language"
    )
    colour: str = Field(default="", pattern=patterns.COLOUR)


class NewCharacter(Ask):
    """Somebody new in the cast."""

    name: Name
    traits: Text = ""


class NewBoard(Ask):
    """A board from the text of a script."""

    model_config = ConfigDict(json_schema_extra={"examples": [BOARD]})

    script: str = Field(
        min_length=1, max_length=LONGEST_SCRIPT, description="Fountain, or plain prose, or a line a panel"
    )
    title: str | None = Field(default=None, max_length=200)
    lines: bool = Field(default=False, description="Every line is a panel")
    panels: int | None = Field(default=None, ge=1, le=500, description="How many panels prose is cut into")
    cast: list[Member] = Field(default=[], max_length=MOST_CAST)
    preset: str | None = Field(default=None, max_length=40)
    size: str | None = Field(default=None, description='"1920x1080"', max_length=20)
    aspect: str | None = Field(default=None, description='"16:9"', max_length=20)
    style: str | None = Field(default=None, max_length=40)
    seed: int | None = Field(default=None, ge=0, lt=2**32)


class NewText(Ask):
    """Another text of the script."""

    script: str = Field(min_length=1, max_length=LONGEST_SCRIPT)


class NewOrder(Ask):
    """All panels in another order."""

    panels: list[Name] = Field(min_length=1, max_length=5000, description="Ids or numbers, each panel once")


class NewPanel(Ask):
    """A panel that is added."""

    text: str = Field(min_length=1, max_length=2000, description="What it shows, in a line of English or Russian")
    after: Name | None = Field(default=None, description="The panel that it follows; null: it comes first")


class NewPlace(Ask):
    """Another place for a panel."""

    before: Name | None = Field(default=None, description="The panel that follows; null: it comes last")


class Marks(Ask):
    """What a person says of a panel as a whole; null leaves it as it is."""

    approved: bool | None = None
    locked: bool | None = None


class Choice(Ask):
    """A take."""

    key: str = Field(pattern=patterns.KEY)


class NewStart(Ask):
    """The take that finished pictures of a panel are painted from."""

    key: str = Field(pattern="^[0-9a-f]{32}$")
    strength: float | None = Field(
        default=None,
        ge=LEAST_STRENGTH,
        le=1,
        description=f"How much is painted anew, up to 1: hardly anything stays; null: as before, or {USUAL_STRENGTH}",
    )


class Fields(Ask):
    """Fields to set. `GET /api/vocabulary` names them all with their values; those of somebody in the picture have the
    name before them ("Aldar.pose"). "auto" gives a field back to the script and to kadr."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"fields": FIELDS}]})

    fields: dict[Name, Value] = Field(
        min_length=1, max_length=100, description="By their names in the vocabulary", examples=[FIELDS]
    )


class Traits(Fields):
    """Fields of somebody of the cast to set. `GET /api/vocabulary` names them all."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"fields": TRAITS}]})

    fields: dict[Name, Value] = Field(
        min_length=1, max_length=100, description="By their names in the vocabulary", examples=[TRAITS]
    )


class NewRender(Ask):
    """A wish to render panels of a board."""

    engine: Literal["auto", "draft", "sdxl"] = "auto"
    panels: list[str] | None = Field(default=None, max_length=5000, description="Ids or numbers; null: all")
    takes: int = Field(default=1, ge=1, le=99)
    preset: str | None = Field(default=None, max_length=40)
    size: str | None = Field(default=None, max_length=20)
    aspect: str | None = Field(default=None, max_length=20)
    steps: int | None = Field(default=None, ge=1, le=200)
    guidance: float | None = Field(default=None, ge=0, le=50)
    strength: float | None = Field(default=None, ge=0, le=1, description="Of the reference photos")
    accelerator: str | None = Field(default=None, max_length=60)
    decoder: str | None = Field(default=None, max_length=20)
    model: str | None = Field(
        default=None, pattern=patterns.MODEL, description="The name of a set, or an id of the hub"
    )
    budget: str | None = Field(default=None, max_length=20, description='"5.5GB"')
    priority: int = Field(default=0, ge=-100, le=100)


class JobChange(Ask):
    """What is to become of a job."""

    paused: bool | None = None
    priority: int | None = Field(default=None, ge=-100, le=100)
    before: int | None = Field(default=None, description="Comes before that job; 0: last")


class QueueChange(Ask):
    """What is to become of the queue."""

    paused: bool
