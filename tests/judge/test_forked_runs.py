"""Two runs may part where the solution's would from the same parameters, and nowhere else."""

from __future__ import annotations

import pytest
import torch

from autograder.judge.forked_runs import part_alike
from autograder.model import Column, Ending, Tape
from autograder.recorder.describe import describe_rows

MOST = 1e-5
NAN = float("nan")


def tape(*losses, before=(1.0, 2.0, 3.0), shadow=False):
    rows = {"before.w": before, "loss": losses}
    columns = (
        Column(name, tuple(range(len(values))), describe_rows(torch.tensor(values, dtype=torch.float64).reshape(-1, 1)))
        for name, values in rows.items()
    )
    return Tape("fit/it", Ending.FINISHED, shadow=shadow, epochs=len(losses), columns=tuple(columns))


def parts(mine, native, shadow, before=(1.0, 2.0, 3.0)):
    """The student's losses in two runs, and the solution's from where they first part."""
    asked = []

    def replay(found, single):
        asked.append(float(found["w"]))
        return tape(native if single else shadow, before=(float(found["w"]),), shadow=not single)

    first, second = (tape(*losses, before=before, shadow=at > 0) for at, losses in enumerate(mine))
    return part_alike(first, second, MOST, replay), asked


@pytest.mark.parametrize("late", [0.52, NAN, float("inf")])
def test_runs_part_where_the_solutions_does_as_far(late):
    """Nothing of what comes later is compared: the two are elsewhere by then."""
    assert parts(((1.0, 0.51, late), (1.0, 0.5, 0.4)), 0.51, 0.5) == (True, [2.0, 2.0])


@pytest.mark.parametrize("native", [0.5, 0.5001])
def test_runs_that_part_where_the_solutions_does_not_or_by_far_more_are_no_right_ones(native):
    assert parts(((1.0, 0.51, 0.4), (1.0, 0.5, 0.4)), native, 0.5)[0] is False


@pytest.mark.parametrize("mine", [NAN, 100.0])
def test_where_the_solution_has_no_number_natively_whatever_a_student_has_may_part(mine):
    assert parts(((1.0, mine, 0.4), (1.0, 0.5, 0.4)), NAN, 0.5)[0] is True


def test_a_nan_that_the_solution_would_not_have_parts_from_it():
    assert parts(((1.0, NAN, NAN), (1.0, 0.5, 0.4)), 0.5, 0.5)[0] is False


def test_parameters_that_are_no_numbers_excuse_nothing():
    assert parts(((1.0, NAN, NAN), (1.0, 0.5, 0.4)), NAN, 0.5, before=(1.0, NAN, NAN)) == (False, [])


def test_runs_that_never_part_need_no_excuse():
    assert parts(((1.0, 0.5, 0.4), (1.0, 0.5, 0.4)), 0.5, 0.5) == (False, [])
