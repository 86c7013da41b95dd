"""The hall every room opens onto: a week and what students handed in → reports, one student at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.changes.publication import PublishedMarks
from autograder.errors import UsageError
from autograder.grading.provenance import provenance
from autograder.model import (
    Assignment,
    Circumstances,
    Fate,
    Final,
    Grade,
    Received,
    Recording,
    Signed,
    Status,
    Student,
    Submission,
)
from autograder.workflows.feedback import Press
from autograder.workflows.worth import judged, missing, possible_owners, valued, week_version

if TYPE_CHECKING:
    from autograder import submissions as collect
    from autograder.judge import Judge  # noqa: TC004 - torch
    from autograder.store.store import Store

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
    from autograder.assignment import read
    from autograder.judge import Judge  # noqa: PLC0415

    with Judge(read(week_folder(week, course))) as judge:
        yield judge.assignment, judge


def grade(desk: Desk, submissions: Iterable[Submission], now: datetime) -> Iterator[tuple[Grade, Final]]:
    """Every student's report and what it is worth, durable and on its page before it is given.

    What is on record already is not run again. Of several attempts of one student the best counts.
    """
    signed, asked = Signed(desk.by, now), list(submissions)
    circumstances: Mapping[str, Circumstances] = {}
    if desk.store:
        desk.store.adopt(week_version(desk.assignment, desk.judge), signed)
        circumstances = desk.store.circumstances(desk.assignment.week, also={one.student for one in asked})
    press = _press(desk)
    for student, found in groupby(_found(desk, asked), key=lambda each: each[0].student):
        decided = circumstances.get(student, Circumstances())
        report = _kept(desk, list(found), decided, signed)
        worth = valued(desk.assignment, report, decided)
        if press:
            press.page(report, worth, decided)
        yield replace(report, recording=None), worth


def absent(
    desk: Desk, students: Collection[str], collection: collect.Collection, now: datetime
) -> Iterator[tuple[Grade, Final]]:
    """Students of whom nothing came this time: what stands on record, or else that nothing was handed in.

    A report whose files a person has since given to someone else stands no longer.
    """
    signed, unsure = Signed(desk.by, now), possible_owners(collection.files)

    def nothing(student: str) -> Grade:
        status = Status.UNOWNED if student in unsure else Status.MISSING
        return missing(desk.assignment, student, desk.isolation, status)

    if desk.store is None:
        yield from ((report := nothing(one), valued(desk.assignment, report, Circumstances())) for one in students)
        return
    came = {one.student for one in collection.submissions}
    for report in list(desk.store.grades(desk.assignment.week)):
        if report.student not in came and _taken_away(report, collection.files):
            desk.store.save(nothing(report.student), signed, fresh=True)
    circumstances, press = desk.store.circumstances(desk.assignment.week, also=students), _press(desk)
    for student in students:
        report = desk.store.fill(nothing(student), signed)
        worth = valued(desk.assignment, report, circumstances[student])
        if press:
            press.page(report, worth, circumstances[student])
        yield report, worth


def _press(desk: Desk) -> Press | None:
    if desk.out is None:
        return None
    published = desk.store.published(desk.assignment.week) if desk.store else PublishedMarks()
    return Press(desk.out, desk.assignment, desk.judge, desk.roster, published)


def _found(desk: Desk, asked: list[Submission]) -> Iterator[tuple[Submission, Grade | Recording]]:
    """The report on record, or else a recording: on record too, or made now. In the order of the submissions."""
    known = {place: found for place, one in enumerate(asked) if (found := _on_record(desk, one))}
    made = desk.recorded([one for place, one in enumerate(asked) if place not in known])
    for place, submission in enumerate(asked):
        yield (submission, known.pop(place)()) if place in known else next(made)


def _on_record(desk: Desk, submission: Submission) -> Callable[[], Grade | Recording] | None:
    """How to fetch what was made from just this. A class in memory all at once would be too much."""
    store, made_from = desk.store, provenance(desk.assignment, submission, desk.isolation)
    if store is None or desk.fresh:
        return None
    report = store.finished(desk.assignment.week, submission.student, made_from)
    if report is not None:
        return lambda: replace(report, recording=store.recorded(made_from) if desk.out else None)
    tapes = partial(store.recorded, made_from)
    return (lambda: _there(tapes())) if tapes() else None


def _there(recording: Recording | None) -> Recording:
    assert recording is not None, "tapes on record are never taken away"
    return recording


def _kept(
    desk: Desk, attempts: list[tuple[Submission, Grade | Recording]], circumstances: Circumstances, signed: Signed
) -> Grade:
    """The attempt that counts, on record. Of the others the tapes are kept, so that they need not run again."""
    reports = [
        one if isinstance(one, Grade) else judged(desk.judge, work, one, isolation=desk.isolation)
        for work, one in attempts
    ]
    best = max(reports, key=lambda report: valued(desk.assignment, report, circumstances).points)
    if desk.store is None:
        return best
    for report in reports:
        if report is not best and report.recording:
            desk.store.keep_recording(
                report.recording, report.provenance, week_version(desk.assignment, desk.judge), signed
            )
    if any(best is found for _, found in attempts):
        return best
    return desk.store.save(best, signed, fresh=desk.fresh)


def _taken_away(report: Grade, files: Iterable[Received]) -> bool:
    """Whether a file that this report was made from is now someone else's, or nobody's."""
    work = report.submission.files if report.submission else ()
    owners = {file.path: file.student for file in files}
    return any(one.fate is Fate.TAKEN and owners.get(one.path, report.student) != report.student for one in work)
