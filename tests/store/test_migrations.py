"""A store that 0.1 wrote is read by this kit, and its marks and decisions stand in columns."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, create_engine, text

from autograder.changes.version import recording_digest
from autograder.clock import utc
from autograder.grading.final import final
from autograder.model import (
    AdjustmentKind,
    Check,
    Circumstances,
    DecisionKind,
    Difference,
    Final,
    Grade,
    Kind,
    Publication,
    Signed,
    Step,
)
from autograder.store import opening
from autograder.store.coding import CHECKED, zstd
from autograder.store.packing import columns, pack, tapes_by_exercise
from autograder.store.store import Store
from tests.store.builders import DAY, DUE, TA, decision, mark, report, week_version

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECK = Check("mse.averages", "mse", 2.0, "mse/lecture", {}, Step.LOSS)
WEEK = week_version(CHECK)
WRONG = mark(
    "mse.averages",
    0.0,
    2.0,
    difference=Difference(Kind.VALUE, "loss", epoch=3, got="1"),
    mistakes=("mse__sums_instead_of_averaging",),
)
EXTENSION = decision(DecisionKind.EXTENSION, until=DUE + DAY, signed=Signed("lee", DUE, "ill"))


@contextmanager
def transaction(where: str) -> Iterator[Connection]:
    engine = create_engine(opening.address(where))
    with engine.connect() as connection, connection.begin():
        yield connection
    engine.dispose()


def in_words_of_0_1(noun: object) -> Any:
    """Plain maps of a noun, with the names that 0.1 packed it by."""

    def of(part: Any) -> Any:
        match part:
            case dict():
                return {name_of(name, part): of(inner) for name, inner in part.items()}
            case list():
                return [of(inner) for inner in part]
            case _:
                return part

    def name_of(name: str, part: dict[str, object]) -> str:
        if name == "kind":
            return "matter" if "signed" in part else "because" if "mark" in part else name
        return {"adjustments": "grounds", "week_version": "basis"}.get(name, name)

    return of(msgspec.to_builtins(noun, builtin_types=(bytes, datetime)))


def packed_as_0_1(noun: object) -> bytes:
    return zstd.compress(msgspec.msgpack.encode(in_words_of_0_1(noun)), options=CHECKED)


@pytest.fixture
def of_0_1(where: str) -> str:
    """A store of 0.1 with one student: work, tapes, a grade, two decisions, a publication."""
    with transaction(where) as db:
        config = Config(attributes={"connection": db})
        config.set_main_option("script_location", str(opening.MIGRATIONS))
        config.set_main_option("path_separator", "os")
        command.upgrade(config, "0001")
        tables = MetaData()
        tables.reflect(db)

        def insert(table: str, **row: Any) -> None:
            by = {} if table in {"tapes", "standings"} else {"by": "ta", "at": utc(TA.at), "why": ""}
            known = tables.tables[table]
            db.execute(known.insert().values({name: part for name, part in (row | by).items() if name in known.c}))

        whose = {"week": "week04", "student": "s"}
        grade = report("s", WRONG)
        assert grade.submission
        assert grade.recording
        insert("weeks", week="week04", digest=WEEK.digest, asked=recording_digest(WEEK), packed=packed_as_0_1(WEEK))
        insert("submissions", **columns(grade.submission) | {"packed": packed_as_0_1(grade.submission)})
        insert("recordings", key="key", **columns(grade.recording))
        for exercise, packed in tapes_by_exercise(grade.recording).items():
            insert("tapes", recording=1, exercise=exercise, packed=pack(packed))
        insert("reports", id=7, submission=1, recording=1, **columns(grade))
        insert("standings", **whose, report=7)
        for made in (decision(DecisionKind.POINTS, subject="mse.averages", points=1.5), EXTENSION):
            insert("decisions", **whose, matter=made.kind, subject=made.subject, packed=packed_as_0_1(made))
        shown = Publication("s", "week04", _final(grade), WEEK.digest, TA)
        insert("publications", **whose, basis=WEEK.digest, points=1.5, out_of=2.0, packed=packed_as_0_1(shown))
    return where


def _final(grade: Grade) -> Final:
    given = decision(DecisionKind.POINTS, points=1.5)
    return final(grade, Circumstances(DUE, (given,)), due=DUE, late=WEEK.late)


def queried(where: str, query: str) -> list[tuple[object, ...]]:
    with transaction(where) as db:
        return [tuple(row) for row in db.execute(text(query))]


def test_what_0_1_kept_is_read(of_0_1):
    with Store(of_0_1) as store:
        assert list(store.grades("week04", tapes=True)) == [report("s", WRONG)]
        assert [final.points for _, final in store.finals("week04")] == [1.5]
        kinds = [type(event.what).__name__ for event in store.history("week04", "s")]
        assert kinds == ["Submission", "Grade", "Decision", "Decision", "Publication"]
        assert store.circumstances_of("week04", "s").decisions[1] == EXTENSION


def test_what_0_1_had_shown_is_no_news(of_0_1):
    with Store(of_0_1) as store:
        shown = store.published("week04").shown["s"][0]
    assert (shown.week_version, shown.final.reasons) == (WEEK.digest, (AdjustmentKind.EARNED, AdjustmentKind.MANUAL))


def test_marks_of_0_1_stand_in_columns(of_0_1):
    with Store(of_0_1):
        found = queried(
            of_0_1, "SELECT student, exercise, step, outcome, points, out_of, mistake, quantity, epoch FROM marks"
        )
    assert found == [("s", "mse", "loss", "failed", 0.0, 2.0, "mse__sums_instead_of_averaging", "loss", 3)]


def test_decisions_of_0_1_stand_in_columns(of_0_1):
    with Store(of_0_1):
        found = queried(of_0_1, "SELECT kind, subject, points, until IS NULL, withdrawn FROM decisions ORDER BY id")
    assert found == [("points", "mse.averages", 1.5, True, False), ("extension", "", None, False, False)]


def test_a_store_of_0_1_goes_on(of_0_1):
    """Ids go on after those that were copied, and the same grade is the same row."""
    with Store(of_0_1) as store:
        store.save(report("s", WRONG), TA)
        store.save(report("t"), TA)
    assert queried(of_0_1, "SELECT count(*), min(id) FROM grades") == [(2, 7)]


# ---------------------------------------------------------------------- columns, written as the rows are


def test_only_the_grade_that_counts_has_marks(store, where):
    store.adopt(WEEK, TA)
    store.save(report("s", mark("mse.averages", 2.0, 2.0)), TA)
    store.save(report("s", WRONG, text="other work"), TA)
    assert queried(where, "SELECT check_name, step, points, epoch FROM marks") == [("mse.averages", "loss", 0.0, 3)]


def test_a_regrade_rewrites_the_marks(store, where):
    store.adopt(WEEK, TA)
    old, new = report("s", WRONG), report("s", mark("mse.averages", 2.0, 2.0))
    store.save(old, TA)
    store.replace(WEEK, [(digest_of(old), columns(new))], TA)
    assert queried(where, "SELECT points, mistake FROM marks") == [(2.0, None)]


def test_decisions_are_written_in_columns(store, where):
    store.save(report("s", WRONG), TA)
    store.decide(EXTENSION, decision(DecisionKind.COMMENT, text="see me"))
    found = queried(where, "SELECT kind, text, withdrawn FROM decisions ORDER BY id")
    assert found == [("extension", "", False), ("comment", "see me", False)]


def digest_of(grade: Grade) -> str:
    return columns(grade)["digest"]
