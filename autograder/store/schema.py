"""The tables of the record. A row is written once; what a person decided is appended, never changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
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
)

HEAD = "0001"
"""The newest migration. Kept here, so that opening a store that is up to date need not load Alembic."""

VERSIONS = "autograder_version"
"""Where Alembic writes the schema's version: not its default name, which nbgrader's gradebook uses too."""

MOMENT = DateTime(timezone=True)  # always in UTC; SQLite forgets the zone
WORD = String().with_variant(String(collation="C"), "postgresql")  # both databases sort as Python does

KEYS = {
    "submissions": ("student", "week", "digest"),
    "recordings": ("key",),
    "reports": ("student", "week", "digest"),
}
"""By what a row is the same row, whoever writes it: nothing is ever there twice."""

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
    "weeks",  # the terms a week was graded on, in the order they were adopted: the last are in force
    tables,
    Column("id", Integer, primary_key=True),
    Column("week", WORD, nullable=False),
    Column("digest", WORD, nullable=False),
    Column("asked", WORD, nullable=False),  # digest of what recordings depend on: probes, drives, data, limits
    Column("packed", LargeBinary, nullable=False),  # Basis
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

tapes = Table(
    "tapes",  # apart by exercise: a check that was fixed is judged again without reading all others
    tables,
    Column("recording", ForeignKey("recordings.id"), primary_key=True),
    Column("exercise", WORD, primary_key=True),
    Column("packed", LargeBinary, nullable=False),  # tuple[Placed, ...]
)

reports = Table(
    "reports",
    tables,
    Column("id", Integer, primary_key=True),
    Column("week", WORD, nullable=False),
    Column("student", WORD, nullable=False),
    Column("digest", WORD, nullable=False),  # of its content: the same report is one row, whoever makes it
    Column("provenance", WORD, nullable=False),  # digest: what the same command looks for when it resumes
    Column("submission", ForeignKey("submissions.id")),
    Column("recording", ForeignKey("recordings.id")),
    Column("status", WORD, nullable=False),
    Column("points", Float, nullable=False),
    Column("out_of", Float, nullable=False),
    Column("packed", LargeBinary, nullable=False),  # Report, without its submission and recording
    *signature(),
    UniqueConstraint(*KEYS["reports"]),
)

standings = Table(
    "standings",  # which of a student's reports counts
    tables,
    Column("week", WORD, primary_key=True),
    Column("student", WORD, primary_key=True),
    Column("report", ForeignKey("reports.id")),
)

decisions = Table(
    "decisions",  # manual points and comments, extensions, excuses, settled files: the latest of a subject counts
    tables,
    Column("id", Integer, primary_key=True),
    Column("week", WORD, nullable=False),
    Column("student", WORD, nullable=False),
    Column("matter", WORD, nullable=False),
    Column("subject", WORD, nullable=False),
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
    Column("basis", WORD, nullable=False),
    Column("points", Float, nullable=False),
    Column("out_of", Float, nullable=False),
    Column("packed", LargeBinary, nullable=False),  # Publication
    *signature(),
    Index(None, "week", "student"),
)
