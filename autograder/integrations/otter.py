"""A submission inside otter → what our judge says of every check, where otter's tests look for it.

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

from autograder.integrations.examiner import Examiner, examiner_anywhere, told, unconfined, work
from autograder.model import Grade, Outcome

_RESULT = "__judged__"  # as the tests of handout/otter.py know it
_OWN_CALLS = (
    "grader.check(",
    "grader.check_all(",
    "grader.export(",
    "# Initialize Otter",
    "# Save your notebook first",
)


class JudgeWork(AbstractOtterPlugin):
    """`plugins: [{autograder.integrations.otter.JudgeWork: {week: week04, languages: [ko, en]}}]`."""

    _unconfined = ""

    # pyrefly: ignore [bad-override] # theirs only raises, and so is typed as never returning
    def before_execution(self, submission: NotebookNode) -> NotebookNode:
        """Run and judge the work; what otter then executes is our result alone."""
        path = Path(self.submission_path)
        week = self.plugin_config["week"]
        with TemporaryDirectory() as place:
            with ZipFile(path.with_name(f"{week}.secret.zip")) as packed:
                packed.extractall(place)
            with examiner_anywhere(Path(place) / "solutions" / week) as examiner:
                report = examiner.report(work(path.name, _without_otter(submission), examiner.assignment, student=""))
                found = _found(report, examiner, self.plugin_config["languages"])
        held = f"import json\n{_RESULT} = json.loads({json.dumps(found)!r})"
        judged = v4.new_notebook(cells=[v4.new_code_cell(held)], metadata=submission.metadata)
        judged.metadata["autograder"] = {"isolation": report.provenance.isolation}
        self._unconfined = unconfined(report, self.plugin_config["languages"])
        return judged

    # pyrefly: ignore [bad-override] # as above
    def generate_report(self) -> str:
        """Printed beside the points: how the work was confined, where it was not."""
        return self._unconfined


def _found(report: Grade, examiner: Examiner, languages: list[str]) -> dict[str, str]:
    """What is wrong by check; nothing where it passed."""
    return {
        mark.verdict.check: ""
        if mark.verdict.outcome is Outcome.PASSED
        else "\n".join(told(mark, examiner.assignment, language) for language in languages)
        for mark in report.marks
    }


def _without_otter(submission: NotebookNode) -> bytes:
    """The student's notebook without the cells that otter put into it."""
    cells = [cell for cell in submission.cells if not "".join(cell.source).lstrip().startswith(_OWN_CALLS)]
    return writes(NotebookNode({**submission, "cells": cells}), version=4).encode()
