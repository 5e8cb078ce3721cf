"""Where a sentence speaks of people: by name, by role ("the waiter"), by pronoun, in crowds."""

import re
from collections.abc import Sequence
from functools import lru_cache

from kadr import lexicon
from kadr.lexicon import Hit
from kadr.story import parts
from kadr.story.clauses import Sentence
from kadr.story.mention import Kind, Mention
from kadr.story.names import titled
from kadr.story.people import Named, People

_FEW = 3
"""How many several people are when no number is given."""

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 7, "many": 9}
_NOUNS = frozenset(("noun",))
_WORLD = ("place", "thing", "vehicle", "time", "weather", "body", "feeling", "depiction", "voice")
_NO_ROLES = ("animal", *_WORLD)
_AGENT = re.compile(
    r"(?!(?:an)?other$|(?:cor|din|man|win|sum|ham|num|mat|let|but|lad|bor|pow|pap|sil|cop|wat|riv|weath|feath|leath|thund"
    r"|should|fing|pow|tow|show|flow|quart|chapt|pap|lay|clust|cent|theat|met|lit|tig|spid|ord|mem|hung|ang|wond|dang|lobst|monst|post|plast|clov|oyst|sist|trous|brok|hammoc|dress|lock|poster|disast|canist|toast|roast|fost|best|east)er$"
    r"|(?:mirr|mot|err|horr|terr|fav|lab|col|vap|hon|arm|interi|exteri|doct)or$).{2,}(?:[^aeiou]er|[st]or|ist|man|woman|eer|ian)$"
)
"""English nouns for those who do something ("keeper", "chemist"), but for the commonest that only look so."""

_TO_BE = frozenset(
    ("is", "was", "be", "been", "become", "became", "был", "была", "было", "стал", "стала", "оказался", "оказалась")
)

_SELF = frozenset(("himself", "herself", "themselves"))


def find(sentence: Sentence, people: People, *, narrator: bool) -> list[Mention]:
    """All mentions of a sentence in their order. `narrator`: "I" is somebody (prose), not the camera's "we"."""
    named = people.named_in(sentence.text, sentence.words)
    taken = {word for name in named for word in range(name.first, name.last + 1)}
    found = [_named(name) for name in named]
    for hit in sorted(sentence.hits, key=lambda hit: hit.first - hit.last):
        if taken.isdisjoint(range(hit.first, hit.last + 1)):
            mention = _mention(sentence, hit, named, narrator=narrator)
            if mention:
                found.append(mention)
                taken.update(range(hit.first, hit.last + 1))
    found += [mention for mention in _unlisted(sentence, taken) if not _before_a_name(sentence, mention.last, named)]
    found.sort(key=lambda mention: mention.first)
    found = _without_appositions(sentence, found)
    for mention in found:
        mention.part = parts.part_of(sentence, mention)
    parts.settle_after_verbs(sentence, found)
    for mention in found:
        parts.show(sentence, mention)
    parts.group(sentence, found)
    return found


def _named(name: Named) -> Mention:
    who = (name.who,) if name.who else ()
    return Mention(
        Kind.NAME, name.words, name.first, name.last, who, number=name.number, among=name.among, exact=name.exact
    )


def _mention(sentence: Sentence, hit: Hit, named: Sequence[Named], *, narrator: bool) -> Mention | None:
    if hit.field == "pronoun":
        counts = hit.concept == "both" and hit.last + 1 < len(sentence) and parts.begins_a_noun(sentence, hit.last + 1)
        return None if counts else _pronoun(hit, narrator=narrator)
    if hit.field == "crowd":
        number = _counted(sentence, hit.first) or lexicon.crowd_count(hit.concept)
        if sentence.is_a("place", hit.last) and sentence.preposition(hit.first):
            return None
        plural = _is_plural(sentence, hit.last)
        label = _plural(hit.words) if plural or hit.first != hit.last else _singular(hit.words)
        return Mention(Kind.CROWD, hit.words, hit.first, hit.last, (label,), hit.concept, number, label=label)
    if hit.field != "person" or not sentence.is_noun_here(hit.last) or _beside_a_name(sentence, hit, named):
        return None
    start = sentence.head_start(hit.first)
    if start > 0 and _is_to_be(sentence, start - 1) and sentence.between(start - 1, start) == " ":
        return None
    counted = _counted(sentence, hit.first)
    if (counted > 1 or _is_plural(sentence, hit.last)) and counted != 1:
        label = _plural(hit.words)
        return Mention(Kind.CROWD, hit.words, hit.first, hit.last, (label,), hit.concept, counted or _FEW, label=label)
    label = (
        lexicon.fold(hit.words).removesuffix("'s")
        if not sentence.russian(hit.last)
        else _singular(sentence.words[hit.last].text)
    )
    definite = sentence.russian(hit.last) or sentence.has_determiner(hit.first, "the", "own")
    return Mention(Kind.ROLE, hit.words, hit.first, hit.last, (), hit.concept, definite=definite, label=label)


def _without_appositions(sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """The mentions without those that only say more of the one before: "БРИГАДИР, грузный мужчина лет пятидесяти"."""
    kept: list[Mention] = []
    for mention in found:
        before = kept[-1] if kept else None
        if before and mention.kind is Kind.ROLE and before.kind in (Kind.NAME, Kind.ROLE) and before.number == 1:
            start = sentence.head_start(mention.first)
            apart = before.last + 1 == start and sentence.between(before.last, start).strip() in (",", "(", "—")
            following = sentence.text[sentence.words[mention.last].end :].lstrip()
            if apart and not re.match(r"(?:and|и|or|или|&)\b", following):
                continue
        kept.append(mention)
    return kept


def _unlisted(sentence: Sentence, taken: set[int]) -> list[Mention]:
    """Roles that the lexicon does not list: Russian nouns that are animate and no animal; in English nouns like
    "keeper" or "chemist" that do something."""
    found = []
    for word in range(len(sentence)):
        if word in taken or sentence.is_any(_NO_ROLES, word) or not _animate(sentence, word):
            continue
        if _is_plural(sentence, word):
            label, number = _plural(sentence.words[word].text), _counted(sentence, word) or _FEW
            if number > 1:
                found.append(
                    Mention(Kind.CROWD, sentence.words[word].text, word, word, (label,), "", number, label=label)
                )
            continue
        russian = sentence.russian(word)
        first = word if russian else _compound(sentence, word)
        words = sentence.text[sentence.words[first].start : sentence.words[word].end]
        definite = russian or sentence.has_determiner(first, "the", "own")
        label = _singular(words) if russian else lexicon.fold(words)
        found.append(Mention(Kind.ROLE, words, first, word, definite=definite, label=label))
    return found


def _compound(sentence: Sentence, word: int) -> int:
    """The first word of an English noun and the one noun that describes it: "the harbour master"."""
    before = word - 1
    described = before > 0 and sentence.part(before, {"noun"}) and sentence.between(before, word) == " "
    return before if described and sentence.has_determiner(before) and not sentence.has_determiner(word) else word


def _animate(sentence: Sentence, word: int) -> bool:
    if sentence.russian(word):
        form = sentence.forms(word)[0]
        return form.part == "noun" and form.animate and not form.name and form.share > 0.4
    if not _does(sentence.words[word].folded) or not sentence.surely(word, _NOUNS):
        return False
    after = word + 1
    if after < len(sentence) and sentence.words[after].folded in _SELF:
        after += 1
    acts = after < len(sentence) and sentence.between(after - 1, after) == " " and _verb_next(sentence, after)
    return acts and sentence.has_determiner(_compound(sentence, word))


@lru_cache(maxsize=1 << 14)
def _does(noun: str) -> bool:
    """Whether an English noun says by its ending what somebody does."""
    return _AGENT.match(noun) is not None


def _verb_next(sentence: Sentence, word: int) -> bool:
    return sentence.part(word, {"verb"}) and not sentence.is_a("preposition", word)


def _pronoun(hit: Hit, *, narrator: bool) -> Mention | None:
    if hit.concept in ("i", "my") and not narrator:
        return None
    return Mention(Kind.PRONOUN, hit.words, hit.first, hit.last, (), hit.concept)


def _is_to_be(sentence: Sentence, word: int) -> bool:
    """Whether what follows says what somebody is, and brings nobody new: "He was a big man"."""
    return sentence.words[word].folded in _TO_BE


def _singular(word: str) -> str:
    return lexicon.nominative(lexicon.fold(word))


def _plural(words: str) -> str:
    parts = lexicon.fold(words).split()
    return " ".join([*parts[:-1], lexicon.nominative(parts[-1], plural=True)]) if len(parts) == 1 else " ".join(parts)


def _is_plural(sentence: Sentence, word: int) -> bool:
    nouns = [form for form in sentence.forms(word) if form.part == "noun"]
    if sentence.russian(word):
        return bool(nouns) and nouns[0].number == "plur"
    return bool(nouns) and all(form.number == "plur" for form in nouns)


def _counted(sentence: Sentence, word: int) -> int:
    """The number that counts a noun, or 0."""
    for place in range(sentence.head_start(word), word):
        hit = sentence.at("number").get(place)
        if hit:
            return _NUMBERS[hit.concept]
    before = sentence.at("number").get(word - 1)
    return _NUMBERS[before.concept] if before else 0


def _beside_a_name(sentence: Sentence, hit: Hit, named: Sequence[Named]) -> bool:
    """Whether a role only says who a name's bearer is: "the waiter Tom", "старик Иван", "Anna, a nurse,"."""
    if _before_a_name(sentence, hit.last, named):
        return True
    for name in named:
        if 0 < hit.first - name.last <= 3 and sentence.head_start(hit.first) == name.last + 1:
            return sentence.between(name.last, name.last + 1).strip() in (",", "(", "—", "-")
    return False


def _before_a_name(sentence: Sentence, word: int, named: Sequence[Named]) -> bool:
    return any(name.first == word + 1 and sentence.between(word, name.first).strip('«" ') == "" for name in named)


def label_of(mention: Mention) -> str:
    """What somebody without a name is called on the board."""
    return titled(mention.label) if mention.kind is Kind.ROLE else mention.label
