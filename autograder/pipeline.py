"""The hall every room opens onto: a week and what students handed in → reports, one student at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, partial
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import UsageError
from autograder.model import (
    Assignment,
    Fate,
    Kind,
    Mark,
    Outcome,
    Provenance,
    Received,
    Recording,
    Report,
    Status,
    Student,
    Submission,
)
from autograder.record import Basis, Facts, Final, Matter, Signed, basis, final

if TYPE_CHECKING:
    from autograder import collect
    from autograder.judge import Judge  # noqa: TC004 - torch
    from autograder.record.store import Store  # noqa: TC004 - SQLAlchemy

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
    raise UsageError(
        f"There is no week {week!r}: {course / 'solutions' / week} has no week.toml. Name a week of this course, or its folder."
    )


@contextmanager
def open_week(week: str, course: Path) -> Iterator[tuple[Assignment, Judge]]:
    """A week with its hidden checks, and the judge that holds them."""
    from autograder.author import read  # noqa: PLC0415 - torch and LibCST, only when a week is opened
    from autograder.judge import Judge  # noqa: PLC0415

    with Judge(read(week_folder(week, course))) as judge:
        yield judge.assignment, judge


def grade(desk: Desk, submissions: Iterable[Submission], now: datetime) -> Iterator[tuple[Report, Final]]:
    """Every student's report and what it is worth, durable and on its page before it is given.

    What is on record already is not run again. Of several attempts of one student the best counts.
    """
    signed, asked = Signed(desk.by, now), list(submissions)
    facts: Mapping[str, Facts] = {}
    if desk.store:
        desk.store.adopt(terms(desk.assignment, desk.judge), signed)
        facts = desk.store.facts(desk.assignment.week, also={one.student for one in asked})
    for student, found in groupby(_found(desk, asked), key=lambda each: each[0].student):
        decided = facts.get(student, Facts())
        report = _kept(desk, list(found), decided, signed)
        worth = valued(desk.assignment, report, decided)
        if desk.out:
            write_page(desk, report, worth, decided)
        yield replace(report, recording=None), worth


def absent(
    desk: Desk, students: Collection[str], collection: collect.Collection, now: datetime
) -> Iterator[tuple[Report, Final]]:
    """Students of whom nothing came this time: what stands on record, or else that nothing was handed in.

    A report whose files a person has since given to someone else stands no longer.
    """
    signed, nothing = Signed(desk.by, now), partial(missing, desk.assignment, isolation=desk.isolation)
    if desk.store is None:
        yield from ((report := nothing(one), valued(desk.assignment, report, Facts())) for one in students)
        return
    came = {one.student for one in collection.submissions}
    for report in list(desk.store.reports(desk.assignment.week)):
        if report.student not in came and _taken_away(report, collection.files):
            desk.store.save(nothing(report.student), signed, fresh=True)
    facts = desk.store.facts(desk.assignment.week, also=students)
    for student in students:
        report = desk.store.fill(nothing(student), signed)
        worth = valued(desk.assignment, report, facts[student])
        if desk.out:
            write_page(desk, report, worth, facts[student])
        yield report, worth


def terms(assignment: Assignment, judge: Judge) -> Basis:
    """What the marks of a week rest on, as it is now."""
    return basis(assignment, kit=digest_of("judge", "recorder"), tolerances=judge.tolerances)


def valued(assignment: Assignment, report: Report, facts: Facts) -> Final:
    """What a report is worth once people have decided and the late rule was applied."""
    received = report.submission.received if report.submission else None
    return final(report, replace(facts, received=received), due=assignment.due, late=assignment.late)


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
    return Provenance(submission.digest, assignment.digest, kit(), version("torch"), isolation, assignment.limits)


def kit() -> str:
    """The version of this kit, and a digest of its own source: a changed kit is another kit."""
    return f"{version('autograder')}+{digest_of('.')}"


@cache
def digest_of(*rooms: str) -> str:
    """A digest of the source of some rooms of this kit."""
    whole = hashlib.sha256()
    for path in sorted(path for room in rooms for path in (Path(__file__).parent / room).rglob("*.py")):
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


def symptoms(reports: Iterable[Report | Final]) -> dict[str, tuple[str, ...]]:
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


def _found(desk: Desk, asked: list[Submission]) -> Iterator[tuple[Submission, Report | Recording]]:
    """The report on record, or else a recording: on record too, or made now. In the order of the submissions."""
    known = {place: found for place, one in enumerate(asked) if (found := _on_record(desk, one))}
    made = desk.recorded(one for place, one in enumerate(asked) if place not in known)
    for place, submission in enumerate(asked):
        yield (submission, known.pop(place)()) if place in known else next(made)


def _on_record(desk: Desk, submission: Submission) -> Callable[[], Report | Recording] | None:
    """How to fetch what was made from just this. A class in memory all at once would be too much."""
    store, made_from = desk.store, provenance(desk.assignment, submission, desk.isolation)
    if store is None or desk.fresh:
        return None
    report = store.report(desk.assignment.week, submission.student, made_from)
    if report is not None:
        return lambda: replace(report, recording=store.recorded(made_from) if desk.out else None)
    tapes = partial(store.recorded, made_from)
    return (lambda: _there(tapes())) if tapes() else None


def _there(recording: Recording | None) -> Recording:
    assert recording is not None, "tapes on record are never taken away"
    return recording


def _kept(desk: Desk, attempts: list[tuple[Submission, Report | Recording]], facts: Facts, signed: Signed) -> Report:
    """The attempt that counts, on record. Of the others the tapes are kept, so that they need not run again."""
    reports = [one if isinstance(one, Report) else judged(desk, work, one) for work, one in attempts]
    best = max(reports, key=lambda report: valued(desk.assignment, report, facts).points)
    if desk.store is None:
        return best
    for report in reports:
        if report is not best and report.recording:
            desk.store.keep(report.recording, report.provenance, terms(desk.assignment, desk.judge), signed)
    if any(best is found for _, found in attempts):
        return best
    return desk.store.save(best, signed, fresh=desk.fresh)


def _taken_away(report: Report, files: Iterable[Received]) -> bool:
    """Whether a file that this report was made from is now someone else's, or nobody's."""
    work = report.submission.files if report.submission else ()
    owners = {file.path: file.student for file in files}
    return any(one.fate is Fate.TAKEN and owners.get(one.path, report.student) != report.student for one in work)


def write_page(desk: Desk, report: Report, worth: Final, facts: Facts) -> Path:
    """The student's page, with what people decided."""
    from autograder.report import Decisions, pictures, write_feedback  # noqa: PLC0415 - matplotlib

    assert desk.out is not None
    right = desk.judge.right_tapes if report.recording else {}
    return write_feedback(
        desk.out,
        report,
        assignment=desk.assignment,
        pictures=pictures(report, desk.assignment, right) if report.recording else (),
        student=desk.roster.get(report.student),
        decided=Decisions(worth, comments(facts)),
    )


def comments(facts: Facts) -> Mapping[str, str]:
    """The comments in force on checks, by check."""
    said = [one.subject for one in facts.decisions if one.matter is Matter.COMMENT and one.subject]
    return {name: made.text for name in said if (made := facts.decided(Matter.COMMENT, name))}
