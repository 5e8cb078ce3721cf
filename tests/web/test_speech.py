"""What is said by the API speaks of requests, and names no path of this machine."""

import json
import re
from pathlib import Path

import pytest
from serving import Served, serve

from kadr.messages import LANGUAGES, Entry, Message, catalogue, say
from kadr.web.speech import PLACES as SPEECH_PLACES
from kadr.web.speech import heard, heard_data

APART = """cli doctor plan show speed shots maps quote guard page draft sheet metadata models arrange.done
    arrange.begun set.done set.redraw set.which-board arrange.take serving.port serving.address serving.at serving.token
    serving.no-web serving.second serving.render-there serving.beside"""
ELSEWHERE = frozenset(re.findall(r"\S+", APART))
"""Rooms and messages of the terminal, of the pages, of models (which are fetched by a command, and by no request)."""

VERBS = "render|lock|undo|redo|set|plan|shots|show|serve|start (?:PANEL|КАДР)|bring|choose"
COMMAND = re.compile(rf"(?<![\w-])--[a-z]|(?<!\w)-o |kadr (?:{VERBS})\b")
AGAIN = re.compile(r"same command|in a terminal|terminal|команд|терминал", re.IGNORECASE)

HOME = Path("/srv/films/home")


def texts(entry: Entry) -> list[str]:
    return list(entry.values()) if isinstance(entry, dict) else [entry]


def said() -> list[str]:
    """The ids of what the API can say."""
    return [one for one in catalogue("en") if one.partition(".")[0] not in ELSEWHERE | {"web"} and one not in ELSEWHERE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_api_speaks_of_no_commands(language: str) -> None:
    words = {one: text for one in said() for text in texts(catalogue(language)[heard(Message(one, {}), HOME).id])}
    assert not {one: text for one, text in words.items() if COMMAND.search(text) or AGAIN.search(text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_api_has_one_of_the_terminal_with_its_facts(language: str) -> None:
    known = catalogue(language)
    for one, entry in known.items():
        room, _, other = one.partition(".")
        if room == "web" and other != "home":
            facts = set(re.findall(r"\{(\w+)\}", " ".join(texts(known[other]))))
            assert set(re.findall(r"\{(\w+)\}", " ".join(texts(entry)))) <= facts, one


PLACES = (
    (HOME, "папка раскадровок"),
    (HOME / "night" / "board.json", "night/board.json"),
    (Path("/etc/secret/key"), "key"),
)


@pytest.mark.parametrize("given", [Path, str])
def test_no_path_of_this_machine_is_named(given: type) -> None:
    for message_id in said():
        names = set(re.findall(r"\{(\w+)\}", str(catalogue("en")[message_id])))
        for place, shown in PLACES if names & SPEECH_PLACES else ():
            facts = {name: given(place) if name in SPEECH_PLACES else f"—{HOME}/x" for name in names}
            text = heard(Message(message_id, facts | {"n": 1}), HOME).text("ru")
            assert "/srv" not in text, message_id
            assert "/etc" not in text, message_id
            assert shown in text, message_id


def test_messages_in_data_are_told_like_others() -> None:
    data = {"seq": 1, "reason": say("library.disk-full", path=HOME / "night" / "board.json").plain()}
    assert "/srv" not in json.dumps(heard_data(data, HOME))
    assert heard_data(data, HOME)["reason"]["id"] == "library.disk-full"


def test_a_refusal_of_the_api_names_no_path_and_no_command(tmp_path: Path) -> None:
    with serve(tmp_path / "home") as server:
        board = server.begin(title="Night shift")
        place = f"/api/boards/{board['id']}"
        for verb in ("undo", "redo"):
            no_path(server, server.client.post(f"{place}/{verb}").text)
        server.ask("PUT", f"{place}/panels/1A/marks", 200, json={"locked": True})
        answer = server.client.patch(f"{place}/panels/1A", json={"fields": {"size": "CU"}})
        assert "/marks" in answer.json()["detail"]
        assert answer.json()["code"] == "arrange.locked"
        files = {"script": ("a.txt", b"\x81\x8d\x8f\x90\x9d man \xff\xfe walks")}
        no_path(server, server.client.post("/api/boards/from-file", files=files).text)


def no_path(server: Served, text: str) -> None:
    assert str(server.home.parent) not in text
    assert "--" not in text
