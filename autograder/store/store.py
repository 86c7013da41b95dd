"""Grades and people's decisions → rows that outlive any crash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from autograder.changes.version import recording_digest
from autograder.errors import OvertakenError
from autograder.files import digest
from autograder.grading.decision import refuse_unsound
from autograder.model import (
    Decision,
    Grade,
    Intake,
    Provenance,
    Publication,
    Recording,
    Signed,
    WeekVersion,
)
from autograder.store import rows
from autograder.store.contents import TakenApart, recording_parts
from autograder.store.decided import Watermark, watermark
from autograder.store.packing import columns, pack, signed_columns, unpack
from autograder.store.reading import StoreReader, latest_intakes
from autograder.store.schema import (
    decisions,
    intakes,
    publications,
    weeks,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection


class Store(StoreReader):
    """The record of a course at a path (SQLite) or URL (PostgreSQL).

    Every method is one transaction.
    """

    # ------------------------------------------------------------------ written by the grader

    def adopt(self, version: WeekVersion, signed: Signed) -> None:
        """Grade a week on this version from now on."""
        packed = pack(version)
        with self._writing() as db:
            _adopt(db, version, packed, signed)

    def keep_recording(
        self, recording: Recording, provenance: Provenance, version: WeekVersion, signed: Signed
    ) -> None:
        """Keep tapes before they are judged. `version`: the one they were asked for on."""
        row, parts = columns(recording) | signed_columns(signed), recording_parts(recording)
        with self._writing() as db:
            rows.keep_recording(db, row, parts, rows.key_of(provenance, recording_digest(version)))

    def save(self, grade: Grade, signed: Signed, *, fresh: bool = False) -> Grade:
        """Make a grade, its submission and its recording durable → the grade that stands.

        Of two runs at the same time the first to finish stands, and both are told of it. A grade that waits for a
        person gives way to any other of the same provenance; with `fresh`, every grade does.
        """
        row = columns(grade) | signed_columns(signed)
        work = columns(grade.submission) | signed_columns(signed) if grade.submission else None
        recorded = columns(grade.recording) | signed_columns(signed) if grade.recording else None
        apart = recording_parts(grade.recording) if grade.recording else TakenApart({}, {})
        with self._writing() as db:
            rows.lock(db, grade.week, grade.student)
            kept = None if fresh else rows.finished(db, grade.week, grade.student, grade.provenance)
            if kept:
                return rows.whole_grade(db, kept) if grade.recording else rows.grade(kept)
            key = rows.key(db, grade.provenance)
            parts = {
                "submission": rows.keep_submission(db, work) if work else None,
                "recording": rows.keep_recording(db, recorded, apart, key, fresh=fresh) if recorded else None,
            }
            rows.keep_grade(db, grade, row, parts)
        return grade

    def fill(self, grade: Grade, signed: Signed) -> Grade:
        """Keep the grade of a student under whose name nothing came → what stands.

        One of real work stands before it.
        """
        row = columns(grade) | signed_columns(signed)
        with self._writing() as db:
            rows.lock(db, grade.week, grade.student)
            standing = rows.standing_of(db, grade.week, grade.student)
            if standing and (standing.submission is not None or standing.digest == row["digest"]):
                return rows.grade(standing)
            rows.keep_grade(db, grade, row, {"submission": None, "recording": None})
        return grade

    def replace(
        self, version: WeekVersion, judged: Iterable[tuple[str, dict[str, Any]]], signed: Signed
    ) -> tuple[str, ...]:
        """Adopt a version, with a class's grades instead of those they were judged from.

        All or none.

        `judged`: the digest of the grade that stood, and the columns of the new one. Where another command put a
        grade in its place meanwhile, that stands → those students.
        """
        overtaken = []
        with self._writing() as db:
            _adopt(db, version, pack(version), signed)
            for was, row in judged:
                rows.lock(db, row["week"], row["student"])
                old = rows.standing_of(db, row["week"], row["student"])
                if old is None or was not in {old.digest, digest(unpack(old.packed, Grade))}:
                    overtaken.append(row["student"])
                elif old.digest != row["digest"]:
                    grade = unpack(row["packed"], Grade)
                    again = rows.recorded(db, grade.provenance)
                    parts = {"submission": old.submission, "recording": again or old.recording}
                    rows.keep_grade(db, grade, row | signed_columns(signed), parts)
        return tuple(overtaken)

    def keep_intake(self, intake: Intake, signed: Signed) -> None:
        """Keep the roster and the files of a week as it is graded now.

        The same again is not written again.
        """
        packed = pack(intake)
        with self._writing() as db:
            if latest_intakes(db, intake.week).get(intake.week) != packed:
                db.execute(intakes.insert().values({"week": intake.week, "packed": packed} | signed_columns(signed)))

    # ------------------------------------------------------------------ decided by people

    def decide(self, *made: Decision, signed: Signed | None = None, read: Watermark | None = None) -> None:
        """Keep decisions for good.

        The latest of a kind on a subject is in force; `withdrawn` takes it back. `signed`: who puts decisions of others
        back in force. `read`: as far as the student's record was known; OvertakenError where more has come.
        """
        written = [(decision, columns(decision) | signed_columns(signed or decision.signed)) for decision in made]
        with self._writing() as db:
            if read is not None:
                _refuse_overtaken(db, made[0].week, made[0].student, read)
            for decision, row in written:
                standing = rows.standing_of(db, decision.week, decision.student)
                refuse_unsound(decision, rows.grade(standing) if standing else None)
                db.execute(decisions.insert().values(row))

    def publish(self, week: str, signed: Signed) -> tuple[Publication, ...]:
        """Show every student what is new to them, all at once.

        Nobody is shown the same thing twice.
        """
        with self._writing() as db:
            rows.lock(db, week)
            made = tuple(self.unpublished(week, signed))
            for publication in made:
                db.execute(publications.insert().values(columns(publication) | signed_columns(signed)))
        return made


def _refuse_overtaken(db: Connection, week: str, student: str, read: Watermark) -> None:
    rows.lock(db, week, student)
    if watermark(db, week, student) != read:
        raise OvertakenError(f"More came about {student} in {week} while this was being decided. Look at it first.")


def _adopt(db: Connection, version: WeekVersion, packed: bytes, signed: Signed) -> None:
    """A new row, unless this version is in force already: the last row counts."""
    rows.lock(db, version.week)
    last = select(weeks.c.packed).where(weeks.c.week == version.week).order_by(weeks.c.id.desc()).limit(1)
    if db.execute(last).scalar() != packed:
        asked = recording_digest(version)
        row = {"week": version.week, "digest": version.digest, "recording_digest": asked, "packed": packed}
        db.execute(weeks.insert().values(row | signed_columns(signed)))
