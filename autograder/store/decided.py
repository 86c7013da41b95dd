"""Decisions as they were written, and rows since a page was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from autograder.clock import utc
from autograder.model import Decision, Event
from autograder.store.database import Database
from autograder.store.packing import signed_of, unpack
from autograder.store.schema import decisions, grades, standings, uploads

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Watermark:
    """Numbers of the last rows about a student's week; 0 for none.

    A form carries those of the page it stood on, so that whoever decides is told of what came since.
    """

    decision: int = 0
    grade: int = 0
    upload: int = 0

    def __str__(self) -> str:
        return f"{self.decision}.{self.grade}.{self.upload}"

    @classmethod
    def read(cls, text: str) -> Watermark | None:
        """The watermark of a form; None for what is none."""
        parts = text.split(".")
        whole = len(parts) == 3 and all(part.isdecimal() and len(part) < 12 for part in parts)  # noqa: PLR2004 - three numbers, none of them longer
        return cls(*map(int, parts)) if whole else None


class Decided(Database):
    """Decisions in the order they were written, each with who wrote it.

    That is somebody else than who decided where a decision was put back in force.
    """

    def of(self, week: str, student: str, *, after: int = 0) -> tuple[Event, ...]:
        """Decisions about a student's week. `after`: those behind a row."""
        query = select(decisions).where(decisions.c.week == week, decisions.c.student == student)
        with self._reading() as db:
            found = db.execute(query.where(decisions.c.id > after).order_by(decisions.c.id))
            return tuple(Event(signed_of(row), unpack(row.packed, Decision)) for row in found)

    def week(self, week: str) -> tuple[Event, ...]:
        """All decisions of a week."""
        with self._reading() as db:
            found = db.execute(select(decisions).where(decisions.c.week == week).order_by(decisions.c.id))
            return tuple(Event(signed_of(row), unpack(row.packed, Decision)) for row in found)

    def watermark(self, week: str, student: str) -> Watermark:
        """The last rows about a student's week as they are now."""
        with self._reading() as db:
            return watermark(db, week, student)

    def counts_since(self, week: str, moment: datetime) -> tuple[int, int]:
        """Works that were handed in or graded after a moment, and decisions."""
        since = utc(moment)
        sent = select(uploads.c.student).where(uploads.c.week == week, uploads.c.at > since)
        judged = select(grades.c.student).where(
            grades.c.week == week, grades.c.at > since, grades.c.submission.is_not(None)
        )
        made = select(func.count()).select_from(decisions).where(decisions.c.week == week, decisions.c.at > since)
        with self._reading() as db:
            works = {*db.execute(sent).scalars(), *db.execute(judged).scalars()}
            return len(works), db.execute(made).scalar_one()


def watermark(db: Connection, week: str, student: str) -> Watermark:
    """The last rows about a student's week, within a transaction."""
    decided = select(func.max(decisions.c.id)).where(decisions.c.week == week, decisions.c.student == student)
    stands = select(standings.c.grade).where(standings.c.week == week, standings.c.student == student)
    sent = select(func.max(uploads.c.id)).where(uploads.c.week == week, uploads.c.student == student)
    return Watermark(*(db.execute(query).scalar() or 0 for query in (decided, stands, sent)))
