"""A messy class of fifty through every door: is each outcome right, or asked about?

    .venv/bin/python benchmarks/class_of_fifty.py [DOOR…]

The class is the same each time: right, wrong, late, unreadable, misnamed, packed, twice handed in, without an owner. It is written down
as each LMS hands it over and graded by the command line on a week of three small exercises.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from autograder.model import Student  # noqa: E402
from tests.submissions.doors import DOORS, HandedIn  # noqa: E402
from tests.submissions.received import notebook, place, zipped  # noqa: E402
from tests.weeks import SOLUTION, course, fit_with  # noqa: E402

Files = Mapping[str, bytes | str]
FULL = 9
PERSON, MISSING = "a person looks", "nothing handed in"
FAMILY, GIVEN = "김이박최정강조윤장임", ("민준", "서연", "도윤", "지우", "하준")
CLASS = tuple(
    Student(f"2023{1000 + i}", f"{one}{two}", f"user{i:03}@univ.ac.kr", {"github": f"hub-{i:03}"})
    for i, (one, two) in enumerate((one, two) for one in FAMILY for two in GIVEN)
)
SUMS = SOLUTION.replace("return torch.mean((y - yhat) ** 2)", "return torch.sum((y - yhat) ** 2)")
ENDLESS = fit_with(("    for epoc", "    while True:\n        pass\n    for epoc"))
BROKEN = SOLUTION.replace("return torch.sqrt(mse(y, yhat))", "return torch.sqrt(mse(y, yhat)")
NEVER_CLEARS = fit_with(("        What.grad = None\n", ""))
PERCENT = "# %% [markdown]\n# # 과제\n\n# %%\n" + SOLUTION.replace("\n\n\ndef ", "\n\n\n# %%\ndef ")
MARKDOWN = f"---\njupyter:\n  kernelspec:\n    name: python3\n---\n\n# hw\n\n```python\n{SOLUTION}\n```\n"
LIMITS = "\n[limits]\nwall_seconds = 3.0\n"
"""So that who never ends costs every door seconds, and not a minute."""
HEAD = SOLUTION[: SOLUTION.index("def rmse")]
REST = "import torch\nfrom regression import mse\n\n\n" + SOLUTION[SOLUTION.index("def rmse") :]


@dataclass(frozen=True)
class Accident:
    """A student's files, and their outcome: points, or a word."""

    files: Files
    right: int | str
    late: bool = False
    earlier: Files | None = None  # an attempt before this one


def tarred(name: str, text: str) -> bytes:
    """A .tar.gz with one file in a folder."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        head = tarfile.TarInfo(f"hw/{name}")
        head.size = len(text.encode())
        archive.addfile(head, io.BytesIO(text.encode()))
    return stream.getvalue()


ACCIDENTS: Mapping[int, Accident] = {
    1: Accident({"regression.ipynb": notebook(SOLUTION)}, FULL),
    2: Accident({"과제 최종 (2).ipynb": notebook("%matplotlib inline\n!pip list", SOLUTION)}, FULL),
    4: Accident({"regression.py": SUMS}, 7),
    6: Accident({"regression.py": NEVER_CLEARS}, 8),
    8: Accident({"regression.py": PERCENT}, FULL),
    10: Accident({"hw.tar.gz": tarred("regression.py", SOLUTION)}, FULL),
    12: Accident({"hw.md": MARKDOWN}, FULL),
    14: Accident({"regression.json": notebook(SOLUTION)}, FULL),
    16: Accident({"regression.py": SOLUTION.encode("utf-16")}, FULL),
    18: Accident({"regression.py": f"# 제출합니다\n{SOLUTION}".encode("cp949")}, FULL),
    20: Accident({"my homework.py": SOLUTION}, FULL),
    22: Accident({"regression.py": HEAD, "rest.py": REST}, FULL),
    24: Accident({"hw.zip": zipped({"hw/regression.py": SOLUTION, "__MACOSX/hw/._regression.py": b"\0"})}, FULL),
    26: Accident({"regression.py": BROKEN}, 8),
    28: Accident({"regression.py": ENDLESS}, 3),
    30: Accident({"report.pdf": b"%PDF-1.4\n%%EOF"}, PERSON),
    31: Accident({"hw.rar": b"Rar!\x1a\x07\0\xcf\x90s"}, PERSON),
    32: Accident({"hw.7z": b"7z\xbc\xaf\x27\x1c\0\4"}, PERSON),
    33: Accident({"regression.ipynb": notebook(SOLUTION)[:300]}, PERSON),
    34: Accident({"hw.zip": zipped({"regression.py": SOLUTION})[:120]}, PERSON),
    35: Accident({"hw.html": f"<html><body><pre>{SOLUTION}</pre></body></html>"}, PERSON),
    36: Accident({"regression.py": SOLUTION}, FULL, late=True),
    38: Accident({"regression.py": SOLUTION}, FULL, earlier={"regression.py": SUMS}),
    39: Accident({"regression.ipynb": notebook(SOLUTION)}, FULL, earlier={"regression.ipynb": notebook(SUMS)}),
    41: Accident({"20231042_regression.py": SOLUTION}, f"{FULL} or {PERSON}"),  # a classmate's number in the name
    43: Accident({"regression.py": ""}, f"0 or {PERSON}"),
    45: Accident({}, PERSON),  # of whom nothing came: but the file of nobody may be theirs
    46: Accident({}, PERSON),
}
"""By place in the class; all others hand in right work."""
OWNERLESS = {"regression (제출).py": SUMS}
"""Lies beside the others, of nobody known: no one may then be said to have handed in nothing."""


def accident(at: int) -> Accident:
    """The work of the student at this place."""
    return ACCIDENTS.get(at, Accident({"regression.py": SOLUTION}, FULL))


def written(door: str) -> dict[str, bytes | str]:
    """The whole class as this door hands it over."""
    handed_in = [
        HandedIn(one, accident(at).files, accident(at).late) for at, one in enumerate(CLASS) if accident(at).files
    ]
    files = {path: text for path, (_, text) in DOORS[door](handed_in).items()}
    for at, one in enumerate(CLASS):
        if (before := accident(at).earlier) and (again := EARLIER.get(door)):
            files |= again(one, before)
    return files


def _attempts(one: Student, before: Files) -> Files:
    base = f"HW_4_{one.email.partition('@')[0]}_attempt_2024-09-12-10-00-00"
    (name, text), *_rest = before.items()
    receipt = f"Name: {one.name} ({one.email.partition('@')[0]})\nAssignment: HW 4\nFiles:\n\tOriginal filename: {name}\n\tFilename: {base}_{name}\n"
    return {f"{base}_{name}": text, f"{base}.txt": receipt}


def _inbound(one: Student, before: Files) -> Files:
    return {f"inbound/{one.id}+week04+2024-09-12 03:00:00.1 UTC+r/{name}": text for name, text in before.items()}


EARLIER = {"blackboard": _attempts, "nbgrader": _inbound}
"""Systems whose downloads hold earlier attempts, too."""


def graded(door: str, room: Path) -> tuple[dict[str, str], str]:
    """Each student's outcome in a word, and what the terminal said."""
    files = written(door)
    home = room / door
    week = course(home) / "week.toml"
    week.write_text(week.read_text(encoding="utf-8") + LIMITS, encoding="utf-8")
    handed = home / "download"
    place(handed, {**files, **OWNERLESS})
    roster = "student_id,name,email,github_username\n" + "".join(
        f"{one.id},{one.name},{one.email},{one.more['github']}\n" for one in CLASS
    )
    (home / "roster.csv").write_text(roster, encoding="utf-8")
    (home / "download.zip").write_bytes(zipped({**files, **OWNERLESS}))
    command = [
        sys.executable,
        "-m",
        "autograder",
        "grade",
        "week99",
        "download.zip",
        "--roster",
        "roster.csv",
        "--out",
        "out",
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [*command, "--course", ".", "--store", "a.db", "--lang", "en"],
        cwd=home,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    reports = json.loads((home / "out" / "grades.json").read_text(encoding="utf-8"))["reports"]
    return {one["student_id"]: _word(one) for one in reports}, done.stdout + done.stderr


def _word(report: Mapping[str, object]) -> str:
    match report["status"]:
        case "graded":
            return str(report["points"])
        case "missing":
            return MISSING
        case _:
            return PERSON


def main() -> int:
    """Print a line a door, and what came out otherwise."""
    wrong: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="autograder-fifty-") as room:
        for door in sys.argv[1:] or DOORS:
            found, said = graded(door, Path(room))
            first = said.partition("\n\n")[0]
            off = {
                one.id: (found.get(one.id, "not there"), str(accident(at).right))
                for at, one in enumerate(CLASS)
                if found.get(one.id, "not there") not in str(accident(at).right).split(" or ")
            }
            wrong[door] = len(off)
            print(
                f"{door:<14}{len(CLASS) - len(off)} of {len(CLASS)} as they must be; to do: {first.count(chr(10))} lines"
            )
            for one, (came, right) in off.items():
                print(f"    {one}: {came}; must be {right}; the terminal names it first: {one in first}")
            if os.environ.get("SAID"):
                print(said)
    return 1 if wrong.total() else 0


if __name__ == "__main__":
    raise SystemExit(main())
