"""Tables of looks before the deadline, and of regrades asked for in the portal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """From the schema of signing in by others' word."""
    op.create_table(
        "looks",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, WORD, nullable=False) for name in ("week", "student")),
        sa.Column("amount", sa.Integer(), nullable=False),
        *(sa.Column(name, WORD, nullable=False) for name in ("work", "by")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", WORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_looks"),
    )
    op.create_index("ix_looks_week_student", "looks", ["week", "student"])
    op.create_table(
        "regrades",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, WORD, nullable=False) for name in ("week", "state")),
        sa.Column("packed", sa.LargeBinary()),
        *(sa.Column(name, WORD, nullable=False, server_default="") for name in ("note", "worker")),
        sa.Column("lease", sa.DateTime(timezone=True)),
        sa.Column("by", WORD, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", WORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_regrades"),
    )
    op.create_index("ix_regrades_week", "regrades", ["week"])
