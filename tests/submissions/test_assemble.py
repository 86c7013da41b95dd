"""The files of one student, each with what a TA should know of it."""

from __future__ import annotations

import json

import pytest

from autograder.model import Fate, Reason
from tests.submissions.received import collected, notebook, one

WRITTEN = "def mse(y, yhat):\n    return 1\n"
OTHER = WRITTEN.replace("1", "2")
GAP = 'def mse(y, yhat):\n    raise NotImplementedError("mse: not written yet")\n'


@pytest.mark.parametrize(("cell", "reason"), [(GAP, {""}), (OTHER, {Reason.SAME_EXERCISES, Reason.LAST_BY_NAME})])
def test_the_untouched_notebook_beside_the_written_file_is_no_second_answer(tmp_path, cell, reason):
    files = {"20231000/regression.py": WRITTEN, "20231000/week04.ipynb": notebook(cell)}
    found = collected(tmp_path, files)
    assert {one(found, name).reason for name in ("regression.py", "week04.ipynb")} == reason


def with_texts(code, *texts):
    raw = json.loads(notebook(code))
    raw["cells"] += [{"cell_type": "markdown", "source": text} for text in texts]
    return json.dumps(raw).encode()


def test_an_exercise_in_a_cell_of_text_alone_is_named_beside_what_was_read(tmp_path):
    """It never ran, and its 0 said that it was not there."""
    texts = "def grid():\n    return 1\n", "def mse():\n    return 1\n", "def helper():\n    return 1\n"
    found = collected(tmp_path, {"20231000.ipynb": with_texts(WRITTEN, *texts)})
    line = one(found, ".ipynb")
    assert (line.fate, line.reason, line.detail) == (Fate.TAKEN, Reason.TEXT_CELLS, "grid")


ELSEWHERE = {"week03": frozenset({"mse", "sse", "fit"}), "week05": frozenset({"bce", "fit_bce"})}


def defining(*names):
    return "".join(f"def {name}():\n    return 1\n" for name in names)


@pytest.mark.parametrize(
    ("files", "week"),
    [
        ({"hw.ipynb": notebook(defining("bce", "fit_bce"))}, "week05"),
        ({"hw.py": defining("sse", "fit")}, "week03"),
        ({"hw.py": defining("mse", "sse", "fit")}, "week03"),
        ({"hw.py": defining("mse", "helper")}, ""),
        ({"hw.py": defining("grid", "mse", "sse", "fit")}, ""),
        ({"hw.py": defining("helper")}, ""),
    ],
)
def test_a_file_that_defines_another_week_s_names_and_little_of_this_one_says_so(tmp_path, files, week):
    found = collected(tmp_path, {f"20231000/{name}": text for name, text in files.items()}, elsewhere=ELSEWHERE)
    line = one(found, next(iter(files)))
    assert (line.reason, line.detail) == ((Reason.OTHER_WEEK, week) if week else ("", ""))


def test_a_helper_beside_this_week_s_work_is_no_other_week_s(tmp_path):
    """Its name may be an exercise of another one."""
    files = {"20231000/hw.py": defining("mse"), "20231000/helper.py": defining("bce")}
    assert one(collected(tmp_path, files, elsewhere=ELSEWHERE), "helper.py").reason == ""
