"""Tables of signing in by others' word, and of the LMS's that marks are sent to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From the schema of the portal."""
    op.create_table(
        "sign_ins",
        sa.Column("state", WORD, primary_key=True),
        *(sa.Column(name, WORD, nullable=False) for name in ("kind", "packed")),
        sa.Column("ends", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("state", name="pk_sign_ins"),
    )
    op.create_index("ix_sign_ins_ends", "sign_ins", ["ends"])
    _accounts()
    _lms()


def _accounts() -> None:
    op.create_table(
        "identities",
        *(sa.Column(name, WORD) for name in ("issuer", "subject")),
        sa.Column("person", WORD, sa.ForeignKey("people.id", name="fk_identities_person"), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("used", MOMENT),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identities"),
    )
    op.create_index("ix_identities_person", "identities", ["person"])
    op.create_table(
        "passkeys",
        sa.Column("id", WORD, primary_key=True),
        sa.Column("person", WORD, sa.ForeignKey("people.id", name="fk_passkeys_person"), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("label", WORD, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("used", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_passkeys"),
    )
    op.create_index("ix_passkeys_person", "passkeys", ["person"])


def _lms() -> None:
    op.create_table(
        "platforms",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, WORD, nullable=False) for name in ("issuer", "client_id", "packed")),
        sa.Column("settled", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("revoked", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_platforms"),
        sa.UniqueConstraint("issuer", "client_id", name="uq_platforms_issuer_client_id"),
    )
    op.create_table(
        "lms_courses",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "platform", sa.Integer(), sa.ForeignKey("platforms.id", name="fk_lms_courses_platform"), nullable=False
        ),
        sa.Column("context", WORD, nullable=False),
        *(
            sa.Column(name, WORD, nullable=False, server_default="")
            for name in ("deployment", "title", "line_items", "memberships")
        ),
        sa.Column("failures", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("next_try", MOMENT),
        sa.Column("trouble", WORD, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_lms_courses"),
        sa.UniqueConstraint("platform", "context", name="uq_lms_courses_platform_context"),
    )
    op.create_table(
        "lms_weeks",
        sa.Column("course", sa.Integer(), sa.ForeignKey("lms_courses.id", name="fk_lms_weeks_course")),
        sa.Column("week", WORD),
        sa.Column("line_item", WORD, nullable=False),
        sa.PrimaryKeyConstraint("course", "week", name="pk_lms_weeks"),
    )
    op.create_table(
        "lms_marks",
        sa.Column("course", sa.Integer(), sa.ForeignKey("lms_courses.id", name="fk_lms_marks_course")),
        *(sa.Column(name, WORD) for name in ("week", "student")),
        sa.Column("content", WORD, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("trouble", WORD, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("course", "week", "student", name="pk_lms_marks"),
    )
