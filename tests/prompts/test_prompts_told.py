"""kadr shots --prompts, and the style of a board, on the command line."""

import json
import re
from pathlib import Path

import pytest

from conftest import EXAMPLES, Kadr

SCRIPT, RUSSIAN = EXAMPLES / "aldar-kose.fountain", EXAMPLES / "aldar-kose.ru.fountain"
CAST = EXAMPLES / "aldar-kose.cast.toml"


def test_prompts_are_shown_with_what_they_leave_out(kadr: Kadr) -> None:
    done = kadr("shots", SCRIPT, "--cast", CAST, "--prompts", "--style", "noir")
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    assert "tall thin young man" in text
    assert "film noir, black and white" in text
    assert "of 75 tokens" in text
    assert "no room for: hard side light" in text
    assert "Kept out of the pictures: colour, flat light" in text


def test_a_russian_script_gives_english_prompts_and_lists_what_has_no_english(kadr: Kadr, tmp_path: Path) -> None:
    script = tmp_path / "кино.fountain"
    script.write_text(
        "ИНТ. КУХНЯ - НОЧЬ\n\nАННА (высокая, с кривой ухмылкой) сидит за столом и держит астролябию.\n", "utf-8"
    )
    done = kadr("--lang", "ru", "shots", script, "--prompts")
    text = " ".join(done.stdout.split())
    assert re.search(r"\btall (\w+ )?woman\b", text)
    assert "нет перевода: астролябию" in text
    assert re.search(r'нет перевода: .*ухмылкой.* kadr set "Анна" words=', text)
    found = json.loads(kadr("shots", script, "--prompts", "--json").stdout)
    (prompt,) = (shot["prompt"] for shot in found["shots"])
    assert prompt["text"].isascii()
    assert prompt["tokens"] <= found["budget"] == 75
    assert {unsaid["of"] for unsaid in prompt["unsaid"]} == {"", "Анна"}


def test_a_persons_words_reach_the_prompt_and_stay(kadr: Kadr, tmp_path: Path) -> None:
    assert kadr("render", RUSSIAN, "--cast", CAST, "-o", tmp_path / "out", "--size", "64x64").returncode == 0
    (board,) = (tmp_path / "out").iterdir()
    assert kadr("set", "1A", "words=a kite over the steppe", "--board", board).returncode == 0
    assert kadr("set", "Бай", "words=fat old man in a fox hat", "--board", board).returncode == 0
    prompts = [shot["prompt"] for shot in json.loads(kadr("shots", board, "--prompts", "--json").stdout)["shots"]]
    assert "a kite over the steppe" in prompts[0]["text"]
    assert not prompts[0]["unsaid"]
    assert prompts[4]["text"].startswith("fat old man in a fox hat, pointing")


def test_the_style_of_a_board_is_the_one_given_last(kadr: Kadr, tmp_path: Path) -> None:
    place = ("-o", tmp_path / "out", "--size", "64x64", "--no-sheet")
    done = kadr("render", SCRIPT, *place, "--style", "pencil")
    assert done.returncode == 0
    assert "draws in ink" in done.stderr
    (board,) = (tmp_path / "out").iterdir()
    assert kadr("render", SCRIPT, *place[:2]).returncode == 0
    document = json.loads((board / "board.json").read_text("utf-8"))
    assert document["format"] == {"width": 64, "height": 64, "style": "pencil"}


@pytest.mark.parametrize("verb", ["render", "shots"])
def test_an_unknown_style_is_refused_with_those_there_are(verb: str, kadr: Kadr) -> None:
    done = kadr(verb, SCRIPT, "--style", "cubist")
    assert done.returncode == 2
    assert "cubist" in done.stderr
    assert "watercolour" in done.stderr


def test_a_style_misspelt_in_the_board_is_named_with_its_line(kadr: Kadr, tmp_path: Path) -> None:
    assert kadr("render", SCRIPT, "-o", tmp_path / "out", "--size", "64x64", "--no-sheet").returncode == 0
    (board,) = (tmp_path / "out").iterdir()
    path = board / "board.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace('"style": "ink"', '"style": "inc"'), "utf-8")
    done = kadr("shots", board)
    line = text[: text.index('"style": "ink"')].count("\n") + 1
    assert done.returncode == 3
    assert re.search(rf"\b{line}\b", done.stderr)
    assert "style" in done.stderr
    assert "watercolour" in done.stderr


def test_words_of_the_cast_must_be_english(kadr: Kadr, tmp_path: Path) -> None:
    cast = tmp_path / "cast.toml"
    cast.write_text('[[character]]\nname = "Аня"\nwords = "рыжая"\n', "utf-8")
    done = kadr("shots", SCRIPT, "--cast", cast)
    assert done.returncode == 3
    assert "Аня" in done.stderr
    assert "English" in done.stderr
