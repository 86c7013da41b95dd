"""Nouns → rows, each there once, and rows → nouns. Every function works inside a transaction that `store` holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from autograder.clock import zoned
from autograder.files import digest
from autograder.model import Circumstances, Decision, Grade, Provenance, Recording, Status, Submission, WeekVersion
from autograder.store.packing import LOOP, tapes_in_order, unpack
from autograder.store.schema import KEYS, decisions, recordings, reports, standings, submissions, tapes, weeks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    import sqlalchemy as sa
    from sqlalchemy import ColumnElement, Connection, Insert, Select, Table
    from sqlalchemy.sql.dml import ReturningInsert

    Row = Mapping[str, object]
    Found = sa.Row[*tuple[Any, ...]]
    Query = Select[*tuple[Any, ...]]


_INSERTS = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
_WORSE = recordings.c.broken == 1


# ---------------------------------------------------------------------- nouns → rows


def lock(db: Connection, week: str, student: str = "") -> None:
    """One transaction at a time for a student's week (or for publishing a week), from here to its end."""
    db.execute(_locking(db.dialect.name), {"week": week, "student": student})


def keep_report(db: Connection, row: Row, parts: Row) -> None:
    """Write a report's row and let it stand. `parts` are the ids of its submission and its recording."""
    found = upsert(db, reports, {**row, **parts}, renew=("submission", "recording"))
    here = (standings.c.week == row["week"], standings.c.student == row["student"])
    db.execute(standings.update().where(*here).values(report=found))


def keep_submission(db: Connection, row: Row) -> int | None:
    """The same work again is the same row."""
    return upsert(db, submissions, row, renew=("received", "packed"))


def keep_recording(
    db: Connection, row: Row, tapes_by_exercise: Mapping[str, bytes], key: str, *, fresh: bool = False
) -> int:
    """Whole tapes are never replaced, unless afresh: what was judged stays what is on record."""
    renew = ("broken", "packed", "by", "at", "why")
    kept = upsert(db, recordings, {"key": key, **row}, renew=renew, where=None if fresh else _WORSE)
    if kept is None:
        return db.execute(select(recordings.c.id).where(recordings.c.key == key)).scalar_one()
    db.execute(tapes.delete().where(tapes.c.recording == kept))
    if tapes_by_exercise:
        found = [{"recording": kept, "exercise": name, "packed": shelf} for name, shelf in tapes_by_exercise.items()]
        db.execute(tapes.insert(), found)
    return kept


def upsert(
    db: Connection,
    table: Table,
    row: Row,
    *,
    renew: tuple[str, ...] = (),
    where: ColumnElement[bool] | None = None,
) -> int | None:
    """Insert a row, or renew some columns of the one that has its key → its id, or None if it was left as it is."""
    return db.execute(_upserting(db.dialect.name, table, tuple(row), renew, where), row).scalar()


@cache  # to build a statement takes longer than to run it
def _upserting(
    dialect: str, table: Table, given: tuple[str, ...], renew: tuple[str, ...], where: ColumnElement[bool] | None
) -> ReturningInsert[Any]:
    insert = _INSERTS[dialect](table)
    on = KEYS[table.name]
    renewed = {name: insert.excluded[name] for name in (*on, *renew) if name in given}
    return insert.on_conflict_do_update(index_elements=on, set_=renewed, where=where).returning(table.c.id)


@cache
def _locking(dialect: str) -> Insert:
    insert = _INSERTS[dialect](standings)
    return insert.on_conflict_do_update(index_elements=["week", "student"], set_={"week": insert.excluded.week})


# ---------------------------------------------------------------------- rows → nouns


def standing(*where: ColumnElement[bool]) -> Query:
    """The rows of standing reports, ready for `report`."""
    source = standings.join(reports, standings.c.report == reports.c.id)
    source = source.outerjoin(submissions, reports.c.submission == submissions.c.id)
    work = (submissions.c.packed.label("work"), submissions.c.received)
    shown = (standings.c.student, reports.c.packed, reports.c.recording, reports.c.digest, reports.c.submission)
    return select(*shown, *work).select_from(source).where(*where)


def finished(db: Connection, week: str, student: str, provenance: Provenance) -> Found | None:
    """A report that waits for a person is not finished: the same command tries again."""
    whose = (standings.c.week == week, standings.c.student == student)
    made = (reports.c.provenance == digest(provenance), reports.c.status != Status.UNGRADED)
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
    query = select(tapes.c.packed).where(tapes.c.recording == row, tapes.c.exercise.in_(wanted))
    packed = db.execute(select(recordings.c.packed).where(recordings.c.id == row)).scalar_one()
    return replace(unpack(packed, Recording), tapes=tapes_in_order(db.execute(query).scalars()))


def report(row: Found) -> Grade:
    """A row of `standing`, as a noun."""
    work = unpack(row.work, Submission) if row.work else None
    return replace(unpack(row.packed, Grade), submission=work)


def key(db: Connection, provenance: Provenance) -> str:
    """What a recording is found by, on terms that were adopted."""
    asked = db.execute(select(weeks.c.asked).where(weeks.c.digest == provenance.week).limit(1)).scalar()
    return key_of(provenance, asked or provenance.week)


def key_of(provenance: Provenance, asked: str) -> str:
    """A provenance, with the week's digest narrowed to what recordings depend on."""
    return digest(replace(provenance, week=asked))


def circumstances(
    db: Connection, week: str, used: Mapping[str, int], *, also: Iterable[str] = ()
) -> dict[str, Circumstances]:
    """What is true of each student's week besides the report. `used`: late days spent in earlier weeks."""
    made = _decided(db, week)
    query = standing(standings.c.week == week).with_only_columns(standings.c.student, submissions.c.received)
    came = {row.student: row.received and zoned(row.received) for row in db.execute(query)}
    students = {*came, *made, *also}
    return {one: Circumstances(came.get(one), made.get(one, ()), used.get(one, 0)) for one in students}


def earlier(db: Connection, week: str) -> tuple[WeekVersion, ...]:
    """The terms of the weeks due before this one, in the order of their deadlines."""
    last = select(func.max(weeks.c.id)).group_by(weeks.c.week)
    packed = db.execute(select(weeks.c.packed).where(weeks.c.id.in_(last))).scalars()
    found = {version.week: version for version in (unpack(one, WeekVersion) for one in packed)}
    due = found[week].due if week in found else None
    before = [(one.due, one.week, one) for one in found.values() if due and one.due and one.due < due]
    return tuple(one for _, _, one in sorted(before, key=lambda one: one[:2]))


def _decided(db: Connection, week: str) -> dict[str, tuple[Decision, ...]]:
    """Decisions by student, in the order they were made."""
    found: defaultdict[str, tuple[Decision, ...]] = defaultdict(tuple)
    for row in db.execute(select(decisions).where(decisions.c.week == week).order_by(decisions.c.id)):
        found[row.student] += (unpack(row.packed, Decision),)
    return found
