"""otter itself accepts our master, and its runs give our points and messages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.integrations.conftest import cells
from tests.integrations.hostile import lay_out, zip_up
from tests.integrations.students import HANDED_IN, written

pytestmark = [pytest.mark.real, pytest.mark.slow]
OWN = ("# Initialize Otter", "grader.", "---\n\nTo double-check", "## Submission", "# Save your notebook", " ")
RUN = """
import json, sys
from otter.api import grade_submission
for path in sys.argv[2:]:
    found = grade_submission(path, sys.argv[1], quiet=True)
    print("RESULT" + json.dumps({name: [each.score, each.summary()] for name, each in found.results.items()}))
"""


@pytest.fixture(scope="module")
def dist(released, tool):
    """What `otter assign` makes; it runs the solution through the tests itself, and fails unless that earns everything."""
    root = released.folder / "otter"
    tool("otter", "assign", "week99.ipynb", "dist", cwd=root)
    return root / "dist"


@pytest.fixture(scope="module")
def graded(dist, tmp_path_factory):
    """Points and otter's own words by exercise, by student."""
    packed = next((dist / "autograder").glob("*-autograder_*.zip"))
    release = (dist / "student" / "week99.ipynb").read_text("utf-8")
    mark = tmp_path_factory.mktemp("mark") / "taken"
    paths = [tmp_path_factory.mktemp(student) / "week99.ipynb" for student in HANDED_IN]
    for student, path in zip(HANDED_IN, paths, strict=True):
        path.write_text(written(release, student), "utf-8")
    hostile = tmp_path_factory.mktemp("hostile") / "handed_in.zip"
    zip_up(hostile, written(release, "half"), mark)
    done = subprocess.run(
        [sys.executable, "-P", "-c", RUN, packed, *paths, hostile],
        capture_output=True,
        text=True,
        timeout=400,
        check=True,
    )
    lines = [line.removeprefix("RESULT") for line in done.stdout.splitlines() if line.startswith("RESULT")]
    graded = dict(zip((*HANDED_IN, "hostile"), map(json.loads, lines), strict=True))
    return graded | {"taken up": mark.exists(), "said": done.stdout}


def test_its_stub_is_ours_cell_for_cell(dist, released):
    """But for the cells that are otter's own, which stand where ours check."""
    student = json.loads((dist / "student" / "week99.ipynb").read_text("utf-8"))
    theirs = [cell for cell in cells(student) if not cell[1].startswith(OWN[:-1]) and cell[1] != OWN[-1]]
    ours = [cell for cell in cells(json.loads(released.handout())) if not (cell[0] == "code" and "check" in cell[1])]
    assert theirs == ours


@pytest.mark.parametrize("student", HANDED_IN)
def test_its_points_are_ours(graded, released, student):
    assert {name: score for name, (score, _) in graded[student].items()} == released.points[student]


def test_nothing_else_in_a_students_zip_is_taken_up(graded, released):
    """No log is unpickled, no package shadows otter or ours in its kernel, no test is the student's."""
    points = {name: score for name, (score, _) in graded["hostile"].items()}
    assert (points, graded["taken up"]) == (released.points["half"], False)


def test_our_own_command_gives_otter_one_clean_notebook(dist, released, tmp_path):
    """Started in the very folder of a hostile student, whose modules are named as otter's and ours."""
    packed, mark = next((dist / "autograder").glob("*-autograder_*.zip")), tmp_path / "taken"
    folder = tmp_path / "handed in"
    lay_out(folder, mark)
    release = (dist / "student" / "week99.ipynb").read_text("utf-8")
    (folder / "week99.ipynb").write_text(written(release, "half"), "utf-8")
    os.mkfifo(folder / "pipe.ipynb")
    (tmp_path / "nothing.py").write_bytes(b"")
    command = [sys.executable, "-P", "-m", "autograder", "otter", packed, folder, tmp_path / "nothing.py", "--out"]
    done = subprocess.run([*command, tmp_path / "out"], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, "nothing.py: otter grades one notebook" in done.stdout) == (1, True), (
        done.stdout + done.stderr
    )
    tests = json.loads((tmp_path / "out" / "handed in" / "results.json").read_text("utf-8"))["tests"]
    assert (sum(test.get("score", 0) for test in tests), mark.exists()) == (
        sum(released.points["half"].values()),
        False,
    )


def test_the_plugin_refuses_a_python_that_searches_the_students_folder(dist, tmp_path):
    """The operator's mistake, said loudly at the first honest student: no results at all."""
    packed = next((dist / "autograder").glob("*-autograder_*.zip"))
    work = tmp_path / "week99.ipynb"
    work.write_text(written((dist / "student" / "week99.ipynb").read_text("utf-8"), "half"), "utf-8")
    words = [sys.executable, "-c", RUN, packed, work]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "where the student's files are. Nothing was graded" in done.stderr + done.stdout
    assert "RESULT" not in done.stdout


def test_its_words_are_ours(graded):
    assert "the right value is 22.1938" in graded["half"]["mse"][1]


def test_students_get_nothing_secret(dist):
    everything = "".join(path.read_text("utf-8") for path in (dist / "student").rglob("*") if path.is_file())
    assert "torch.mean" not in everything
    assert "solutions" not in everything


def test_check_and_check_all_and_export_work(dist, tmp_path):
    """The gestures students know, in their own folder, without the kit's secrets."""
    folder = shutil.copytree(dist / "student", tmp_path / "mine")
    notebook = (folder / "week99.ipynb").read_text("utf-8")
    (folder / "week99.ipynb").write_text(written(notebook, "half"), "utf-8")
    program = "\n".join(
        [
            "import otter, torch",
            *(source for _, source in cells(json.loads(written(notebook, "half"))) if source.startswith("def ")),
            'grader = otter.Notebook("week99.ipynb")',
            'print("MSE", [case.passed for case in grader.check("mse").test_case_results])',
            'print("RMSE", [case.passed for case in grader.check("rmse").test_case_results])',
            'print("ALL", sorted(grader.check_all().results))',
            'grader.export(pdf=False, export_path="handed_in.zip", display_link=False)',
        ]
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    assert (folder / "handed_in.zip").is_file(), done.stderr
    lines = [line for line in done.stdout.splitlines() if line.startswith(("MSE", "RMSE", "ALL"))]
    assert lines == ["MSE [True]", "RMSE [True]", "ALL ['fit', 'mse', 'rmse']"]
