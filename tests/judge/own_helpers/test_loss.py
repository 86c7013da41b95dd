"""A wrong loss helper costs its own points; the loops of two nets that walk down it are judged with the loss they have."""

from __future__ import annotations

import pytest

from tests.judge.edited import edited_week

SOLUTION = '''
"""두 네트워크.

Two nets.
"""
import torch


def critic_loss(C, real, fake):
    """판별.

    Tells them apart.
    """
    return torch.mean(C(fake.detach()) ** 2) + torch.mean((C(real) - 1) ** 2)


def maker_loss(scores):
    """생성.

    Makes them alike.
    """
    return torch.mean((scores - 1) ** 2)


def fit(M, C, real, lr=0.05, epochs=5):
    """학습.

    Training.
    """
    optimizr_C = torch.optim.SGD(C.parameters(), lr=lr)
    optimizr_M = torch.optim.Adam(M.parameters(), lr=lr)
    for epoc in range(epochs):
        fake = M(torch.randn(len(real), 1))
        loss = torch.mean(C(fake.detach()) ** 2) + torch.mean((C(real) - 1) ** 2)
        optimizr_C.zero_grad()
        loss.backward()
        optimizr_C.step()
        loss = torch.mean((C(fake) - 1) ** 2)
        optimizr_M.zero_grad()
        loss.backward()
        optimizr_M.step()
    return M, C
'''
OWN = SOLUTION.replace(
    "        loss = torch.mean(C(fake.detach()) ** 2) + torch.mean((C(real) - 1) ** 2)\n",
    "        loss = critic_loss(C, real, fake)\n",
).replace("        loss = torch.mean((C(fake) - 1) ** 2)\n", "        loss = maker_loss(C(fake))\n")
PROBES = """
import torch
from autograder.assignment import probe, leaf

torch.manual_seed(0)
real, fake = torch.randn(12, 1) + 2, torch.randn(12, 1)
PROBES = (
    probe("critic_loss", "it", real=real, fake=fake),
    probe("maker_loss", "it", fake=leaf(fake)),
    probe("fit", "it", real=real),
)
"""
DRIVERS = """
import torch


def _net(width):
    torch.manual_seed(width)
    return torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.Tanh(), torch.nn.Linear(width, 1))


def critic_loss(work, real, fake):
    return {"returned": work.critic_loss(_net(3), real, fake)}


def maker_loss(work, fake):
    work.maker_loss(_net(3)(fake)).backward()
    return {"returned": fake.grad}


def fit(work, real, **options):
    M, C = _net(4), _net(3)
    torch.manual_seed(5)
    work.fit(M, C, real, **options)
    return {}
"""
CHECKS = '''
import pytest

from autograder import checks
from autograder.judge import close


@pytest.mark.exercise("critic_loss")
class TestCritic:
    @pytest.mark.points(1)
    @pytest.mark.step("loss")
    def test_value(self, mine, solution, data):
        """값.

        The value.
        """
        import torch

        torch.manual_seed(3)
        net = torch.nn.Sequential(torch.nn.Linear(1, 3), torch.nn.Tanh(), torch.nn.Linear(3, 1)).to(data.real.dtype)
        assert mine.returned == close(solution.critic_loss(net, data.real, data.fake))


@pytest.mark.exercise("maker_loss")
class TestMaker:
    @pytest.mark.points(1)
    @pytest.mark.step("loss")
    def test_slope(self, mine, solution, data):
        """미분.

        The derivative.
        """
        import torch

        torch.manual_seed(3)
        net = torch.nn.Sequential(torch.nn.Linear(1, 3), torch.nn.Tanh(), torch.nn.Linear(3, 1)).to(data.fake.dtype)
        fake = data.fake.clone().requires_grad_()
        assert mine.returned == close(torch.autograd.grad(solution.maker_loss(net(fake)), fake)[0])


@pytest.mark.exercise("fit")
@pytest.mark.points(1)
class TestCriticsLoop(checks.LoopChecks):
    of = "C"

    @pytest.mark.needs("step2_loss")
    def test_step3_backward(self, mine):
        """미분.

        The derivative.
        """
        checks.gradient(mine.of("C"))


@pytest.mark.exercise("fit")
@pytest.mark.points(1)
class TestMakersLoop(checks.LoopChecks):
    of = "M"
'''


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    with edited_week(
        folder, "nets", solution=SOLUTION, probes=PROBES, drivers=DRIVERS, checks=CHECKS, edited=OWN
    ) as week:
        yield week


HALVED = (
    "    return torch.mean(C(fake.detach()) ** 2) + torch.mean((C(real) - 1) ** 2)\n",
    "    return (torch.mean(C(fake.detach()) ** 2) + torch.mean((C(real) - 1) ** 2)) / 2\n",
)
ONLY_REAL = (HALVED[0], "    return torch.mean((C(real) - 1) ** 2)\n")
SUMMED = ("return torch.mean((scores - 1) ** 2)", "return torch.sum((scores - 1) ** 2)")
OTHER_WAY = ("return torch.mean((scores - 1) ** 2)", "return torch.mean(scores**2)")
CUT = ("maker_loss(C(fake))\n        optimizr_M", "maker_loss(C(fake.detach()))\n        optimizr_M")
CRITIC, MAKER = "critic_loss.value", "maker_loss.slope"


def test_helpers_that_are_right_cost_nothing(week):
    assert week.lost() == set()


@pytest.mark.parametrize(
    ("edits", "costs"),
    [
        ([HALVED], {CRITIC}),
        ([ONLY_REAL], {CRITIC}),
        ([SUMMED], {MAKER}),
        ([OTHER_WAY], {MAKER}),
        ([HALVED, SUMMED], {CRITIC, MAKER}),
    ],
    ids=["halved", "only one part", "summed", "another aim", "both"],
)
def test_a_wrong_loss_of_two_nets_costs_its_own_points_and_not_those_of_the_loops(week, edits, costs):
    assert week.lost(*edits) == costs


def test_a_wrong_loss_excuses_no_mistake_of_the_loop(week):
    """What it was given, whether it was cleared, how the nets moved, and the last epoch too."""
    real_twice = ("critic_loss(C, real, fake)", "critic_loss(C, real, real)")
    late = ("loss = critic_loss(C, real, fake)", "loss = critic_loss(C, real, fake) * (1 + 2 * (epoc > 3))")
    kept = ("        optimizr_C.zero_grad()\n", "")
    assert {CRITIC, "fit.C_step2_loss"} <= week.lost(HALVED, real_twice)
    assert {MAKER, "fit.M_step3_backward"} <= week.lost(SUMMED, CUT)
    assert {CRITIC, "fit.C_step2_loss"} <= week.lost(HALVED, late)
    assert {CRITIC, "fit.C_step4_clears"} <= week.lost(HALVED, kept)
    assert {CRITIC, "fit.C_step4_update"} <= week.lost(HALVED, ("torch.optim.SGD(C", "torch.optim.Adam(C"))


def test_a_loss_that_is_cut_off_from_the_net_it_trains_costs_step3_alone(week):
    """Its optimiser steps and nothing moves: the loop is the one at that place, not none."""
    found = week.differences(CUT)
    assert [*found] == ["fit.M_step3_backward"]
    assert (found["fit.M_step3_backward"].note, found["fit.M_step3_backward"].quantity) == (
        "unreached",
        "gradient.M.0.weight",
    )


def test_a_wrong_rate_of_the_second_loop_is_measured_in_that_loop(week):
    found = week.differences(("torch.optim.Adam(M.parameters(), lr=lr)", "torch.optim.Adam(M.parameters(), lr=lr / 4)"))
    measured = found["fit.M_step4_update"].pattern
    assert (measured.number, {name.partition(".")[0] for name in measured.names}) == ("0.25", {"M"})


def test_one_loop_where_two_are_asked_for_costs_each_net_its_own_steps(week):
    """A sum of both losses and Adam for both nets: the maker's loss finds the critic as it was, and reaches it."""
    joint = (
        "        optimizr_C.zero_grad()\n        loss.backward()\n        optimizr_C.step()\n        loss = maker",
        "        loss = loss + maker",
    )
    both = ("torch.optim.Adam(M.parameters()", "torch.optim.Adam([*M.parameters(), *C.parameters()]")
    found = week.differences(joint, both)
    assert {*found} == {"fit.C_step3_backward", "fit.C_step4_update", "fit.M_step2_loss"}
