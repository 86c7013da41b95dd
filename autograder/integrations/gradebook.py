"""Graded weeks → an nbgrader gradebook that is there already.

Automatic scores and comments, never what a person wrote.

Goes through nbgrader's own API. Where the week is not in the gradebook yet, its cells are made as `generate_assignment`
would make them; feedback and formgrader also want autograded/<student>/<week>/<week>.ipynb with the same cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from types import MappingProxyType
from typing import Any

from nbgrader.api import Course, Gradebook, MissingEntry

from autograder.errors import RecordError
from autograder.handout.notebook import cell_id
from autograder.integrations.examiner import ExerciseResult, exercise_results
from autograder.model import LANGUAGES, Assignment, Graded, Status, Submission, worth
from autograder.text import without_passwords


def write_marks(
    gradebook: str | Path,
    graded: Iterable[Graded],
    *,
    assignment: Assignment,
    submissions: Mapping[str, Submission] = MappingProxyType({}),
    languages: Sequence[str] = LANGUAGES,
) -> tuple[str, ...]:
    """Write all that is graded, and return whose.

    `gradebook` is gradebook.db, or its URL.

    What a person must look at is not written, nor who is excused. What lateness costs is written as nbgrader's late
    penalty. A manual score or comment stays, and counts, as nbgrader has it. `submissions`, by student, say when work
    came. Raises RecordError where there is no gradebook, or where its points are not the week's.
    """
    written = []
    with _open(gradebook) as book:
        _week(book, assignment)
        for grade in (each for each in graded if each.status is Status.GRADED and not each.excused):
            _submission(book, grade, submissions.get(grade.student))
            for result in exercise_results(grade, assignment, languages):
                _mark(book, grade, result)
            _penalty(book, grade)
            book.db.commit()
            written.append(grade.student)
    return tuple(written)


@contextmanager
def _open(gradebook: str | Path) -> Iterator[Gradebook]:
    url = str(gradebook) if "://" in str(gradebook) else f"sqlite:///{Path(gradebook).resolve()}"
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        raise RecordError(
            f"There is no gradebook at {without_passwords(str(gradebook))}. Name the gradebook.db of an nbgrader course."
        )
    with Gradebook(url, course_id="") as book:  # with a name, nbgrader would add a course of that name
        yield book


def _week(book: Gradebook, assignment: Assignment) -> None:
    """The assignment, its notebook and cells.

    As they are, or made where they are missing.
    """
    week = assignment.week
    try:
        book.find_assignment(week)
    except MissingEntry:
        course: dict[str, Any] = {"course_id": next((one.id for one in book.db.query(Course)), "default_course")}
        book.check_course(**course)
        book.add_assignment(week, **course)
    book.update_or_create_notebook(week, week)
    for exercise, most in worth(assignment).items():
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


def _submission(book: Gradebook, grade: Graded, work: Submission | None) -> None:
    try:
        book.find_student(grade.student)
    except MissingEntry:
        book.add_student(grade.student)
    when: dict[str, Any] = {}
    if work and work.received:
        when["timestamp"] = work.received.astimezone(UTC).replace(tzinfo=None)  # naive UTC, as nbgrader keeps it
    book.update_or_create_submission(grade.week, grade.student, **when)


def _mark(book: Gradebook, graded: Graded, result: ExerciseResult) -> None:
    """Write one exercise; a grade that a person gave is to be looked at again."""
    week, student = graded.week, graded.student
    grade: Any = book.find_grade(cell_id("check", result.name), week, week, student)
    changed = grade.auto_score != result.points
    grade.auto_score = result.points
    grade.needs_manual_grade = bool(grade.needs_manual_grade) or changed if grade.manual_score is not None else False
    comment: Any = book.find_comment(cell_id("code", result.name), week, week, student)
    comment.auto_comment = "\n".join(result.lines)


def _penalty(book: Gradebook, grade: Graded) -> None:
    """Write down the points that the late rule, or a person, took from the whole."""
    notebook: Any = book.find_submission_notebook(grade.week, grade.week, grade.student)
    earned = sum(mark.points for mark in grade.marks)
    notebook.late_submission_penalty = max(0.0, round(earned - grade.points, 6))
