"""A week on record → a line a student, read from columns.

For lists of a whole class: two thousand students in a fraction of a second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import func, select

from autograder.clock import zoned
from autograder.grading.final import final
from autograder.model import (
    Circumstances,
    DecisionKind,
    Final,
    Grade,
    LmsLateness,
    Mark,
    Outcome,
    Provenance,
    Status,
    Submission,
    Verdict,
)
from autograder.store import rows
from autograder.store.database import Database
from autograder.store.packing import unpack
from autograder.store.schema import grades, marks, standings, submissions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Select

    from autograder.model import WeekVersion
    from autograder.store.store import Store

_NOBODY = Circumstances()
_WHOLE = Verdict("", Outcome.PASSED)
_NOTHING_SAID = Provenance("", "", "", "", "")


@dataclass(frozen=True, slots=True)
class Glance:
    """A student's week in a list: its worth, and the first check that lost points."""

    student: str
    status: Status
    points: float
    out_of: float
    minutes_late: int = 0
    first_wrong: str = ""


class VerdictGlance(msgspec.Struct, frozen=True, gc=False):
    """The outcome of a check, without what it found."""

    check: str
    outcome: Outcome
    mistakes: tuple[str, ...] = ()


class MarkGlance(msgspec.Struct, frozen=True, gc=False):
    """A mark, of which a class's pages count thousands."""

    verdict: VerdictGlance
    points: float
    out_of: float


class _Marks(msgspec.Struct, gc=False):
    marks: tuple[MarkGlance, ...]
    status: Status


Marks = dict[str, MarkGlance]
"""Marks of one work by check."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A class's attempts by student in the order of time, and marks that count.

    `counted`: of those who have points, with points by hand in their place.
    """

    attempts: Mapping[str, Sequence[tuple[datetime, Marks]]]
    counted: Mapping[str, Marks]


class Glances(Database):
    """Lists of a class, without reading anybody's whole grade."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._store = store

    def of(self, week: str) -> Iterator[Glance]:
        """Everybody's week at a glance, by student id; nothing for one never graded."""
        with self._reading() as db:
            found = db.execute(_standing(week)).all()
        if not found:
            return
        version, circumstances = self._store.version(week), self._store.circumstances_to_weigh(week)
        places = {check.name: place for place, check in enumerate(version.checks)}
        lost, by_hand = self._lost(week), self._by_hand(version, circumstances)
        for row in found:
            known = circumstances.get(row.student, _NOBODY)
            if whole := by_hand.get(row.student):
                names = [mark.verdict.check for mark in whole.marks if mark.points < mark.out_of]
                yield _glance(whole, names[0] if names else "")
            else:
                worth = final(_bare(week, row), known, due=version.due, late=version.late)
                names = sorted(lost.get(row.student, ()), key=lambda name: places.get(name, len(places)))
                yield _glance(worth, names[0] if names else "")

    def counts(self, among: Collection[str] | None = None) -> Mapping[str, int]:
        """Students whose work was graded, by week: all, or those of a section."""
        query = select(standings.c.week, func.count().label("many"))
        query = query.select_from(standings.join(grades, standings.c.grade == grades.c.id))
        query = query.where(grades.c.status != Status.MISSING).group_by(standings.c.week)
        with self._reading() as db:
            asked = query if among is None else query.where(standings.c.student.in_(among))
            return {row.week: row.many for row in db.execute(asked)}

    def mistakes(self, week: str) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Students and checks by the known mistake that explains them."""
        query = select(marks.c.mistake, marks.c.student, marks.c.check_name)
        made = (marks.c.week == week, marks.c.mistake.is_not(None), marks.c.outcome == Outcome.FAILED)
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        with self._reading() as db:
            for row in db.execute(query.where(*made).order_by(marks.c.student, marks.c.check_name)):
                found[row.mistake].append((row.student, row.check_name))
        return found

    def tried(self, week: str) -> Tried:
        """Every graded work, and when it came; of work graded again, the last grade.

        Raises RecordError for a week never graded.
        """
        version, circumstances = self._store.version(week), self._store.circumstances_to_weigh(week)
        shown = (grades.c.student, grades.c.submission, grades.c.packed, submissions.c.received, submissions.c.at)
        source = grades.join(submissions, grades.c.submission == submissions.c.id)
        source = source.outerjoin(standings, standings.c.grade == grades.c.id)
        query = select(*shown, standings.c.grade.label("stands")).select_from(source).where(grades.c.week == week)
        with self._reading() as db:
            last = {(row.student, row.submission): row for row in db.execute(query.order_by(grades.c.id))}
        attempts: defaultdict[str, list[tuple[datetime, Marks]]] = defaultdict(list)
        counted: dict[str, Marks] = {}
        for row in last.values():
            read = unpack(row.packed, _Marks)
            made = {mark.verdict.check: mark for mark in read.marks}
            attempts[row.student].append((zoned(row.received or row.at), made))
            if row.stands is not None and read.status.has_points:
                counted[row.student] = made
        for student, worth in self._by_hand(version, circumstances).items():
            counted.pop(student, None)
            if worth.status.has_points:
                counted[student] = {mark.verdict.check: _mark_glance(mark) for mark in worth.marks}
        in_time = {student: sorted(tries, key=lambda each: each[0]) for student, tries in sorted(attempts.items())}
        return Tried(in_time, dict(sorted(counted.items())))

    def _by_hand(self, version: WeekVersion, circumstances: Mapping[str, Circumstances]) -> Mapping[str, Final]:
        """Worth of those whose marks a person changed, by all of their grade."""
        changed = [
            student
            for student, known in circumstances.items()
            if any(each.kind in {DecisionKind.POINTS, DecisionKind.EXCUSE} for each in known.decisions)
        ]
        if not changed:
            return {}
        query = rows.standing(standings.c.week == version.week, standings.c.student.in_(changed))
        with self._reading() as db:
            found = [rows.grade(row) for row in db.execute(query)]
        return {
            each.student: final(each, circumstances[each.student], due=version.due, late=version.late) for each in found
        }

    def _lost(self, week: str) -> Mapping[str, Sequence[str]]:
        """The checks that lost points, by student."""
        query = select(marks.c.student, marks.c.check_name).where(marks.c.week == week, marks.c.points < marks.c.out_of)
        found: defaultdict[str, list[str]] = defaultdict(list)
        with self._reading() as db:
            for row in db.execute(query):
                found[row.student].append(row.check_name)
        return found


def _standing(week: str) -> Select[*tuple[Any, ...]]:
    source = standings.join(grades, standings.c.grade == grades.c.id)
    source = source.outerjoin(submissions, grades.c.submission == submissions.c.id)
    shown = (standings.c.student, grades.c.status, grades.c.points, grades.c.out_of, grades.c.submission)
    came = (submissions.c.received, submissions.c.lms_mark)
    query: Select[*tuple[Any, ...]] = select(*shown, *came)
    return query.select_from(source).where(standings.c.week == week).order_by(standings.c.student)


def _bare(week: str, row: Any) -> Grade:
    """A grade with one mark for all.

    Without points by hand on a check it is worth the same.
    """
    received = row.received and zoned(row.received)
    work = Submission(row.student, week, (), "", received=received, lms_mark=LmsLateness(row.lms_mark or ""))
    whole = Mark(_WHOLE, row.points, row.out_of)
    sent = work if row.submission is not None else None
    return Grade(row.student, week, Status(row.status), (whole,), _NOTHING_SAID, sent)


def _mark_glance(mark: Mark) -> MarkGlance:
    verdict = mark.verdict
    return MarkGlance(VerdictGlance(verdict.check, verdict.outcome, verdict.mistakes), mark.points, mark.out_of)


def _glance(worth: Final, first_wrong: str) -> Glance:
    return Glance(worth.student, worth.status, worth.points, worth.out_of, worth.lateness.minutes, first_wrong)
