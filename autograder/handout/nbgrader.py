"""A week → a course folder for nbgrader.

The source notebook with its metadata, the configuration, data, and our judge's week.

Holds the solution: for instructors, never for students.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.handout.files import files
from autograder.handout.notebook import cell_id, notebook
from autograder.handout.solved import marked, of_cells, secret_files, solutions
from autograder.model import Assignment, Handout

if TYPE_CHECKING:
    from nbformat import NotebookNode

_SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")
_HIDDEN = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
_GRADING = """from autograder.integrations.kernel import points
points("{exercise}", "{week}.ipynb")"""


def nbgrader(assignment: Assignment, handout: Handout, languages: Sequence[str]) -> dict[str, bytes]:
    """Make every file, by its name in the folder `nbgrader` is run in."""
    week = handout.week
    beside = {
        name: content
        for name, content in files(handout, languages).items()
        if name.startswith(("public/", "data/")) or name in {"conftest.py", "pytest.ini"}
    }
    return {
        "nbgrader_config.py": (Path(__file__).parent / "verbatim" / "nbgrader_config.py.txt").read_bytes(),
        f"source/{week}/{week}.ipynb": _source(assignment, handout, languages).encode(),
        **{f"source/{week}/{name}": content for name, content in beside.items()},
        **secret_files(assignment),
    }


def _source(assignment: Assignment, handout: Handout, languages: Sequence[str]) -> str:
    """Write our handout's notebook with solutions and grade cells.

    Every exercise has one cell that is graded.
    """
    from nbformat import reads, writes  # noqa: PLC0415 - takes more than a second to import

    whole: Any = reads(notebook(handout, languages), as_version=4)
    secret, exercises = solutions(assignment), of_cells(assignment, "code")
    cells: list[NotebookNode] = []
    for cell in whole.cells:
        if cell.id.startswith("check-"):
            continue
        cells.append(cell)
        if cell.id in exercises:
            name = exercises[cell.id].name
            cell.source = marked(cell.source, secret[cell.id], *_SOLUTION)
            cell.metadata["nbgrader"] = _metadata(cell.id, grade=False)
            cells.append(_grade_cell(handout, name))
    whole.cells = cells
    return writes(whole, version=4) + "\n"


def _grade_cell(handout: Handout, exercise: str) -> NotebookNode:
    from nbformat import v4  # noqa: PLC0415

    cell_name = cell_id("check", exercise)
    hidden = "\n".join([_HIDDEN[0], _GRADING.format(exercise=exercise, week=handout.week), _HIDDEN[1]])
    source = f'check("{exercise}")\n{hidden}' if handout.public else hidden
    metadata = _metadata(cell_name, grade=True) | {"points": handout.points[exercise]}
    return v4.new_code_cell(source, id=cell_name, metadata={"nbgrader": metadata})


def _metadata(grade_id: str, *, grade: bool) -> dict[str, object]:
    """Write schema 3: an autograded answer, or its tests."""
    return {
        "schema_version": 3,
        "grade": grade,
        "solution": not grade,
        "locked": grade,
        "task": False,
        "grade_id": grade_id,
    }
