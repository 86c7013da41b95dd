"""A store of each kind, empty: SQLite in a file, and a real PostgreSQL started for these tests."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from autograder.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

os.environ["AUTOGRADER_CACHE"] = tempfile.mkdtemp(prefix="autograder-cache-")
"""No test rests on what a command before it has kept, nor leaves anything in a user's own cache."""
atexit.register(shutil.rmtree, os.environ["AUTOGRADER_CACHE"], ignore_errors=True)

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin")) + [
    Path(found).parent for found in [shutil.which("initdb")] if found
]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of our own. It never runs as root."""
    if not BINARIES:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    binaries, folder = BINARIES[-1], Path(tempfile.mkdtemp(prefix="autograder-pg-"))
    who = _ordinary_user()
    shutil.chown(folder, who)

    def run(tool: str, *arguments: str) -> None:
        drop: dict[str, Any] = {}
        if os.getuid() == 0:
            drop = {"user": who, "group": pwd.getpwnam(who).pw_gid, "extra_groups": []}
        command = [binaries / tool, "-D", folder / "data", *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, timeout=60, **drop)

    run("initdb", "-U", "ta", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=30 -c shared_buffers=16MB"
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", settings, "start")
    try:
        yield f"postgresql://ta@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.real)])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that does not exist yet, in either database."""
    if request.param == "sqlite":
        return str(tmp_path / "autograder.db")
    server, course = request.getfixturevalue("postgresql"), f"course{next(NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {course}".encode())
    return f"{server}&options=-csearch_path%3D{course}"


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store(where) as opened:
        yield opened


NUMBERS = count()


def _ordinary_user() -> str:
    if os.getuid():
        return pwd.getpwuid(os.getuid()).pw_name
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
