"""Every message exists in every language, with the same facts, and is said somewhere."""

import ast
import re
import string
from pathlib import Path

import pytest

from kadr.messages import LANGUAGES, PLURALS, Entry, catalogue, say

SOURCE = Path(__file__).parent.parent / "src" / "kadr"


def texts(entry: Entry) -> list[str]:
    return list(entry.values()) if isinstance(entry, dict) else [entry]


def facts(text: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_missing_in_any_language(language: str) -> None:
    assert catalogue(language).keys() == catalogue("en").keys()


@pytest.mark.parametrize("message_id", sorted(catalogue("en")))
def test_all_languages_tell_the_same_facts(message_id: str) -> None:
    english = set().union(*map(facts, texts(catalogue("en")[message_id])))
    for language in LANGUAGES:
        entry = catalogue(language)[message_id]
        assert set().union(*map(facts, texts(entry))) == english
        assert all(text.strip() for text in texts(entry))
        if isinstance(entry, dict):
            assert entry.keys() == {PLURALS[language](n) for n in range(200)}


def said_ids() -> set[str]:
    """Every literal in the sources that looks like the id of a message, and the beginnings of composed ones."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_every_id_that_is_said_exists() -> None:
    rooms = {message_id.split(".")[0] for message_id in catalogue("en")}
    pattern = re.compile(rf"({'|'.join(sorted(rooms))})\.[a-z0-9-]+")
    files = ("toml", "py", "json", "png", "max", "limit_in_bytes", "safetensors")
    endings = (*files, "begin", "written", "synced", "renamed", "done", "noted", "placed")
    said = {text for text in said_ids() if pattern.fullmatch(text) and text.split(".")[1] not in endings}
    missing = {text for text in said if text not in catalogue("en") and not text.endswith("-")}
    assert not missing


def test_plurals_of_russian() -> None:
    forms = {n: PLURALS["ru"](n) for n in (1, 2, 4, 5, 11, 12, 14, 21, 22, 111, 0)}
    few = {2, 4, 22}
    assert forms == {n: "one" if n in (1, 21) else "few" if n in few else "many" for n in forms}


def test_a_message_may_hold_another() -> None:
    inner = say("schema.missing", name="title")
    message = say("settings.value", where="config.py", name="X", reason=inner)
    assert "«title»" in message.text("ru")
    assert "“title”" in str(message)
