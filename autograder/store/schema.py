"""Tables of the record: a row is written once.

People's decisions are appended, never changed.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
)

HEAD = "0007"
"""The newest migration. Kept here, so that opening a store that is up to date need not load Alembic."""

VERSIONS = "autograder_version"
"""Where Alembic writes the schema's version: not its default name, which nbgrader's gradebook uses too."""

MOMENT = DateTime(timezone=True)  # always in UTC; SQLite forgets the zone
WORD = String().with_variant(String(collation="C"), "postgresql")  # both databases sort as Python does

KEYS = {
    "submissions": ("student", "week", "digest"),
    "recordings": ("key",),
    "contents": ("digest",),
    "grades": ("student", "week", "digest"),
    "people": ("id",),
    "blobs": ("digest",),
    "drawings": ("provenance",),
    "platforms": ("issuer", "client_id"),
    "lms_courses": ("platform", "context"),
    "lms_weeks": ("course", "week"),
    "lms_marks": ("course", "week", "student"),
}
"""Columns by which a row is the same row, whoever writes it: nothing is ever there twice."""

tables = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def signature() -> tuple[Column[Any], ...]:
    """Who, when and why: on every row."""
    return (
        Column("by", WORD, nullable=False),
        Column("at", MOMENT, nullable=False),
        Column("why", WORD, nullable=False),
    )


weeks = Table(
    "weeks",  # the versions a week was graded on, in the order they were adopted: the last is in force
    tables,
    Column("id", Integer, primary_key=True),
    Column("week", WORD, nullable=False),
    Column("digest", WORD, nullable=False),
    Column("recording_digest", WORD, nullable=False),  # of what recordings depend on: probes, drivers, data, limits
    Column("packed", LargeBinary, nullable=False),  # WeekVersion
    *signature(),
    Index(None, "week"),
)

intakes = Table(
    "intakes",  # the roster and the files of a week, as it was last graded: the newest row of a week
    tables,
    Column("id", Integer, primary_key=True),
    Column("week", WORD, nullable=False),
    Column("packed", LargeBinary, nullable=False),  # Intake
    *signature(),
    Index(None, "week"),
)

submissions = Table(
    "submissions",
    tables,
    Column("id", Integer, primary_key=True),
    Column("week", WORD, nullable=False),
    Column("student", WORD, nullable=False),
    Column("digest", WORD, nullable=False),
    Column("received", MOMENT),
    Column("lms_mark", WORD, nullable=False, server_default=""),
    Column("packed", LargeBinary, nullable=False),  # Submission
    *signature(),
    UniqueConstraint(*KEYS["submissions"]),
)

recordings = Table(
    "recordings",
    tables,
    Column("id", Integer, primary_key=True),
    Column("key", WORD, nullable=False, unique=True),  # what it was made from: students with the same work share it
    Column("broken", Integer, nullable=False),  # 1: our fault, to be made again
    Column("packed", LargeBinary, nullable=False),  # Recording, without its tapes
    *signature(),
)

contents = Table(
    "contents",  # parts of tapes, each there once: the arrays, and what is left of an exercise's tapes without them
    tables,
    Column("digest", WORD, primary_key=True),  # of the bytes as they were
    Column("kind", WORD, nullable=False),  # of the same kind are those that may well be alike
    Column("base", ForeignKey("contents.digest")),  # what it is kept as differences from
    Column("packed", LargeBinary, nullable=False),
    Index(None, "kind"),
)

tapes = Table(
    "tapes",  # apart by exercise: a check that was fixed is judged again without reading all others
    tables,
    Column("recording", ForeignKey("recordings.id"), primary_key=True),
    Column("exercise", WORD, primary_key=True),
    Column("content", ForeignKey("contents.digest"), nullable=False),  # tuple[PlacedTape, ...]
)

grades = Table(
    "grades",
    tables,
    Column("id", Integer, primary_key=True),
    Column("week", WORD, nullable=False),
    Column("student", WORD, nullable=False),
    Column("digest", WORD, nullable=False),  # of its content: the same grade is one row, whoever makes it
    Column("provenance", WORD, nullable=False),  # digest: what the same command looks for when it resumes
    Column("submission", ForeignKey("submissions.id")),
    Column("recording", ForeignKey("recordings.id")),
    Column("status", WORD, nullable=False),
    Column("points", Float, nullable=False),
    Column("out_of", Float, nullable=False),
    Column("packed", LargeBinary, nullable=False),  # Grade, without its submission and recording
    *signature(),
    UniqueConstraint(*KEYS["grades"]),
)

standings = Table(
    "standings",  # which of a student's grades counts
    tables,
    Column("week", WORD, primary_key=True),
    Column("student", WORD, primary_key=True),
    Column("grade", ForeignKey("grades.id")),
)

marks = Table(
    "marks",  # of the grades that count, a check a row, before decisions and the late rule: to be queried
    tables,
    Column("week", WORD, primary_key=True),
    Column("student", WORD, primary_key=True),
    Column("check_name", WORD, primary_key=True),
    Column("grade", ForeignKey("grades.id"), nullable=False),
    Column("exercise", WORD, nullable=False),
    Column("step", WORD, nullable=False),  # of the lecture's four; "" where the week's version is not on record
    Column("outcome", WORD, nullable=False),
    Column("points", Float, nullable=False),
    Column("out_of", Float, nullable=False),
    Column("mistake", WORD),  # the known mistake that fits
    Column("quantity", WORD),  # where it first left the right path
    Column("epoch", Integer),  # counted from 0
)

decisions = Table(
    "decisions",  # the latest of a kind on a subject counts
    tables,
    Column("id", Integer, primary_key=True),
    Column("week", WORD, nullable=False),
    Column("student", WORD, nullable=False),
    Column("kind", WORD, nullable=False),
    Column("subject", WORD, nullable=False),
    Column("points", Float),
    Column("until", MOMENT),
    Column("received", MOMENT),
    Column("text", WORD, nullable=False, server_default=""),
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    Column("packed", LargeBinary, nullable=False),  # Decision
    *signature(),
    Index(None, "week", "student"),
)

publications = Table(
    "publications",  # what a student was shown
    tables,
    Column("id", Integer, primary_key=True),
    Column("week", WORD, nullable=False),
    Column("student", WORD, nullable=False),
    Column("week_version", WORD, nullable=False),
    Column("points", Float, nullable=False),
    Column("out_of", Float, nullable=False),
    Column("packed", LargeBinary, nullable=False),  # Publication
    *signature(),
    Index(None, "week", "student"),
)

# ---------------------------------------------------------------------- the portal: who may come in, and what they sent

people = Table(
    "people",
    tables,
    Column("id", WORD, primary_key=True),  # a student id; of staff, any name that is no student's
    Column("name", WORD, nullable=False),
    Column("email", WORD, nullable=False),
    Column("role", WORD, nullable=False),
    Column("section", WORD, nullable=False),
    Index(None, "email"),
)

secrets = Table(
    "secrets",  # sessions, links by mail and personal tokens: only a digest of each is kept
    tables,
    Column("digest", WORD, primary_key=True),
    Column("kind", WORD, nullable=False),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("label", WORD, nullable=False),
    Column("made", MOMENT, nullable=False),
    Column("ends", MOMENT),
    Column("used", MOMENT),
    Column("revoked", MOMENT),
    Index(None, "person"),
)

blobs = Table(
    "blobs",  # bytes as they came, by digest: the same bytes are kept once
    tables,
    Column("digest", WORD, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

uploads = Table(
    "uploads",
    tables,
    Column("id", Integer, primary_key=True),
    Column("week", WORD, nullable=False),
    Column("student", WORD, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("receipt", WORD, nullable=False),  # JSON, signed by the course
    Index(None, "week", "student"),
)

uploaded_files = Table(
    "uploaded_files",
    tables,
    Column("upload", ForeignKey("uploads.id"), primary_key=True),
    Column("name", WORD, primary_key=True),
    Column("blob", ForeignKey("blobs.digest"), nullable=False),
    Column("size", Integer, nullable=False),
)

jobs = Table(
    "jobs",  # one an upload, written with it
    tables,
    Column("upload", ForeignKey("uploads.id"), primary_key=True),
    Column("state", WORD, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("worker", WORD, nullable=False, server_default=""),
    Column("lease", MOMENT),  # until when the worker may be believed to be alive
    Column("begun", MOMENT),
    Column("ended", MOMENT),
    Column("note", WORD, nullable=False, server_default=""),
    Index(None, "state"),
)

drawings = Table(
    "drawings",  # the pictures of a grade's page, as the grader drew them
    tables,
    Column("provenance", WORD, primary_key=True),  # its digest
    Column("packed", LargeBinary, nullable=False),
)

requests = Table(
    "requests",  # a student asks for a second look at one check
    tables,
    Column("id", Integer, primary_key=True),
    Column("week", WORD, nullable=False),
    Column("student", WORD, nullable=False),
    Column("check_name", WORD, nullable=False),
    Column("reason", WORD, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("answer", WORD, nullable=False, server_default=""),
    Column("answered_by", WORD, nullable=False, server_default=""),
    Column("answered_at", MOMENT),
    Index(None, "week", "student"),
)

looks = Table(
    "looks",  # at graded attempts before the deadline: taken by a student, or given by a TA
    tables,
    Column("id", Integer, primary_key=True),
    Column("week", WORD, nullable=False),
    Column("student", WORD, nullable=False),
    Column("amount", Integer, nullable=False),  # -1, or more than 0
    Column("work", WORD, nullable=False),  # the digest of what was looked at
    *signature(),
    Index(None, "week", "student"),
)

regrades = Table(
    "regrades",  # of a class, asked for in the portal: a grader says who would move, then does it
    tables,
    Column("id", Integer, primary_key=True),
    Column("week", WORD, nullable=False),
    Column("state", WORD, nullable=False),
    Column("packed", LargeBinary),  # Changes
    Column("note", WORD, nullable=False, server_default=""),
    Column("worker", WORD, nullable=False, server_default=""),
    Column("lease", MOMENT),
    *signature(),
    Index(None, "week"),
)
