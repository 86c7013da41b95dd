"""A submitted notebook inside `nbgrader autograde` → its grade cells' outputs.

Points and messages of our judge, without a kernel.

One line in nbgrader_config.py puts it in the place of nbgrader's Execute:

    c.Autograde.autograde_preprocessors = ["autograder.integrations.nbgrader.JudgeWork", …]
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode, v4, writes
from nbgrader import utils
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, List, Unicode

from autograder.errors import RecordError
from autograder.handout.notebook import cell_id
from autograder.integrations.examiner import ExerciseResult, exercise_results, kept, work
from autograder.integrations.places import outside_of_students, week_of_course
from autograder.model import LANGUAGES


class JudgeWork(NbGraderPreprocessor):
    """Sets each grade cell's output to our messages and the exercise's points."""

    week = Unicode(
        "", help="Folder of the week in solutions/, from the course's root. Default: the one named as the assignment."
    ).tag(config=True)
    trusted_only = Bool(
        default_value=False, help="Accept that student code is not confined, where this machine cannot."
    ).tag(config=True)
    languages = List(Unicode(), list(LANGUAGES), help="Languages of the messages.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Run and judge the notebook.

        Our own fault raises, so that nbgrader records no score at all.
        """
        about = resources["nbgrader"]
        examiner = kept(self._folder(about["assignment"]), trusted_only=self.trusted_only)
        mine = nb.copy() | {"cells": [cell for cell in nb.cells if not utils.is_grade(cell)]}
        content = writes(NotebookNode(mine), version=4).encode()
        submission = work(f"{about['notebook']}.ipynb", content, examiner.assignment, student=about["student"])
        results = exercise_results(examiner.grade(submission), examiner.assignment, self.languages)
        _write(nb, {_grade_id(result.name): result for result in results})
        return nb, resources

    def _folder(self, week: str) -> Path:
        """The week's secret folder, configured or found from the course's root.

        Never from a student's folder.
        """
        course = CourseDirectory(config=self.config)
        root = Path(course.root)
        if not self.week:
            return week_of_course(root, week)
        steps = (course.submitted_directory, course.autograded_directory, course.feedback_directory)
        return outside_of_students(Path(self.week), root, steps)


def _grade_id(exercise: str) -> str:
    return cell_id("check", exercise)


def _write(nb: NotebookNode, by_cell: dict[str, ExerciseResult]) -> None:
    """Every grade cell's outputs.

    One that the student has deleted is put back: nbgrader would take it for a zero.
    """
    graded = [cell for cell in nb.cells if utils.is_grade(cell) and cell.cell_type == "code"]
    there = {cell.metadata.nbgrader["grade_id"] for cell in graded}
    lost = [_grade_cell(name, result) for name, result in by_cell.items() if name not in there]
    nb.cells.extend(lost)
    for cell in (*graded, *lost):
        name = cell.metadata.nbgrader["grade_id"]
        if name not in by_cell:
            raise RecordError(
                f"grade cell {name!r} is no exercise of this week; expected {', '.join(by_cell)}. Release the week again."
            )
        cell.outputs = _outputs(by_cell[name], float(cell.metadata.nbgrader["points"]))


def _grade_cell(name: str, result: ExerciseResult) -> NotebookNode:
    about = {"schema_version": 3, "grade": True, "solution": False, "locked": True, "task": False, "cell_type": "code"}
    return v4.new_code_cell("", metadata={"nbgrader": {**about, "grade_id": name, "points": result.out_of}})


def _outputs(result: ExerciseResult, most: float) -> list[NotebookNode]:
    """The messages, then the points: nbgrader takes the first result for them."""
    if result.out_of != most:
        raise RecordError(
            f"{result.name} is worth {result.out_of:g} points in the week and {most:g} in the notebook. Release the week again."
        )
    lines = v4.new_output("stream", name="stdout", text="\n".join(result.lines) + "\n")
    return [lines, v4.new_output("execute_result", data={"text/plain": f"{result.points!r}"}, execution_count=None)]
