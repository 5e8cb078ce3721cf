"""The command line by its own words: help, errors, exit codes, languages."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import EXAMPLES, Kadr
from kadr.cli.door import VERBS

SCRIPT = EXAMPLES / "aldar-kose.fountain"


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("verb", ["", *VERBS])
def test_every_verb_explains_itself_in_both_languages(verb: str, language: str, kadr: Kadr) -> None:
    done = kadr(*filter(None, [verb]), "--help", "--lang", language)
    assert done.returncode == 0, done.stderr
    cyrillic = len(re.findall("[а-яё]", done.stdout))
    assert (cyrillic > 60) == (language == "ru")
    assert ("Options" in done.stdout) == (language == "en")
    assert f"kadr {verb}".strip() in done.stdout


BAD: dict[str, tuple[list[str | Path], int, str]] = {
    "no verb": (["draw"], 2, "no such command"),
    "no script": (["render"], 2, "SCRIPT is missing"),
    "unknown option": (["render", "x", "--colour"], 2, "--colour"),
    "option without value": (["render", "x", "--panels"], 2, "--panels needs a value.*kadr render --help"),
    "two scripts": (["render", "x", "y"], 2, "more on the command line"),
    "no panels": (["render", SCRIPT, "--panels", "0"], 2, r"\d"),
    "negative panels": (["render", SCRIPT, "--panels", "-1"], 2, r"\d"),
    "too many panels": (["render", SCRIPT, "--panels", "1000000000"], 2, r"\d"),
    "panels in words": (["render", SCRIPT, "--panels", "six"], 2, "whole number"),
    "no aspect": (["render", SCRIPT, "--aspect", "0:1"], 2, "0:1"),
    "no size": (["render", SCRIPT, "--size", "0x0"], 2, "0x0"),
    "size and aspect": (["render", SCRIPT, "--size", "640x480", "--aspect", "4:3"], 2, "not both"),
    "negative seed": (["render", SCRIPT, "--seed", "-1"], 2, "--seed"),
    "large seed": (["render", SCRIPT, "--seed", str(2**64)], 2, "--seed"),
    "unknown preset": (["render", SCRIPT, "--preset", "turbo"], 2, "balanced"),
    "unknown engine": (["render", SCRIPT, "--engine", "dalle"], 2, "draft"),
    "unknown paper": (["render", SCRIPT, "--paper", "b5"], 2, "letter"),
    "unknown language": (["--lang", "tlh", "render", SCRIPT], 2, "tlh"),
    "script that is not there": (["render", "nothing.fountain"], 3, "no script nothing.fountain"),
    "script with NUL in its name": (["render", "a\ufffdb.txt"], 3, "no script"),
    "cast that is not there": (["render", SCRIPT, "--cast", "nobody.toml"], 3, "nobody.toml"),
    "config that is not there": (["render", SCRIPT, "--config", "none.py"], 3, "none.py"),
    "a folder without a board": (["render", "."], 3, "no board"),
    "a script without end": (["render", "/dev/zero"], 3, "MB"),
    "sheet of nothing": (["sheet", "."], 3, "no board"),
    "undo of nothing": (["undo", "nowhere"], 3, "no board"),
    "maps of nothing": (["maps", "--board", "nowhere"], 3, "no board"),
    "maps of no size": (["maps", "--size", "12"], 2, "12"),
    "bad grid": (["sheet", ".", "--grid", "9x9"], 2, "9x9"),
    "no picture": (["show", "none.png"], 3, "none.png"),
    "no such port": (["serve", "--port", "70000"], 2, "70000"),
    "a port in letters": (["serve", "--port", "http"], 2, "http"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_use_is_answered_in_words(case: str, kadr: Kadr, tmp_path: Path) -> None:
    arguments, code, words = BAD[case]
    done = kadr(*arguments)
    assert done.returncode == code, done.stderr
    assert re.search(words, done.stderr), done.stderr
    assert done.stderr.startswith("kadr: ")
    assert done.stdout == ""
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("case", BAD)
def test_bad_use_is_answered_in_russian_too(case: str, kadr: Kadr) -> None:
    arguments, code, _ = BAD[case]
    if "--lang" in arguments:
        return
    done = kadr(*arguments, "--lang", "ru")
    assert done.returncode == code
    assert len(re.findall("[а-яё]", done.stderr)) > 5, done.stderr


def test_titles_and_names_that_attack(kadr: Kadr, tmp_path: Path) -> None:
    for number, title in enumerate(["../../evil", "CON", "x" * 300, "🎬", "a/b\\c", "-rf", "..."]):
        text = f"Title: {title}\n\nINT. ROOM - DAY\n\nA man sits.\n"
        script = tmp_path / f"{number}.fountain"
        script.write_text(text, "utf-8")
        done = kadr("render", script, "--no-sheet", "--size", "64x64", "--json")
        assert done.returncode == 0, done.stderr
        folder = (tmp_path / json.loads(done.stdout)["folder"]).resolve()
        assert folder.parent == tmp_path / "out"
        assert (folder / "board.json").is_file()


def test_shots_draw_and_write_nothing(kadr: Kadr, tmp_path: Path) -> None:
    done = kadr("shots", SCRIPT, "--json")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["shots"]) == 6
    assert not list(tmp_path.iterdir())


def test_a_sheet_in_another_grid(kadr: Kadr, tmp_path: Path) -> None:
    assert kadr("render", SCRIPT, "--no-sheet", "--size", "128x128").returncode == 0
    folder = next((tmp_path / "out").iterdir())
    assert not (folder / "sheet.png").exists()
    done = kadr("sheet", folder, "--grid", "1x1", "--paper", "screen", "--json")
    pages = json.loads(done.stdout)["sheets"]
    assert len(pages) >= 6
    done = kadr("sheet", folder, "--grid", "3x2", "--paper", "screen", "--json")
    assert len(json.loads(done.stdout)["sheets"]) < len(pages)
    assert len(list(folder.glob("sheet*.png"))) == len(json.loads(done.stdout)["sheets"])


@pytest.mark.parametrize("verb", ["config", "doctor", "speed"])
def test_reports_as_json_and_in_words(verb: str, kadr: Kadr) -> None:
    done = kadr(verb, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)
    words = kadr(verb, "--lang", "ru")
    assert words.returncode == 0
    assert re.search("[а-я]", words.stdout)


def test_the_seeds_four_lines(kadr: Kadr) -> None:
    lines = kadr("speed", "--lang", "ru").stdout.splitlines()
    starts = ("✅ Модель загружена", "✅ Одно изображение", "✅ 3 изображения", "✅ Память")
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=False))
    assert len(lines) == 6
    assert "расчёт" in lines[5]


@pytest.mark.parametrize("verb", ["doctor", "config", "speed"])
def test_a_console_without_our_letters_still_gets_its_report(verb: str, kadr: Kadr) -> None:
    done = kadr(verb, "--lang", "ru", environment={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 0, done.stderr
    assert "?" in done.stdout
    assert kadr(verb, "--json", environment={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}).returncode == 0


def test_the_traits_of_the_settings_reach_the_board(kadr: Kadr, tmp_path: Path) -> None:
    traits = {"KADR_CHARACTER_TRAITS": "{'Ann': 'old woman, headscarf', 'Bob': 'stout, turban'}"}
    done = kadr("shots", "-", "--lines", "--json", text=b"Ann walks to Bob.\n", environment=traits)
    cast = {character["name"]: character for character in json.loads(done.stdout)["cast"]}
    assert cast["Ann"]["looks"]["age"] == "old"
    assert cast["Bob"]["looks"]["headwear"] == "turban"


def test_a_pipe_that_is_closed_is_an_empty_script(tmp_path: Path) -> None:
    command = f"{sys.executable} -m kadr --lang en render - <&-"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
