"""A path or URL → an engine whose schema is this kit's."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from autograder.errors import RecordError, StoreDownError
from autograder.store.schema import HEAD, VERSIONS
from autograder.text import without_passwords

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK_SECONDS = 60
"""Seconds to wait while another TA's command is writing."""

WRITING = {"writing": True}
"""Execution options of a connection that will write: SQLite takes its one write lock at once, never half way."""


def open_engine(where: str | Path) -> Engine:
    """An engine on the store at a path or URL, made or migrated as needed.

    Raises RecordError where that cannot be.
    """
    url = address(where)
    with database_errors(url):
        engine = _engine(url)
        try:
            _bring_up(engine)
        except BaseException:
            engine.dispose()
            raise
    return engine


def address(where: str | Path) -> URL:
    """The URL of a store.

    `postgresql://…` as it is, anything without a scheme is a SQLite file.
    """
    if "://" not in str(where):
        return make_url("sqlite://").set(database=str(where))
    try:
        url = make_url(str(where))
    except (ArgumentError, ValueError) as error:
        raise RecordError(
            f"{without_passwords(str(where))} is no address of a store. Give a path, or postgresql://user@host/database."
        ) from error
    match url.get_backend_name():
        case "sqlite":
            return url
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
        case other:
            raise RecordError(
                f"A store is kept in SQLite or PostgreSQL, not in {other}. Give a path or postgresql://…."
            )


def name(url: URL) -> str:
    """The name of a store in a sentence: never with its password."""
    sqlite = url.get_backend_name() == "sqlite"
    return str(url.database) if sqlite else url.set(drivername="postgresql").render_as_string(hide_password=True)


def migrate(connection: Connection, *, migrations: Path = MIGRATIONS) -> None:
    """Bring an open transaction's schema to the newest version.

    Nothing has happened until it commits.
    """
    from alembic import command  # noqa: PLC0415 - slow to load, and seldom needed
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise RecordError(f"The store's schema is of no kit: {error}. Restore the store from a backup.") from error


@contextmanager
def database_errors(url: URL) -> Iterator[None]:
    """Turn a database's errors into a RecordError that says what to do.

    The password is never in it.
    """
    where = name(url)
    try:
        yield
    except NoSuchModuleError as error:
        raise RecordError(f"{where} names a database this kit does not know. Give a path or postgresql://….") from error
    except ModuleNotFoundError as error:
        raise RecordError(f"{where} needs {error.name}. Install it: pip install 'autograder[postgresql]'.") from error
    except UnicodeEncodeError as error:
        raise RecordError(
            f"{error.object!r} is no text that {where} could keep. Student ids and weeks are plain text."
        ) from error
    except SQLAlchemyError as error:
        raise StoreDownError(f"The store {where} {_complaint(error)}") from error


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    folder = Path(url.database or "").parent
    if not folder.is_dir():
        raise RecordError(f"The store {url.database} cannot be made: {folder} is no folder. Make it, or name another.")
    engine = create_engine(url, connect_args={"timeout": LOCK_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def wait_at_most(engine: Engine, seconds: float) -> None:
    """Have SQLite wait for a lock so long, from the next connection on."""
    if engine.dialect.name == "sqlite":
        engine.dispose()
        event.listen(engine, "connect", partial(_be_patient, milliseconds=round(1000 * seconds)))


def _be_patient(connection: DBAPIConnection, _record: object, *, milliseconds: int) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.execute(f"PRAGMA busy_timeout = {milliseconds}")


def _prepare(connection: DBAPIConnection, _record: object) -> None:
    """Take transactions out of sqlite3's hands.

    It would commit before every change of the schema.
    """
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # what was shown survives a power cut


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")


def _bring_up(engine: Engine) -> None:
    """Make or migrate the schema in one transaction, one process at a time."""
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    by_itself(engine, "PRAGMA journal_mode = WAL")  # readers and a writer never wait for each other
    with engine.connect().execution_options(**WRITING) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('autograder'))"))
        before = _version(connection)
        if before != HEAD:
            migrate(connection)
    if before and before != HEAD:
        by_itself(engine, "VACUUM")  # what tapes took before they were kept once


def _version(connection: Connection) -> str:
    """The schema's version; "" for an empty database.

    Raises RecordError for one of something else, or too new.
    """
    found = inspect(connection).get_table_names()
    if VERSIONS not in found:
        if found:
            raise RecordError(
                f"{name(connection.engine.url)} is a database of something else: it holds {', '.join(sorted(found)[:3])}. "
                "Give the store a file or database of its own."
            )
        return ""
    version = connection.execute(text(f"SELECT version_num FROM {VERSIONS}")).scalar() or ""  # noqa: S608 - a constant
    if version > HEAD:
        raise RecordError(
            f"{name(connection.engine.url)} was written by a newer kit: its schema is {version}, this kit knows {HEAD}. "
            "Install the newer kit."
        )
    return version


def by_itself(engine: Engine, statement: str) -> None:
    """Run what SQLite takes outside transactions only, and PostgreSQL does not need."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            driver.execute(statement)


def _complaint(error: SQLAlchemyError) -> str:
    """A sentence for the database's own code: what is wrong, what to do."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    code = str(getattr(cause, "sqlite_errorname", "") or getattr(cause, "sqlstate", "") or "")
    for prefix, sentence in COMPLAINTS.items():
        if code.startswith(prefix):
            return f"{sentence} ({code})"
    first = str(cause or error).strip().splitlines()[:1]
    return f"cannot be used: {first[0] if first else type(error).__name__}"


COMPLAINTS = {
    "SQLITE_NOTADB": "is no SQLite database. Name the store's own file, or restore it from a backup.",
    "SQLITE_CORRUPT": "is damaged. Restore it from a backup, or grade the week again into a new one.",
    "SQLITE_FULL": "could not grow: the disk is full. Nothing was half written; make room and run the same command.",
    "SQLITE_IOERR": "could not be written or read: the disk failed. Nothing was half written; check the disk, then run the same command.",
    "SQLITE_BUSY": "was being written by another command for as long as this one waits. Run the same command when that is done.",
    "SQLITE_LOCKED": "was being written by another command for as long as this one waits. Run the same command when that is done.",
    "SQLITE_READONLY": "may not be written. Give yourself write permission on the file and its folder.",
    "SQLITE_CANTOPEN": "cannot be opened. Name a file in a folder that may be written.",
    "53100": "could not grow: the server's disk is full. Nothing was half written; make room and run the same command.",
    "53": "is out of resources. Nothing was half written; run the same command later.",
    "28": "does not let this user in. Check user and password.",
    "3D000": "does not exist on that server. Make it: createdb.",
    "42501": "may not be written by this user. Grant it the right to create tables.",
    "XX001": "is damaged. Restore it from a backup.",
    "40P01": "was being written by another command. Nothing was half written; run the same command.",
}
