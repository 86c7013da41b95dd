"""A wrong class of nets costs its own points; the loop that trains it is judged with the net it has."""

from __future__ import annotations

import pytest

from autograder.errors import OverBudgetError
from autograder.judge.case import Case
from autograder.judge.clock import JudgingClock
from autograder.judge.own_helpers.net import follows_own_net
from tests.helpers import recording
from tests.judge.edited import edited_week

SOLUTION = '''
"""네트워크.

Nets.
"""
import torch


class Net(torch.nn.Module):
    """은닉층.

    A hidden layer.
    """

    def __init__(self, width):
        super().__init__()
        self.hidden = torch.nn.Linear(1, width)
        self.out = torch.nn.Linear(width, 1)

    def forward(self, x):
        return self.out(torch.relu(self.hidden(x)))


def fit(x, y, width, lr=0.05, epochs=30):
    """학습.

    Training.
    """
    net = Net(width)
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(epochs):
        yhat = net(x)
        loss = torch.mean((y - yhat) ** 2)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net


def predictions(x, width, seed):
    """예측.

    Predictions.
    """
    torch.manual_seed(seed)
    net = Net(width)
    return 2 * net(x)
'''
PROBES = """
import torch
from autograder.assignment import probe

torch.manual_seed(0)
x, y = torch.randn(12, 1), torch.randn(12, 1)
PROBES = (
    probe("Net", "it", width=3, x=x),
    probe("fit", "it", x=x, y=y, width=3),
    probe("predictions", "it", x=x, width=3, seed=5),
)
"""
DRIVERS = """
import torch


def Net(work, width, x):
    torch.manual_seed(3)
    net = work.Net(width)
    return {"returned": net(x), "state": dict(net.named_parameters())}


def fit(work, x, y, width, **options):
    torch.manual_seed(3)
    work.fit(x, y, width, **options)
    return {}
"""
CHECKS = '''
import pytest

from autograder import checks
from autograder.judge import close


@pytest.mark.exercise("Net")
class TestNet:
    @pytest.mark.points(1)
    def test_forward(self, mine, solution, data):
        """앞으로.

        Forward.
        """
        checks.forward(mine.returned, solution.Net(data.width), mine.seen["state"], data.x)


@pytest.mark.exercise("fit")
@pytest.mark.points(1)
class TestFit(checks.LoopChecks):
    pass


@pytest.mark.exercise("predictions")
class TestPredictions:
    @pytest.mark.points(1)
    def test_value(self, mine, solution, data):
        """값.

        The value.
        """
        assert mine.returned == close(solution.predictions(data.x, data.width, data.seed))
'''


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    with edited_week(folder, "nets", solution=SOLUTION, probes=PROBES, drivers=DRIVERS, checks=CHECKS) as week:
        yield week


NO_RELU = ("torch.relu(self.hidden(x))", "self.hidden(x)")
WIDER = (
    ("torch.nn.Linear(1, width)", "torch.nn.Linear(1, 2 * width)"),
    ("torch.nn.Linear(width, 1)", "torch.nn.Linear(2 * width, 1)"),
)
UNNAMED = ("        yhat = net(x)\n", ""), ("(y - yhat)", "(y - net(x))")
NEVER_CLEARS = ("        optimizr.zero_grad()\n", "")
LATE = ("loss = torch.mean((y - yhat) ** 2)", "loss = torch.mean((y - yhat) ** 2) * (1 + (epoc > 26))")
NET = "Net.forward"


@pytest.mark.parametrize(
    "edits",
    [[NO_RELU], [NO_RELU, *UNNAMED], [("torch.relu", "torch.sigmoid")], [*WIDER]],
    ids=["no relu", "yhat has no name", "sigmoid", "another width"],
)
def test_a_wrong_net_costs_its_own_points_and_not_those_of_the_loop(week, edits):
    assert week.lost(*edits) == {NET}


def test_a_loop_with_a_wrong_net_is_judged_by_its_own_mistakes(week):
    """Of every epoch, the last ones too."""
    assert week.lost(NO_RELU, ("torch.mean((y", "torch.sum((y")) == {NET, "fit.step2_loss"}
    assert week.lost(NO_RELU, LATE) == {NET, "fit.step2_loss"}
    assert week.lost(NO_RELU, NEVER_CLEARS) == {NET, "fit.step4_clears"}
    assert week.lost(*WIDER, ("Adam", "SGD")) == {NET, "fit.step4_update"}


def test_a_net_that_cannot_be_trained_excuses_no_gradient(week):
    """A constant would else earn the steps of a loop that learns nothing."""
    constant = ("return self.out(torch.relu(self.hidden(x)))", "return 0 * self.out(torch.relu(self.hidden(x))) + 1")
    assert "fit.step3_backward" in week.lost(constant)


def test_an_answer_that_leaves_out_a_factor_is_not_excused_by_a_net_of_zeros(week):
    zeros = ("return self.out(torch.relu(self.hidden(x)))", "return 0 * self.out(self.hidden(x))")
    assert "predictions.value" in week.lost(zeros, ("return 2 * net(x)", "return net(x)"))


def test_the_judges_time_ends_our_own_loop_with_a_students_net(week):
    """What a tape claims of a net's answers may be large, and our loop meets it in every turn."""
    source = week.source.replace(*NO_RELU)
    case = Case(week.judge.assignment, recording(week.judge.assignment, source, name="nets.py"), week.judge.solution)
    (check,) = (one for one in week.judge.assignment.checks if one.name == "fit.step4_update")
    tape, _ = case.tapes[check.probe]
    calls = [call for call in tape.calls if call.exercise == "Net"]
    assert follows_own_net(case, check, tape, calls, "")
    case.clock = JudgingClock(seconds=0)
    with pytest.raises(OverBudgetError):
        follows_own_net(case, check, tape, calls, "")
