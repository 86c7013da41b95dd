"""A path or URL → a database, its schema this kit's."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from autograder.store.opening import WRITING, database_errors, name, open_engine, wait_at_most

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Connection, Engine


class Database:
    """A course's database, SQLite or PostgreSQL, to be used in a `with`.

    Made of another database, it is a view of other tables over the same connections.
    """

    def __init__(self, where: str | Path | Database) -> None:
        self._shared = isinstance(where, Database)
        self._engine: Engine = where._engine if isinstance(where, Database) else open_engine(where)  # noqa: SLF001 - of its own class

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._shared:
            self._engine.dispose()

    def wait_at_most(self, seconds: float) -> None:
        """Wait for what another process writes no longer than this."""
        wait_at_most(self._engine, seconds)

    @property
    def name(self) -> str:
        """Its place, without a password."""
        return name(self._engine.url)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            database_errors(self._engine.url),
            self._engine.connect().execution_options(**WRITING) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with database_errors(self._engine.url), self._engine.connect() as connection, connection.begin():
            yield connection
