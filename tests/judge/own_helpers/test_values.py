"""A function that asks its own wrong helper rightly is right, as the solution or another right answer shows."""

from __future__ import annotations

import pytest

from tests.judge.edited import edited_week

SOLUTION = '''
"""계단.

Steps.
"""
import torch


def relu(u):
    """꺾기.

    Bent.
    """
    return torch.clamp(u, min=0)


def step(x, start, width):
    """계단.

    A step.
    """
    return (torch.relu(x - start) - torch.relu(x - start - width)) / width
'''
PROBES = """
import torch
from autograder.assignment import probe

x = torch.linspace(-2, 2, 9).reshape(-1, 1)
PROBES = (probe("relu", "it", u=x), probe("step", "it", x=x, start=0.25, width=0.7))
"""
CHECKS = '''
import pytest

from autograder.judge import close


@pytest.mark.exercise("relu")
class TestRelu:
    @pytest.mark.points(1)
    def test_bends(self, mine, solution, data):
        """꺾기.

        It bends.
        """
        assert mine.returned == close(solution.relu(data.u))


@pytest.mark.exercise("step")
class TestStep:
    @pytest.mark.points(1)
    def test_climbs(self, mine, solution, data):
        """계단.

        It climbs.
        """
        assert mine.returned == close(solution.step(data.x, data.start, data.width))
'''
OWN = SOLUTION.replace("torch.relu", "relu")
RIGHT = "# %% step__by_the_own_relu\n" + OWN[OWN.index("def step") :]
WRONG = {
    "a floor": ("min=0)", "min=0.1)"),
    "leaky": ("torch.clamp(u, min=0)", "torch.where(u > 0, u, 0.01 * u)"),
}
RAISES = ("torch.clamp(u, min=0)", "torch.clamb(u)")
CALLERS = {
    "no width": (" / width", ""),
    "another place": ("relu(x - start)", "relu(x + start)"),
    "a sum": (") - relu", ") + relu"),
}


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = tmp_path_factory.mktemp("values")
    (folder / "solutions" / "week01" / "right").mkdir(parents=True)
    (folder / "solutions" / "week01" / "right" / "steps.py").write_text(RIGHT, encoding="utf-8")
    with edited_week(folder, "steps", solution=SOLUTION, probes=PROBES, drivers="", checks=CHECKS, edited=OWN) as made:
        yield made


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_helper_that_only_another_right_answer_calls_costs_its_own_points(week, wrong):
    assert week.lost(WRONG[wrong]) == {"relu.bends"}


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("wrong", ["leaky", None])
def test_a_wrong_formula_loses_whatever_it_calls(week, caller, wrong):
    assert "step.climbs" in week.lost(CALLERS[caller], *([WRONG[wrong]] if wrong else []))


def test_a_helper_that_raises_leaves_no_answer_to_be_excused(week):
    assert "step.climbs" in week.lost(RAISES)
