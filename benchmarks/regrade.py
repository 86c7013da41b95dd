"""What a changed week costs a class that is graded already: seconds, by what was changed.

    .venv/bin/python benchmarks/regrade.py [--students 1000] [--json]

The sample class of week04 is graded as scripts/demo does; its reports and tapes are then laid down again under new ids
until the class is large enough, and each dry run judges the stored tapes of all of them. `--whole` adds the change that
touches everything: the solution of another file, which every check may use.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from autograder.model import Grade, Signed
from autograder.store.store import Store
from autograder.workflows import worth
from autograder.workflows.opening import open_week
from autograder.workflows.regrade import regrade_class

ROOT = Path(__file__).resolve().parents[1]
HAND = "checks/test_regression_by_hand.py"
AVERAGES = "assert mine.returned == close(solution.mse(data.y, data.yhat))"
CHANGES = {
    "nothing": (HAND, "", ""),
    "the points of a check": (HAND, "@pytest.mark.points(1)", "@pytest.mark.points(2)"),
    "a check": (HAND, AVERAGES, f"{AVERAGES}; assert data"),
    "a function of the solution": (
        "regression_by_hand.py",
        "return torch.mean((y - yhat) ** 2)",
        "y = y + 0.0\n    return torch.mean((y - yhat) ** 2)",  # the line stays: known mistakes stand against it
    ),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        course = Path(place)
        shutil.copytree(ROOT / "solutions" / "week04", course / "solutions" / "week04")
        shutil.copytree(ROOT / "data", course / "data")
        store = course / "class.db"
        grow(graded(course), store, course, asked.students)
        found = {name: measured(course, store, *change) for name, change in CHANGES.items()}
    if asked.json:
        sys.stdout.write(json.dumps({"students": asked.students, "seconds": found}))
        return
    table = Table("what changed", "seconds", title=f"A dry run for a class of {asked.students}")
    for name, seconds in found.items():
        table.add_row(name, f"{seconds:.1f}")
    Console().print(table)


def graded(course: Path) -> Path:
    """The store of the sample class."""
    store, out = course / "sample.db", course / "out"
    sample = [sys.executable, ROOT / "data" / "make_sample_class.py", course / "sample"]
    subprocess.run(sample, check=True, stdout=subprocess.DEVNULL)
    grade = [sys.executable, "-m", "autograder", "grade", "week04", course / "sample" / "submissions"]
    where = ["--course", course, "--store", store, "--out", out]
    graded = subprocess.run([*grade, *where], check=False, stdout=subprocess.DEVNULL)
    assert graded.returncode in {0, 1}, "1: some of the sample waits for a person"
    return store


def grow(sample: Path, store: Path, course: Path, students: int) -> None:
    """The sample class again and again, each time as other students with work of their own."""
    signed = Signed("benchmark", datetime.now(UTC))
    with open_week("week04", course) as (assignment, judge), Store(sample) as few, Store(store) as many:
        many.adopt(worth.week_version(assignment, judge), signed)
        reports = list(few.grades("week04", tapes=True))
        for number in track(range(students), f"{students} students", console=Console(stderr=True)):
            many.save(renamed(reports[number % len(reports)], number), signed)


def renamed(report: Grade, number: int) -> Grade:
    """The same report, of a student who handed in other bytes."""
    assert report.submission
    assert report.recording
    student, digest = f"{20300000 + number}", f"{number:064x}"
    return replace(
        report,
        student=student,
        submission=replace(report.submission, student=student, digest=digest),
        recording=replace(report.recording, submission=digest),
        provenance=replace(report.provenance, submission=digest),
    )


def measured(course: Path, store: Path, path: str, before: str, after: str) -> float:
    """Seconds of a dry run after an edit, which is then taken back. Opening the week is not counted."""
    file = course / "solutions" / "week04" / path
    text = file.read_text("utf-8")
    assert before in text, f"{path} no longer holds {before}"
    file.write_text(text.replace(before, after, 1) if before else text, "utf-8")
    try:
        with open_week("week04", course) as (assignment, judge), Store(store) as opened:
            begun = time.perf_counter()
            regrade_class(opened, judge, worth.week_version(assignment, judge))
            return time.perf_counter() - begun
    finally:
        file.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
