"""A class whose students each hand in one program of the corpus → checks that passed, by program, through one door."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from nbformat import v4, writes

from tests import weeks
from tests.attacks.corpus import PROGRAMS, SOLUTION, Attack, attacks
from tests.helpers import write

HONEST = "honest"
LIMITS = "\n[limits]\nwall_seconds = 1.5\nmemory_mb = 512\ntape_mb = 4\n"
EVERYTHING = "AUTOGRADER_ALL_PROGRAMS"
LEDGER = "AUTOGRADER_DOORS_LEDGER"
SLOW = {"exhausting", "excusing"}
QUICK = {"exhausting/memory", "exhausting/beyond_its_share", "exhausting/large_tensor", "excusing/zeros"}


def programs() -> tuple[Attack, ...]:
    """All of them, or a part (1/8), where the environment asks for that; else a few of every family, none of which takes long."""
    everything = attacks()
    if asked := os.environ.get(EVERYTHING):
        part, of = map(int, asked.split("/"))
        return everything[part - 1 :: of]
    quick = [each for each in everything if each.name.partition("/")[0] not in SLOW]
    return tuple(each for each in everything if each in quick[::6] or each.name in QUICK)


def students(chosen: Iterable[Attack]) -> dict[str, Attack | None]:
    """A student for each, and an honest one before and after."""
    middle = {f"2024{number:04}": attack for number, attack in enumerate(chosen, 1)}
    return {"20240000": None, **middle, "20249999": None}


def course(folder: Path) -> Path:
    """A course with week01, whose limits are those of the corpus."""
    files = weeks.files() | {"public/test_regression.py": weeks.PUBLIC}
    return write(
        folder,
        {f"solutions/week01/{name}": text for name, text in files.items()}
        | {"solutions/week01/week.toml": files["week.toml"] + LIMITS},
    )


def files_of(attack: Attack | None) -> dict[str, bytes]:
    """The files that this student hands in, each as it was written."""
    if attack is None:
        return {"regression.py": SOLUTION.encode()}
    path = PROGRAMS / f"{attack.name}.ipynb"
    found = {
        each.name: each.cells[0].encode("utf-8", "surrogatepass") for each in attack.sources if len(each.cells) == 1
    }
    return found | ({"regression.ipynb": path.read_bytes()} if path.exists() else {})


def notebook_of(attack: Attack | None) -> str:
    """The same as one notebook, a cell for each file."""
    texts = [SOLUTION] if attack is None else [cell for source in attack.sources for cell in source.cells]
    cells = [v4.new_code_cell(text.encode("utf-8", "replace").decode()) for text in texts]
    return writes(v4.new_notebook(cells=cells), version=4)


def class_folder(folder: Path, who: Mapping[str, Attack | None]) -> Path:
    """A folder a student."""
    for student, attack in who.items():
        for name, content in files_of(attack).items():
            (folder / student).mkdir(parents=True, exist_ok=True)
            (folder / student / name).write_bytes(content)
    return folder


def command(*words: object, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """`autograder` in a process of its own, as whoever runs the tests."""
    typed = [sys.executable, "-P", "-m", "autograder", *map(str, words)]
    env = {**os.environ, **more}
    return subprocess.run(typed, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def seen(door: str, attack: Attack | None, *, held: bool) -> bool:
    """Note how a program fared at a door, where the environment names a ledger → `held`."""
    if (ledger := os.environ.get(LEDGER)) and attack is not None:
        with Path(ledger).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"door": door, "program": attack.name, "held": held}) + "\n")
    return held


def passed(grades: Path) -> dict[str, set[str]]:
    """Names of the checks that passed, by student, from grades.json."""
    reports = json.loads(grades.read_text("utf-8"))["reports"]
    return {
        report["student_id"]: {
            check["name"]
            for exercise in report["exercises"]
            for check in exercise["checks"]
            if check["outcome"] == "passed"
        }
        for report in reports
    }
