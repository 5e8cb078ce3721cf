"""XML of files that people give: parsed as a stream, with nothing fetched, nothing expanded and no end of depth."""

from typing import Protocol
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from kadr.errors import BadScript
from kadr.messages import Message, say

DEEPEST = 200
"""Levels of elements. Word's nest to about 40, Final Draft's to 12; what is deeper is made to break programs."""


class Target(Protocol):
    """What is told of every element as it comes."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...


class _Guard:
    """Hands on what it is told, and counts the levels."""

    def __init__(self, target: Target, name: str | Message) -> None:
        self.target, self.name, self.depth = target, name, 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadScript(say("story.xml_deep", name=self.name, limit=DEEPEST))
        self.target.start(tag, attributes)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.target.end(tag)

    def data(self, text: str) -> None:
        self.target.data(text)

    def close(self) -> None:
        """The document is over."""


def parse(data: bytes, target: Target, name: str | Message) -> None:
    """Tell `target` the elements of the document in `data`. Raises `BadScript` for XML that is broken, declares types
    or entities, or nests deeper than `DEEPEST`."""
    parser = DefusedXMLParser(target=_Guard(target, name), forbid_dtd=True)
    try:
        parser.feed(data)
        parser.close()
    except ParseError as error:
        line, column = error.position
        raise BadScript(say("story.xml_broken", name=name, line=line, column=column + 1)) from None
    except (DefusedXmlException, LookupError, ValueError):
        raise BadScript(say("story.xml_unsafe", name=name)) from None


def local(tag: str) -> str:
    """A tag or an attribute without its namespace."""
    return tag.rpartition("}")[2]
