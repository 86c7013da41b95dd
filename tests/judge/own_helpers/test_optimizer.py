"""A wrong optimiser class costs its own points; a loop that steps with it is judged with the steps it has."""

from __future__ import annotations

import pytest

from tests.judge.edited import edited_week

SOLUTION = '''
"""옵티마이저.

An optimiser.
"""
import torch


class Momentum:
    """모멘텀.

    Momentum.
    """

    def __init__(self, parameters, lr=0.1, momentum=0.9):
        self.parameters = list(parameters)
        self.lr = lr
        self.momentum = momentum
        self.v = [torch.zeros_like(p) for p in self.parameters]

    def step(self):
        for k, p in enumerate(self.parameters):
            self.v[k] = self.momentum * self.v[k] + p.grad
            p.data = p.data - self.lr * self.v[k]

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None


def fit(net, x, y, lr=0.05, epochs=30):
    """학습.

    Training.
    """
    optimizr = Momentum(net.parameters(), lr)
    for epoc in range(epochs):
        loss = torch.mean((y - net(x)) ** 2)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net
'''
PROBES = """
import torch
from autograder.assignment import leaf, probe

torch.manual_seed(0)
x, y = torch.randn(12, 1), torch.randn(12, 1)
PROBES = (probe("Momentum", "it", w=leaf([1.0, -2.0])), probe("fit", "it", x=x, y=y))
"""
DRIVERS = """
import torch


def Momentum(work, w):
    optimizr = work.Momentum(iter([w]), 0.2, 0.5)
    path = []
    for _ in range(3):
        (w**2).sum().backward()
        optimizr.step()
        optimizr.zero_grad()
        path.append(w.detach().clone())
    return {"path": torch.stack(path)}


def fit(work, x, y, **options):
    torch.manual_seed(3)
    net = torch.nn.Linear(1, 1)
    work.fit(net, x, y, **options)
    return {"state": dict(net.named_parameters())}
"""
CHECKS = '''
import pytest
import torch

from autograder import checks
from autograder.judge import close


@pytest.mark.exercise("Momentum")
class TestMomentum:
    @pytest.mark.points(1)
    @pytest.mark.step("update")
    def test_path(self, mine, data):
        """길.

        The path.
        """
        w, v, path = data.w.clone(), 0, []
        for _ in range(3):
            v = 0.5 * v + 2 * w
            w = w - 0.2 * v
            path.append(w)
        assert mine.seen["path"] == close(torch.stack(path))


@pytest.mark.exercise("fit")
@pytest.mark.points(1)
class TestFit(checks.LoopChecks):
    @pytest.mark.needs("step4_update")
    def test_end(self, mine, solution, data):
        """끝.

        The end.
        """
        torch.manual_seed(3)
        net = torch.nn.Linear(1, 1).to(data.x.dtype)
        solution.fit(net, data.x, data.y)
        for name, right in net.named_parameters():
            assert mine.seen["state"][name] == close(right)
'''


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    with edited_week(folder, "own", solution=SOLUTION, probes=PROBES, drivers=DRIVERS, checks=CHECKS) as week:
        yield week


UPHILL = ("p.data - self.lr", "p.data + self.lr")
FORGETS = ("self.momentum * self.v[k] + p.grad", "p.grad")
NESTEROV = ("p.data - self.lr * self.v[k]", "p.data - self.lr * (p.grad + self.momentum * self.v[k])")
NEVER_CLEARS = ("            p.grad = None\n", "            pass\n")
AS_TORCHS = (
    ("class Momentum:", "class Momentum(torch.optim.Optimizer):"),
    (
        "        self.parameters = list(parameters)\n",
        "        super().__init__(parameters, {})\n        self.parameters = self.param_groups[0]['params']\n",
    ),
)
OWN = "Momentum.path"


@pytest.mark.parametrize(
    "edits",
    [[UPHILL], [FORGETS], [NESTEROV], [*AS_TORCHS, FORGETS]],
    ids=["uphill", "no memory", "nesterov", "as torch's own"],
)
def test_a_wrong_optimiser_costs_its_own_points_and_not_those_of_the_loop(week, edits):
    assert week.lost(*edits) == {OWN}


def test_gradients_that_an_own_optimiser_never_clears_cost_there(week):
    assert week.lost(NEVER_CLEARS) == {OWN}


def test_a_wrong_optimiser_excuses_no_mistake_of_the_loop(week):
    """What it was made with, when it steps, what else moves the net, and the last epoch too."""
    again = ("optimizr.step()\n", "optimizr.step()\n        if epoc == 28:\n            optimizr.step()\n")
    shifted = (
        "        optimizr.zero_grad()\n    return",
        "        optimizr.zero_grad()\n    net.bias.data += 1\n    return",
    )
    halved = ("        loss = torch.mean(", "        loss = 0.5 * torch.mean(")
    uncleared = ("        optimizr.step()\n        optimizr.zero_grad()\n", "        optimizr.step()\n")
    assert week.lost(FORGETS, ("net.parameters(), lr)", "net.parameters(), 2 * lr)")) > {OWN}
    assert {OWN, "fit.step2_loss"} <= week.lost(FORGETS, halved)
    for edit in (again, shifted, uncleared):
        assert {OWN, "fit.step4_update"} <= week.lost(FORGETS, edit)
