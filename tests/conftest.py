"""A store of each kind, empty: SQLite in a file, and a real PostgreSQL started for these tests."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from autograder.store.store import Store
from tests.databases import BINARIES, server

if TYPE_CHECKING:
    from collections.abc import Iterator

os.environ["AUTOGRADER_CACHE"] = tempfile.mkdtemp(prefix="autograder-cache-")
"""No test rests on what a command before it has kept, nor leaves anything in a user's own cache."""
atexit.register(shutil.rmtree, os.environ["AUTOGRADER_CACHE"], ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of our own. It never runs as root."""
    if not BINARIES:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with server() as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.real)])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that does not exist yet, in either database."""
    if request.param == "sqlite":
        return str(tmp_path / "autograder.db")
    address, course = request.getfixturevalue("postgresql"), f"course{next(NUMBERS)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {course}".encode())
    return f"{address}&options=-csearch_path%3D{course}"


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store(where) as opened:
        yield opened


NUMBERS = count()
