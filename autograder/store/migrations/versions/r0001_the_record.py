"""The record: weeks, submissions, recordings, reports, decisions, publications."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From an empty database."""
    op.create_table(
        "weeks",
        *_key("digest", "asked"),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        *_signature(),
    )
    op.create_index("ix_weeks_week", "weeks", ["week"])
    op.create_table(
        "submissions",
        *_key("student", "digest"),
        sa.Column("received", MOMENT),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        *_signature(),
        sa.UniqueConstraint("student", "week", "digest", name="uq_submissions_student_week_digest"),
    )
    op.create_table(
        "recordings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", WORD, nullable=False),
        sa.Column("broken", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        *_signature(),
        sa.UniqueConstraint("key", name="uq_recordings_key"),
    )
    op.create_table(
        "tapes",
        sa.Column(
            "recording", sa.Integer(), sa.ForeignKey("recordings.id", name="fk_tapes_recording"), primary_key=True
        ),
        sa.Column("exercise", WORD, primary_key=True),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "reports",
        *_key("student", "digest", "provenance"),
        sa.Column("submission", sa.Integer(), sa.ForeignKey("submissions.id", name="fk_reports_submission")),
        sa.Column("recording", sa.Integer(), sa.ForeignKey("recordings.id", name="fk_reports_recording")),
        sa.Column("status", WORD, nullable=False),
        *_score(),
        *_signature(),
        sa.UniqueConstraint("student", "week", "digest", name="uq_reports_student_week_digest"),
    )
    op.create_table(
        "standings",
        sa.Column("week", WORD, primary_key=True),
        sa.Column("student", WORD, primary_key=True),
        sa.Column("report", sa.Integer(), sa.ForeignKey("reports.id", name="fk_standings_report")),
    )
    op.create_table(
        "decisions",
        *_key("student", "matter", "subject"),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        *_signature(),
    )
    op.create_index("ix_decisions_week_student", "decisions", ["week", "student"])
    op.create_table(
        "publications",
        *_key("student", "basis"),
        *_score(),
        *_signature(),
    )
    op.create_index("ix_publications_week_student", "publications", ["week", "student"])


def _key(*names: str) -> tuple[sa.Column[Any], ...]:
    words = (sa.Column(name, WORD, nullable=False) for name in ("week", *names))
    return (sa.Column("id", sa.Integer(), primary_key=True), *words)


def _score() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("out_of", sa.Float(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
    )


def _signature() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("by", WORD, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", WORD, nullable=False),
    )
