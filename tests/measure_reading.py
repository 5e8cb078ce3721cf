"""How well kadr reads: the labelled scripts of tests/labelled against `kadr.story`, as F1 per field.

    python tests/measure_reading.py            the table
    python tests/measure_reading.py --wrong FIELD [SCRIPT]   what was read wrong
    python tests/measure_reading.py --write    the table into docs/reading-measured.md

Panels are cut where the labels cut, so that a field is judged by its own: the words `starts` of a label say with which
beat its shot begins. The last row compares the cuts that kadr makes by itself with the labels'.
"""

import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kadr import cast as casting
from kadr import lexicon
from kadr.board import Character, Origin, Shot
from kadr.script import Form, Script
from kadr.story import read
from kadr.story.beats import Beat, cut
from kadr.story.people import everybody
from kadr.story.scenes import smallest
from kadr.story.shots import break_down

ROOT = Path(__file__).parent / "labelled"
PAGE = Path(__file__).parent.parent / "docs" / "reading-measured.md"
BEGIN, END = "<!-- table -->", "<!-- /table -->"
WIDER = {"crying": "crying|sad", "shouting": "shouting|angry"}
"""Feelings that came after the labels, and the labels that they fulfil."""

FIELDS = ("place", "interior", "time", "weather", "who", "heard", "action", "feeling", "props", "size", "angle", "move")
AIMS = {
    "size": 0.9,
    "angle": 0.9,
    "place": 0.85,
    "time": 0.85,
    "who": 0.85,
    "action": 0.85,
    "feeling": 0.75,
    "props": 0.75,
}

Label = dict[str, Any]
Score = Counter[str]


def words(text: str) -> str:
    """A text as it is compared: its words alone."""
    return " ".join(re.findall(r"\w+", lexicon.fold(text)))


def starts_of(labels: list[Label], beats: list[Beat]) -> list[int]:
    """The beat with which each labelled shot begins; in prose a speech may stand before or after its tag."""
    orders = []
    for led in (True, False):
        parts = []
        for beat in beats:
            said = " ".join(speech.text for speech in beat.speech)
            parts.append(words(f"{beat.action} {said}" if led else f"{said} {beat.action}"))
        orders.append(parts)
    found: list[int] = []
    place = 0
    for label in labels:
        wanted = words(label["starts"])
        places = range(place, len(beats))
        number = next((at for at in places if any(_begins(parts, at, wanted) for parts in orders)), None)
        if number is None:
            number = next((at for at in places if any(wanted in parts[at] for parts in orders)), None)
        if number is None:
            raise SystemExit(f"not found: {label['starts']!r}")
        found.append(number)
        place = number + 1
    return found


def _begins(parts: list[str], place: int, wanted: str) -> bool:
    return " ".join(part for part in parts[place : place + 4] if part).startswith(wanted)


def pairs(label: Label, shot: Shot) -> Iterator[tuple[str, str, set[str], set[str]]]:
    """For each field what was wanted and what was read, as sets; a field that is not judged is left out."""
    for field in ("place", "time", "weather"):
        wanted, got = label.get(field, ""), getattr(shot, field)
        if wanted or field == "weather":
            yield (
                field,
                field,
                _one(wanted),
                _one(got if shot.by(field) is Origin.SCRIPT or got != "day" or wanted else ""),
            )
    if "interior" in label:
        yield "interior", "interior", {str(label["interior"])}, {str(shot.interior)}
    wanted_people = {_who(figure["who"]): figure for figure in label.get("figure", [])}
    got_people = {_who(figure.who): figure for figure in shot.figures}
    yield "who", "who", set(wanted_people), set(got_people)
    off = {_who(speech.who) for speech in shot.speech if speech.off}
    yield "heard", "heard", {_who(who) for who in label.get("heard", [])}, off
    for who, figure in wanted_people.items():
        got = next((got_people[name] for name in who.split("|") if name in got_people), None)
        if figure.get("pose"):
            yield "action", who, _one(figure["pose"]), _one(got.pose if got else "")
        if figure.get("feeling") or (got and got.feeling != "neutral"):
            feeling = got.feeling if got and got.feeling != "neutral" else ""
            yield "feeling", who, _one(figure.get("feeling", "")), _one(WIDER.get(feeling, feeling))
    yield "props", "props", {_prop(prop) for prop in label.get("props", [])}, {_prop(prop) for prop in shot.props}
    for field in ("size", "angle", "move"):
        got = getattr(shot, field).value if shot.by(field) is Origin.SCRIPT else ""
        yield field, field, _one(label.get(field, "")), _one(got)


def _one(value: str) -> set[str]:
    return {value} if value else set()


def _who(name: str) -> str:
    return re.sub(r"^(the|a|an) ", "", lexicon.fold(name))


def _prop(names: str) -> str:
    """A prop's alternatives as the concepts that the lexicon knows them by."""
    found = []
    for name in names.split("|"):
        hits = [hit.concept for hit in lexicon.read(name) if hit.field in ("thing", "animal", "vehicle")]
        found += [name.strip(), *hits]
    return "|".join(dict.fromkeys(found))


def judge(wanted: set[str], got: set[str]) -> Score:
    """How many were right, missed, and made up; ``a|b`` is right by either, and ``a|`` by nothing too."""
    score: Score = Counter()
    left = set(got)
    for one in wanted:
        match = next((other for other in left if set(one.split("|")) & set(other.split("|"))), None)
        if not match and "" in one.split("|"):
            continue
        score["right" if match else "missed"] += 1
        left -= {match} if match else set()
    score["made up"] += len(left)
    return score


def f1(score: Score) -> float:
    """The harmonic mean of precision and recall."""
    wrong = score["missed"] + score["made up"]
    return 2 * score["right"] / (2 * score["right"] + wrong) if score["right"] or wrong else float("nan")


def load(path: Path) -> tuple[Label, Script, tuple[Character, ...]]:
    """A label file with its script and its cast."""
    labels = tomllib.loads(path.read_text("utf-8"))
    script = read((path.parent / labels["script"]).read_bytes(), name=labels["script"])
    given = [
        Character(
            name=row["name"],
            aliases=tuple(row.get("aliases", ())),
            traits=row.get("traits", ""),
            looks=casting.looks_of(row.get("traits", "")),
        )
        for row in labels.get("cast", [])
    ]
    return labels, script, tuple(given)


def measure(only: str = "", wrong: str = "") -> dict[tuple[str, str], dict[str, Score]]:
    """Scores by (script or "all", language) and field; `wrong` prints what was wrong in a field."""
    table: dict[tuple[str, str], dict[str, Score]] = defaultdict(lambda: defaultdict(Counter))
    for path in sorted(ROOT.glob("*.labels.toml")):
        if only and only not in path.name:
            continue
        labels, script, cast = load(path)
        beats = smallest(script, everybody(script, cast))
        starts = starts_of(labels["shot"], beats)
        starts[0] = 0
        found = break_down(script, cast, starts=starts).shots
        keys = [("all", labels["language"]), (path.name.split(".")[0], labels["language"])]
        for label, shot in zip(labels["shot"], found, strict=True):
            for field, about, want, got in pairs(label, shot):
                score = judge(want, got)
                for key in keys:
                    table[key][field] += score
                if field == wrong and (score["missed"] or score["made up"]):
                    print(
                        f"{path.stem[:12]:12} {about:14} want {sorted(want)} got {sorted(got)} | {label['starts'][:60]}"
                    )
        own = cut(beats, script.form, len(starts) if script.form is not Form.SCREENPLAY else None)
        cuts = judge({str(start) for start in starts}, {str(start) for start in own})
        for key in keys:
            table[key]["cuts"] += cuts
            table[key]["shots"]["right"] += len(starts)
    return table


def report() -> str:
    """The table as Markdown."""
    table = measure()
    keys = sorted(table, key=lambda key: (key[1], key[0] != "all", key[0]))
    lines = ["| field | " + " | ".join(f"{name} ({language})" for name, language in keys) + " | aim |"]
    lines.append("|---|" + "---|" * (len(keys) + 1))
    for field in (*FIELDS, "cuts"):
        cells = []
        for key in keys:
            score = table[key][field]
            n = score["right"] + score["missed"]
            cells.append(f"{f1(score):.2f} ({n})" if n or score["made up"] else "-")
        lines.append(f"| {field} | " + " | ".join(cells) + f" | {AIMS.get(field, '')} |")
    lines.append("| shots | " + " | ".join(str(table[key]["shots"]["right"]) for key in keys) + " | |")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print the table, or what was wrong in a field."""
    if arguments[:1] == ["--wrong"]:
        measure(only=arguments[2] if len(arguments) > 2 else "", wrong=arguments[1])
        return
    if arguments[:1] == ["--write"]:
        page = PAGE.read_text("utf-8")
        head, _, rest = page.partition(BEGIN)
        PAGE.write_text(f"{head}{BEGIN}\n\n{report()}\n\n{END}{rest.partition(END)[2]}", "utf-8")
        return
    print(report())


if __name__ == "__main__":
    main(sys.argv[1:])
