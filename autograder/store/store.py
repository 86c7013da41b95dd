"""Reports, and what people decided → rows that outlive any crash, and back."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import select

from autograder.changes.publication import PublishedMarks
from autograder.changes.version import recording_digest
from autograder.clock import utc, zoned
from autograder.errors import RecordError
from autograder.grading.decision import refuse_unsound
from autograder.grading.final import final
from autograder.grading.late import how_late
from autograder.model import (
    Circumstances,
    Cost,
    Decision,
    DecisionKind,
    Event,
    Final,
    Grade,
    Provenance,
    Publication,
    Recording,
    Signed,
    Submission,
    WeekVersion,
)
from autograder.store import rows
from autograder.store.opening import WRITING, name, open_engine, told
from autograder.store.packing import LOOP, columns, pack, tapes_by_exercise, unpack
from autograder.store.schema import decisions, publications, recordings, reports, standings, submissions, tapes, weeks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Connection

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

    def adopt(self, version: WeekVersion, signed: Signed) -> None:
        """From now on a week is graded on these terms."""
        packed = pack(version)
        with self._writing() as db:
            _adopt(db, version, packed, signed)

    def add_submission(self, submission: Submission, signed: Signed) -> None:
        """Keep what a student handed in. The same work again is the same row; the time it came is the last one given."""
        row = columns(submission) | _by(signed)
        with self._writing() as db:
            rows.keep_submission(db, row)

    def keep_recording(
        self, recording: Recording, provenance: Provenance, version: WeekVersion, signed: Signed
    ) -> None:
        """Keep tapes before they are judged. `basis`: the terms they were asked for on."""
        row, packed = columns(recording) | _by(signed), tapes_by_exercise(recording)
        with self._writing() as db:
            rows.keep_recording(db, row, packed, rows.key_of(provenance, recording_digest(version)))

    def save(self, report: Grade, signed: Signed, *, fresh: bool = False) -> Grade:
        """Make a report, its submission and its recording durable → the report that stands.

        Of two runs at the same time the first to finish stands, and both are told of it. A report that waits for a
        person gives way to any other of the same provenance; with `fresh`, every report does.
        """
        row = columns(report) | _by(signed)
        work = columns(report.submission) | _by(signed) if report.submission else None
        tapes = columns(report.recording) | _by(signed) if report.recording else None
        packed = tapes_by_exercise(report.recording) if report.recording else {}
        with self._writing() as db:
            rows.lock(db, report.week, report.student)
            kept = None if fresh else rows.finished(db, report.week, report.student, report.provenance)
            if kept:
                return _whole(db, kept) if report.recording else rows.report(kept)
            key = rows.key(db, report.provenance)
            parts = {
                "submission": rows.keep_submission(db, work) if work else None,
                "recording": rows.keep_recording(db, tapes, packed, key, fresh=fresh) if tapes else None,
            }
            rows.keep_report(db, row, parts)
        return report

    def fill(self, report: Grade, signed: Signed) -> Grade:
        """Keep a report where none stands → the report that stands. For a student of whom nothing came."""
        row = columns(report) | _by(signed)
        with self._writing() as db:
            rows.lock(db, report.week, report.student)
            standing = _standing(db, report.week, report.student)
            if standing:
                return rows.report(standing)
            rows.keep_report(db, row, {"submission": None, "recording": None})
        return report

    def replace(
        self, version: WeekVersion, judged: Iterable[tuple[str, dict[str, Any]]], signed: Signed
    ) -> tuple[str, ...]:
        """Adopt new terms and put a class's reports in the place of those they were judged from, all or none.

        `judged`: the digest of the report that stood, and the columns of the new one. Where another command put a
        report in its place meanwhile, that stands → those students.
        """
        overtaken = []
        with self._writing() as db:
            _adopt(db, version, pack(version), signed)
            for was, row in judged:
                rows.lock(db, row["week"], row["student"])
                old = _standing(db, row["week"], row["student"])
                if old is None or old.digest != was:
                    overtaken.append(row["student"])
                elif old.digest != row["digest"]:
                    again = rows.recorded(db, unpack(row["packed"], Grade).provenance)
                    parts = {"submission": old.submission, "recording": again or old.recording}
                    rows.keep_report(db, row | _by(signed), parts)
        return tuple(overtaken)

    # ------------------------------------------------------------------ what people decide

    def decide(self, *made: Decision) -> None:
        """Keep decisions for good. The latest on a subject in a matter is in force; `withdrawn` takes it back."""
        packed = [(one, pack(one)) for one in made]
        with self._writing() as db:
            for one, content in packed:
                found = _standing(db, one.week, one.student)
                refuse_unsound(one, rows.report(found) if found else None)
                row = {"week": one.week, "student": one.student, "matter": one.kind, "subject": one.subject}
                db.execute(decisions.insert().values(row | {"packed": content} | _by(one.signed)))

    def settled(self, week: str) -> Mapping[str, str]:
        """Files whose owner a person named: path → student id, "" for nobody's."""
        with self._reading() as db:
            query = select(decisions.c.packed).where(
                decisions.c.week == week, decisions.c.matter == DecisionKind.SETTLED
            )
            made = [unpack(packed, Decision) for packed in db.execute(query.order_by(decisions.c.id)).scalars()]
        last = {one.subject: one for one in made}
        return {one.subject: one.student for one in last.values() if not one.withdrawn}

    def publish(self, week: str, signed: Signed) -> tuple[Publication, ...]:
        """Show every student what is new to them, all at once. Nobody is shown the same thing twice."""
        with self._writing() as db:
            rows.lock(db, week)
            made = tuple(self.unpublished(week, signed))
            for one in made:
                whose = {"week": week, "student": one.student, "basis": one.week_version}
                score = {"points": one.final.points, "out_of": one.final.out_of}
                db.execute(publications.insert().values(whose | score | {"packed": pack(one)} | _by(signed)))
        return made

    # ------------------------------------------------------------------ what is on record

    def finished(self, week: str, student: str, provenance: Provenance) -> Grade | None:
        """A student's standing report, if it is finished and was made from just this: nothing needs to be made again."""
        with self._reading() as db:
            row = rows.finished(db, week, student, provenance)
        return rows.report(row) if row else None

    def recorded(self, provenance: Provenance) -> Recording | None:
        """Whole tapes made from just this: nothing needs to run. Checks may have changed since; probes may not."""
        with self._reading() as db:
            found = rows.recorded(db, provenance)
            return rows.recording(db, found) if found else None

    def tapes(self, week: str, student: str, exercises: Collection[str] | None = None) -> Recording | None:
        """What a student's standing report was judged on, of some exercises if that is enough."""
        with self._reading() as db:
            row = _standing(db, week, student)
            return rows.recording(db, row.recording, exercises) if row and row.recording else None

    def bare(self, week: str) -> frozenset[str]:
        """Students whose standing report was judged on a notebook's bare loops."""
        joined = standings.join(reports, standings.c.report == reports.c.id)
        joined = joined.join(tapes, tapes.c.recording == reports.c.recording)
        query = select(standings.c.student).select_from(joined)
        with self._reading() as db:
            found = db.execute(query.where(standings.c.week == week, tapes.c.exercise == LOOP)).scalars()
            return frozenset(found)

    def costs(self, week: str) -> Mapping[str, Cost]:
        """What running each student's work took, of those that were run."""
        joined = standings.join(reports, standings.c.report == reports.c.id)
        joined = joined.join(recordings, recordings.c.id == reports.c.recording)
        query = select(standings.c.student, recordings.c.packed).select_from(joined)
        with self._reading() as db:
            found = db.execute(query.where(standings.c.week == week).order_by(standings.c.student))
            return {student: unpack(packed, Recording).cost for student, packed in found}

    def grades(self, week: str, *, tapes: bool = False) -> Iterator[Grade]:
        """The reports that count, by student id, with their submissions, and with their recordings if asked for."""
        last, size = "", 1 if tapes else PAGE
        while True:
            query = rows.standing(standings.c.week == week, standings.c.student > last)
            with self._reading() as db:
                page = db.execute(query.order_by(standings.c.student).limit(size)).all()
                found = [_whole(db, row) if tapes else rows.report(row) for row in page]
            yield from found
            if len(page) < size:
                return
            last = page[-1].student

    def finals(self, week: str) -> Iterator[tuple[Grade, Final]]:
        """Every report that counts, and what it is worth on the week's terms once people have decided."""
        terms, circumstances = self.versions(week)[-1], self.circumstances(week)
        for report in self.grades(week):
            yield (
                report,
                final(report, circumstances.get(report.student, Circumstances()), due=terms.due, late=terms.late),
            )

    def circumstances(self, week: str, *, also: Iterable[str] = ()) -> Mapping[str, Circumstances]:
        """What is true of each student's week besides the report, the late days of earlier weeks included.

        `also`: students of whom this week has nothing yet.
        """
        used: Counter[str] = Counter()
        with self._reading() as db:
            for version in rows.earlier(db, week):
                for student, circumstances in rows.circumstances(db, version.week, used).items():
                    used[student] += how_late(circumstances, due=version.due, late=version.late).spent
            return rows.circumstances(db, week, used, also=also)

    def versions(self, week: str) -> tuple[WeekVersion, ...]:
        """The terms a week was ever graded on; the last are in force. Raises RecordError for a week never graded."""
        return tuple(version for _, version in self._adopted(week))

    def published(self, week: str) -> PublishedMarks:
        """What every student of a week was shown, in the order of time, and on which terms."""
        query = select(publications.c.student, publications.c.packed).where(publications.c.week == week)
        shown: defaultdict[str, tuple[Publication, ...]] = defaultdict(tuple)
        with self._reading() as db:
            for row in db.execute(query.order_by(publications.c.id)):
                shown[row.student] += (unpack(row.packed, Publication),)
        return PublishedMarks(self._adopted(week), dict(shown))

    def unpublished(self, week: str, signed: Signed) -> Iterator[Publication]:
        """What publishing now would show, student by student."""
        circumstances, published = self.circumstances(week), self.published(week)
        for _, now in self.finals(week):
            made = published.new(now, circumstances.get(now.student, Circumstances()), signed)
            if made:
                yield made

    def history(self, week: str, student: str) -> tuple[Event, ...]:
        """All that happened to a student's week, in the order of time."""
        with self._reading() as db:
            found = [
                Event(_signed(row), unpack(row.packed, kind))
                for table, kind in HISTORY
                for row in db.execute(select(table).where(table.c.week == week, table.c.student == student))
            ]
        return tuple(sorted(found, key=lambda event: event.signed.at))

    # ------------------------------------------------------------------ transactions and parts of them

    def _adopted(self, week: str) -> tuple[tuple[Signed, WeekVersion], ...]:
        with self._reading() as db:
            query = select(weeks).where(weeks.c.week == week).order_by(weeks.c.id)
            found = tuple((_signed(row), unpack(row.packed, WeekVersion)) for row in db.execute(query))
        if not found:
            raise RecordError(
                f"The store {self.name} has no {week}. Grade it first: autograder grade {week} SUBMISSIONS…."
            )
        return found

    @property
    def name(self) -> str:
        """Where it is, without a password."""
        return name(self._engine.url)

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


HISTORY = ((submissions, Submission), (reports, Grade), (decisions, Decision), (publications, Publication))


def _adopt(db: Connection, version: WeekVersion, packed: bytes, signed: Signed) -> None:
    """A new row, unless these terms are in force already: the last row counts."""
    rows.lock(db, version.week)
    last = select(weeks.c.packed).where(weeks.c.week == version.week).order_by(weeks.c.id.desc()).limit(1)
    if db.execute(last).scalar() != packed:
        row = {"week": version.week, "digest": version.digest, "asked": recording_digest(version), "packed": packed}
        db.execute(weeks.insert().values(row | _by(signed)))


def _standing(db: Connection, week: str, student: str) -> rows.Found | None:
    return db.execute(rows.standing(standings.c.week == week, standings.c.student == student)).first()


def _whole(db: Connection, row: rows.Found) -> Grade:
    """A report with its recording."""
    return replace(rows.report(row), recording=rows.recording(db, row.recording) if row.recording else None)


def _signed(row: rows.Found) -> Signed:
    return Signed(row.by, zoned(row.at), row.why)


def _by(signed: Signed) -> dict[str, Any]:
    return {"by": signed.by, "at": utc(signed.at), "why": signed.why}
