"""Work of another week that was handed in for this one: a question, no zero."""

from __future__ import annotations

from pathlib import Path

from autograder.assignment import read
from autograder.workflows.opening import exercises_elsewhere

WEEKS = Path(__file__).parents[2] / "solutions"


def test_the_names_of_the_other_weeks_are_the_course_s_own():
    found = exercises_elsewhere(read(WEEKS / "week03"))
    assert ("week03" in found, {"bce", "fit_adam"} <= found["week05"]) == (False, True)
