"""A whole audit ↔ audit.json in the week's folder, for release to ask.

What was found, of which week and by which kit.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from autograder.files import sha256, write_file
from autograder.model import Assignment
from autograder.workflows.audit.complaints import SURVIVORS
from autograder.workflows.audit.trial import Audit, ProgramKind

FILE = "audit.json"
FORMAT = 1
_ROOMS = ("model", "workflows/audit", "assignment", "mutation", "judge", "checks", "recorder", "sandbox")


@dataclass(frozen=True, slots=True)
class SavedAudit:
    """Findings of the last whole audit of just this week.

    `by_this_kit`: it was made by just this kit.
    """

    tried: int
    complaints: tuple[str, ...]
    by_this_kit: bool


def save_audit(assignment: Assignment, found: Audit) -> Path:
    """Write down a whole audit."""
    path = assignment.folder / FILE
    content = {
        "format": FORMAT,
        **_week(assignment, found.week),
        **_kit(),
        "tried": {kind.value: sum(trial.kind is kind for trial in found.trials) for kind in ProgramKind},
        "scores": {exercise: asdict(score) for exercise, score in found.scores.items()},
        "complaints": list(found.complaints),
    }
    return write_file(path, f"{json.dumps(content, indent=1, ensure_ascii=False)}\n".encode())


def saved_audit(assignment: Assignment) -> SavedAudit | None:
    """Read what is written down of this very week; None: run the audit."""
    try:
        content: Any = json.loads((assignment.folder / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        return None
    if any(content.get(name) != value for name, value in _week(assignment, assignment.digest).items()):
        return None
    by_this_kit = all(content.get(name) == value for name, value in _kit().items())
    return SavedAudit(sum(content["tried"].values()), tuple(content["complaints"]), by_this_kit)


def _week(assignment: Assignment, digest: str) -> dict[str, str]:
    survivors = assignment.folder / SURVIVORS
    reasons = survivors.read_bytes() if survivors.is_file() else b""
    return {"week": digest, "survivors": sha256(reasons)}


@cache
def _kit() -> dict[str, str]:
    """Digest the rooms that an audit goes through, and torch.

    The others may change without it.
    """
    root = Path(__file__).parents[2]
    paths = [
        path for room in _ROOMS for path in ([root / room] if room.endswith(".py") else (root / room).rglob("*.py"))
    ]
    source = b"".join(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes() for path in sorted(paths))
    return {"kit": sha256(source), "torch": version("torch")}
