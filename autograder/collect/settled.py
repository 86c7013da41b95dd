"""Cases a TA has settled: path as received → student id, kept in a small JSON file and applied before anything else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from autograder.collect.names import canonical
from autograder.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = 1


def read_settled(path: Path) -> dict[str, str]:
    """The decisions in a file; none where there is no file yet. A path is a file's or a folder's; "" is nobody's."""
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise RecordError(f"{path} cannot be read as settled cases ({error}). Mend it or delete it.") from error
    cases = tree.get("settled") if isinstance(tree, dict) and tree.get("format") == FORMAT else None
    if not isinstance(cases, dict) or not all(isinstance(student, str) for student in cases.values()):
        raise RecordError(f'{path} holds no settled cases: it must be {{"format": {FORMAT}, "settled": {{path: id}}}}.')
    return {canonical(case).rstrip("/"): student for case, student in cases.items()}


def write_settled(path: Path, settled: Mapping[str, str]) -> None:
    """Write all decisions at once: to a temporary name, then renamed."""
    text = json.dumps({"format": FORMAT, "settled": dict(sorted(settled.items()))}, ensure_ascii=False, indent=2)
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_text(text + "\n", encoding="utf-8")
    temporary.replace(path)


def decision(path: str, settled: Mapping[str, str]) -> str | None:
    """Whose a path is by decision of a person: its own, or else of the nearest folder or archive above it."""
    parts = path.rstrip("/").split("/")
    for end in range(len(parts), 0, -1):
        found = settled.get("/".join(parts[:end]))
        if found is not None:
            return found
    return None
