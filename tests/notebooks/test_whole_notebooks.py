"""Right work in a whole notebook earns its points, whatever stands around it; and nothing in it is ungraded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.__main__ import run
from tests.notebooks.students import NOTEBOOKS

pytestmark = [pytest.mark.slow, pytest.mark.real]
COURSE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, dict]]:
    """Every notebook graded with its week's class: exercises by name, by notebook."""
    folder = tmp_path_factory.mktemp("notebooks")
    for each in NOTEBOOKS:
        cells = [
            {"cell_type": "code", "metadata": {}, "source": cell, "outputs": [], "execution_count": None}
            for cell in each.cells
        ]
        place = folder / each.week / each.name / f"{each.week}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
    found = {}
    for week in sorted({each.week for each in NOTEBOOKS}):
        run(
            [
                "grade",
                week,
                str(folder / week),
                "--course",
                str(COURSE),
                "--out",
                str(folder / "out" / week),
                "--store",
                str(folder / "a.db"),
            ]
        )
        grades = json.loads((folder / "out" / week / "grades.json").read_text("utf-8"))
        found |= {one["student_id"]: {each["name"]: each for each in one["exercises"]} for one in grades["reports"]}
    return found


OPEN = pytest.mark.xfail(reason="not mended yet", strict=True)


@pytest.mark.parametrize(
    "each", [pytest.param(each, marks=OPEN if each.is_open else (), id=each.name) for each in NOTEBOOKS]
)
def test_right_work_in_a_whole_notebook_earns_its_points(each, graded):
    exercises = graded[each.name]
    lost = {
        name: [
            (check["name"], check["outcome"], check["message"])
            for check in exercises[name]["checks"]
            if check["outcome"] != "passed"
        ]
        for name in each.right or exercises
        if exercises[name]["points"] != exercises[name]["out_of"]
    }
    assert lost == {}


@pytest.mark.parametrize("each", NOTEBOOKS, ids=lambda each: each.name)
def test_nothing_in_a_whole_notebook_is_ungraded(each, graded):
    outcomes = {check["outcome"] for exercise in graded[each.name].values() for check in exercise["checks"]}
    assert "ungraded" not in outcomes
