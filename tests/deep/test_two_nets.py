"""Two nets in one loop: each is held by its own parameters, however their losses are differentiated."""

from __future__ import annotations

import pytest

from autograder.assignment import read
from autograder.judge import Judge
from autograder.model import Kind, Outcome
from tests.deep.week import TOML, failures
from tests.helpers import recording, write

SOLUTION = '''
"""배우와 평론가.

Actor and critic.
"""
import torch


def fit_both(actor, critic, x, r, lr=0.05, epochs=6):
    """둘.

    Two.
    """
    opt_a = torch.optim.Adam(actor.parameters(), lr=lr)
    opt_c = torch.optim.Adam(critic.parameters(), lr=lr)
    for epoc in range(epochs):
        value = critic(x)
        loss_c = torch.mean((r - value) ** 2)
        loss_a = -torch.mean((r - value).detach() * torch.tanh(actor(x)))
        opt_c.zero_grad()
        opt_a.zero_grad()
        loss_c.backward()
        loss_a.backward()
        opt_c.step()
        opt_a.step()
    return actor
'''
PROBES = """
import torch
from autograder.assignment import probe

torch.manual_seed(0)
PROBES = (probe("fit_both", "it", x=torch.randn(12, 1), r=torch.randn(12, 1)),)
"""
DRIVERS = """
import torch


def _net(width):
    torch.manual_seed(width)
    return torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1))


def fit_both(work, x, r):
    actor, critic = _net(3), _net(4)
    work.fit_both(actor, critic, x, r)
    return {"seen": [*actor.parameters(), *critic.parameters()]}
"""
CHECKS = '''
import pytest
import torch

from autograder import checks


class Steps(checks.LoopChecks):
    @pytest.mark.step("update")
    def test_adam(self, mine, data):
        """Adam.

        Adam.
        """
        checks.optimizer(self.which(mine), lambda parameters: torch.optim.Adam(parameters, lr=data.lr))


@pytest.mark.exercise("fit_both")
@pytest.mark.points(1)
class TestActor(Steps):
    of = "actor"


@pytest.mark.exercise("fit_both")
@pytest.mark.points(1)
class TestCritic(Steps):
    of = "critic"
'''
FILES = {
    "week.toml": TOML,
    "both.py": SOLUTION,
    "probes.py": PROBES,
    "drivers.py": DRIVERS,
    "checks/test_both.py": CHECKS,
}


@pytest.fixture(scope="module")
def failed(tmp_path_factory):
    """The checks that fail, by program."""
    yield from failures(tmp_path_factory.mktemp("course"), FILES, "both.py")


def test_a_check_of_one_of_several_loops_says_of_which(tmp_path):
    """In its text, which stands on the page: two of them would read alike."""
    with Judge(read(write(tmp_path / "solutions" / "week06", FILES))) as judge:
        texts = {each.text[code].partition(":")[0] for each in judge.checks for code in ("ko", "en")}
        told = [each.text["en"] for each in judge.checks]
    assert (texts, len({*told})) == ({"actor", "critic"}, len(told))


BACKWARDS = "        loss_c.backward()\n        loss_a.backward()\n"
STEPS = "        opt_c.step()\n        opt_a.step()\n"
ADAMS = "    opt_a = torch.optim.Adam(actor.parameters(), lr=lr)\n    opt_c = torch.optim.Adam(critic.parameters(), lr=lr)\n"
CLEARS = "        opt_c.zero_grad()\n        opt_a.zero_grad()\n"
ONE = "    opt = torch.optim.Adam([*actor.parameters(), *critic.parameters()], lr=lr)\n"
SUM = "        (loss_c + loss_a).backward()\n"
LEAKS = ("(r - value).detach()", "(r - value)")
TWICE = "        loss_c.backward(retain_graph=True)\n        loss_a.backward()\n"
RIGHT = {
    "the sum of both losses": [(BACKWARDS, SUM)],
    "two roots": [(BACKWARDS, "        torch.autograd.backward([loss_a, loss_c])\n")],
    "one optimiser": [(ADAMS, ONE), (CLEARS, "        opt.zero_grad()\n"), (STEPS, "        opt.step()\n")],
    "one optimiser and the sum": [
        (ADAMS, ONE),
        (CLEARS, "        opt.zero_grad()\n"),
        (BACKWARDS, SUM),
        (STEPS, "        opt.step()\n"),
    ],
    "asked for by inputs": [LEAKS, (BACKWARDS, TWICE.replace("loss_a.backward()", "loss_a.backward(inputs=[*actor.parameters()])"))],
    "cleared of what leaks": [
        LEAKS,
        (BACKWARDS, "        loss_a.backward(retain_graph=True)\n        opt_c.zero_grad()\n        loss_c.backward()\n"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("style", RIGHT)
def test_nets_whose_gradients_are_right_earn_everything_however_their_losses_are_differentiated(failed, style):
    assert failed(*RIGHT[style]) == {}


WRONG = {
    "a leak in two backwards": ([LEAKS, (BACKWARDS, TWICE)], "critic_step3_backward"),
    "a leak, the other one first": (
        [LEAKS, (BACKWARDS, "        loss_a.backward(retain_graph=True)\n        loss_c.backward()\n")],
        "critic_step4_clears",
    ),
    "a leak in the sum": ([LEAKS, (BACKWARDS, SUM)], "critic_step3_backward"),
    "half of one loss in the sum": ([(BACKWARDS, SUM.replace("loss_a", "loss_a / 2"))], "actor_step2_loss"),
    "a number in the sum": ([(BACKWARDS, SUM.replace("loss_a", "loss_a + 1"))], "critic_step2_loss"),
    "a number in one loss of the sum": (
        [("loss_c = torch.mean(", "loss_c = 1 + torch.mean("), (BACKWARDS, SUM)],
        "critic_step2_loss",
    ),
    "one layer detached, in the sum": (
        [("critic(x)", "critic[2](critic[1](critic[0](x)).detach())"), (BACKWARDS, SUM)],
        "critic_step3_backward",
    ),
    "the sum, one net never cleared": (
        [("        opt_a.zero_grad()\n", ""), (BACKWARDS, SUM)],
        "actor_step4_clears",
    ),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_what_leaks_into_another_net_or_its_sum_costs_one_step_of_one_net(failed, mistake):
    edits, step = WRONG[mistake]
    assert {*failed(*edits)} == {step}


def test_a_loop_that_an_exception_kept_from_beginning_is_told_by_the_exception(failed):
    found = failed((BACKWARDS, "        loss_c.backward()\n        loss_a.backwards()\n"))
    told = [one for check, one in found.items() if check.startswith("actor_")]
    assert told
    assert {one.kind for one in told if one} == {Kind.RAISED}


@pytest.mark.parametrize(
    "edits",
    [
        [(BACKWARDS, "        loss_a.backward()\n")],
        [("(r - value) ** 2", "(r - value.detach()) ** 2"), (BACKWARDS, SUM)],
    ],
    ids=["never differentiated", "detached, in the sum"],
)
def test_a_net_that_no_loss_reaches_has_no_loop_and_the_other_loses_nothing(failed, edits):
    found = failed(*edits)
    assert {check.partition("_")[0] for check in found} == {"critic"}
    assert {one.note for one in found.values()} == {"no_loop"}


def test_a_name_for_two_loops_of_the_solution_is_refused_with_their_order(tmp_path):
    """The first of them would be judged twice, and the other never."""
    files = FILES | {"checks/test_both.py": CHECKS.replace('of = "critic"', 'of = "adam"')}
    with Judge(read(write(tmp_path / "solutions" / "week06", files))) as judge:
        found = {one.check: one for one in judge.judge(recording(judge.assignment, SOLUTION, name="both.py"))}
    refused = found["fit_both.adam_step2_loss"]
    assert refused.outcome is Outcome.UNGRADED
    assert refused.difference.note.endswith("Ask by order: 0 or 1.")
    assert found["fit_both.actor_step2_loss"].outcome is Outcome.PASSED
