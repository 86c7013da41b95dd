"""The first wrong epoch of each step, from a loop's tape and the solution's."""

from __future__ import annotations

import pytest

from autograder.judge.comparison import Tolerance
from autograder.judge.path_judge import PathJudge
from autograder.model import Step
from tests import weeks
from tests.helpers import recording

STEPS = dict.fromkeys((Step.YHAT, Step.LOSS, Step.BACKWARD, Step.UPDATE), Tolerance())
UPDATE = "What.data = What.data - lr * What.grad"


@pytest.fixture
def measured(judge):
    """By step, the epochs in which the loop with these edits is wrong."""
    probe = next(each for each in judge.assignment.probes if each.id == "fit/lecture")
    beside = PathJudge(judge.solution, probe, judge.solution.tape(probe, shadow=True))

    def found(*edits):
        tapes = recording(judge.assignment, weeks.fit_with(*edits)).tapes
        mine = next(tape for tape in tapes if tape.probe == probe.id and tape.shadow)
        return {step: wrong.epochs for step, wrong in beside.measured(mine, STEPS).faults.items()}

    return found


def test_the_solutions_own_path_is_right(measured):
    assert measured() == {}


def test_an_update_is_judged_from_the_students_own_state(measured):
    """One wrong step leads elsewhere, and every later step is right from there."""
    assert measured((UPDATE, f"{UPDATE} * (2 if epoc == 7 else 1)")) == {Step.UPDATE: (7,)}


def test_a_loss_that_is_scaled_later_is_the_losses(measured):
    found = measured(("loss = torch.mean((y - yhat) ** 2)", "loss = torch.mean((y - yhat) ** 2) * (1 + (epoc > 4))"))
    assert found == {Step.LOSS: tuple(range(5, 30))}


def test_a_gradient_that_is_not_cleared_is_the_updates(measured):
    assert [*measured(("What.grad = None", "pass"))] == [Step.UPDATE]
