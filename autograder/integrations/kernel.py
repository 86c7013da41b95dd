"""An exercise, asked in a grader's kernel → its points: our judge where nbgrader runs notebooks itself.

The work is read from its file and judged in our sandbox; what the kernel holds is not looked at.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from autograder.integrations.examiner import Part, kept, parts, unconfined, week_beside, work
from autograder.model import LANGUAGES


def points(exercise: str, notebook: str) -> float:
    """The points of one exercise, for `notebook` in the folder the kernel runs in. Prints what is said of every check."""
    unwalled, found = _judged(Path(notebook).resolve())
    print("\n".join([*unwalled, *found[exercise].lines]))
    return found[exercise].points


@cache
def _judged(path: Path) -> tuple[list[str], dict[str, Part]]:
    """What to say of a sandbox without walls, and the parts by exercise."""
    examiner = kept(week_beside(path.parent, path.stem), anywhere=True)
    report = examiner.report(work(path.name, path.read_bytes(), examiner.assignment, student=""))
    return unconfined(report, LANGUAGES).splitlines(), {part.name: part for part in parts(report, examiner.assignment)}
