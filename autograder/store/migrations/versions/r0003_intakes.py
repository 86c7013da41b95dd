"""Keep the roster and the files of a week as it was last graded.

A person's slip of the pen can then be told.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """From the schema of 0.2 before it kept them."""
    op.create_table(
        "intakes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("week", WORD, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("by", WORD, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", WORD, nullable=False),
    )
    op.create_index("ix_intakes_week", "intakes", ["week"])
