"""A quantity without a name is judged by its consequence."""

from __future__ import annotations

import pytest

from autograder.model import Outcome
from tests.weeks import SOLUTION

HEAD = SOLUTION[: SOLUTION.index("    for epoc")]
BY_HAND = """
    for epoc in range(epochs):
        gradient = {factor} / len(y) * X.T @ (X @ What.data - y) {more}
        What.data -= lr * gradient
    return What
"""
NAMELESS = """
    for epoc in range(epochs):
        torch.mean((y - {factor} * (X @ What)) ** 2).backward()
        What.data -= lr * What.grad
        What.grad = None
    return What
"""


@pytest.mark.parametrize(
    "loop", [BY_HAND.format(factor=2, more=""), NAMELESS.format(factor=1)], ids=["by hand", "nameless"]
)
def test_the_solutions_own_way_is_right_without_any_name(judged, loop):
    assert {v.outcome for name, v in judged(HEAD + loop).items() if name.startswith("fit.")} == {Outcome.PASSED}


@pytest.mark.parametrize(
    "loop", [BY_HAND.format(factor=3, more=""), NAMELESS.format(factor=0.9)], ids=["by hand", "nameless"]
)
def test_another_way_is_not(judged, loop):
    assert Outcome.FAILED in {v.outcome for name, v in judged(HEAD + loop).items() if name.startswith("fit.")}


@pytest.mark.parametrize(
    ("factor", "more"), [(1, ""), (-2, ""), (2, "* (epoc < 3 or 0.5)"), (2, "* (epoc < 5)"), (2.001, "+ 1e-3")]
)
def test_how_far_a_step_by_hand_goes_is_the_updates_alone(judged, factor, more):
    found = judged(HEAD + BY_HAND.format(factor=factor, more=more))
    assert [v.check for v in found.values() if v.outcome is not Outcome.PASSED] == ["fit.step4"]
