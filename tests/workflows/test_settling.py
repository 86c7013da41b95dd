"""Whatever a class hands in: who needs a person has one line of what to do, and doing it leaves nobody behind."""

from __future__ import annotations

import shlex
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.grading import marking
from autograder.model import Check, Difference, Final, Kind, Outcome, Provenance, Status, Step, Student, Verdict
from autograder.report.pages.class_report import ClassReport
from autograder.report.pages.person import people_of
from autograder.report.pages.tasks import class_tasks
from autograder.submissions import collect
from autograder.workflows.worth import possible_owners
from tests.report.builders import assignment
from tests.submissions.received import EXERCISES, GRID, MSE, notebook, place, zipped

CLASS = tuple(
    Student(f"2024000{n}", name, f"u{n}@x.kr", {"login": f"login{n}"})
    for n, name in enumerate(("김하나", "이두리", "박세나", "최넷", "김민수", "김민수"), 1)
)
CHECKS = tuple(Check(f"{one.name}.right", one.name, 2.0, "p", {}, Step.LOSS) for one in EXERCISES)
WEEK = assignment()
DAMAGED = zipped({"a.py": MSE})[:40]
HANDED_IN = {
    "20240001/hw.py": GRID + MSE,
    "20240001/broken.zip": DAMAGED,
    "20240001/again.rar": b"Rar!\x1a\x07\x00",
    "20240002/hw.ipynb": notebook(GRID)[:50],
    "20240002_이두리.7z": b"7z\xbc\xaf'\x1c",
    "login3/report  (1).pdf": b"%PDF-1.4",
    "최넷_hw.py": GRID,
    "최넷_hw2.zip": DAMAGED,
    "김민수/hw.py": GRID,
    "20240005/hw.py": MSE,
    "team/20240001_20240003.py": MSE,
    "20240002_최넷.py": MSE,
    "old stuff.zip": DAMAGED,
    "x/y/final.py": GRID,
    "20249999_gone.py": GRID,
    "20240004/-odd 'name\".ipynb": b"{",
    "kim_501_5010_a.py": GRID,
    "kim_501_5011_b.zip": DAMAGED,
}


def finals(collection) -> list[Final]:
    """Grades as the judge would give them: right where a function is there, missing where it is not."""
    made = Provenance("d", "week04", "kit", "torch", "full")
    found = []
    for work in collection.submissions:
        text = "\n".join(cell for source in work.sources for cell in source.cells)
        verdicts = [
            Verdict(check.name, Outcome.PASSED)
            if f"def {check.exercise}(" in text
            else Verdict(check.name, Outcome.FAILED, Difference(Kind.MISSING))
            for check in CHECKS
        ]
        marks = marking.mark(CHECKS, verdicts, work)
        found.append(Final(work.student, "week04", marking.status(marks), 0.0, 6.0, made, marks))
    there = {one.student for one in found}
    absent = [one.id for one in CLASS if one.id not in there]
    asked = possible_owners(collection.files, absent)
    status = {True: Status.UNOWNED, False: Status.MISSING}
    return found + [Final(one, "week04", status[one in asked], 0.0, 0.0, made) for one in absent]


def told(folder, settled):
    collection = collect([folder], week="week04", roster=CLASS, exercises=EXERCISES, settled=settled)
    grades = finals(collection)
    report = ClassReport(grades, WEEK, collection.files, CLASS)
    return collection, grades, list(class_tasks(report, people_of(report, ("en",)), languages=("en",)))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.sets(st.sampled_from(sorted(HANDED_IN)), min_size=1, max_size=9), pick=st.integers(0, 2))
def test_who_needs_a_person_has_one_line_and_what_it_says_settles_it(tmp_path_factory, names, pick):
    folder = place(tmp_path_factory.mktemp("class") / "in", {name: HANDED_IN[name] for name in sorted(names)})
    settled: dict[str, str] = {}
    for _ in range(3):  # what is settled may let the next question be seen
        collection, grades, tasks = told(folder, settled)
        lines = Counter(task.person.id for task in tasks if task.person)
        assert lines == {grade.student: 1 for grade in grades if grade.status is Status.UNREAD}
        questions = [task for task in tasks if not task.person]
        assert bool(questions) or not any(grade.status is Status.UNOWNED for grade in grades)
        if not tasks:
            break
        for task in tasks:
            command = task.commands[min(pick, len(task.commands) - 1)]
            settled |= said(shlex.split(command.replace("&&", ";;").replace(" ID ", " 20240006 ")))
        known = {file.path for file in collection.files}
        assert all(any(file == path or file.startswith((f"{path}/", f"{path}_")) for file in known) for path in settled)
    assert [grade.student for grade in grades if grade.status.needs_person] == []


def said(words: list[str]) -> dict[str, str]:
    """The owners by path that one or more `settle` commands name."""
    found: dict[str, str] = {}
    while words:
        end = words.index(";;") if ";;" in words else len(words)
        command, words = words[:end], words[end + 1 :]
        assert command[:3] == ["autograder", "settle", "week04"]
        owners = command[4 : command.index("--why")]
        found[command[3]] = "" if owners == ["--nobody"] else ",".join(owners)
    return found


@pytest.mark.parametrize("name", ["20240002/hw.ipynb", "login3/report  (1).pdf", "20240004/-odd 'name\".ipynb"])
def test_the_only_work_of_a_student_set_aside_leaves_nothing_handed_in(tmp_path, name):
    folder = place(tmp_path / "in", {name: HANDED_IN[name]})
    _, grades, tasks = told(folder, {})
    (settled,) = (said(shlex.split(task.command)) for task in tasks)
    _, after, left = told(folder, settled)
    assert [grade.status for grade in grades].count(Status.UNREAD) == 1
    assert ({grade.status for grade in after}, left) == ({Status.MISSING}, [])
