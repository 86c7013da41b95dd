"""A student's id → every row of theirs taken out.

With it goes whatever nobody else rests on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, bindparam, delete, func, or_, select, text, update

from autograder.clock import utc
from autograder.model import Changes, Decision, DecisionKind, Intake
from autograder.store import schema_signin  # noqa: F401 - its tables hold people too
from autograder.store.contents import read_contents
from autograder.store.database import Database
from autograder.store.opening import by_itself
from autograder.store.packing import named_parts, pack, unpack
from autograder.store.schema import (
    blobs,
    contents,
    decisions,
    drawings,
    grades,
    intakes,
    publications,
    recordings,
    regrades,
    submissions,
    tables,
    tapes,
    uploaded_files,
    uploads,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import ColumnElement

_AT_ONCE = 200
OWNED_BY = ("student", "person")
"""Columns by which a row is somebody's. `people` itself is by `id`."""
_TOUCHED = ((submissions, "at"), (uploads, "at"), (decisions, "at"), (publications, "at"))


class Forgetting(Database):
    """The right to be forgotten, in a store. Every method is one transaction."""

    def forget(self, student: str) -> Mapping[str, int]:
        """Take out everything that is a student's alone → rows taken out, by table."""
        with self._writing() as db:
            if db.dialect.name == "postgresql":  # whoever keeps tapes meanwhile would rest on what goes
                db.execute(text("LOCK TABLE contents, tapes, recordings, blobs IN EXCLUSIVE MODE"))
            taken = Counter({table.name: _forget_rows(db, table, student) for table in reversed(tables.sorted_tables)})
            taken["decisions"] += _leave_groups(db, student)
            taken["intakes"] += _leave_rosters(db, student)
            taken["regrades"] += _leave_regrades(db, student)
            for table, orphan in _orphans():
                taken[table.name] += db.execute(delete(table).where(orphan)).rowcount
            taken["contents"] += _sweep_contents(db)
        by_itself(self._engine, "VACUUM")  # so that no page of the file still holds them
        by_itself(self._engine, "PRAGMA wal_checkpoint(TRUNCATE)")
        return {name: count for name, count in sorted(taken.items()) if count}

    def idle_since(self, moment: datetime) -> tuple[str, ...]:
        """Students of whom nothing has come, been decided or shown since a moment."""
        last: dict[str, datetime] = {}
        with self._reading() as db:
            for table, column in _TOUCHED:
                query = select(table.c.student, func.max(table.c[column])).group_by(table.c.student)
                for student, at in db.execute(query):
                    known = utc(at.replace(tzinfo=at.tzinfo or utc(moment).tzinfo))
                    last[student] = max(known, last.get(student, known))
        return tuple(sorted(student for student, at in last.items() if at < utc(moment) and student))

    def holds(self, student: str) -> Mapping[str, int]:
        """Rows that are a student's alone, by table."""
        with self._reading() as db:
            found = {
                table.name: db.execute(select(func.count()).select_from(table).where(owned)).scalar_one()
                for table in tables.sorted_tables
                if (owned := _owned(table, student)) is not None
            }
        return {name: count for name, count in found.items() if count}


def _owned(table: Table, student: str) -> ColumnElement[bool] | None:
    """The rows of a table that are a student's; None for a table of nobody's."""
    if table.name == "people":
        return table.c.id == student
    by = [table.c[name] == student for name in OWNED_BY if name in table.c]
    if by:
        return or_(*by)
    parent = next((each for each in table.c if any(key.column.table is uploads for key in each.foreign_keys)), None)
    return parent.in_(select(uploads.c.id).where(uploads.c.student == student)) if parent is not None else None


def _forget_rows(db: Connection, table: Table, student: str) -> int:
    owned = _owned(table, student)
    return db.execute(delete(table).where(owned)).rowcount if owned is not None else 0


def _leave_groups(db: Connection, student: str) -> int:
    """Take a student out of groups whose file was settled: the others' rows name them."""
    query = select(decisions.c.id, decisions.c.packed).where(decisions.c.kind == DecisionKind.SETTLED)
    changed = 0
    for number, packed in db.execute(query.where(decisions.c.text.contains(student, autoescape=True))).all():
        made = unpack(packed, Decision)
        members = [each for each in made.text.split(",") if each != student]
        if len(members) < len(made.text.split(",")):
            made = replace(made, text=",".join(members) if len(members) > 1 else "")
            values = {"text": made.text, "packed": pack(made)}
            changed += db.execute(update(decisions).where(decisions.c.id == number).values(values)).rowcount
    return changed


def _leave_rosters(db: Connection, student: str) -> int:
    """Take a student out of the rosters and file lists that weeks were graded with."""
    changed = 0
    for number, packed in db.execute(select(intakes.c.id, intakes.c.packed)).all():
        kept = unpack(packed, Intake)
        without = replace(
            kept,
            students=kept.students and tuple(each for each in kept.students if each.id != student),
            files=tuple(each for each in kept.files if student not in {each.student, each.likely}),
        )
        if without != kept:
            changed += db.execute(update(intakes).where(intakes.c.id == number).values(packed=pack(without))).rowcount
    return changed


def _leave_regrades(db: Connection, student: str) -> int:
    """Take a student out of what regrades would have moved, or did."""
    changed = 0
    query = select(regrades.c.id, regrades.c.packed).where(regrades.c.packed.is_not(None))
    for number, packed in db.execute(query).all():
        told = unpack(packed, Changes)
        without = replace(
            told,
            moves=tuple(each for each in told.moves if each.student != student),
            rerun=_others(told.rerun, student),
            stale=_others(told.stale, student),
            overtaken=_others(told.overtaken, student),
        )
        if without != told:
            values = {"packed": pack(without)}
            changed += db.execute(update(regrades).where(regrades.c.id == number).values(values)).rowcount
    return changed


def _others(students: tuple[str, ...], student: str) -> tuple[str, ...]:
    return tuple(each for each in students if each != student)


def _orphans() -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Rows that nobody's work rests on any more, in the order in which they may go."""
    standing = select(grades.c.recording).where(grades.c.recording.is_not(None))
    yield tapes, tapes.c.recording.not_in(standing)
    yield recordings, recordings.c.id.not_in(standing)
    yield drawings, drawings.c.provenance.not_in(select(grades.c.provenance))
    yield blobs, blobs.c.digest.not_in(select(uploaded_files.c.blob))


def _sweep_contents(db: Connection) -> int:
    """Drop parts that no tape is made of, nor anything that a tape is made of."""
    base = {row.digest: row.base for row in db.execute(select(contents.c.digest, contents.c.base))}
    bare = sorted(set(db.execute(select(tapes.c.content)).scalars()))
    used: set[str] = set()
    for first in range(0, len(bare), _AT_ONCE):
        some = bare[first : first + _AT_ONCE]
        for digest in {*some}.union(*map(named_parts, read_contents(db, some).values())):
            part: str | None = digest
            while part is not None and part not in used:
                used.add(part)
                part = base.get(part)
    return _drop(db, [each for each in base if each not in used], base)


def _drop(db: Connection, unused: list[str], base: Mapping[str, str | None]) -> int:
    """Delete parts, each before the one it is kept as differences from."""
    rests_on = {each: base[each] for each in unused}
    dropped, one = 0, delete(contents).where(contents.c.digest == bindparam("gone"))
    while rests_on:
        needed = set(rests_on.values())
        free = [each for each in rests_on if each not in needed]
        db.execute(one, [{"gone": each} for each in free])
        dropped += len(free)
        rests_on = {each: on for each, on in rests_on.items() if each in needed}
    return dropped
