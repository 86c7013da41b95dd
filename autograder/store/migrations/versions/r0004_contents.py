"""Equal parts of tapes kept once.

The tapes that earlier kits packed by exercise are taken apart.

How bytes are coded stands in each row, so today's coding may be used here.
"""

from __future__ import annotations

import sys

import sqlalchemy as sa
from alembic import op

from autograder.store.coding import coded
from autograder.store.packing import taken_apart

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

revision = "0004"
down_revision = "0003"

WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """From the schema that packed tapes by exercise."""
    db = op.get_bind()
    contents = op.create_table(
        "contents",
        sa.Column("digest", WORD, primary_key=True),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("base", WORD, sa.ForeignKey("contents.digest", name="fk_contents_base")),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_contents_kind", "contents", ["kind"])
    placed = _take_apart(db, contents)
    op.drop_table("tapes")
    tapes = op.create_table(
        "tapes",
        sa.Column(
            "recording", sa.Integer(), sa.ForeignKey("recordings.id", name="fk_tapes_recording"), primary_key=True
        ),
        sa.Column("exercise", WORD, primary_key=True),
        sa.Column("content", WORD, sa.ForeignKey("contents.digest", name="fk_tapes_content"), nullable=False),
    )
    if placed:
        db.execute(tapes.insert(), placed)


def _take_apart(db: sa.Connection, contents: sa.Table) -> list[dict[str, object]]:
    """Write all parts, each once → the rows of the new tapes.

    A row at a time: all of a class's are large.
    """
    old = sa.table("tapes", *(sa.column(name) for name in ("recording", "exercise", "packed")))
    kept: set[str] = set()
    placed: list[dict[str, object]] = []
    for recording, exercise in db.execute(sa.select(old.c.recording, old.c.exercise)).all():
        here = (old.c.recording == recording, old.c.exercise == exercise)
        packed = db.execute(sa.select(old.c.packed).where(*here)).scalar_one()
        content, parts = taken_apart(zstd.decompress(packed), exercise)
        for digest in parts.keys() - kept:
            part = parts[digest]
            row = {"digest": digest, "kind": part.kind, "base": None, "packed": coded(part.content, part.layout)}
            db.execute(contents.insert().values(row))
        kept |= parts.keys()
        placed.append({"recording": recording, "exercise": exercise, "content": content})
    return placed
