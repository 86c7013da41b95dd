"""Nouns → rows, each there once, and rows → nouns, in the store's transaction."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from autograder.clock import utc, zoned
from autograder.files import digest
from autograder.model import (
    Circumstances,
    Decision,
    Grade,
    LmsLateness,
    Provenance,
    Recording,
    Status,
    Submission,
    WeekVersion,
)
from autograder.store.contents import new_rows, read_tapes
from autograder.store.packing import LOOP, mark_columns, tapes_in_order, unpack
from autograder.store.schema import (
    KEYS,
    contents,
    decisions,
    grades,
    marks,
    recordings,
    standings,
    submissions,
    tapes,
    weeks,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    import sqlalchemy as sa
    from sqlalchemy import ColumnElement, Connection, Insert, Select, Table
    from sqlalchemy.sql.dml import ReturningInsert

    from autograder.model import Check
    from autograder.store.contents import TakenApart

    Row = Mapping[str, object]
    Found = sa.Row[*tuple[Any, ...]]
    Query = Select[*tuple[Any, ...]]


_INSERTS = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
_WORSE = recordings.c.broken == 1
_LMS_MARKS = {str(mark): mark for mark in LmsLateness}
_WAITING = [str(status) for status in Status if status.needs_person]


# ---------------------------------------------------------------------- nouns → rows


def lock(db: Connection, week: str, student: str = "") -> None:
    """Hold a student's week (or the publishing of a week) until the transaction ends."""
    db.execute(_locking(db.dialect.name), {"week": week, "student": student})


def keep_grade(db: Connection, grade: Grade, row: Row, parts: Row) -> None:
    """Write a grade's row and its marks, and let it stand.

    `parts`: ids of its submission and its recording.
    """
    kept = upsert(db, grades, {**row, **parts}, renew=("submission", "recording"))
    whose = {"week": grade.week, "student": grade.student}
    here = (standings.c.week == grade.week, standings.c.student == grade.student)
    db.execute(standings.update().where(*here).values(grade=kept))
    db.execute(marks.delete().where(marks.c.week == grade.week, marks.c.student == grade.student))
    checks = _checks(db, grade.provenance.week) if grade.marks else {}
    made = [{**whose, "grade": kept, **mark_columns(mark, checks)} for mark in grade.marks]
    if made:
        db.execute(marks.insert(), made)


def keep_submission(db: Connection, row: Row) -> int | None:
    """Insert a work, or renew the row of the same work → its number."""
    return upsert(db, submissions, row, renew=("received", "lms_mark", "packed"))


def keep_recording(db: Connection, row: Row, parts: TakenApart, key: str, *, fresh: bool = False) -> int:
    """Keep tapes, taken apart.

    Whole ones are never replaced, unless afresh: what was judged stays on record.
    """
    renew = ("broken", "packed", "by", "at", "why")
    kept = upsert(db, recordings, {"key": key, **row}, renew=renew, where=None if fresh else _WORSE)
    if kept is None:
        return db.execute(select(recordings.c.id).where(recordings.c.key == key)).scalar_one()
    db.execute(tapes.delete().where(tapes.c.recording == kept))
    for new in new_rows(db, parts.parts):
        db.execute(_inserting(db.dialect.name, contents), new)
    made = [{"recording": kept, "exercise": name, "content": content} for name, content in parts.exercises.items()]
    if made:
        db.execute(tapes.insert(), made)
    return kept


def upsert(
    db: Connection,
    table: Table,
    row: Row,
    *,
    renew: tuple[str, ...] = (),
    where: ColumnElement[bool] | None = None,
) -> int | None:
    """Insert a row, or renew some columns of its key's → its primary key.

    None if it was left as it is.
    """
    return db.execute(_upserting(db.dialect.name, table, tuple(row), renew, where), row).scalar()


def _checks(db: Connection, version: str) -> Mapping[str, Check]:
    """The checks of a week's version by name; none where it is not on record.

    Kept with the connection.
    """
    known: dict[str, Mapping[str, Check]] = db.info.setdefault("checks", {})
    if version not in known:
        packed = db.execute(select(weeks.c.packed).where(weeks.c.digest == version).limit(1)).scalar()
        if packed is None:
            return {}
        known[version] = {check.name: check for check in unpack(packed, WeekVersion).checks}
    return known[version]


@cache  # to build a statement takes longer than to run it
def _upserting(
    dialect: str, table: Table, given: tuple[str, ...], renew: tuple[str, ...], where: ColumnElement[bool] | None
) -> ReturningInsert[Any]:
    insert = _INSERTS[dialect](table)
    on = KEYS[table.name]
    renewed = {name: insert.excluded[name] for name in (*on, *renew) if name in given}
    return insert.on_conflict_do_update(index_elements=on, set_=renewed, where=where).returning(
        table.primary_key.columns[0]
    )


@cache
def _inserting(dialect: str, table: Table) -> Insert:
    """Insert a row unless one with its key is there."""
    return _INSERTS[dialect](table).on_conflict_do_nothing(index_elements=KEYS[table.name])


@cache
def _locking(dialect: str) -> Insert:
    insert = _INSERTS[dialect](standings)
    return insert.on_conflict_do_update(index_elements=["week", "student"], set_={"week": insert.excluded.week})


# ---------------------------------------------------------------------- rows → nouns


def standing(*where: ColumnElement[bool]) -> Query:
    """A query for the rows of grades that count, ready for `grade`."""
    source = standings.join(grades, standings.c.grade == grades.c.id)
    source = source.outerjoin(submissions, grades.c.submission == submissions.c.id)
    work = (submissions.c.packed.label("work"), submissions.c.received)
    shown = (standings.c.student, grades.c.packed, grades.c.recording, grades.c.digest, grades.c.submission)
    return select(*shown, *work).select_from(source).where(*where)


def ever_made(week: str, student: str, *where: ColumnElement[bool]) -> Query:
    """A query for all grades ever made of a student's week, the last first."""
    source = grades.join(submissions, grades.c.submission == submissions.c.id)
    shown = (grades.c.student, grades.c.packed, grades.c.recording, submissions.c.packed.label("work"))
    query = select(*shown).select_from(source).where(grades.c.week == week, grades.c.student == student, *where)
    return query.order_by(submissions.c.received.desc(), grades.c.id.desc())


def standing_of(db: Connection, week: str, student: str) -> Found | None:
    """The row of one student's grade that counts."""
    return db.execute(standing(standings.c.week == week, standings.c.student == student)).first()


def finished(db: Connection, week: str, student: str, provenance: Provenance) -> Found | None:
    """A grade made from just this.

    One that waits for a person is not finished: the same command tries again.
    """
    whose = (standings.c.week == week, standings.c.student == student)
    made = (grades.c.provenance == digest(provenance), grades.c.status.not_in(_WAITING))
    return db.execute(standing(*whose, *made)).first()


def recorded(db: Connection, provenance: Provenance) -> int | None:
    """The row of whole tapes made from just this, as far as recordings depend on it."""
    query = select(recordings.c.id).where(recordings.c.key == key(db, provenance), recordings.c.broken == 0)
    return db.execute(query).scalar()


def recording(db: Connection, row: int, exercises: Collection[str] | None = None) -> Recording:
    """A recording, with the tapes of some exercises only if that is enough.

    It is not where a notebook's bare loops were recorded: whose they are depends on all that is missing.
    """
    names = set(db.execute(select(tapes.c.exercise).where(tapes.c.recording == row)).scalars())
    wanted = names if exercises is None or LOOP in names else names & set(exercises)
    query = select(tapes.c.content).where(tapes.c.recording == row, tapes.c.exercise.in_(wanted))
    packed = db.execute(select(recordings.c.packed).where(recordings.c.id == row)).scalar_one()
    return replace(unpack(packed, Recording), tapes=tapes_in_order(read_tapes(db, db.execute(query).scalars())))


def grade(row: Found) -> Grade:
    """A row of `standing`, as a noun."""
    work = unpack(row.work, Submission) if row.work else None
    return replace(unpack(row.packed, Grade), submission=work)


def grade_alone(row: Found) -> Grade:
    """A grade whose submission says that it is there, and nothing of what is in it."""
    made = unpack(row.packed, Grade)
    is_there = row.submission is not None
    sent = Submission(made.student, made.week, (), made.provenance.submission) if is_there else None
    return replace(made, submission=sent)


def whole_grade(db: Connection, row: Found) -> Grade:
    """A grade with its recording."""
    return replace(grade(row), recording=recording(db, row.recording) if row.recording else None)


def key(db: Connection, provenance: Provenance) -> str:
    """A recording's key, on a version that was adopted."""
    asked = db.execute(select(weeks.c.recording_digest).where(weeks.c.digest == provenance.week).limit(1)).scalar()
    return key_of(provenance, asked or provenance.week)


def key_of(provenance: Provenance, recording_digest: str) -> str:
    """A provenance, with the week's digest narrowed to what recordings depend on."""
    return digest(replace(provenance, week=recording_digest))


def circumstances(
    db: Connection, since: Mapping[str, datetime | None], *, among: Collection[str] | None = None
) -> Mapping[str, dict[str, Circumstances]]:
    """Facts besides the grade and the late days of before, by week and student.

    `since`, by week: of those of whom nobody decided anything, only whose work came after this moment. `among`: of some
    students alone.
    """
    made = _decided(db, since, among)
    decided = {student for by_student in made.values() for student in by_student}
    here = [standings.c.week == week if after is None else _came(week, after) for week, after in since.items()]
    wanted = or_(*here, and_(standings.c.week.in_(list(since)), standings.c.student.in_(list(decided))))
    query = standing(wanted, *_of_some(standings.c.student, among)).with_only_columns(
        standings.c.week, standings.c.student, submissions.c.received, submissions.c.lms_mark
    )
    found: dict[str, dict[str, Circumstances]] = {
        week: {student: Circumstances(decisions=by_student[student]) for student in by_student}
        for week, by_student in ((week, made.get(week, {})) for week in since)
    }
    for week, student, received, lms_mark in db.execute(query).all():
        decisions_made = made[week].get(student, ()) if week in made else ()
        came = received and zoned(received)
        found[week][student] = Circumstances(came, decisions_made, lms_mark=_LMS_MARKS[lms_mark or ""])
    return found


def _came(week: str, after: datetime) -> ColumnElement[bool]:
    return and_(standings.c.week == week, submissions.c.received > utc(after))


def that_spend_late_days(db: Connection, week: str) -> tuple[WeekVersion, ...]:
    """Versions in force of earlier weeks that can cost this one late days, as due.

    None where this week has no budget to pay from.
    """
    last = select(func.max(weeks.c.id)).group_by(weeks.c.week)
    packed = db.execute(select(weeks.c.packed).where(weeks.c.id.in_(last))).scalars()
    versions = {version.week: version for version in (unpack(content, WeekVersion) for content in packed)}
    due = versions[week].due if week in versions else None
    if week not in versions or not versions[week].late.budget_days:
        return ()
    spend = [one for one in versions.values() if one.late.budget_days]
    before = [(one.due, one.week, one) for one in spend if due and one.due and one.due < due]
    return tuple(version for *_, version in sorted(before, key=lambda each: each[:2]))


def _decided(
    db: Connection, weeks: Iterable[str], among: Collection[str] | None
) -> Mapping[str, Mapping[str, tuple[Decision, ...]]]:
    """Decisions by week and student, in the order they were made."""
    made: defaultdict[str, defaultdict[str, tuple[Decision, ...]]] = defaultdict(lambda: defaultdict(tuple))
    query = select(decisions.c.packed).where(decisions.c.week.in_(list(weeks)))
    for packed in db.execute(query.where(*_of_some(decisions.c.student, among)).order_by(decisions.c.id)).scalars():
        one = unpack(packed, Decision)
        made[one.week][one.student] += (one,)
    return made


def _of_some(column: ColumnElement[str], among: Collection[str] | None) -> tuple[ColumnElement[bool], ...]:
    return () if among is None else (column.in_(list(among)),)
