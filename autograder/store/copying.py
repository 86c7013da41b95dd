"""A store → a copy in a folder, and back.

By its database's own means, and verified row by row.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import URL, Connection, MetaData, create_engine, select, text
from sqlalchemy.schema import DropSchema

from autograder.clock import utc, zoned
from autograder.errors import RecordError
from autograder.store.opening import address, database_errors, name

COPIES = SQLITE_COPY, POSTGRESQL_COPY = "store.sqlite", "store.pgdump"
_TOOLS = Path("/usr/lib/postgresql")
_AT_ONCE = 500
_ALWAYS_THERE = "public"


@dataclass(frozen=True, slots=True)
class TableContent:
    """The rows of a table, by number and digest."""

    rows: int
    digest: str


Contents = Mapping[str, TableContent]
"""All tables of a store, by name: two stores that hold the same have the same."""


def copy_out(where: str | Path, folder: Path) -> tuple[str, Contents]:
    """Copy a store into a folder → the copy's name, and its contents.

    The store may be in use. Raises RecordError where the copy is not whole.
    """
    url = address(where)
    with database_errors(url):
        if url.get_backend_name() == "sqlite":
            return SQLITE_COPY, _copy_sqlite(Path(url.database or ""), folder / SQLITE_COPY)
        return POSTGRESQL_COPY, _dump(url, folder / POSTGRESQL_COPY)


def copy_in(copy: Path, where: str | Path) -> Contents:
    """Put a copy where no store is → its contents, read from there.

    Raises RecordError for a place that is taken, or of the other kind of database.
    """
    url = address(where)
    kind = SQLITE_COPY if url.get_backend_name() == "sqlite" else POSTGRESQL_COPY
    if copy.name != kind:
        raise RecordError(f"{copy} is a copy of the other kind of database than {name(url)}. Name a store of its kind.")
    with database_errors(url):
        if kind == SQLITE_COPY:
            path = Path(url.database or "")
            if path.exists():
                raise RecordError(f"{path} is there already. Nothing was changed; name a file that is not there.")
            return _copy_sqlite(copy, path)
        with _connected(url) as db:
            if found := _reflected(db).sorted_tables:
                raise RecordError(f"{name(url)} holds {found[0].name} already. Nothing was changed; name an empty one.")
        _run("pg_restore", url, "--no-owner", "--exit-on-error", "--single-transaction", str(copy))
        with _connected(url) as db:
            return contents(db)


def take_out(where: str | Path) -> None:
    """Take out a store that was put where none was."""
    url = address(where)
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "")
        for each in (path, *(path.with_name(path.name + side) for side in ("-wal", "-shm", "-journal"))):
            each.unlink(missing_ok=True)
        return
    with _connected(url) as db:
        _reflected(db).drop_all(db)
        schema = db.execute(text("SELECT current_schema()")).scalar_one()
        if schema != _ALWAYS_THERE:  # the copy made it
            db.execute(DropSchema(schema))


def contents(db: Connection) -> Contents:
    """The number of rows and a digest of each table.

    As the database itself lists them.
    """
    found = {}
    for table in _reflected(db).sorted_tables:
        rows, sum_of = 0, hashlib.sha256()
        ordered = select(table).order_by(*(table.primary_key.columns or table.columns))
        for row in db.execute(ordered.execution_options(yield_per=_AT_ONCE)):
            sum_of.update(msgspec.msgpack.encode([_plain(cell) for cell in row]))
            rows += 1
        found[table.name] = TableContent(rows, sum_of.hexdigest())
    return found


# ---------------------------------------------------------------------- SQLite


def _copy_sqlite(source: Path, target: Path) -> Contents:
    """Copy a database that others may be writing, by SQLite's own backup."""
    if not source.is_file():
        raise RecordError(f"There is no store at {source}.")
    try:
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
            read.backup(written)
            complaint = written.execute("PRAGMA integrity_check").fetchone()[0]
            acting = written.execute("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchall()
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise RecordError(f"{source} cannot be copied: {error}. Nothing was changed.") from error
    if complaint != "ok":
        target.unlink()
        raise RecordError(f"{source} is damaged: {complaint}. Restore an earlier backup.")
    if acting:
        target.unlink()
        raise RecordError(f"{source} holds {acting[0][0]}, which acts by itself and is not ours. Take another backup.")
    with _connected(address(target)) as db:
        return contents(db)


# ---------------------------------------------------------------------- PostgreSQL


def _dump(url: URL, target: Path) -> Contents:
    """Dump a database, of the very moment at which its rows are counted."""
    with _connected(url) as db:
        db.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        moment = db.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        schema = db.execute(text("SELECT current_schema()")).scalar_one()
        options = (f"--snapshot={moment}", f"--schema={schema}", "--format=custom", "--no-owner", f"--file={target}")
        _run("pg_dump", url, *options)
        return contents(db)


def _run(tool: str, url: URL, *options: str) -> None:
    """Run one of PostgreSQL's tools; the password is in no list of processes."""
    bare = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    named = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    command = [_tool(tool), f"--dbname={bare}", *options]
    done = subprocess.run(command, env=named, capture_output=True, text=True, check=False)  # noqa: S603 - PostgreSQL's own tool
    if done.returncode:
        raise RecordError(f"{tool} failed: {done.stderr.strip().splitlines()[-1:] or done.returncode}.")


def _tool(tool: str) -> str:
    installed = sorted(_TOOLS.glob(f"*/bin/{tool}"), key=lambda path: path.parts[-3].zfill(4))
    found = str(installed[-1]) if installed else shutil.which(tool)
    if not found:
        raise RecordError(f"{tool} is not here. Install PostgreSQL's client: apt-get install postgresql-client.")
    return found


# ---------------------------------------------------------------------- both


@contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    engine = create_engine(url)
    try:
        with engine.connect() as db, db.begin():
            yield db
    finally:
        engine.dispose()


def _reflected(db: Connection) -> MetaData:
    found = MetaData()
    found.reflect(db)
    return found


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return utc(zoned(cell)).isoformat()
    return bytes(cell) if isinstance(cell, memoryview) else cell
