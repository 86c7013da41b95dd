"""A week on record → the gradebook that an LMS takes, or marks in nbgrader's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.files import write_file
from autograder.model import Circumstances, Final, Student, Submission
from autograder.report import gradebooks
from autograder.report.gradebooks import Written
from autograder.submissions import read_roster
from autograder.workflows.lookup import enrolled, in_section
from autograder.workflows.opening import GradedWeek, grades_of_class, open_store, read_week, week_in_force
from autograder.workflows.worth import valued

if TYPE_CHECKING:
    from autograder.model import Assignment
    from autograder.store.store import Store


@dataclass(frozen=True, slots=True)
class Exported:
    """A gradebook that was written, and who is not in it."""

    graded: GradedWeek
    written: Written


@dataclass(frozen=True, slots=True)
class ClassOnRecord:
    """Every student's final worth, and the work it rests on.

    Late rule and decisions applied.
    """

    graded: GradedWeek
    finals: tuple[Final, ...]
    works: dict[str, Submission]
    roster: tuple[Student, ...] = ()


def export(
    week: str,
    form: str,
    *,
    out: Path,
    course: Path,
    template: Path | None = None,
    roster: Path | None = None,
    section: str = "",
    store: str | None = None,
) -> Exported:
    """Write a week's gradebook in the form of an LMS.

    `template`: the LMS's own export, to be filled in.
    """
    found = class_on_record(week, course=course, roster=roster, section=section, store=store)
    written = gradebooks.written(
        found.finals,
        form,
        assignment=found.graded.assignment,
        roster=found.roster,
        template=template,
        submissions=found.works,
    )
    write_file(out, written.content)
    return Exported(found.graded, written)


def class_on_record(
    week: str, *, course: Path, roster: Path | None = None, section: str = "", store: str | None = None
) -> ClassOnRecord:
    """The class as its gradebooks tell of it.

    By the roster given, or else by the one it was graded with and whoever has a grade. Of one section its students alone.
    """
    assignment = read_week(week, course)
    with open_store(store, course) as record:
        students = read_roster(roster) if roster else _known(record, assignment.week)
        wanted = in_section(students, section) if section else students
        elsewhere = {student.id for student in students} - {student.id for student in wanted}
        graded = week_in_force(assignment, record)
        finals, works = _valued(record, graded.assignment, wanted)
        return ClassOnRecord(graded, tuple(one for one in finals if one.student not in elsewhere), works, wanted)


def _known(record: Store, week: str) -> tuple[Student, ...]:
    """The roster on record, and those who are graded without being on it.

    Nobody where there is none.
    """
    listed = enrolled(record, week)
    there = {student.id for student in listed}
    return (*listed, *(Student(one) for one in record.students(week) if listed and one not in there))


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
