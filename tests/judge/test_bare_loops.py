"""A loop of a notebook is the exercise's that it is most like."""

from __future__ import annotations

import pytest

from autograder.judge.bare_loops import LoopForm
from autograder.model import Outcome
from tests.weeks import SOLUTION


def failed(verdicts) -> set[str]:
    return {name for name, verdict in verdicts.items() if verdict.outcome is not Outcome.PASSED}


BARE = """
import torch
torch.manual_seed(1)
X = torch.cat([torch.ones(30, 1), torch.randn(30, 1)], 1)
y = X @ torch.tensor([[2.5], [4.]]) + torch.randn(30, 1)
What = torch.tensor([[-5.], [10.]], requires_grad=True)
"""
LOOP = """
for epoc in range(30):
    yhat = X @ What
    loss = torch.mean((y - yhat) ** 2)
    loss.backward()
    What.data = What.data - {lr} * What.grad
    What.grad = None
"""


def test_a_bare_loop_is_judged_on_its_own_data(judged):
    found = judged(BARE, LOOP.format(lr=0.1), name="homework.ipynb")
    assert {name for name in found if name.startswith("fit.")}.isdisjoint(failed(found))


def test_a_mistake_in_a_bare_loop_costs_its_step(judged):
    found = judged(BARE, LOOP.format(lr=0.2), name="homework.ipynb")
    assert {name for name in failed(found) if name.startswith("fit.")} == {"fit.step4"}


RENAMED = BARE.replace("X = ", "design = ").replace("y = X", "y = design")
OTHERS = "import torch\nbefore = {0}\n", "after = {0}\n"


@pytest.mark.parametrize("table", ["torch.zeros(30, 2)", "torch.randn(30, 2)"])
def test_data_are_those_that_the_loop_predicted_from(judged, table):
    """Whatever else is as wide stands beside them, made before or after them."""
    before, after = (text.format(table) for text in OTHERS)
    loop = LOOP.format(lr=0.1).replace("X @", "design @") + "    before, after\n"
    found = judged(before, RENAMED, after, loop, name="homework.ipynb")
    assert {name for name in found if name.startswith("fit.")}.isdisjoint(failed(found))


MEAN = LoopForm(((2, 1),), optimizer="", graph=frozenset({"MeanBackward0", "PowBackward0"}))


def test_loops_are_alike_by_their_graphs():
    summed = LoopForm(((2, 1),), optimizer="", graph=frozenset({"SumBackward0", "PowBackward0"}))
    assert MEAN.similarity(MEAN) == (True, True, 1.0)
    assert MEAN.similarity(summed) == (True, True, 1 / 3)


def test_parameters_may_be_laid_otherwise_and_steps_be_taken_by_sgd():
    """A bias of shape (1, 1) is a bias; but what is like in these too goes first."""
    assert MEAN.similarity(LoopForm(((1, 2),), optimizer="", graph=MEAN.graph)) == (True, False, 1.0)
    assert MEAN.similarity(LoopForm(((2, 1),), optimizer="SGD", graph=MEAN.graph)) == (False, True, 1.0)


def test_loops_of_other_parameters_or_with_another_optimiser_are_not_alike():
    assert MEAN.similarity(LoopForm(((1, 1),), optimizer="", graph=MEAN.graph)) is None
    assert MEAN.similarity(LoopForm(((2, 1),), optimizer="Adam", graph=MEAN.graph)) is None
    assert MEAN.similarity(LoopForm(((2, 1),), optimizer="", graph=frozenset({"AbsBackward0"}))) is None


def test_a_loop_beside_its_function_is_no_other_exercises(judged):
    """Who wrote fit keeps its loop: it is not given away to an exercise that is missing."""
    function = SOLUTION[SOLUTION.index("def fit") :]
    found = judged("import torch", function, BARE, LOOP.format(lr=0.2), name="homework.ipynb")
    assert {name for name in failed(found) if name.startswith("fit.")} == set()


def test_an_exercise_has_the_earlier_of_two_loops_that_are_alike(judged):
    found = judged(BARE, LOOP.format(lr=0.2), BARE, LOOP.format(lr=0.1), name="homework.ipynb")
    assert {name for name in failed(found) if name.startswith("fit.")} == {"fit.step4"}
