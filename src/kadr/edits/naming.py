"""Somebody of the cast under another name. The old one stays an alias, so that a script that says it means them."""

from collections.abc import Sequence

import msgspec

from kadr import cast as casting
from kadr import lexicon
from kadr.board import Board, Character, Panel, Shot, Speech
from kadr.cast.file import LONGEST_NAME
from kadr.errors import BadCast, BadUse
from kadr.messages import say
from kadr.staging.naming import called
from kadr.story.people import People


def rename(board: Board, name: str, new: str) -> Board:
    """The board with `name` of the cast called `new` in every panel, also in locked and removed ones; their pictures
    stay. Raises `BadUse` for what is no name, and for one that somebody else has."""
    new = _checked(board, name, new)
    if new == name:
        return board
    first = board.renamed.get(name, name)
    others = {one: known for one, known in board.renamed.items() if one != name}
    renamed = others if first == new else {**others, new: first}
    cast = tuple(_under(one, new) if one.name == name else one for one in board.cast)
    board = msgspec.structs.replace(board, cast=cast, renamed=renamed)

    def followed(panel: Panel) -> Panel:
        panel = called(panel, {name: new}, board.format)
        shots = spoken([panel.shot, *([panel.read] if panel.read else [])], cast, {new})
        return msgspec.structs.replace(panel, shot=shots[0], read=shots[1] if panel.read else None)

    panels, removed = (tuple(map(followed, some)) for some in (board.panels, board.removed))
    return msgspec.structs.replace(board, panels=panels, removed=removed)


def spoken(shots: Sequence[Shot], cast: Sequence[Character], renamed: set[str]) -> tuple[Shot, ...]:
    """The shots, what people of the cast who were `renamed` say under the names they have now: a script goes on to
    write the old ones over speeches."""
    if not renamed:
        return tuple(shots)
    people = People(cast)

    def by_name(speech: Speech) -> Speech:
        speakers = [speaker.who for speaker in people.speakers(speech.who)]
        return msgspec.structs.replace(speech, who=" & ".join(speakers)) if renamed & {*speakers} else speech

    return tuple(msgspec.structs.replace(shot, speech=tuple(map(by_name, shot.speech))) for shot in shots)


def _under(character: Character, new: str) -> Character:
    known = (one for one in (*character.aliases, character.name) if lexicon.fold(one) != lexicon.fold(new))
    return msgspec.structs.replace(character, name=new, aliases=tuple(dict.fromkeys(known)))


def _checked(board: Board, name: str, new: str) -> str:
    """`new` as it is kept. Raises `BadUse`."""
    try:
        (named,) = casting.from_traits({new: ""}, file="-")
    except BadCast:
        raise BadUse(say("set.no-name", value=new[:40], most=LONGEST_NAME)) from None
    others = (other for other in board.cast if other.name != name)
    if lexicon.fold(named.name) in {lexicon.fold(one) for other in others for one in (other.name, *other.aliases)}:
        raise BadUse(say("arrange.there", name=named.name))
    return named.name
