"""The files of one student, each with what a TA should know of it."""

from __future__ import annotations

import pytest

from autograder.model import Reason
from tests.submissions.received import collected, notebook, one

WRITTEN = "def mse(y, yhat):\n    return 1\n"
OTHER = WRITTEN.replace("1", "2")
GAP = 'def mse(y, yhat):\n    raise NotImplementedError("mse: not written yet")\n'


@pytest.mark.parametrize(("cell", "reason"), [(GAP, {""}), (OTHER, {Reason.SAME_EXERCISES, Reason.LAST_BY_NAME})])
def test_the_untouched_notebook_beside_the_written_file_is_no_second_answer(tmp_path, cell, reason):
    files = {"20231000/regression.py": WRITTEN, "20231000/week04.ipynb": notebook(cell)}
    found = collected(tmp_path, files)
    assert {one(found, name).reason for name in ("regression.py", "week04.ipynb")} == reason
