"""This checkout, its packages and its interpreter where everybody can read them, for tests that run as somebody else.

A checkout may lie in root's home, and so may the interpreter: then files are linked, or copied where they are few.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from autograder.sandbox.host.runtime_files import runtime_files

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
COMMANDS = {"nbgrader": "nbgrader", "otter": "otter", "alembic": "alembic.config"}
"""Scripts of packages, each beside the interpreter that it is for."""
PARTS = ("autograder", "tests", "solutions", "docs", "pyproject.toml")


@dataclass(frozen=True)
class Elsewhere:
    """A checkout and how to run Python in it as somebody who is not root."""

    root: Path
    python: str
    path: str
    library_path: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """All that a Python of it finds its own by."""
        found = {
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": self.path,
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": "/nonexistent",
        }
        return found | ({"LD_LIBRARY_PATH": self.library_path} if self.library_path else {})

    def run(
        self, *arguments: object, cwd: Path, captured: bool = True, **more: str
    ) -> subprocess.CompletedProcess[str]:
        env = self.environment | more
        command = as_nobody(self.python, *map(str, arguments))
        return subprocess.run(command, cwd=cwd, env=env, capture_output=captured, text=True, check=False)


def as_nobody(*command: str) -> list[str]:
    """A command as somebody else. The second exec is the first that has lost root's right to look everywhere."""
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "env", *command]


@contextmanager
def readable_by_all() -> Iterator[Elsewhere]:
    """As it is, where nobody can read it; else a copy, made once and there until this process ends."""
    try:
        place = _readable()
    except OSError as error:
        pytest.skip(f"neither readable for everybody nor on a disk where it can be linked: {error}")
    yield place


@cache
def _readable() -> Elsewhere:
    sites = [entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))]
    here = Elsewhere(ROOT, sys.executable, os.pathsep.join((str(ROOT), *sites)))
    if here.run("-c", "import autograder, pytest, torch", cwd=Path("/")).returncode == 0:
        return here
    folder = Path(tempfile.mkdtemp(prefix="elsewhere-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)
    return _copied(folder, [Path(site) for site in sites])


def _copied(folder: Path, sites: list[Path]) -> Elsewhere:
    own = runtime_files()
    for part in PARTS:
        source, target = ROOT / part, folder / "checkout" / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    for place, source in own.python_places().items():
        _link(source, folder / place, ("site-packages", "dist-packages"))
    for number, site in enumerate(site for site in sites if site.is_dir()):
        _link(site, folder / f"site{number}", ())
    python = folder / own.inside_interpreter
    for name, module in COMMANDS.items():
        script = python.with_name(name)
        script.write_text(f'#!/bin/sh\nexec {python} -P -m {module} "$@"\n')
        script.chmod(0o755)
    path = (folder / "checkout", *sorted(folder.glob("site*")))
    return Elsewhere(
        folder / "checkout",
        str(python),
        os.pathsep.join(map(str, path)),
        str(folder / "python" / "lib"),
    )


def _link(source: Path, target: Path, without: tuple[str, ...]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, copy_function=os.link, symlinks=True, ignore=shutil.ignore_patterns(*without))
    else:
        os.link(source, target)
