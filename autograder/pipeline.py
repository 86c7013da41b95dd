"""The hall every room opens onto: a week and what students handed in → reports, one student at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import UsageError
from autograder.model import (
    Assignment,
    Kind,
    Mark,
    Outcome,
    Provenance,
    Recording,
    Report,
    Status,
    Student,
    Submission,
)

if TYPE_CHECKING:
    from autograder.judge import Judge
    from autograder.record import Store

Recorded = Callable[[Iterable[Submission]], Iterator[tuple[Submission, Recording]]]
"""Runs submissions, wherever and however many at once, and gives their recordings in the order asked for."""


@dataclass(frozen=True)
class Desk:
    """Everything grading a week needs that no student changes. Opened once a batch by `open_desk`."""

    assignment: Assignment
    judge: Judge
    isolation: str
    recorded: Recorded
    store: Store | None = None
    out: Path | None = None
    by: str = ""
    fresh: bool = False
    roster: Mapping[str, Student] = field(default_factory=dict)


def week_folder(week: str, course: Path) -> Path:
    """Where a week's secret half is: solutions/<week> in the course folder, or the folder that is named itself."""
    for folder in (course / "solutions" / week, Path(week)):
        if (folder / "week.toml").is_file():
            return folder
    raise UsageError(f"There is no week {week!r}: {course / 'solutions' / week} has no week.toml. Name a week of this course, or its folder.")


@contextmanager
def open_week(week: str, course: Path) -> Iterator[tuple[Assignment, Judge]]:
    """A week with its hidden checks, and the judge that holds them."""
    from autograder.author import read  # noqa: PLC0415 - torch and LibCST, only when a week is opened
    from autograder.judge import Judge  # noqa: PLC0415

    with Judge(read(week_folder(week, course))) as judge:
        yield judge.assignment, judge


def grade(desk: Desk, submissions: Iterable[Submission], now: datetime) -> Iterator[Report]:
    """Every submission's report, durable and on its page before it is given. What is on record already is not run again."""
    from autograder.record.basis import basis  # noqa: PLC0415 - SQLAlchemy
    from autograder.record.decision import Signed  # noqa: PLC0415

    signed = Signed(desk.by, now)
    if desk.store:
        desk.store.adopt(basis(desk.assignment, tolerances=desk.judge.tolerances), signed)
    for submission, found in _found(desk, submissions):
        report = found if isinstance(found, Report) else judged(desk, submission, found)
        if desk.store and not isinstance(found, Report):
            report = desk.store.save(report, signed, fresh=desk.fresh)
        if desk.out:
            _write_page(desk, report)
        yield replace(report, recording=None)


def judged(desk: Desk, submission: Submission, recording: Recording) -> Report:
    """A recording's verdicts and marks."""
    from autograder.judge import mark, status  # noqa: PLC0415 - torch

    marks = mark(desk.judge.checks, desk.judge.judge(recording))
    basis = provenance(desk.assignment, submission, desk.isolation)
    return Report(submission.student, desk.assignment.week, status(marks), marks, basis, submission, recording)


def missing(assignment: Assignment, student: str, isolation: str) -> Report:
    """The report of a student from whom nothing came."""
    nothing = Submission(student, assignment.week, (), "")
    return Report(student, assignment.week, Status.MISSING, (), provenance(assignment, nothing, isolation))


def provenance(assignment: Assignment, submission: Submission, isolation: str) -> Provenance:
    """What a report of this submission is made from, here and now."""
    return Provenance(
        submission.digest, assignment.digest, kit(), version("torch"), isolation, assignment.limits
    )


@cache
def kit() -> str:
    """The version of this kit, and a digest of its own source: a changed kit is another kit."""
    whole = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        whole.update(path.read_bytes())
    return f"{version('autograder')}+{whole.hexdigest()[:12]}"


def symptoms(reports: Iterable[Report]) -> dict[str, tuple[str, ...]]:
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


def _found(desk: Desk, submissions: Iterable[Submission]) -> Iterator[tuple[Submission, Report | Recording]]:
    """The report on record, or else a recording: on record too, or made now. In the order of the submissions."""
    asked = list(submissions)
    known = {place: found for place, one in enumerate(asked) if (found := _known(desk, one))}
    made = desk.recorded(one for place, one in enumerate(asked) if place not in known)
    for place, submission in enumerate(asked):
        yield (submission, known[place]) if place in known else next(made)


def _known(desk: Desk, submission: Submission) -> Report | None:
    if desk.store is None or desk.fresh:
        return None
    return desk.store.report(desk.assignment.week, submission.student, provenance(desk.assignment, submission, desk.isolation))


def _write_page(desk: Desk, report: Report) -> None:
    from autograder.report import pictures, write_feedback  # noqa: PLC0415 - matplotlib

    assert desk.out is not None
    right = desk.judge.right_tapes
    write_feedback(
        desk.out,
        report,
        assignment=desk.assignment,
        pictures=pictures(report, desk.assignment, right),
        student=desk.roster.get(report.student),
    )
