"""A week on record → the gradebook that an LMS takes, or marks in nbgrader's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.files import write_file
from autograder.model import Circumstances, Final, Student, Submission
from autograder.report import gradebooks
from autograder.submissions import read_roster
from autograder.workflows.opening import GradedWeek, grades_of_class, open_store, read_week, week_in_force
from autograder.workflows.worth import valued

if TYPE_CHECKING:
    from autograder.model import Assignment
    from autograder.store.store import Store


@dataclass(frozen=True, slots=True)
class Exported:
    """A gradebook that was written, and the week whose marks it holds. `left_out`: students who are not on the roster."""

    graded: GradedWeek
    size: int
    left_out: tuple[str, ...] = ()  # graded, but not on the roster, or without a row in the template


@dataclass(frozen=True, slots=True)
class ClassOnRecord:
    """Every student's worth, decisions and late rule applied, and by student the work it rests on."""

    graded: GradedWeek
    finals: tuple[Final, ...]
    works: dict[str, Submission]


def export(
    week: str,
    form: str,
    *,
    out: Path,
    course: Path,
    template: Path | None = None,
    roster: Path | None = None,
    store: str | None = None,
) -> Exported:
    """Write a week's gradebook in the form of an LMS. `template`: the LMS's own export, to be filled in."""
    students = read_roster(roster) if roster else ()
    found = class_on_record(week, course=course, roster=students, store=store)
    about = {
        "assignment": found.graded.assignment,
        "roster": students,
        "template": template,
        "submissions": found.works,
    }
    content = gradebooks.export(found.finals, form, **about)
    write_file(out, content)
    return Exported(found.graded, len(content), gradebooks.left_out(found.finals, form, **about))


def class_on_record(
    week: str, *, course: Path, roster: Sequence[Student] = (), store: str | None = None
) -> ClassOnRecord:
    """The class as its gradebooks tell of it."""
    assignment = read_week(week, course)
    with open_store(store, course) as record:
        graded = week_in_force(assignment, record)
        return ClassOnRecord(graded, *_valued(record, graded.assignment, roster))


def _valued(
    store: Store, assignment: Assignment, roster: Sequence[Student]
) -> tuple[tuple[Final, ...], dict[str, Submission]]:
    circumstances = store.circumstances(assignment.week)
    finals: list[Final] = []
    works: dict[str, Submission] = {}
    for grade in grades_of_class(store, assignment, roster):
        finals.append(valued(assignment, grade, circumstances.get(grade.student, Circumstances())))
        if grade.submission:
            works[grade.student] = grade.submission
    return tuple(finals), works
