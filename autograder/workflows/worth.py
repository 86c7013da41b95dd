"""A recording and the judge → a grade; a grade and its circumstances → what it is worth."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.changes.pieces import version_of
from autograder.grading.final import final
from autograder.grading.marking import mark, status
from autograder.grading.provenance import digest_of, provenance
from autograder.model import Grade, Status, Submission

if TYPE_CHECKING:
    from autograder.judge import Judge
    from autograder.model import Assignment, Circumstances, Final, Recording, WeekVersion


def week_version(assignment: Assignment, judge: Judge) -> WeekVersion:
    """Everything the marks of a week rest on, as it is now."""
    return version_of(assignment, judge.sources, kit=digest_of("judge", "recorder"), tolerances=judge.tolerances)


def judged(judge: Judge, submission: Submission, recording: Recording, *, isolation: str) -> Grade:
    """The grade that a recording earns."""
    marks = mark(judge.checks, judge.judge(recording))
    made_from = provenance(judge.assignment, submission, isolation)
    return Grade(submission.student, judge.assignment.week, status(marks), marks, made_from, submission, recording)


def valued(assignment: Assignment, grade: Grade, circumstances: Circumstances) -> Final:
    """A grade after the week's late rule and people's decisions."""
    received = grade.submission.received if grade.submission else None
    return final(grade, replace(circumstances, received=received), due=assignment.due, late=assignment.late)


def missing(assignment: Assignment, student: str, isolation: str) -> Grade:
    """The grade of a student from whom nothing came."""
    nothing = Submission(student, assignment.week, (), "")
    return Grade(student, assignment.week, Status.MISSING, (), provenance(assignment, nothing, isolation))
