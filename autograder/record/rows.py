"""Nouns → rows, each there once, and rows → nouns. Every function works inside a transaction that `store` holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from autograder.model import Provenance, Recording, Report, Status, Submission
from autograder.record.decision import Decision
from autograder.record.packing import digest, unpack
from autograder.record.schema import KEYS, decisions, recordings, reports, standings, submissions, weeks

if TYPE_CHECKING:
    from collections.abc import Mapping

    import sqlalchemy as sa
    from sqlalchemy import ColumnElement, Connection, Select, Table

    Row = Mapping[str, object]
    Found = sa.Row[*tuple[Any, ...]]
    Query = Select[*tuple[Any, ...]]


# ---------------------------------------------------------------------- nouns → rows


def lock(db: Connection, week: str, student: str = "") -> None:
    """One transaction at a time for a student's week (or for publishing a week), from here to its end."""
    upsert(db, standings, {"week": week, "student": student})


def keep_report(db: Connection, row: Row, parts: Row) -> None:
    """Write a report's row and let it stand. `parts` are the ids of its submission and its recording."""
    found = upsert(db, reports, {**row, **parts}, renew=("submission", "recording"))
    here = (standings.c.week == row["week"], standings.c.student == row["student"])
    db.execute(standings.update().where(*here).values(report=found))


def keep_submission(db: Connection, row: Row) -> int:
    """The same work again is the same row."""
    return upsert(db, submissions, row, renew=("received", "packed"))


def keep_recording(db: Connection, row: Row, key: str, *, fresh: bool = False) -> int:
    """Whole tapes are never replaced, unless afresh: what was judged stays what is on record."""
    worse = None if fresh else recordings.c.broken == 1
    return upsert(db, recordings, {"key": key, **row}, renew=("broken", "packed", "at"), where=worse)


def upsert(
    db: Connection,
    table: Table,
    row: Row,
    *,
    renew: tuple[str, ...] = (),
    where: ColumnElement[bool] | None = None,
) -> int:
    """Insert a row, or renew some columns of the one that has its key → the row's id, where the table has one."""
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(table).values(dict(row))
    on = KEYS[table.name]
    renewed = {name: insert.excluded[name] for name in (*on, *renew) if name in row}
    db.execute(insert.on_conflict_do_update(index_elements=on, set_=renewed, where=where))
    if "id" not in table.c:
        return 0
    return db.execute(select(table.c.id).where(*(table.c[name] == row[name] for name in on))).scalar_one()


# ---------------------------------------------------------------------- rows → nouns


def standing(*where: ColumnElement[bool], tapes: bool = False) -> Query:
    """The rows of standing reports, ready for `report`."""
    shown = [standings.c.student, reports.c.packed, submissions.c.packed.label("submission"), submissions.c.received]
    source = standings.join(reports, standings.c.report == reports.c.id)
    source = source.outerjoin(submissions, reports.c.submission == submissions.c.id)
    if tapes:
        shown.append(recordings.c.packed.label("recording"))
        source = source.outerjoin(recordings, reports.c.recording == recordings.c.id)
    return select(*shown).select_from(source).where(*where)


def row_of(db: Connection, week: str, student: str) -> Found:
    """The standing report of a student's week, as its row."""
    query = select(reports).join(standings, standings.c.report == reports.c.id)
    return db.execute(query.where(standings.c.week == week, standings.c.student == student)).one()


def finished(db: Connection, week: str, student: str, provenance: Provenance) -> Found | None:
    """A report that waits for a person is not finished: the same command tries again."""
    whose = (standings.c.week == week, standings.c.student == student)
    made = (reports.c.provenance == digest(provenance), reports.c.status != Status.UNGRADED)
    return db.execute(standing(*whose, *made)).first()


def tapes(db: Connection, provenance: Provenance) -> Found | None:
    """The row of whole tapes made from just this, as far as recordings depend on it."""
    query = select(recordings).where(recordings.c.key == key(db, provenance), recordings.c.broken == 0)
    return db.execute(query).first()


def report(row: Found) -> Report:
    """A row of `standing`, as a noun."""
    recording = row._mapping.get("recording")  # noqa: SLF001 - SQLAlchemy's public name for it
    return replace(
        unpack(row.packed, Report),
        submission=unpack(row.submission, Submission) if row.submission else None,
        recording=unpack(recording, Recording) if recording else None,
    )


def key(db: Connection, provenance: Provenance) -> str:
    """What a recording is found by, on terms that were adopted."""
    asked = db.execute(select(weeks.c.asked).where(weeks.c.digest == provenance.week).limit(1)).scalar()
    return key_of(provenance, asked or provenance.week)


def key_of(provenance: Provenance, asked: str) -> str:
    """A provenance, with the week's digest narrowed to what recordings depend on."""
    return digest(replace(provenance, week=asked))


def decided(db: Connection, *where: ColumnElement[bool]) -> dict[str, tuple[Decision, ...]]:
    """Decisions by student, in the order they were made."""
    found: defaultdict[str, tuple[Decision, ...]] = defaultdict(tuple)
    for row in db.execute(select(decisions).where(*where).order_by(decisions.c.id)):
        found[row.student] += (unpack(row.packed, Decision),)
    return found
