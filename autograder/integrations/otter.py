"""A submission inside otter → our result of every check, for its tests to find.

The plugin judges the work in our sandbox and gives otter a notebook in its place that holds the result, so the student's
code never runs beside the tests.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from nbformat import NotebookNode, v4, writes
from otter.plugins import AbstractOtterPlugin

from autograder.integrations.examiner import Examiner, check_line, examiner_anywhere, isolation_warning, work
from autograder.model import Grade, Outcome

_RESULT = "__judged__"  # as the tests of handout/otter.py know it
_OWN_CALLS = (
    "grader.check(",
    "grader.check_all(",
    "grader.export(",
    "# Initialize Otter",
    "# Save your notebook first",
)


class JudgeSubmission(AbstractOtterPlugin):
    """An otter plugin: its configuration names the week and the languages."""

    _warning = ""

    # pyrefly: ignore [bad-override] # theirs only raises, and so is typed as never returning
    def before_execution(self, submission: NotebookNode) -> NotebookNode:
        """Run and judge the work; what otter then executes is our result alone."""
        path = Path(self.submission_path)
        week = self.plugin_config["week"]
        with TemporaryDirectory() as place:
            with ZipFile(path.with_name(f"{week}.secret.zip")) as packed:
                packed.extractall(place)
            with examiner_anywhere(Path(place) / "solutions" / week) as examiner:
                grade = examiner.grade(work(path.name, _without_otter(submission), examiner.assignment, student=""))
                wrong = _wrong(grade, examiner, self.plugin_config["languages"])
        held = f"import json\n{_RESULT} = json.loads({json.dumps(wrong)!r})"
        judged = v4.new_notebook(cells=[v4.new_code_cell(held)], metadata=submission.metadata)
        judged.metadata["autograder"] = {"isolation": grade.provenance.isolation}
        self._warning = isolation_warning(grade, self.plugin_config["languages"])
        return judged

    # pyrefly: ignore [bad-override] # as above
    def generate_report(self) -> str:
        """Printed beside the points: how the work was confined, where it was not."""
        return self._warning


def _wrong(grade: Grade, examiner: Examiner, languages: list[str]) -> dict[str, str]:
    """Our message by check; an empty one where it passed."""
    return {
        mark.verdict.check: ""
        if mark.verdict.outcome is Outcome.PASSED
        else "\n".join(check_line(mark, examiner.assignment, language) for language in languages)
        for mark in grade.marks
    }


def _without_otter(submission: NotebookNode) -> bytes:
    """The student's notebook without the cells that otter put into it."""
    cells = [cell for cell in submission.cells if not "".join(cell.source).lstrip().startswith(_OWN_CALLS)]
    return writes(NotebookNode({**submission, "cells": cells}), version=4).encode()
