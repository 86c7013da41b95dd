"""Tables of the portal: people, secrets, uploads and their jobs, requests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From the schema of tapes in parts."""
    op.create_table(
        "people",
        sa.Column("id", WORD, primary_key=True),
        *(sa.Column(name, WORD, nullable=False) for name in ("name", "email", "role", "section")),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_index("ix_people_email", "people", ["email"])
    _secrets()
    _uploads()
    op.create_table(
        "requests",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, WORD, nullable=False) for name in ("week", "student", "check_name", "reason")),
        sa.Column("at", MOMENT, nullable=False),
        *(sa.Column(name, WORD, nullable=False, server_default="") for name in ("answer", "answered_by")),
        sa.Column("answered_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_requests"),
    )
    op.create_index("ix_requests_week_student", "requests", ["week", "student"])


def _secrets() -> None:
    op.create_table(
        "secrets",
        sa.Column("digest", WORD, primary_key=True),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("person", WORD, sa.ForeignKey("people.id", name="fk_secrets_person"), nullable=False),
        sa.Column("label", WORD, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        *(sa.Column(name, MOMENT) for name in ("ends", "used", "revoked")),
        sa.PrimaryKeyConstraint("digest", name="pk_secrets"),
    )
    op.create_index("ix_secrets_person", "secrets", ["person"])


def _uploads() -> None:
    op.create_table(
        "blobs",
        sa.Column("digest", WORD, primary_key=True),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_blobs"),
    )
    op.create_table(
        "uploads",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, WORD, nullable=False) for name in ("week", "student")),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("receipt", WORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
    )
    op.create_index("ix_uploads_week_student", "uploads", ["week", "student"])
    op.create_table(
        "uploaded_files",
        sa.Column("upload", sa.Integer(), sa.ForeignKey("uploads.id", name="fk_uploaded_files_upload")),
        sa.Column("name", WORD),
        sa.Column("blob", WORD, sa.ForeignKey("blobs.digest", name="fk_uploaded_files_blob"), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("upload", "name", name="pk_uploaded_files"),
    )
    op.create_table(
        "jobs",
        sa.Column("upload", sa.Integer(), sa.ForeignKey("uploads.id", name="fk_jobs_upload")),
        sa.Column("state", WORD, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("worker", WORD, nullable=False, server_default=""),
        *(sa.Column(name, MOMENT) for name in ("lease", "begun", "ended")),
        sa.Column("note", WORD, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("upload", name="pk_jobs"),
    )
    op.create_index("ix_jobs_state", "jobs", ["state"])
    op.create_table(
        "drawings",
        sa.Column("provenance", WORD, primary_key=True),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("provenance", name="pk_drawings"),
    )
