"""Tapes that are the solution's own to roundoff earn what these earn; whatever else differs is judged itself."""

from __future__ import annotations

import pytest

from autograder.judge.case import Case
from tests import weeks
from tests.helpers import recording

LOSS = "loss = torch.mean((y - yhat) ** 2)"
STEP = "What.data = What.data - lr * What.grad"
ALIKE = {
    "as the lecture": (STEP, STEP),
    "another order": (LOSS, "loss = torch.mean(((y - yhat) ** 2).flip(0))"),
    "another formula": (LOSS, "loss = (y - yhat).square().sum() / len(y)"),
    "another name": ("yhat", "guess"),
}
OTHERS = {
    "the slightest rate": (STEP, STEP.replace("lr", "1.00001 * lr")),
    "one epoch too many": ("range(epochs)", "range(epochs + 1)"),
    "rounding in single precision": (STEP, f"{STEP} + (What.dtype == torch.float32) * 1e-3"),
    "another type": ("return What\n", "return What.detach().numpy()\n"),
    "cut off the graph": ("return What\n", "return What.detach()\n"),
    "y written into": ("return What\n", "y[0] = 1\n    return What\n"),
    "a gradient left behind": ("What.grad = None", "pass"),
    "stopped by an error": ("return What\n", "return What + nobody\n"),
}


@pytest.fixture
def is_solved(judge):
    def found(edit, **options):
        case = Case(judge.assignment, recording(judge.assignment, weeks.fit_with(edit)), judge.solution, **options)
        return case.is_solved("fit/lecture")

    return found


@pytest.mark.parametrize("kind", ALIKE)
def test_the_right_path_to_roundoff_is_the_solutions(is_solved, kind):
    assert is_solved(ALIKE[kind], takes_roundoff=True)


@pytest.mark.parametrize("kind", OTHERS)
def test_whatever_else_differs_is_judged_itself(is_solved, kind):
    assert not is_solved(OTHERS[kind], takes_roundoff=True)


def test_where_distances_are_measured_none_is_taken_for_another(is_solved):
    assert not is_solved(ALIKE["as the lecture"])


@pytest.mark.parametrize("kind", [*ALIKE, *OTHERS])
def test_verdicts_are_those_of_a_work_that_is_judged_itself(judge, kind):
    work = recording(judge.assignment, weeks.fit_with((ALIKE | OTHERS)[kind]))
    assert judge.judge(work) == judge.judge_with_results(work)[0]
