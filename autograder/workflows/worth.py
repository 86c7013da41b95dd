"""One student's recording or report → what it is worth, and what that rests on: the week, the kit, the late rule."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.changes.pieces import version_of
from autograder.grading.policy import final
from autograder.model import (
    Assignment,
    Circumstances,
    Final,
    Grade,
    Kind,
    Mark,
    Outcome,
    Provenance,
    Recording,
    Status,
    Submission,
    WeekVersion,
)

if TYPE_CHECKING:
    from autograder.judge import Judge


def week_version(assignment: Assignment, judge: Judge) -> WeekVersion:
    """What the marks of a week rest on, as it is now."""
    return version_of(assignment, kit=digest_of("judge", "recorder"), tolerances=judge.tolerances)


def valued(assignment: Assignment, report: Grade, circumstances: Circumstances) -> Final:
    """What a report is worth once people have decided and the late rule was applied."""
    received = report.submission.received if report.submission else None
    return final(report, replace(circumstances, received=received), due=assignment.due, late=assignment.late)


def judged(judge: Judge, submission: Submission, recording: Recording, *, isolation: str) -> Grade:
    """A recording's verdicts and marks."""
    from autograder.grading.marking import mark, status

    marks = mark(judge.checks, judge.judge(recording))
    made_from = provenance(judge.assignment, submission, isolation)
    return Grade(submission.student, judge.assignment.week, status(marks), marks, made_from, submission, recording)


def missing(assignment: Assignment, student: str, isolation: str) -> Grade:
    """The report of a student from whom nothing came."""
    nothing = Submission(student, assignment.week, (), "")
    return Grade(student, assignment.week, Status.MISSING, (), provenance(assignment, nothing, isolation))


def provenance(assignment: Assignment, submission: Submission, isolation: str) -> Provenance:
    """What a report of this submission is made from, here and now."""
    return Provenance(submission.digest, assignment.digest, kit(), torch_version(), isolation, assignment.limits)


@cache
def kit() -> str:
    """The version of this kit, and a digest of its own source: a changed kit is another kit."""
    return f"{version('autograder')}+{digest_of('.')}"


@cache
def torch_version() -> str:
    """The version of torch that is installed here, as its package says."""
    return version("torch")


@cache
def digest_of(*rooms: str) -> str:
    """A digest of the source of some rooms of this kit."""
    whole = hashlib.sha256()
    for path in sorted(path for room in rooms for path in (Path(__file__).parents[1] / room).rglob("*.py")):
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


def symptoms(reports: Iterable[Grade | Final]) -> dict[str, tuple[str, ...]]:
    """The class's mistakes: students by the known mistake they share, or by the check and difference they share."""
    groups: dict[str, list[str]] = {}
    for report in reports:
        for name in dict.fromkeys(_symptoms(report.marks)):
            groups.setdefault(name, []).append(report.student)
    return {name: tuple(students) for name, students in groups.items()}


def _symptoms(marks: Iterable[Mark]) -> Iterator[str]:
    for found in (mark.verdict for mark in marks):
        difference = found.difference
        written = difference is None or difference.kind not in {Kind.MISSING, Kind.NOT_STARTED}
        if found.outcome is Outcome.FAILED and written:
            yield found.mistakes[0] if found.mistakes else found.check
