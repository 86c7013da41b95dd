"""One small course, released for every system, and the points that our own grading gives the students' work."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder import pipeline
from autograder.author import cut
from autograder.doors.examiner import examiner, work
from autograder.publish import FORMATS, publish
from tests.doors.students import WORK, written
from tests.publish.weeks import course


@dataclass(frozen=True)
class Course:
    """A folder a format, and our own grades: points by exercise, by student."""

    folder: Path
    points: dict[str, dict[str, float]]

    def handout(self):
        return (self.folder / "files" / "week99.ipynb").read_text("utf-8")


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    root = tmp_path_factory.mktemp("released")
    week = course(root / "course")
    with pipeline.open_week(str(week), root) as (assignment, _):
        for name in FORMATS:
            publish(cut(assignment), root / name, formats=(name,), assignment=assignment)
    handout = (root / "files" / "week99.ipynb").read_text("utf-8")
    with examiner(week) as open_week:
        points = {student: _points(open_week, written(handout, student)) for student in WORK}
    return Course(root, points)


@pytest.fixture(scope="session")
def tool(tmp_path_factory):
    """Runs a tool of this environment: tool("nbgrader", "autograde", "week99", cwd=folder)."""
    home = tmp_path_factory.mktemp("home")
    here = Path(sys.executable).parent
    env = {
        **os.environ,
        "PATH": f"{here}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "OPENBLAS_NUM_THREADS": "1",
    }

    def run(name, *arguments, cwd, **more):
        done = subprocess.run(
            [here / name, *arguments], cwd=cwd, env=env | more, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    return run


def cells(notebook):
    return [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]


def _points(open_week, notebook):
    submission = work("week99.ipynb", notebook.encode(), open_week.assignment, student="s")
    found: dict[str, float] = {}
    exercises = {check.name: check.exercise for check in open_week.assignment.checks}
    for mark in open_week.report(submission).marks:
        name = exercises[mark.verdict.check]
        found[name] = found.get(name, 0.0) + mark.points
    return found
