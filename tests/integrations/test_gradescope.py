"""The zip does on a machine laid out as Gradescope's what our own grading does."""

from __future__ import annotations

import json
import os
import sys
from zipfile import ZipFile

import pytest

from autograder.integrations.examiner import examiner, work
from autograder.integrations.gradescope import OURS, GradescopeSettings, main, results
from autograder.sandbox.host import sandbox
from tests.integrations.hostile import lay_out, zip_up
from tests.integrations.students import HANDED_IN, written

pytestmark = [pytest.mark.real, pytest.mark.slow]


@pytest.fixture(scope="module")
def graded(released, tool, tmp_path_factory):
    """results.json by student."""
    found = {}
    for student in HANDED_IN:
        root = tmp_path_factory.mktemp(student)
        with ZipFile(released.folder / "gradescope" / "week99-gradescope.zip") as packed:
            packed.extractall(root / "source")
        (root / "submission").mkdir()
        (root / "submission" / "my work (2).ipynb").write_text(written(released.handout(), student), "utf-8")
        run(tool, root)
        found[student] = json.loads((root / "results" / "results.json").read_text("utf-8"))
    return found


def run(tool, root, cwd=None):
    program = root / "source" / "run_autograder"
    program.chmod(0o755)
    tool(program, cwd=cwd or root, AUTOGRADER_ROOT=str(root), AUTOGRADER_PYTHON=sys.executable)


@pytest.mark.parametrize("student", HANDED_IN)
def test_points_are_ours(graded, released, student):
    points: dict[str, float] = {}
    for test in graded[student]["tests"]:
        name = test["number"].partition(".")[0]
        points[name] = points.get(name, 0.0) + test["score"]
    assert points == released.points[student]


def handed_in(released, root):
    """A machine laid out as Gradescope's, and where the upload goes."""
    with ZipFile(released.folder / "gradescope" / "week99-gradescope.zip") as packed:
        packed.extractall(root / "source")
    (root / "submission").mkdir()
    return root / "submission"


@pytest.mark.parametrize("packed", [False, True], ids=["unpacked", "a zip in it"])
def test_nothing_that_lies_beside_a_notebook_is_taken_up(released, tool, tmp_path, packed):
    """Also where it starts in the folder of the upload, which is then the first that Python searches."""
    folder, mark = handed_in(released, tmp_path), tmp_path / "taken"
    notebook = written(released.handout(), "half")
    if packed:
        zip_up(folder / "all.zip", notebook, mark)
    else:
        lay_out(folder, mark)
        (folder / "week99.ipynb").write_text(notebook, "utf-8")
        os.mkfifo(folder / "pipe.py")
    run(tool, tmp_path, cwd=folder)
    tests = json.loads((tmp_path / "results" / "results.json").read_text("utf-8"))["tests"]
    assert (sum(test["score"] for test in tests), mark.exists()) == (sum(released.points["half"].values()), False)


def test_every_check_has_a_visibility(graded):
    assert {test["visibility"] for test in graded["half"]["tests"]} == {"after_published"}


def test_the_machine_says_how_student_code_was_confined(graded):
    assert graded["right"]["extra_data"]["isolation"] in {"full", "core", "trusted-only"}


def test_a_failed_check_says_what_was_found(graded):
    assert "22.1938" in graded["half"]["tests"][0]["output"]


def test_requirements_are_the_kits_own(released):
    with ZipFile(released.folder / "gradescope" / "week99-gradescope.zip") as packed:
        lines = packed.read("requirements.txt").decode().splitlines()
    assert any(line.startswith("torch==") for line in lines)
    assert not any("extra" in line or line.startswith(("nbgrader", "ruff")) for line in lines)


def test_without_isolation_it_says_so_above_everything(released):
    with examiner(released.week, trusted_only=True) as opened:
        report = opened.grade(work("week99.ipynb", released.handout().encode(), opened.assignment, student="s"))
        settings = GradescopeSettings(format=1, week="week99", languages=("en",), visibility={})
        assert "Graded without isolation" in str(results(report, opened, settings)["output"])


def test_where_student_code_cannot_be_confined_it_stops_unless_that_was_accepted(
    released, tmp_path, monkeypatch, capsys
):
    """Never a fall-back in silence: no results at all, and Gradescope says that the autograder failed."""
    folder = handed_in(released, tmp_path)
    (folder / "week99.ipynb").write_text(written(released.handout(), "half"), "utf-8")
    monkeypatch.setattr(sandbox, "STRONGEST_FIRST", ())
    assert (main(tmp_path), (tmp_path / "results").exists()) == (OURS, False)
    assert "cannot be confined" in capsys.readouterr().err
    settings = tmp_path / "source" / "gradescope.json"
    settings.write_text(json.dumps(json.loads(settings.read_text("utf-8")) | {"trusted_only": True}))
    assert (main(tmp_path), (tmp_path / "results" / "results.json").is_file()) == (0, True)
