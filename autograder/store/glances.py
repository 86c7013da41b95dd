"""A week on record → a line a student, read from columns.

For lists of a whole class: two thousand students in a fraction of a second.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
from autograder.store.database import Database
from autograder.store.schema import grades, marks, standings, submissions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlalchemy import Select

    from autograder.store.store import Store

_NOBODY = Circumstances()


@dataclass(frozen=True, slots=True)
class Glance:
    """A student's week in a list: its worth, and the first check that lost points."""

    student: str
    status: Status
    points: float
    out_of: float
    minutes_late: int = 0
    first_wrong: str = ""


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
        version, circumstances = self._store.version(week), self._store.circumstances(week)
        places = {check.name: place for place, check in enumerate(version.checks)}
        lost = self._lost(week)
        for row in found:
            known = circumstances.get(row.student, _NOBODY)
            if any(each.kind is DecisionKind.POINTS and each.subject for each in known.decisions):
                whole = self._store.final_of(week, row.student)
                assert whole is not None, "its row is there"
                names = [mark.verdict.check for mark in whole[1].marks if mark.points < mark.out_of]
                yield _glance(whole[1], names[0] if names else "")
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
    whole = Mark(Verdict("", Outcome.PASSED), row.points, row.out_of)
    made_from = Provenance("", "", "", "", "")
    sent = work if row.submission is not None else None
    return Grade(row.student, week, Status(row.status), (whole,), made_from, sent)


def _glance(worth: Final, first_wrong: str) -> Glance:
    return Glance(worth.student, worth.status, worth.points, worth.out_of, worth.lateness.minutes, first_wrong)
