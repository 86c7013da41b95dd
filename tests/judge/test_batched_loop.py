"""The solution's loss and gradient at parameters of many epochs, by its own function called up to its backward."""

from __future__ import annotations

import pytest
import torch

from autograder.judge.batched_loop import BatchedLoop
from autograder.judge.loop_path import Path, shaped


@pytest.fixture(scope="module")
def fit(judge):
    probe = next(each for each in judge.assignment.probes if each.id == "fit/lecture")
    return BatchedLoop(judge.solution, probe), Path(judge.solution.tape(probe, shadow=True))


def test_it_reproduces_the_tape_of_the_solution(fit):
    loop, own = fit
    found = loop.at(shaped(own.before, own.shapes))
    assert torch.allclose(found.loss, own.loss.reshape(-1), rtol=1e-12)
    assert torch.allclose(found.gradient["What"].flatten(1), own.gradient["What"], rtol=1e-12)


def test_yhat_is_given_where_it_is_asked_for(fit):
    loop, own = fit
    before = shaped(own.before, own.shapes)
    assert loop.at(before, yhat=True).yhat.shape == (own.epochs, 20, 1)
    assert loop.at(before).yhat is None


def test_other_parameters_than_the_loops_own_give_nothing(fit):
    loop, _ = fit
    assert loop.names == ("What",)
    assert loop.at({"bias": torch.zeros(2, 1)}) is None
    assert loop.at({"What": torch.zeros(2, 5, 1)}) is None
