"""A student on record → how the points came about, and all that happened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import RecordError
from autograder.grading import final
from autograder.model import Adjustment, Event, Final, Grade
from autograder.text import near_it
from autograder.workflows.lookup import student_on_record
from autograder.workflows.opening import GradedWeek, open_store, read_week, week_in_force

if TYPE_CHECKING:
    from autograder.store.store import Store


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps that end in a student's points, of one check or of the week, and the week they rest on."""

    graded: GradedWeek
    adjustments: tuple[Adjustment, ...]


def why(week: str, student: str, *, course: Path, check: str = "", store: str | None = None) -> Explanation:
    """The chain from what was found to what is left. RecordError for who, or for a check that, is not there."""
    assignment = read_week(week, course)
    with open_store(store, course) as record:
        graded = week_in_force(assignment, record)
        student = student_on_record(record, assignment.week, student)
        grade, _ = standing(record, assignment.week, student)
        version, circumstances = record.version(assignment.week), record.circumstances_of(assignment.week, student)
        steps = final.why(grade, circumstances, due=version.due, late=version.late, check=check)
        return Explanation(graded, steps)


def history(week: str, student: str, *, course: Path, store: str | None = None) -> tuple[Event, ...]:
    """All that happened to a student's week, in the order of time. RecordError where nothing did."""
    with open_store(store, course) as record:
        student = student_on_record(record, week, student)
        events = record.history(week, student)
        if not events:
            near = near_it(student, record.students(week)) or " Check the student id and the week."
            raise RecordError(f"{record.name} has nothing of {student} in {week}.{near}")
    return events


def standing(store: Store, week: str, student: str) -> tuple[Grade, Final]:
    """A student's grade and its worth. Raises RecordError, naming whoever is near, where there is none."""
    found = store.final_of(week, student)
    if found is None:
        store.version(week)
        near = near_it(student, store.students(week)) or " Grade first."
        raise RecordError(f"{week} has no report of {student}.{near}")
    return found
