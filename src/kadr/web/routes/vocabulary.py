"""What can be said to kadr: fields with their values, and the names of all bundles."""

from collections.abc import Sequence
from typing import get_args, get_type_hints

from fastapi import APIRouter
from pydantic import Field

from kadr import lexicon, presets
from kadr.edits import vocabulary
from kadr.edits.vocabulary import Term
from kadr.settings import Settings
from kadr.web.asked import NewRender
from kadr.web.here import Language
from kadr.web.views import View

router = APIRouter(prefix="/api", tags=["vocabulary"])

ASPECTS = ("16:9", "1:1", "4:3", "1.85:1", "2.39:1", "9:16")
"""Those that a page offers; any other from 1:4 to 4:1 is taken, too."""


class NamedValue(View):
    """A value with its name."""

    value: str
    name: str = Field(description="In the language asked for")


class TermView(View):
    """A field that can be set. Every one of them takes "auto", which gives it back to kadr, but for a character's."""

    name: str
    kind: str = Field(description=" | ".join(vocabulary.Kind))
    values: list[NamedValue] = Field(description="What it takes; for thing and things: what kadr draws")
    low: float | None = Field(description="The least number")
    high: float | None = Field(description="The largest number")


class VocabularyView(View):
    """What panels, people and renders take."""

    panel: list[TermView]
    camera: list[TermView] = Field(description="Fields of a panel, too")
    figure: list[TermView] = Field(description='Fields of a panel with a name before them: "Aldar.pose"')
    piece: list[TermView] = Field(description='Fields of a panel with a thing before them: "chair 2.x"')
    character: list[TermView]
    styles: list[str]
    presets: list[str]
    accelerators: list[str]
    decoders: list[str]
    papers: list[str]
    aspects: list[str] = Field(description="Some; any from 1:4 to 4:1 is taken")
    engines: list[str]


@router.get("/vocabulary")
def read_vocabulary(language: Language) -> VocabularyView:
    """Every field that can be set, with its values or bounds, and the names of styles, presets and the like."""

    def told(terms: Sequence[Term]) -> list[TermView]:
        return [_told(term, language) for term in terms]

    return VocabularyView(
        panel=told(vocabulary.panel_terms()),
        camera=told(vocabulary.camera_terms()),
        figure=told(vocabulary.figure_terms()),
        piece=told(vocabulary.piece_terms()),
        character=told(vocabulary.character_terms()),
        styles=list(presets.names("style")),
        presets=list(presets.names("preset")),
        accelerators=list(presets.names("accelerator")),
        decoders=list(get_args(get_type_hints(Settings)["decoder"])),
        papers=list(presets.names("paper")),
        aspects=list(ASPECTS),
        engines=list(get_args(NewRender.model_fields["engine"].annotation)),
    )


def _told(term: Term, language: str) -> TermView:
    values = [NamedValue(value=one, name=lexicon.name(term.concepts, one, language)) for one in term.values]
    return TermView(name=term.name, kind=term.kind, values=values, low=term.low, high=term.high)
