"""The table of kinds of exercise: each kind has mistakes that are named and other answers that are right."""

from __future__ import annotations

import runpy

import pytest

from tests.test_house import ROOT

TABLE = runpy.run_path(str(ROOT / "benchmarks" / "kinds.py"))
ROWS = {row.kind: row for row in TABLE["rows"]()}


def test_there_are_more_kinds_than_a_course_needs():
    assert len(ROWS) + len(TABLE["IN_TESTS"]) >= 40


@pytest.mark.parametrize("kind", ROWS)
def test_a_kind_names_mistakes_by_their_step_and_takes_other_right_answers(kind):
    """What is in a week's folder its audit proves: named, and worth everything."""
    row = ROWS[kind]
    assert row.mistakes >= 2
    assert row.right >= 1
    assert row.steps


@pytest.mark.parametrize("where", sorted(set(TABLE["IN_TESTS"].values())))
def test_the_others_are_tests(where):
    assert (ROOT / where).is_file()


def test_a_sample_class_of_a_deep_week_has_a_mistake_and_a_right_answer_of_every_exercise():
    """What the demo grades beside week04."""
    made = runpy.run_path(str(ROOT / "data" / "make_sample_class.py"))["class_of"](ROOT / "solutions" / "week07")
    handed = [files() for _, files in made.values()]
    assert len(handed) == 2 + 2 * 8
    assert len({tuple(sorted(files.items())) for files in handed}) == len(handed)
    assert {name.rpartition(".")[2] for files in handed for name in files} == {"py", "ipynb"}
