"""tolerances.json of a week ↔ the measured tolerance of every check."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.errors import InstructorError
from autograder.files import sha256, write_file
from autograder.judge.comparison import Precision, Tolerance
from autograder.model import Assignment
from autograder.recorder.wire import encode

FILE = "tolerances.json"
FORMAT = 1
_ABOUT = (
    "The largest distance each check lets pass, in the double precision of the shadow and natively: |got - expected| "
    "in units of the precision's roundoff (2^-53, 2^-24) times the largest size of the quantity. Chosen between `right`, "
    "the widest distance of any right answer, and `wrong`, the narrowest of any mistake or mutant; margin = wrong / right. "
    "Written by `autograder audit WEEK --calibrate`; docs/exactness.md explains it."
)


SINGLE_UNITS = 4
"""A few units of single precision: nobody who computes in float32 can be asked for more, in the shadow either."""
FLOOR = SINGLE_UNITS * Precision.SINGLE.value / Precision.DOUBLE.value


def read_tolerances(folder: Path) -> dict[str, Tolerance]:
    """The tolerance of every check by name; none where the week was never measured."""
    return {name: _floored(row) for name, row in _content(folder)["checks"].items()}


def unmeasured() -> Tolerance:
    """The tolerance of a check that was never measured."""
    return Tolerance(shadow=FLOOR)


def _floored(row: Mapping[str, Any]) -> Tolerance:
    """The measured tolerance, but no less than single precision.

    Where a wrong answer is nearer than that, half the way to it.
    """
    wrong = row["measured"].get("shadow", {}).get("wrong")
    floor = FLOOR if wrong is None else min(FLOOR, wrong / 2)
    return Tolerance(max(row["shadow"], floor), row["native"])


def keep_tolerances(
    assignment: Assignment, exercises: Collection[str], rows: Mapping[str, Mapping[str, object]]
) -> Path:
    """Write the rows measured for these exercises, with a digest of their sources."""
    was = _content(assignment.folder)
    own = {check.name: check.exercise for check in assignment.checks}
    kept = {name: row for name, row in was["checks"].items() if name in own and own[name] not in exercises}
    names = [exercise.name for exercise in assignment.exercises]
    bases = {
        name: _measured_from(assignment, name) if name in exercises else was["measured_from"].get(name, "")
        for name in names
    }
    content = {
        "format": FORMAT,
        "about": _ABOUT,
        "measured_from": bases,
        "checks": {name: row for name in own if (row := {**kept, **rows}.get(name))},
    }
    return write_file(assignment.folder / FILE, f"{_printed(content)}\n".encode())


def stale_tolerances(assignment: Assignment, exercises: Collection[str]) -> Iterator[str]:
    """A sentence if anything has changed that these tolerances were measured from."""
    measured = _content(assignment.folder)["measured_from"]
    stale = [
        e.name
        for e in assignment.exercises
        if e.name in exercises and measured.get(e.name) != _measured_from(assignment, e.name)
    ]
    if stale:
        of = ", ".join(stale) if len(stale) < len(assignment.exercises) else "all exercises"
        yield f"{FILE} was not measured on the week as it is now ({of}): run `autograder audit {assignment.week} --calibrate`."


def _content(folder: Path) -> dict[str, Any]:
    path = folder / FILE
    if not path.exists():
        return {"measured_from": {}, "checks": {}}
    try:
        content = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise InstructorError(f"{path} is not JSON: {error}. Take it out and run the audit with --calibrate.") from None
    if content.get("format") != FORMAT:
        raise InstructorError(
            f"{path} has format {content.get('format')!r}; this kit reads format {FORMAT}. Run the audit with --calibrate."
        )
    return content


def _printed(content: Mapping[str, Any]) -> str:
    """JSON with a line a check: a change of one is one line of a diff."""
    rows = {name: json.dumps(row) for name, row in content["checks"].items()}
    whole = json.dumps({**content, "checks": {name: f"@{name}@" for name in rows}}, indent=1, ensure_ascii=False)
    for name, row in rows.items():
        whole = whole.replace(json.dumps(f"@{name}@", ensure_ascii=False), row)
    return whole


def _measured_from(assignment: Assignment, exercise: str) -> str:
    """A digest of all that an exercise's distances follow from, but for the kit."""
    overlays = (*assignment.variants, *assignment.mistakes)
    pieces = [
        *(f"{name}\0{text}".encode() for name, text in sorted({**assignment.sources, **assignment.drivers}.items())),
        *(name.encode() + content for name, content in sorted(assignment.data.items())),
        *(encode(probe) for probe in assignment.probes if probe.exercise == exercise),
        *(f"{one.name}\0{one.source}".encode() for one in overlays if one.exercise == exercise),
        *(path.read_bytes() for path in _check_files(assignment.folder / "checks", exercise)),
    ]
    return sha256(b"".join(bytes.fromhex(sha256(piece)) for piece in pieces))[:16]


def _check_files(folder: Path, exercise: str) -> Iterator[Path]:
    """The files that speak of the exercise, and those that hold no checks."""
    for path in sorted(folder.rglob("*.py")):
        if not path.name.startswith("test_") or f'"{exercise}"' in path.read_text("utf-8"):
            yield path
