"""What the image model is told: a shot in English, within the tokens that the model reads. Pure.

1. Every part of the picture is put in words: people by their traits, then what they do; the camera, the place, the
   hour, things, the style. Concepts become English by the lexicon, a person's own English words go in as they are;
   words of another language never do, they are listed in `Prompt.unsaid`.
2. While the parts take more than the budget, the one that matters least is left out: `ORDER` says which.
3. What is left is joined in the order of the text.

Tokens are estimated, since the model's own word list comes with the model: see `count`, and docs/prompts.md for how far
the estimate is off.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from kadr import lexicon
from kadr.board import Character, Figure, Framing, Looks, Shot, Size
from kadr.schema import Value

BUDGET = 75
"""Tokens: CLIP reads 77, two of them are the marks of begin and end (Radford et al., 2021)."""

ORDER = (
    "words", "traits", "style", "deed", "place", "size", "crowd", "wardrobe", "framing", "feeling", "time", "weather",
    "detail", "things", "angle", "finish",
)  # fmt: skip
"""Kinds of parts by what they matter: the last goes first. ``words``, a person's own for the panel, always stay."""

TRAITS_SHARE = 2 / 3
"""How much of the budget traits may take before everything else; what they have beyond that is a ``detail``."""

NEGATIVE = "text, watermark, signature, extra fingers, nudity"
"""What no panel shall show."""

_CLOSE = frozenset((Size.ECU, Size.CU, Size.MCU))
_THINGS = ("thing", "animal", "vehicle")
_COUNTS = {2: "two", 3: "three", 4: "four"}
_CROWD = 8
"""From how many people on they are a crowd."""


class Style(Value, frozen=True, kw_only=True):
    """How all pictures of a board look, in English: what it cannot do without, what refines it, and what it is not."""

    prompt: str
    finish: str = ""
    negative: str = ""


class Part(Value, frozen=True, kw_only=True):
    """Some words of a prompt: their kind (of `ORDER`), their tokens with the comma, of whom they speak, and whether
    there was room for them."""

    kind: str
    text: str
    tokens: int
    who: str = ""
    kept: bool = True


class Unsaid(Value, frozen=True, kw_only=True):
    """Words that are in no prompt for want of English: of the panel (`of` is empty) or of a character."""

    of: str
    words: tuple[str, ...]


class Prompt(Value, frozen=True, kw_only=True):
    """What the model is told of one panel. `parts` stand in the order of the text, with those that had no room;
    `tokens` (estimated) may pass the budget only by a person's own words."""

    text: str
    negative: str
    tokens: int
    parts: tuple[Part, ...]
    unsaid: tuple[Unsaid, ...] = ()

    @property
    def dropped(self) -> tuple[Part, ...]:
        """The parts that had no room, in the order in which they went."""
        return tuple(part for part in _leaving(self.parts) if not part.kept)

    @property
    def next_out(self) -> tuple[Part, ...]:
        """The parts that would go if room got shorter, the first one first."""
        return tuple(part for part in _leaving(self.parts) if part.kept)


def compose(shot: Shot, cast: Mapping[str, Character], style: Style, budget: int = BUDGET) -> Prompt:
    """The prompt of `shot` in at most `budget` tokens; `cast` holds the characters by name."""
    # 1. All there is to say, in the order of the text
    people = _shared_out(list(_people(shot, cast)), budget)
    parts = [*people, *_own(shot), *_camera(shot), *_setting(shot), *_things(shot), *_styled(style)]
    # 2. What there is room for
    left_out: set[int] = set()
    for part in _leaving(parts):
        if sum(other.tokens for other in parts if id(other) not in left_out) <= budget:
            break
        left_out.add(id(part))
    kept = [part for part in parts if id(part) not in left_out]
    # 3. The text
    return Prompt(
        text=", ".join(part.text for part in kept),
        negative=_negative(shot, style),
        tokens=sum(part.tokens for part in kept),
        parts=tuple(msgspec.structs.replace(part, kept=id(part) not in left_out) for part in parts),
        unsaid=tuple(_unsaid(shot, cast)),
    )


def count(text: str) -> int:
    """About how many tokens CLIP makes of `text`, rather too many than too few: a word of up to seven letters is one,
    of up to ten two, a longer one three; each digit and sign is one; each letter beyond ASCII two."""
    letters = sum(2 for sign in text if sign.isalpha() and not sign.isascii())
    signs = sum(1 for sign in text if not sign.isalpha() and not sign.isspace())
    words = (len(word) for word in re.findall("[A-Za-z]+", text))
    return letters + signs + sum(1 if length <= 7 else 2 if length <= 10 else 3 for length in words)


def _part(kind: str, text: str, who: str = "") -> Part:
    return Part(kind=kind, text=text, tokens=count(text) + 1, who=who)


def _leaving(parts: Sequence[Part]) -> list[Part]:
    """The parts that may be left out, the first to go first: by kind, and of one kind the last."""
    places = sorted(range(len(parts)), key=lambda place: (ORDER.index(parts[place].kind), place), reverse=True)
    return [parts[place] for place in places if parts[place].kind != "words"]


# ---------------------------------------------------------------------------------------------------------------
# People
# ---------------------------------------------------------------------------------------------------------------


def _people(shot: Shot, cast: Mapping[str, Character]) -> Iterator[Part]:
    for figure in shot.figures:
        character = cast.get(figure.who, Character(name=figure.who))
        deed = _deed(figure, shot, cast)
        if figure.count > 1:
            yield _part("crowd", f"{_crowd(figure)} {deed}", figure.who)
        else:
            traits, wardrobe = described(character)
            yield from (_part("traits", text, figure.who) for text in traits)
            kind = "detail" if shot.size in _CLOSE else "wardrobe"
            yield from (_part(kind, text, figure.who) for text in wardrobe)
            if shot.framing is Framing.OVER_SHOULDER and shot.eyes == figure.who:
                yield _part("framing", "seen from behind", figure.who)
                continue
            yield _part("deed", deed, figure.who)
        if figure.feeling != "neutral":
            yield _part("feeling", lexicon.phrase("feeling", figure.feeling), figure.who)


def described(character: Character) -> tuple[list[str], list[str]]:
    """How somebody looks, in English clauses: traits, then wardrobe. A person's English words if there are any, then
    the cast's if they are in Latin letters, else what kadr understood of them."""
    if character.words:
        return _clauses(character.words), []
    traits = _clauses(character.traits) if lexicon.is_latin(character.traits) else _traits(character)
    if traits and not any(hit.field == "person" for hit in lexicon.read(" ".join(traits))):
        traits[0] = f"{_noun(character)}, {traits[0]}"
    wardrobe = _clauses(character.wardrobe) if lexicon.is_latin(character.wardrobe) else []
    wardrobe = wardrobe or _wardrobe(character.looks)
    return traits or _traits(character), [f"wearing {wardrobe[0]}", *wardrobe[1:]] if wardrobe else []


def _clauses(text: str) -> list[str]:
    return [clause for clause in (part.strip() for part in re.split(r"[,;.\n]+", text)) if clause]


def _traits(character: Character) -> list[str]:
    looks = character.looks
    first = " ".join((*(_look(looks, field) for field in ("skin", "height", "build")), _noun(character)))
    tone = _look(looks, "hair_tone")
    clauses = (first, *(_look(looks, field).replace("*", tone) for field in ("hair", "beard")))
    return [" ".join(clause.split()) for clause in clauses if clause.strip()]


def _wardrobe(looks: Looks) -> list[str]:
    garment = " ".join((_look(looks, "garment_tone"), _look(looks, "garment"))).strip() if looks.garment else ""
    rest = [_look(looks, field) for field in ("cloak", "eyewear", "headwear", "mark", "gear", "seat")]
    return [text for text in (garment, *rest) if text]


def _look(looks: Looks, field: str) -> str:
    value = getattr(looks, field)
    return lexicon.phrase(f"looks.{field}", value) if value else ""


def _noun(character: Character) -> str:
    """What somebody is, in a word or two: "old miner", "boy", "woman"."""
    looks = character.looks
    if looks.species:
        return lexicon.phrase("animal", looks.species)
    roles = [hit.concept for hit in lexicon.read(character.name) if hit.field == "person"]
    fact = lexicon.fact("person", roles[0]) if roles else None
    if looks.age == "child":
        noun = {"m": "boy", "f": "girl"}.get(looks.sex, "child")
    elif roles:
        noun = lexicon.phrase("person", roles[0])
    else:
        noun = _look(looks, "sex") or "person"
    aged = looks.age in ("young", "old") and not (fact and fact.age)
    return f"{_look(looks, 'age')} {noun}" if aged else noun


def _crowd(figure: Figure) -> str:
    number = "crowd of" if figure.count >= _CROWD else _COUNTS.get(figure.count, "several")
    return f"{number} {_several(figure)}"


def _several(figure: Figure) -> str:
    role = _role(figure.who)
    return lexicon.plural(role) if role else "people"


def _role(name: str) -> str:
    """What a name says that somebody is ("ШАХТЁР": "miner"); empty: nothing."""
    return next((lexicon.phrase("person", hit.concept) for hit in lexicon.read(name) if hit.field == "person"), "")


def _deed(figure: Figure, shot: Shot, cast: Mapping[str, Character]) -> str:
    """What somebody does, to what, towards whom: "holding out a letter to the old man"."""
    pose = lexicon.fact("pose", figure.pose)
    words = [lexicon.phrase("pose", figure.pose)]
    thing = figure.object if figure.object != figure.target or pose.takes else ""
    if thing and lexicon.is_latin(thing):
        words += ["" if pose.takes else pose.toward or "with", _with_article(thing)]
    aim = _aim(figure, shot, cast) if figure.target not in (thing, "") else ""
    if aim:
        words += [pose.toward or ("" if pose.takes else "with"), aim]
    return " ".join(filter(None, words))


def _aim(figure: Figure, shot: Shot, cast: Mapping[str, Character]) -> str:
    """Whom or what somebody's deed is aimed at, in English; empty where there is none for it."""
    other = next((other for other in shot.figures if other.who == figure.target), None)
    if other and other.count > 1:
        return f"the {_several(other)}"
    if other or figure.target in cast:
        return f"the {_noun(cast.get(figure.target, Character(name=figure.target)))}"
    role = _role(figure.target)
    return f"the {role}" if role else _with_article(figure.target) if _is_thing(figure.target) else ""


def _shared_out(parts: list[Part], budget: int) -> list[Part]:
    """The parts of people with those traits as details that would take more than their share; everybody's first
    traits come before anybody's second."""
    seen: dict[str, int] = {}
    turns = []
    for place, part in enumerate(parts):
        if part.kind == "traits":
            seen[part.who] = seen.get(part.who, 0) + 1
            turns.append((seen[part.who], place))
    room = int(budget * TRAITS_SHARE)
    for _, place in sorted(turns):
        room -= parts[place].tokens
        if room < 0:
            parts[place] = msgspec.structs.replace(parts[place], kind="detail")
    return parts


# ---------------------------------------------------------------------------------------------------------------
# All else
# ---------------------------------------------------------------------------------------------------------------


def _own(shot: Shot) -> Iterator[Part]:
    if shot.words:
        yield _part("words", shot.words)


def _camera(shot: Shot) -> Iterator[Part]:
    thing = _shown_alone(shot)
    if thing:
        yield _part("size", f"close-up of {_with_article(thing)}")
    else:
        empty = not shot.figures and shot.size in _CLOSE
        yield _part("size", "close-up" if empty else lexicon.phrase("size", shot.size.value))
        if shot.framing is not Framing.PLAIN:
            yield _part("framing", lexicon.phrase("framing", shot.framing.value))
    if shot.angle.value != "eye":
        yield _part("angle", lexicon.phrase("angle", shot.angle.value))


def _shown_alone(shot: Shot) -> str:
    """The thing that fills the frame, if one does."""
    alone = shot.framing is Framing.INSERT or (not shot.figures and shot.size in _CLOSE)
    return next((prop for prop in shot.props if lexicon.is_latin(prop)), "") if alone else ""


def _setting(shot: Shot) -> Iterator[Part]:
    if shot.place:
        yield _part("place", _place(shot.place, shot.interior))
    elif shot.interior is not None:
        yield _part("place", "interior" if shot.interior else "outdoors")
    if not (shot.interior and shot.time == "day"):
        yield _part("time", lexicon.phrase("time", shot.time))
    if shot.weather:
        yield _part("weather", lexicon.phrase("weather", shot.weather))


def _place(place: str, interior: bool | None) -> str:
    words, inside = lexicon.phrase("place", place), lexicon.fact("place", place).inside
    if interior and not words.startswith("inside"):
        return f"{words} interior"
    return f"outside {_article(words)}" if interior is False and inside else words


def _things(shot: Shot) -> Iterator[Part]:
    told = {figure.object for figure in shot.figures} | {figure.target for figure in shot.figures}
    told.add(_shown_alone(shot))
    for prop in shot.props:
        if prop not in told and lexicon.is_latin(prop):
            yield _part("things", lexicon.phrase(_field(prop), prop))


def _styled(style: Style) -> Iterator[Part]:
    yield _part("style", style.prompt)
    if style.finish:
        yield _part("finish", style.finish)


def _negative(shot: Shot, style: Style) -> str:
    return ", ".join(filter(None, (style.negative, "" if shot.figures else "people", NEGATIVE)))


def _field(thing: str) -> str:
    """Which field of things a concept is of; a person's own word counts as a thing, and is its own phrase."""
    return next((field for field in _THINGS if thing in lexicon.concepts(field)), "thing")


def _is_thing(word: str) -> bool:
    return any(word in lexicon.concepts(field) for field in _THINGS)


def _with_article(thing: str) -> str:
    field = _field(thing)
    words = lexicon.phrase(field, thing)
    return words if lexicon.fact(field, thing).bare else _article(words)


def _article(words: str) -> str:
    return f"an {words}" if words[:1].lower() in "aeiou" else f"a {words}"


# ---------------------------------------------------------------------------------------------------------------
# What there is no English for
# ---------------------------------------------------------------------------------------------------------------


def _unsaid(shot: Shot, cast: Mapping[str, Character]) -> Iterator[Unsaid]:
    """A person's English words speak for all of a panel or of a character; what is missing of a character is not
    listed for the panel too."""
    of_people = []
    for figure in shot.figures:
        character = cast.get(figure.who)
        if character and not character.words:
            foreign = (text for text in (character.traits, character.wardrobe) if not lexicon.is_latin(text))
            words = tuple(word for text in foreign for word in lexicon.unread(text))
            of_people += [Unsaid(of=character.name, words=words)] if words else []
    known = {word for unsaid in of_people for word in unsaid.words}
    missing = (*shot.unread, *(prop for prop in shot.props if not lexicon.is_latin(prop)))
    words = tuple(word for word in dict.fromkeys(missing) if word not in known)
    if words and not shot.words:
        yield Unsaid(of="", words=words)
    yield from of_people
