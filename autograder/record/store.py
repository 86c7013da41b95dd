"""Reports, and what people decided → rows that outlive any crash, and back."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from autograder.model import Ending, Provenance, Recording, Report, Status, Submission
from autograder.record.opening import WRITING, open_engine, told
from autograder.record.packing import digest, pack, unpack, utc
from autograder.record.schema import KEYS, recordings, reports, standings, submissions, weeks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import ColumnElement, Connection, Row, Select, Table

    Found = Row[*tuple[Any, ...]]
    Query = Select[*tuple[Any, ...]]

PAGE = 64
"""Reports read at once; between two pages nothing is held, so a class of any size passes through in little memory."""


class Store:
    """The record of a course at a path (SQLite) or URL (PostgreSQL). Every method is one transaction."""

    def __init__(self, where: str | Path) -> None:
        self._engine = open_engine(where)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.dispose()

    # ------------------------------------------------------------------ what the grader writes

    def add_submission(self, submission: Submission, *, by: str, now: datetime) -> None:
        """Keep what a student handed in. The same work again is the same row; the time it came is the last one given."""
        packed = pack(submission)
        with self._writing() as db:
            _keep_submission(db, submission, packed, by=by, at=utc(now))

    def save(self, report: Report, *, by: str, now: datetime, why: str = "", fresh: bool = False) -> Report:
        """Make a report, its submission and its recording durable → the report that stands.

        Of two runs at the same time the first to finish stands, and both are told of it. A report that waits for a
        person gives way to any other of the same provenance; with `fresh`, every report does.
        """
        parts = [pack(part) if part else b"" for part in (_bare(report), report.submission, report.recording)]
        with self._writing() as db:
            _lock(db, report)
            kept = None if fresh else _finished(db, report.student, report.provenance)
            if kept:
                return replace(_report(kept), recording=report.recording and self.recorded(report.provenance))
            _stand(db, report, _keep(db, report, parts, fresh=fresh, by=by, at=utc(now), why=why))
        return report

    # ------------------------------------------------------------------ what is on record

    def report(self, student: str, provenance: Provenance) -> Report | None:
        """A student's standing report, if it is finished and was made from just this: nothing needs to be made again."""
        with self._reading() as db:
            row = _finished(db, student, provenance)
        return _report(row) if row else None

    def recorded(self, provenance: Provenance) -> Recording | None:
        """Whole tapes made from just this: nothing needs to run. Checks may have changed since; probes may not."""
        with self._reading() as db:
            query = select(recordings.c.packed).where(
                recordings.c.key == _key(db, provenance), recordings.c.broken == 0
            )
            row = db.execute(query).first()
        return unpack(row.packed, Recording) if row else None

    def reports(self, week: str, *, tapes: bool = False) -> Iterator[Report]:
        """The reports that count, by student id, with their submissions, and with their recordings if asked for."""
        last, size = "", 1 if tapes else PAGE
        while True:
            query = _standing(standings.c.week == week, standings.c.student > last, tapes=tapes)
            with self._reading() as db:
                page = db.execute(query.order_by(standings.c.student).limit(size)).all()
            yield from map(_report, page)
            if len(page) < size:
                return
            last = page[-1].student

    # ------------------------------------------------------------------ transactions

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            told(self._engine.url),
            self._engine.connect().execution_options(**WRITING) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self._engine.url), self._engine.connect() as connection, connection.begin():
            yield connection


# ---------------------------------------------------------------------- writing


def _lock(db: Connection, report: Report) -> None:
    """One transaction at a time for a student's week, from here to its end."""
    _upsert(db, standings, {"week": report.week, "student": report.student}, renew=())


def _stand(db: Connection, report: Report, row: int) -> None:
    here = (standings.c.week == report.week, standings.c.student == report.student)
    db.execute(standings.update().where(*here).values(report=row))


def _keep(db: Connection, report: Report, parts: list[bytes], *, fresh: bool, **signed: object) -> int:
    packed, submission, recording = parts
    row = {
        "week": report.week,
        "student": report.student,
        "digest": digest(_bare(report)),
        "provenance": digest(report.provenance),
        "status": report.status,
        "points": report.points,
        "out_of": report.out_of,
        "packed": packed,
        **signed,
    }
    signed.pop("why")
    if report.submission:
        row["submission"] = _keep_submission(db, report.submission, submission, **signed)
    if report.recording:
        row["recording"] = _keep_recording(db, report, recording, fresh=fresh, at=signed["at"])
    return _upsert(db, reports, row, renew=("submission", "recording"))


def _keep_submission(db: Connection, submission: Submission, packed: bytes, **signed: object) -> int:
    row = {
        "week": submission.week,
        "student": submission.student,
        "digest": submission.digest,
        "received": submission.received and utc(submission.received),
        "packed": packed,
        **signed,
    }
    return _upsert(db, submissions, row, renew=("received", "packed"))


def _keep_recording(db: Connection, report: Report, packed: bytes, *, fresh: bool, at: object) -> int:
    """Whole tapes are never replaced, unless afresh: what was judged stays what is on record."""
    row = {"key": _key(db, report.provenance), "broken": int(_broken(report.recording)), "packed": packed, "at": at}
    worse = None if fresh else recordings.c.broken == 1
    return _upsert(db, recordings, row, renew=("broken", "packed", "at"), where=worse)


def _broken(recording: Recording | None) -> bool:
    """Whether it ended by our fault anywhere, and must be made again."""
    return recording is not None and Ending.BROKEN in {recording.ending, *(tape.ending for tape in recording.tapes)}


def _upsert(
    db: Connection,
    table: Table,
    row: Mapping[str, object],
    *,
    renew: tuple[str, ...],
    where: ColumnElement[bool] | None = None,
) -> int:
    """Insert a row, or renew some columns of the one that has its key → the row's id, where the table has one."""
    insert = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(table).values(row)
    key = KEYS[table.name]
    renewed = {name: insert.excluded[name] for name in (*key, *renew) if name in row}
    db.execute(insert.on_conflict_do_update(index_elements=key, set_=renewed, where=where))
    if "id" not in table.c:
        return 0
    return db.execute(select(table.c.id).where(*(table.c[name] == row[name] for name in key))).scalar_one()


# ---------------------------------------------------------------------- reading


def _standing(*where: ColumnElement[bool], tapes: bool = False) -> Query:
    """The rows of standing reports, ready for `_report`."""
    columns = [standings.c.student, reports.c.packed, submissions.c.packed.label("submission")]
    source = standings.join(reports, standings.c.report == reports.c.id)
    source = source.outerjoin(submissions, reports.c.submission == submissions.c.id)
    if tapes:
        columns.append(recordings.c.packed.label("recording"))
        source = source.outerjoin(recordings, reports.c.recording == recordings.c.id)
    return select(*columns).select_from(source).where(*where)


def _finished(db: Connection, student: str, provenance: Provenance) -> Found | None:
    """A report that waits for a person is not finished: the same command tries again."""
    same = (standings.c.student == student, reports.c.provenance == digest(provenance))
    return db.execute(_standing(*same, reports.c.status != Status.UNGRADED)).first()


def _key(db: Connection, provenance: Provenance) -> str:
    """What a recording is found by: its provenance, with the week's digest narrowed to what recordings depend on."""
    asked = db.execute(select(weeks.c.asked).where(weeks.c.digest == provenance.week)).scalar()
    return digest(replace(provenance, week=asked or provenance.week))


def _bare(report: Report) -> Report:
    return replace(report, submission=None, recording=None)


def _report(row: Found) -> Report:
    recording = row._mapping.get("recording")  # noqa: SLF001 - SQLAlchemy's public name for it
    return replace(
        unpack(row.packed, Report),
        submission=unpack(row.submission, Submission) if row.submission else None,
        recording=unpack(recording, Recording) if recording else None,
    )
