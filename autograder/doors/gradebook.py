"""Reports → an nbgrader gradebook that is there already: automatic scores and comments, never what a person wrote.

Goes through nbgrader's own API. Where the week is not in the gradebook yet, its cells are made as `generate_assignment`
would make them; feedback and formgrader also want autograded/<student>/<week>/<week>.ipynb with the same cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from autograder.doors.examiner import Part, parts
from autograder.errors import RecordError
from autograder.model import LANGUAGES, Assignment, Report, Status
from autograder.publish.notebook import cell_id


def write_marks(
    gradebook: str | Path,
    reports: Iterable[Report],
    *,
    assignment: Assignment,
    course_id: str = "default_course",
    languages: Sequence[str] = LANGUAGES,
) -> tuple[str, ...]:
    """Write every graded report, and return whose. `gradebook` is gradebook.db, or its URL.

    A report that a person must look at is not written. A manual score or comment stays, and counts, as nbgrader has it.
    Raises RecordError where there is no gradebook, or where its points are not the week's.
    """
    written = []
    with _open(gradebook, course_id) as book:
        _week(book, assignment)
        for report in (each for each in reports if each.status is Status.GRADED):
            _submission(book, report)
            for part in parts(report, assignment, languages):
                _mark(book, report, part)
            book.db.commit()
            written.append(report.student)
    return tuple(written)


@contextmanager
def _open(gradebook: str | Path, course_id: str) -> Iterator[Gradebook]:
    url = str(gradebook) if "://" in str(gradebook) else f"sqlite:///{Path(gradebook).resolve()}"
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        raise RecordError(f"There is no gradebook at {gradebook}. Name the gradebook.db of an nbgrader course.")
    with Gradebook(url, course_id=course_id) as book:
        yield book


def _week(book: Gradebook, assignment: Assignment) -> None:
    """The assignment, its notebook and cells: as they are, or made where they are missing."""
    week = assignment.week
    points = {exercise.name: 0.0 for exercise in assignment.exercises}
    for check in assignment.checks:
        points[check.exercise] = round(points[check.exercise] + check.points, 6)
    book.update_or_create_assignment(week)
    book.update_or_create_notebook(week, week)
    for exercise, most in points.items():
        _cells(book, week, exercise, most)


def _cells(book: Gradebook, week: str, exercise: str, most: float) -> None:
    graded, answer = cell_id("check", exercise), cell_id("code", exercise)
    try:
        there = book.find_grade_cell(graded, week, week).max_score
    except MissingEntry:
        grade: dict[str, Any] = {"max_score": most, "cell_type": "code"}
        source: dict[str, Any] = {"source": "", "cell_type": "code"}
        book.update_or_create_grade_cell(graded, week, week, **grade)
        book.update_or_create_solution_cell(answer, week, week)
        for name in (graded, answer):
            book.update_or_create_source_cell(name, week, week, **(source | {"locked": name == graded}))
        return
    if there != most:
        raise RecordError(
            f"{exercise} is worth {most:g} points in the week and {there:g} in the gradebook. "
            f"Run nbgrader generate_assignment {week} with the notebook as it is released now."
        )


def _submission(book: Gradebook, report: Report) -> None:
    try:
        book.find_student(report.student)
    except MissingEntry:
        book.add_student(report.student)
    received = report.submission.received if report.submission else None
    when: dict[str, Any] = {}
    if received:
        when["timestamp"] = received.astimezone(UTC).replace(tzinfo=None)  # naive UTC, as nbgrader keeps it
    book.update_or_create_submission(report.week, report.student, **when)


def _mark(book: Gradebook, report: Report, part: Part) -> None:
    """One exercise: as SaveAutoGrades does, a grade that a person has given asks to be looked at again."""
    week, student = report.week, report.student
    grade: Any = book.find_grade(cell_id("check", part.name), week, week, student)
    changed = grade.auto_score != part.points
    grade.auto_score = part.points
    grade.needs_manual_grade = bool(grade.needs_manual_grade) or changed if grade.manual_score is not None else False
    comment: Any = book.find_comment(cell_id("code", part.name), week, week, student)
    comment.auto_comment = "\n".join(part.lines)
