"""LMS's, their courses, and the marks that each was told last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import delete, func, or_, select, update

from autograder.clock import utc, zoned, zoned_or_none
from autograder.decoding import json_decoder
from autograder.model import LmsCourse, Platform, SentMark
from autograder.store.database import Database
from autograder.store.rows import upsert
from autograder.store.schema import publications
from autograder.store.schema_signin import identities, lms_courses, lms_marks, lms_weeks, platforms


class Platforms(Database):
    """Every LMS that may launch the portal. Every method is one transaction."""

    # ------------------------------------------------------------------ platforms

    def configure(self, settings: Iterable[Platform], *, now: datetime) -> None:
        """Make the platforms of portal.toml the ones that are known.

        Those it forgot are gone.
        """
        named = {(each.issuer, each.client_id): each for each in settings}
        with self._writing() as db:
            for each in named.values():
                row = {"issuer": each.issuer, "client_id": each.client_id, "packed": _packed(each), "settled": True}
                upsert(db, platforms, row | {"revoked": None}, renew=("packed", "settled", "revoked"))
            for row in db.execute(select(platforms).where(platforms.c.settled)).all():
                if (row.issuer, row.client_id) not in named:
                    db.execute(update(platforms).where(platforms.c.id == row.id).values(revoked=utc(now)))

    def register(self, platform: Platform) -> Platform:
        """Keep a platform that registered itself → the platform with its id."""
        row = {"issuer": platform.issuer, "client_id": platform.client_id, "packed": _packed(platform)}
        with self._writing() as db:
            number = upsert(db, platforms, row | {"revoked": None}, renew=("packed", "revoked"))
        assert number is not None
        return replace(platform, id=number)

    def platforms(self) -> tuple[Platform, ...]:
        """The platforms that may launch the portal."""
        with self._reading() as db:
            rows = db.execute(select(platforms).where(platforms.c.revoked.is_(None)).order_by(platforms.c.id)).all()
        return tuple(map(_platform, rows))

    def platform(self, number: int) -> Platform | None:
        """A platform by its id; None for one that may launch no longer."""
        return next((each for each in self.platforms() if each.id == number), None)

    def revoke(self, number: int, *, now: datetime) -> bool:
        """Let a platform launch no longer → False where there is none."""
        known = (platforms.c.id == number, platforms.c.revoked.is_(None))
        with self._writing() as db:
            return db.execute(update(platforms).where(*known).values(revoked=utc(now))).rowcount == 1

    # ------------------------------------------------------------------ courses of an LMS

    def meet(self, course: LmsCourse) -> LmsCourse:
        """Keep what a launch says of its course.

        An address that it leaves out stays as it was.
        """
        told = {name: getattr(course, name) for name in ("deployment", "title", "line_items", "memberships")}
        told = {name: value for name, value in told.items() if value}
        row = {"platform": course.platform, "context": course.context, **told}
        with self._writing() as db:
            number = upsert(db, lms_courses, row, renew=tuple(told) or ("context",))
            return _course(db.execute(select(lms_courses).where(lms_courses.c.id == number)).one())

    def courses(self) -> tuple[LmsCourse, ...]:
        """The courses of platforms that may launch the portal."""
        joined = lms_courses.join(platforms, lms_courses.c.platform == platforms.c.id)
        query = select(lms_courses).select_from(joined).where(platforms.c.revoked.is_(None))
        with self._reading() as db:
            return tuple(map(_course, db.execute(query.order_by(lms_courses.c.id)).all()))

    def claim(self, course: int, *, now: datetime, lasts: timedelta) -> bool:
        """Take the sending of a course's marks upon oneself.

        False while another has it, or it is left alone.
        """
        free = or_(lms_courses.c.next_try.is_(None), lms_courses.c.next_try <= utc(now))
        with self._writing() as db:
            taken = update(lms_courses).where(lms_courses.c.id == course, free).values(next_try=utc(now) + lasts)
            return db.execute(taken).rowcount == 1

    def tell(self, course: int, *, failures: int = 0, next_try: datetime | None = None, trouble: str = "") -> None:
        """Write down how the sending to a course went, and when to try again."""
        values = {"failures": failures, "next_try": utc(next_try) if next_try else None, "trouble": trouble}
        with self._writing() as db:
            db.execute(update(lms_courses).where(lms_courses.c.id == course).values(values))

    # ------------------------------------------------------------------ columns of its gradebook

    def line_items(self, course: int) -> dict[str, str]:
        """The address of each week's column in a course's gradebook."""
        with self._reading() as db:
            rows = db.execute(select(lms_weeks).where(lms_weeks.c.course == course)).all()
        return {row.week: row.line_item for row in rows}

    def keep_line_item(self, course: int, week: str, address: str) -> None:
        """Remember the column of a week; "" forgets it, so that it is looked for again."""
        with self._writing() as db:
            if address:
                row = {"course": course, "week": week, "line_item": address}
                upsert(db, lms_weeks, row, renew=("line_item",))
            else:
                db.execute(delete(lms_weeks).where(lms_weeks.c.course == course, lms_weeks.c.week == week))

    # ------------------------------------------------------------------ marks

    def sent(self, course: int, week: str) -> Mapping[str, SentMark]:
        """The last that a course's gradebook was told of each student's week."""
        here = (lms_marks.c.course == course, lms_marks.c.week == week)
        with self._reading() as db:
            rows = db.execute(select(lms_marks).where(*here)).all()
        return {row.student: _sent(row) for row in rows}

    def forget_refused(self, course: int) -> None:
        """Let the marks that a gradebook refused be told to it again."""
        refused = (lms_marks.c.course == course, lms_marks.c.trouble != "")
        with self._writing() as db:
            db.execute(update(lms_marks).where(*refused).values(content=""))

    def news(self) -> tuple[int, ...]:
        """Numbers that change when there may be something to tell a gradebook."""
        counts = (func.max(publications.c.id), func.max(lms_courses.c.id))
        with self._reading() as db:
            found = [db.execute(select(each)).scalar() or 0 for each in counts]
            return (*found, db.execute(select(func.count()).select_from(identities)).scalar_one())

    def keep_sent(self, mark: SentMark) -> None:
        """Write down that a gradebook was told a mark."""
        row = {name: getattr(mark, name) for name in ("course", "week", "student", "content", "trouble")}
        with self._writing() as db:
            upsert(db, lms_marks, row | {"at": utc(mark.at)}, renew=("content", "at", "trouble"))


def _packed(platform: Platform) -> str:
    return msgspec.json.encode(replace(platform, id=0)).decode()


def _platform(row: Any) -> Platform:
    return replace(json_decoder(Platform).decode(row.packed), id=row.id)


def _course(row: Any) -> LmsCourse:
    return LmsCourse(
        platform=row.platform,
        context=row.context,
        deployment=row.deployment,
        title=row.title,
        line_items=row.line_items,
        memberships=row.memberships,
        id=row.id,
        failures=row.failures,
        next_try=zoned_or_none(row.next_try),
        trouble=row.trouble,
    )


def _sent(row: Any) -> SentMark:
    return SentMark(row.course, row.week, row.student, row.content, zoned(row.at), row.trouble)
