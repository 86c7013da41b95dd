"""Looks at graded attempts before the deadline: taken by students, given by TAs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from autograder.errors import RecordError
from autograder.grading.bucket import looks_left
from autograder.model import Look, Signed
from autograder.store.database import Database
from autograder.store.packing import signed_columns, signed_of
from autograder.store.rows import lock
from autograder.store.schema import looks

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from autograder.model import FeedbackBucket


class Looks(Database):
    """The looks of a course. Every method is one transaction."""

    def of(self, week: str, student: str) -> tuple[Look, ...]:
        """All looks of a student's week, in the order of time."""
        with self._reading() as db:
            return _looks(db, week, student)

    def take(self, week: str, student: str, work: str, bucket: FeedbackBucket, signed: Signed) -> None:
        """Take a look at a work; one that was looked at costs nothing more.

        Raises RecordError for an empty bucket.
        """
        with self._writing() as db:
            lock(db, week, student)
            before = _looks(db, week, student)
            if any(look.work == work for look in before):
                return
            if not looks_left(bucket, before, signed.at).left:
                raise RecordError("There is no look left now. The page of the week says when there is.")
            _keep(db, Look(week, student, -1, signed, work))

    def give(self, week: str, student: str, amount: int, signed: Signed) -> None:
        """Give a student more looks."""
        if not 0 < amount <= _MOST_GIVEN:
            raise RecordError(f"{amount} looks cannot be given. Give from 1 to {_MOST_GIVEN}.")
        with self._writing() as db:
            lock(db, week, student)
            _keep(db, Look(week, student, amount, signed))


_MOST_GIVEN = 50


def _looks(db: Connection, week: str, student: str) -> tuple[Look, ...]:
    query = select(looks).where(looks.c.week == week, looks.c.student == student).order_by(looks.c.id)
    return tuple(_look(row) for row in db.execute(query))


def _look(row: Any) -> Look:
    return Look(row.week, row.student, row.amount, signed_of(row), row.work)


def _keep(db: Connection, look: Look) -> None:
    row = {"week": look.week, "student": look.student, "amount": look.amount, "work": look.work}
    db.execute(looks.insert().values(row | signed_columns(look.signed)))
