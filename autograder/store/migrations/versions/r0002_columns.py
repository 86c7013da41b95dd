"""Marks and decisions in columns of their own; the words of 0.2.

They are filled from the packed rows that 0.1 wrote.

Packed rows are read as plain maps: what the model's classes are called by then does not matter.
"""

from __future__ import annotations

import sys
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

revision = "0002"
down_revision = "0001"

WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)
GRADE = (
    *("id", "week", "student", "digest", "provenance", "submission", "recording"),
    *("status", "points", "out_of", "packed", "by", "at", "why"),
)
RENAMED = {"matter": "kind", "because": "kind", "grounds": "adjustments", "basis": "week_version"}
CHECKED: dict[int, int] = {zstd.CompressionParameter.compression_level: 3, zstd.CompressionParameter.checksum_flag: 1}


def upgrade() -> None:
    """From the schema of 0.1."""
    op.execute("ALTER TABLE weeks RENAME COLUMN asked TO recording_digest")
    op.execute("ALTER TABLE publications RENAME COLUMN basis TO week_version")
    op.execute("ALTER TABLE decisions RENAME COLUMN matter TO kind")
    op.add_column("decisions", sa.Column("points", sa.Float()))
    op.add_column("decisions", sa.Column("until", MOMENT))
    op.add_column("decisions", sa.Column("received", MOMENT))
    op.add_column("submissions", sa.Column("lms_mark", WORD, nullable=False, server_default=""))
    op.add_column("decisions", sa.Column("text", WORD, nullable=False, server_default=""))
    op.add_column("decisions", sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
    _reports_become_grades()
    _create_marks()
    db = op.get_bind()
    _fill_decisions(db)
    _rename_in_publications(db)
    _fill_marks(db)


def _reports_become_grades() -> None:
    """Copied, not renamed: names of constraints would keep the old word."""
    db = op.get_bind()
    op.create_table(
        "grades",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, WORD, nullable=False) for name in ("week", "student", "digest", "provenance")),
        sa.Column("submission", sa.Integer(), sa.ForeignKey("submissions.id", name="fk_grades_submission")),
        sa.Column("recording", sa.Integer(), sa.ForeignKey("recordings.id", name="fk_grades_recording")),
        sa.Column("status", WORD, nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("out_of", sa.Float(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("by", WORD, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", WORD, nullable=False),
        sa.UniqueConstraint("student", "week", "digest", name="uq_grades_student_week_digest"),
    )
    reports, grades = (sa.table(name, *(sa.column(each) for each in GRADE)) for name in ("reports", "grades"))
    db.execute(grades.insert().from_select(GRADE, sa.select(reports)))
    if db.dialect.name == "postgresql":
        op.execute("SELECT setval(pg_get_serial_sequence('grades', 'id'), coalesce(max(id), 0) + 1, false) FROM grades")
    found = db.execute(sa.text("SELECT week, student, report FROM standings")).all()
    standing = [{"week": week, "student": student, "grade": report} for week, student, report in found]
    op.drop_table("standings")
    made = op.create_table(
        "standings",
        sa.Column("week", WORD, primary_key=True),
        sa.Column("student", WORD, primary_key=True),
        sa.Column("grade", sa.Integer(), sa.ForeignKey("grades.id", name="fk_standings_grade")),
    )
    if standing:
        db.execute(made.insert(), standing)
    op.drop_table("reports")


def _create_marks() -> None:
    op.create_table(
        "marks",
        *(sa.Column(name, WORD, primary_key=True) for name in ("week", "student", "check_name")),
        sa.Column("grade", sa.Integer(), sa.ForeignKey("grades.id", name="fk_marks_grade"), nullable=False),
        *(sa.Column(name, WORD, nullable=False) for name in ("exercise", "step", "outcome")),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("out_of", sa.Float(), nullable=False),
        sa.Column("mistake", WORD),
        sa.Column("quantity", WORD),
        sa.Column("epoch", sa.Integer()),
    )


def _fill_decisions(db: sa.Connection) -> None:
    columns = (
        *(sa.column(name) for name in ("id", "packed", "points", "text", "withdrawn")),
        sa.column("until", MOMENT),
    )
    table = sa.table("decisions", *columns)
    for key, packed in db.execute(sa.select(table.c.id, table.c.packed)).all():
        made = _renamed(_unpacked(packed))
        told = {name: made.get(name) for name in ("points", "until")}
        told |= {"text": made.get("text") or "", "withdrawn": bool(made.get("withdrawn")), "packed": _packed(made)}
        db.execute(table.update().where(table.c.id == key).values(told))


def _rename_in_publications(db: sa.Connection) -> None:
    table = sa.table("publications", sa.column("id"), sa.column("packed"))
    for key in db.execute(sa.select(table.c.id)).scalars().all():  # a row at a time: all of a class's are large
        packed = db.execute(sa.select(table.c.packed).where(table.c.id == key)).scalar_one()
        db.execute(table.update().where(table.c.id == key).values(packed=_packed(_renamed(_unpacked(packed)))))


def _fill_marks(db: sa.Connection) -> None:
    weeks = sa.table("weeks", sa.column("digest"), sa.column("packed"))
    asked = {
        row.digest: {check["name"]: check for check in _unpacked(row.packed).get("checks", ())}
        for row in db.execute(sa.select(weeks))
    }
    counts = sa.text(
        "SELECT grades.id, grades.week, grades.student, grades.packed FROM grades JOIN standings ON standings.grade = grades.id"
    )
    names = ("week", "student", "check_name", "grade", "exercise", "step", "outcome", "points", "out_of")
    table = sa.table("marks", *(sa.column(name) for name in (*names, "mistake", "quantity", "epoch")))
    for row in db.execute(counts).all():
        grade = _unpacked(row.packed)
        checks = asked.get(grade["provenance"]["week"], {})
        whose = {"week": row.week, "student": row.student, "grade": row.id}
        made = [whose | _mark(mark, checks.get(mark["verdict"]["check"], {})) for mark in grade["marks"]]
        if made:
            db.execute(table.insert(), made)


def _mark(mark: dict[str, Any], check: dict[str, Any]) -> dict[str, Any]:
    verdict, name = mark["verdict"], mark["verdict"]["check"]
    difference = verdict.get("difference") or {}
    return {
        "check_name": name,
        "exercise": check.get("exercise", name.partition(".")[0]),
        "step": check.get("step", ""),
        "outcome": verdict["outcome"],
        "points": mark["points"],
        "out_of": mark["out_of"],
        "mistake": next(iter(verdict.get("mistakes") or ()), None),
        "quantity": difference.get("quantity") or None,
        "epoch": difference.get("epoch"),
    }


def _renamed(noun: Any) -> Any:
    match noun:
        case dict():
            return {RENAMED.get(name, name): _renamed(part) for name, part in noun.items()}
        case list():
            return [_renamed(part) for part in noun]
        case _:
            return noun


def _unpacked(packed: bytes) -> Any:
    return msgspec.msgpack.decode(zstd.decompress(packed))


def _packed(noun: object) -> bytes:
    return zstd.compress(msgspec.msgpack.encode(noun), options=CHECKED)
