"""A class whose students each hand in one program of the corpus → its files and folders, and what was on the record.

Every student's work holds words of its own, so that whoever is shown another's is known by name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from nbformat import v4, writes

from tests import weeks
from tests.attacks.corpus import PROGRAMS, SOLUTION, Attack, attacks
from tests.helpers import write

FIRST, LAST = "20240000", "20249999"
"""Honest students, before and after the others."""
LIMITS = "\n[limits]\nwall_seconds = {}\nmemory_mb = 512\ntape_mb = 4\n"
SECONDS = 0.75
SLOW = {"exhausting", "excusing"}
QUICK = {"exhausting/memory", "exhausting/beyond_its_share", "exhausting/large_tensor", "excusing/zeros"}


def a_few() -> tuple[Attack, ...]:
    """Some of every family, none of which takes long."""
    everything = attacks()
    quick = [each for each in everything if each.name.partition("/")[0] not in SLOW]
    return tuple(each for each in everything if each in quick[::6] or each.name in QUICK)


def students(chosen: Iterable[Attack]) -> dict[str, Attack | None]:
    """A student for each, whose number is the program's, and an honest one before and after."""
    wanted = {attack.name for attack in chosen}
    numbered = enumerate(attacks(), 1)
    middle = {f"2024{number:04}": attack for number, attack in numbered if attack.name in wanted}
    return {FIRST: None, **middle, LAST: None}


def course(folder: Path, *, seconds: float = SECONDS) -> Path:
    """A course with week01, whose limits are those of the corpus."""
    files = weeks.files() | {"public/test_regression.py": weeks.PUBLIC}
    return write(
        folder,
        {f"solutions/week01/{name}": text for name, text in files.items()}
        | {"solutions/week01/week.toml": files["week.toml"] + LIMITS.format(seconds)},
    )


def own_words(student: str) -> str:
    """Words that stand in the work of this student alone."""
    return f"own words of {student}: {hashlib.sha256(student.encode()).hexdigest()[:16]}"


def files_of(attack: Attack | None, student: str = "") -> dict[str, bytes]:
    """The files that this student hands in, each as it was written, the first with the student's own words at its end."""
    if attack is None:
        found = {"regression.py": SOLUTION.encode()}
    else:
        found = {
            each.name: each.cells[0].encode("utf-8", "surrogatepass") for each in attack.sources if len(each.cells) == 1
        }
        path = PROGRAMS / f"{attack.name}.ipynb"
        found |= {"regression.ipynb": path.read_bytes()} if path.exists() else {}
    return _signed(found, student) if student else found


def notebook_of(attack: Attack | None, student: str = "") -> str:
    """The same as one notebook, a cell for each file."""
    texts = [SOLUTION] if attack is None else [cell for source in attack.sources for cell in source.cells]
    texts += [f"# {own_words(student)}"] if student else []
    cells = [v4.new_code_cell(text.encode("utf-8", "replace").decode()) for text in texts]
    return writes(v4.new_notebook(cells=cells), version=4)


def class_folder(folder: Path, who: Mapping[str, Attack | None]) -> Path:
    """A folder a student."""
    for student, attack in who.items():
        (folder / student).mkdir(parents=True, exist_ok=True)
        for name, content in files_of(attack, student).items():
            (folder / student / name).write_bytes(content)
    return folder


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


def _signed(files: dict[str, bytes], student: str) -> dict[str, bytes]:
    """A comment at the end of the first file of code, where that changes nothing of what it does."""
    for name, content in files.items():
        if name.endswith(".py") and not content.rstrip().endswith(b"\\"):
            return files | {name: content + f"\n# {own_words(student)}\n".encode()}
        if name.endswith(".ipynb"):
            with suppress(ValueError, KeyError, TypeError):
                notebook = json.loads(content)
                notebook["metadata"]["of"] = own_words(student)
                return files | {name: json.dumps(notebook).encode()}
    return files
