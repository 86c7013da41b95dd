"""An exercise, asked in a grader's kernel → its points.

Our judge where nbgrader runs notebooks itself.

The work is read from its file and judged in our sandbox; what the kernel holds is not looked at.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from autograder.integrations.examiner import (
    ExerciseResult,
    accepted,
    exercise_results,
    isolation_warning,
    kept,
    work,
)
from autograder.integrations.places import course_around, week_of_course
from autograder.model import LANGUAGES


def points(exercise: str, notebook: str) -> float:
    """The points of one exercise, for `notebook` in the folder the kernel runs in.

    Prints what is said of every check.
    """
    warning, by_exercise = _judged(Path(notebook).resolve())
    sys.stdout.write("\n".join([*warning, *by_exercise[exercise].lines, ""]))
    return by_exercise[exercise].points


@cache
def _judged(path: Path) -> tuple[list[str], dict[str, ExerciseResult]]:
    """The warning of a sandbox without isolation, and the results by exercise."""
    examiner = kept(week_of_course(course_around(path.parent), path.stem), trusted_only=accepted())
    grade = examiner.grade(work(path.name, path.read_bytes(), examiner.assignment, student=""))
    results = exercise_results(grade, examiner.assignment)
    return isolation_warning(grade, LANGUAGES).splitlines(), {result.name: result for result in results}
