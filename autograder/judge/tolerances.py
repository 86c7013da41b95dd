"""tolerances.json of a week ↔ the tolerance of every check: measured on right and wrong answers, never written by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from autograder.errors import InstructorError
from autograder.judge.comparison import Tolerance

FILE = "tolerances.json"


def read_tolerances(folder: Path) -> dict[str, Tolerance]:
    """The measured tolerance of every check by name; none where the week was never measured."""
    path = folder / FILE
    if not path.exists():
        return {}
    content = json.loads(path.read_text("utf-8"))
    if content.get("format") != 1:
        raise InstructorError(f"{path} has format {content.get('format')!r}; this kit reads format 1. Run the audit again.")
    return {name: Tolerance(row["shadow"], row["native"]) for name, row in content["checks"].items()}


def write_tolerances(folder: Path, rows: Mapping[str, Mapping[str, float | None]]) -> Path:
    """Write the measured rows, with what they were measured from."""
    path = folder / FILE
    content = {"format": 1, "unit": "u times the largest size of the quantity", "checks": dict(rows)}
    fresh = path.with_suffix(".json.new")
    fresh.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return fresh.replace(path)
