"""The form by which a board is begun from files."""

import json
import re
import tomllib
from typing import Annotated, Any

from fastapi import UploadFile
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from kadr.errors import BadCast
from kadr.messages import Message, say
from kadr.web.asked import MOST_CAST, Member
from kadr.web.strict import check

LARGEST_CAST = 1_000_000
"""Bytes of a cast file."""

MEMBERS: TypeAdapter[list[Member]] = TypeAdapter(Annotated[list[Member], Field(max_length=MOST_CAST)])


class FilesOfBoard(BaseModel):
    """A board from the file of a script. Fields that are left empty are as if they were not there."""

    model_config = ConfigDict(extra="forbid")

    script: UploadFile = Field(description="A .fountain, .fdx, .docx, .pdf, .txt or .md file")
    title: str | None = Field(default=None, max_length=200)
    encoding: str | None = Field(default=None, max_length=40, description='Of a text file: "windows-1251"')
    lines: bool = Field(default=False, description="Every line is a panel")
    panels: int | None = Field(default=None, ge=1, le=500, description="How many panels prose is cut into")
    cast: UploadFile | None = Field(default=None, description="A cast file (TOML), without reference photos")
    cast_json: str | None = Field(default=None, max_length=LARGEST_CAST, description="The cast as JSON: as in NewBoard")
    preset: str | None = Field(default=None, max_length=40)
    size: str | None = Field(default=None, description='"1920x1080"', max_length=20)
    aspect: str | None = Field(default=None, description='"16:9"', max_length=20)
    style: str | None = Field(default=None, max_length=40)
    seed: int | None = Field(default=None, ge=0, lt=2**32)

    def members(self) -> list[Member]:
        """The cast, from its file or its JSON. Raises `BadCast`, `BadUse`, `RequestValidationError`."""
        rows: Any = []
        if self.cast_json:
            check(self.cast_json.encode("utf-8", "surrogatepass"))
            rows = json.loads(self.cast_json)
        elif self.cast:
            rows = _rows(self.cast.file.read(LARGEST_CAST + 1), self.cast.filename or "cast.toml")
        try:
            return MEMBERS.validate_python(rows)
        except ValidationError as error:
            faults = [{**fault, "loc": ("body", "cast", *fault["loc"])} for fault in error.errors()]
            raise RequestValidationError(faults) from None


def _rows(data: bytes, file: str) -> object:
    """The characters of a cast file."""
    if len(data) > LARGEST_CAST:
        raise BadCast(say("cast.too_large", file=file))
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadCast(say("cast.not_utf8", file=file, offset=error.start)) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadCast(say("cast.not_toml", file=file, reason=_where(str(error)))) from None
    unknown = next((key for key in table if key != "character"), None)
    if unknown is not None:
        raise BadCast(say("cast.unknown_table", file=file, field=unknown[:60]))
    return table.get("character", [])


def _where(told: str) -> Message:
    """Where a text that is no TOML errs, from what Python says of it."""
    found = re.search(r"line (\d+), column (\d+)", told)
    return say("serving.json-at", line=found[1], column=found[2]) if found else say("serving.at-end")
