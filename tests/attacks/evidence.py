"""What a hostile program would leave behind it: a secret in a file that was written, a file of its own, a changed week.

Each names the student whose file tells it, or nobody: then the class is tried again in halves (batches.py).
"""

from __future__ import annotations

import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

MARK = "of-a-hostile-student"
PLACES = ("/tmp", "/var/tmp", "/dev/shm", tempfile.gettempdir(), str(Path.home()))
WORDS = f"nobody may read {secrets.token_hex(8)}".encode()
"""Of this process alone, so that no neighbour's run can hold them."""
_OWN = re.compile(rb"own words of (\d{8}): [0-9a-f]{16}")
_STUDENT = re.compile(r"2024\d{4}")


@dataclass
class Findings:
    """Complaints by student, and those that name nobody."""

    by_student: dict[str, str] = field(default_factory=dict)
    shared: list[str] = field(default_factory=list)

    def add(self, student: str | None, said: str) -> None:
        """Note it for a student, or for the whole class."""
        if student is None:
            self.shared.append(said)
        else:
            self.by_student.setdefault(student, said)


@contextmanager
def canary() -> Iterator[None]:
    """A file that everybody on this machine may read, and a password in the grader's environment."""
    with tempfile.TemporaryDirectory(prefix="canary-") as folder, pytest.MonkeyPatch.context() as changed:
        Path(folder, "canary.txt").write_bytes(WORDS)
        Path(folder).chmod(0o755)
        changed.setenv("AUTOGRADER_TOKEN", WORDS.decode())
        yield


def everything(*folders: Path) -> dict[Path, bytes]:
    """All files below, and what is in them."""
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def look(folder: Path, found: Findings) -> None:
    """Whatever is told in the files below `folder`, and the files left where nobody asked for any, which are removed."""
    for path, content in everything(folder).items():
        named = _STUDENT.findall(path.relative_to(folder).as_posix())
        owner = named[-1] if named else None
        if WORDS in content and path.name != "canary.txt":
            found.add(owner, f"the grader's secret is in {path.name}")
        if owner is not None and (others := {each.decode() for each in _OWN.findall(content)} - {owner}):
            found.add(owner, f"words of {', '.join(sorted(others)[:3])} are in {path.name}")
    for path in files_left():
        path.unlink(missing_ok=True)
        found.add(None, f"{path} was left behind")


def files_left() -> list[Path]:
    """Files of hostile programs where the grader could stumble over them."""
    return [path for place in PLACES for path in Path(place).glob(f"*{MARK}*")]
