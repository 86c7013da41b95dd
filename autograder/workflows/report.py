"""A week on record → all its pages, written again as they stand now.

No student code, no judging.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.model import Circumstances, Fate, Final, Received, Student
from autograder.report.pages import ClassReport, write_class
from autograder.report.pages.ownerless import options_as_given
from autograder.report.pages.tasks import Task, audit_task
from autograder.store.uploads import Uploads
from autograder.submissions import read_roster
from autograder.workflows.feedback import FeedbackFolder
from autograder.workflows.intake import unowned
from autograder.workflows.opening import GradedWeek, grades_of_class, open_store, open_week, week_in_force
from autograder.workflows.worth import valued

if TYPE_CHECKING:
    from autograder.judge import Judge
    from autograder.store.store import Store


def report(
    week: str, *, out: Path, course: Path, roster: Path | None = None, store: str | None = None
) -> tuple[GradedWeek, tuple[Final, ...]]:
    """All pages of a week, with every decision made since it was graded."""
    students = read_roster(roster) if roster else ()
    with open_week(week, course) as (assignment, judge), open_store(store, course) as record:
        graded = week_in_force(assignment, record)
        return graded, write_pages(record, judge, out, roster=students, store=store, course=course)


def write_pages(
    record: Store,
    judge: Judge,
    out: Path,
    *,
    roster: Sequence[Student] = (),
    store: str | None,
    course: Path,
) -> tuple[Final, ...]:
    """A page each, and the page of the class → the finals on them.

    Its commands carry `store` and `course` as they were given.
    """
    assignment = week_in_force(judge.assignment, record).assignment
    by_id = {student.id: student for student in roster}
    pages = FeedbackFolder(out, assignment, judge, by_id, record.published(assignment.week), Uploads(record))
    circumstances = record.circumstances(assignment.week)
    finals: list[Final] = []
    files: list[Received] = []
    for grade in grades_of_class(record, assignment, roster, tapes=True):
        decided = circumstances.get(grade.student, Circumstances())
        finals.append(valued(assignment, grade, decided))
        pages.write(grade, finals[-1], decided)
        files += grade.submission.files if grade.submission else ()
    known, intake = {file.path for file in files}, record.intake(assignment.week)
    nobodys = unowned(intake, record.settled(assignment.week)) if intake else _listed_before(out / "reconciliation.csv")
    listed = [*files, *(file for file in nobodys if file.path not in known)]
    costs = record.costs(assignment.week)
    where, first = options_as_given(store, course), unproven(judge, course)
    write_class(out, ClassReport(finals, assignment, listed, roster, costs, where, first))
    return tuple(finals)


def unproven(judge: Judge, course: Path) -> tuple[Task, ...]:
    """The audit of a week whose checks nobody has measured or proven as they stand."""
    from autograder.workflows.audit import saved_audit  # noqa: PLC0415 - torch, which comes with the judge

    measured = all(check.name in judge.tolerances for check in judge.checks)
    if measured and saved_audit(judge.assignment):
        return ()
    return (audit_task(judge.assignment.week, course, measured=measured),)


def _listed_before(path: Path) -> Iterator[Received]:
    """Files that belong to no grade, of a week that an earlier kit graded.

    On record nowhere but in the reconciliation that it wrote.
    """
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row.get("path") and not row.get("student") and row.get("fate") in list(Fate):
                parts = {name: row.get(name) or "" for name in ("student", "reason", "detail", "likely")}
                yield Received(row["path"], Fate(row["fate"]), **parts)
