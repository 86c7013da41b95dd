"""The corpus through nbgrader, otter and Gradescope: our part of each with the week opened once, and each whole."""

from __future__ import annotations

import json
from zipfile import ZipFile

import pytest

from autograder.__main__ import run
from autograder.integrations import gradescope
from tests.attacks import classes, systems
from tests.attacks.doors import watched
from tests.attacks.evidence import Findings

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.usefixtures("secret_in_reach")]


@pytest.mark.parametrize("door", [systems.nbgrader_whole, systems.otter_plugin, systems.gradescope_harness])
def test_hostile_work_earns_no_more_than_is_written_on_it(a_class, few, door):
    assert watched(a_class, lambda: door(a_class, few)) == Findings()


def test_gradescope_whole(a_class, few):
    """All in one process: what a program does to the machine would meet the next."""
    found, chosen = {}, (few[3], few[-1])

    def graded():
        for student in chosen:
            root = a_class.folder / "gradescope of" / student
            with ZipFile(a_class.folder / "gradescope" / "week01-gradescope.zip") as packed:
                packed.extractall(root / "source")
            classes.class_folder(root, {"submission": a_class.who[student]})
            assert gradescope.main(root) == 0
            tests = json.loads((root / "results" / "results.json").read_text("utf-8"))["tests"]
            found[student] = sum(test["score"] for test in tests)
        return {}

    assert watched(a_class, graded) == Findings()
    assert found == {student: a_class.points[student] for student in chosen}


def test_otter_whole(a_class, few, tool):
    root, (student, *_) = a_class.folder / "otter", few[1:]

    def graded():
        tool("otter", "assign", "week01.ipynb", "dist", cwd=root)
        packed = next((root / "dist" / "autograder").glob("*-autograder_*.zip"))
        work = a_class.folder / f"{student}.ipynb"
        work.write_text(classes.notebook_of(a_class.who[student]), "utf-8")
        assert run(["otter", str(packed), str(work), "--out", str(a_class.folder / "results")]) == 0
        return {}

    assert watched(a_class, graded) == Findings()
    tests = json.loads((a_class.folder / "results" / student / "results.json").read_text("utf-8"))["tests"]
    assert sum(test.get("score", 0) for test in tests) <= a_class.points[student]
