"""Whatever is wrong with a store is said in a sentence, and nothing is half written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from autograder.errors import RecordError
from autograder.store import (
    opening,
    schema_signin,  # noqa: F401 - its tables are the same kit's
)
from autograder.store.schema import HEAD, VERSIONS, tables
from autograder.store.store import Store
from tests.store.builders import TA, report

BROKEN_MIGRATION = f"""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9000", "{HEAD}"

def upgrade():
    op.add_column("grades", sa.Column("half", sa.Integer()))
    op.create_table("half", sa.Column("id", sa.Integer()))
    {{crash}}
"""


@contextmanager
def connected(where, **options):
    engine = create_engine(opening.address(where))
    with engine.connect().execution_options(**options) as connection:
        yield connection
    engine.dispose()


# ---------------------------------------------------------------------- addresses


def test_a_path_is_a_sqlite_file(tmp_path):
    assert opening.address(tmp_path / "a b?.db").database == str(tmp_path / "a b?.db")


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_through_psycopg(scheme):
    assert opening.address(f"{scheme}://ta@host/course").drivername == "postgresql+psycopg"


@pytest.mark.parametrize("where", ["mysql://host/course", "http://host", "postgresql://host:port/course"])
def test_any_other_address_is_refused(where):
    with pytest.raises(RecordError):
        Store(where)


@pytest.mark.parametrize(
    "where",
    [
        "postgresql://ta:secret@/course?host={}",
        "postgresql://ta:secret@host:port/course",
        "postgresql://ta:secret",
        "postgresql://ta:secret@of@host/course",
        "mysql://ta:secret@host/course",
        "postgresql://[ta:secret@host",
    ],
)
def test_a_password_is_never_told(where, tmp_path):
    """Nor that of an address with a slip in it."""
    with pytest.raises(RecordError) as told:
        Store(where.format(tmp_path))
    assert "secret" not in str(told.value)


# ---------------------------------------------------------------------- migrations


def test_the_newest_migration_is_the_head():
    assert ScriptDirectory(str(opening.MIGRATIONS)).get_current_head() == HEAD


def test_the_migrations_make_the_tables_that_the_code_uses(where):
    with Store(where), connected(where) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSIONS, "compare_type": True})
        assert compare_metadata(context, tables) == []


def test_the_store_of_an_earlier_kit_is_brought_up(where):
    """An empty version table is the earliest kit of all: everything is still to be made."""
    with connected(where) as connection, connection.begin():
        connection.execute(text(f"CREATE TABLE {VERSIONS} (version_num VARCHAR(32) NOT NULL)"))
    with Store(where) as store:
        assert store.save(report(), TA)


@pytest.fixture
def interrupted(tmp_path):
    """This kit's migrations, and one more that fails half way."""

    def made(crash):
        folder = tmp_path / "migrations"
        shutil.copytree(opening.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "r0005_half.py").write_text(BROKEN_MIGRATION.format(crash=crash))
        return folder

    return made


def test_an_interrupted_migration_leaves_no_trace(where, interrupted):
    with Store(where) as store:
        store.save(report(), TA)
        with pytest.raises(ZeroDivisionError), store._writing() as connection:
            opening.migrate(connection, migrations=interrupted("1 / 0"))
    with Store(where) as store, connected(where) as connection:
        assert next(store.grades("week04"))
        assert "half" not in inspect(connection).get_table_names()
        assert "half" not in [column["name"] for column in inspect(connection).get_columns("grades")]


def test_a_migration_killed_half_way_leaves_no_trace(where, interrupted):
    with Store(where) as store:
        store.save(report(), TA)
    program = f"""
        from pathlib import Path
        from autograder.store import opening
        from autograder.store.store import Store
        with Store({where!r}) as store, store._writing() as connection:
            opening.migrate(connection, migrations=Path({str(interrupted("import os; os._exit(9)"))!r}))
    """
    assert subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=False).returncode == 9
    with Store(where) as store:
        assert list(store.grades("week04", tapes=True)) == [report()]


def test_a_newer_store_is_left_alone(where):
    with Store(where), connected(where) as connection, connection.begin():
        connection.execute(text(f"UPDATE {VERSIONS} SET version_num = '9999'"))
    with pytest.raises(RecordError, match=r"newer kit: its schema is 9999, this kit knows " + HEAD + r"\. Install"):
        Store(where)


def test_a_schema_of_no_kit_is_left_alone(where):
    with Store(where), connected(where) as connection, connection.begin():
        connection.execute(text(f"UPDATE {VERSIONS} SET version_num = '0000 x'"))
    with pytest.raises(RecordError, match="of no kit"):
        Store(where)


def test_a_database_of_something_else_is_left_alone(where):
    with connected(where) as connection, connection.begin():
        connection.execute(text("CREATE TABLE gradebook (id INTEGER)"))
    with pytest.raises(RecordError, match="something else: it holds gradebook"):
        Store(where)


def test_many_commands_may_make_the_store_at_once(where):
    program = f"from autograder.store.store import Store\nwith Store({where!r}): pass"
    running = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(4)]
    assert [one.wait(timeout=60) for one in running] == [0] * 4


# ---------------------------------------------------------------------- bad files


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    (tmp_path / "grades.csv").write_text("student_id,total\n" * 100)
    with pytest.raises(RecordError, match="no SQLite database"):
        Store(tmp_path / "grades.csv")
    assert (tmp_path / "grades.csv").read_text().startswith("student_id")


def test_a_folder_is_no_store(tmp_path):
    with pytest.raises(RecordError, match="cannot be opened"):
        Store(tmp_path)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(RecordError, match="is no folder"):
        Store(tmp_path / "missing" / "autograder.db")


def test_a_damaged_database_says_so(tmp_path):
    path = tmp_path / "autograder.db"
    with Store(path) as store:
        for number in range(50):
            store.save(report(f"s{number}"), TA)
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(RecordError, match="damaged"), Store(path) as store:
        list(store.grades("week04"))


def test_a_truncated_database_says_so(tmp_path):
    path = tmp_path / "autograder.db"
    with Store(path) as store:
        store.save(report(), TA)
    os.truncate(path, 8192)
    with pytest.raises(RecordError, match="damaged"), Store(path) as store:
        list(store.grades("week04"))


def test_a_damaged_row_says_so(where):
    with Store(where) as store:
        store.save(report(), TA)
        with connected(where) as connection, connection.begin():
            connection.execute(text("UPDATE grades SET packed = :junk"), {"junk": b"junk"})
        with pytest.raises(RecordError, match="holds a Grade that cannot be read"):
            list(store.grades("week04"))


def test_a_database_that_is_busy_for_too_long_says_so(tmp_path, monkeypatch):
    path = tmp_path / "autograder.db"
    monkeypatch.setattr(opening, "LOCK_SECONDS", 0.1)
    with Store(path) as store, sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="another command"):
            store.save(report(), TA)
    other.close()


def test_a_portal_waits_for_a_busy_database_no_longer_than_it_says(tmp_path):
    """Whoever hands in is told before a proxy gives up, and threads are left for those who read."""
    path = tmp_path / "autograder.db"
    with Store(path) as store, sqlite3.connect(path, isolation_level=None) as other:
        store.wait_at_most(0.05)
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(RecordError, match="another command"):
            store.save(report(), TA)
        assert time.monotonic() - began < opening.LOCK_SECONDS / 2
    other.close()


def test_readers_do_not_wait_for_a_writer(where):
    with Store(where) as store:
        store.save(report(), TA)
        with store._writing():
            assert next(store.grades("week04"))


@pytest.mark.skipif(not os.getuid(), reason="root may write everywhere")
def test_a_store_that_may_not_be_written_says_so(tmp_path):
    path = tmp_path / "autograder.db"
    Store(path).__exit__(None, None, None)
    path.chmod(0o400)
    with pytest.raises(RecordError, match="may not be written"), Store(path) as store:
        store.save(report(), TA)


# ---------------------------------------------------------------------- full disks


def test_a_full_disk_leaves_what_was_written_before(tmp_path):
    with Store(tmp_path / "autograder.db") as store:
        store.save(report("before"), TA)
        with store._writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(RecordError, match="disk is full"):
            store.save(report("after", text=os.urandom(100_000).hex()), TA)
        assert [one.student for one in store.grades("week04")] == ["before"]


IN_A_SMALL_DISK = """set -e
mount -t tmpfs -o size=1m tmpfs {folder}
exec {python} -m tests.store.fill {folder}/autograder.db
"""


@pytest.mark.real
def test_a_disk_that_is_really_full(tmp_path):
    script = IN_A_SMALL_DISK.format(folder=tmp_path, python=sys.executable)
    command = ["unshare", "-rm", "sh", "-c", script]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    if "unshare" in ran.stderr or "mount" in ran.stderr:
        pytest.skip(f"nobody may mount a small disk on this machine: {ran.stderr}")
    assert ran.stdout.strip() == "the disk is full, and 1 report is there"
