"""A student on record → how the points came about, and all that happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.changes.moves import moved
from autograder.errors import RecordError
from autograder.grading import final
from autograder.model import Circumstances, Event, Explanation, Final, Grade, Received, Regrade, Status, WeekVersion
from autograder.text import near_it
from autograder.workflows.lookup import enrolled, student_on_record, zone_on_record
from autograder.workflows.opening import GradedWeek, open_store, read_week, refuse_unknown_week, week_in_force
from autograder.workflows.worth import possible_owners

if TYPE_CHECKING:
    from autograder.store.store import Store


@dataclass(frozen=True, slots=True)
class History:
    """All that happened to a student's week, in the order of time.

    `zone`: the week's.
    """

    student: str
    events: tuple[Event, ...]
    zone: str


def why(
    week: str, student: str, *, course: Path, check: str = "", store: str | None = None
) -> tuple[GradedWeek, Explanation]:
    """The chain from what was found to what is left.

    RecordError for who, or for a check that, is not there.
    """
    assignment = read_week(week, course)
    with open_store(store, course) as record:
        graded = week_in_force(assignment, record)
        student = student_on_record(record, assignment.week, student)
        grade, worth = standing(record, assignment.week, student)
        version, circumstances = record.version(assignment.week), record.circumstances_of(assignment.week, student)
        steps = final.why(grade, circumstances, due=version.due, late=version.late, check=check)
        events = with_regrades(record.history(assignment.week, student), record.versions(assignment.week))
        regrades = tuple(event for event in events if event.regrade and _concerns(event.regrade, check))
        waiting = tuple(_perhaps_theirs(record, assignment.week, student)) if worth.status is Status.UNOWNED else ()
        return graded, Explanation(
            steps, grade, worth, circumstances, regrades, waiting, enrolled(record, assignment.week)
        )


def _perhaps_theirs(store: Store, week: str, student: str) -> Iterator[Received]:
    """Files of the week without a sure owner that may be a student's."""
    intake = store.intake(week)
    yield from (file for file in (intake.files if intake else ()) if possible_owners([file], {student}))


def history(week: str, student: str, *, course: Path, store: str | None = None) -> History:
    """All that happened to a student's week, a regrade as one event.

    RecordError where nothing did.
    """
    with open_store(store, course) as record:
        refuse_unknown_week(record, week, course)
        student = student_on_record(record, week, student)
        events = record.history(week, student)
        if not events:
            near = near_it(student, record.students(week)) or " Check the student id and the week."
            raise RecordError(f"{record.name} has nothing of {student} in {week}.{near}")
        graded = any(isinstance(event.what, Grade) for event in events)
        versions = record.versions(week) if graded else ()
        return History(student, tuple(with_regrades(events, versions)), zone_on_record(record, week))


def with_regrades(events: Sequence[Event], versions: Sequence[WeekVersion]) -> Iterator[Event]:
    """Events, and of each regrade who moved."""
    by_digest = {version.digest: version for version in versions}
    last: Grade | None = None
    for event in events:
        if not isinstance(event.what, Grade):
            yield event
            continue
        again = last is not None and _judged_again(last, event.what)
        yield replace(event, regrade=_regrade(last, event.what, by_digest)) if last and again else event
        last = event.what


def _judged_again(before: Grade, after: Grade) -> bool:
    """True where only the week changed, not the work."""
    was, now = before.provenance, after.provenance
    return bool(was.submission) and was.submission == now.submission and was.week != now.week


def _regrade(before: Grade, after: Grade, versions: Mapping[str, WeekVersion]) -> Regrade:
    was, now = (
        versions.get(grade.provenance.week, WeekVersion(grade.week, grade.provenance.week)) for grade in (before, after)
    )
    nobody = Circumstances()
    old, new = (final.final(grade, nobody, due=None, late=now.late) for grade in (before, after))
    return Regrade(before.points, after.points, moved(old, new, was, now))


def _concerns(regrade: Regrade, check: str) -> bool:
    """True for a regrade that moved something.

    Of the check, where one is asked about.
    """
    moves = regrade.moved.checks if regrade.moved else ()
    return any(not check or one.check == check for one in moves)


def standing(store: Store, week: str, student: str) -> tuple[Grade, Final]:
    """A student's grade and its worth.

    Raises RecordError, naming whoever is near, where there is none.
    """
    found = store.final_of(week, student)
    if found is None:
        store.version(week)
        near = near_it(student, store.students(week)) or " Grade first."
        raise RecordError(f"{week} has no report of {student}.{near}")
    return found
