"""An exercise, asked in a grader's kernel → its points: our judge where nbgrader runs notebooks itself.

The work is read from its file and judged in our sandbox; what the kernel holds is not looked at.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from autograder.doors.examiner import Part, kept, parts, week_beside, work


def points(exercise: str, notebook: str) -> float:
    """The points of one exercise, for `notebook` in the folder the kernel runs in. Prints what is said of every check."""
    found = _parts(Path(notebook).resolve())[exercise]
    print("\n".join(found.lines))  # noqa: T201 - the output of a cell is where it is read
    return found.points


@cache
def _parts(path: Path) -> dict[str, Part]:
    examiner = kept(week_beside(path.parent, path.stem), anywhere=True)
    submission = work(path.name, path.read_bytes(), examiner.assignment, student="")
    return {part.name: part for part in parts(examiner.report(submission), examiner.assignment)}
